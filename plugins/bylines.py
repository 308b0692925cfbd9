"""Bylines: a page for each code of the registry that has signed something, with what it stands for."""

from collections.abc import Iterator

from .model import address
from .model.listing import list_pages
from .model.page import Page
from .model.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The list of each byline's stories and announcements, in the languages it has any."""
    for edition in site.editions:
        for code, byline in edition.registries.bylines.items():
            items = edition.signed(code)
            if not items:
                continue
            channel = edition.named_channel(address.byline(edition.language, code), byline, items)
            others = [
                (other.language.code, address.byline(other.language, code), byline.name(other.language.code))
                for other in site.editions
                if other is not edition and other.signed(code)
            ]
            yield from list_pages(site, edition, channel, others, feed=False)
