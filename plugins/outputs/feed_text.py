"""What stands in a feed as an item's text: the same in every format."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from plugins.model.feed import FeedItem
from plugins.model.item import Target

from .body_html import LoadBody, for_feed
from .location import Location

FeedText = Callable[[FeedItem], str]
"""An item's text as HTML with full addresses, what was changed standing first; of one that has none, an announcement that is a file only, what it is about."""

_REMEMBERED = 64
"""Texts: two feeds' worth. Formats of one feed are written one after the other, and the feeds of categories and tags share items."""


def feed_text(load: LoadBody, location: Location) -> FeedText:
    """What gives the texts. The last few are remembered by all that they come from."""

    @lru_cache(_REMEMBERED)
    def filled(stored: str, targets: tuple[Target, ...], url: str) -> str:
        return for_feed(stored, targets, location, url)

    def text(item: FeedItem) -> str:
        html = filled(load(item.body.path), item.body.targets, item.url) if item.body.path else ""
        if item.note:
            return f"<p><strong>{escape(item.note, quote=False)}</strong></p>\n{html}".rstrip()
        return html if html.strip() else f"<p>{escape(item.summary or item.title, quote=False)}</p>"

    return text
