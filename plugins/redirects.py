"""Old addresses: a page at each that sends the reader on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from unicodedata import normalize
from urllib.parse import unquote

from .model.edition import Site
from .model.page import Frame, Page


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A stub."""

    frame: Frame
    """`url` is where it sends the reader."""


def pages(site: Site) -> Iterator[Page]:
    """One for every alias of every item."""
    for edition in site.editions:
        for item in chain(edition.all_stories, edition.all_announcements, edition.pages):
            for alias in item.aliases:
                view = RedirectView(site.frame(edition, item.url, item.title, alone=True, indexed=False))
                yield Page(_stub(alias), "redirect.html", view, item.path)


def _stub(alias: str) -> str:
    """Where the stub lies: percent-encoded letters are letters to a server; what names no file is a folder."""
    letters = normalize("NFC", unquote(alias))
    steps = letters.split("/")
    plain = letters if letters.isprintable() and len(steps) == alias.count("/") + 1 and not {".", ".."} & set(steps) else alias
    return plain if plain.endswith("/") or "." in steps[-1] else f"{plain}/"
