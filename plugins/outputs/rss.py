"""RSS 2.0, by feedgen."""

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml.etree import _Element, _ElementTree

from plugins.model.feed import Feed, FeedItem

from .body_html import LoadBody, for_feed
from .location import Location

TTL = 60
"""Minutes a reader may keep the feed before it asks again."""


class Rss(FeedGenerator):  # type: ignore[misc]  # feedgen has no types
    """feedgen 1.0.0, corrected: each correction is a method, with what it mends."""

    def _create_rss(self, extensions: bool = True) -> tuple[_Element, _ElementTree]:
        root, document = super()._create_rss(extensions)
        self._without_a_clock(root[0])
        return root, document

    def _without_a_clock(self, channel: _Element) -> None:
        """An empty feed has no last change; feedgen writes the present time, and the bytes would differ in every build."""
        if not self.entry():
            built = channel.find("lastBuildDate")
            if built is not None:
                channel.remove(built)


def rss(feed: Feed, load: LoadBody, location: Location) -> bytes:
    """The feed as RSS 2.0: summaries as description, whole texts as content:encoded, full addresses throughout."""
    made = Rss()
    made.load_extension("dc")
    made.title(feed.title)
    made.description(feed.description)
    made.language(feed.language)
    made.generator(feed.generator)
    made.docs("https://www.rssboard.org/rss-specification")
    made.ttl(TTL)
    made.link(href=location.absolute(feed.url), rel="self", type="application/rss+xml")
    made.link(href=location.absolute(feed.listed), rel="alternate")  # last: feedgen takes the channel's link from the last call
    if feed.items:
        made.lastBuildDate(max(item.published for item in feed.items))
    for item in feed.items:
        made.add_entry(_entry(item, load, location), order="append")
    written = made.rss_str(pretty=False)
    assert isinstance(written, bytes)
    return written


def _entry(item: FeedItem, load: LoadBody, location: Location) -> FeedEntry:
    entry = FeedEntry()
    entry.load_extension("dc")
    entry.guid(item.guid, permalink=False)
    entry.title(item.title)
    entry.link(href=location.absolute(item.url))
    entry.description(item.summary or item.title)
    entry.content(for_feed(item.body, load, location, item.url), type="CDATA")
    entry.pubDate(item.published)
    for category in item.categories:
        entry.category(term=category)
    if item.author:
        entry.dc.dc_creator(item.author)
    if item.enclosure:
        entry.enclosure(location.absolute(item.enclosure.address), str(item.enclosure.size), item.enclosure.type)
    return entry
