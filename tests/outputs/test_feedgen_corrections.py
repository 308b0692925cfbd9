"""Each fault of feedgen is there, and is corrected: when a release mends one, its test says so, and the correction can go."""

import time
from datetime import UTC, datetime

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from plugins.model.item import Picture
from plugins.outputs.feedgen_corrections import CorrectedEntry, CorrectedFeed
from tests.outputs.feed_samples import MORNING, NAMES

PICTURE = Picture("/media/a.jpg", 640, 400, "image/jpeg", 1234, "")
LISTED = "https://union.example/the/a/"


def filled(feed: FeedGenerator) -> FeedGenerator:
    """The feed with what every feed must have."""
    feed.id("urn:uuid:1")
    feed.title("Tin")
    feed.description("Tin mới")
    feed.link(href=LISTED, rel="alternate")
    return feed


def as_rss(feed: FeedGenerator) -> etree._Element:
    """Its channel."""
    root: etree._Element = etree.fromstring(feed.rss_str())
    return root[0]


def as_atom(feed: FeedGenerator) -> etree._Element:
    """Its root."""
    root: etree._Element = etree.fromstring(feed.atom_str())
    return root


def described(entry: FeedEntry, name: str = "a") -> FeedEntry:
    """The entry with what every entry must have."""
    entry.id(f"tag:union.example,2026:vi/{name}")
    entry.title(name)
    entry.link(href=f"{LISTED}{name}/", rel="alternate", type="text/html")
    return entry


def test_links_of_an_entry_are_whole() -> None:
    """feedgen#135: of an entry's link only href is written."""
    rels = []
    for entry in (FeedEntry(), CorrectedEntry("vi")):
        described(entry).enclosure("https://union.example/a.pdf", "900", "application/pdf")
        rels.append([dict(link.attrib) for link in entry.atom_entry().findall("link")])
    plain, corrected = rels
    assert plain == [{"href": f"{LISTED}a/"}, {"href": "https://union.example/a.pdf"}]
    assert corrected == [
        {"href": f"{LISTED}a/", "rel": "alternate", "type": "text/html"},
        {"href": "https://union.example/a.pdf", "rel": "enclosure", "type": "application/pdf", "length": "900"},
    ]


def test_type_of_a_text() -> None:
    """feedgen#123: what RSS needs to be called CDATA comes out in Atom as a type that does not exist."""
    plain, corrected = described(FeedEntry()), described(CorrectedEntry("vi"))
    plain.content("<p>a</p>", type="CDATA")
    corrected.atom_text("<p>a</p>")
    assert [entry.atom_entry().find("content").get("type") for entry in (plain, corrected)] == ["CDATA", "html"]


def test_language_of_an_entry() -> None:
    """feedgen declares a language for the feed only."""
    lang = f"{{{NAMES['xml']}}}lang"
    assert [described(entry).atom_entry().get(lang) for entry in (FeedEntry(), CorrectedEntry("en"))] == [None, "en"]


def test_picture_stands_by_itself() -> None:
    """feedgen#58: a lone media:content is wrapped in a media:group, which is for several files of the same content."""
    plain, corrected = filled(FeedGenerator()), filled(CorrectedFeed())
    plain.load_extension("media")
    described(plain.add_entry()).media.content({"url": "https://union.example/a.jpg"})
    described(corrected.append("vi")).picture(PICTURE, "https://union.example/a.jpg")
    assert as_rss(plain).find("item/media:group/media:content", NAMES) is not None
    for item in (as_rss(corrected).find("item"), as_atom(corrected).find("atom:entry", NAMES)):
        assert item is not None
        found = item.find("media:content", NAMES)
        assert found is not None
        assert {str(name): value for name, value in found.attrib.items()} == {"url": "https://union.example/a.jpg", "fileSize": "1234", "type": "image/jpeg", "medium": "image", "width": "640", "height": "400"}


def test_order_of_entries() -> None:
    """feedgen#55, #70: each new entry is put before the others."""
    plain, corrected = filled(FeedGenerator()), filled(CorrectedFeed())
    for name in "abc":
        described(plain.add_entry(), name)
        described(corrected.append("vi"), name)
    assert [[item.findtext("title") for item in as_rss(feed).iter("item")] for feed in (plain, corrected)] == [list("cba"), list("abc")]


def test_link_of_the_channel() -> None:
    """The channel's link, and its picture's, is that of the last call, even of one that says `self`."""
    plain, corrected = filled(FeedGenerator()), filled(CorrectedFeed())
    plain.link(href=f"{LISTED}rss.xml", rel="self")
    corrected.self_and_alternate(f"{LISTED}rss.xml", "application/rss+xml", LISTED)
    assert [as_rss(feed).findtext("link") for feed in (plain, corrected)] == [f"{LISTED}rss.xml", LISTED]


def test_no_clock_in_an_empty_channel() -> None:
    """A channel without items would bear the present time."""
    before = datetime.fromtimestamp(int(time.time()), UTC)
    plain, corrected = filled(FeedGenerator()), filled(CorrectedFeed())
    assert plain.lastBuildDate() >= before
    assert [as_rss(feed).find("lastBuildDate") is None for feed in (plain, corrected)] == [False, True]


def test_no_clock_in_an_entry() -> None:
    """An entry bears the present time as `updated` until it is set, whatever was set as `published`."""
    before = datetime.fromtimestamp(int(time.time()), UTC)
    plain, corrected = described(FeedEntry()), described(CorrectedEntry("vi"))
    plain.published(MORNING)
    corrected.dates(MORNING, MORNING)
    assert plain.updated() >= before
    assert corrected.atom_entry().findtext("updated") == MORNING.isoformat()


def test_archive_document_declares_itself() -> None:
    """feedgen knows the links of RFC 5005, but not its element."""
    found = [as_atom(filled(feed)).find("fh:archive", NAMES) is not None for feed in (CorrectedFeed(), CorrectedFeed(archive=True))]
    assert found == [False, True]
