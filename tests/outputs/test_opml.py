"""OPML, read back by lxml."""

from hypothesis import given
from lxml import etree

from plugins.outputs.opml import Opml, Outline, OutlineGroup, opml
from tests.outputs.feed_samples import UNION
from tests.outputs.test_feed_formats import WORDS

FEED = Outline("Tin tức – Công đoàn", "/tin-tuc/rss.xml", "/tin-tuc/")


@given(WORDS, WORDS)
def test_any_words_are_the_same_when_read_back(site: str, title: str) -> None:
    """Whatever a site or a list is called; addresses are full ones."""
    written = opml(Opml(site, (OutlineGroup("Tiếng Việt", "vi", (Outline(title, FEED.url, FEED.listed),)),)), UNION)
    root = etree.fromstring(written)
    assert root.findtext("head/title") == site
    [outline] = root.iterfind("body/outline/outline")
    assert {str(name): value for name, value in outline.attrib.items()} == {
        "type": "rss",
        "version": "RSS2",
        "text": title,
        "title": title,
        "xmlUrl": "https://someone.example/union/tin-tuc/rss.xml",
        "htmlUrl": "https://someone.example/union/tin-tuc/",
        "language": "vi",
    }


def test_same_feeds_same_bytes() -> None:
    """The time of the build is not in it."""
    view = Opml("Công đoàn", (OutlineGroup("Tiếng Việt", "vi", (FEED,)), OutlineGroup("English", "en", ())))
    assert opml(view, UNION) == opml(view, UNION)
    assert b"date" not in opml(view, UNION).lower()
