"""A server's configuration from the site as it was built: where its old addresses lead, which were given up."""

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from plugins.model.address import file_of
from plugins.model.permalink import Standing
from plugins.sources import ledger

from .messages import PublishingError
from .nginx import Site, configuration
from .release import MANIFEST, read_manifest
from .targets import Server

LARGEST_STUB = 4096
"""Bytes; a page that only sends readers on has fewer."""


def server_config(target: Server, site_url: str, built: Path, content: Path, languages: Sequence[str]) -> str:
    """What nginx is told to serve `target`. `built`: the site as it is published; `languages`: the codes of the site's.

    Raises PublishingError where the target's folder is not named from `/` on, or as no web server could be told.
    """
    if not target.folder.startswith("/") or set(target.folder) & set('$"\\\n'):
        raise PublishingError("nginx wants the folder from / on, such as /srv/{name}: write it so in publishconf.py, which says {folder}", name=target.name, folder=target.folder)
    files = {ledger.FILE: str(content / ledger.FILE)} if (content / ledger.FILE).is_file() else {}
    promised, _ = ledger.read(files, tuple(languages))
    gone = [row.url for row in promised.rows if row.standing is Standing.GONE] if promised else []
    return configuration(Site(target.name, site_url, target.folder, moved(built, urlsplit(site_url).path), gone))


def moved(built: Path, path: str) -> Mapping[str, str]:
    """Where the pages of a built site that only send readers on lead to: both root-relative, without `path`, SITEURL's."""
    found: dict[str, str] = {}
    for name, file in read_manifest((built / MANIFEST).read_bytes()).items():
        if name.endswith(".html") and file.size < LARGEST_STUB:
            stub = _Stub()
            stub.feed((built / name).read_text("utf-8"))
            target = stub.leads_to.removeprefix(path)
            if target and (built / file_of(unquote(target))).is_file():
                found["/" + name.removesuffix("index.html")] = target
    return MappingProxyType(found)


class _Stub(HTMLParser):
    """Finds where a page sends its readers."""

    def __init__(self) -> None:
        super().__init__()
        self.leads_to = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "meta" and said.get("http-equiv") == "refresh":
            self.leads_to = (said.get("content") or "").partition("url=")[2]
