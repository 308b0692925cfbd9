"""What lies in the content folder."""

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.model.problem import Problem, Report, printable

SITE = "site"
"""The folder of registries."""

_TEXTS = (".markdown", ".mdown", ".mkd", ".md.txt", ".rst", ".html", ".htm")
"""Files that an editor surely meant as a text."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of the content folder."""

    root: Path
    files: Mapping[str, Path]
    """By path relative to the root, in NFC with forward slashes, in order; hidden files are not among them."""
    problems: tuple[Problem, ...]

    def texts(self) -> list[str]:
        """The Markdown files that hold an item."""
        return [path for path in self.files if path.endswith(".md") and path.partition("/")[0] != SITE]


def walk(root: Path) -> Tree:
    """List the content folder. Symbolic links that lead out of it, or to folders, are errors and not followed."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    inside = root.resolve()

    def unread(problem: OSError) -> None:
        report = Report(printable(os.path.relpath(problem.filename, root)))
        report.error(1, "this folder cannot be opened ({problem}) — mend its permissions", problem=problem.strerror)
        problems.extend(report.problems)

    for folder, names, files in os.walk(root, onerror=unread):
        names[:] = sorted(name for name in names if not _hidden(name))
        for name in sorted((*(name for name in names if (Path(folder) / name).is_symlink()), *files)):
            path = Path(folder) / name
            if _hidden(name):
                continue
            relative = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
            report = Report(printable(relative))
            if not relative.isprintable():
                report.error(1, "a file name with characters that cannot be read — rename it")
            elif _usable(path, inside, report) and relative in found:
                report.error(1, "two files whose names differ only in how their letters are stored — rename one")
            elif not report.failed:
                found[relative] = path
                if relative.lower().endswith((*_TEXTS, ".md")) and not relative.endswith(".md"):
                    report.warning(1, "this file is not read — texts end in .md; rename it, or move it out of content")
            problems.extend(report.problems)
    return Tree(root, dict(sorted(found.items())), tuple(problems))


def _usable(path: Path, inside: Path, report: Report) -> bool:
    if path.is_symlink():
        if not path.resolve().is_relative_to(inside):
            report.error(1, "a link that leads out of the content folder — copy the file here instead")
        elif not path.is_file():
            report.error(1, "a link to a folder, or to nothing — copy the files here instead")
    elif not path.is_file():
        report.error(1, "neither a file nor a folder — delete it")
    return not report.failed


def _hidden(name: str) -> bool:
    """Files that belong to editors' programs and operating systems, not to the site."""
    return name.startswith((".", "~$")) or name.endswith("~") or name in {"Thumbs.db", "desktop.ini"}
