"""404.html: what a server shows for an address that is nowhere, in every language at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .model.edition import Edition
from .model.page import Crumb, Frame, Masthead, Page
from .model.site import Site, section


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page, framed in the default language."""

    frame: Frame
    halves: tuple["Half", ...]
    """In every language, the default one first."""


@dataclass(frozen=True, slots=True)
class Half:
    """What one language's readers are told: where to go from here."""

    masthead: Masthead
    heading: str
    sentence: str
    home: str
    """What the link to the home page is called."""
    search: Crumb | None
    """Where one searches the announcements; None: there are none."""


def pages(site: Site) -> Iterator[Page]:
    """One, at the root."""
    edition = site.editions[0]
    frame = site.frame(edition, "/404.html", edition.gettext("Page not found"), alone=True, indexed=False)
    frame = replace(frame, switches=())  # it is in every language already
    yield Page("/404.html", "not_found.html", NotFoundView(frame, tuple(_half(site, other) for other in site.editions)))


def _half(site: Site, edition: Edition) -> Half:
    _ = edition.gettext
    return Half(
        site.mastheads[edition.language.code],
        _("Page not found"),
        _("There is no page at this address. It may have been moved, or the address mistyped."),
        section(edition, "home").title,
        Crumb(edition.announcements_channel.url, _("Find a document")) if edition.announcements else None,
    )
