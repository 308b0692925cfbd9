"""Bylines: what each board of the union has signed."""

import pytest

from tests.conftest import Built, run_pelican, write
from tests.parsed import alternates, found, listed, page, text
from tests.written import notice, story
from tests.written import text as written

HOST = "https://ban-tin.example"
BYLINES = """
- code: BTG
  vi: Ban Tuyên giáo
  en: Information Board
- code: BNC
  vi: Ban Nữ công
  en: Women’s Board
- code: VP
  vi: Văn phòng Công đoàn
  en: Union Office
- code: BCS
  vi: Ban Chính sách
  en: Policy Board
- code: TỔ 1
  vi: Tổ công đoàn số 1
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """BTG signs in both languages, BNC in Vietnamese only, VP nothing but what was withdrawn, BCS nothing, “TỔ 1” once."""
    folder = tmp_path_factory.mktemp("bylines")
    content = {
        "site/bylines.yaml": BYLINES,
        "news/cu.vi.md": story("Cũ", "2026-10-01", "author: BTG"),
        "news/cu.en.md": written("Old"),
        "news/moi.vi.md": story("Mới", "2026-11-01", "author: BTG"),
        "news/go.vi.md": story("Gỡ", "2026-11-02", "author: BTG", "status: withdrawn"),
        "announcements/giua.vi.md": notice("Giữa", "2026-10-15", "author: BTG"),
        "announcements/giua.en.md": written("Between"),
        "news/nu-cong.vi.md": story("Nữ công", "2026-10-20", "author: BNC"),
        "news/nu-cong.en.md": written("Women", "author: Jane Doe"),
        "news/van-phong.vi.md": story("Văn phòng", "2026-10-21", "author: VP", "status: withdrawn"),
        "news/tu-do.vi.md": story("Tự do", "2026-10-22", "author: Nguyễn Văn A"),
        "announcements/to.vi.md": notice("Tổ", "2026-10-23", "author: TỔ 1"),
    } | {f"news/dai-{number:02}.vi.md": story(f"Dài {number:02}", f"2025-01-{1 + number // 2:02} {8 + number % 2:02}:00", "author: BNC") for number in range(40)}
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


def test_pages_that_there_are(site: Built) -> None:
    """A code has a page in each language it has signed something in, and in no other; free text, unused codes and those of withdrawn texts have none."""
    folders = ("tac-gia/", "en/authors/", "authors/", "en/tac-gia/")
    assert sorted(path for path in site.files() if path.startswith(folders)) == [
        "en/authors/BTG/index.html",
        "tac-gia/BNC/index.html",
        "tac-gia/BNC/trang/1/index.html",
        "tac-gia/BTG/index.html",
        "tac-gia/to-1/index.html",
    ]


@pytest.mark.parametrize(
    ("url", "name"),
    [("/tac-gia/BTG/", "Ban Tuyên giáo"), ("/en/authors/BTG/", "Information Board"), ("/tac-gia/BNC/", "Ban Nữ công"), ("/tac-gia/to-1/", "Tổ công đoàn số 1")],
)
def test_heading_is_what_the_code_stands_for(site: Built, url: str, name: str) -> None:
    """The page's heading and title say the board's name in the page's language."""
    assert text(page(site, url), "//h1") == name
    assert text(page(site, url), "//title").startswith(f"{name} – ")


def test_lists_what_was_signed(site: Built) -> None:
    """Stories and announcements, newest first, in the page's language; what was withdrawn and what others signed is not among them."""
    assert listed(site, "/tac-gia/BTG/") == ["/tin-tuc/moi/", "/thong-bao/giua/", "/tin-tuc/cu/"]
    assert listed(site, "/en/authors/BTG/") == ["/en/announcements/between/", "/en/news/old/"]
    assert listed(site, "/tac-gia/to-1/") == ["/thong-bao/to/"]


def test_long_list_is_cut_into_pages(site: Built) -> None:
    """A board that signs much has numbered pages, each item on one."""
    newest, oldest = listed(site, "/tac-gia/BNC/"), listed(site, "/tac-gia/BNC/trang/1/")
    assert newest == ["/tin-tuc/nu-cong/", *(f"/tin-tuc/dai-{number:02}/" for number in range(39, 19, -1))]
    assert oldest == [f"/tin-tuc/dai-{number:02}/" for number in range(19, -1, -1)]
    assert found(page(site, "/tac-gia/BNC/trang/1/"), "//nav[@class='numbering']/a/@href") == ["/tac-gia/BNC/"]
    assert alternates(page(site, "/tac-gia/BNC/trang/1/")) == {}


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("/tin-tuc/moi/", ["/tac-gia/BTG/"]),
        ("/thong-bao/giua/", ["/tac-gia/BTG/"]),
        ("/en/news/old/", ["/en/authors/BTG/"]),
        ("/en/announcements/between/", ["/en/authors/BTG/"]),
        ("/thong-bao/to/", ["/tac-gia/to-1/"]),
        ("/en/news/women/", []),
        ("/tin-tuc/tu-do/", []),
    ],
)
def test_byline_leads_to_its_page(site: Built, url: str, leads_to: list[str]) -> None:
    """The byline of a text leads to what the board has signed; free text leads nowhere."""
    assert found(page(site, url), "//p[@class='byline']//a/@href") == leads_to
    assert len(found(page(site, url), "//p[@class='byline']/@class")) == 1


def test_counterparts(site: Built) -> None:
    """A page names the same board's page in the other language when there is one, and never one that is not there."""
    both = {"vi": f"{HOST}/tac-gia/BTG/", "en": f"{HOST}/en/authors/BTG/", "x-default": f"{HOST}/tac-gia/BTG/"}
    assert alternates(page(site, "/tac-gia/BTG/")) == both
    assert alternates(page(site, "/en/authors/BTG/")) == both
    assert alternates(page(site, "/tac-gia/BNC/")) == {"vi": f"{HOST}/tac-gia/BNC/", "x-default": f"{HOST}/tac-gia/BNC/"}
    assert found(page(site, "/tac-gia/BTG/"), "//nav[@class='switcher']//a/@href") == ["/en/authors/BTG/"]
    assert found(page(site, "/tac-gia/BNC/"), "//nav[@class='switcher']//a/@href") == ["/en/"]


def test_no_feed(site: Built) -> None:
    """A board has no feed of its own, and its page tells of none but the language's."""
    assert [path for path in site.files() if path.startswith(("tac-gia/", "en/authors/")) and not path.endswith(".html")] == []
    assert found(page(site, "/tac-gia/BTG/"), "//link[@type='application/rss+xml']/@href") == ["/rss.xml"]
    assert found(page(site, "/en/authors/BTG/"), "//link[@type='application/rss+xml']/@href") == ["/en/rss.xml"]


def test_name_in_another_language_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the registry has no name in the page's language, the heading says which language its words are in."""
    folder = tmp_path_factory.mktemp("foreign-byline")
    content = {
        "site/bylines.yaml": "- code: TC\n  vi: Ban Tài chính\n",
        "news/a.vi.md": story("A", "2026-10-01", "author: TC"),
        "news/a.en.md": written("A in English"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    lang = "//main//*[text()='Ban Tài chính']/ancestor-or-self::*[@lang][1]/@lang"
    assert found(page(built, "/en/news/a-in-english/"), lang) == ["vi"]
    assert found(page(built, "/en/authors/TC/"), lang) == ["vi"]
