"""Stories: the list of all, page by page, and a page for each."""

import hashlib

import pytest

from tests.conftest import Build, Built, run_pelican, write
from tests.parsed import feed, found, listed, page, text
from tests.written import CATEGORIES, notice, story
from tests.written import text as written


def numbered(count: int) -> dict[str, str]:
    """As many stories, `Tin 001` the oldest, an hour apart; and an announcement, which no list of stories holds."""
    files = {f"news/{number:03}.md": story(f"Tin {number:03}", f"2026-0{1 + number // 20}-{1 + number % 20:02} 08:00") for number in range(1, count + 1)}
    return files | {"announcements/x.md": notice("Thông báo", "2026-01-01")}


def addresses(newest: int, oldest: int) -> list[str]:
    """Of those stories, newest first."""
    return [f"/tin-tuc/tin-{number:03}/" for number in range(newest, oldest - 1, -1)]


def digests(built: Built, below: str) -> dict[str, str]:
    """Of the files below a folder of the output."""
    return {path: hashlib.sha256((built.output / path).read_bytes()).hexdigest() for path in built.files() if path.startswith(below)}


def test_pages_of_a_list(build: Build) -> None:
    """45 stories: the 20 oldest on page 1, the 25 newest on the list's own page, each once, newest first; one leads to the other.

    Five stories later page 1 is the same, byte for byte; at 60 there is a page 2.
    """
    built = build(numbered(45))
    assert built.exit_code == 0, built.said
    assert listed(built, "/tin-tuc/") == addresses(45, 21)
    assert listed(built, "/tin-tuc/trang/1/") == addresses(20, 1)
    assert digests(built, "tin-tuc/trang/").keys() == {"tin-tuc/trang/1/index.html"}
    assert found(page(built, "/tin-tuc/"), "//nav[@class='numbering']/a/@href") == ["/tin-tuc/trang/1/"]
    assert found(page(built, "/tin-tuc/"), "//nav[@class='numbering']/a/@rel") == ["next"]
    assert found(page(built, "/tin-tuc/trang/1/"), "//nav[@class='numbering']/a/@href") == ["/tin-tuc/"]
    assert found(page(built, "/tin-tuc/trang/1/"), "//nav[@class='numbering']/a/@rel") == ["prev"]
    assert found(page(built, "/tin-tuc/trang/1/"), "//link[@hreflang]/@href") == []
    assert not [path for path in built.files() if path.startswith(("trang/", "en/page/"))]
    before = digests(built, "tin-tuc/trang/1/")
    more = build(numbered(50))
    assert listed(more, "/tin-tuc/") == addresses(50, 21)
    assert digests(more, "tin-tuc/trang/1/") == before
    most = build(numbered(60))
    assert listed(most, "/tin-tuc/") == addresses(60, 41)
    assert listed(most, "/tin-tuc/trang/2/") == addresses(40, 21)
    assert digests(most, "tin-tuc/trang/1/").keys() == {"tin-tuc/trang/1/index.html"}
    assert listed(most, "/tin-tuc/trang/1/") == addresses(20, 1)
    assert found(page(most, "/tin-tuc/trang/2/"), "//nav[@class='numbering']/a/@href") == ["/tin-tuc/", "/tin-tuc/trang/1/"]


def test_short_list_is_one_page(build: Build) -> None:
    """39 stories stand on one page: a numbered page is never the list's only older one."""
    built = build(numbered(39))
    assert listed(built, "/tin-tuc/") == addresses(39, 1)
    assert not [path for path in built.files() if "/trang/" in path]
    assert found(page(built, "/tin-tuc/"), "//nav[@class='numbering']") == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a story of everything."""
    folder = tmp_path_factory.mktemp("news")
    content = {
        "site/categories.yaml": CATEGORIES,
        "site/bylines.yaml": "- code: BTG\n  vi: Ban Tuyên giáo\n  en: Education Board\n",
        "news/a.vi.md": story(
            '"<Tiền lương> & \\"tiền công\\""',
            "2019-04-22 13:49",
            "author: BTG",
            "category: phap-luat",
            "tags: [tiền lương, Luật mới]",
            "slug: tien-luong",
            "source: Báo Lao Động",
            "source_url: https://laodong.example/a?b=1&c=2",
            "updated: 2019-04-23 08:00",
            "change_note: Sửa <số> liệu",
            "summary: Tóm tắt & <em>",
        ),
        "news/a.en.md": written("Wages", "author: Jane Doe"),
        "news/b.md": story("Không gì khác", "2019-04-22 13:49"),
        "news/c.md": story("Cùng lúc", "2019-04-22 13:49"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


def test_story_shows_what_its_file_says(site: Built) -> None:
    """A story's page has its title, stamp, byline, source, category, tags and what was changed; markup in a field is text."""
    tree = page(site, "/tin-tuc/tien-luong/")
    assert text(tree, "//h1") == '<Tiền lương> & "tiền công"'
    assert found(tree, "//meta[@name='description']/@content") == ["Tóm tắt & <em>"]
    assert text(tree, "//p[@class='stamp']").replace("\u00a0", " ") == "13:49 - 22/04/2019 (GMT+7)"
    assert found(tree, "//p[@class='stamp']/time/@datetime") == ["2019-04-22T13:49:00+07:00"]
    assert text(tree, "//p[@class='byline']").endswith("Ban Tuyên giáo")
    assert found(tree, "//p[@class='source']/a/@href") == ["https://laodong.example/a?b=1&c=2"]
    assert found(tree, "//p[@class='category']/a/@href") == ["/chuyen-muc/phap-luat/"]
    assert found(tree, "//a[@rel='tag']/@href") == ["/the/tien-luong/", "/the/luat-moi/"]
    assert "Sửa <số> liệu" in text(tree, "//p[@class='change']")
    assert text(tree, "//title") == '<Tiền lương> & "tiền công" – Công đoàn cơ sở Bản Tin'


def test_byline_is_said_in_the_pages_language(site: Built) -> None:
    """A byline's code is what the registry calls it in the page's language; free text stays as it is."""
    assert text(page(site, "/en/news/wages/"), "//p[@class='byline']/span") == "Jane Doe"
    assert found(page(site, "/en/news/wages/"), "//p[@class='byline']/span/@lang") == []


def test_story_with_little_shows_no_empty_parts(site: Built) -> None:
    """What a file does not say leaves no empty line on the page."""
    tree = page(site, "/tin-tuc/khong-gi-khac/")
    for part in ("byline", "source", "category", "tags", "change", "attachments", "lead-picture"):
        assert found(tree, f"//*[contains(@class, '{part}')]/@class") == [], part


def test_ties_are_broken_by_address(site: Built) -> None:
    """Stories of one instant stand in an order that does not depend on the disk: by address, last first, in the feed too."""
    order = ["/tin-tuc/tien-luong/", "/tin-tuc/khong-gi-khac/", "/tin-tuc/cung-luc/"]
    assert listed(site, "/tin-tuc/") == order
    assert [entry.link.removeprefix("https://ban-tin.example") for entry in feed(site, "/tin-tuc/rss.xml").entries] == order
