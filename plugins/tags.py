"""Tags: their index in Vietnamese order, and the list of each."""

from collections.abc import Iterator

from .model import address
from .model.edition import Channel, Edition, Site
from .model.listing import IndexView, list_pages
from .model.page import Page


def pages(site: Site) -> Iterator[Page]:
    """The index in every language; a list for every tag that an item of that language has."""
    for edition in site.editions:
        yield _index(site, edition)
        for tag in edition.tags:
            channel = Channel(address.tag(edition.language, tag.slug), tag.name, edition.tagged(tag.slug))
            yield from list_pages(site, edition, channel, alone=True)


def _index(site: Site, edition: Edition) -> Page:
    url, heading = address.listing(edition.language, "tags"), edition.gettext("Tags")
    others = site.counterparts(edition, lambda other: address.listing(other.language, "tags"), lambda other: other.gettext("Tags"))
    entries = ((tag.name, address.tag(edition.language, tag.slug), len(edition.tagged(tag.slug))) for tag in edition.tags)
    return Page(url, "index.html", IndexView(site.frame(edition, url, heading, counterparts=others), heading, tuple(entries)))
