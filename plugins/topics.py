"""Categories: their index, and the list of each, even when it is empty."""

from collections.abc import Iterator

from .model import address
from .model.edition import Edition
from .model.listing import IndexView, list_pages
from .model.page import Crumb, Page
from .model.site import Site


def pages(site: Site) -> Iterator[Page]:
    """The index in every language; a list for every key of the registry."""
    for edition in site.editions:
        index = Crumb(address.listing(edition.language, "topics"), edition.gettext("Topics"))
        yield _index(site, edition, index)
        for category in edition.categories:
            others = [
                (other.language.code, channel.url, channel.title)
                for other in site.editions
                if other is not edition and category in other.categories
                for channel in [other.category_channel(category)]
            ]
            yield from list_pages(site, edition, edition.category_channel(category), others, below=index)


def _index(site: Site, edition: Edition, index: Crumb) -> Page:
    others = site.counterparts(edition, lambda other: address.listing(other.language, "topics"), lambda other: other.gettext("Topics"))
    channels = map(edition.category_channel, edition.categories)
    entries = ((channel.title, channel.url, len(channel.items)) for channel in channels)
    return Page(index.url, "index.html", IndexView(site.frame(edition, index.url, index.title, counterparts=others), index.title, tuple(entries)))
