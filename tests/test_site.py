"""The run as a whole: which files there are, what the settings change, that nothing else does."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.model.feed import Format
from tests.conftest import INSTANT, ROOT, Build, Built, run_pelican, write
from tests.parsed import feed, found, listed, page
from tests.written import CATEGORIES, notice, picture, story, text

EMPTY = {
    "404.html",
    "chuyen-muc/index.html",
    "en/announcements/index.html",
    "en/archive/index.html",
    "en/fragments/announcements.json",
    "en/index.html",
    "en/news/index.html",
    "en/tags/index.html",
    "en/topics/index.html",
    "feeds.opml",
    "index.html",
    "luu-tru/index.html",
    "manh/announcements.json",
    "manifest.json",
    "robots.txt",
    "rss/index.html",
    "site.webmanifest",
    "en/rss/index.html",
    "en/site.webmanifest",
    "sitemap-pages-en.xml",
    "sitemap-pages-vi.xml",
    "sitemap.xml",
    "the/index.html",
    "thong-bao/index.html",
    "tin-tuc/index.html",
    "thong-bao/calendar.ics",
    "en/announcements/calendar.ics",
    "thong-bao/data.csv",
    "thong-bao/data.json",
    "thong-bao/data.schema.json",
    "en/announcements/data.csv",
    "en/announcements/data.json",
    *(f"{base}{kind}" for base in ("", "tin-tuc/", "thong-bao/", "en/", "en/news/", "en/announcements/") for kind in Format),
}
"""What every site has, beside the theme's files."""

SITE: Mapping[str, str | bytes] = {
    "site/categories.yaml": CATEGORIES,
    "news/2026/tien-luong/index.vi.md": story("Tiền lương", "2026-11-20 13:49", "category: phap-luat", "tags: [tiền lương]"),
    "news/2026/tien-luong/index.en.md": text("Wages", "tags: [wages]", body="A paragraph."),
    "announcements/45.vi.md": notice("Nghỉ lễ", "2026-10-05", "number: 45/TB-CĐ", "category: doi-song", "tags: [nghỉ lễ]", "attachments: [45.pdf]"),
    "announcements/45.pdf": b"%PDF-1.4\n",
    "pages/gioi-thieu.vi.md": text("Giới thiệu"),
    "pages/gioi-thieu.en.md": text("About us"),
}


def without_theme(built: Built) -> set[str]:
    """The files of the output, but the theme's own."""
    return {path for path in built.files() if not path.startswith("theme/")}


def test_empty_content_builds(build: Build) -> None:
    """Before its first text a site has its home pages, lists, indexes and feeds in every language, and every page of it leads on."""
    built = build({})
    assert (built.exit_code, without_theme(built)) == (0, EMPTY)
    for url in ("/rss.xml", "/tin-tuc/rss.xml", "/thong-bao/rss.xml", "/en/rss.xml", "/en/news/rss.xml", "/en/announcements/rss.xml"):
        assert feed(built, url).entries == []
    assert json.loads(built.text("manh/announcements.json")) == []


def test_every_address(build: Build) -> None:
    """A site with a story and an announcement has exactly the addresses of the table, and no other."""
    built = build(SITE)
    assert built.exit_code == 0, built.said
    assert without_theme(built) - EMPTY == {
        "tin-tuc/tien-luong/index.html",
        "en/news/wages/index.html",
        "thong-bao/nghi-le/index.html",
        "thong-bao/loai/tb/index.html",
        "thong-bao/nam/2026/index.html",
        "gioi-thieu/index.html",
        "en/about-us/index.html",
        *(f"{base}/{key}/{name}" for base in ("chuyen-muc", "en/topics") for key in ("phap-luat", "doi-song") for name in ("index.html", *Format)),
        *(f"{tag}/{name}" for tag in ("the/tien-luong", "the/nghi-le", "en/tags/wages") for name in ("index.html", *Format)),
        "luu-tru/2026/index.html",
        "luu-tru/2026/11/index.html",
        "en/archive/2026/index.html",
        "en/archive/2026/11/index.html",
        "sitemap-2026-vi.xml",
        "sitemap-2026-en.xml",
        "media/announcements/45.pdf",
    }
    assert without_theme(built) > EMPTY


