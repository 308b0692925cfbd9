"""Categories: their index, and the list of each, even when it is empty."""

from collections.abc import Iterator

from .model.listing import index_page, list_pages
from .model.page import Page
from .model.site import Site, section


def pages(site: Site) -> Iterator[Page]:
    """The index in every language; a list for every key of the registry."""
    for edition in site.editions:
        yield index_page(site, edition, "topics", map(edition.category_channel, edition.categories))
        for category in edition.categories:
            others = [
                (other.language.code, channel.url, channel.title)
                for other in site.editions
                if other is not edition and category in other.categories
                for channel in [other.category_channel(category)]
            ]
            yield from list_pages(site, edition, edition.category_channel(category), others, below=section(edition, "topics"))
