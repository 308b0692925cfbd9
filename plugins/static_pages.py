"""Static pages: about us, contact."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model.edition import Labels
from .model.item import StaticPage
from .model.listing import WithdrawnView
from .model.page import Frame, Page
from .model.site import Site


@dataclass(frozen=True, slots=True)
class StaticPageView:
    """One static page."""

    frame: Frame
    page: StaticPage
    labels: Labels


def pages(site: Site) -> Iterator[Page]:
    """Every static page."""
    for edition in site.editions:
        for page in edition.pages:
            labels = edition.labels(page)
            frame = site.item_frame(edition, page, labels)
            if page.withdrawn:
                yield Page(page.url, "withdrawn.html", WithdrawnView(frame, page), page.path)
            else:
                yield Page(page.url, "page.html", StaticPageView(frame, page, labels), page.path)
