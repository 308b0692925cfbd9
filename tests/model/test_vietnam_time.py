"""Dates as a Vietnamese newsroom writes them."""

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.vietnam_time import YEARS, ZONE, from_epoch, midnight, moment

DAYS = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
INSTANTS = st.datetimes(datetime(1901, 1, 1), datetime(2198, 12, 31), timezones=st.just(ZONE))  # noqa: DTZ001 - the strategy adds the zone


@given(DAYS)
def test_a_day_may_be_written_in_three_ways(day: date) -> None:
    """ISO, or day first with or without leading zeros: the same whole day, from midnight in Vietnam."""
    for text in (f"{day}", f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}"):
        read = moment(text)
        assert read.whole_day
        assert read.day == day
        assert read.instant == midnight(day)


@given(INSTANTS)
def test_an_instant_survives_its_iso_form(instant: datetime) -> None:
    """What `isoformat` writes is read back, to the second."""
    read = moment(instant.isoformat())
    assert not read.whole_day
    assert read.instant == instant.replace(microsecond=0)


@given(INSTANTS, st.integers(-14 * 60, 14 * 60))
def test_an_offset_is_kept_to(instant: datetime, minutes: int) -> None:
    """A time with an offset is the same instant, told in Vietnam time."""
    elsewhere = instant.replace(microsecond=0).astimezone(timezone(timedelta(minutes=minutes)))
    read = moment(elsewhere.isoformat())
    assert read.instant == elsewhere
    assert read.instant.utcoffset() == timedelta(hours=7)


def test_without_an_offset_it_is_vietnam_time() -> None:
    """13:49 is 13:49 at UTC+7, wherever the site is built."""
    for text in ("2019-04-22 13:49", "22/04/2019 13:49", "2019-04-22T13:49:00", "2019-04-22T06:49Z", "2019-04-22 13:49+07:00", " 22/4/2019 13:49 "):
        assert moment(text).instant == datetime(2019, 4, 22, 6, 49, tzinfo=UTC)


def test_slashes_are_day_first() -> None:
    """05/04/2019 is 5 April, never 4 May."""
    assert moment("05/04/2019").day == date(2019, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "", "hôm qua", "2026", "20-11-2026", "11/20/2026", "31/02/2026", "2026-02-30", "29/02/2026", "2026-13-01", "00/01/2026", "2026-11-20 24:00",
        "2026-11-20 13:60", "2026-11-20 1349", "2026-11-20 13:49 chiều", "2026/11/20", "20.11.2026", "20/11/26", "1899-12-31", "2200-01-01", "0000-01-01",
        "2026-11-20T13:49+99:00", "2026-11-20T13:49+07:75", "2026-11-20 +07:00", "-2026-11-20", "2026-11-20\n2026-11-21",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """What is no date, or no day that exists, is never guessed at."""
    with pytest.raises(ValueError, match=r"."):
        moment(text)


@given(st.text(max_size=40))
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    """Either a moment or ValueError."""
    with contextlib.suppress(ValueError):
        assert moment(text).instant.utcoffset() == timedelta(hours=7)


def test_a_day_ends_at_the_midnight_after_it() -> None:
    """A deadline that is a day lasts through that day; one with a time ends then."""
    assert moment("2026-11-20").end == midnight(date(2026, 11, 21))
    assert moment("2026-11-20 16:30").end == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@given(st.integers(0, 2**34))
def test_the_build_instant(seconds: int) -> None:
    """Whole seconds since 1970 become the same instant in Vietnam time."""
    assert from_epoch(seconds).timestamp() == seconds
    assert from_epoch(seconds).utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize("seconds", [10**30, -(10**30), 10**12, 253402300799])
def test_an_instant_beyond_the_calendar_is_refused(seconds: int) -> None:
    """What no date can hold is a ValueError, not a crash of another kind."""
    with pytest.raises(ValueError, match=r"."):
        from_epoch(seconds)
