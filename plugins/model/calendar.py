"""What readers may put into their calendars: the deadline of an announcement, the day it takes effect, its event."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from . import address
from .edition import Edition
from .item import Announcement
from .notice import kind_name
from .vietnam_time import ZONE, Moment, midnight


class Occasion(StrEnum):
    """What there is to remember of an announcement; each once at most."""

    DEADLINE = "deadline"
    EFFECTIVE = "effective"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Span:
    """When an occasion is."""

    occasion: Occasion
    start: Moment
    end: Moment | None
    """When it ends, if that is later; of whole days the last one, inclusive. It is a whole day where `start` is one, and only there."""

    @property
    def over(self) -> datetime:
        """The first instant after it."""
        return (self.end or self.start).end


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An occasion as a calendar shows it."""

    uid: str
    """Its identity, for ever."""
    summary: str
    """Its title."""
    span: Span
    place: str
    url: str
    """The announcement's, root-relative."""
    description: str
    """Plain text, several lines; without the address."""
    published: datetime
    modified: datetime
    """When the announcement last changed in a way that matters."""
    sequence: int
    """Grows when the entry changes (RFC 5545, 3.8.7.4)."""
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar in one language: one to subscribe to, or entries to be copied into the reader's own."""

    language: str
    url: str
    """The file's own address."""
    shown_at: str
    """The address of the page that it belongs to."""
    entries: tuple[CalendarEntry, ...]
    """The earliest first."""
    name: str = ""
    """What a subscriber's list of calendars shows; empty: it is no calendar of its own, its entries are copied into the reader's, with reminders."""


def spans(notice: Announcement) -> Iterator[Span]:
    """The occasions of an announcement, whatever has become of it.

    The day it takes effect is one only where that was written, and is later than the day of issue: else there was nothing to wait for.
    """
    if notice.deadline:
        yield Span(Occasion.DEADLINE, notice.deadline, None)
    if notice.effective_from and notice.effective_from > notice.instant.astimezone(ZONE).date():
        yield Span(Occasion.EFFECTIVE, _whole(notice.effective_from), None)
    if notice.event_start:
        yield Span(Occasion.EVENT, notice.event_start, _end(notice.event_start, notice.event_end))


def calendar_of(notice: Announcement, instant: datetime) -> str:
    """The address of an announcement's own calendar, while something in it is still to come or under way; else empty."""
    ahead = not notice.withdrawn and any(span.over > instant for span in spans(notice))
    return address.calendar(notice.url) if ahead else ""


def entries(edition: Edition, notice: Announcement, void_from: date | None = None) -> Iterator[CalendarEntry]:
    """The occasions of an announcement of `edition`, as its readers see them.

    `void_from`: the first day on which it applies no more, because another document has taken its place; what begins from that day on is
    cancelled as soon as this is known, so that nobody prepares for it. Withdrawn, all of it is.
    """
    for span in spans(notice):
        void = void_from is not None and void_from <= span.start.day
        cancelled = notice.withdrawn or void
        yield CalendarEntry(
            uid(notice.guid, span.occasion),
            _summary(edition, notice, span.occasion, void=void),
            span,
            notice.event_place if span.occasion is Occasion.EVENT and not notice.withdrawn else "",
            notice.url,
            "\n".join(_description(edition, notice, void=void)),
            notice.instant,
            max(notice.instant, notice.updated or notice.instant),
            sequence(notice, cancelled=cancelled),
            cancelled,
        )


def uid(guid: str, occasion: Occasion) -> str:
    """The identity of an occasion: no change of title, address or date touches it, for none touches the announcement's `guid`.

    A UUID made of names (RFC 9562, version 5), since RFC 7986, 5.3, asks for a UUID, and for not more than 255 octets.
    """
    return str(uuid5(NAMESPACE_URL, f"{guid}#{occasion}"))


def sequence(notice: Announcement, *, cancelled: bool) -> int:
    """The revision of an announcement's entries: 0 at first, then the minute of `updated`, counted from 1970; one more where they are cancelled.

    Nothing is kept between two builds that one could count on from, and `updated` is what an editor writes on a change; counted from
    `published`, a corrected date of publication would bring it down. A withdrawal need not say when it was.
    """
    revision = max(1, int(notice.updated.timestamp()) // 60) if notice.updated else 0
    return revision + cancelled


def in_order(found: Iterator[CalendarEntry]) -> tuple[CalendarEntry, ...]:
    """The earliest first; ties are broken by identity."""
    return tuple(sorted(found, key=lambda entry: (entry.span.start.instant, entry.uid)))


def _whole(day: date) -> Moment:
    return Moment(midnight(day), whole_day=True)


def _end(start: Moment, end: Moment | None) -> Moment | None:
    """The end in the manner of the start, for both must be days, or both times (RFC 5545, 3.6.1)."""
    if end is None:
        return None
    if start.whole_day:
        return _whole(end.day) if end.day > start.day else None
    alike = Moment(end.end)
    return alike if alike.instant > start.instant else None


def _summary(edition: Edition, notice: Announcement, occasion: Occasion, *, void: bool) -> str:
    """Many programs show a cancelled entry like any other: the title says it, too, as feeds do."""
    _ = edition.gettext
    titles = {
        Occasion.DEADLINE: _("Deadline: {title}"),
        Occasion.EFFECTIVE: _("Takes effect: {title}"),
        Occasion.EVENT: "{title}",
    }
    title = titles[occasion].format(title=notice.title)
    if notice.withdrawn:
        return _("[Withdrawn] {title}").format(title=title)
    return _("[No longer in force] {title}").format(title=title) if void else title


def _description(edition: Edition, notice: Announcement, *, void: bool) -> Iterator[str]:
    """What stands below the title: what has become of the announcement, which document it is, what it is about."""
    _ = edition.gettext
    if notice.withdrawn:
        yield " ".join([_("This text was withdrawn."), *([_("Reason:"), notice.change_note] if notice.change_note else [])])
        return
    if void:
        yield _("Superseded or repealed by another document.")
    document = " ".join(part for part in (kind_name(notice, edition.language.code)[0], notice.number) if part)
    yield from (line for line in (document, notice.issuer, notice.summary) if line)
