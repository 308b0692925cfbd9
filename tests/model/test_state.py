"""The life of an announcement."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.state import State, first_day, last_day, state
from plugins.model.vietnam_time import midnight, moment

from .samples import announcement

DAY = timedelta(days=1)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(-500, 1000))
def test_it_is_upcoming_then_current_then_past(first: date, length: int, days: int) -> None:
    """Current from the first to the last day, both inclusive, in Vietnam."""
    notice = announcement(effective_from=first, effective_until=first + length * DAY)
    today = first + days * DAY
    expected = State.UPCOMING if days < 0 else State.CURRENT if days <= length else State.PAST
    for instant in (midnight(today), midnight(today + DAY) - timedelta(seconds=1)):
        assert state(notice, instant) is expected
        assert state(notice, instant.astimezone(UTC)) is expected


def test_a_day_begins_at_midnight_in_vietnam() -> None:
    """At 17:00 UTC it is tomorrow."""
    notice = announcement(effective_from=date(2026, 11, 21))
    assert state(notice, datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC)) is State.UPCOMING
    assert state(notice, datetime(2026, 11, 20, 17, tzinfo=UTC)) is State.CURRENT


def test_without_a_first_day_it_applies_from_its_publication() -> None:
    """The day in Vietnam."""
    assert first_day(announcement(published=moment("2026-11-01 23:30").instant)) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("fields", "last"),
    [
        ({"kind": "QĐ"}, None),
        ({"kind": "QĐ", "effective_until": date(2027, 1, 1)}, date(2027, 1, 1)),
        ({"kind": "TB"}, date(2026, 11, 1) + 90 * DAY),
        ({"kind": "Thư mời"}, date(2026, 11, 1) + 90 * DAY),
        ({"kind": ""}, date(2026, 11, 1) + 90 * DAY),
        ({"kind": "TB", "deadline": moment("2027-06-01")}, date(2027, 6, 1)),
        ({"kind": "KH", "event_start": moment("2027-06-01 08:00"), "event_end": moment("2027-06-03")}, date(2027, 6, 3)),
        ({"kind": "TB", "deadline": moment("2026-11-05")}, date(2026, 11, 1) + 90 * DAY),
    ],
)
def test_how_long_it_stays_current(fields: dict[str, object], last: date | None) -> None:
    """What it says; else a lasting kind for ever, anything else 90 days and until its deadline and event are over."""
    assert last_day(announcement(**fields)) == last
