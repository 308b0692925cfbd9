"""Pictures and attachments of what is published, and nobody else's."""

from collections.abc import Iterator
from itertools import chain

from .model.item import Attachment, Item, Picture
from .model.page import File, Page
from .model.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Each file once, however many items show it."""
    planned: set[tuple[str, str]] = set()
    for edition in site.editions:
        for item in chain(edition.all_stories, edition.all_announcements, edition.pages):
            for file in _files(item):
                if (file.address, file.digest) not in planned:
                    planned.add((file.address, file.digest))
                    yield Page(file.address, "file", File(file.digest), item.path)


def _files(item: Item) -> Iterator[Picture | Attachment]:
    shown = (item.picture, *item.attachments, *item.body.targets)
    for file in shown:
        if isinstance(file, Picture):
            yield from file.sizes
        elif isinstance(file, Attachment):
            yield file
