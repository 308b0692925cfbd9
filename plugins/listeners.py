"""Other people's plugins, asked as Pelican asks them while a text is read: before it, of its metadata, of its content."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Article, Page
from pelican.generators import Generator
from pelican.urlwrappers import Author, Category, Tag

from .model.fields import Section
from .model.vietnam_time import moment
from .sources.document import Listen, Place

_SIGNALS = {
    Section.NEWS: (Article, signals.article_generator_preread, signals.article_generator_context),
    Section.ANNOUNCEMENTS: (Article, signals.article_generator_preread, signals.article_generator_context),
    Section.PAGES: (Page, signals.page_generator_preread, signals.page_generator_context),
}
"""What a text of a section is to Pelican, and what is sent for it; a slogan is nothing."""


def listening(sender: Generator) -> Listen | None:
    """Asks all that listen to Pelican's signals of reading, in the name of `sender`; None where nobody does, as mostly."""
    heard = {signals.content_object_init, *(signal for _, *sent in _SIGNALS.values() for signal in sent)}
    if not any(signal.receivers for signal in heard):
        return None
    return lambda where, fields: _Asked(sender, where, fields) if where.section in _SIGNALS else None


class _Asked:
    """One text, as the listeners get to know it: a Pelican Article or Page, with what they may change."""

    def __init__(self, sender: Generator, where: Place, fields: Mapping[str, str]) -> None:
        self._sender = sender
        self._class, preread, context = _SIGNALS[where.section]
        self._path = Path(sender.path) / where.path
        self._metadata = _metadata(where, fields, sender.settings)
        preread.send(sender)
        context.send(sender, metadata=self._metadata)
        self.fields = {name: text for name, text in self._metadata.items() if isinstance(text, str) and fields.get(name) != text and name not in _NOT_OURS}

    def html(self, html: str) -> str:
        """The text as the listeners leave it."""
        content = self._class(html, self._metadata, self._sender.settings, str(self._path), self._sender.context)
        return content._content or ""  # noqa: SLF001 - what Pelican's plugins change


_NOT_OURS = frozenset({"lang", "reader", "path"})
"""What Pelican knows of a text that no field of ours says."""


def _metadata(where: Place, fields: Mapping[str, str], settings: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as Pelican's own reader gives them. A date that is none is left out: it is told as a problem of the file."""
    known: dict[str, Any] = {**fields, "lang": where.language, "reader": "bulletin", "path": where.path}
    for name, kind in (("category", Category), ("author", Author)):
        if name in known:
            known[name] = kind(known[name], settings)
    known["tags"] = [Tag(text, settings) for text in known.pop("tags", "").split("\n") if text]
    for name in ("date", "updated"):
        try:
            known[name] = moment(known.pop(name, "")).instant
        except ValueError:
            continue
    if "updated" in known:
        known["modified"] = known["updated"]
    return known