def test_content_without_registries(build: Build) -> None:
    """Without content/site/, and with plain STEM.md files, a site builds; an unknown category is its own name.

    `STEM.md` is the item in the default language, and a pair with `STEM.en.md`.
    """
    built = build({"news/a.md": story("Một", "2026-11-01", "category: Văn hóa – Thể thao"), "news/a.en.md": text("One"), "announcements/b.md": notice("Hai", "2026-11-02")})
    assert built.exit_code == 0, built.said
    assert "warning" not in built.said
    assert listed(built, "/chuyen-muc/van-hoa-the-thao/") == ["/tin-tuc/mot/"]
    assert found(page(built, "/chuyen-muc/"), "//main//li/a/text()") == ["Văn hóa – Thể thao"]
    assert found(page(built, "/chuyen-muc/van-hoa-the-thao/"), "//h1/text()") == ["Văn hóa – Thể thao"]
    assert found(page(built, "/tin-tuc/mot/"), "//p[@class='category']/a/@href") == ["/chuyen-muc/van-hoa-the-thao/"]
    assert found(page(built, "/tin-tuc/mot/"), "//link[@hreflang='en']/@href") == ["https://ban-tin.example/en/news/one/"]


def test_two_files_that_want_one_address(build: Build) -> None:
    """Two files that want one address are named together, and nothing is written."""
    built = build({"news/a.md": story("Một", "2026-11-01"), "news/2025/b.md": story("Một!", "2026-11-02")})
    assert built.exit_code == 1
    [line] = [line for line in built.said.splitlines() if "/tin-tuc/mot/" in line]
    assert "content/news/a.md:2: " in line
    assert "news/2025/b.md" in line
    assert not built.output.exists() or not built.files()


def test_siteurl_keeps_no_slash(build: Build) -> None:
    """A slash at the end of SITEURL is cut."""
    assert found(page(build({}, SITEURL="https://union.example/"), "/"), "//link[@rel='canonical']/@href") == ["https://union.example/"]


def test_check_only_writes_nothing(build: Build) -> None:
    """CHECK_ONLY reads and says what is wrong, and leaves the output as it is."""
    before = tree(build(SITE))
    checked = build({"news/a.md": story("Một", "2026-11-01", body="[hỏng](/khong-co/)")}, options=("-e", "CHECK_ONLY=true"), SITEURL="https://elsewhere.example")
    assert checked.exit_code == 0
    assert "news/a.md:6: " in checked.said
    assert tree(checked) == before


def test_check_only_counts_every_warning(build: Build) -> None:
    """Those of registries, of drafts, of texts and of links that lead nowhere alike: as many as were said."""
    files = {
        "site/menu.yaml": "- page: pages/khong-co\n",
        "news/a.md": story("Một", "2026-11-01", body="[hỏng](/khong-co/)\n\n[hỏng](/khong-co/) [hỏng](khong.md)"),
        "news/b.md": story("Hai", "2026-11-01", "status: draft", body="<script>x</script>"),
        "news/c.md": story("Ba", "2026-11-01", "updated: 2027-01-01"),
    }
    checked = build(files, options=("-e", "CHECK_ONLY=true"))
    assert checked.exit_code == 0, checked.said
    said = [line for line in checked.said.splitlines() if line.startswith("content/")]
    assert len(said) == 6
    assert all(": warning: " in line for line in said)
    assert "3 texts read, 6 warnings, no errors" in checked.said
    assert checked.files() == set()


def test_preview_shows_drafts(build: Build) -> None:
    """SHOW_DRAFTS shows drafts and what is dated later, for the editor's own eyes."""
    drafts = {"news/a.md": story("Nháp", "2026-11-01", "status: draft"), "news/b.md": story("Mai sau", "2030-01-01")}
    built = build(drafts, conf="pelicanconf.py", options=("-e", "SHOW_DRAFTS=true"))
    assert listed(built, "/tin-tuc/") == ["/tin-tuc/mai-sau/", "/tin-tuc/nhap/"]


def test_editors_configuration_builds_the_same(build: Build) -> None:
    """pelicanconf.py and publishconf.py differ in address and strictness only: at one SITEURL they give the same files."""
    published = tree(build(SITE, SITEURL="https://union.example"))
    assert tree(build(SITE, conf="pelicanconf.py", SITEURL="https://union.example")) == published


