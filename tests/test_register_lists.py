"""Announcements by kind and by year, and the ways to them."""

import pytest

from tests.conftest import Build, Built, run_pelican, write
from tests.parsed import alternates, found, listed, page, text
from tests.written import notice, story
from tests.written import text as written

HOST = "https://someone.example/union"
LONG = {"KH": 39, "BC": 40, "CV": 60}
"""Kinds of which there are many, all of 2024."""
WAYS = "//nav[@class='register-ways']"
GROUPS = "//table[@class='document-index']/tbody/tr[@class='index-group']"
ROWS = "//table[@class='document-index']/tbody/tr[not(@class)]"
BADGE = ".//strong[contains(@class, 'badge')]"


def many() -> dict[str, str]:
    """Documents of the kinds that fill pages, a day each."""
    return {
        f"announcements/{kind.lower()}-{number}.md": written(
            f"{kind} {number}", f"date: 2024-{1 + number // 28:02}-{1 + number % 28:02}", f"kind: {kind}", f"slug: {kind.lower()}-{number}"
        )
        for kind, count in LONG.items()
        for number in range(count)
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Documents of three years in both languages; the build is on 23 November 2026."""
    folder = tmp_path_factory.mktemp("register-lists")
    content = many() | {
        "announcements/de-an.md": written("Lớp học sau ca", "date: 2025-05-01", "number: 1/ĐA-CĐ"),
        "announcements/du-an.md": written("Nhà trẻ", "date: 2025-06-01", "number: 2/DA-CĐ"),
        "announcements/la.md": written("Thư gửi", "date: 2025-07-01", "kind: Thư ngỏ", "number: 9/TN-CĐ"),
        "announcements/la-hai.md": written("Thư gửi lần hai", "date: 2025-08-01", "kind: thư ngỏ"),
        "announcements/chiem.md": written("Chiếm chỗ", "date: 2025-09-01", "kind: QD"),
        "announcements/khong-chu.md": written("Không chữ", "date: 2025-10-01", "kind: 通知"),
        "announcements/khong-loai.md": written("Không loại", "date: 2025-10-02", "number: 12/CĐCS-VP"),
        "announcements/qd-10.vi.md": written("Mười", "date: 2026-01-10", "number: 10/QĐ-CĐ", "issuer: Công đoàn cơ sở", "slug: muoi"),
        "announcements/qd-10.en.md": written("Ten", "date: 2026-02-01"),
        "announcements/qd-2.md": written("Hai", "date: 2026-03-01", "number: 02/QĐ-CĐ", "issuer: Công đoàn cơ sở", "deadline: 2026-12-01 17:00"),
        "announcements/qd-2a.md": written("Hai a", "date: 2026-02-20", "number: 2a/QĐ-CĐ", "issuer: Công đoàn cơ sở", "effective_until: 2026-11-22"),
        "announcements/nq-5.md": written("Nghị quyết", "date: 2026-04-01", "number: 5/NQ-CĐ", "issuer: Công đoàn cơ sở", "effective_from: 2027-01-01"),
        "announcements/tb-sau.md": written("Sau", "date: 2026-06-02", "kind: TB", "issuer: Công đoàn cơ sở"),
        "announcements/tb-truoc.md": written("Trước", "date: 2026-06-01", "kind: TB", "issuer: Công đoàn cơ sở"),
        "announcements/go.md": notice("Đã gỡ", "2026-07-01", "status: withdrawn"),
        "announcements/go-het.md": written("Gỡ hết", "date: 2023-07-01", "kind: PA", "status: withdrawn"),
        "news/tin.md": story("Tin", "2022-01-01"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL=HOST)
    assert built.exit_code == 0, built.said
    return built


def kind(slug: str) -> str:
    """The address of a kind's list in Vietnamese."""
    return f"/thong-bao/loai/{slug}/"


def lists_of(built: Built) -> set[str]:
    """The addresses of all lists by kind and by year, but for numbered pages."""
    places = ("thong-bao/loai/", "thong-bao/nam/", "en/announcements/kind/", "en/announcements/year/")
    return {f"/{path.removesuffix('index.html')}" for path in built.files() if path.startswith(places) and "/trang/" not in path}


def in_order(built: Built, url: str) -> list[str]:
    """The titles of a year's documents, in the order of its index."""
    return found(page(built, url), f"{ROWS}/th/a/text()")


def without_root(links: list[str]) -> list[str]:
    """Addresses as pages link to them, without SITEURL's path."""
    return [link.removeprefix("/union") for link in links]


def test_lists_are_where_documents_are(site: Built) -> None:
    """A kind has a list, and a year an index, in each language that has documents of it; ĐA and DA are two.

    A kind we do not know has one by the slug of what is written, unless that is none or belongs to a kind we know; what was withdrawn makes no list.
    """
    vietnamese = {kind(slug) for slug in ("nq", "qd", "tb", "bc", "kh", "de-an", "du-an", "cv", "thu-ngo")} | {f"/thong-bao/nam/{year}/" for year in (2024, 2025, 2026)}
    assert lists_of(site) == vietnamese | {"/en/announcements/kind/qd/", "/en/announcements/year/2026/"}
    assert listed(site, kind("qd")) == ["/union/thong-bao/hai/", "/union/thong-bao/hai-a/", "/union/thong-bao/muoi/"]
    assert [text(page(site, kind(slug)), "//h1") for slug in ("de-an", "du-an", "thu-ngo")] == ["Đề án", "Dự án", "Thư ngỏ"]
    assert listed(site, kind("thu-ngo")) == ["/union/thong-bao/thu-gui-lan-hai/", "/union/thong-bao/thu-gui/"]
    assert text(page(site, "/en/announcements/kind/qd/"), "//h1") == "Decision"
    assert listed(site, "/en/announcements/kind/qd/") == ["/union/en/announcements/ten/"]


def test_register_leads_to_its_lists(site: Built) -> None:
    """The register's first page names each list with the number of its documents: kinds in their order, years newest first; no other page does."""
    vietnamese, english = page(site, "/thong-bao/"), page(site, "/en/announcements/")
    assert set(without_root(found(vietnamese, f"{WAYS}//a/@href") + found(english, f"{WAYS}//a/@href"))) == lists_of(site)
    assert found(vietnamese, f"{WAYS}/ul[1]/li/a/text()") == ["Nghị quyết", "Quyết định", "Thông báo", "Báo cáo", "Kế hoạch", "Đề án", "Dự án", "Công văn", "Thư ngỏ"]
    assert found(vietnamese, f"{WAYS}/ul[1]/li/span/text()") == ["1", "3", "2", "40", "39", "1", "1", "60", "2"]
    assert found(vietnamese, f"{WAYS}/ul[2]/li/a/text()") == ["2026", "2025", "2024"]
    assert found(vietnamese, f"{WAYS}/ul[2]/li/span/text()") == ["6", "7", "139"]
    assert found(vietnamese, "//p[@class='to-ways']/a/@href") == ["#page_ways"]
    numbered = page(site, "/thong-bao/trang/1/")
    assert found(numbered, WAYS) == []
    assert found(numbered, "//script/@src")[-1:] != found(vietnamese, "//script/@src")[-1:]
    assert found(numbered, "//p[@class='to-lists']/a/@href") == ["/union/thong-bao/#page_ways"]


@pytest.mark.parametrize(("slug", "count", "first", "numbered"), [("kh", 39, 39, 0), ("bc", 40, 20, 1), ("cv", 60, 20, 2)])
def test_kind_is_cut_into_pages(site: Built, slug: str, count: int, first: int, numbered: int) -> None:
    """A kind's pages hold 20 documents, newest first, the first page the newest rest; each document stands on one."""
    pages = [kind(slug), *(f"{kind(slug)}trang/{number}/" for number in range(numbered, 0, -1))]
    assert len(listed(site, pages[0])) == first
    expected = [f"/union/thong-bao/{slug}-{number}/" for number in range(count - 1, -1, -1)]
    assert [url for one in pages for url in listed(site, one)] == expected
    assert not (site.output / f"thong-bao/loai/{slug}/trang/{numbered + 1}").exists()
    if numbered:
        oldest = page(site, pages[-1])
        assert alternates(oldest) == {}
        assert found(oldest, "//nav[@class='numbering']/a[@rel='prev']/@href") == [f"/union{pages[-2]}"]
        assert found(oldest, "//nav[@class='trail']//a/@href")[-1] == f"/union{kind(slug)}"


def test_counterparts(site: Built) -> None:
    """A list names the same list in the other language where that exists, and only there."""
    for vietnamese, english in ((kind("qd"), "/en/announcements/kind/qd/"), ("/thong-bao/nam/2026/", "/en/announcements/year/2026/")):
        both = {"vi": HOST + vietnamese, "en": HOST + english, "x-default": HOST + vietnamese}
        assert alternates(page(site, vietnamese)) == alternates(page(site, english)) == both
    for alone in (kind("nq"), kind("thu-ngo"), "/thong-bao/nam/2025/"):
        assert alternates(page(site, alone)) == {"vi": HOST + alone, "x-default": HOST + alone}


def test_year_is_in_the_order_of_numbers(site: Built) -> None:
    """A year's documents stand by kind, then by serial number, with what was put in between; those without a number last, by day."""
    assert in_order(site, "/thong-bao/nam/2026/") == ["Nghị quyết", "Hai", "Hai a", "Mười", "Trước", "Sau"]
    assert in_order(site, "/thong-bao/nam/2025/") == ["Lớp học sau ca", "Nhà trẻ", "Thư gửi", "Không loại", "Thư gửi lần hai", "Chiếm chỗ", "Không chữ"]


def test_year_has_a_heading_for_each_kind(site: Built) -> None:
    """Over the documents of a kind stands its name, in its own language, once; a row of those without a number says its kind in the number's place."""
    assert found(page(site, "/thong-bao/nam/2026/"), f"{GROUPS}/th[@scope='rowgroup' and @colspan='5']/text()") == ["Nghị quyết", "Quyết định", "Văn bản không số"]
    tree = page(site, "/thong-bao/nam/2025/")
    assert found(tree, f"{GROUPS}/th[@colspan='4']/text()") == ["Đề án", "Dự án", "Thư ngỏ", "Văn bản khác", "Văn bản không số"]
    assert found(tree, f"{ROWS}/td[@class='index-kind']/text()") == ["thư ngỏ", "QD", "通知"]


def test_year_is_whole(site: Built) -> None:
    """All documents of a year are on one page, however many they are."""
    assert len(in_order(site, "/thong-bao/nam/2024/")) == sum(LONG.values())


def test_translation_is_dated_by_its_document(site: Built) -> None:
    """A document stands under the day that it bears, in every language, not under that of its translation."""
    assert found(page(site, "/en/announcements/year/2026/"), f"{ROWS}//time/@datetime") == ["2026-01-10"]


def test_row_of_the_index(site: Built) -> None:
    """A row says number, day, title with its abstract, state and deadline, and has the life that a browser reckons the state from."""
    tree = page(site, "/thong-bao/nam/2026/")
    assert text(tree, f"({ROWS})[2]").replace("\u00a0", " ") == (
        "02/QĐ-CĐ 01/03/2026 HaiMột đoạn văn. Còn hiệu lực Hạn chót: 17:00 ngày 01/12/2026 (GMT+7)"
    )
    assert found(tree, f"{ROWS}/@data-state") == ["upcoming", "current", "past", "current", "past", "past"]
    assert found(tree, f"({ROWS})[1]/@data-life") == ["2027-01-01/"]
    assert found(tree, f"({ROWS})[1]{BADGE[1:]}/@data-current") == ["Còn hiệu lực"]


def test_issuer_stands_where_it_differs(site: Built) -> None:
    """Who issued a year's documents is said once where it was one; else in each row. A column of nothing is left out."""
    assert "Công đoàn cơ sở" in text(page(site, "/thong-bao/nam/2026/"), "//p[@class='index-facts']")
    assert found(page(site, "/thong-bao/nam/2026/"), "//th[@scope='col']/text()") == [
        "Số, ký hiệu",
        "Ngày ban hành",
        "Tên và trích yếu",
        "Tình trạng hiệu lực",
        "Hạn chót",
    ]
    assert found(page(site, "/thong-bao/nam/2024/"), "//th[@scope='col']/text()") == ["Số, ký hiệu", "Ngày ban hành", "Tên và trích yếu", "Tình trạng hiệu lực"]


def test_issuers_differ(build: Build) -> None:
    """Several issuers in a year: a column says which."""
    built = build(
        {
            "announcements/a.md": notice("Một", "2026-01-01", "issuer: Liên đoàn Lao động tỉnh"),
            "announcements/b.md": notice("Hai", "2026-01-02", "issuer: Công đoàn cơ sở"),
        }
    )
    tree = page(built, "/thong-bao/nam/2026/")
    assert found(tree, f"{ROWS}/td[@class='index-issuer']/text()") == ["Liên đoàn Lao động tỉnh", "Công đoàn cơ sở"]
    assert found(page(built, "/thong-bao/"), "//select[@name='issuer']/option/text()") == ["Tất cả", "Công đoàn cơ sở", "Liên đoàn Lao động tỉnh"]


def test_from_year_to_year(site: Built) -> None:
    """One leafs from a year to the next and the one before that have documents."""
    ways = {year: without_root(found(page(site, f"/thong-bao/nam/{year}/"), "//nav[@class='numbering']/a/@href")) for year in (2024, 2025, 2026)}
    assert ways == {2024: ["/thong-bao/nam/2025/"], 2025: ["/thong-bao/nam/2026/", "/thong-bao/nam/2024/"], 2026: ["/thong-bao/nam/2025/"]}
    assert found(page(site, "/en/announcements/year/2026/"), "//nav[@class='numbering']") == []


def test_lists_are_in_the_sitemap(site: Built) -> None:
    """Search engines are told of the lists, and of their numbered pages."""
    named = site.text("sitemap-pages-vi.xml") + site.text("sitemap-pages-en.xml")
    for url in (*lists_of(site), f"{kind('cv')}trang/1/"):
        assert f"<loc>{HOST}{url}</loc>" in named, url


def test_nothing_yet(build: Build) -> None:
    """A site without announcements has no lists, no form, no script for it, and links to none of them."""
    built = build({})
    assert built.exit_code == 0, built.said
    assert lists_of(built) == set()
    for url in ("/thong-bao/", "/en/announcements/"):
        tree = page(built, url)
        assert found(tree, "//form | //nav[@class='register-ways'] | //p[@class='to-ways']") == []
        assert not [script for script in found(tree, "//script/@src") if "register" in script]
