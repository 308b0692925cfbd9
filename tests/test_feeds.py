"""Feeds: which there are, what is in them, what never changes in them."""

import json
import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from plugins.model.feed import Format
from tests.conftest import INSTANT, Build, Built, run_pelican, write
from tests.outputs.feed_samples import NAMES, Said, said
from tests.parsed import check_json_feed, check_schema, document, feed, found, page, text, xml
from tests.written import CATEGORIES, notice, picture, story
from tests.written import text as written

ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
HARD = '"<b>Lương</b> &amp; thưởng \\u200fעברית\\u200e 🎉 ]]>"'
"""A title as YAML writes it: markup, an ampersand, marks of direction, a sign outside of the basic plane, the end of a CDATA section."""
BODY = """
<script>alert("kịch bản")</script> ]]> `]]>` 🎉

[mục](#muc) [tin](b.md) [tin](/tin-tuc/) [tệp](x.pdf) [ngoài](https://other.example/a?b=1&c=2 "]]>")

![ảnh](anh.jpg)

## Mục

Chú thích[^1].

[^1]: Nội dung chú thích.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with 33 stories and an announcement, one story with everything that is hard to put into XML."""
    folder = tmp_path_factory.mktemp("feeds")
    content: dict[str, str | bytes] = {f"news/c{number:02}.md": story(f"Cũ {number:02}", f"2025-01-{1 + number // 2:02}") for number in range(31)}
    content |= {
        "site/categories.yaml": CATEGORIES,
        "site/bylines.yaml": "- code: BTG\n  vi: Ban Tuyên giáo\n  en: Education Board\n",
        "news/2019/a b/index.vi.md": written(HARD, "date: 2019-04-22 13:49", "slug: luong", "author: BTG", "category: phap-luat", "tags: ['<i>lương</i> & thưởng']", "summary: Tóm tắt & <em>", "updated: 2026-11-22", body=BODY),
        "news/2019/a b/index.en.md": written("Wages", "tags: [wages]"),
        "news/2019/a b/b.md": story("Bên", "2018-01-01"),
        "news/2019/a b/anh.jpg": picture(),
        "news/2019/a b/x.pdf": b"%PDF",
        "announcements/t.vi.md": notice("Thông báo", "2026-11-01 08:30", "tags: ['<i>Lương</i> & thưởng']", "category: phap-luat", "attachments: [{file: x.pdf, title: Một}, y.pdf]"),
        "announcements/x.pdf": b"%PDF-1.4\n" * 100,
        "announcements/y.pdf": b"%PDF-1.4\n",
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL="https://someone.example/union")
    assert built.exit_code == 0, built.said
    return built


def feeds(built: Built, kind: Format = Format.RSS) -> list[str]:
    """The address of every feed there is in one format."""
    return [f"/{path}" for path in sorted(built.files()) if path.rpartition("/")[2] == kind]


def items(built: Built, url: str) -> list[Said]:
    """What a feed says of its items."""
    kind = Format(url.rpartition("/")[2])
    data = (built.output / url[1:]).read_bytes()
    if kind is Format.JSON:
        check_json_feed(json.loads(data))
    else:
        check_schema(xml(built, url), kind.replace("xml", "rng"))
    return said(kind, data)


def test_every_feed_is_sound(site: Built) -> None:
    """Every feed is well-formed, follows the schema, says its language, names its list and itself, and is newest first, 30 items at most."""
    assert len(feeds(site)) == 6 + 4 + 2
    for url in (*feeds(site), *feeds(site, Format.ATOM)):
        assert len(items(site, url)) <= 30
        read = feed(site, url)
        listed = f"https://someone.example/union{url.rpartition('/')[0]}/"
        assert read.feed.language == ("en" if url.startswith("/en/") else "vi"), url
        assert read.feed.link == listed
        assert [link.href for link in read.feed.links if link.rel == "self"] == [f"https://someone.example/union{url}"]
        assert all(newer.published_parsed >= older.published_parsed for newer, older in pairwise(read.entries)), url


