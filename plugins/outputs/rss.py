"""RSS 2.0, by feedgen."""

from collections.abc import Callable

from plugins.model.feed import Feed, FeedItem

from .feed_text import FeedText
from .feedgen_corrections import CorrectedEntry, CorrectedFeed
from .location import Location

TTL = 60
"""Minutes a reader may keep the feed before it asks again."""
IMAGE = "icons/icon-192.png"
"""The theme's file that stands for the site. Its size is not told: RSS knows none over 144 pixels."""


def rss(feed: Feed, text: FeedText, asset: Callable[[str], str], location: Location) -> bytes:
    """The feed as RSS 2.0: summaries as description, whole texts as content:encoded, full addresses throughout.

    `asset` gives the root-relative address of a file of the theme.
    """
    made = CorrectedFeed()
    made.title(feed.title)
    made.description(feed.description)
    made.language(feed.language)
    made.generator(feed.generator)
    made.docs("https://www.rssboard.org/rss-specification")
    made.ttl(TTL)
    made.self_and_alternate(location.absolute(feed.url), feed.format.type, location.absolute(feed.listed))
    made.image(location.absolute(asset(IMAGE)))
    made.lastBuildDate(feed.updated)
    for item in feed.items:
        _describe(made.append(item.language), item, text, location)
    written = made.rss_str()
    assert isinstance(written, bytes)
    return written


def _describe(entry: CorrectedEntry, item: FeedItem, text: FeedText, location: Location) -> None:
    entry.guid(item.guid, permalink=False)
    entry.title(item.title)
    entry.link(href=location.absolute(item.url))
    entry.description(item.summary or item.title)  # without one, feedgen would put the whole text here
    entry.content(text(item), type="CDATA")
    entry.particulars(item, location)
    entry.dc.dc_language(item.language)
    if item.author:
        entry.dc.dc_creator(item.author)  # RSS's own author is an e-mail address
