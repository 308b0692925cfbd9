"""The theme's own files: styles and scripts."""

from collections.abc import Iterable, Iterator

from .model.page import File, Page
from .outputs.assets import Asset


def pages(assets: Iterable[Asset]) -> Iterator[Page]:
    """Each under its fingerprinted name."""
    for asset in assets:
        yield Page(asset.url, "file", File(asset.digest))
