"""How a published file is served, wherever that is: the same headers from a server of the union's own and from object storage."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from . import address
from .media_types import ATTACHMENTS, PICTURES

FOR_EVER = "public, max-age=31536000, immutable"
"""Of files whose name holds a digest: other bytes have another name (RFC 8246)."""
SHORTLY = "public, max-age=60, must-revalidate"
"""Of everything that can change at its address.

A notice that has expired, a text that was withdrawn must not be shown any longer: so a cache asks again after a minute, and shows nothing old
while it asks (no `stale-while-revalidate`), nor when nobody answers (`must-revalidate`; RFC 9111, 4.2.4). Asking is cheap: most answers are 304.
"""
ALWAYS_ASKED = "no-cache"
"""Of what monitors compare with the clock."""

TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".xml": "application/xml",
        ".ics": "text/calendar; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".opml": "text/x-opml; charset=utf-8",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
        ".ico": "image/x-icon",
        ".woff2": "font/woff2",
        ".wasm": "application/wasm",
    }
)
"""Of what a build makes, by suffix. JSON and XML say their encoding themselves."""
NAMED: Mapping[str, str] = MappingProxyType({"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"})
"""Of the feeds, by name."""
ARCHIVES = re.compile(r"(?:^|/)atom/\d+\.xml$")
"""The archive documents of an Atom feed."""
UNKNOWN = "application/octet-stream"

DIGESTED_ASSETS = re.compile(rf"^{address.ASSETS[1:]}.*\.[0-9a-f]{{10}}\.[a-z0-9]+$")
DIGESTED_PICTURES = re.compile(rf"^{address.MEDIA[1:]}.*-[0-9a-f]{{8}}(?:{'|'.join(map(re.escape, PICTURES))})$")
"""Pictures only: an attachment keeps its name when its bytes change, even where that looks like a digest."""
_MONITORED = frozenset({"status.json", "manifest.json"})


@dataclass(frozen=True, slots=True)
class ServedAs:
    """The headers of a file."""

    type: str
    """Content-Type."""
    cache_control: str


def served_as(path: str) -> ServedAs:
    """The headers of the file at `path` of a built site; forward slashes, none at the beginning."""
    return ServedAs(_type(path), _cache_control(path))


def _type(path: str) -> str:
    file = PurePosixPath(path)
    suffix = file.suffix.lower()
    if path.startswith(address.MEDIA[1:]):
        return PICTURES.get(suffix) or ATTACHMENTS.get(suffix, UNKNOWN)  # nobody knows the encoding of an attached text
    if ARCHIVES.search(path):
        return NAMED["atom.xml"]
    return NAMED.get(file.name) or TYPES.get(suffix) or PICTURES.get(suffix) or ATTACHMENTS.get(suffix, UNKNOWN)


def _cache_control(path: str) -> str:
    if path in _MONITORED:
        return ALWAYS_ASKED
    return FOR_EVER if DIGESTED_ASSETS.match(path) or DIGESTED_PICTURES.match(path) else SHORTLY
