"""What is wrong with the numbers of announcements, alone and together."""

import pytest

from .desk import Desk, said, text


def problems(desk: Desk, *notices: dict[str, object]) -> list[str]:
    """What is said of these announcements, each in its file: `a.md`, `b.md`, `c.md`."""
    files: dict[str, str | bytes] = {f"announcements/{name}.md": text(**({"title": name} | fields)) for name, fields in zip("abcd", notices, strict=False)}
    return said(desk.read(files))


def notice(date: str, number: str, **fields: object) -> dict[str, object]:
    """Front matter."""
    return {"date": date, "number": number, **fields}


@pytest.mark.parametrize(
    ("other", "clash"),
    [
        (notice("2026-05-01", "12/TB-CĐ"), True),
        (notice("2026-05-01", "012 / TB–CĐ"), True),
        (notice("2026-05-01", "12/tb-cđ", issuer="Công đoàn A"), True),
        (notice("2025-12-31", "12/TB-CĐ"), False),
        (notice("2026-05-01", "12/KH-CĐ"), False),
        (notice("2026-05-01", "12a/TB-CĐ"), False),
        (notice("2026-05-01", "12/TB-CĐ", status="withdrawn"), False),
    ],
)
def test_a_number_is_given_once_a_year(desk: Desk, other: dict[str, object], clash: bool) -> None:
    """Twice for an issuer in a year is an error, said of the later one, and names the first; numbers begin anew each year and for each kind."""
    found = problems(desk, notice("2026-01-01", "12/TB-CĐ"), other)
    assert len(found) == clash
    assert not clash or found[0].startswith("announcements/b.md:4: announcements/a.md has the number"), found


def test_two_bodies_may_give_one_number(desk: Desk) -> None:
    """Where both documents name their issuers."""
    assert problems(desk, notice("2026-01-01", "12/TB-CĐ", issuer="Tổ 1"), notice("2026-01-02", "12/TB-CĐ", issuer="Tổ 2")) == []


def test_a_translation_has_its_originals_number(desk: Desk) -> None:
    """That is not twice."""
    files: dict[str, str | bytes] = {
        "announcements/a.vi.md": text(title="A", date="2026-01-01", number="1/TB-CĐ"),
        "announcements/a.en.md": text(title="B", number="1/TB-CĐ"),
    }
    assert said(desk.read(files)) == []


def test_a_translation_of_last_year_bears_last_years_number(desk: Desk) -> None:
    """Put up after New Year, it does not take the number from the new year's document; a third document of the old year still clashes."""
    files: dict[str, str | bytes] = {
        "announcements/a.vi.md": text(title="A", date="2025-12-20", number="1/TB-CĐ"),
        "announcements/a.en.md": text(title="A", date="2026-01-05"),
        "announcements/b.vi.md": text(title="B", date="2026-02-01", number="1/TB-CĐ"),
    }
    assert said(desk.read(files)) == []
    (found,) = said(desk.read(files | {"announcements/c.vi.md": text(title="C", date="2025-12-30", number="1/TB-CĐ")}))
    assert found.startswith("announcements/c.vi.md:4: announcements/a.vi.md has the number"), found


@pytest.mark.parametrize("written", ["12/TB-CĐ", "Số: 12/TB-CĐ", "Số 12/TB-CĐ"])
def test_a_number_is_kept_without_the_word_before_it(desk: Desk, written: str) -> None:
    """Copied from paper with its “Số:”, it is not said twice on the page."""
    assert desk.announcement("announcements/a.md", text(date="2026-01-01", number=f'"{written}"')).number == "12/TB-CĐ"


def test_number_and_kind_disagree(desk: Desk) -> None:
    """A warning that says both."""
    (found,) = problems(desk, notice("2026-01-01", "1/TB-CĐ", kind="QĐ"))
    assert "kind says Quyết định, and the number 1/TB-CĐ says Thông báo" in found
    assert problems(desk, notice("2026-01-01", "1/CĐCS-VP", kind="CV")) == []


def test_a_deadline_after_the_last_day(desk: Desk) -> None:
    """A warning; on the last day is in time, to its last minute."""
    (found,) = problems(desk, notice("2026-01-01", "1/TB-CĐ", effective_until="2026-02-01", deadline="2026-02-02 00:00"))
    assert "the deadline comes after the last day in force, 2026-02-01" in found
    for deadline in ("2026-02-01", "2026-02-01 23:59"):
        assert problems(desk, notice("2026-01-01", "1/TB-CĐ", effective_until="2026-02-01", deadline=deadline)) == []


@pytest.mark.parametrize("field", ["supersedes", "amends", "repeals"])
def test_a_number_that_nothing_has(desk: Desk, field: str) -> None:
    """A warning with its line; `allow` silences it, for the old document may never have been published here."""
    (found,) = problems(desk, notice("2026-01-01", "1/QĐ-CĐ", **{field: "99/QĐ-CĐ"}))
    assert f"{field}: no document of that number was issued here before: 99/QĐ-CĐ" in found
    assert problems(desk, notice("2026-01-01", "1/QĐ-CĐ", allow="unknown-number", **{field: "99/QĐ-CĐ"})) == []
    assert problems(desk, notice("2025-01-01", "99/QĐ-CĐ"), notice("2026-01-01", "1/QĐ-CĐ", **{field: "99/QĐ-CĐ"})) == []
    (later,) = problems(desk, notice("2026-01-01", "1/QĐ-CĐ", **{field: "99/QĐ-CĐ"}), notice("2026-02-01", "99/QĐ-CĐ"))
    assert "no document of that number was issued here before" in later


def test_a_number_that_several_have(desk: Desk) -> None:
    """A warning that says which one is meant, and how to say so."""
    both = (notice("2024-01-01", "2/QC-CĐ"), notice("2025-01-01", "2/QC-CĐ"))
    (found,) = problems(desk, *both, notice("2026-01-01", "1/QĐ-CĐ", supersedes="2/QC-CĐ"))
    assert "announcements/b.md is meant — write 2/QC-CĐ (2025)" in found
    assert problems(desk, *both, notice("2026-01-01", "1/QĐ-CĐ", supersedes="2/QC-CĐ (2024)")) == []


def test_what_is_to_come_is_checked_too(desk: Desk) -> None:
    """The problem is said when it is written, not on the day it appears."""
    (found,) = problems(desk, notice("2150-01-01", "1/QĐ-CĐ", supersedes="99/QĐ-CĐ"))
    assert "99/QĐ-CĐ" in found
