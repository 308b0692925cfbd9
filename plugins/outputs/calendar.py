"""iCalendar (RFC 5545, RFC 7986), by icalendar.

What the programs make of it decides some things here. Subscribed to, Google Calendar and Outlook pass over reminders, and Apple offers to
remove them: only what is copied into a reader's own calendar has them. Outlook makes a calendar of whatever has a name, so that what is to be
copied has none (MS-OXCICAL, 2.1.3.1.1.17). No ORGANIZER is named, though RFC 5546, 3.2.1, knows one of what is published: telephones would
show each entry as an invitation to be answered.
"""

from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Component, Event, Timezone, TimezoneStandard
from icalendar import Calendar as Written
from icalendar.prop import vDate, vDatetime, vDuration, vText, vUri, vUTCOffset

from plugins.model.calendar import Calendar, CalendarEntry, Occasion
from plugins.model.vietnam_time import ZONE, Moment

from .location import Location

TZID = "Asia/Ho_Chi_Minh"
REFRESHED = timedelta(hours=6)
"""How long a subscriber's program may wait before it asks again."""
_DAY = timedelta(days=1)
_MORNING = timedelta(hours=9)


def calendar(view: Calendar, location: Location) -> bytes:
    """The calendar with full addresses: CRLF, lines of at most 75 octets; dated by its entries only, in a zone that it brings itself."""
    made = Written()
    made.add("version", "2.0")
    made.add("prodid", f"-//Bản Tin//Calendar//{view.language.upper()}")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made["URL"] = vUri(location.absolute(view.shown_at))
    if view.name:
        _to_be_subscribed(made, view, location)
    made.add_component(_vietnam())
    for entry in view.entries:
        made.add_component(_event(entry, location, reminding=not view.name))
    written = made.to_ical()
    assert isinstance(written, bytes)
    return written


def _to_be_subscribed(made: Written, view: Calendar, location: Location) -> None:
    """What it is called, where it is and how often to ask (RFC 7986, 5); then the same as Apple, Google and Outlook have long called it."""
    interval = vDuration(REFRESHED)
    interval.params["VALUE"] = "DURATION"
    source = vUri(location.absolute(view.url))
    source.params["VALUE"] = "URI"
    made["NAME"] = made["X-WR-CALNAME"] = vText(view.name)
    made["SOURCE"] = source
    made["REFRESH-INTERVAL"] = interval
    made["X-PUBLISHED-TTL"] = vDuration(REFRESHED)


def _vietnam() -> Timezone:
    """The zone, written out, so that no machine's zone database has a say: one offset for ever."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", TZID)
    standard["DTSTART"] = vDatetime(datetime(1970, 1, 1))  # noqa: DTZ001 - local by definition (RFC 5545, 3.6.5)
    for name in ("TZOFFSETFROM", "TZOFFSETTO"):
        standard[name] = vUTCOffset(ZONE.utcoffset(None))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _event(entry: CalendarEntry, location: Location, *, reminding: bool) -> Event:
    made, span, address = Event(), entry.span, location.absolute(entry.url)
    made.add("uid", entry.uid)
    made["DTSTAMP"] = made["LAST-MODIFIED"] = _utc(entry.modified)
    made["CREATED"] = _utc(entry.published)
    made.add("sequence", entry.sequence)
    made["DTSTART"] = _time(span.start)
    if span.start.whole_day:
        made["DTEND"] = _day((span.end or span.start).day + _DAY)  # exclusive (3.6.1)
    elif span.end:
        made["DTEND"] = _time(span.end)
    made.add("summary", entry.summary)
    made.add("description", "\n".join(line for line in (entry.description, address) if line))  # few programs show a URL
    if entry.place:
        made.add("location", entry.place)
    made["URL"] = vUri(address)
    made.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    takes_time = span.occasion is Occasion.EVENT and not entry.cancelled
    made.add("transp", "OPAQUE" if takes_time else "TRANSPARENT")
    if reminding and not entry.cancelled and span.occasion is not Occasion.EFFECTIVE:
        made.add_component(_reminder(entry))
    return made


def _reminder(entry: CalendarEntry) -> Component:
    """A day before; of a whole day at nine in the morning, not at midnight."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm["TRIGGER"] = vDuration(_MORNING - _DAY if entry.span.start.whole_day else -_DAY)
    return alarm


def _time(moment: Moment) -> vDate | vDatetime:
    if moment.whole_day:
        return _day(moment.day)
    time = vDatetime(moment.instant.astimezone(ZONE).replace(tzinfo=None))
    time.params["TZID"] = TZID
    return time


def _day(day: date) -> vDate:
    written = vDate(day)
    written.params["VALUE"] = "DATE"
    return written


def _utc(instant: datetime) -> vDatetime:
    return vDatetime(instant.astimezone(UTC))
