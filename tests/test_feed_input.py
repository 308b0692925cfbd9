"""Texts that are hard on feeds: the feeds stay well-formed, valid and true."""

import feedparser
import pytest

from plugins.model.feed import Format
from tests.conftest import Build, Built, run_pelican, write
from tests.outputs.feed_samples import Said, said
from tests.parsed import document, feed, found, page, text
from tests.written import story

FORMATS = pytest.mark.parametrize("kind", Format)
LONG = "Đường dài " * 999 + "hết đường"
"""A title of nearly 10,000 characters."""
DOT = "data:image/png;base64,iVBORw0KGgo="
LINKS = f"""
[ngoài](//other.example/a) <a href="//other.example/b">b</a> ![ảnh](//other.example/c.png "ảnh")

![chấm](<{DOT}>) <img src="{DOT}" alt="chấm"> <img src="https://other.example/d.png" srcset="/e.png 2x, f.png 3x" alt="đ">

[cạnh](sach.md) [cạnh](./sach.md#muc) [gốc](/tin-tuc/) [mảnh](#muc) [thư](mailto:a@someone.example) <iframe src="https://other.example/"></iframe>
<script>alert(1)</script> <a href="javascript:alert(1)">x</a>

## Mục
"""
CONTENT: dict[str, str | bytes] = {
    "news/dai.md": story(LONG, "2026-11-05", "slug: dai"),
    "news/nang.md": story("Nặng", "2026-11-04", body="\n\n".join(f"Đoạn {number}: {'công đoàn ' * 90}" for number in range(1000))),
    "news/lien-ket.md": story("Liên kết", "2026-11-03", body=LINKS),
    "news/sach.md": story('"Tựa \\u202eđảo\\u202c \\u2066cô lập\\u2069 <script>alert(1)</script> &lt;b&gt; ]]> 🎉👩🏽‍🏭"', "2026-11-02", "slug: sach", "summary: ']]> <![CDATA[ &amp; <b>'", body="]]> `<![CDATA[` 🎉 &#1; &#xFFFE;\n\n## Mục"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of such texts."""
    folder = tmp_path_factory.mktemp("feed-input")
    built = run_pelican(write(folder / "content", CONTENT), folder / "output", folder / "cache", SITEURL="https://someone.example/union")
    assert built.exit_code == 0, built.said
    return built


def items(built: Built, kind: Format) -> dict[str, Said]:
    """What the feed of everything says of its items, by slug."""
    return {one.url.split("/")[-2]: one for one in said(kind, (built.output / kind).read_bytes())}


@FORMATS
def test_long_title(site: Built, kind: Format) -> None:
    """10,000 characters come through whole."""
    assert items(site, kind)["dai"].title == LONG


@FORMATS
def test_heavy_text(site: Built, kind: Format) -> None:
    """A megabyte of text comes through whole."""
    html = items(site, kind)["nang"].html
    assert len(html.encode()) > 1_000_000
    assert html.count("<p>") == 1000


def test_feedparser_reads_it(site: Built) -> None:
    """feedparser has no complaint about any of it."""
    for url in ("/rss.xml", "/atom.xml"):
        assert len(feed(site, url).entries) == len(CONTENT)
    assert not feedparser.parse((site.output / "tin-tuc/atom.xml").read_bytes()).bozo


@FORMATS
def test_addresses_of_every_kind(site: Built, kind: Format) -> None:
    """Whatever an editor wrote, a reader elsewhere gets full addresses of the web; nothing that runs, no picture out of the text itself or from elsewhere."""
    html = items(site, kind)["lien-ket"].html
    tree = document(html.encode())
    own = "https://someone.example/union/tin-tuc"
    assert found(tree, "//@href") == [
        "https://other.example/a",
        "https://other.example/b",
        f"{own}/sach/",
        f"{own}/sach/#muc",
        f"{own}/",
        f"{own}/lien-ket/#muc",
        "mailto:a@someone.example",
    ]
    assert found(tree, "//@src") == found(tree, "//@srcset") == []
    for word in ("data:", "iframe", "script", "javascript"):
        assert word not in html


@FORMATS
def test_signs_of_every_kind(site: Built, kind: Format) -> None:
    """Marks of direction, emoji of several signs, markup and the marks of XML are what they were; what XML cannot hold is gone."""
    one = items(site, kind)["sach"]
    assert one.title == "Tựa \u202eđảo\u202c \u2066cô lập\u2069 <script>alert(1)</script> &lt;b&gt; ]]> 🎉👩🏽‍🏭"
    assert one.title == text(page(site, "/tin-tuc/sach/"), "//h1")
    assert one.summary == "]]> <![CDATA[ &amp; <b>"
    assert " ".join(text(document(one.html.encode())).split()).startswith("]]> <![CDATA[ 🎉")
    assert not {"\x01", "\ufffe"} & set(one.html)


def test_control_characters(build: Build) -> None:
    """They never get as far as a feed: the editor is told where each stands."""
    signs = ("\x07", "\x1b", "\x85", "\ufffe")
    built = build({f"news/{number}.md": story(f"Tựa{sign}", "2026-11-01") for number, sign in enumerate(signs)})
    assert built.exit_code == 1
    assert all(f"content/news/{number}.md:2: " in built.said for number in range(len(signs)))
