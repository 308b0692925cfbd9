"""Old addresses: a page at each that sends the reader on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from .model.page import Frame, Page
from .model.site import Site


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A stub."""

    frame: Frame
    """`url` is where it sends the reader."""


def pages(site: Site) -> Iterator[Page]:
    """One for every alias of every item."""
    for edition in site.editions:
        for item in chain(edition.all_stories, edition.all_announcements, edition.pages):
            for alias in item.aliases:
                view = RedirectView(site.frame(edition, item.url, item.title, alone=True, indexed=False))
                yield Page(alias, "redirect.html", view, item.path)
