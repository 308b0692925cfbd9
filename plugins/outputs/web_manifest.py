"""The web manifest (W3C): what a phone asks for when a reader puts the site among her apps."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from .location import Location


@dataclass(frozen=True, slots=True)
class WebManifest:
    """The site as an app, in one language."""

    name: str
    language: str
    home: str
    background: str
    """Colours, as in CSS."""
    colour: str
    icons: tuple[tuple[str, int], ...]
    """Names of PNG files of the theme, and their size in pixels."""


def web_manifest(view: WebManifest, asset: Callable[[str], str], location: Location) -> bytes:
    """As JSON; `asset` gives the address of a file of the theme."""
    icons = [{"src": asset(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"} for name, size in view.icons]
    made = {
        "name": view.name,
        "short_name": view.name,
        "lang": view.language,
        "start_url": location.link(view.home),
        "scope": location.link("/"),
        "display": "browser",
        "background_color": view.background,
        "theme_color": view.colour,
        "icons": icons,
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()
