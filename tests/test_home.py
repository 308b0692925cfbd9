"""The home page: the lead, the newest, what is in force, the slogan."""

import pytest

from tests.conftest import Build, Built, run_pelican, write
from tests.parsed import feed, found, page, text
from tests.written import notice, story
from tests.written import text as written

HEADINGS = "//section[@class='home-news']//h3/a/@href"
NOTICES = "//section[@class='home-announcements']//h3/a/@href"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """45 stories, announcements in every state, slogans."""
    folder = tmp_path_factory.mktemp("home")
    content = {f"news/{number:02}.md": story(f"Tin {number:02}", f"2026-{1 + number // 28:02}-{1 + number % 28:02}") for number in range(45)}
    content |= {
        "news/dan-cu.md": story("Dẫn cũ", "2025-01-01", "lead: true"),
        "news/dan-moi.md": story("Dẫn mới", "2025-06-01", "lead: true"),
        "announcements/qua.md": notice("Đã qua", "2026-11-10", "effective_until: 2026-11-22"),
        "announcements/sap.md": notice("Sắp tới", "2026-11-20", "effective_from: 2026-12-01"),
        "announcements/ghim.md": notice("Ghim", "2026-11-01", "pinned: true"),
        "announcements/ghim-qua.md": notice("Ghim đã qua", "2026-01-01", "pinned: true", "effective_until: 2026-02-01"),
        "announcements/hom-nay.md": notice("Đến hôm nay", "2026-11-15", "effective_until: 2026-11-23"),
        "announcements/lau.md": written("Quyết định cũ", "date: 2020-01-01", "kind: QĐ"),
        "slogans/qua.md": written("Khẩu hiệu đã qua", "effective_until: 2026-11-22"),
        "slogans/nay.md": written("Khẩu hiệu hôm nay", "effective_from: 2026-11-23", "effective_until: 2026-11-23"),
        "slogans/mai.md": written("Khẩu hiệu ngày mai", "effective_from: 2026-11-24"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


def test_lead_is_the_newest_story_marked_so(site: Built) -> None:
    """Of the stories marked as lead the newest leads the page, and stands on it once."""
    tree = page(site, "/")
    assert found(tree, "//section[@class='lead']//h2/a/@href") == ["/tin-tuc/dan-moi/"]
    assert "/tin-tuc/dan-moi/" not in found(tree, HEADINGS)


def test_newest_story_leads_where_none_is_marked(build: Build) -> None:
    """Without a mark the newest story leads."""
    built = build({"news/a.md": story("Cũ", "2026-01-01"), "news/b.md": story("Mới", "2026-02-01")})
    assert found(page(built, "/"), "//section[@class='lead']//h2/a/@href") == ["/tin-tuc/moi/"]
    assert found(page(built, "/"), HEADINGS) == ["/tin-tuc/cu/"]


def test_home_does_not_paginate(site: Built) -> None:
    """Home shows the twelve newest stories, its lead among them, and has no numbered pages."""
    assert found(page(site, "/"), HEADINGS) == [f"/tin-tuc/tin-{number:02}/" for number in range(44, 33, -1)]
    assert not [path for path in site.files() if path.startswith("trang/")]


def test_rows_by_category(build: Build) -> None:
    """With categories, four stories stand below the lead, and each category has a row of those that stand nowhere above, in the registry's order."""
    content = {f"news/{number:02}.md": story(f"Tin {number:02}", f"2026-01-{1 + number:02}", f"category: {'ab'[number % 2]}") for number in range(14)}
    built = build({"site/categories.yaml": "- key: b\n  vi: Bê\n  en: B\n- key: a\n  vi: A\n  en: A\n- key: c\n  vi: Xê\n  en: C\n", **content})
    tree = page(built, "/")
    assert found(tree, HEADINGS) == [f"/tin-tuc/tin-{number:02}/" for number in (12, 11, 10, 9)]
    assert found(tree, "//section[@class='home-row']/h2/a/@href") == ["/chuyen-muc/b/", "/chuyen-muc/a/"]
    assert found(tree, "//section[@class='home-row']//h3/a/@href") == [f"/tin-tuc/tin-{number:02}/" for number in (7, 5, 3, 1, 8, 6, 4, 2)]


def test_announcements_that_are_over_are_not_on_it(site: Built) -> None:
    """Home shows announcements in force, pinned first, then newest, and those to come; one is in force until the end of its last day."""
    assert found(page(site, "/"), NOTICES) == [f"/thong-bao/{slug}/" for slug in ("ghim", "den-hom-nay", "quyet-dinh-cu", "sap-toi")]


def test_slogan_of_the_day_is_baked_in(site: Built) -> None:
    """The home page and the announcements' list hold today's slogan itself; the English ones, which have none, show no slot."""
    for url in ("/", "/thong-bao/"):
        assert text(page(site, url), "//p[@class='slogan']") == "Khẩu hiệu hôm nay"
        assert found(page(site, url), "//@data-slogans") == []
    assert found(page(site, "/en/"), "//p[@class='slogan']/@class") == []


def test_no_slogan_no_paragraph(build: Build) -> None:
    """Where no slogan is current, home and the announcements' list show none, nor a slot; other pages have their slot, which says where it leads."""
    built = build(
        {
            "slogans/qua.vi.md": written("Đã qua", "effective_until: 2026-11-22"),
            "slogans/qua.en.md": written("Over"),
            "news/a.vi.md": story("Tin", "2026-11-01"),
            "news/a.en.md": written("Story"),
        }
    )
    assert built.exit_code == 0, built.said
    for url in ("/", "/thong-bao/", "/en/", "/en/announcements/"):
        assert found(page(built, url), "//*[contains(@class, 'slogan')]/@class | //@data-slogans") == [], url
    for url, home, words in (("/tin-tuc/tin/", "/", "Về trang chủ"), ("/tin-tuc/", "/", "Về trang chủ"), ("/en/news/story/", "/en/", "To the home page")):
        assert text(page(built, url), "//p[@class='slogan'][@data-slogans]") == words
        assert found(page(built, url), "//p[@class='slogan']/a/@href") == [home]


def test_home_feed_holds_everything(site: Built) -> None:
    """/rss.xml is all in one language: announcements beside stories, newest first, those that are over too."""
    links = [entry.link.removeprefix("https://ban-tin.example") for entry in feed(site, "/rss.xml").entries]
    assert links[:4] == ["/thong-bao/sap-toi/", "/thong-bao/den-hom-nay/", "/thong-bao/da-qua/", "/thong-bao/ghim/"]
    assert links[4:] == [f"/tin-tuc/tin-{number:02}/" for number in range(44, 18, -1)]
