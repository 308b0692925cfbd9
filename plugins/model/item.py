"""Stories, announcements, static pages and slogans: what editors publish, in one language each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from .document_number import of_the_party
from .fields import Section
from .vietnam_time import Moment


class Status(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published: re-encoded, without metadata."""

    address: str
    """Root-relative, without SITEURL's path."""
    width: int
    """In pixels, upright."""
    height: int
    type: str
    """The media type."""
    size: int
    """In bytes, as published."""
    digest: str
    """SHA-256 of the encoded bytes, in hexadecimal."""
    small: "Picture | None" = None
    """The same picture for lists and telephones; None: it is small itself."""

    @property
    def sizes(self) -> "tuple[Picture, ...]":
        """Every size of it, the smallest first."""
        return (self.small, self) if self.small else (self,)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that members download as it is."""

    address: str
    """Root-relative, without SITEURL's path."""
    title: str
    type: str
    """The media type."""
    size: int
    """In bytes."""
    digest: str
    """SHA-256, in hexadecimal."""
    pages: int | None = None
    """How many, of a PDF that says so; None: any other file."""


Target = str | Picture | Attachment | None
"""What a reference in a body leads to: an address of the site, a picture, a file; None: nowhere, it is left out."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A text as HTML, kept outside of the views: loaded when a page is rendered."""

    path: str
    """The file of content it stands in; empty: there is none."""
    targets: tuple[Target, ...] = ()
    """What the n-th reference in it leads to."""
    headings: tuple[Heading, ...] = ()
    """Those of the second level, for a table of contents."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of one language; tags with one slug are one tag."""

    slug: str
    name: str
    """As its oldest item writes it."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The same item in another language."""

    language: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Item:
    """What stories, announcements and static pages have in common."""

    section: Section
    identity: str
    """Its path in content without `.LANG.md`; the same in every language."""
    path: str
    """Its file, relative to content."""
    language: str
    url: str
    """Root-relative, without SITEURL's path."""
    guid: str
    """What feeds know it by, for ever; empty for an undated page."""
    slug: str
    title: str
    summary: str
    """As written, else the beginning of the text."""
    standfirst: str
    """The summary, where an editor wrote one: it is not read in the text again."""
    body: Body
    status: Status
    published: datetime | None
    """None: an undated page."""
    updated: datetime | None
    change_note: str
    picture: Picture | None
    picture_alt: str
    picture_credit: str
    aliases: tuple[str, ...]
    """Its old addresses: those it names, and those the ledger knows."""
    translations: tuple[Counterpart, ...]
    """Those that are in the output, in the order of the site's languages."""
    category: str | None
    """Its key."""
    tags: tuple[Tag, ...]
    author: str
    """A byline's code, or free text."""
    source: str
    source_url: str
    attachments: tuple[Attachment, ...]
    reading_minutes: int
    held_back: bool
    """Whether only a preview shows it: a draft, or an item whose time has not come."""
    foreign: tuple[tuple[str, str], ...]
    """Fields taken from another language's file, and that language: their words are in it."""

    @property
    def withdrawn(self) -> bool:
        """Whether its page is only a notice."""
        return self.status is Status.WITHDRAWN

    def original_language(self, field: str) -> str:
        """The language that the words of `field` are in."""
        return dict(self.foreign).get(field, self.language)

    @property
    def changed(self) -> datetime | None:
        """When its readers were last told of a change, which `change_note` says; None: never. Anything else was a silent fix."""
        return self.updated if self.change_note else None

    @property
    def modified(self) -> datetime | None:
        """When it last changed in a way that matters."""
        return self.updated or self.published


@dataclass(frozen=True, slots=True)
class StaticPage(Item):
    """A page that is not news: about us, contact."""


@dataclass(frozen=True, slots=True)
class Dated(Item):
    """A story or an announcement: what lists and feeds hold. `published` is never None."""

    lead: bool = False
    """Whether it leads the home page."""

    @property
    def instant(self) -> datetime:
        """When it was published."""
        assert self.published is not None
        return self.published


@dataclass(frozen=True, slots=True)
class Story(Dated):
    """A news story."""


@dataclass(frozen=True, slots=True)
class Announcement(Dated):
    """An official announcement (thông báo), after Decision 933/QĐ-TLĐ."""

    number: str = ""
    """As written: `45/KH-CĐ`."""
    kind: str = ""
    """A code of the kinds of document, else as written."""
    issuer: str = ""
    issuer_parent: str = ""
    """The body above it, which a document names first."""
    signer: str = ""
    signer_post: str = ""
    place: str = ""
    effective_from: date | None = None
    """First day it applies, Vietnam time; None: the day it was published."""
    effective_until: date | None = None
    """Last day it applies, inclusive; None: as its kind says."""
    deadline: Moment | None = None
    event_start: Moment | None = None
    event_end: Moment | None = None
    event_place: str = ""
    pinned: bool = False
    supersedes: tuple[str, ...] = ()
    """Numbers of documents."""
    amends: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()

    @property
    def bears_motto(self) -> bool:
        """Whether the national motto heads it: any document of a body's, but for the Party's (`66-QĐ/TW`)."""
        return bool(self.issuer or self.number) and not of_the_party(self.number)


@dataclass(frozen=True, slots=True)
class Slogan:
    """A line for the banner."""

    path: str
    language: str
    text: str
    first_day: date
    last_day: date

    @property
    def identity(self) -> str:
        """Its path in content without `.LANG.md`; the same in every language."""
        return self.path.removesuffix(".md").removesuffix(f".{self.language}")


AnyDated = TypeVar("AnyDated", bound=Dated)


def newest_first(items: Iterable[AnyDated]) -> list[AnyDated]:
    """In the order of every list; ties are broken by address."""
    return sorted(items, key=lambda item: (item.instant, item.url), reverse=True)
