"""A feed and its items, as every format describes them."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from .item import Attachment, Body, Dated
from .vietnam_time import ZONE

NEWEST = 30
"""How many items a feed holds."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A story or an announcement in a feed."""

    guid: str
    url: str
    title: str
    summary: str
    body: Body
    published: datetime
    author: str
    """A byline, in the item's language; may be empty."""
    categories: tuple[str, ...]
    enclosure: Attachment | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of one list in one language."""

    url: str
    """The feed's own address."""
    listed: str
    """The list's address."""
    title: str
    description: str
    language: str
    items: tuple[FeedItem, ...]
    """Newest first."""
    generator: str


def guid(host: str, item: Dated) -> str:
    """The identity of an item in every feed, for ever: a tag URI (RFC 4151) that no change of title or address touches.

    `host` is the authority; the year is the item's, in Vietnam.
    """
    year = item.instant.astimezone(ZONE).year
    return f"tag:{host},{year}:{item.language}/{quote(item.identity, safe='/')}"
