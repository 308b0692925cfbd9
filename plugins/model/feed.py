"""A feed and its items, as every format describes them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from .item import Attachment, Body, Dated, Picture
from .permalink import Ledger
from .vietnam_time import from_epoch

NEWEST = 30
"""How many items a live document holds."""
A_DOCUMENT = 50
"""How many an archive document does."""
NEVER = from_epoch(0)
"""When a feed without items was changed: Atom wants a date, and a clock would make each build's another."""


class Format(StrEnum):
    """A format that a feed comes in; its value is the file's name beside the list."""

    RSS = "rss.xml"
    ATOM = "atom.xml"
    JSON = "feed.json"

    @property
    def type(self) -> str:
        """The media type."""
        return {Format.RSS: "application/rss+xml", Format.ATOM: "application/atom+xml", Format.JSON: "application/feed+json"}[self]

    @property
    def label(self) -> str:
        """What it calls itself."""
        return {Format.RSS: "RSS", Format.ATOM: "Atom", Format.JSON: "JSON Feed"}[self]


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A story or an announcement in a feed."""

    guid: str
    """The same in every format, for ever."""
    url: str
    title: str
    summary: str
    """Plain text; may be empty."""
    note: str
    """What stands before the text: what was changed and when, or why it was withdrawn; empty: nothing."""
    body: Body
    published: datetime
    """Never moves."""
    updated: datetime
    """When it last changed in a way its readers are told of; else as `published`."""
    language: str
    author: str
    """A byline, in the item's language; may be empty."""
    categories: tuple[str, ...]
    """Category and tags, as they are called in the item's language."""
    picture: Picture | None
    enclosure: Attachment | Picture | None
    """The one file that comes with it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of one list in one language, in one format; or an archive document of it."""

    format: Format
    id: str
    """This document's own identity, for Atom."""
    url: str
    """The document's own address."""
    listed: str
    """The list's address."""
    title: str
    description: str
    language: str
    publisher: str
    """The site's name: the author of what bears no byline."""
    items: tuple[FeedItem, ...]
    """Newest first."""
    generator: str
    older: str = ""
    """Address of the archive document that holds what came before (RFC 5005, `prev-archive`); empty: there is none."""
    current: str = ""
    """In an archive document: the address of the live one (RFC 5005, `current`)."""
    archive: bool = False
    """Whether it is an archive document (RFC 5005, `fh:archive`)."""

    @property
    def updated(self) -> datetime:
        """When an item of it was last published, or changed in a way its readers are told of."""
        return max((item.updated for item in self.items), default=NEVER)


def feed_id(host: str, url: str) -> str:
    """The identity of the feed of the list at `url`, which moves to another address with the site and stays the same (RFC 4287, 4.2.6).

    A UUID made of names (RFC 9562, version 5): a tag URI would need a year, and a feed has none.
    """
    return uuid5(NAMESPACE_URL, f"https://{host}{url}").urn


def archived(items: Sequence[Dated], ledger: Ledger | None, sections: Container[str]) -> list[Sequence[Dated]]:
    """What the archive documents of a feed hold, the oldest document first (RFC 5005, section 4); none where the live one holds all there is.

    In the order in which the ledger had them; what has gone keeps its place, so that nothing moves from one document to another. A new
    item comes into the last one, minted or not.
    """
    if ledger is None or not ledger.rows or len(items) <= NEWEST:
        return []
    order = dict.fromkeys(ledger.order(items[0].language, sections))
    order |= dict.fromkeys(sorted(item.guid for item in items if item.guid not in order))
    held, places = {item.guid: item for item in items}, list(order)
    return [[held[guid] for guid in places[begin : begin + A_DOCUMENT] if guid in held] for begin in range(0, len(places), A_DOCUMENT)]
