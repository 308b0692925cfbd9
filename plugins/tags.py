"""Tags: their index in Vietnamese order, and the list of each."""

from collections.abc import Iterator

from .model import address
from .model.edition import Edition
from .model.listing import IndexView, list_pages
from .model.page import Crumb, Page
from .model.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The index in every language; a list for every tag that an item of that language has."""
    for edition in site.editions:
        index = Crumb(address.listing(edition.language, "tags"), edition.gettext("Tags"))
        yield _index(site, edition, index)
        for tag in edition.tags:
            yield from list_pages(site, edition, edition.tag_channel(tag), below=index, alone=True)


def _index(site: Site, edition: Edition, index: Crumb) -> Page:
    others = site.counterparts(edition, lambda other: address.listing(other.language, "tags"), lambda other: other.gettext("Tags"))
    channels = map(edition.tag_channel, edition.tags)
    entries = ((channel.title, channel.url, len(channel.items)) for channel in channels)
    return Page(index.url, "index.html", IndexView(site.frame(edition, index.url, index.title, counterparts=others), index.title, tuple(entries)))
