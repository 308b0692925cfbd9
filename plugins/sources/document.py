"""One Markdown file, read and checked by itself: a pure function of its path, its bytes and the language's words."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from plugins.model.fields import Field, Section, fields_of
from plugins.model.item import Status
from plugins.model.problem import Problem, Report

from . import front_matter
from .body import BodyRenderer, RenderedBody
from .values import Value, value

SUFFIX = ".md"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Place:
    """What a file's path says."""

    path: str
    """Relative to content, NFC, forward slashes."""
    section: Section
    identity: str
    """The path without `.LANG.md`."""
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read, in one language; what it inherits is not yet filled in."""

    place: Place
    values: Mapping[str, Value]
    """The fields it has, typed."""
    lines: Mapping[str, int]
    """Where each field stands in the file, those without a value too."""
    body: RenderedBody
    problems: tuple[Problem, ...]
    """Everything that is wrong with the file by itself."""

    @property
    def status(self) -> Status:
        """Published unless it says otherwise."""
        found = self.values.get("status", Status.PUBLISHED)
        assert isinstance(found, Status)
        return found

    def line(self, field: str) -> int:
        """Where `field` stands; line 1 where it does not."""
        return self.lines.get(field, 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a file came to."""

    document: Document | None
    """None: it has errors."""
    problems: tuple[Problem, ...]
    """Of a file without a document."""


class Asked(Protocol):
    """Other people's code, which was told of a text's fields and is to be told of the text."""

    @property
    def fields(self) -> Mapping[str, str]:
        """Those that are to say something else."""

    def html(self, html: str) -> str:
        """The text, as it is to be."""


Listen = Callable[[Place, Mapping[str, str]], Asked | None]
"""Asks other people's code about the file at a place, given its fields as texts; the entries of a list one a line."""


def place(path: str, languages: tuple[str, ...], report: Report) -> Place | None:
    """What the path of a Markdown file means; `languages` are the site's codes, the default one first."""
    parts = PurePosixPath(path).parts
    if len(parts) == 1 or parts[0] not in set(Section):
        report.error(1, "this file is in none of the folders {folders} — move it into one", folders=", ".join(f"{section}/" for section in Section))
        return None
    stem = path[: -len(SUFFIX)]
    head, dot, code = stem.rpartition(".")
    if dot and "/" not in code and head and not head.endswith("/"):
        if code in languages:
            return Place(path, Section(parts[0]), head, code)
        if code.lower() in languages or _LANGUAGE.fullmatch(code):
            near = difflib.get_close_matches(code.lower(), languages, 1, 0.4) or languages[:1]
            report.error(
                1,
                "“{code}” is no language of this site ({languages}) — name the file {name}",
                code=code,
                languages=", ".join(languages),
                name=f"{PurePosixPath(head).name}.{near[0]}{SUFFIX}",
            )
            return None
    return Place(path, Section(parts[0]), stem, languages[0])


def read(where: Place, data: bytes, renderer: BodyRenderer, listen: Listen | None = None) -> Document | list[Problem]:
    """The document in `data`; only its problems when it has errors. `listen`: who else is asked."""
    report = Report(where.path)
    text = front_matter.decode(data, report)
    parted = front_matter.split(text, report) if text is not None else None
    if parted is None:
        return report.problems
    head, body, body_line = parted
    node = front_matter.parse(head, report)
    if not isinstance(node, front_matter.Mapping):
        if not report.failed:
            report.error(2, "the front matter holds no fields — write one a line, such as title: …")
        return report.problems
    known = fields_of(where.section)
    asked = listen(where, front_matter.texts(node)) if listen else None
    entries = node.entries | {name: front_matter.Scalar(text, node.lines.get(name, 1)) for name, text in (asked.fields if asked else {}).items()}
    values = {}
    for name, entry in entries.items():
        if name not in known:
            _unknown(name, node.lines.get(name, 1), known, where.section, report)
        elif (read_value := value(known[name], entry, report)) is not None:
            values[name] = read_value
    if "title" not in values and not any(problem.line == node.lines.get("title") for problem in report.problems):
        report.error(node.lines.get("title", 1), "no title — write title: … at the top of the file")
    rendered = renderer.render(body, body_line, report, asked.html if asked else None)
    if rendered is None or report.failed:
        return report.problems
    return Document(where, values, node.lines, rendered, tuple(report.problems))


def _unknown(name: str, line: int, known: Mapping[str, Field], section: Section, report: Report) -> None:
    near = difflib.get_close_matches(name.lower(), known, 1, 0.6)
    if near:
        report.error(line, "unknown field “{name}” — did you mean {near}?", name=name, near=near[0])
    else:
        report.error(line, "unknown field “{name}” — {section} have: {known}", name=name, section=section, known=", ".join(known))
