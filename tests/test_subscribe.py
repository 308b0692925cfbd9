"""The subscribe page: every feed there is."""

import pytest

from plugins.model.feed import Format
from tests.conftest import Built, run_pelican, write
from tests.everything import nothing
from tests.parsed import alternates, feed, file_of, found, page, text, xml
from tests.written import CATEGORIES, notice, story
from tests.written import text as written

HOST = "https://someone.example"
SUBSCRIBE = {"vi": "/rss/", "en": "/en/rss/"}
CONTENT = {
    "site/categories.yaml": CATEGORIES,
    "site/bylines.yaml": "- code: BTG\n  vi: Ban Tuyên giáo\n",
    "news/a.vi.md": story("Một", "2026-11-01 08:30", "category: phap-luat", "tags: [chung, Tiền & lương]", "author: BTG"),
    "news/a.en.md": written("One", "tags: [common]"),
    "news/b.vi.md": story("Gỡ", "2026-11-02", "tags: [đã gỡ]", "status: withdrawn"),
    "announcements/c.en.md": notice("Notice", "2026-11-03", "tags: [english only]"),
}


def built_site(tmp_path_factory: pytest.TempPathFactory, name: str, content: dict[str, str | bytes]) -> Built:
    """A site below a path."""
    folder = tmp_path_factory.mktemp(name)
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL=f"{HOST}/union")
    assert built.exit_code == 0, built.said
    return built


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with categories, an empty one too, and tags in each language."""
    return built_site(tmp_path_factory, "subscribe", dict(CONTENT))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site before its first text."""
    return built_site(tmp_path_factory, "subscribe-empty", nothing())


def offered(built: Built, language: str) -> list[str]:
    """The feeds that the page in that language lists, as files of the output."""
    links = found(page(built, SUBSCRIBE[language]), "//main//a[contains(@href, 'rss.xml')]/@href")
    assert all(link.startswith("/union/") for link in links)
    return [link.removeprefix("/union/") for link in links]


def feeds(built: Built, language: str) -> list[str]:
    """The feeds in the output in that language."""
    return sorted(path for path in built.files() if path.endswith("rss.xml") and path.startswith("en/") == (language == "en"))


@pytest.mark.parametrize("language", SUBSCRIBE)
def test_every_feed_once(site: Built, language: str) -> None:
    """Every feed of the language is listed once, and no other: neither another language's, nor that of a tag that only withdrawn texts have."""
    assert len(feeds(site, language)) == 7
    assert sorted(offered(site, language)) == feeds(site, language)


@pytest.mark.parametrize("language", SUBSCRIBE)
def test_every_feed_of_the_sample_site_once(sample: Built, language: str) -> None:
    """So it is on the sample site, which has many."""
    assert len(feeds(sample, language)) > 20
    assert sorted(offered(sample, language)) == feeds(sample, language)


@pytest.mark.parametrize("language", SUBSCRIBE)
def test_addresses_to_copy(site: Built, language: str) -> None:
    """The full address of each feed stands beside its link as text, and in what the button copies."""
    full = [f"{HOST}/union/{path}" for path in offered(site, language)]
    tree = page(site, SUBSCRIBE[language])
    assert found(tree, "//section[@class='feeds']//code/text()") == full
    assert found(tree, "//section[@class='feeds']//@data-copy") == full


@pytest.mark.parametrize("language", SUBSCRIBE)
def test_every_format_is_offered(site: Built, language: str) -> None:
    """Beside each feed in RSS stands the same one in the other formats, with its media type; all of them are there."""
    tree = page(site, SUBSCRIBE[language])
    for path in offered(site, language):
        entry = f"//main//li[.//a[@href='/union/{path}']]//a[@type]"
        others = [path.replace("rss.xml", kind) for kind in Format]
        assert found(tree, f"{entry}/@href") == [f"/union/{other}" for other in others]
        assert found(tree, f"{entry}/@type") == [kind.type for kind in Format]
        assert set(others) <= site.files()