def test_every_json_feed_is_sound(site: Built) -> None:
    """So is every feed in JSON."""
    for url in feeds(site, Format.JSON):
        read, found = json.loads(site.text(url[1:])), items(site, url)
        assert (read["feed_url"], read["home_page_url"]) == (f"https://someone.example/union{url}", f"https://someone.example/union{url.removesuffix('feed.json')}")
        assert read["language"] == ("en" if url.startswith("/en/") else "vi")
        assert all(newer.published >= older.published for newer, older in pairwise(found))


def test_every_format_says_the_same(site: Built) -> None:
    """The same items in the same order: identity, page, title, text, date, byline, categories, language, picture and enclosure."""
    for url in feeds(site):
        rss, atom, other = (items(site, url.replace("rss.xml", kind)) for kind in Format)
        assert atom == other, url
        # RSS cannot say when an item was changed, and wants a description where there is no summary
        assert [replace(one, updated=None, summary="") for one in rss] == [replace(one, updated=None, summary="") for one in atom], url


def test_each_feed_has_an_identity_of_its_own(site: Built, build: Build) -> None:
    """Every feed has another Atom id, which does not change when the site moves."""
    ids = {url: xml(site, url).findtext("atom:id", "", NAMES) for url in feeds(site, Format.ATOM)}
    assert len(set(ids.values())) == len(ids)
    moved = build({"news/a.md": story("Một", "2026-11-02")}, SITEURL="https://moved.example")
    assert xml(moved, "/atom.xml").findtext("atom:id", "", NAMES) == ids["/atom.xml"]


def test_feed_is_beside_every_list_that_has_one(site: Built) -> None:
    """Home, all stories, announcements, each category and each tag have a feed in each language where they are, in every format."""
    beside = ["/", "/chuyen-muc/doi-song/", "/chuyen-muc/phap-luat/", "/the/i-luong-i-thuong/", "/thong-bao/", "/tin-tuc/"]
    english = ["/en/", "/en/announcements/", "/en/news/", "/en/tags/wages/", "/en/topics/doi-song/", "/en/topics/phap-luat/"]
    for kind in Format:
        assert feeds(site, kind) == sorted(f"{url}{kind}" for url in beside + english)


def test_what_each_feed_holds(site: Built) -> None:
    """Home, categories and tags hold announcements too; the feed of stories stories only, that of announcements announcements only."""
    titles = {url: [entry.title for entry in feed(site, url).entries] for url in feeds(site)}
    assert titles["/rss.xml"][0] == "Thông báo"
    assert len(titles["/rss.xml"]) == len(titles["/tin-tuc/rss.xml"]) == 30
    assert "Thông báo" not in titles["/tin-tuc/rss.xml"]
    assert titles["/thong-bao/rss.xml"] == ["Thông báo"]
    assert titles["/chuyen-muc/phap-luat/rss.xml"][0] == titles["/the/i-luong-i-thuong/rss.xml"][0] == "Thông báo"
    assert len(titles["/chuyen-muc/phap-luat/rss.xml"]) == len(titles["/the/i-luong-i-thuong/rss.xml"]) == 2
    assert titles["/en/rss.xml"] == titles["/en/topics/phap-luat/rss.xml"] == titles["/en/tags/wages/rss.xml"] == ["Wages"]


def test_identity_of_an_item(site: Built) -> None:
    """A guid is a tag URI of host, year, language and path, percent-encoded, and no address to follow; the host is not SITEURL's."""
    [entry] = feed(site, "/en/rss.xml").entries
    assert (entry.id, entry.guidislink) == ("tag:ban-tin.example,2019:en/news/2019/a%20b/index", False)
    guids = [element.text for element in xml(site, "/rss.xml").iter("guid")]
    assert guids[0] == "tag:ban-tin.example,2026:vi/announcements/t"
    assert len(set(guids)) == 30
    assert {element.get("isPermaLink") for element in xml(site, "/rss.xml").iter("guid")} == {"false"}


def test_guid_and_date_stay(build: Build) -> None:
    """A new title, slug, text, update or SITEURL changes neither an item's guid nor its pubDate."""
    before = build({"news/a.md": story("Một", "2026-01-01 07:00")})
    first = next(xml(before, "/rss.xml").iter("item"))
    values = [first.findtext(name) for name in ("guid", "pubDate", "link")]
    after = build({"news/a.md": story("Hai", "2026-01-01 07:00", "slug: khac", "updated: 2026-02-02", body="Khác.")}, SITEURL="https://moved.example")
    second = next(xml(after, "/rss.xml").iter("item"))
    assert values[:2] == [second.findtext(name) for name in ("guid", "pubDate")]
    assert values[2] != second.findtext("link")


