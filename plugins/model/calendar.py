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
from .register import Bearing, Relation
from .state import Ending, Life
from .vietnam_time import Moment, midnight


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
        """The first instant at which nobody waits for it any more: what takes effect has done so, anything else has ended."""
        return self.start.instant if self.occasion is Occasion.EFFECTIVE else (self.end or self.start).end


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


def spans(notice: Announcement, issued: date) -> Iterator[Span]:
    """The occasions of an announcement that bears the date `issued`, whatever has become of it.

    The day it takes effect is one only where that was written, and is later than the day of issue: else there was nothing to wait for.
    """
    if notice.deadline:
        yield Span(Occasion.DEADLINE, notice.deadline, None)
    if notice.effective_from and notice.effective_from > issued:
        yield Span(Occasion.EFFECTIVE, _whole(notice.effective_from), None)
    if notice.event_start:
        yield Span(Occasion.EVENT, notice.event_start, _end(notice.event_start, notice.event_end))


def last_span(notice: Announcement, issued: date, lived: Life) -> Span | None:
    """The occasion that one waits for the longest, of those that take place; `lived`: its life, other documents considered."""
    kept = (span for span in spans(notice, issued) if not notice.withdrawn and not _void(span, lived))
    return max(kept, key=lambda span: span.over, default=None)


def entries(edition: Edition, notice: Announcement) -> Iterator[CalendarEntry]:
    """The occasions of an announcement of `edition`, as its readers see them.

    What would begin when another document has superseded or repealed this one is cancelled as soon as that document is published, so that
    nobody prepares for it: no instant has a say here. Withdrawn, all of it is cancelled.
    """
    lived = edition.register.life(notice)
    for span in spans(notice, edition.register.issued(notice)):
        void = _void(span, lived)
        cancelled = notice.withdrawn or void
        yield CalendarEntry(
            uid(notice.guid, span.occasion),
            _summary(edition, notice, span.occasion, cancelled=cancelled),
            span,
            notice.event_place if span.occasion is Occasion.EVENT and not notice.withdrawn else "",
            notice.url,
            "\n".join(_description(edition, notice, _successor(edition, notice) if void else None)),
            notice.instant,
            max(notice.instant, notice.updated or notice.instant),
            sequence(notice, cancelled=cancelled),
            cancelled,
        )


def calendar_of(edition: Edition, notice: Announcement) -> str:
    """The address of an announcement's own calendar, while something in it is still to come or under way; else empty."""
    last = last_span(notice, edition.register.issued(notice), edition.register.life(notice))
    return address.calendar(notice.url) if last and last.over > edition.instant else ""


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


def _void(span: Span, lived: Life) -> bool:
    """Whether another document has ended the announcement, by superseding or repealing it, before an occasion of it would begin."""
    return lived.ending is not Ending.EXPIRED and lived.end <= span.start.day


def _successor(edition: Edition, notice: Announcement) -> Relation:
    """The document that has ended this one."""
    end = edition.register.life(notice).end
    done = (relation for relation in edition.register.relations(notice) if relation.passive and relation.bearing is not Bearing.AMENDS)
    return next(relation for relation in done if relation.since == end)


def _summary(edition: Edition, notice: Announcement, occasion: Occasion, *, cancelled: bool) -> str:
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
    return _("[Cancelled] {title}").format(title=title) if cancelled else title


def _description(edition: Edition, notice: Announcement, successor: Relation | None) -> Iterator[str]:
    """What stands below the title: what has become of the announcement, which document it is, what it is about."""
    _ = edition.gettext
    if notice.withdrawn:
        yield " ".join([_("This text was withdrawn."), *([_("Reason:"), notice.change_note] if notice.change_note else [])])
        return
    if successor:
        ended = _("Superseded by %(document)s") if successor.bearing is Bearing.SUPERSEDES else _("Repealed by %(document)s")
        yield ended % {"document": successor.number}
    document = " ".join(part for part in (kind_name(notice)[0], notice.number) if part)
    yield from (line for line in (document, notice.issuer, notice.summary) if line)
