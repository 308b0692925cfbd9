"""Old addresses: a page at each that sends the reader on."""

from tests.conftest import Build
from tests.parsed import file_of, found, page
from tests.written import notice, story
from tests.written import text as written


def test_stub(build: Build) -> None:
    """At an alias a page names the item's full address as canonical and sends the reader there, and no search engine lists it.

    An alias that names no file is a folder, with a slash or without; percent-encoded letters are the letters they stand for.
    """
    aliases = ("/cu/", "/cu/hon", "/vi/news/1234.html", "/nam/2019/", "/media/2015/bai.html", "/chuyen-muc/x/bai-1.html", "/Tin-Cũ/", "/c%C3%B4ng%20%C4%91o%C3%A0n/")
    built = build(
        {
            "news/a.vi.md": story('"Mới & <b>"', "2026-11-01", f"aliases: [{', '.join(aliases)}]"),
            "news/a.en.md": written("New", "aliases: [/en/old/]"),
            "announcements/b.md": notice("Gỡ", "2026-11-01", "status: withdrawn", "aliases: /b/"),
            "pages/c.md": written("Liên hệ", "aliases: [/c/]"),
        },
        SITEURL="https://someone.example/union",
    )
    assert built.exit_code == 0, built.said
    stubs = dict.fromkeys(("/cu/", "/cu/hon/", "/vi/news/1234.html", "/Tin-Cũ/", "/công đoàn/"), "/tin-tuc/moi-b/")
    for stub, target in (stubs | {"/en/old/": "/en/news/new/", "/b/": "/thong-bao/go/", "/c/": "/lien-he/"}).items():
        tree = page(built, stub)
        assert found(tree, "//link[@rel='canonical']/@href") == [f"https://someone.example/union{target}"], stub
        assert found(tree, "//meta[@http-equiv='refresh']/@content") == [f"0; url=/union{target}"]
        assert found(tree, "//main//a/@href") == [f"/union{target}"]
        assert found(tree, "//meta[@name='robots']/@content") == ["noindex"]
        assert found(tree, "//link[@hreflang]/@href") == []
        assert stub not in "".join(built.text(path) for path in built.files() if path.startswith("sitemap"))


TAKEN = {
    "/tin-tuc/hai/": "news/b.md",
    "/TIN-TUC/hai": "news/b.md",
    "/cu/": "news/b.md",
    "/thong-bao/": "the site itself",
    "/rss.xml": "the site itself",
    "/sitemap.xml": "the site itself",
    "/404.html": "the site itself",
    "/manifest.json": "the site itself",
    "/the/index.html": "the site itself",
    "/robots.txt/a/": "the site itself",
    "/tin-tuc/trang/1/": "the site itself",
    "/en/tags/pay/": "the site itself",
    "/theme/": "the site itself",
    "/vi/": "the site itself",
    "/en/index.html": "the site itself",
    "/_headers": "the site itself",
    "/status.json": "the site itself",
}


def test_taken_addresses(build: Build) -> None:
    """An alias where another page is, or where the site needs a folder or a file, or may when it has grown, is a problem that names both; nothing is written."""
    content = {f"news/a{number}.md": story(f"Số {number}", "2026-11-01", f"aliases: [{alias}]") for number, alias in enumerate(TAKEN)}
    built = build(content | {"news/b.md": story("Hai", "2026-11-02", "aliases: [/cu/]")})
    assert built.exit_code == 1
    lines = [line for line in built.said.splitlines() if line.startswith("content/")]
    assert len(lines) == len(TAKEN)
    for number, (alias, other) in enumerate(TAKEN.items()):
        [line] = [line for line in lines if f"news/a{number}.md" in line]
        assert other in line, alias
    assert built.files() == set()


def test_alias_that_will_be_taken(build: Build) -> None:
    """What is dated later claims its address and its aliases now: otherwise the site would fail on that day, with nobody there."""
    later = story("Mai", "2030-01-01", "aliases: [/sau/]")
    content = {"news/mai.md": later, "news/a.md": story("Một", "2026-11-01", "aliases: [/tin-tuc/mai/]"), "news/b.md": story("Hai", "2026-11-01", "aliases: [/Sau]")}
    built = build(content)
    assert built.exit_code == 1
    assert [line for line in built.said.splitlines() if line.startswith("content/")] == [
        "content/news/a.md:4: error: the address /tin-tuc/mai/ is taken by news/mai.md — delete this alias",
        "content/news/mai.md:4: error: the address /sau/ is taken by news/b.md — delete this alias",
    ]
    assert built.files() == set()


def test_alias_that_nobody_wants_any_more_goes(build: Build) -> None:
    """When an alias is taken out of the file, its stub goes, and another item may have the address."""
    assert file_of("/cu/") in build({"news/a.md": story("Một", "2026-11-01", "aliases: [/cu/]")}).files()
    built = build({"news/a.md": story("Một", "2026-11-01"), "news/b.md": story("Hai", "2026-11-01", "aliases: [/cu/x.html]")})
    assert built.exit_code == 0, built.said
    assert "cu/index.html" not in built.files()
    assert "cu/x.html" in built.files()
