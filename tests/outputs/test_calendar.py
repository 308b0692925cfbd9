"""The writer of calendars, by itself: any text comes back from it, to the octet."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.calendar import Calendar, CalendarEntry, Occasion, Span
from plugins.model.vietnam_time import ZONE, Moment, moment
from plugins.outputs.calendar import calendar
from plugins.outputs.location import Location
from tests.calendars import Entry, Readers, readers

UNION = Location("https://someone.example/union")
MORNING = datetime(2026, 11, 1, 8, tzinfo=ZONE)
URL = "/thong-bao/a/"
ADDRESS = "https://someone.example/union/thong-bao/a/"

letters = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
"""What the border lets through (sources/front_matter.py)."""
pieces = st.one_of(st.sampled_from(["Đại hội ", "ngườỡng ", "🎉", "👩🏽‍🏭", ",", ";", ":", "\\", "\\n", '"', "é", "\u2028", "%2C", "BEGIN:VEVENT", " "]), st.text(letters, max_size=30))
lines = st.lists(pieces, min_size=1, max_size=40).map("".join)
texts = st.lists(lines, min_size=1, max_size=4).map("\n".join)


@pytest.fixture(scope="module")
def both() -> Iterator[Readers]:
    """The two readers."""
    with readers() as found:
        yield found


def entry(start: str = "2026-11-30 17:00", end: str = "", occasion: Occasion = Occasion.DEADLINE, **other: object) -> CalendarEntry:
    """An entry; `other` are the fields that matter."""
    fields: dict[str, Any] = {
        "uid": "840b323c-f625-5862-a8a1-17b7ae0bcdc6",
        "summary": "Hạn chót: Tựa",
        "span": Span(occasion, moment(start), moment(end) if end else None),
        "place": "",
        "url": URL,
        "description": "Thông báo 45/TB-CĐ",
        "published": MORNING,
        "modified": MORNING,
        "sequence": 0,
        "cancelled": False,
    }
    return CalendarEntry(**(fields | other))


def written(*entries: CalendarEntry, name: str = "Hạn chót và sự kiện") -> bytes:
    """The calendar that holds them."""
    return calendar(Calendar("vi", "/thong-bao/calendar.ics", "/thong-bao/", entries, name), UNION)


def said(both: Readers, *entries: CalendarEntry, name: str = "Hạn chót và sự kiện") -> list[Entry]:
    """What both readers find of them."""
    return list(both.read(written(*entries, name=name)).entries)


@given(lines, texts, st.one_of(st.just(""), lines))
def test_any_text_comes_back(both: Readers, summary: str, description: str, place: str) -> None:
    """Commas, semicolons, backslashes, line ends, emoji, long Vietnamese: all of it comes back from the parser of Thunderbird, and no line is too long."""
    [found] = said_by_thunderbird(both, entry(summary=summary, description=description, place=place))
    assert (found.summary, found.description, found.place) == (summary, f"{description}\n{ADDRESS}", place)


def said_by_thunderbird(both: Readers, *entries: CalendarEntry) -> tuple[Entry, ...]:
    """What Thunderbird finds of them; icalendar, which has written them, is no judge of how they are escaped."""
    return both.thunderbird(written(*entries)).entries


@given(st.datetimes(datetime(1976, 1, 1), datetime(2199, 12, 31)), st.timedeltas(timedelta(seconds=1), timedelta(days=40)))  # noqa: DTZ001 - made Vietnam's below
def test_any_time_comes_back(both: Readers, start: datetime, long: timedelta) -> None:
    """Times come back to both readers as they were, in whole seconds. From 1976 on: before, icalendar believes its zone database and not the file."""
    start = start.replace(microsecond=0, tzinfo=ZONE)
    end = start + timedelta(seconds=long // timedelta(seconds=1))
    span = Span(Occasion.EVENT, Moment(start), Moment(end))
    [found] = said(both, entry(span=span, published=start, modified=end))
    assert (found.start, found.end, found.published, found.modified, found.stamp) == (start, end, start, end, end)


def test_whole_days(both: Readers) -> None:
    """A whole day is written as one; its end is the day after the last one (RFC 5545, 3.6.1)."""
    one, three = said(both, entry("2026-11-30"), entry("2026-12-30", "2027-01-01", Occasion.EVENT))
    assert (one.start, one.end) == (date(2026, 11, 30), date(2026, 12, 1))
    assert (three.start, three.end) == (date(2026, 12, 30), date(2027, 1, 2))
    assert b"DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201\r\n" in written(entry("2026-11-30"))


def test_times_name_the_zone_that_the_file_brings(both: Readers) -> None:
    """A time is Vietnam's by its zone's name, and the zone stands in the file: +07:00, always. A deadline has no length."""
    data = written(entry("2026-11-30 17:00"))
    assert b"DTSTART;TZID=Asia/Ho_Chi_Minh:20261130T170000\r\n" in data
    assert b"DTEND" not in data
    assert b"TZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\n" in data
    [found] = both.read(data).entries
    assert found.start == found.end == datetime(2026, 11, 30, 17, tzinfo=ZONE)


@pytest.mark.parametrize("occasion", Occasion)
def test_only_events_take_time(both: Readers, occasion: Occasion) -> None:
    """Nobody is busy for a deadline, or because a document takes effect; nor for an event that was cancelled."""
    kept, cancelled = said(both, entry(occasion=occasion), entry(occasion=occasion, cancelled=True))
    assert (kept.status, kept.transparent) == ("CONFIRMED", occasion is not Occasion.EVENT)
    assert (cancelled.status, cancelled.transparent) == ("CANCELLED", True)


def test_reminders(both: Readers) -> None:
    """What is copied into the reader's own calendar reminds her a day before: of a whole day at nine in the morning. A subscription does not, nor what was cancelled."""
    timed, whole, event = entry(), entry("2026-11-30"), entry("2026-11-30 08:00", occasion=Occasion.EVENT)
    silent = [entry(occasion=Occasion.EFFECTIVE), entry(cancelled=True)]
    found = said(both, timed, whole, event, *silent, name="")
    assert [one.reminders for one in found] == [(timedelta(days=-1),), (timedelta(hours=-15),), (timedelta(days=-1),), (), ()]
    assert not any(one.reminders for one in said(both, timed, whole, event, *silent))


def test_calendar_to_subscribe_to(both: Readers) -> None:
    """It says what it is called, where it is and how often to ask (RFC 7986); one to be copied from has no name, for Outlook would make it a calendar of its own."""
    named, plain = both.read(written(entry())).properties, both.read(written(entry(), name="")).properties
    assert named["name"] == named["x-wr-calname"] == "Hạn chót và sự kiện"
    assert named["source"] == "https://someone.example/union/thong-bao/calendar.ics"
    assert named["refresh-interval"] == named["x-published-ttl"] == "PT6H"
    for properties in (named, plain):
        assert properties["url"] == "https://someone.example/union/thong-bao/"
        assert (properties["version"], properties["method"], properties["calscale"]) == ("2.0", "PUBLISH", "GREGORIAN")
    assert not any(plain[name] for name in ("name", "x-wr-calname", "source", "refresh-interval", "x-published-ttl"))


def test_empty_calendar(both: Readers) -> None:
    """Without an entry it is a calendar all the same: the zone is the component that it must have (RFC 5545, 3.6)."""
    read = both.read(written())
    assert (read.zones, read.entries) == (("Asia/Ho_Chi_Minh",), ())
