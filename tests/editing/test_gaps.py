"""`inv check --gaps`: which numbers no document here bears."""

from datetime import date, timedelta

import pytest

from plugins.editing.gaps import gaps
from plugins.model.item import Announcement
from plugins.model.vietnam_time import midnight
from tests.conftest import Build
from tests.model.samples import announcement
from tests.written import notice
from tests.written import text as written


def documents(*numbers: str, first: date = date(2026, 1, 5)) -> list[Announcement]:
    """Announcements with these numbers, issued one a day."""
    return [
        announcement(identity=f"announcements/{place}", path=f"announcements/{place}.md", number=number, published=midnight(first + timedelta(days=place)))
        for place, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((), []),
        (("1/TB-CĐ", "2/TB-CĐ", "03/TB-CĐ"), []),
        (("15/QĐ-CĐCS", "21/QĐ-CĐCS"), ["2026 QĐ-CĐCS: 1–14, 16–20 not published here"]),
        (("2/TB-CĐ", "4/TB-CĐ"), ["2026 TB-CĐ: 1, 3 not published here"]),
        (("1/TB-CĐ", "1a/TB-CĐ", "3a/TB-CĐ"), ["2026 TB-CĐ: 2–3 not published here"]),
        (("2/CĐCS-VP",), ["2026 CĐCS-VP: 1 not published here"]),
        (("2/2025/QĐ-TLĐ", "2-QĐ/TW"), ["2026 QĐ-TW: 1 not published here", "2025 QĐ-TLĐ: 1 not published here"]),
        (("không số", ""), []),
    ],
)
def test_gaps_of_one_sequence(numbers: tuple[str, ...], expected: list[str]) -> None:
    """Numbers begin with 1, anew for each year, issuer and kind; one put in between later says that there is one before it; the newest year comes first."""
    assert gaps(documents(*numbers)) == expected


def test_year_is_that_of_the_document() -> None:
    """A translation that was published in the new year is the old year's document, and counts once."""
    original = announcement(identity="announcements/a", path="announcements/a.vi.md", number="2/TB-CĐ", published=midnight(date(2025, 12, 31)))
    translation = announcement(identity="announcements/a", path="announcements/a.en.md", language="en", number="2/TB-CĐ", published=midnight(date(2026, 1, 2)))
    assert gaps([translation, original]) == ["2025 TB-CĐ: 1 not published here"]


def test_kinds_that_share_a_sequence() -> None:
    """Where the numbers of several kinds rise with time as one, their gaps are those of all of them."""
    assert gaps(documents("1/TB-CĐ", "2/QĐ-CĐ", "4/KH-CĐ", "5/TB-CĐ")) == ["2026 CĐ (KH, QĐ, TB): 3 not published here"]


@pytest.mark.parametrize(
    "numbers",
    [
        ("1/TB-CĐ", "1/QĐ-CĐ", "2/TB-CĐ", "4/TB-CĐ"),
        ("1/QĐ-CĐ", "4/TB-CĐ", "3/QĐ-CĐ", "5/TB-CĐ"),
        ("1/TB-CĐ", "2/QĐ-CĐ", "4/KH-CĐ"),
    ],
)
def test_kinds_that_do_not_plainly_share_one(numbers: tuple[str, ...]) -> None:
    """Where two bear one number, one overtakes the other, or there are few, each kind has its own."""
    assert all("(" not in line for line in gaps(documents(*numbers)))
    assert gaps(documents(*numbers))


def test_report_of_a_run(build: Build) -> None:
    """The check lists them in the reader's language, and ends well: a gap is no mistake. What was withdrawn had its number; without the flag nothing is said."""
    content = {
        "announcements/a.md": notice("A", "2026-02-01", "number: 3/TB-CĐ"),
        "announcements/b.md": written("B", "date: 2026-02-02", "number: 2/TB-CĐ", "status: withdrawn"),
    }
    reported = build(content, "pelicanconf.py", ("-e", "CHECK_ONLY=true", "GAPS=true"), LANGUAGE="vi")
    assert reported.exit_code == 0, reported.said
    assert "Năm 2026, TB-CĐ: trang chưa đăng số 1\n" in reported.said
    assert "TB-CĐ" not in build(content, "pelicanconf.py", ("-e", "CHECK_ONLY=true")).said
    whole = build({"announcements/c.md": notice("C", "2026-01-02", "number: 1/TB-CĐ")}, "pelicanconf.py", ("-e", "CHECK_ONLY=true", "GAPS=true"), LANGUAGE="en")
    assert "The numbers have no gaps." in whole.said
