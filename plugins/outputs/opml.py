"""OPML 2.0 (opml.org/spec2.opml): every feed in one file, for a reader to subscribe to at once."""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from .location import Location


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed to subscribe to."""

    title: str
    url: str
    """The feed's."""
    listed: str
    """The list's."""


@dataclass(frozen=True, slots=True)
class OutlineGroup:
    """The feeds of one language."""

    name: str
    """The language's own name for itself."""
    language: str
    feeds: tuple[Outline, ...]


@dataclass(frozen=True, slots=True)
class Opml:
    """The subscription list of the site."""

    title: str
    groups: tuple[OutlineGroup, ...]


def opml(view: Opml, location: Location) -> bytes:
    """As XML: a folder for each language. No date in it, for it knows none that an unchanged list would keep."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = view.title
    body = ET.SubElement(root, "body")
    for group in view.groups:
        folder = ET.SubElement(body, "outline", text=group.name)
        for feed in group.feeds:
            attributes = {"text": feed.title, "title": feed.title, "xmlUrl": location.absolute(feed.url), "htmlUrl": location.absolute(feed.listed), "language": group.language}
            ET.SubElement(folder, "outline", {"type": "rss", "version": "RSS2", **attributes})
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
