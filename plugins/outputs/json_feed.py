"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from collections.abc import Callable
from typing import Any

from plugins.model.feed import Feed, FeedItem
from plugins.model.item import Attachment, Picture

from .feed_text import FeedText
from .location import Location

VERSION = "https://jsonfeed.org/version/1.1"
ICON, FAVICON = "icons/icon-512.png", "icons/icon-192.png"
"""The theme's files that stand for the site, large and small; both are square."""


def json_feed(feed: Feed, text: FeedText, asset: Callable[[str], str], location: Location) -> bytes:
    """The feed as JSON: summaries, whole texts as HTML, full addresses throughout.

    `asset` gives the root-relative address of a file of the theme.
    """
    made = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": location.absolute(feed.listed),
        "feed_url": location.absolute(feed.url),
        "description": feed.description,
        "icon": location.absolute(asset(ICON)),
        "favicon": location.absolute(asset(FAVICON)),
        "authors": [{"name": feed.publisher}],
        "language": feed.language,
        "items": [_item(item, text, location) for item in feed.items],
    }
    return (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _item(item: FeedItem, text: FeedText, location: Location) -> dict[str, Any]:
    made = {
        "id": item.guid,
        "url": location.absolute(item.url),
        "title": item.title,
        "content_html": text(item),
        "summary": item.summary,
        "image": location.absolute(item.picture.address) if item.picture else "",
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": item.author}] if item.author else [],
        "tags": list(item.categories),
        "language": item.language,
        "attachments": [_attachment(item.enclosure, location)] if item.enclosure else [],
    }
    return {name: value for name, value in made.items() if value or name == "content_html"}


def _attachment(enclosure: Attachment | Picture, location: Location) -> dict[str, Any]:
    made: dict[str, Any] = {"url": location.absolute(enclosure.address), "mime_type": enclosure.type}
    if isinstance(enclosure, Attachment):
        made["title"] = enclosure.title
    return made | {"size_in_bytes": enclosure.size}
