"""Languages beside each other: what machines are told, where the switcher leads, words in another language, a third one."""

import shutil
from pathlib import Path

import pytest

from plugins.model.feed import Format
from tests.conftest import ROOT, Build, Built, run_pelican, write
from tests.parsed import alternates, document, feed, file_of, found, listed, page, text, xml
from tests.written import CATEGORIES, notice, story
from tests.written import text as written

HOST = "https://ban-tin.example"
CONTENT = {
    "site/categories.yaml": CATEGORIES,
    "news/ca-hai.vi.md": story("Cả hai", "2026-11-01", "category: phap-luat", "tags: [chung]"),
    "news/ca-hai.en.md": written("Both", "tags: [common]"),
    "news/chi-viet.vi.md": story("Chỉ tiếng Việt", "2025-10-02"),
    "news/english-only.en.md": story("English only", "2026-11-03"),
    "announcements/hop.vi.md": notice("Họp", "2026-11-04", "issuer: Công đoàn cơ sở", "place: Hà Nội", "signer_post: Chủ tịch", "author: Ban biên tập", "recipients: [Các tổ]"),
    "announcements/hop.en.md": written("Meeting"),
    "announcements/rieng.vi.md": notice("Riêng", "2026-11-05", "issuer: Công đoàn cơ sở"),
    "announcements/rieng.en.md": written("Separate", "issuer: Our union"),
    "pages/gioi-thieu.vi.md": written("Giới thiệu"),
    "pages/gioi-thieu.en.md": written("About us"),
    "pages/only.en.md": written("For visitors"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site some of whose texts are translated."""
    folder = tmp_path_factory.mktemp("languages")
    built = run_pelican(write(folder / "content", CONTENT), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


@pytest.mark.parametrize(
    ("url", "counterparts"),
    [
        ("/", {"vi": "/", "en": "/en/", "x-default": "/"}),
        ("/en/", {"vi": "/", "en": "/en/", "x-default": "/"}),
        ("/tin-tuc/", {"vi": "/tin-tuc/", "en": "/en/news/", "x-default": "/tin-tuc/"}),
        ("/en/announcements/", {"vi": "/thong-bao/", "en": "/en/announcements/", "x-default": "/thong-bao/"}),
        ("/chuyen-muc/", {"vi": "/chuyen-muc/", "en": "/en/topics/", "x-default": "/chuyen-muc/"}),
        ("/en/topics/doi-song/", {"vi": "/chuyen-muc/doi-song/", "en": "/en/topics/doi-song/", "x-default": "/chuyen-muc/doi-song/"}),
        ("/luu-tru/2026/11/", {"vi": "/luu-tru/2026/11/", "en": "/en/archive/2026/11/", "x-default": "/luu-tru/2026/11/"}),
        ("/luu-tru/2025/", {"vi": "/luu-tru/2025/", "x-default": "/luu-tru/2025/"}),
        ("/luu-tru/2025/10/", {"vi": "/luu-tru/2025/10/", "x-default": "/luu-tru/2025/10/"}),
        ("/tin-tuc/ca-hai/", {"vi": "/tin-tuc/ca-hai/", "en": "/en/news/both/", "x-default": "/tin-tuc/ca-hai/"}),
        ("/en/news/both/", {"vi": "/tin-tuc/ca-hai/", "en": "/en/news/both/", "x-default": "/tin-tuc/ca-hai/"}),
        ("/tin-tuc/chi-tieng-viet/", {"vi": "/tin-tuc/chi-tieng-viet/", "x-default": "/tin-tuc/chi-tieng-viet/"}),
        ("/en/news/english-only/", {"en": "/en/news/english-only/", "x-default": "/en/news/english-only/"}),
        ("/en/announcements/meeting/", {"vi": "/thong-bao/hop/", "en": "/en/announcements/meeting/", "x-default": "/thong-bao/hop/"}),
        ("/en/about-us/", {"vi": "/gioi-thieu/", "en": "/en/about-us/", "x-default": "/gioi-thieu/"}),
        ("/en/for-visitors/", {"en": "/en/for-visitors/", "x-default": "/en/for-visitors/"}),
        ("/the/chung/", {}),
        ("/en/tags/common/", {}),
        ("/404.html", {}),
    ],
)
def test_counterparts(site: Built, url: str, counterparts: dict[str, str]) -> None:
    """hreflang names the counterparts there are and the page itself; x-default the default language's, else the page itself."""
    assert alternates(page(site, url)) == {code: HOST + address for code, address in counterparts.items()}


def test_canonical_is_the_page_itself(site: Built) -> None:
    """Every page but 404.html, which is served anywhere, names its own full address as canonical."""
    for path in sorted(site.files()):
        if path.endswith(".html"):
            own = [] if path == "404.html" else [f"{HOST}/{path.removesuffix('index.html')}"]
            assert found(document((site.output / path).read_bytes()), "//link[@rel='canonical']/@href") == own, path


def test_counterparts_agree(sample: Built) -> None:
    """A page that names a counterpart is named by it, with the same names for all: otherwise search engines believe neither."""
    pages = [page(sample, f"/{path.removesuffix('index.html')}") for path in sample.files() if path.endswith("index.html")]
    named = {found(tree, "//link[@rel='canonical']/@href")[0]: alternates(tree) for tree in pages}
    for own, others in named.items():
        assert not others or own in others.values()
        assert all(named[other] == others for other in others.values()), own


@pytest.mark.parametrize(
    ("url", "leads_to", "title"),
    [
        ("/tin-tuc/ca-hai/", "/en/news/both/", "Both"),
        ("/en/news/both/", "/tin-tuc/ca-hai/", "Cả hai"),
        ("/en/announcements/", "/thong-bao/", "Thông báo"),
        ("/en/topics/phap-luat/", "/chuyen-muc/phap-luat/", "Chính sách – Pháp luật"),
        ("/", "/en/", "Bản Tin Grassroots Trade Union"),
    ],
)
def test_switcher_leads_to_the_translation(site: Built, url: str, leads_to: str, title: str) -> None:
    """The switcher leads to the same page in the other language, and its title says which that is."""
    tree = page(site, url)
    assert found(tree, "//nav[@class='switcher']//a/@href") == [leads_to]
    assert found(tree, "//nav[@class='switcher']//a/@title") == [title]
    assert text(tree, "//nav[@class='switcher']//small") == ""


@pytest.mark.parametrize(
    ("url", "leads_to", "said"),
    [
        ("/tin-tuc/chi-tieng-viet/", "/en/", "(chưa có bản dịch)"),
        ("/en/news/english-only/", "/", "(not translated)"),
        ("/the/chung/", "/en/", "(chưa có bản dịch)"),
        ("/luu-tru/2025/", "/en/", "(chưa có bản dịch)"),
    ],
)
def test_switcher_says_that_there_is_no_translation(site: Built, url: str, leads_to: str, said: str) -> None:
    """Without a translation the switcher leads to the other language's home, and says so."""
    tree = page(site, url)
    assert found(tree, "//nav[@class='switcher']//a/@href") == [leads_to]
    assert text(tree, "//nav[@class='switcher']//small") == said


def test_lists_hold_their_own_language(site: Built) -> None:
    """A list, an index and a feed hold what is in their language, a text in one language only among it, and nothing else."""
    assert listed(site, "/tin-tuc/") == ["/tin-tuc/ca-hai/", "/tin-tuc/chi-tieng-viet/"]
    assert listed(site, "/en/news/") == ["/en/news/english-only/", "/en/news/both/"]
    assert found(page(site, "/the/"), "//main//li/a/@href") == ["/the/chung/"]
    assert found(page(site, "/en/tags/"), "//main//li/a/@href") == ["/en/tags/common/"]
    assert {entry.link for entry in feed(site, "/en/rss.xml").entries} == {
        f"{HOST}/en/{address}/" for address in ("news/both", "news/english-only", "announcements/meeting", "announcements/separate")
    }
    locations = {element.text for element in xml(site, "/sitemap-2026-en.xml").iter("{*}loc")}
    assert locations == {entry.link for entry in feed(site, "/en/rss.xml").entries}


OWN = "[not(ancestor::p[@class='translation'])]"
"""Leaves out the link to the translation, whose words are the translation's."""


def test_every_page_says_its_language(site: Built) -> None:
    """`lang` of the page is that of its address."""
    for path in site.files():
        if path.endswith(".html"):
            tree = document((site.output / path).read_bytes())
            assert tree.get("lang") == ("en" if path.startswith("en/") else "vi"), path


def test_words_of_another_language_say_so(site: Built) -> None:
    """What a translation inherits from the Vietnamese file is marked as Vietnamese, on its page and in lists; its own words are not."""
    foreign = page(site, "/en/announcements/meeting/")
    for words in ("Công đoàn cơ sở", "Hà Nội", "Chủ tịch", "Ban biên tập", "Các tổ"):
        assert found(foreign, f"//main//*[contains(text(), '{words}')]/ancestor-or-self::*[@lang][1]/@lang") == ["vi"], words
    assert set(found(page(site, "/en/announcements/"), "//main//*[contains(text(), 'Công đoàn cơ sở')]/@lang")) == {"vi"}
    assert found(page(site, "/en/announcements/separate/"), "//main//*[contains(text(), 'Our union')]/@lang") == []
    assert found(page(site, "/thong-bao/hop/"), f"//main//*[@lang]{OWN}") == []


def test_kind_and_files_of_another_language_say_so(build: Build) -> None:
    """A kind we do not know and titles of files, inherited, are marked as Vietnamese; a kind we know is said in the page's language."""
    built = build(
        {
            "announcements/a.vi.md": written("Thư", "date: 2026-11-01", "kind: Thư ngỏ", "attachments: [{file: a.pdf, title: Toàn văn}]"),
            "announcements/a.en.md": written("Letter"),
            "announcements/b.vi.md": notice("Hai", "2026-11-02"),
            "announcements/b.en.md": written("Two", "attachments: [{file: a.pdf, title: Full text}]"),
            "announcements/a.pdf": b"%PDF-1.4",
        }
    )
    assert built.exit_code == 0, built.said
    lang = "/ancestor-or-self::*[@lang][1]/@lang"
    foreign, own = page(built, "/en/announcements/letter/"), page(built, "/en/announcements/two/")
    assert set(found(foreign, f"//main//*[text()='Thư ngỏ']{lang}")) == {"vi"}
    assert found(foreign, f"//main//*[text()='Toàn văn']{lang}") == ["vi"]
    assert set(found(page(built, "/en/announcements/"), f"//main//*[text()='Thư ngỏ']{lang}")) == {"vi"}
    assert set(found(own, f"//main//*[text()='Notice']{lang}")) == {"en"}
    assert found(own, f"//main//*[text()='Full text']{lang}") == ["en"]
    assert found(page(built, "/thong-bao/thu/"), f"//main//*[@lang]{OWN}") == []


@pytest.mark.parametrize("gone", ["vi", "en"])
def test_withdrawn_text_is_nobodys_translation(build: Build, gone: str) -> None:
    """No hreflang leads to or from the notice that stays of a withdrawn text, and no switcher to it; from it one leads to what is left."""
    status = {code: ("status: withdrawn",) if code == gone else () for code in ("vi", "en")}
    built = build({"news/a.vi.md": story("Một", "2026-11-01", *status["vi"]), "news/a.en.md": written("One", *status["en"])})
    assert built.exit_code == 0, built.said
    vietnamese, english = page(built, "/tin-tuc/mot/"), page(built, "/en/news/one/")
    assert alternates(english) == {}
    assert alternates(vietnamese) == ({} if gone == "vi" else {"vi": f"{HOST}/tin-tuc/mot/", "x-default": f"{HOST}/tin-tuc/mot/"})
    assert [found(tree, "//nav[@class='switcher']//a/@href") for tree in (vietnamese, english)] == [["/en/"], ["/" if gone == "vi" else "/tin-tuc/mot/"]]


def test_alternate_feeds_are_the_pages_own_first(site: Built) -> None:
    """A page tells of its own feed first, then of everything in its language, each with a title."""
    discovered = "//link[@rel='alternate'][@type='application/rss+xml']/@href"
    assert found(page(site, "/en/topics/phap-luat/"), discovered) == ["/en/topics/phap-luat/rss.xml", "/en/rss.xml"]
    assert found(page(site, "/the/chung/"), discovered) == ["/the/chung/rss.xml", "/rss.xml"]
    assert found(page(site, "/"), discovered) == ["/rss.xml"]
    assert found(page(site, "/tin-tuc/ca-hai/"), discovered) == ["/rss.xml"]
    assert found(page(site, "/luu-tru/2026/11/"), discovered) == ["/rss.xml"]
    assert len(set(found(page(site, "/en/topics/phap-luat/"), "//link[@rel='alternate'][@type]/@title"))) == len(Format) + 1


LAO = """from publishconf import *
from plugins.model.language import Language, languages

LANGUAGES = languages(*LANGUAGES, Language("lo", "ລາວ"), default=DEFAULT_LANG)
"""
CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "News"
msgstr "ຂ່າວ"

msgid "(not translated)"
msgstr "(ໜ້າຫຼັກ)"
"""


def test_third_language(build: Build, tmp_path: Path) -> None:
    """A third language is a line of settings, a catalogue and content: it has its pages, lists, feeds and place in the switcher."""
    (tmp_path / "conf.py").write_text(LAO, encoding="utf-8")
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    write(theme / "translations/lo/LC_MESSAGES", {"site.po": CATALOGUE})
    lao = CONTENT | {"news/ca-hai.lo.md": written("ທັງສອງ", "slug: thang-song", "tags: [thang]"), "news/english-only.lo.md": written("ລາວ", "slug: lao", "date: 2026-11-06")}
    built = build(lao, conf=str(tmp_path / "conf.py"), options=("-t", str(theme)), PYTHONPATH=str(ROOT))
    assert built.exit_code == 0, built.said
    assert alternates(page(built, "/tin-tuc/ca-hai/")) == {
        "vi": f"{HOST}/tin-tuc/ca-hai/",
        "en": f"{HOST}/en/news/both/",
        "lo": f"{HOST}/lo/news/thang-song/",
        "x-default": f"{HOST}/tin-tuc/ca-hai/",
    }
    assert alternates(page(built, "/lo/news/lao/")) == {
        "en": f"{HOST}/en/news/english-only/",
        "lo": f"{HOST}/lo/news/lao/",
        "x-default": f"{HOST}/lo/news/lao/",
    }
    assert found(page(built, "/lo/news/lao/"), "//nav[@class='switcher']//a/@href") == ["/", "/en/news/english-only/"]
    assert found(page(built, "/tin-tuc/chi-tieng-viet/"), "//nav[@class='switcher']//a/@href") == ["/en/", "/lo/"]
    assert text(page(built, "/lo/news/"), "//h1") == "ຂ່າວ"
    assert listed(built, "/lo/news/") == ["/lo/news/lao/", "/lo/news/thang-song/"]
    assert "ພະຈິກ" in text(page(built, "/lo/news/lao/"), "//time")
    for url in ("/lo/rss.xml", "/lo/news/rss.xml", "/lo/announcements/rss.xml", "/lo/topics/phap-luat/rss.xml", "/lo/tags/thang/rss.xml"):
        assert feed(built, url).feed.language == "lo"
    assert "sitemap-2026-lo.xml" in built.files()
    assert [file_of(url) in built.files() for url in ("/lo/", "/lo/archive/2026/11/", "/lo/tags/", "/lo/topics/doi-song/")] == [True] * 4
