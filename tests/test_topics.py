"""Categories: their index, and the list of each."""

from tests.conftest import Build
from tests.parsed import feed, found, listed, page, text
from tests.written import CATEGORIES, notice, story
from tests.written import text as written


def test_categories(build: Build) -> None:
    """Every key of the registry has a list and a feed in every language, even when empty, in the registry's order; announcements are in them."""
    built = build(
        {
            "site/categories.yaml": "- key: trong\n  vi: Còn trống\n  en: Still empty\n" + CATEGORIES,
            "news/a.vi.md": story("Tin", "2026-11-01", "category: phap-luat"),
            "news/a.en.md": written("Story"),
            "announcements/b.md": notice("Thông báo", "2026-11-02", "category: phap-luat"),
            "announcements/c.md": notice("Đã gỡ", "2026-11-03", "category: phap-luat", "status: withdrawn"),
            "news/d.md": story("Không mục", "2026-11-04"),
        }
    )
    assert built.exit_code == 0, built.said
    assert found(page(built, "/chuyen-muc/"), "//main//li/a/@href") == [f"/chuyen-muc/{key}/" for key in ("trong", "phap-luat", "doi-song")]
    assert text(page(built, "/chuyen-muc/"), "//main//ul") == "Còn trống (0) Chính sách – Pháp luật (2) Việc làm – Đời sống (0)"
    assert listed(built, "/chuyen-muc/phap-luat/") == ["/thong-bao/thong-bao/", "/tin-tuc/tin/"]
    assert listed(built, "/en/topics/phap-luat/") == ["/en/news/story/"]
    assert text(page(built, "/en/topics/phap-luat/"), "//h1") == "Policy and law"
    assert [entry.title for entry in feed(built, "/chuyen-muc/phap-luat/rss.xml").entries] == ["[Đã gỡ] Đã gỡ", "Thông báo", "Tin"]
    for url in ("/chuyen-muc/trong/", "/en/topics/trong/"):
        assert listed(built, url) == []
        assert feed(built, f"{url}rss.xml").entries == []


def test_without_a_registry(build: Build) -> None:
    """Without categories.yaml a language has the categories that its items name, and no other; no menu leads to what is not there."""
    built = build(
        {
            "site/menu.yaml": "- category: van-hoa\n- category: culture\n",
            "news/a.vi.md": story("Một", "2026-11-01", "category: Văn hóa"),
            "news/a.en.md": written("One", "category: Culture"),
            "news/b.md": story("Gỡ", "2026-11-01", "category: Đã gỡ", "status: withdrawn"),
        }
    )
    assert built.exit_code == 0, built.said
    assert "warning" not in built.said
    assert sorted(path for path in built.files() if path.startswith(("chuyen-muc/", "en/topics/")) and path.endswith("index.html")) == [
        "chuyen-muc/index.html",
        "chuyen-muc/van-hoa/index.html",
        "en/topics/culture/index.html",
        "en/topics/index.html",
    ]
    assert text(page(built, "/chuyen-muc/"), "//main//ul") == "Văn hóa (1)"
    assert text(page(built, "/en/topics/"), "//main//ul") == "Culture (1)"
    assert found(page(built, "/chuyen-muc/van-hoa/"), "//link[@hreflang='en']/@href") == []
    menus = {url: found(page(built, url), "//nav[@class='menu']//a/@href") for url in ("/", "/en/")}
    assert menus == {"/": ["/chuyen-muc/van-hoa/"], "/en/": ["/en/topics/culture/"]}


def test_category_is_cut_into_pages(build: Build) -> None:
    """A category's pages hold 20 items, announcements among them, and only the first names counterparts; from the others the switcher leads to the category."""
    files = {f"news/{number:02}.md": story(f"Tin {number:02}", f"2026-10-{1 + number // 2:02}", "category: phap-luat") for number in range(40)}
    built = build({"site/categories.yaml": CATEGORIES, "announcements/b.md": notice("Cũ nhất", "2026-01-01", "category: phap-luat")} | files)
    assert len(listed(built, "/chuyen-muc/phap-luat/")) == 21
    oldest = listed(built, "/chuyen-muc/phap-luat/trang/1/")
    assert (len(oldest), oldest[-1]) == (20, "/thong-bao/cu-nhat/")
    assert found(page(built, "/chuyen-muc/phap-luat/trang/1/"), "//link[@hreflang]/@href") == []
    assert len(found(page(built, "/chuyen-muc/phap-luat/"), "//link[@hreflang]/@href")) == 3
    assert found(page(built, "/chuyen-muc/phap-luat/trang/1/"), "//nav[@class='switcher']//a/@href") == ["/en/topics/phap-luat/"]
    assert found(page(built, "/chuyen-muc/phap-luat/trang/1/"), "//link[@type='application/rss+xml']/@href")[0] == "/chuyen-muc/phap-luat/rss.xml"
