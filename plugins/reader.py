"""The Markdown reader: Pelican's own is replaced by ours, which knows front matter, languages and what may stand in a text."""

from functools import cached_property
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.readers import BaseReader, Readers

from .model.problem import Problem, Report
from .outputs.wording import SITE, catalogue
from .sources.body import BodyRenderer, Labels
from .sources.document import Document, Listen, place, read


class BulletinReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads stories, announcements, static pages and slogans."""

    enabled = True
    file_extensions = ("md",)
    extensions = None

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._codes = tuple(language.code for language in settings["LANGUAGES"])
        self.listen: Listen | None = None
        """Asks other people's plugins about each text; set by the generator that reads."""

    @cached_property
    def _renderers(self) -> dict[str, BodyRenderer]:
        """By language; made when first needed, since Pelican makes a reader for every generator, the idle ones too."""
        theme = Path(self.settings["THEME"])
        markdown = self.settings["MARKDOWN"]
        configured = markdown.get("extension_configs", {})
        more = dict.fromkeys([*markdown.get("extensions", ()), *configured])
        return {code: BodyRenderer(_labels(theme, code), tuple(more), configured) for code in self._codes}

    def read_text(self, path: str, data: bytes) -> Document | list[Problem]:
        """The document in `data`, the file at `path` of content; only its problems when it has errors."""
        report = Report(path)
        where = place(path, self._codes, report)
        return read(where, data, self._renderers[where.language], self.listen) if where else report.problems


def _labels(theme: Path, language: str) -> Labels:
    _ = catalogue(theme, language, SITE).gettext
    return Labels(back_to_text=_("Back to note {} in the text"), video=_("Watch the video on {host}"))


def _replace(readers: Readers) -> None:
    for extension in ("md", "markdown", "mkd", "mdown"):
        readers.reader_classes.pop(extension, None)
    readers.reader_classes["md"] = BulletinReader


def register() -> None:
    """Called by Pelican."""
    signals.readers_init.connect(_replace)
