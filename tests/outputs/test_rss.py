"""RSS, read back by feedparser and lxml. What it shares with the other formats is in test_feed_formats.py."""

from datetime import datetime

import feedparser
from lxml import etree

from plugins.model.feed import Format
from plugins.model.item import Attachment
from plugins.model.vietnam_time import ZONE
from tests.outputs.feed_samples import NAMES, UNION, item, written


def channel(data: bytes) -> etree._Element:
    """The feed's channel."""
    root: etree._Element = etree.fromstring(data)
    return root[0]


def only(data: bytes) -> feedparser.FeedParserDict:
    """The one item, as feedparser reads it."""
    read = feedparser.parse(data)
    assert not read.bozo, read.bozo_exception
    [entry] = read.entries
    return entry


def test_empty_feed_has_no_clock() -> None:
    """A feed without items follows the schema and names no date: it is the same in every build."""
    read = channel(written(Format.RSS))
    assert read.find("lastBuildDate") is None
    assert read.findtext("link") == "https://someone.example/union/the/a/"


def test_newest_item_dates_the_feed() -> None:
    """lastBuildDate is the newest item's instant, however the items are ordered; pubDate says +0700."""
    old, new = datetime(2026, 1, 2, 23, 59, tzinfo=ZONE), datetime(2026, 3, 4, 0, 0, tzinfo=ZONE)
    read = channel(written(Format.RSS, item("/a/", old), item("/b/", new)))
    assert read.findtext("lastBuildDate") == "Wed, 04 Mar 2026 00:00:00 +0700"
    assert [entry.findtext("pubDate") for entry in read.iter("item")] == ["Fri, 02 Jan 2026 23:59:00 +0700", "Wed, 04 Mar 2026 00:00:00 +0700"]


def test_change_dates_the_feed_and_not_the_item() -> None:
    """A change that readers are told of moves lastBuildDate; the item's pubDate stays."""
    old, new = datetime(2026, 1, 2, 23, 59, tzinfo=ZONE), datetime(2026, 3, 4, 0, 0, tzinfo=ZONE)
    read = channel(written(Format.RSS, item(published=old, updated=new)))
    assert read.findtext("lastBuildDate") == "Wed, 04 Mar 2026 00:00:00 +0700"
    assert read.findtext("item/pubDate") == "Fri, 02 Jan 2026 23:59:00 +0700"


def test_channel_names_its_list_its_language_its_picture_and_itself() -> None:
    """link is the list, atom:link rel=self the feed, language the list's, the picture the theme's, under the channel's name."""
    read = feedparser.parse(written(Format.RSS, item())).feed
    assert (read.link, read.language, read.title, read.ttl) == ("https://someone.example/union/the/a/", "vi", "Thẻ A – Công đoàn", "60")
    assert [link.href for link in read.links if link.rel == "self"] == ["https://someone.example/union/the/a/rss.xml"]
    assert (read.image.href, read.image.title, read.image.link) == ("https://someone.example/union/theme/icons/icon-192.png", read.title, read.link)


def test_description_is_the_summary_and_content_the_whole_text() -> None:
    """A reader finds the summary in description and the text in content:encoded; without a summary the title stands in."""
    read = only(written(Format.RSS, item(summary="Ngắn & gọn <b>")))
    assert (read.summary, [content.value for content in read.content]) == ("Ngắn & gọn <b>", ["<p>Toàn văn</p>"])
    assert only(written(Format.RSS, item(summary=""))).summary == "Tựa"


def test_byline() -> None:
    """The byline is dc:creator: RSS's own author wants an e-mail address."""
    [entry] = channel(written(Format.RSS, item(author="Ban Tuyên giáo"))).iter("item")
    assert entry.findtext("dc:creator", "", NAMES) == "Ban Tuyên giáo"
    assert entry.find("author") is None


def test_enclosure() -> None:
    """An attachment is the item's enclosure, with its full address, its length in bytes and its type."""
    attached = Attachment("/media/a/thong-bao.pdf", "Thông báo", "application/pdf", 12_345, "")
    [enclosure] = only(written(Format.RSS, item(enclosure=attached))).enclosures
    assert (enclosure.href, enclosure.length, enclosure.type) == ("https://someone.example/union/media/a/thong-bao.pdf", "12345", "application/pdf")


def test_text_with_the_end_of_a_cdata_section() -> None:
    """`]]>` in a text neither fails the build nor cuts the feed short, and is the same when read back."""
    html = '<p title="]]>">x ]]> y</p>'
    [entry] = channel(written(Format.RSS, item(), html=html, location=UNION)).iter("item")
    assert entry.findtext("content:encoded", "", NAMES) == html
