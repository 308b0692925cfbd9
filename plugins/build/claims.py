"""Every address is claimed once, so that two pages that want one are named together."""

from collections.abc import Iterable, Iterator

from plugins.model import address
from plugins.model.page import Page
from plugins.model.problem import Problem, Report

from .output import MANIFEST, STAGING


def claim(planned: Iterable[Page]) -> tuple[dict[str, Page], list[Problem]]:
    """The pages by the file each becomes; a Problem for each that comes too late.

    Addresses that differ in case only are one: not every disk and server can tell them apart.
    """
    claimed: dict[str, Page] = {}
    holders = {name: Page(f"/{name}", "", None) for name in (MANIFEST, STAGING)}
    problems: list[Problem] = []
    for page in planned:
        file = address.file_of(page.url)
        holder = holders.setdefault(file.casefold(), page)
        if holder is page:
            claimed[file] = page
        else:
            problems.extend(_taken(page, holder))
    return claimed, problems + list(_shadowed(claimed, holders))


def _taken(page: Page, holder: Page) -> Iterator[Problem]:
    late, first = (page, holder) if page.source else (holder, page)
    report = Report(late.source or "?")
    report.error(1, "the address {url} is taken by {other} — give one of them another address", url=page.url, other=first.source or "the site itself")
    yield from report.problems


def _shadowed(claimed: dict[str, Page], holders: dict[str, Page]) -> Iterator[Problem]:
    """A file cannot lie where another page needs a folder: `/tin-tuc` beside `/tin-tuc/`."""
    for file, page in claimed.items():
        folder = file.casefold().rpartition("/")[0]
        while folder:
            if folder in holders:
                yield from _taken(page, holders[folder])
            folder = folder.rpartition("/")[0]
