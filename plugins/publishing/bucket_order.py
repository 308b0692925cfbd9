"""In which order the objects of a bucket are replaced: there is no atomic switch, so at every moment what is there finds all it needs.

What is added comes first: no page that members see refers to it yet. A page comes after the added pages that it links to; then the pages
that were there before, items before the lists that show them, the home page last; then what programs ask for.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from plugins.model import address

from .release import MANIFEST, STATUS, Difference

Read = Callable[[str], bytes]
"""The bytes of a file of the release, by path."""
Step = tuple[str, ...]
"""Paths whose order among each other does not matter."""

HOME = "index.html"
_LAST = (STATUS, MANIFEST)
"""They say that the release is there."""
_POLLED = frozenset({".xml", ".opml", ".csv", ".txt", ".ics"})
_POLLED_NAMES = frozenset({"feed.json", "data.json"})
_LINK = re.compile(rb"""\shref\s*=\s*["']?(/[^"'\s>#?]*)""")
"""Too much found does no harm: it only orders more than it must."""
_CANONICAL = re.compile(rb"""rel="canonical" href="([^"]*)\"""")
_ARTICLE = re.compile(rb'property="og:type" content="article"')


@dataclass(frozen=True, slots=True)
class PageRead:
    """What matters of a page."""

    links: tuple[str, ...] = ()
    """The added pages that it links to, by path."""
    item: bool = False
    """A story or an announcement; else a list, or a page that stands alone."""


def is_page(path: str) -> bool:
    """Whether a browser shows it as a page, with links."""
    return path.endswith(".html")


def base_of(home: bytes) -> str:
    """The path below which the site stands, from its home page; without a slash at its end."""
    found = _CANONICAL.search(home)
    return urlsplit(found[1].decode()).path.rstrip("/") if found else ""


def read_page(text: bytes, base: str, added: Mapping[str, str]) -> PageRead:
    """What matters of a page of the site that stands below `base`; `added`: the added pages, each path by itself, so that it is in memory once."""
    item = bool(_ARTICLE.search(text))
    if not added:
        return PageRead((), item)
    found = (unquote(link.decode()) for link in set(_LINK.findall(text)))
    paths = (added.get(address.file_of(link.removeprefix(base))) for link in found if link.startswith(f"{base}/"))
    return PageRead(tuple(sorted(filter(None, paths))), item)


def steps(difference: Difference, pages: Mapping[str, PageRead]) -> Iterator[Step]:
    """What is sent, in order: each step when all of the one before is there. `pages`: those among what is sent, by path."""
    added = [path for path in difference.added if path not in _LAST]
    changed = [path for path in difference.changed if path not in _LAST]
    yield tuple(path for path in (*added, *changed) if _needed(path)) + tuple(path for path in added if _filled_in(path))
    yield from _after_what_they_link_to([path for path in added if is_page(path)], pages)
    yield tuple(path for path in changed if is_page(path) and pages[path].item)
    yield from _entries_last([path for path in changed if is_page(path) and not pages[path].item])
    yield tuple(path for path in changed if _filled_in(path)) + tuple(path for path in (*added, *changed) if _polled(path))
    for path in _LAST:
        yield tuple(sent for sent in difference.sent if sent == path)


def _polled(path: str) -> bool:
    """Feeds, calendars, sitemaps, data: what programs ask for by themselves, and what refers to pages."""
    if path.startswith((address.ASSETS[1:], address.MEDIA[1:])):
        return False
    return PurePosixPath(path).suffix in _POLLED or PurePosixPath(path).name in _POLLED_NAMES


def _filled_in(path: str) -> bool:
    """What pages fill their slots from: a new one is there before they are, a changed one refers to pages that must be there."""
    return path.endswith((".json", ".webmanifest")) and not _polled(path)


def _needed(path: str) -> bool:
    """Pictures, attachments, the theme."""
    return not (is_page(path) or _polled(path) or _filled_in(path))


def _entries_last(paths: Collection[str]) -> Iterator[Step]:
    """The deepest first: a tag's list before the list of all stories, that before the home page."""
    for depth in sorted({path.count("/") for path in paths}, reverse=True):
        yield tuple(path for path in paths if path.count("/") == depth)


def _after_what_they_link_to(paths: Sequence[str], pages: Mapping[str, PageRead]) -> Iterator[Step]:
    """Added pages. Those that lead to each other in a ring have no order, except that lists come after items, and the home page last."""
    graph = {path: pages[path].links for path in paths}
    turn: dict[str, int] = {}
    for ring in _rings(graph):
        first = max((turn[target] for path in ring for target in graph[path] if target in turn), default=-1) + 1
        ranks = sorted({_rank(path, pages[path]) for path in ring})
        turn |= {path: first + ranks.index(_rank(path, pages[path])) for path in ring}
    found: dict[int, list[str]] = {}
    for path, when in turn.items():
        found.setdefault(when, []).append(path)
    yield from (tuple(found[when]) for when in sorted(found))


def _rank(path: str, page: PageRead) -> tuple[bool, int]:
    """Items first, then lists, the deepest first."""
    return (False, 0) if page.item else (True, -path.count("/"))


def _rings(graph: Mapping[str, Sequence[str]]) -> Iterator[Sequence[str]]:
    """The strongly connected parts of a graph, each after all that it leads to (Kosaraju's way)."""
    turned: dict[str, list[str]] = {path: [] for path in graph}
    for path, targets in graph.items():
        for target in targets:
            turned[target].append(path)
    seen: set[str] = set()
    backwards = [path for root in graph for path in _left(turned, root, seen)]
    seen = set()
    for root in reversed(backwards):
        if root not in seen:
            yield _left(graph, root, seen)


def _left(graph: Mapping[str, Sequence[str]], root: str, seen: set[str]) -> Sequence[str]:
    """What can be reached from `root` and was not `seen`, in the order in which a walk in depth leaves it for good."""
    if root in seen:
        return []
    seen.add(root)
    left, way = [], [(root, iter(graph[root]))]
    while way:
        path, targets = way[-1]
        ahead = next((target for target in targets if target not in seen), None)
        if ahead is None:
            left.append(path)
            way.pop()
        else:
            seen.add(ahead)
            way.append((ahead, iter(graph[ahead])))
    return left
