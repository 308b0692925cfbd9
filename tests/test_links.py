"""Nothing leads nowhere: every address on every page, every fragment, every picture, in every feed and every file."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from tests.conftest import Build, Built
from tests.everything import everything
from tests.parsed import addresses, document, file_of, found, xml
from tests.written import notice, story, text

TEXTS = frozenset({"{http://purl.org/rss/1.0/modules/content/}encoded", "{http://www.w3.org/2005/Atom}content"})
"""The elements of feeds that hold a text."""


def dead_ends(built: Built, siteurl: str) -> list[str]:
    """Every address of the site, in its files, that leads to no file or to no place in it: `file: address`."""
    ids = {path: set(found(document((built.output / path).read_bytes()), "//@id")) for path in built.files() if path.endswith(".html")}
    wrong = []
    for path in sorted(built.files()):
        for written in _written(built, path):
            own = urljoin(f"{siteurl}/{path.removesuffix('index.html')}", written)
            if urlsplit(own)[:2] != urlsplit(siteurl)[:2]:
                continue
            bare, _, fragment = own.partition("#")
            file = file_of(unquote(bare.removeprefix(siteurl)))
            inside = bare == siteurl or bare.startswith(f"{siteurl}/")
            if not inside or not (built.output / file).is_file() or (fragment and fragment not in ids.get(file, set())):
                wrong.append(f"{path}: {written}")
    return wrong


def _written(built: Built, path: str) -> Iterator[str]:
    match PurePosixPath(path).suffix:
        case ".html":
            tree = document((built.output / path).read_bytes())
            yield from addresses(tree)
            yield from (refresh.partition("url=")[2] for refresh in found(tree, "//meta[@http-equiv='refresh']/@content"))
        case ".xml":
            for element in xml(built, f"/{path}").iter():
                if element.tag in TEXTS and element.text:
                    yield from addresses(document(element.text.encode()))
                elif str(element.tag).endswith(("link", "loc", "enclosure", "url", "icon", "logo", "}content")):
                    yield from filter(None, (element.text, element.get("href"), element.get("url")))
        case ".opml":
            yield from found(xml(built, f"/{path}"), "//@xmlUrl | //@htmlUrl")
        case ".css":
            yield from re.findall(r"url\(['\"]?([^'\")]+)", built.text(path))
        case ".json" if path != "manifest.json":
            read = json.loads(built.text(path))
            if isinstance(read, list):
                yield from (line["url"] for line in read if line["url"])
            else:
                yield from _in_feed(read) if "items" in read else _in_register(read)


def _in_register(read: Mapping[str, Any]) -> Iterator[str]:
    """Every address in the register as data, or in its schema."""
    yield from (read[name] for name in ("$schema", "$id", "url") if name in read)
    for entry in read.get("documents", ()):
        yield entry["url"]
        yield from (other["url"] for name in ("translations", "attachments", "relations") for other in entry[name] if other["url"])


def _in_feed(read: Mapping[str, Any]) -> Iterator[str]:
    """Every address in a JSON Feed."""
    yield from (read[name] for name in ("home_page_url", "feed_url", "icon", "favicon"))
    for item in read["items"]:
        yield from filter(None, (item["url"], item.get("image"), *(attached["url"] for attached in item.get("attachments", ()))))
        if item["content_html"]:
            yield from addresses(document(item["content_html"].encode()))


def test_sample_below_a_path(sample: Built) -> None:
    """Below a path every address of the sample site leads to a page of it."""
    assert dead_ends(sample, "https://someone.example/union") == []


def test_sample_at_a_domain(rooted_sample: Built) -> None:
    """At a domain every address of the sample site leads to a page of it."""
    assert dead_ends(rooted_sample, "https://union.example") == []


def test_every_construct(build: Build) -> None:
    """No construct of a text, no numbered page and no state of an announcement makes an address that leads nowhere."""
    assert dead_ends(build(everything(), SITEURL="https://someone.example/union"), "https://someone.example/union") == []


def test_empty_site(build: Build) -> None:
    """A site before its first text leads nowhere wrong."""
    assert dead_ends(build({}, SITEURL="https://someone.example/union"), "https://someone.example/union") == []


def test_the_crawler_finds_dead_ends(sample: Built) -> None:
    """The crawler does look: taken to stand elsewhere, the same site leads nowhere on every page."""
    wrong = {found.partition(":")[0] for found in dead_ends(sample, "https://someone.example")}
    assert wrong >= {path for path in sample.files() if path.endswith(".html")}


def test_links_in_texts(build: Build) -> None:
    """A link in a text to what is not there is left out with a warning that names the line; what is there is linked."""
    built = build(
        {
            "news/a.md": story("Một", "2026-11-01", body="[có](/tin-tuc/) [thiếu gạch](/tin-tuc) [hỏng](/khong-co/)\n\n[nháp](b.md) [cặp](c.md) [mục](c.md#muc-hai) [hỏng](d.md)"),
            "news/b.md": story("Hai", "2026-11-01", "status: draft"),
            "news/c.md": story("Ba", "2026-11-01", body="## Mục hai\n\nMột đoạn."),
            "announcements/d.md": notice("Bốn", "2026-11-01"),
        }
    )
    tree = document((built.output / "tin-tuc/mot/index.html").read_bytes())
    assert built.exit_code == 0, built.said
    assert found(tree, "//div[@class='text']//a/@href") == ["/tin-tuc/", "/tin-tuc/", "/tin-tuc/ba/", "/tin-tuc/ba/#muc-hai"]
    said = [line for line in built.said.splitlines() if "news/a.md:" in line]
    assert [line.partition(": ")[0] for line in said] == ["content/news/a.md:6", "content/news/a.md:8", "content/news/a.md:8"]


def test_menu_without_its_page(build: Build) -> None:
    """A menu entry whose page is not in a language, or not published, is not in that language's menu."""
    built = build(
        {
            "site/menu.yaml": "- section: home\n- page: pages/a\n- page: pages/b\n- category: khong-co\n",
            "pages/a.vi.md": text("Một"),
            "pages/b.vi.md": text("Hai", "status: draft"),
        }
    )
    assert built.exit_code == 0, built.said
    menus = {url: found(document((built.output / file_of(url)).read_bytes()), "//nav[@class='menu']//a/@href") for url in ("/", "/en/")}
    assert menus == {"/": ["/", "/mot/"], "/en/": ["/en/"]}


def test_dead_link_is_named_as_it_is_written(build: Build) -> None:
    """The warning says what stands in the text, so that one can search for it; each mention at its own line."""
    built = build({"news/a.md": story("Một", "2026-11-01", body="[a](/tin) [b](/tin-tuc/#x)\n\n[c](/tin/#y)\n\n[d](/tin)")})
    assert built.exit_code == 0, built.said
    assert [line.partition("; ")[0] for line in built.said.splitlines() if line.startswith("content/")] == [
        "content/news/a.md:6: warning: the link “/tin” leads to no page of the site",
        "content/news/a.md:8: warning: the link “/tin/#y” leads to no page of the site",
        "content/news/a.md:10: warning: the link “/tin” leads to no page of the site",
    ]