def test_words_that_are_hard_to_put_into_xml(site: Built) -> None:
    """A title with markup, ampersands, marks of direction and `]]>` is read back as written, and is the same on its page."""
    [item] = [item for item in xml(site, "/the/i-luong-i-thuong/rss.xml").iter("item") if str(item.findtext("link")).endswith("/luong/")]
    title = "<b>Lương</b> &amp; thưởng \u200fעברית\u200e 🎉 ]]>"
    assert item.findtext("title") == title == text(page(site, "/tin-tuc/luong/"), "//h1")
    assert item.findtext("description") == "Tóm tắt & <em>"
    assert [category.text for category in item.iter("category")] == ["Chính sách – Pháp luật", "<i>lương</i> & thưởng"]
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Ban Tuyên giáo"
    assert item.findtext("pubDate") == "Mon, 22 Apr 2019 13:49:00 +0700"


def test_whole_text_for_a_reader_elsewhere(site: Built) -> None:
    """content:encoded is the whole text, its addresses absolute and real, its fragments on the item's page; no script comes with it."""
    [item] = [item for item in xml(site, "/the/i-luong-i-thuong/rss.xml").iter("item") if str(item.findtext("link")).endswith("/luong/")]
    html = item.findtext(ENCODED) or ""
    own = "https://someone.example/union/tin-tuc/luong/"
    tree = document(html.encode())
    assert "script" not in html
    assert "kịch bản" not in html
    references = found(tree, "//@href") + found(tree, "//@src")
    assert all(address.startswith("https://") for address in references), references
    assert {f"{own}#muc", "https://someone.example/union/tin-tuc/ben/", "https://someone.example/union/tin-tuc/", "https://other.example/a?b=1&c=2"} <= set(references)
    ids = set(found(page(site, "/tin-tuc/luong/"), "//@id"))
    fragments = {address.partition("#")[2] for address in references if "#" in address}
    assert len(fragments) == 3
    assert fragments <= ids
    media = [address.removeprefix("https://someone.example/union/") for address in references if "/media/" in address]
    assert len(media) == 2
    assert set(media) <= site.files()
    assert "Nội dung chú thích" in text(tree)


def test_enclosure_is_the_first_attachment(site: Built) -> None:
    """An announcement's first attachment is its one enclosure, with its true length and type."""
    [entry] = feed(site, "/thong-bao/rss.xml").entries
    [enclosure] = entry.enclosures
    assert (enclosure.href, enclosure.type, enclosure.length) == ("https://someone.example/union/media/announcements/x.pdf", "application/pdf", "900")
    assert (site.output / "media/announcements/x.pdf").stat().st_size == 900


def test_story_has_its_enclosure_too(build: Build) -> None:
    """A story's first attachment is its enclosure, else its picture, which is told of as a picture too; one that only links to a file has none."""
    built = build(
        {
            "news/a.md": story("Một", "2026-11-03", "attachments: [{file: b.pdf, title: Hai}, a.pdf]", "image: p.jpg", "image_alt: Ảnh"),
            "news/b.md": story("Hai", "2026-11-02", "image: p.jpg", "image_alt: Ảnh"),
            "news/c.md": story("Ba", "2026-11-01", body="[tệp](a.pdf)"),
            "news/a.pdf": b"%PDF",
            "news/b.pdf": b"%PDF-1.4\n",
            "news/p.jpg": picture(),
        }
    )
    for url in (f"{listed}{kind}" for kind in Format for listed in ("/", "/tin-tuc/")):
        attached, pictured, linking = items(built, url)
        assert attached.enclosure == ("https://ban-tin.example/media/news/b.pdf", "application/pdf", 9)
        assert pictured.picture == attached.picture != ""
        file = built.output / pictured.picture.removeprefix("https://ban-tin.example/")
        assert pictured.enclosure == (pictured.picture, "image/jpeg", file.stat().st_size)
        assert (linking.picture, linking.enclosure) == ("", None)


