"""RSS, read back by feedparser and lxml."""

from datetime import datetime
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.model.feed import Feed, FeedItem
from plugins.model.item import Attachment, Body, Picture
from plugins.model.vietnam_time import ZONE
from plugins.outputs.location import Location
from plugins.outputs.rss import rss
from tests.parsed import check_schema, document, found, text

ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
UNION = Location("https://someone.example/union")
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
"""Any text that may stand in a title: the reader lets no control character through, and makes spaces plain."""


def item(url: str = "/tin-tuc/a/", published: datetime = datetime(2026, 11, 1, 8, tzinfo=ZONE), **other: object) -> FeedItem:
    """An item of a feed; `other` are the fields that matter."""
    fields: dict[str, object] = {"title": "Tựa", "summary": "Tóm tắt", "body": Body("text"), "author": "", "categories": (), "enclosure": None}
    return FeedItem(guid=f"tag:ban-tin.example,2026:vi{url}", url=url, published=published, **(fields | other))  # type: ignore[arg-type]  # by name


def written(*items: FeedItem, html: str = "<p>Toàn văn</p>", location: Location = UNION) -> bytes:
    """A feed of `items`, whose texts are all `html`."""
    feed = Feed("/the/a/rss.xml", "/the/a/", "Thẻ A – Công đoàn", "Tin mới nhất", "vi", items, "Bản Tin")
    return rss(feed, lambda _digest: html, location)


def channel(data: bytes) -> etree._Element:
    """The feed's channel; the feed follows our schema."""
    root: etree._Element = etree.fromstring(data)
    check_schema(root, "rss.rng")
    return root[0]


def only(data: bytes) -> feedparser.FeedParserDict:
    """The one item, as feedparser reads it."""
    read = feedparser.parse(data)
    assert not read.bozo, read.bozo_exception
    [entry] = read.entries
    return entry


def test_empty_feed_has_no_clock() -> None:
    """A feed without items follows the schema and names no date: it is the same in every build."""
    read = channel(written())
    assert read.find("lastBuildDate") is None
    assert read.findtext("link") == "https://someone.example/union/the/a/"


def test_newest_item_dates_the_feed() -> None:
    """lastBuildDate is the newest item's instant, however the items are ordered; pubDate says +0700."""
    old, new = datetime(2026, 1, 2, 23, 59, tzinfo=ZONE), datetime(2026, 3, 4, 0, 0, tzinfo=ZONE)
    read = channel(written(item("/a/", old), item("/b/", new)))
    assert read.findtext("lastBuildDate") == "Wed, 04 Mar 2026 00:00:00 +0700"
    assert [entry.findtext("pubDate") for entry in read.iter("item")] == ["Fri, 02 Jan 2026 23:59:00 +0700", "Wed, 04 Mar 2026 00:00:00 +0700"]


def test_items_keep_their_order() -> None:
    """feedgen puts each new entry first unless told; ours stand as planned."""
    urls = [f"/tin-tuc/{number}/" for number in range(5)]
    assert [entry.findtext("link") for entry in channel(written(*map(item, urls))).iter("item")] == [UNION.absolute(url) for url in urls]


def test_channel_names_its_list_its_language_and_itself() -> None:
    """link is the list, atom:link rel=self the feed, language the list's."""
    read = feedparser.parse(written(item())).feed
    assert (read.link, read.language, read.title) == ("https://someone.example/union/the/a/", "vi", "Thẻ A – Công đoàn")
    assert [link.href for link in read.links if link.rel == "self"] == ["https://someone.example/union/the/a/rss.xml"]


def test_description_is_the_summary_and_content_the_whole_text() -> None:
    """A reader finds the summary in description and the text in content:encoded; without a summary the title stands in."""
    read = only(written(item(summary="Ngắn & gọn <b>")))
    assert (read.summary, [content.value for content in read.content]) == ("Ngắn & gọn <b>", ["<p>Toàn văn</p>"])
    assert only(written(item(summary=""))).summary == "Tựa"


