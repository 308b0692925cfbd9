"""Tags: their index in Vietnamese order, and the list of each."""

from collections.abc import Iterator

from .model import address
from .model.edition import Edition
from .model.listing import IndexView, list_pages
from .model.page import Page
from .model.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The index in every language; a list for every tag that an item of that language has."""
    for edition in site.editions:
        yield _index(site, edition)
        for tag in edition.tags:
            yield from list_pages(site, edition, edition.tag_channel(tag), alone=True)


def _index(site: Site, edition: Edition) -> Page:
    url, heading = address.listing(edition.language, "tags"), edition.gettext("Tags")
    others = site.counterparts(edition, lambda other: address.listing(other.language, "tags"), lambda other: other.gettext("Tags"))
    channels = map(edition.tag_channel, edition.tags)
    entries = ((channel.title, channel.url, len(channel.items)) for channel in channels)
    return Page(url, "index.html", IndexView(site.frame(edition, url, heading, counterparts=others), heading, tuple(entries)))
