"""feedgen 1.0.0, corrected: the one place for it. Each correction is a method that says what it mends, and has a test.

Numbers are those of feedgen's issues and pull requests.
"""

from datetime import datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement, _Element, _ElementTree

from plugins.model.feed import FeedItem
from plugins.model.item import Picture

from .location import Location

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
HISTORY = "http://purl.org/syndication/history/1.0"
"""The namespace of RFC 5005."""


class CorrectedEntry(FeedEntry):  # type: ignore[misc]  # feedgen has no types
    """An item of a feed in one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def particulars(self, item: FeedItem, location: Location) -> None:
        """What RSS and Atom say alike: dates, categories, the picture, the enclosure."""
        self.dates(item.published, item.updated)
        for category in item.categories:
            self.category(term=category)
        if item.picture:
            self.picture(item.picture, location.absolute(item.picture.address))
        if item.enclosure:
            self.enclosure(location.absolute(item.enclosure.address), str(item.enclosure.size), item.enclosure.type)

    def dates(self, published: datetime, updated: datetime) -> None:
        """Both at once: `updated` is the present time until it is set."""
        self.published(published)
        self.updated(updated)

    def atom_text(self, html: str) -> None:
        """A text for Atom: what `content` calls CDATA, as it must be called for RSS, comes out as a type that Atom does not know (#123)."""
        self.content(html, type="html")

    def picture(self, picture: Picture, address: str) -> None:
        """A picture as media:content (Media RSS 1.5); a lone one is wrapped in a media:group unless told (#58)."""
        size = {"fileSize": str(picture.size), "width": str(picture.width), "height": str(picture.height)}
        self.media.content({"url": address, "type": picture.type, "medium": "image", **size}, group=None)

    def atom_entry(self, extensions: bool = True) -> _Element:
        entry: _Element = super().atom_entry(extensions)
        self._with_whole_links(entry)
        self._with_language(entry)
        return entry

    def _with_whole_links(self, entry: _Element) -> None:
        """Of a link only href is written, so that an enclosure looks like the article itself (#135; #136 and #139 would mend it)."""
        for element, link in zip(entry.findall("link"), self.link(), strict=True):
            for name in ("rel", "type", "hreflang", "title", "length"):
                if link.get(name):
                    element.set(name, link[name])

    def _with_language(self, entry: _Element) -> None:
        """A language can be declared for the feed only."""
        entry.set(LANGUAGE, self._language)


class CorrectedFeed(FeedGenerator):  # type: ignore[misc]  # feedgen has no types
    """A feed."""

    def __init__(self, *, archive: bool = False) -> None:
        """`archive`: whether Atom is to declare it an archive document."""
        super().__init__()
        self._archive = archive
        self.load_extension("dc", atom=False)
        self.load_extension("media")

    def append(self, language: str) -> CorrectedEntry:
        """A new item, after the others: `add_entry` puts each new one first unless told (#55, #70)."""
        entry = CorrectedEntry(language)
        self.add_entry(entry, order="append")
        return entry

    def self_and_alternate(self, own: str, type: str, listed: str) -> None:  # noqa: A002 - the attribute's name
        """The document's address, then the list's: RSS's link, of channel and image, is that of the last call, whatever its rel."""
        self.link(href=own, rel="self", type=type)
        self.link(href=listed, rel="alternate", type="text/html")

    def _create_rss(self, extensions: bool = True) -> tuple[_Element, _ElementTree]:
        root, document = super()._create_rss(extensions)
        self._without_a_clock(root[0])
        return root, document

    def _without_a_clock(self, channel: _Element) -> None:
        """An RSS feed without items has no last change; the present time is written, and the bytes would differ in every build."""
        if not self.entry():
            built = channel.find("lastBuildDate")
            if built is not None:
                channel.remove(built)

    def _create_atom(self, extensions: bool = True) -> tuple[_Element, _ElementTree]:
        root, document = super()._create_atom(extensions)
        if self._archive:
            self._with_history(root)
        return root, document

    def _with_history(self, feed: _Element) -> None:
        """The links of RFC 5005 are known, its element is not."""
        feed.insert(0, SubElement(feed, f"{{{HISTORY}}}archive", nsmap={"fh": HISTORY}))
