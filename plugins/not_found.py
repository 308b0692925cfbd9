"""404.html: what a server shows for an address that is nowhere, in every language at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .model.page import Frame, Masthead, Page
from .model.site import Site


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page, framed in the default language."""

    frame: Frame
    mastheads: tuple[Masthead, ...]
    """Of every language: where to go from here."""
    sentences: tuple[str, ...]
    """The message, in each of them."""


def pages(site: Site) -> Iterator[Page]:
    """One, at the root."""
    edition = site.editions[0]
    frame = site.frame(edition, "/404.html", edition.gettext("Page not found"), alone=True, indexed=False)
    frame = replace(frame, switches=())  # it is in every language already
    sentences = tuple(other.gettext("There is no page at this address. It may have been moved, or the address mistyped.") for other in site.editions)
    yield Page("/404.html", "not_found.html", NotFoundView(frame, tuple(site.mastheads.values()), sentences))
