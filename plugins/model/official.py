"""What an announcement tells machines beyond an article: what kind of document it is, whether it is in force, what takes place."""

from dataclasses import dataclass
from datetime import date, datetime

from .document_number import kind_of_number
from .item import Announcement
from .kinds import KINDS, SchemaType
from .notice import kind_name
from .register import Register, Relation
from .state import Ending, Life, State
from .vietnam_time import ZONE, Moment


@dataclass(frozen=True, slots=True)
class Event:
    """What an announcement invites to."""

    start: Moment
    end: Moment | None
    place: str
    """Empty: it is not said."""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """An announcement as the document it is."""

    type: SchemaType
    number: str
    kind: str
    """Its name, in the announcement's language where there is one."""
    issuer: str
    issued: date
    life: Life
    state: State
    """At the build."""
    relations: tuple[Relation, ...]
    """What it does to documents that set rules."""
    event: Event | None
    """None: there is none, or the document that called it was ended before it began."""


def official_document(notice: Announcement, register: Register, now: datetime) -> OfficialDocument:
    """As it stands at the instant `now`."""
    life, event = register.life(notice), event_of(notice)
    called_off = event and life.ending is not Ending.EXPIRED and life.last_day and life.last_day < event.start.day
    return OfficialDocument(
        schema_type(notice.kind),
        notice.number,
        kind_name(notice)[0],
        notice.issuer,
        register.issued(notice),
        life,
        life.state(now.astimezone(ZONE).date()),
        tuple(relation for relation in register.relations(notice) if not relation.passive and _sets_rules(relation)),
        None if called_off else event,
    )


def event_of(notice: Announcement) -> Event | None:
    """What takes place, where an announcement says when."""
    return Event(notice.event_start, notice.event_end, notice.event_place) if notice.event_start else None


def schema_type(kind: str) -> SchemaType:
    """What schema.org calls a document of a kind; of one that we do not know, an article."""
    return KINDS[kind].type if kind in KINDS else SchemaType.ARTICLE


def _sets_rules(relation: Relation) -> bool:
    """Whether the other document does, as its number says."""
    return schema_type(kind_of_number(relation.number) or "") is SchemaType.LEGISLATION
