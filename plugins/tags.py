"""Tags: their index in Vietnamese order, and the list of each."""

from collections.abc import Iterator

from .model.listing import index_page, list_pages
from .model.page import Page
from .model.site import Site, section


def pages(site: Site) -> Iterator[Page]:
    """The index in every language; a list for every tag that an item of that language has."""
    for edition in site.editions:
        yield index_page(site, edition, "tags", map(edition.tag_channel, edition.tags))
        for tag in edition.tags:
            yield from list_pages(site, edition, edition.tag_channel(tag), below=section(edition, "tags"), alone=True, title=edition.gettext("Tag: {tag}").format(tag=tag.name))