@pytest.mark.parametrize("language", SUBSCRIBE)
def test_feeds_are_called_by_their_names(site: Built, language: str) -> None:
    """A feed is called as its list is, and as it calls itself; that of everything calls itself after the site."""
    tree = page(site, SUBSCRIBE[language])
    everything, *others = offered(site, language)
    assert everything == file_of(f"{SUBSCRIBE[language].removesuffix('rss/')}rss.xml")
    assert text(tree, f"//main//a[@href='/union/{everything}']")
    for path in others:
        name = text(tree, f"//main//a[@href='/union/{path}']")
        assert name
        assert feed(site, f"/{path}").feed.title.startswith(name), path


def test_when_the_newest_came(site: Built) -> None:
    """A feed that has items says when its newest was published; one that has none says nothing."""
    tree = page(site, "/rss/")
    newest = "//main//li[.//a[@href='/union/{}']]//time/@datetime"
    assert found(tree, newest.format("chuyen-muc/phap-luat/rss.xml")) == ["2026-11-01T08:30:00+07:00"]
    assert found(tree, newest.format("chuyen-muc/doi-song/rss.xml")) == []
    assert found(tree, newest.format("thong-bao/rss.xml")) == []


def test_newest_item(site: Built) -> None:
    """It is named, and leads to its page; what was withdrawn is not news."""
    tree = page(site, "/rss/")
    newest = "//main//li[.//a[@href='/union/{}']]//small[@class='feeds-newest']/a"
    assert found(tree, f"{newest.format('rss.xml')}/@href") == ["/union/tin-tuc/mot/"]
    assert text(tree, newest.format("tin-tuc/rss.xml")) == "Một"
    assert text(tree, newest.format("thong-bao/rss.xml")) == ""


@pytest.mark.parametrize("language", SUBSCRIBE)
def test_readers(site: Built, language: str) -> None:
    """The page names free readers for every kind of machine, and gives away to none of them who comes."""
    tree = page(site, SUBSCRIBE[language])
    links = "//ul[@class='readers']//a"
    assert set(found(tree, f"{links}/text()")) >= {"Feeder", "NetNewsWire", "Thunderbird"}
    assert set(found(tree, f"{links}/@rel")) == {"noopener noreferrer"}


def test_subscriptions_in_one_file(site: Built) -> None:
    """feeds.opml holds the RSS feed of every list in every language, once, in the order of the page; the page leads to it."""
    tree = xml(site, "/feeds.opml")
    assert (tree.tag, tree.get("version")) == ("opml", "2.0")
    assert found(tree, "head/title/text()") != []
    assert found(tree, "body/outline/@text") == ["Tiếng Việt", "English"]
    for place, language in enumerate(SUBSCRIBE, 1):
        outlines = f"body/outline[{place}]/outline[@type='rss'][@language='{language}']"
        assert found(tree, f"{outlines}/@xmlUrl") == [f"{HOST}/union/{path}" for path in offered(site, language)]
        assert found(tree, f"{outlines}/@htmlUrl") == [f"{HOST}/union/{path.removesuffix('rss.xml')}" for path in offered(site, language)]
        assert all(name.strip() for name in found(tree, f"{outlines}/@text"))
        assert "/union/feeds.opml" in found(page(site, SUBSCRIBE[language]), "//main//a/@href")


@pytest.mark.parametrize("language", SUBSCRIBE)
def test_empty_site(empty: Built, language: str) -> None:
    """Before the first text the page lists the feeds that are there already, and no heading stands over nothing."""
    assert sorted(offered(empty, language)) == feeds(empty, language)
    assert len(offered(empty, language)) == 4
    tree = page(empty, SUBSCRIBE[language])
    assert found(tree, "//main//time/@datetime") == []
    assert found(tree, "//main//section[not(.//a)]/@class") == []


def test_both_languages_have_it(site: Built) -> None:
    """The page is in every language, and each names the other."""
    both = {"vi": f"{HOST}/union/rss/", "en": f"{HOST}/union/en/rss/", "x-default": f"{HOST}/union/rss/"}
    for url in SUBSCRIBE.values():
        assert alternates(page(site, url)) == both
        assert file_of(url) in site.files()


def test_every_page_leads_to_it(site: Built) -> None:
    """The foot of every page leads to the page in its language."""
    for path in site.files():
        if path.endswith("index.html"):
            links = found(page(site, f"/{path}"), "//footer[@class='imprint']//a/@href")
            assert links.count("/union/en/rss/" if path.startswith("en/") else "/union/rss/") == 1, path
