"""Tags: one for each slug, the index in Vietnamese order, the list of each."""

import pytest

from tests.conftest import Built, run_pelican, write
from tests.parsed import feed, found, listed, page, text
from tests.written import notice, story
from tests.written import text as written


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """80 stories with the tag `chủ đề 4`, half of them with `chủ đề 43` too; one tag in three spellings; tags that only order tells apart."""
    folder = tmp_path_factory.mktemp("tags")
    content = {
        f"news/{number:02}.md": story(f"Tin {number:02}", f"2026-{1 + number // 28:02}-{1 + number % 28:02}", f"tags: [chủ đề 4{', chủ đề 43' if number % 2 else ''}]")
        for number in range(80)
    }
    content |= {
        "news/x1.md": story("Mới", "2025-03-01", "tags: [Hòa Giải]"),
        "announcements/x2.md": notice("Cũ", "2025-01-01", "tags: [hoà giải]"),
        "news/x3.md": story("Vừa", "2025-02-01", "tags: [HÒA GIẢI, 'hòa   giải']"),
        "news/x4.vi.md": story("Thứ tự", "2025-01-02", "tags: [ơn, ốm, ong, đội, dân, ăn, áo, ảnh, bạn]"),
        "news/x4.en.md": written("Order", "tags: [zeal, Áo, order]"),
        "news/x5.md": story("Nháp", "2020-01-01", "tags: [HOA GIAI, nháp]", "status: draft"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


def test_numbered_pages_of_tags_whose_names_begin_alike(site: Built) -> None:
    """Page 3 of tag `chủ đề 4` and tag `chủ đề 43` are two pages, each with its own items."""
    assert listed(site, "/the/chu-de-4/trang/3/") == [f"/tin-tuc/tin-{number}/" for number in range(59, 39, -1)]
    assert len(listed(site, "/the/chu-de-43/")) == 20
    assert len(listed(site, "/the/chu-de-43/trang/1/")) == 20
    pages = [listed(site, "/the/chu-de-4/"), *(listed(site, f"/the/chu-de-4/trang/{number}/") for number in (3, 2, 1))]
    assert [url for urls in pages for url in urls] == [f"/tin-tuc/tin-{number:02}/" for number in range(79, -1, -1)]


def test_tags_with_one_slug_are_one(site: Built) -> None:
    """However a tag is written, it is one tag, shown everywhere as its oldest published item writes it; announcements have it too."""
    assert listed(site, "/the/hoa-giai/") == ["/tin-tuc/moi/", "/tin-tuc/vua/", "/thong-bao/cu/"]
    assert text(page(site, "/the/hoa-giai/"), "//h1") == "Từ khóa: hoà giải"
    assert found(page(site, "/the/"), "//main//li/a[@href='/the/hoa-giai/']/text()") == ["hoà giải"]
    for url in ("/tin-tuc/moi/", "/tin-tuc/vua/", "/thong-bao/cu/"):
        assert found(page(site, url), "//a[@rel='tag']/text()") == ["hoà giải"], url
    assert feed(site, "/the/hoa-giai/rss.xml").entries[0].tags[0].term == "hoà giải"


def test_index_is_in_vietnamese_order(site: Built) -> None:
    """The index stands in the order of the Vietnamese alphabet: a ă â … d đ … o ô ơ; tones only break ties."""
    names = found(page(site, "/the/"), "//main//li/a/text()")
    assert names == ["ảnh", "áo", "ăn", "bạn", "chủ đề 4", "chủ đề 43", "dân", "đội", "hoà giải", "ong", "ốm", "ơn"]


def test_tags_are_of_one_language(site: Built) -> None:
    """A tag of a translation is a tag of its language only, at its own address, and names no counterpart."""
    assert found(page(site, "/en/tags/"), "//main//li/a/@href") == ["/en/tags/ao/", "/en/tags/order/", "/en/tags/zeal/"]
    assert listed(site, "/en/tags/ao/") == ["/en/news/order/"]
    assert listed(site, "/the/ao/") == ["/tin-tuc/thu-tu/"]
    assert found(page(site, "/en/tags/ao/"), "//link[@hreflang]/@href") == []


def test_index_counts(site: Built) -> None:
    """The index says how many items each tag has."""
    assert "chủ đề 4 (80) chủ đề 43 (40)" in text(page(site, "/the/"), "//main//ul")
