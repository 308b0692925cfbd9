"""The output read back, as a browser, a feed reader or a search engine reads it."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import fastjsonschema
import feedparser
from lxml import etree, html

from plugins.publishing import schemas
from tests.conftest import Built

SCHEMAS = Path(schemas.__file__).parent


def file_of(url: str) -> str:
    """The file that a server answers `url` with."""
    return url.lstrip("/") + ("index.html" if url.endswith("/") else "")


def page(built: Built, url: str) -> etree._Element:
    """The HTML page at `url`, which is without SITEURL's path."""
    return document((built.output / file_of(url)).read_bytes())


def document(data: bytes) -> etree._Element:
    """A page's bytes as a tree."""
    tree: etree._Element = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    return tree


def found(tree: etree._Element, path: str) -> list[str]:
    """What an XPath of attributes or texts finds, spaces made plain."""
    matches = tree.xpath(path)
    assert isinstance(matches, list)
    return [" ".join(str(match).split()) for match in matches]


def text(tree: etree._Element, path: str = ".") -> str:
    """All text in what an XPath finds."""
    elements = tree.xpath(path)
    assert isinstance(elements, list)
    return " ".join(" ".join("".join(map(str, element.itertext())).split()) for element in elements if isinstance(element, etree._Element))


def alternates(tree: etree._Element) -> dict[str, str]:
    """What `hreflang` names: address by language."""
    codes = found(tree, "//link[@rel='alternate'][@hreflang]/@hreflang")
    return dict(zip(codes, found(tree, "//link[@rel='alternate'][@hreflang]/@href"), strict=True))


def listed(built: Built, url: str) -> list[str]:
    """The addresses of the items that the list at `url` shows, in order; without what stands beside it."""
    return found(page(built, url), "//main/article//*[self::h2]/a/@href")


def addresses(tree: etree._Element) -> Iterator[str]:
    """Everything a page refers to."""
    for name in ("href", "src", "data-slogans", "data-announcements"):
        yield from found(tree, f"//@{name}")


def feed(built: Built, url: str) -> feedparser.FeedParserDict:
    """A feed, as feedparser reads it: well-formed, or the test fails."""
    read = feedparser.parse((built.output / file_of(url)).read_bytes())
    assert not read.bozo, read.bozo_exception
    return read


def xml(built: Built, url: str) -> etree._Element:
    """An XML file as a tree."""
    tree: etree._Element = etree.fromstring((built.output / file_of(url)).read_bytes())
    return tree


def check_schema(tree: etree._Element, name: str) -> None:
    """Fail where `tree` does not follow a schema of plugins/publishing/schemas."""
    _schema(name).assertValid(tree)


def check_json_feed(read: object) -> None:
    """Fail where what was read from JSON is no JSON Feed as the schema of plugins/publishing/schemas says."""
    _json_schema("json_feed.json")(read)


@cache
def _schema(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


@cache
def _json_schema(name: str) -> Callable[[object], object]:
    compiled: Callable[[object], object] = fastjsonschema.compile(json.loads((SCHEMAS / name).read_text("utf-8")))
    return compiled
