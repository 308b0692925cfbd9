"""Sitemaps, after the protocol of sitemaps.org (0.9)."""

from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from .location import Location

_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Place:
    """An address search engines should know."""

    url: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages, or (`index`) other sitemaps."""

    places: tuple[Place, ...]
    index: bool = False


@dataclass(frozen=True, slots=True)
class Robots:
    """robots.txt."""

    sitemaps: tuple[str, ...]
    """Their addresses."""


def sitemap(view: Sitemap, location: Location) -> bytes:
    """A sitemap or an index of sitemaps."""
    names = ("sitemapindex", "sitemap") if view.index else ("urlset", "url")
    root = Element(names[0], xmlns=_SPACE)
    for place in view.places:
        _add(SubElement(root, names[1]), place, location)
    indent(root)
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _add(element: Element, place: Place, location: Location) -> None:
    SubElement(element, "loc").text = location.absolute(place.url)
    if place.modified:
        SubElement(element, "lastmod").text = place.modified.isoformat(timespec="seconds")


def robots(view: Robots, location: Location) -> bytes:
    """robots.txt: everything may be read; where the sitemaps are."""
    lines = ["User-agent: *", "Allow: /", "", *(f"Sitemap: {location.absolute(url)}" for url in view.sitemaps)]
    return ("\n".join(lines) + "\n").encode()