def test_last_build_is_the_newest_item(site: Built) -> None:
    """lastBuildDate is the newest item's instant, not the build's; a feed without items names none."""
    assert xml(site, "/rss.xml").findtext("channel/lastBuildDate") == "Sun, 01 Nov 2026 08:30:00 +0700"
    assert xml(site, "/tin-tuc/rss.xml").findtext("channel/lastBuildDate") == "Thu, 16 Jan 2025 00:00:00 +0700"
    assert xml(site, "/chuyen-muc/doi-song/rss.xml").find("channel/lastBuildDate") is None


def test_what_was_withdrawn_long_ago_published_reaches_the_live_feed(build: Build) -> None:
    """Whoever follows it must learn of it, though thirty newer items are there: it takes the place of the last one."""
    content = {f"news/{number:02}.md": story(f"Bài {number}", f"2026-10-{number:02}") for number in range(1, 31)}
    old = story("Bài cũ", "2020-01-01", "updated: 2026-11-01 08:00", "change_note: Sai", "status: withdrawn")
    built = build(content | {"news/old.md": old, "news/older.md": story("Bài cũ hơn", "2019-01-01", "updated: 2019-02-01", "change_note: Sửa giờ")})
    assert built.exit_code == 0, built.said
    for url in ("/rss.xml", "/tin-tuc/atom.xml"):
        titles = [entry.title for entry in feed(built, url).entries]
        assert titles == [*(f"Bài {number}" for number in range(30, 1, -1)), "[Đã gỡ] Bài cũ"]


def test_no_feed_knows_the_time(build: Build) -> None:
    """Built a year later, every feed is the same, byte for byte, the empty ones too."""
    content = {"news/a.md": story("Một", "2026-01-01"), "announcements/b.md": notice("Hai", "2026-01-02"), "site/categories.yaml": CATEGORIES}
    before = build(content)
    urls = [url for kind in Format for url in feeds(before, kind)]
    texts = {url: (before.output / url[1:]).read_bytes() for url in urls}
    later = build(content, SOURCE_DATE_EPOCH=str(int(INSTANT) + 365 * 86_400))
    assert {url: (later.output / url[1:]).read_bytes() for url in urls} == texts
    assert len(texts) == 3 * (6 + 4)


def test_pages_tell_of_feeds_that_are_there(sample: Built) -> None:
    """Every page names its own feed first, or its list's if it is a numbered page, in every format, RSS before the others, and that of everything.

    Their titles differ, and none has a hreflang.
    """
    files = sample.files()
    for path in sorted(files):
        if path.endswith("index.html"):
            tree = document((sample.output / path).read_bytes())
            links = "//link[@rel='alternate'][@type][@type != 'text/calendar'][@type != 'application/json']"  # the register as data is no feed
            discovered = [address.removeprefix("/union/") for address in found(tree, f"{links}/@href")]
            titles = found(tree, f"{links}/@title")
            assert set(discovered) <= files, path
            assert len(set(titles)) == len(titles) == len(discovered), path
            assert found(tree, f"{links}/@hreflang") == []
            own, home = re.sub(r"((trang|page)/\d+/)?index\.html$", "", path), "en/" if path.startswith("en/") else ""
            beside = own if f"{own}rss.xml" in files else home
            everything = [] if beside == home else [f"{home}rss.xml"]
            assert discovered == [*(f"{beside}{kind}" for kind in Format), *everything], path
            assert found(tree, f"{links}/@type") == [Format(address.rpartition("/")[2]).type for address in discovered]


def test_sample_feeds_are_sound(sample: Built) -> None:
    """Every feed of the sample site follows the schema and is read without a complaint; no item has a date to come."""
    for url in (*feeds(sample), *feeds(sample, Format.ATOM), *feeds(sample, Format.JSON)):
        items(sample, url)
    for url in feeds(sample):
        for entry in feed(sample, url).entries:
            assert datetime(*entry.published_parsed[:6]).timestamp() <= int(INSTANT) + 86_400  # noqa: DTZ001 - to the day
            assert re.fullmatch(r"tag:ban-tin\.example,\d{4}:(vi|en)/(news|announcements)/\S+", entry.id)
