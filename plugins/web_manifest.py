"""The web manifest of each language."""

from collections.abc import Iterator

from .model import address
from .model.page import Page
from .model.site import Site
from .outputs.web_manifest import WebManifest

ICONS = (("icons/icon-192.png", 192), ("icons/icon-512.png", 512))
PAPER, RED = "#fffdf8", "#a4161a"
"""As in the theme's tokens."""


def pages(site: Site) -> Iterator[Page]:
    """One in every language."""
    for edition in site.editions:
        language = edition.language
        view = WebManifest(edition.name, language.code, address.home(language), PAPER, RED, ICONS)
        yield Page(address.web_manifest(language), "web manifest", view)
