"""An editor's desk: a content folder with real files, read as a build reads it."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path

from plugins.model.item import Announcement, Attachment, Item, Picture, Target
from plugins.model.language import WORDS, Language, languages
from plugins.model.problem import Level, Problem, Report
from plugins.model.stored_text import fill
from plugins.sources import content, document
from plugins.sources.body import BodyRenderer, Labels
from plugins.sources.content import Content, Reading
from plugins.sources.document import Document
from plugins.sources.tree import walk

LANGUAGES = languages(
    Language("vi", "Tiếng Việt", words={**WORDS, "news": "tin-tuc", "announcements": "thong-bao", "page": "trang", "kind": "loai", "year": "nam"}),
    Language("en", "English"),
    Language("zh", "中文"),
    Language("de", "Deutsch"),
    default="vi",
)
CODES = tuple(language.code for language in LANGUAGES)
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
"""Noon in Vietnam: when everything is read."""
RENDERERS = {code: BodyRenderer(Labels(f"{code}: back to note {{}}", f"{code}: video on {{host}}")) for code in CODES}


def read_text(path: str, data: bytes) -> Document | list[Problem]:
    """One file, as the Markdown reader reads it."""
    report = Report(path)
    where = document.place(path, CODES, report)
    return report.problems if where is None else document.read(where, data, RENDERERS[where.language])


def text(body: str = "Nội dung.", /, **fields: object) -> str:
    """A file: front matter, with title and date unless they are said to be empty, and body."""
    head = {"title": "Bài", "date": "2026-11-01"} | fields
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in head.items() if value != "") + f"---\n{body}\n"


def body_line(source: str) -> int:
    """The line at which a file's body begins."""
    return source.split("\n---\n", 1)[0].count("\n") + 3


@dataclass(frozen=True, slots=True)
class Read(Content):
    """What a content folder came to, and its texts."""

    bodies: dict[str, str] = field(default_factory=dict)
    """Of what is published, as HTML, by path."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A content folder."""

    root: Path
    kept: Path
    """Where encoded pictures are kept."""

    def write(self, path: str, written: str | bytes) -> Path:
        """Put a file into the folder."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written if isinstance(written, bytes) else written.encode())
        return file

    def read(self, files: dict[str, str | bytes] | None = None, /, *, drafts: bool = False) -> Read:
        """Write `files`, then read the whole folder."""
        for path, written in (files or {}).items():
            self.write(path, written)
        tree = walk(self.root, time.time_ns())
        texts = {path: read_text(path, Path(tree.files[path]).read_bytes()) for path in tree.texts()}
        found = content.assemble(tree, list(texts.values()), Reading(LANGUAGES, NOON, drafts, self.kept, {}, "ban-tin.example"))
        shown = {item.body.path for item in items(found)}
        bodies = {path: text.body.html for path, text in texts.items() if isinstance(text, Document) and path in shown}
        return Read(**{field.name: getattr(found, field.name) for field in fields(found)}, bodies=bodies)

    def errors(self, files: dict[str, str | bytes]) -> list[str]:
        """The errors, as a build says them."""
        return said(self.read(files), Level.ERROR)

    def one(self, source: str | bytes, path: str = "news/a.md") -> tuple[Read, Item]:
        """Read one text that has no errors."""
        read = self.read({path: source})
        assert not content.errors(read.problems), said(read)
        (item,) = [item for item in items(read) if item.path == path]
        return read, item

    def html(self, body: str, path: str = "news/a.md", /, **fields: object) -> str:
        """The HTML of a body, references filled in."""
        fields = {"kind": "TB"} | fields if path.startswith("announcements/") else fields
        read, item = self.one(text(body, **fields), path)
        return filled(read, item)

    def announcement(self, path: str, source: str) -> Announcement:
        """Read one announcement that has no errors."""
        _, item = self.one(source, path)
        assert isinstance(item, Announcement)
        return item


def items(read: Content) -> Sequence[Item]:
    """Everything that has a page."""
    return (*read.stories, *read.announcements, *read.pages)


def named(read: Content, path: str) -> Item:
    """The item of the file at `path`."""
    (found,) = [item for item in items(read) if item.path == path]
    return found


def said(read: Content, level: Level | None = None) -> list[str]:
    """What is wrong, one a line: `path:line: text`."""
    return [f"{problem.path}:{problem.line}: {problem.said()}" for problem in read.problems if level in {None, problem.level}]


def warned(read: Content) -> list[str]:
    """The warnings; there must be no errors."""
    assert not said(read, Level.ERROR)
    return said(read)


def filled(read: Read, item: Item) -> str:
    """An item's text as HTML."""

    def filling(number: int) -> tuple[tuple[str, str], ...] | None:
        target: Target = item.body.targets[number]
        if target is None:
            return None
        if isinstance(target, Picture):
            return ("src", target.address), ("width", str(target.width)), ("height", str(target.height))
        return (("href", target.address if isinstance(target, Attachment) else target),)

    return fill(read.bodies[item.body.path], len(item.body.targets), filling)


def squeezed(html: str) -> str:
    """HTML without the line ends between its elements."""
    return re.sub(r">\s+<", "><", html).strip()
