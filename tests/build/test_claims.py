"""Claims on addresses: two pages that want one are named together."""

import pytest

from plugins.build.claims import claim
from plugins.model.page import Page
from plugins.model.problem import Level


def said(*planned: Page) -> list[str]:
    """The problems of a plan, as `path: message`."""
    problems = claim(planned)[1]
    assert all(problem.level is Level.ERROR for problem in problems)
    return [f"{problem.path}: {problem.said()}" for problem in problems]


def page(url: str, source: str = "") -> Page:
    """A page at `url`."""
    return Page(url, "story.html", None, source)


def test_every_page_gets_its_file() -> None:
    """An address that ends with a slash is the index.html of a folder; any other is a file of its own."""
    claimed, problems = claim([page("/"), page("/tin-tuc/a/"), page("/rss.xml")])
    assert (list(claimed), problems) == (["index.html", "tin-tuc/a/index.html", "rss.xml"], [])


def test_two_files_that_want_one_address_are_named_together() -> None:
    """The problem is said of the one that comes later, and names the other."""
    assert said(page("/a/", "news/one.md"), page("/a/", "news/two.md")) == [
        "news/two.md: the address /a/ is taken by news/one.md — give one of them another address"
    ]


@pytest.mark.parametrize("first", [True, False])
def test_the_site_itself_keeps_its_address(first: bool) -> None:
    """Where a page of the site and one of the content want one address, the problem is the content's, whichever comes first."""
    both = [page("/404.html"), page("/404.html", "news/one.md")]
    assert said(*(both if first else reversed(both))) == [
        "news/one.md: the address /404.html is taken by the site itself — give one of them another address"
    ]


def test_case_does_not_tell_addresses_apart() -> None:
    """Addresses that differ in case only are one: some disks and servers cannot tell them apart. Folders' names count, too."""
    assert len(said(page("/Tin/a/", "news/one.md"), page("/tin/a/", "news/two.md"))) == 1
    assert len(said(page("/Tin.html", "news/one.md"), page("/tin.html/a/", "news/two.md"))) == 1
    assert said(page("/tin/a/", "news/one.md"), page("/tin/b/", "news/two.md")) == []


@pytest.mark.parametrize("turned", [True, False])
def test_a_file_and_a_folder_cannot_have_one_name(turned: bool) -> None:
    """A page cannot be a file where another page needs a folder, however deep, whichever comes first."""
    both = [page("/a.b", "news/one.md"), page("/a.b/c/d/", "news/two.md")]
    problems = said(*(reversed(both) if turned else both))
    assert len(problems) == 1
    assert {"news/one.md", "news/two.md"} == {name for name in ("news/one.md", "news/two.md") if name in problems[0]}


@pytest.mark.parametrize("url", ["/manifest.json", "/Manifest.json", "/manifest.json/", "/.staging/a/", "/.staging"])
def test_what_the_build_needs_for_itself_cannot_be_claimed(url: str) -> None:
    """No page can stand where the manifest goes, or where pages are staged."""
    claimed, problems = claim([page(url, "news/one.md")])
    assert [problem.path for problem in problems] == ["news/one.md"]
    assert "the site itself" in problems[0].said()
    assert len(claimed) <= 1
