"""What every format of a feed says of an item: the same, and all of it, whatever it is."""

from dataclasses import replace
from datetime import datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.feed import FeedItem, Format
from plugins.model.item import Attachment, Body, Picture
from plugins.model.stored_text import CLOSE, OPEN
from plugins.model.vietnam_time import ZONE
from plugins.outputs.location import Location
from tests.outputs.feed_samples import MORNING, UNION, Said, item, said, written
from tests.parsed import document, found, text

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
"""Any text that may stand in a title: the reader lets no control character through, and makes spaces plain."""
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(lambda moment: moment.replace(microsecond=0, tzinfo=ZONE))  # noqa: DTZ001 - the zone is set after
SLUGS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=80)
SIZES = st.integers(1, 10**12)
PICTURES = st.builds(Picture, SLUGS.map("/media/{}.jpg".format), st.integers(1, 9999), st.integers(1, 9999), st.just("image/jpeg"), SIZES, st.just(""))
ATTACHMENTS = st.builds(Attachment, SLUGS.map("/media/{}.pdf".format), WORDS, st.just("application/pdf"), SIZES, st.just(""))
FORMATS = pytest.mark.parametrize("kind", Format)
PICTURE = Picture("/media/a.jpg", 640, 400, "image/jpeg", 1234, "")


@st.composite
def items(draw: st.DrawFn) -> FeedItem:
    """Any story or announcement as a feed has it."""
    published = draw(MOMENTS)
    identity, picture = draw(SLUGS), draw(st.none() | PICTURES)
    return item(
        f"/tin-tuc/{draw(SLUGS)}/",
        published,
        guid=f"tag:ban-tin.example,{published.year}:vi/news/{identity}",
        title=draw(WORDS),
        summary=draw(WORDS),
        updated=max(published, draw(MOMENTS)),
        language=draw(st.sampled_from(["vi", "en"])),
        author=draw(st.just("") | WORDS),
        categories=tuple(draw(st.lists(WORDS, max_size=3))),
        picture=picture,
        enclosure=draw(ATTACHMENTS | st.just(picture)),
    )


def expected(kind: Format, one: FeedItem, html: str) -> Said:
    """What a format is to say of an item."""
    return Said(
        one.guid,
        UNION.absolute(one.url),
        one.title,
        one.summary,
        html if html.strip() else f"<p>{escape(one.summary or one.title, quote=False)}</p>",
        one.published,
        None if kind is Format.RSS else one.updated,
        one.language,
        one.author,
        one.categories,
        UNION.absolute(one.picture.address) if one.picture else "",
        (UNION.absolute(one.enclosure.address), one.enclosure.type, one.enclosure.size) if one.enclosure else None,
    )


@given(st.lists(items(), max_size=3), st.just("") | WORDS)
def test_any_item_is_the_same_when_read_back(several: list[FeedItem], html: str) -> None:
    """Text, links, dates, identity, files: whatever stands in an item, every format says it, mark by mark, in the order planned."""
    for kind in Format:
        assert said(kind, written(kind, *several, html=html)) == [expected(kind, one, html) for one in several]


@FORMATS
def test_same_feed_same_bytes(kind: Format) -> None:
    """Writing a feed twice gives the same bytes; nothing in them knows the time."""
    assert written(kind, item(), item("/b/")) == written(kind, item(), item("/b/"))


@FORMATS
def test_long_title_and_text(kind: Format) -> None:
    """A title of 10,000 characters and a text of a megabyte come through whole."""
    title, html = "Đường dài " * 1000 + ".", f"<p>{'Chữ ' * 200_000}🎉</p>"
    [read] = said(kind, written(kind, item(title=title), html=html))
    assert (read.title, read.html) == (title, html)


@FORMATS
@pytest.mark.parametrize("html", ["<p>a ]]&gt; b</p>", "<p>a ]]> b</p>", "<p>🎉 \u202bhai chiều\u202c \u200f</p>", '<p title="a & b">&lt;script&gt;</p>'])
def test_text_is_the_same_when_read_back(kind: Format, html: str) -> None:
    """The end of a CDATA section, signs outside of the basic plane, marks of direction, markup shown as text."""
    [read] = said(kind, written(kind, item(title=f"]]> {html}"), html=html))
    assert (read.html, read.title) == (html, f"]]> {html}")


