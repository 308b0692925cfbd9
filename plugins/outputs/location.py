"""Where the site is published."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|[0-9a-f:]+:[0-9a-f:.]*")
"""A name or an IPv4 address; or an IPv6 one."""
_ODD = re.compile(r"//|/\.{1,2}(?:/|\Z)|[\x00-\x1f\x7f\\\"$?#;{}]")
"""What no path of a site holds: programs that serve it take it for something else."""


@dataclass(frozen=True, slots=True)
class Location:
    """The address the site is published at, with or without a path; given as people write it, and kept as programs read it: all of it ASCII (RFC 3986)."""

    siteurl: str
    """`https://someone.example/union`, without a slash at its end."""
    path: str = field(init=False)
    """What root-relative addresses begin with: `/union`, or nothing."""

    def __post_init__(self) -> None:
        """Raise ValueError for anything but a full address."""
        try:
            parts = urlsplit(self.siteurl)
            host, port = (parts.hostname or "").encode("idna").decode(), parts.port
            more = parts.username is not None or port == 0 or parts.query or parts.fragment
        except ValueError:
            host = ""
        if not _HOST.fullmatch(host) or parts.scheme not in {"http", "https"} or more or _ODD.search(unquote(parts.path)):
            raise ValueError(f"SITEURL is {self.siteurl!r}: a full address expected, such as https://someone.example/union")
        name = f"[{host}]" if ":" in host else host
        object.__setattr__(self, "path", quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", parts.path), safe="/%").rstrip("/"))
        object.__setattr__(self, "siteurl", f"{parts.scheme}://{name}{f':{port}' if port else ''}{self.path}")

    def link(self, url: str) -> str:
        """An address of the site as a page links to it; a full address stays as it is."""
        return f"{self.path}{url}" if url.startswith("/") and not url.startswith("//") else url

    def absolute(self, url: str) -> str:
        """The full address of an address of the site."""
        return f"{self.siteurl}{url}" if url.startswith("/") and not url.startswith("//") else url

    def webcal(self, url: str) -> str:
        """The full address of a calendar of the site by the scheme at which telephones offer to subscribe, whatever the site's own is."""
        return f"webcal:{self.absolute(url).partition(':')[2]}"
