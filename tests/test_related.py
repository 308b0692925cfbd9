"""What a story's page offers beside its text: what to read next, its contents, where it comes from, how to pass it on."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from plugins.sources.registries import IMPRINT
from tests.conftest import Build, Built, run_pelican, write
from tests.parsed import found, page, text
from tests.written import CATEGORIES, notice, story
from tests.written import text as written

RELATED = "//section[@class='related']//h3/a/@href"
SITE = "https://someone.example/union"
TITLE = '50% & "hơn" <b> + nữa? #1'
HEADED = "\n\n".join(f"## Mục {number}" for number in range(1, 4))
"""Three headings."""


def words(count: int) -> str:
    """A paragraph of that many words."""
    return "từ " * count


def day(number: int) -> str:
    """A day of October; the first is the oldest."""
    return f"2026-10-{number:02}"


RELATIONS = {
    "site/categories.yaml": CATEGORIES,
    "news/01.md": story("Cùng mục cũ nhất", day(1), "category: phap-luat"),
    "news/02.md": story("Cùng mục và thẻ", day(2), "category: phap-luat", "tags: [lương]"),
    "news/03.md": story("Cùng hai thẻ", day(3), "category: doi-song", "tags: [lương, thưởng]"),
    "announcements/04.md": notice("Thông báo cùng thẻ", day(4), "category: doi-song", "tags: [thưởng]", "number: 9/TB-CĐ"),
    "news/05.md": story("Cùng mục", day(5), "category: phap-luat"),
    "news/06.md": story("Không chung gì", day(6), "category: doi-song", "tags: [khác]"),
    "news/07.md": story("Không mục không thẻ", day(7)),
    "news/08.md": story("Cùng thẻ đã gỡ", day(8), "category: phap-luat", "tags: [lương, thưởng]", "status: withdrawn"),
    "news/09.en.md": story("In English", day(9), "category: phap-luat", "tags: [lương, thưởng]"),
    "news/10.md": story("Chính", day(10), "category: phap-luat", "tags: [lương, thưởng]"),
    "news/11.md": story("Sau đó", day(11), "category: phap-luat", "tags: [lương, thưởng]"),
}
"""In Vietnamese “Chính” shares with what is older: 4 with 03, 3 with 02, 2 with the announcement 04, 1 with 05 and 01."""


@pytest.fixture(scope="module")
def relations(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Stories that share this and that."""
    folder = tmp_path_factory.mktemp("related")
    built = run_pelican(write(folder / "content", RELATIONS), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


def test_related_share_most_first(relations: Built) -> None:
    """At most three are named, those that share most first: a tag weighs as much as two categories; what is withdrawn or in another language is none."""
    assert found(page(relations, "/tin-tuc/chinh/"), RELATED) == ["/tin-tuc/cung-hai-the/", "/tin-tuc/cung-muc-va-the/", "/thong-bao/thong-bao-cung-the/"]


def test_documents_among_stories_say_what_they_are(relations: Built) -> None:
    """In every list of both a document has its state, for the browser too, its kind, its number and its day; nothing calls it a story."""
    listed = "//article[.//a/@href='/thong-bao/thong-bao-cung-the/']"
    for url, heading in (("/tin-tuc/chinh/", "Xem thêm"), ("/chuyen-muc/doi-song/", ""), ("/the/thuong/", "")):
        tree = page(relations, url)
        assert text(tree, "//section[@class='related']/h2") == heading
        assert found(tree, f"{listed}/@data-state | {listed}/@data-life") == ["current", "2026-10-04/2027-01-02"]
        assert found(tree, f"{listed}//strong/@data-past") == ["Hết hiệu lực"]
        assert text(tree, f"{listed}//p[@class='notice-facts']") == "Thông báo 9/TB-CĐ 04/10/2026"
    assert text(page(relations, "/tin-tuc/cung-muc/"), "//section[@class='related']/h2") == "Bài liên quan"


def test_related_are_older(relations: Built) -> None:
    """Only what is older is named, however much is shared with what is newer; of two that share as much the newer comes first."""
    assert found(page(relations, "/tin-tuc/sau-do/"), RELATED)[:1] == ["/tin-tuc/chinh/"]
    assert found(page(relations, "/tin-tuc/cung-muc/"), RELATED) == ["/tin-tuc/cung-muc-va-the/", "/tin-tuc/cung-muc-cu-nhat/"]
    assert found(page(relations, "/tin-tuc/cung-muc-va-the/"), RELATED) == ["/tin-tuc/cung-muc-cu-nhat/"]


@pytest.mark.parametrize("slug", ["cung-muc-cu-nhat", "khong-muc-khong-the"])
def test_nothing_related_no_heading(relations: Built, slug: str) -> None:
    """Where nothing older shares a tag or the category, no heading stands over nothing."""
    assert found(page(relations, f"/tin-tuc/{slug}/"), "//*[contains(@class, 'related')]/@class") == []


def test_one_shared_tag_outweighs_the_category(build: Build) -> None:
    """A story with the same tag comes before a newer one of the same category."""
    built = build(
        {
            "site/categories.yaml": CATEGORIES,
            "news/a.md": story("Cùng thẻ", day(1), "tags: [lương]"),
            "news/b.md": story("Cùng mục", day(2), "category: phap-luat"),
            "news/c.md": story("Chính", day(3), "category: phap-luat", "tags: [lương]"),
        }
    )
    assert found(page(built, "/tin-tuc/chinh/"), RELATED) == ["/tin-tuc/cung-the/", "/tin-tuc/cung-muc/"]


def test_related_of_every_story(sample: Built) -> None:
    """On the sample site no story names more than three others, itself, one twice, or anything newer; each that it names shares a tag or the category."""
    published: dict[str, str] = {}
    shared: dict[str, set[str]] = {}
    named: dict[str, list[str]] = {}
    for path in sample.files():
        tree = page(sample, f"/{path}") if path.endswith("index.html") else None
        if tree is not None and (kinds := {"story", "announcement"} & set(found(tree, "//main//article/@class"))):
            url = f"/union/{path.removesuffix('index.html')}"
            published[url] = found(tree, "//meta[@property='article:published_time']/@content")[0]
            shared[url] = set(found(tree, "//p[@class='category']/a/@href | //a[@rel='tag']/@href"))
            if "story" in kinds:
                named[url] = found(tree, RELATED)
    assert sum(map(bool, named.values())) > 20
    for url, others in named.items():
        assert len(set(others)) == len(others) <= 3, url
        for other in others:
            assert published[other] < published[url], (url, other)
            assert shared[other] & shared[url], (url, other)


def test_new_story_changes_only_its_neighbour(build: Build) -> None:
    """A newer story that shares everything changes the page of no other story but the one that was newest, and that of no announcement."""

    def items(built: Built) -> dict[str, str]:
        return {
            path: built.text(path)
            for path in built.files()
            if path.endswith("/index.html") and {"story", "announcement"} & set(found(page(built, f"/{path}"), "//main//article/@class"))
        }

    before = items(build(RELATIONS))
    after = items(build({"news/12.md": story("Mới nhất", day(12), "category: phap-luat", "tags: [lương, thưởng, khác]", "lead: true")}))
    assert after.keys() - before.keys() == {"tin-tuc/moi-nhat/index.html"}
    assert {path for path, html in before.items() if after[path] != html} == {"tin-tuc/sau-do/index.html"}


def test_neighbours(relations: Built) -> None:
    """A story leads to the one before and the one after, by their titles; the newest and the oldest to one only. Announcements and withdrawn stories are passed over."""
    links = "//nav[@class='onward']/a[@rel='{}']/@href"

    def around(slug: str) -> tuple[list[str], list[str]]:
        tree = page(relations, f"/tin-tuc/{slug}/")
        return found(tree, links.format("prev")), found(tree, links.format("next"))

    assert around("sau-do") == ([], ["/tin-tuc/chinh/"])
    assert around("chinh") == (["/tin-tuc/sau-do/"], ["/tin-tuc/khong-muc-khong-the/"])
    assert around("cung-muc") == (["/tin-tuc/khong-chung-gi/"], ["/tin-tuc/cung-hai-the/"])
    assert around("cung-muc-cu-nhat") == (["/tin-tuc/cung-muc-va-the/"], [])
    assert text(page(relations, "/tin-tuc/sau-do/"), "//nav[@class='onward']/a").endswith("Chính")


def test_only_story_has_no_neighbours(relations: Built) -> None:
    """The only story in a language leads nowhere."""
    assert found(page(relations, "/en/news/in-english/"), "//nav[@class='onward']/@class") == []


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Stories long and short, reprints, summaries, changes; an imprint with an e-mail address in Vietnamese only."""
    folder = tmp_path_factory.mktemp("texts")
    content = {
        "site/imprint.yaml": "vi:\n  email: van-phong@union.example\nen:\n  telephone: '1'\n",
        "news/dai.md": story("Dài", day(1), body=f"{HEADED}\n\n### Mục con\n\n{words(700)}"),
        "news/lap.md": story("Lặp", day(2), body=f"## Trùng\n\n## Trùng\n\n## Có [liên kết](https://a.example/) & *nghiêng* {{#rieng}}\n\n## <b>\n\n{words(700)}"),
        "news/it-muc.md": story("Ít mục", day(3), body=f"## Một\n\n## Hai\n\n### Ba\n\n### Bốn\n\n{words(900)}"),
        "news/vua.md": story("Vừa", day(4), body=f"{HEADED}\n\n{words(600)}"),
        "news/rong.md": story("Rỗng", day(5), body=""),
        "news/ngan.md": story("Ngắn", day(6), "updated: 2026-10-08", body=words(220)),
        "news/hon.md": story("Hơn", day(7), body=words(221)),
        "news/nguon.vi.md": story("Nguồn", day(8), "source: Báo Thử", "summary: Tóm tắt này", "updated: 2026-10-09 08:00", "change_note: Sửa số"),
        "news/nguon.en.md": written("Source"),
        "news/dia-chi.md": story("Địa chỉ", day(9), "source_url: https://paper.example/a?b=1&c=2"),
        "news/chia-se.md": story(f"'{TITLE}'", day(10), "slug: chia-se"),
        "announcements/chung.md": notice(f"'{TITLE}'", day(11), "slug: chung"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL=SITE)
    assert built.exit_code == 0, built.said
    return built


CONTENTS = "//nav[@class='contents']//a"


def test_contents_of_a_long_story(texts: Built) -> None:
    """A story of at least four minutes with at least three headings has a table of contents: the headings of the second level, in order."""
    tree = page(texts, "/tin-tuc/dai/")
    assert text(tree, CONTENTS) == "Mục 1 Mục 2 Mục 3"
    assert len(found(tree, f"{CONTENTS}/@href")) == 3


@pytest.mark.parametrize("slug", ["dai", "lap"])
def test_contents_lead_to_headings(texts: Built, slug: str) -> None:
    """Each entry leads to a heading of the text that says the same, each to another; two headings of one wording too."""
    tree = page(texts, f"/tin-tuc/{slug}/")
    links = found(tree, f"{CONTENTS}/@href")
    assert len(set(links)) == len(links) >= 3
    for link in links:
        assert len(found(tree, f"//*[@id='{link.removeprefix('#')}']/@id")) == 1
        assert text(tree, f"{CONTENTS}[@href='{link}']") == text(tree, f"//div[@class='text']//h2[@id='{link.removeprefix('#')}']")


@pytest.mark.parametrize("slug", ["it-muc", "vua", "rong", "ngan"])
def test_no_contents(texts: Built, slug: str) -> None:
    """A short story, and one with fewer headings of the second level, have no table of contents."""
    assert found(page(texts, f"/tin-tuc/{slug}/"), "//nav[@class='contents']/@class") == []


@pytest.mark.parametrize(("slug", "minutes"), [("rong", 0), ("ngan", 1), ("hon", 2), ("vua", 3), ("dai", 4)])
def test_reading_time(texts: Built, slug: str, minutes: int) -> None:
    """A story says how long it takes to read, in minutes begun; one without words says nothing of it."""
    facts = text(page(texts, f"/tin-tuc/{slug}/"), "//div[@class='article-facts']")
    assert (f"{minutes} phút" in facts) if minutes else ("phút" not in facts)


def test_source(texts: Built) -> None:
    """A reprint names its source: as text, or as a link whose address stands in for a missing name; inherited words say their language."""
    assert text(page(texts, "/tin-tuc/nguon/"), "//p[@class='source']").endswith("Báo Thử")
    assert found(page(texts, "/tin-tuc/nguon/"), "//p[@class='source']//@href") == []
    assert found(page(texts, "/en/news/source/"), "//p[@class='source']/span[text()='Báo Thử']/@lang") == ["vi"]
    address = "https://paper.example/a?b=1&c=2"
    assert found(page(texts, "/tin-tuc/dia-chi/"), "//p[@class='source']/a/@href | //p[@class='source']/a/text()") == [address, address]
    assert found(page(texts, "/tin-tuc/dai/"), "//p[@class='source']/@class") == []


def test_standfirst(texts: Built) -> None:
    """A summary that was written stands above the text; without one, the text's beginning is not said twice, though machines are told it."""
    assert text(page(texts, "/tin-tuc/nguon/"), "//p[@class='standfirst']") == "Tóm tắt này"
    for url in ("/en/news/source/", "/tin-tuc/ngan/"):
        tree = page(texts, url)
        assert found(tree, "//p[@class='standfirst']/@class") == []
        assert found(tree, "//meta[@name='description']/@content") != []


def test_change_note(texts: Built) -> None:
    """A story that was changed says when, and what where that was written; others say nothing."""
    change = "//p[@class='change']"
    assert text(page(texts, "/tin-tuc/nguon/"), change).endswith(": Sửa số")
    assert "09/10/2026" in text(page(texts, "/tin-tuc/nguon/"), change)
    assert text(page(texts, "/tin-tuc/ngan/"), change).endswith("(GMT+7)")
    assert "08/10/2026" in text(page(texts, "/tin-tuc/ngan/"), change)
    assert found(page(texts, "/tin-tuc/dai/"), f"{change}/@class") == []


@pytest.mark.parametrize("url", ["/tin-tuc/chia-se/", "/thong-bao/chung/"])
def test_share_links(texts: Built, url: str) -> None:
    """Zalo, Facebook and an e-mail get the page's full address, the e-mail its title too, as they were written, whatever signs they have."""
    address = f"{SITE}{url}"
    zalo, facebook, mail = (urlsplit(link) for link in found(page(texts, url), "//section[@class='share']//ul//a/@href"))
    assert (zalo.scheme, zalo.netloc, parse_qs(zalo.query, strict_parsing=True)) == ("https", "zalo.me", {"url": [address]})
    assert (facebook.scheme, facebook.netloc, parse_qs(facebook.query, strict_parsing=True)) == ("https", "www.facebook.com", {"u": [address]})
    assert (mail.scheme, mail.path) == ("mailto", "")
    assert [part.partition("=")[::2] for part in mail.query.split("&")] == [("subject", mail_text(TITLE)), ("body", mail_text(address))]
    for link in (zalo, facebook, mail):
        assert "://" not in link.query
        assert link.query.isascii() and not set(' "<>') & set(link.query)
        assert link.fragment == ""
    assert found(page(texts, url), "//section[@class='share']//@data-copy") == [address]


def mail_text(words_: str) -> str:
    """How a text stands in a mailto address (RFC 6068): every sign that means something there is encoded."""
    return "".join(sign if (sign.isascii() and sign.isalnum()) or sign in "-._~/" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in words_)


def test_reporting_an_error(texts: Built) -> None:
    """Where the imprint has an e-mail address, a text's page has a link that writes to it, with title and address; where it has none, no link."""
    report = "//p[@class='share-report']/a/@href"
    [link] = found(page(texts, "/tin-tuc/chia-se/"), report)
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "van-phong@union.example")
    fields = {name: unquote(value) for name, value in (part.split("=") for part in parts.query.split("&"))}
    assert fields["subject"].endswith(TITLE)
    assert fields["body"] == f"{SITE}/tin-tuc/chia-se/"
    assert found(page(texts, "/en/news/source/"), report) == []
    assert found(page(texts, "/en/news/source/"), "//section[@class='share']//ul//a/@href") != []