@FORMATS
def test_addresses_in_the_text_are_absolute(kind: Format) -> None:
    """A reader is elsewhere: links, pictures and the text's own fragments carry the full address; what leads nowhere is left out."""
    html = f'<h2 id="muc">M</h2><p><a href="#muc">mục</a> <a class="x" href="{OPEN}0{CLOSE}">b</a> <img src="{OPEN}1{CLOSE}" alt=""> <a href="{OPEN}2{CLOSE}">hỏng</a> <a href="https://other.example/#muc">c</a></p>'
    entry = item(body=Body("text.md", ("/tin-tuc/b/#x", replace(PICTURE, small=PICTURE), None)))
    [read] = said(kind, written(kind, entry, html=html))
    content = document(read.html.encode())
    assert found(content, "//@href") == ["https://someone.example/union/tin-tuc/a/#muc", "https://someone.example/union/tin-tuc/b/#x", "https://other.example/#muc"]
    assert found(content, "//@src") == ["https://someone.example/union/media/a.jpg"]
    assert found(content, "//@srcset") == []
    assert "hỏng" in text(content)


@FORMATS
def test_addresses_without_a_scheme(kind: Format) -> None:
    """`//host/` means the scheme of where it stands, and a feed stands nowhere: it is https."""
    html = '<p><a href="//other.example/a">a</a> <a title="x" href="//other.example/b">b</a> <code>href="//d"</code></p>'
    [read] = said(kind, written(kind, item(), html=html))
    content = document(read.html.encode())
    assert found(content, "//@href") == ["https://other.example/a", "https://other.example/b"]
    assert 'href="//d"' in text(content)


@FORMATS
def test_note_stands_before_the_text(kind: Format) -> None:
    """What was changed, or why an item was withdrawn, is read first; markup in it is shown, not obeyed."""
    [read] = said(kind, written(kind, item(note="Cập nhật 13:49 - 22/04/2026 (GMT+7): <b>sửa</b> & bổ sung")))
    assert read.html == "<p><strong>Cập nhật 13:49 - 22/04/2026 (GMT+7): &lt;b&gt;sửa&lt;/b&gt; &amp; bổ sung</strong></p>\n<p>Toàn văn</p>"


@FORMATS
def test_item_without_a_text(kind: Format) -> None:
    """Of an item that was withdrawn there is no text to be asked for: its note is all."""
    [read] = said(kind, written(kind, item(note="Đã gỡ.", body=Body(""))))
    assert read.html == "<p><strong>Đã gỡ.</strong></p>"


@FORMATS
@pytest.mark.parametrize("html", ["", " \n"])
def test_item_that_is_a_file_only(kind: Format, html: str) -> None:
    """An announcement may be an attachment and no more: its text is what it is about, for a feed with an item that has none is not valid."""
    for summary, about in (("Kế hoạch <2026>", "Kế hoạch &lt;2026&gt;"), ("", "Tiêu đề")):
        [read] = said(kind, written(kind, item(summary=summary, title="Tiêu đề"), html=html))
        assert read.html == f"<p>{about}</p>"


@FORMATS
def test_site_at_a_domain(kind: Format) -> None:
    """Without a path the addresses are the domain's."""
    [read] = said(kind, written(kind, item(picture=PICTURE, enclosure=PICTURE), location=Location("https://union.example")))
    assert (read.url, read.picture, read.enclosure) == ("https://union.example/tin-tuc/a/", "https://union.example/media/a.jpg", ("https://union.example/media/a.jpg", "image/jpeg", 1234))


def test_every_format_has_a_writer_of_its_own() -> None:
    """The same feed is another file in each."""
    assert len({written(kind, item(published=MORNING)) for kind in Format}) == len(Format) == 3