def test_byline_and_categories() -> None:
    """The byline is dc:creator (RSS's own author wants an e-mail address); categories and tags are category elements."""
    read = channel(written(item(author="Ban Tuyên giáo", categories=("Pháp luật & đời sống", "tiền lương"))))
    [entry] = read.iter("item")
    assert entry.findtext(CREATOR) == "Ban Tuyên giáo"
    assert [category.text for category in entry.iter("category")] == ["Pháp luật & đời sống", "tiền lương"]
    assert entry.find("author") is None


def test_enclosure() -> None:
    """An attachment is the item's enclosure, with its full address, its length in bytes and its type."""
    attached = Attachment("/media/a/thong-bao.pdf", "Thông báo", "application/pdf", 12_345, "")
    [enclosure] = only(written(item(enclosure=attached))).enclosures
    assert (enclosure.href, enclosure.length, enclosure.type) == ("https://someone.example/union/media/a/thong-bao.pdf", "12345", "application/pdf")


def test_addresses_in_the_text_are_absolute() -> None:
    """A reader is elsewhere: links, pictures and the text's own fragments carry the full address; what leads nowhere is left out."""
    picture = Picture("/media/a/p-1.jpg", 600, 400, "image/jpeg", 1, "")
    html = '<h2 id="muc">M</h2><p><a href="#muc">mục</a> <a class="x" href="\x020\x03">b</a> <img src="\x021\x03" alt=""> <a href="\x022\x03">hỏng</a> <a href="https://other.example/#muc">c</a></p>'
    entry = item(body=Body("text", ("/tin-tuc/b/#x", picture, None)))
    [read] = channel(written(entry, html=html)).iter("item")
    content = document((read.findtext(ENCODED) or "").encode())
    assert found(content, "//@href") == ["https://someone.example/union/tin-tuc/a/#muc", "https://someone.example/union/tin-tuc/b/#x", "https://other.example/#muc"]
    assert found(content, "//@src") == ["https://someone.example/union/media/a/p-1.jpg"]
    assert "hỏng" in text(content)


@pytest.mark.parametrize("html", ["", "<p>a ]]&gt; b</p>", "<p>🎉 \u202bhai chiều\u202c</p>", '<p title="a & b">&lt;script&gt;</p>'])
def test_text_is_the_same_when_read_back(html: str) -> None:
    """What stands in content:encoded is the text, mark by mark."""
    [entry] = channel(written(item(), html=html)).iter("item")
    assert entry.findtext(ENCODED) == html


def test_text_with_the_end_of_a_cdata_section() -> None:
    """`]]>` in a text neither fails the build nor cuts the feed short."""
    [entry] = channel(written(item(), html='<p title="]]>">x ]]> y</p>')).iter("item")
    read = entry.findtext(ENCODED) or ""
    assert read.replace("&gt;", ">") == '<p title="]]>">x ]]> y</p>'


@given(title=WORDS, summary=WORDS, author=WORDS, category=WORDS)
def test_any_words_are_the_same_when_read_back(title: str, summary: str, author: str, category: str) -> None:
    """Whatever stands in a title, a summary, a byline or a tag, a parser of XML reads the same: markup, emoji, marks of direction."""
    [entry] = channel(written(item(title=title, summary=summary, author=author, categories=(category,)))).iter("item")
    names = ("title", "description", CREATOR, "category")
    assert [entry.findtext(name) for name in names] == [title, summary, author, category]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(lambda moment: moment.replace(microsecond=0, tzinfo=ZONE)))  # noqa: DTZ001 - the zone is set after
def test_dates_are_the_same_when_read_back(published: datetime) -> None:
    """A date in a feed is the instant, to the second."""
    [entry] = channel(written(item(published=published))).iter("item")
    assert parsedate_to_datetime(entry.findtext("pubDate") or "") == published


def test_same_feed_same_bytes() -> None:
    """Writing a feed twice gives the same bytes."""
    assert written(item(), item("/b/")) == written(item(), item("/b/"))