@pytest.mark.parametrize("key", [pytest.param(key, marks=() if key in {"address", "email"} else pytest.mark.long) for key in IMPRINT])
def test_imprint_with_one_entry(build: Build, key: str) -> None:
    """An imprint may say one thing only: every page says that in its language, and nothing stands empty."""
    built = build(
        {
            "site/imprint.yaml": f"vi:\n  {key}: Điều duy nhất\n",
            "news/a.vi.md": story("A", day(1)),
            "news/a.en.md": written("A in English"),
            "announcements/b.md": notice("B", day(2)),
        }
    )
    assert built.exit_code == 0, built.said
    imprint = "//footer[@class='imprint']"
    for url in ("/", "/tin-tuc/a/", "/thong-bao/b/"):
        assert "Điều duy nhất" in text(page(built, url), imprint), url
    for url in ("/en/", "/en/news/a-in-english/"):
        assert "Điều duy nhất" not in text(page(built, url)), url
    for path in built.files():
        if path.endswith(".html"):
            tree = page(built, f"/{path}")
            assert found(tree, f"{imprint}//*[self::dl or self::div or self::dd or self::dt or self::p][not(normalize-space())]/@class") == [], path
            assert found(tree, f"{imprint}//dl[not(.//dd)]/@class") == [], path
