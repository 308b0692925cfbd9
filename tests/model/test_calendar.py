"""What there is to remember of an announcement."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from plugins.model.calendar import Occasion, calendar_of, entries, sequence, spans, uid
from plugins.model.item import Announcement, Status
from plugins.model.vietnam_time import ZONE, Moment, moment
from tests.model.samples import announcement, edition

ISSUED = date(2026, 11, 1)


def times(**fields: object) -> dict[str, tuple[Moment, Moment | None]]:
    """When the occasions of an announcement of 1 November 2026 are."""
    return {span.occasion: (span.start, span.end) for span in spans(announcement(**fields), ISSUED)}


def test_nothing_to_remember() -> None:
    """An announcement without a deadline, an event or a day to wait for has no occasion, and no calendar."""
    assert times() == {}
    assert calendar_of(edition(announcement()), announcement()) == ""


@pytest.mark.parametrize(("day", "remembered"), [("2026-10-31", False), ("2026-11-01", False), ("2026-11-02", True)])
def test_effective_day_is_one_that_one_waits_for(day: str, remembered: bool) -> None:
    """The day a document takes effect is an occasion only where it is later than that of issue."""
    assert bool(times(effective_from=date.fromisoformat(day))) == remembered


@pytest.mark.parametrize(
    ("start", "end", "ends"),
    [
        ("2026-12-01 08:00", "", None),
        ("2026-12-01 08:00", "2026-12-01 11:00", "2026-12-01 11:00"),
        ("2026-12-01 08:00", "2026-12-01 08:00", None),
        ("2026-12-01 08:00", "2026-11-30", None),
        ("2026-12-01 08:00", "2026-12-01", "2026-12-02 00:00"),
        ("2026-12-01", "", None),
        ("2026-12-01", "2026-12-01", None),
        ("2026-12-01", "2026-12-03", "2026-12-03"),
        ("2026-12-01", "2026-12-03 16:00", "2026-12-03"),
    ],
)
def test_end_of_an_event(start: str, end: str, ends: str | None) -> None:
    """An event ends as it was written, in the manner of its start: both are days, or both are times; it never ends before it begins."""
    found = times(event_start=moment(start), event_end=moment(end) if end else None)
    assert found == {Occasion.EVENT: (moment(start), moment(ends) if ends else None)}


@pytest.mark.parametrize(("deadline", "over"), [("2026-11-30", (2026, 12, 1)), ("2026-11-30 17:00", (2026, 11, 30, 17))])
def test_calendar_is_offered_while_something_lies_ahead(deadline: str, over: tuple[int, ...]) -> None:
    """A deadline of a day is over at the midnight that follows, one with a time at that minute; of several occasions the last one counts."""
    notice = announcement(deadline=moment(deadline), effective_from=date(2026, 11, 5))
    end = datetime(*over, tzinfo=ZONE)  # type: ignore[misc, arg-type]  # at least a day, never a zone
    assert calendar_of(edition(notice, instant=end - timedelta.resolution), notice) == "/thong-bao/a/calendar.ics"
    assert calendar_of(edition(notice, instant=end), notice) == ""


def test_calendar_is_not_offered_of_what_is_cancelled() -> None:
    """A withdrawn announcement offers none, and neither does one of which another document has left nothing."""
    withdrawn = announcement(deadline=moment("2026-11-30"), status=Status.WITHDRAWN)
    assert calendar_of(edition(withdrawn), withdrawn) == ""
    notice = announcement(number="1/TB-CĐ", deadline=moment("2026-11-30"))
    assert calendar_of(edition(notice, successor("supersedes", date(2026, 12, 1))), notice)
    assert calendar_of(edition(notice, successor("supersedes", date(2026, 11, 30))), notice) == ""


def successor(bearing: str, first_day: date) -> Announcement:
    """The announcement 2/TB-CĐ, which does something to 1/TB-CĐ from a day on."""
    return announcement(identity="announcements/b", url="/thong-bao/b/", number="2/TB-CĐ", effective_from=first_day, **{bearing: ("1/TB-CĐ",)})


def test_identities() -> None:
    """An identity is a UUID of its own for every occasion of every announcement, and of nothing else."""
    guids = ("tag:ban-tin.example,2026:vi/announcements/a", "tag:ban-tin.example,2026:en/announcements/a")
    made = {uid(guid, occasion) for guid in guids for occasion in Occasion}
    assert len(made) == 6
    assert {UUID(text).version for text in made} == {5}
    before, after = announcement(deadline=moment("2026-11-30")), announcement(deadline=moment("2027-01-05"), title="Khác", slug="khac", published=datetime(2026, 11, 2, tzinfo=ZONE))
    assert [entry.uid for entry in entries(edition(), before)] == [entry.uid for entry in entries(edition(), after)]


def test_sequence_grows() -> None:
    """With each change that is dated the revision is greater than before, and with a withdrawal, dated or not; a corrected `date` leaves it."""
    published = datetime(2026, 11, 1, 13, 49, tzinfo=ZONE)
    revisions = [
        sequence(announcement(published=published), cancelled=False),
        sequence(announcement(published=published, updated=datetime(2026, 11, 1, tzinfo=ZONE)), cancelled=False),
        sequence(announcement(published=published, updated=datetime(2026, 11, 3, 8, tzinfo=ZONE)), cancelled=False),
        sequence(announcement(published=published, updated=datetime(2026, 11, 3, 8, tzinfo=ZONE)), cancelled=True),
        sequence(announcement(published=published, updated=datetime(2026, 11, 3, 8, 2, tzinfo=ZONE)), cancelled=True),
    ]
    assert revisions == sorted(set(revisions))
    assert revisions[0] == 0
    assert revisions[-1] < 2**31
    assert sequence(announcement(published=published), cancelled=True) > 0
    moved = announcement(published=datetime(2026, 11, 2, tzinfo=ZONE), updated=datetime(2026, 11, 3, 8, tzinfo=ZONE))
    assert sequence(moved, cancelled=False) == revisions[2]


@pytest.mark.parametrize(("since", "cancelled"), [(date(2026, 12, 1), False), (date(2026, 11, 30), True), (date(2026, 11, 20), True)])
@pytest.mark.parametrize(("bearing", "said"), [("supersedes", "Superseded by 2/TB-CĐ"), ("repeals", "Repealed by 2/TB-CĐ"), ("amends", "")])
@pytest.mark.parametrize("deadline", ["2026-11-30", "2026-11-30 17:00"])
def test_another_document_ends_it(deadline: str, bearing: str, said: str, since: date, *, cancelled: bool) -> None:
    """What would begin on a day on which another document has superseded or repealed this one is cancelled, and says by which; what comes before is not."""
    notice = announcement(number="1/TB-CĐ", deadline=moment(deadline))
    [plain] = entries(edition(notice), notice)
    [entry] = entries(edition(notice, successor(bearing, since)), notice)
    void = cancelled and said != ""
    assert entry.cancelled == void
    assert entry.uid == plain.uid
    assert entry.summary == ("[Cancelled] Deadline: Bài" if void else "Deadline: Bài")
    assert entry.description == (f"{said}\n{plain.description}" if void else plain.description)
    assert (entry.sequence > plain.sequence) == void


def test_it_has_ended_before() -> None:
    """What ends by itself before another document would end it keeps its entries as they are."""
    notice = announcement(number="1/TB-CĐ", deadline=moment("2026-11-30"), effective_until=date(2026, 11, 19))
    [entry] = entries(edition(notice, successor("supersedes", date(2026, 11, 20))), notice)
    assert not entry.cancelled
