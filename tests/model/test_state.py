"""The life of an announcement."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.state import Ending, Life, State, life
from plugins.model.vietnam_time import moment

from .samples import announcement

DAY = timedelta(days=1)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(-500, 1000))
def test_it_is_upcoming_then_current_then_past(first: date, length: int, days: int) -> None:
    """Current from the first to the last day, both inclusive, in Vietnam."""
    expected = State.UPCOMING if days < 0 else State.CURRENT if days <= length else State.PAST
    notice = announcement(effective_from=first, effective_until=first + length * DAY)
    assert life(notice).state(first + days * DAY) is expected


def test_without_a_first_day_it_applies_from_its_publication() -> None:
    """The day in Vietnam."""
    assert life(announcement(published=moment("2026-11-01 23:30").instant)).first_day == date(2026, 11, 1)


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
    found = life(announcement(**fields))
    assert found.last_day == last
    assert found.named is ("effective_until" in fields), "how long a kind is shown as current is the house's rule, not the document's"


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.none() | st.integers(-10, 400), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_another_document_can_only_shorten_a_life(first: date, length: int | None, successor: date) -> None:
    """From the successor's first day on it is past; where it ended before that, all stays as it was."""
    before = Life(first, None if length is None else first + length * DAY, named=length is not None)
    after = before.ended_by(Ending.SUPERSEDED, successor)
    assert after.state(successor) is State.PAST
    for days in range(-3, 3):
        day = successor + days * DAY
        assert after.state(day) is (State.PAST if day >= successor else before.state(day))
    assert after.ending is (Ending.EXPIRED if after == before else Ending.SUPERSEDED)
