"""The register as open data: what anybody's program is told of every announcement."""

from dataclasses import dataclass
from datetime import date, datetime

from .item import Announcement, Attachment
from .notice import kind_name
from .official import Event, event_of
from .register import Register, Relation
from .state import Life, State
from .vietnam_time import ZONE, Moment


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An announcement. Of one that was withdrawn only what its page still says, and its number and kind."""

    url: str
    number: str
    kind: str
    """Its code, else as written."""
    kind_name: str
    title: str
    abstract: str
    issuer: str
    signer_post: str
    signer: str
    place: str
    issued: date
    life: Life | None
    """None: it was withdrawn."""
    state: State | None
    """At the build; None: it was withdrawn."""
    deadline: Moment | None
    event: Event | None
    translations: tuple[tuple[str, str], ...]
    """Language and address of each."""
    pinned: bool
    attachments: tuple[Attachment, ...]
    relations: tuple[Relation, ...]
    published: datetime
    modified: datetime
    change_note: str
    """Of one that was withdrawn: why."""


@dataclass(frozen=True, slots=True)
class RegisterData:
    """Every announcement of a language."""

    publisher: str
    language: str
    url: str
    """Of the list."""
    entries: tuple[RegisterEntry, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class RegisterFiles:
    """Where they are."""

    csv: str
    json: str


def register_entry(notice: Announcement, register: Register, now: datetime) -> RegisterEntry:
    """What is said of an announcement at the instant `now`, in its language."""
    if notice.withdrawn:
        return _withdrawn(notice, register)
    life = register.life(notice)
    return RegisterEntry(
        notice.url,
        notice.number,
        notice.kind,
        kind_name(notice)[0],
        notice.title,
        notice.summary,
        notice.issuer,
        notice.signer_post,
        notice.signer,
        notice.place,
        register.issued(notice),
        life,
        life.state(now.astimezone(ZONE).date()),
        notice.deadline,
        event_of(notice),
        tuple((other.language, other.url) for other in notice.translations),
        notice.pinned,
        notice.attachments,
        register.relations(notice),
        notice.instant,
        notice.modified or notice.instant,
        notice.change_note,
    )


def _withdrawn(notice: Announcement, register: Register) -> RegisterEntry:
    """What its page and the feeds still say. None of its files: nobody is to find one confirmed."""
    return RegisterEntry(
        notice.url,
        notice.number,
        notice.kind,
        kind_name(notice)[0],
        notice.title,
        abstract="",
        issuer="",
        signer_post="",
        signer="",
        place="",
        issued=register.issued(notice),
        life=None,
        state=None,
        deadline=None,
        event=None,
        translations=(),
        pinned=False,
        attachments=(),
        relations=(),
        published=notice.instant,
        modified=notice.modified or notice.instant,
        change_note=notice.change_note,
    )
