"""Whether the addresses in built pages lead anywhere. The pages are the theme's, and nh3's: attributes stand in one form only."""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

_REFERENCE = re.compile(r'\s(?:href|src|data-slogans|data-announcements)="([^"]*)"')
_SOURCES = re.compile(r'\ssrcset="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
_OWN = re.compile(r"(?![a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
"""How an address begins that is within the site, whatever it is relative to."""
_NOWHERE = ("..", "")
"""Beside the site."""


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
    """Page and address of every reference within the site that leads nowhere.

    `pages`: those that are looked into; `files`: all of the site; `site_url`: its full address, without a slash at its end.
    """
    known, root = frozenset(pages), urlsplit(site_url).path
    elsewhere: dict[str, list[tuple[str, str, str]]] = {}  # by the page that fragments lead into: only these are remembered, for pages may be hundreds of thousands
    for path in pages:
        page = read((site / path).read_text("utf-8"))
        for reference in page.references:
            place = _target(path, reference, site_url, root)
            if place is None:
                continue
            target, fragment = place
            if target not in files or (target == path and fragment and fragment not in page.ids):
                yield path, reference
            elif fragment and target in known and target != path:
                elsewhere.setdefault(target, []).append((fragment, path, reference))
    for target, asked in elsewhere.items():
        ids = read((site / target).read_text("utf-8")).ids
        yield from ((path, reference) for fragment, path, reference in asked if fragment not in ids)


def _target(path: str, reference: str, site_url: str, root: str) -> tuple[str, str] | None:
    """The file that a page's reference leads to, and the fragment in it; None: it leads out of the site. `root`: the path of `site_url`."""
    if reference == site_url or reference.startswith(f"{site_url}/"):
        own = reference.removeprefix(site_url) or "/"
    elif not _OWN.match(reference):
        return None
    elif not reference.startswith("/"):
        own = reference
    elif not root or reference == root or reference.startswith(f"{root}/"):
        own = reference.removeprefix(root) or "/"
    else:
        return _NOWHERE
    place, _, fragment = own.partition("#")
    place = unquote(place.partition("?")[0])
    target = path if not place else place.removeprefix("/") if place.startswith("/") else normpath(join(dirname(path), place))
    if place.endswith("/") or target == "":
        target = f"{target.removesuffix('/')}/index.html".removeprefix("/")
    return target, unquote(fragment)
