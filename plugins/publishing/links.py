"""Whether the addresses in built pages lead anywhere. The pages are the theme's, and nh3's: attributes stand in one form only."""

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

_REFERENCE = re.compile(r'\s(?:href|src|data-slogans|data-announcements)="([^"]*)"')
_SOURCES = re.compile(r'\ssrcset="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_OWN = re.compile(r"(?![a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
"""How an address begins that is within the site, whatever it is relative to."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a page refers to, and what in it may be referred to."""

    references: frozenset[str]
    ids: frozenset[str]


def read(page: str) -> Addresses:
    """What a page's HTML says."""
    references = {html.unescape(found) for found in _REFERENCE.findall(page)}
    for found in _SOURCES.findall(page):
        references |= {html.unescape(one).split()[0] for one in found.split(",") if one.strip()}
    return Addresses(frozenset(references), frozenset(map(html.unescape, _ID.findall(page))))


def dead(site: Path, pages: Collection[str], files: Collection[str], site_url: str) -> Iterator[tuple[str, str]]:
    """Page and address of every reference within the site that leads nowhere, in order.

    `pages`: those that are looked into; `files`: all of the site; `site_url`: its full address, without a slash at its end.
    """
    found = {path: read((site / path).read_text("utf-8")) for path in pages}
    for path in sorted(found):
        for reference in sorted(found[path].references):
            if not _leads_somewhere(path, reference, found, files, site_url):
                yield path, reference


def _leads_somewhere(path: str, reference: str, pages: Mapping[str, Addresses], files: Collection[str], site_url: str) -> bool:
    own = reference.removeprefix(site_url) if reference == site_url or reference.startswith(f"{site_url}/") else None
    root = urlsplit(site_url).path
    if own is None:
        if not _OWN.match(reference):
            return True
        own = reference
        if own.startswith("/"):
            if root and own != root and not own.startswith(f"{root}/"):
                return False
            own = own.removeprefix(root)
    place, _, fragment = own.partition("#")
    place = unquote(place.partition("?")[0])
    target = path if not place else place.removeprefix("/") if place.startswith("/") else normpath(join(dirname(path), place))
    if place.endswith("/") or target == "":
        target = f"{target.removesuffix('/')}/index.html".removeprefix("/")
    if target not in files:
        return False
    return not fragment or target not in pages or unquote(fragment) in pages[target].ids
