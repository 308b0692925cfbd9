"""Atom 1.0 (RFC 4287), by feedgen."""

from collections.abc import Callable

from plugins.model.feed import Feed, FeedItem

from .feed_text import FeedText
from .feedgen_corrections import CorrectedEntry, CorrectedFeed
from .location import Location

ICON, LOGO = "icons/icon-192.png", "icons/card.png"
"""The theme's files that stand for the site: a square, and one about twice as wide as high (4.2.5, 4.2.8)."""


def atom(feed: Feed, text: FeedText, asset: Callable[[str], str], location: Location) -> bytes:
    """The feed, or an archive document of it (RFC 5005), as Atom: summaries, whole texts as HTML, full addresses throughout.

    `asset` gives the root-relative address of a file of the theme.
    """
    made = CorrectedFeed(archive=feed.archive)
    made.id(feed.id)
    made.title(feed.title)
    made.subtitle(feed.description)
    made.language(feed.language)
    made.generator(feed.generator)
    made.author(name=feed.publisher)
    made.icon(location.absolute(asset(ICON)))
    made.logo(location.absolute(asset(LOGO)))
    made.updated(feed.updated)
    made.self_and_alternate(location.absolute(feed.url), feed.format.type, location.absolute(feed.listed))
    for rel, url in (("prev-archive", feed.older), ("current", feed.current)):
        if url:
            made.link(href=location.absolute(url), rel=rel, type=feed.format.type)
    for item in feed.items:
        _describe(made.append(item.language), item, text, location)
    written = made.atom_str()
    assert isinstance(written, bytes)
    return written


def _describe(entry: CorrectedEntry, item: FeedItem, text: FeedText, location: Location) -> None:
    entry.id(item.guid)
    entry.title(item.title)
    entry.link(href=location.absolute(item.url), rel="alternate", type="text/html")
    if item.summary:
        entry.summary(item.summary)
    entry.atom_text(text(item))
    entry.particulars(item, location)
    if item.author:
        entry.author(name=item.author)
