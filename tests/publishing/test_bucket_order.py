"""In which order a bucket's objects are replaced."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publishing.bucket_order import PageRead, base_of, read_page, steps
from plugins.publishing.release import Difference

PATHS = st.sampled_from([f"{folder}{name}/index.html" for folder in ("", "tin-tuc/", "the/a/") for name in "abcd"] + ["index.html"])
GRAPHS = st.dictionaries(PATHS, st.tuples(st.sets(PATHS), st.booleans()))


def _read(graph: Mapping[str, tuple[set[str], bool]]) -> dict[str, PageRead]:
    return {path: PageRead(tuple(sorted(links & graph.keys())), item) for path, (links, item) in graph.items()}


def _reached(pages: Mapping[str, PageRead], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        new = set(pages[ahead.pop()].links) - seen
        seen |= new
        ahead += new
    return seen


@given(GRAPHS)
def test_no_page_before_those_it_links_to(graph: Mapping[str, tuple[set[str], bool]]) -> None:
    """Whatever links to whatever, an added page comes after the added pages it links to, unless they lead back to it; each comes once."""
    pages = _read(graph)
    order = [set(step) for step in steps(Difference(tuple(sorted(pages)), (), ()), pages)]
    turn = {path: number for number, step in enumerate(order) for path in step}
    assert sorted(path for step in order for path in step) == sorted(pages)
    for path, page in pages.items():
        for target in page.links:
            if path not in _reached(pages, target):
                assert turn[target] < turn[path]
            elif pages[target].item and not page.item:
                assert turn[target] < turn[path], "a list in a ring waits for its items"


@pytest.mark.long
def test_a_chain_of_any_length_is_ordered() -> None:
    """A hundred thousand pages, each leading to the next, need no deeper stack than two."""
    names = [f"tin-tuc/{number}/index.html" for number in range(100_000)]
    pages = {name: PageRead((target,), item=True) for name, target in pairwise(names)} | {names[-1]: PageRead((), item=True)}
    order = [step for step in steps(Difference(tuple(names), (), ()), pages) if step]
    assert order == [(name,) for name in reversed(names)]


def test_everything_has_its_turn() -> None:
    """What pages need, added pages, changed items, changed lists (the home page last), what programs ask for, what says that it is done."""
    added = ("manh/moi.json", "media/a.jpg", "the/moi/index.html", "the/moi/rss.xml", "theme/a.css", "tin-tuc/moi/index.html")
    changed = ("index.html", "manh/slogans.json", "manifest.json", "media/bang.csv", "rss.xml", "status.json", "the/a/index.html", "tin-tuc/cu/index.html", "tin-tuc/index.html")
    items = {"tin-tuc/moi/index.html": PageRead(("the/moi/index.html",), item=True), "tin-tuc/cu/index.html": PageRead((), item=True)}
    lists = {"the/moi/index.html": PageRead(("tin-tuc/moi/index.html",))} | dict.fromkeys(("index.html", "tin-tuc/index.html", "the/a/index.html"), PageRead())
    order = [set(step) for step in steps(Difference(added, changed, ("x",)), items | lists) if step]
    assert order == [
        {"media/a.jpg", "theme/a.css", "media/bang.csv", "manh/moi.json"},
        {"tin-tuc/moi/index.html"},
        {"the/moi/index.html"},
        {"tin-tuc/cu/index.html"},
        {"the/a/index.html"},
        {"tin-tuc/index.html"},
        {"index.html"},
        {"manh/slogans.json", "rss.xml", "the/moi/rss.xml"},
        {"status.json"},
        {"manifest.json"},
    ]


def test_links_are_found_below_a_path() -> None:
    """A site below a path links with it, and its files are without it; what leads elsewhere is no link here."""
    added = {path: path for path in ("tin-tuc/họp/index.html", "index.html", "en/index.html")}
    text = """<meta property="og:type" content="article"><a href="/union/tin-tuc/h%E1%BB%8Dp/#x">a</a><a href='/union/'>b</a><a href="/en/">c</a><a href="https://x.example/">d</a>"""
    assert base_of(b'<link rel="canonical" href="https://someone.example/union/">') == "/union"
    assert read_page(text.encode(), "/union", added) == PageRead(("index.html", "tin-tuc/họp/index.html"), item=True)
    assert read_page(text.encode(), "/union", {}) == PageRead((), item=True)