def tree(built: Built) -> dict[str, str]:
    """The digest of every file of the output."""
    return {path: hashlib.sha256((built.output / path).read_bytes()).hexdigest() for path in sorted(built.files())}


def test_same_content_same_bytes(sample: Built, tmp_path: Path) -> None:
    """Two builds of one content at one instant give the same bytes, wherever, in whatever zone, language and order of hashing."""
    files = {file.relative_to(ROOT / "content").as_posix(): file.read_bytes() for file in sorted((ROOT / "content").rglob("*"), reverse=True) if file.is_file()}
    content = write(tmp_path / "bài viết", files)
    environment: dict[str, Any] = {"TZ": "America/Los_Angeles", "LANG": "vi_VN.UTF-8", "LC_ALL": "vi_VN.UTF-8", "PYTHONHASHSEED": "2"}
    built = run_pelican(content, tmp_path / "đầu ra", tmp_path / "cache", SITEURL="https://someone.example/union", **environment)
    assert built.exit_code == 0, built.said
    assert tree(built) == tree(sample)


def test_second_build_writes_nothing(build: Build, tmp_path: Path) -> None:
    """A build of unchanged content keeps every file as it is, and without the first one's cache, too."""
    first = build({**SITE, "news/2026/tien-luong/anh.jpg": picture(), "pages/anh.md": text("Ảnh", body="![ảnh](/news/2026/tien-luong/anh.jpg)")})
    before = {path: (first.output / path).stat().st_mtime_ns for path in first.files()}
    assert len([path for path in before if path.endswith(".jpg")]) == 1
    again = run_pelican(tmp_path / "content", first.output, tmp_path / "another-cache")
    assert again.exit_code == 0, again.said
    assert {path: (again.output / path).stat().st_mtime_ns for path in again.files()} == before
    assert " 0 written" in again.said


def test_later_build_differs_only_where_time_does(build: Build) -> None:
    """A day later, with nothing new, no story, list, archive or feed of stories changes."""
    before = tree(build(SITE))
    after = tree(build(SITE, SOURCE_DATE_EPOCH=str(int(INSTANT) + 86_400)))
    assert after == before


_CODE = re.compile(r"<svg.*?</svg>")


def test_nothing_but_the_host_tells_where_the_site_stands(sample: Built, rooted_sample: Built) -> None:
    """Below a path the output has the same files as at a domain: the path is in the addresses, never in the folders.

    On paper an address is written without its scheme, and as a code that another test reads.
    """
    assert sample.files() == rooted_sample.files()
    assert not [path for path in sample.files() if path.startswith("union")]
    for path in sorted(sample.files()):
        if path.endswith((".html", ".xml", ".txt")):
            moved = re.sub(r"((?:https(?::|%3A)|webcal:)//)someone\.example/union", r"\1union.example", sample.text(path))
            moved = re.sub(r'(["=]|w, )/union/', r"\1/", moved).replace(">someone.example/union/", ">union.example/")
            assert _CODE.sub("", moved) == _CODE.sub("", rooted_sample.text(path)), path


def test_manifest_names_what_is_there(sample: Built) -> None:
    """manifest.json lists every file of the output but itself, sorted, with its SHA-256 and its size."""
    listed_files = json.loads(sample.text("manifest.json"))["files"]
    assert [entry["path"] for entry in listed_files] == sorted(sample.files() - {"manifest.json"})
    digests = tree(sample)
    for entry in listed_files:
        assert (entry["sha256"], entry["size"]) == (digests[entry["path"]], (sample.output / entry["path"]).stat().st_size)


def test_files_are_utf_8_in_nfc(build: Build) -> None:
    """Names and texts that come decomposed, as macOS stores them, are published composed."""
    written = "news/đại hội/index.vi.md", story("Đại hội", "2026-11-01", "tags: [hợp tác]", body="Tiếng Việt")
    path, content = (unicodedata.normalize("NFD", part) for part in written)
    built = build({path: content})
    assert built.exit_code == 0, built.said
    for path in built.files():
        assert unicodedata.is_normalized("NFC", path)
        assert path.endswith(".png") or unicodedata.is_normalized("NFC", built.text(path)), path
