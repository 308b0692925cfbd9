"""A language's words: dates, numbers, sizes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.language import Language
from plugins.model.vietnam_time import moment
from plugins.outputs.wording import PROBLEMS, SITE, Wording, catalogue
from tests.conftest import ROOT

VIETNAMESE = Wording(Language("vi", "Tiếng Việt"), catalogue(ROOT / "theme", "vi", SITE))
ENGLISH = Wording(Language("en", "English", locale="en_GB"), catalogue(ROOT / "theme", "en", SITE))


def plain(text: str) -> str:
    """Its no-break spaces as spaces."""
    return text.replace("\u00a0", " ")


def test_stamp() -> None:
    """A story's stamp is as the newsroom writes it, in Vietnam time wherever the instant comes from; it is not broken over lines."""
    instant = datetime(2019, 4, 22, 6, 49, tzinfo=UTC)
    assert plain(VIETNAMESE.stamp(instant)) == "13:49 - 22/04/2019 (GMT+7)"
    assert plain(ENGLISH.stamp(instant)) == "22 April 2019, 13:49 (GMT+7)"
    assert " " not in VIETNAMESE.stamp(instant).removesuffix(" (GMT+7)")


def test_days_and_months() -> None:
    """A day in full, short, and a month, in each language."""
    day = date(2026, 11, 5)
    assert [plain(text) for text in (VIETNAMESE.day(day), VIETNAMESE.short_day(day), VIETNAMESE.month(day))] == ["5 tháng 11 năm 2026", "05/11/2026", "Tháng 11 năm 2026"]
    assert [plain(text) for text in (ENGLISH.day(day), ENGLISH.short_day(day), ENGLISH.month(day))] == ["5 November 2026", "5 Nov 2026", "November 2026"]
    assert " " not in VIETNAMESE.day(day)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2023, 2, 1), "Hà Nội, ngày 01 tháng 02 năm 2023"),
        (date(2023, 7, 5), "Hà Nội, ngày 05 tháng 7 năm 2023"),
        (date(2023, 1, 31), "Hà Nội, ngày 31 tháng 01 năm 2023"),
        (date(2023, 12, 10), "Hà Nội, ngày 10 tháng 12 năm 2023"),
        (date(2023, 3, 9), "Hà Nội, ngày 09 tháng 3 năm 2023"),
    ],
)
def test_date_of_a_document(day: date, said: str) -> None:
    """Decree 30/2020/NĐ-CP: a leading zero for days under 10 and for months 1 and 2, and no other."""
    written = VIETNAMESE.issued("Hà Nội", day)
    assert plain(written) == said and " " not in written.removeprefix("Hà Nội, ")
    assert plain(VIETNAMESE.issued("", day)) == said.removeprefix("Hà Nội, ")


def test_date_of_a_document_in_english() -> None:
    """In English the place stands before the day in full."""
    assert plain(ENGLISH.issued("Hanoi", date(2023, 2, 1))) == "Hanoi, 1 February 2023"


def test_deadline_says_a_time_where_there_is_one() -> None:
    """A deadline is a day, or a day with a time of day and its zone."""
    assert plain(VIETNAMESE.moment(moment("2026-12-04"))) == "ngày 4 tháng 12 năm 2026"
    assert plain(VIETNAMESE.moment(moment("2026-12-04 17:00"))) == "17:00 ngày 04/12/2026 (GMT+7)"
    assert plain(ENGLISH.moment(moment("2026-12-04"))) == "4 December 2026"
    assert plain(ENGLISH.moment(moment("2026-12-04 17:00"))) == "4 December 2026, 17:00 (GMT+7)"


@pytest.mark.parametrize(
    ("start", "end", "vietnamese", "english"),
    [
        ("2026-12-11 14:00", "2026-12-11 16:30", "14:00–16:30, ngày 11 tháng 12 năm 2026 (GMT+7)", "11 December 2026, 14:00–16:30 (GMT+7)"),
        ("2026-12-11 14:00", "", "14:00 ngày 11/12/2026 (GMT+7)", "11 December 2026, 14:00 (GMT+7)"),
        ("2026-12-11 14:00", "2026-12-11 14:00", "14:00 ngày 11/12/2026 (GMT+7)", "11 December 2026, 14:00 (GMT+7)"),
        ("2026-12-11", "", "ngày 11 tháng 12 năm 2026", "11 December 2026"),
        ("2026-12-11", "2026-12-11", "ngày 11 tháng 12 năm 2026", "11 December 2026"),
        ("2026-12-11", "2026-12-13", "ngày 11 tháng 12 năm 2026 – ngày 13 tháng 12 năm 2026", "11 December 2026 – 13 December 2026"),
        ("2026-12-11 08:00", "2026-12-12 17:00", "08:00 ngày 11/12/2026 (GMT+7) – 17:00 ngày 12/12/2026 (GMT+7)", "11 December 2026, 08:00 (GMT+7) – 12 December 2026, 17:00 (GMT+7)"),
        ("2026-12-11 08:00", "2026-12-12", "08:00 ngày 11/12/2026 (GMT+7) – ngày 12 tháng 12 năm 2026", "11 December 2026, 08:00 (GMT+7) – 12 December 2026"),
    ],
)
def test_period_of_an_event(start: str, end: str, vietnamese: str, english: str) -> None:
    """On one day that day is said once, an end that is no later than the beginning not at all."""
    moments = moment(start), moment(end) if end else None
    assert (plain(VIETNAMESE.period(*moments)), plain(ENGLISH.period(*moments))) == (vietnamese, english)


def test_numbers() -> None:
    """Thousands are parted by a point in Vietnamese, by a comma in English."""
    assert (VIETNAMESE.number(1_234_567), ENGLISH.number(1_234_567)) == ("1.234.567", "1,234,567")


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1 KB"), (1200, "1 KB"), (12_345, "12 KB"), (999_400, "999 KB"), (1_000_000, "1 MB"), (1_250_000, "1,2 MB"), (23_456_789, "23,5 MB")],
)
def test_sizes(size: int, said: str) -> None:
    """A file's size is said in the unit one would say, with a comma in Vietnamese."""
    assert plain(VIETNAMESE.size(size)) == said


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_can_be_said(day: date) -> None:
    """No day makes a language stumble, and every date says its year."""
    for wording in (VIETNAMESE, ENGLISH):
        assert all(str(day.year) in said for said in (wording.day(day), wording.short_day(day), wording.month(day), wording.issued("", day)))


def test_language_without_a_catalogue_speaks_as_the_code_does(tmp_path: Path) -> None:
    """Without a catalogue messages are as they stand in the code, in English; dates are the language's own."""
    assert catalogue(tmp_path, "vi", SITE).gettext("News") == "News"
    assert catalogue(ROOT / "theme", "vi", SITE).gettext("News") == "Tin tức"
    assert catalogue(ROOT / "theme", "vi", PROBLEMS).gettext("error") == "lỗi"
    assert plain(Wording(Language("lo", "ລາວ"), catalogue(tmp_path, "lo", SITE)).day(date(2026, 11, 5))).startswith("5 ພະຈິກ")
