"""The theme's own files: styles and scripts."""

from collections.abc import Iterable, Iterator

from .model.page import Page
from .outputs.assets import Asset


def pages(assets: Iterable[Asset]) -> Iterator[Page]:
    """Each under its fingerprinted name."""
    for asset in assets:
        yield Page(asset.url, "file", asset.file)
