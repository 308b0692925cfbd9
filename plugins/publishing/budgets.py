"""How heavy pages may be: what a member on a slow line waits for before there is something to read."""

import functools
import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

TEXT = 6 * 1024
"""Bytes of text in a page's main part that the budget of a page reckons with."""
LONGER = 0.5
"""What each byte of text over that may add, compressed: Vietnamese shrinks to less than half."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What one page weighs, in bytes; compressed, but for `text`."""

    page: int
    """The HTML and the style sheets it asks for."""
    scripts: int
    text: int


def _size(data: bytes) -> int:
    return len(gzip.compress(data, mtime=0))


def _size_of(file: Path) -> int:
    return _size(file.read_bytes())


def over(site: Path, root: str, page: int, scripts: int, pages: Iterable[str] | None = None) -> Iterator[str]:
    """Each page of the built `site` that is over a budget, with its weight; of `pages` only, where they are given.

    `root` is the path of SITEURL, which begins the addresses in pages; `page` and `scripts` are bytes, compressed.
    """
    asked = functools.cache(_size_of)  # nearly every page asks for the same files
    for file in sorted(site.rglob("*.html")) if pages is None else (site / path for path in pages):
        weight = weigh(file, site, root, asked)
        name = file.relative_to(site).as_posix()
        allowed = page + round(LONGER * max(0, weight.text - TEXT))
        if weight.page > allowed:
            yield f"{name}: HTML and CSS {weight.page} bytes, {allowed} allowed"
        if weight.scripts > scripts:
            yield f"{name}: scripts {weight.scripts} bytes, {scripts} allowed"


def weigh(file: Path, site: Path, root: str, asked: Callable[[Path], int] = _size_of) -> Weight:
    """Weigh a page of `site`; `asked` weighs a file it asks for.

    Raises FileNotFoundError where it asks for a style sheet or script that is not there.
    """
    html = file.read_bytes()
    parts = _Parts()
    parts.feed(html.decode())
    parts.close()

    def compressed(addresses: list[str]) -> int:
        return sum(asked(site / urlsplit(address).path.removeprefix(root).lstrip("/")) for address in addresses)

    return Weight(_size(html) + compressed(parts.styles), compressed(parts.scripts), parts.text)


@dataclass
class _Parts(HTMLParser):
    """What a page asks for, and how much text its main part holds."""

    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    text: int = 0
    _inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link" and found.get("rel") == "stylesheet":
            self.styles.append(found["href"] or "")
        elif tag == "script" and "src" in found:
            self.scripts.append(found["src"] or "")
        elif tag == "main":
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += len(data.encode())
