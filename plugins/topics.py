"""Categories: their index, and the list of each, even when it is empty."""

from collections.abc import Iterator

from .model import address
from .model.edition import Channel, Edition, Site
from .model.listing import IndexView, list_pages
from .model.page import Page


def pages(site: Site) -> Iterator[Page]:
    """The index in every language; a list for every key of the registry."""
    for edition in site.editions:
        yield _index(site, edition)
        for category in edition.categories:
            key = category.code
            channel = Channel(address.category(edition.language, key), category.name(edition.language.code), edition.in_category(key))
            others = [
                (other.language.code, address.category(other.language, key), other.category_name(key))
                for other in site.editions
                if other is not edition
            ]
            yield from list_pages(site, edition, channel, others)


def _index(site: Site, edition: Edition) -> Page:
    url, heading = address.listing(edition.language, "topics"), edition.gettext("Topics")
    others = site.counterparts(edition, lambda other: address.listing(other.language, "topics"), lambda other: other.gettext("Topics"))
    entries = (
        (category.name(edition.language.code), address.category(edition.language, category.code), len(edition.in_category(category.code)))
        for category in edition.categories
    )
    return Page(url, "index.html", IndexView(site.frame(edition, url, heading, counterparts=others), heading, tuple(entries)))
