"""Whether what machines read is as they expect it: feeds and sitemaps by their schemas, HTML by its nesting."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"
_BY_ROOT = {"rss": "rss.rng", "feed": "atom.rng", "urlset": "sitemap.rng", "sitemapindex": "sitemap.rng"}
"""The schema of a document, by its root element."""
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_SELF_CLOSED = frozenset({"svg", "path", "rect", "circle", "g", "use", "title"})


def faults(site: Path, path: str) -> Iterator[str]:
    """What is wrong with a feed or a sitemap of the built site; nothing with any other file."""
    if path.endswith(".xml"):
        yield from _xml_faults((site / path).read_bytes())
    elif PurePosixPath(path).name == "feed.json":
        yield from _json_feed_faults((site / path).read_text("utf-8"))


def _xml_faults(data: bytes) -> Iterator[str]:
    try:
        tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        yield str(problem)
        return
    schema = _BY_ROOT.get(etree.QName(tree).localname)
    if schema and not _schema(schema).validate(tree):
        yield str(_schema(schema).error_log.last_error)
    yield from _twice(found.text or "" for found in tree.iter("guid", "{http://www.w3.org/2005/Atom}id"))


def _json_feed_faults(text: str) -> Iterator[str]:
    """Version, title and items are there, and each item has an id of its own and a text (JSON Feed 1.1)."""
    try:
        read = json.loads(text)
        items = read["items"]
        if read["version"] != "https://jsonfeed.org/version/1.1" or not read["title"]:
            yield "no JSON Feed 1.1"
        if not all(item["id"] and (item.get("content_html") or item.get("content_text")) for item in items):
            yield "an item without id or text"
        yield from _twice(item["id"] for item in items)
    except (ValueError, KeyError, TypeError) as problem:
        yield f"no JSON Feed: {problem!r}"


def _twice(identities: Iterator[str]) -> Iterator[str]:
    yield from (f"two items have the identity {identity}" for identity, times in Counter(identities).items() if times > 1)


@cache
def _schema(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(SCHEMAS / name))


def html_faults(page: str) -> Iterator[str]:
    """What is wrong with the nesting and the ids of a page."""
    judge = _Nesting()
    judge.feed(page)
    judge.close()
    yield from judge.faults
    yield from (f"<{tag}> is never closed" for tag in judge.open)
    yield from (f"the id {identity} is given {times} times" for identity, times in judge.ids.items() if times > 1)


class _Nesting(HTMLParser):
    """Follows a page whose every element is closed by a tag of its own: the theme leaves none out."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids.update(value for name, value in attrs if name == "id" and value)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids.update(value for name, value in attrs if name == "id" and value)
        if tag not in _VOID and tag not in _SELF_CLOSED:
            self.faults.append(f"<{tag}/> closes nothing")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag in self.open:
            line, _ = self.getpos()
            self.faults.append(f"</{tag}> in line {line} closes over <{self.open[-1]}>")
            while self.open.pop() != tag:
                pass
        else:
            self.faults.append(f"</{tag}> in line {self.getpos()[0]} closes nothing")
