"""What a server says of each file of the site: one table, for object storage and for nginx alike."""

import re
from dataclasses import dataclass
from functools import cache

from plugins.model.address import ASSETS, MEDIA
from plugins.model.feed import Format
from plugins.model.media_types import ATTACHMENTS, PICTURES

from .release import MANIFEST, STATUS

FOREVER = "public, max-age=31536000, immutable"
"""The name holds a digest of the content: another content has another name."""
BRIEFLY = "public, max-age=60, stale-if-error=3600"
"""What was withdrawn, corrected or has expired is out of every cache within a minute; a question then costs 200 bytes (304). A member reads on
during an hour in which the server is down."""
ASK = "no-cache"
"""Kept, but never shown without asking."""
NEVER = "no-store"

_UTF_8 = "; charset=utf-8"


@dataclass(frozen=True, slots=True)
class ServedAs:
    """The headers of a file."""

    type: str
    """Content-Type."""
    cache_control: str
    read_elsewhere: bool = False
    """Programs on other sites' pages may read it (CORS): feeds, calendars and open data."""
    shown_elsewhere: bool = False
    """Other sites' pages may show it (Cross-Origin-Resource-Policy): pictures and sounds, for feeds are read on the web, too."""
    own: bool = True
    """Made by us; else an attachment, which a browser shows with a viewer of its own."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Files that are served alike."""

    pattern: str
    """A regular expression for the whole path, relative to the site; Python and PCRE read it alike."""
    served: ServedAs


def _briefly(pattern: str, media_type: str) -> Kind:
    return Kind(pattern, ServedAs(media_type, BRIEFLY))


def _read_elsewhere(pattern: str, media_type: str) -> Kind:
    return Kind(pattern, ServedAs(media_type, BRIEFLY, read_elsewhere=True, shown_elsewhere=True))


def _fingerprinted(suffix: str, media_type: str, *, shown: bool = False) -> Kind:
    return Kind(rf"{_below(ASSETS)}.+\.[0-9a-f]{{10}}\.{suffix}", ServedAs(media_type, FOREVER, shown_elsewhere=shown))


def _pictures() -> tuple[Kind, ...]:
    """Their names end in a digest; a picture of the theme, in one after a dot."""
    theirs = ((re.escape(suffix.removeprefix(".")), media_type) for suffix, media_type in PICTURES.items())
    return tuple(
        Kind(rf"(?:{_below(MEDIA)}.+-[0-9a-f]{{8}}|{_below(ASSETS)}.+\.[0-9a-f]{{10}})\.{suffix}", ServedAs(media_type, FOREVER, shown_elsewhere=True))
        for suffix, media_type in theirs
    )


def _attachments() -> tuple[Kind, ...]:
    """Under the name they were given, so that they may become others; whoever wrote a text file chose its encoding, which we do not know."""
    return tuple(
        Kind(rf"{_below(MEDIA)}.+\.{re.escape(suffix.removeprefix('.'))}", ServedAs(media_type, BRIEFLY, shown_elsewhere=True, own=False))
        for suffix, media_type in ATTACHMENTS.items()
    )


def _below(folder: str) -> str:
    return re.escape(folder.removeprefix("/"))


KINDS: tuple[Kind, ...] = (
    Kind(re.escape(STATUS), ServedAs("application/json", NEVER)),
    Kind(re.escape(MANIFEST), ServedAs("application/json", ASK)),
    _fingerprinted("css", f"text/css{_UTF_8}"),
    _fingerprinted("js", f"text/javascript{_UTF_8}"),
    _fingerprinted("svg", "image/svg+xml", shown=True),
    _fingerprinted("woff2", "font/woff2"),
    *_pictures(),
    *_attachments(),
    _briefly(r".+\.html", f"text/html{_UTF_8}"),
    _read_elsewhere(r"(?:.+/)?rss\.xml", Format.RSS.type),
    _read_elsewhere(r"(?:.+/)?atom(?:/[0-9]+)?\.xml", Format.ATOM.type),
    _read_elsewhere(r"(?:.+/)?feed\.json", Format.JSON.type),
    _read_elsewhere(r".+\.opml", f"text/x-opml{_UTF_8}"),
    _read_elsewhere(r".+\.ics", f"text/calendar{_UTF_8}"),
    _read_elsewhere(r".+/data\.csv", f"text/csv{_UTF_8}"),
    _read_elsewhere(r".+/data\.json", "application/json"),
    _briefly(r".+\.webmanifest", "application/manifest+json"),
    _briefly(r".+\.json", "application/json"),
    _briefly(r".+\.xml", "application/xml"),
    _briefly(r".+\.txt", f"text/plain{_UTF_8}"),
    _briefly(r".+\.css", f"text/css{_UTF_8}"),
    _briefly(r".+\.js", f"text/javascript{_UTF_8}"),
    _briefly(r".+\.svg", "image/svg+xml"),
    _briefly(r".+\.ico", "image/x-icon"),
    *(_briefly(rf".+\.{re.escape(suffix.removeprefix('.'))}", media_type) for suffix, media_type in PICTURES.items()),
    _briefly(r".+", "application/octet-stream"),
)
"""The first one that a path matches counts."""


def served_as(path: str) -> ServedAs:
    """The headers of the file at `path`, relative to the site."""
    return next(kind.served for kind in KINDS if _compiled(kind.pattern).fullmatch(path))


@cache
def _compiled(pattern: str) -> "re.Pattern[str]":
    return re.compile(pattern, re.DOTALL)
