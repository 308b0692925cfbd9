"""What lies in the content folder."""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.model.problem import Problem, Report, printable

SITE = "site"
"""The folder of registries."""

SETTLED = 2_000_000_000
"""In nanoseconds: as coarse as the clocks of disks in use are."""

_TEXTS = (".markdown", ".mdown", ".mkd", ".md.txt", ".rst", ".html", ".htm")
"""Files that an editor surely meant as a text."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of the content folder."""

    root: Path
    files: Mapping[str, str]
    """Where each lies, by path relative to the root, in NFC with forward slashes, in order; hidden files are not among them."""
    signatures: Mapping[str, str]
    """What the disk says of each: another whenever the file is. Empty for one that was changed a moment ago, or in the future."""
    problems: tuple[Problem, ...]
    linked: bool = False
    """Whether some are links to others."""

    def texts(self) -> list[str]:
        """The Markdown files that hold an item."""
        return [path for path in self.files if path.endswith(".md") and path.partition("/")[0] != SITE]


def walk(root: Path, now: int) -> Tree:
    """List the content folder. Symbolic links that lead out of it, or to folders, are errors and not followed.

    `now`: nanoseconds since 1970. What was changed within the last `SETTLED` could be changed again without the disk's noticing.
    """
    found: dict[str, str] = {}
    signatures: dict[str, str] = {}
    problems: list[Problem] = []
    linked = False
    inside = root.resolve()
    for relative, entry in _entries(root, "", problems):
        report = Report(printable(relative))
        if not relative.isprintable():
            report.error(1, "a file name with characters that cannot be read — rename it")
        elif _usable(entry, inside, report) and relative in found:
            report.error(1, "two files whose names differ only in how their letters are stored — rename one")
        elif not report.failed:
            found[relative] = entry.path
            signatures[relative] = _signature(entry.stat(), now)
            linked = linked or entry.is_symlink()
            if relative.lower().endswith((*_TEXTS, ".md")) and not relative.endswith(".md"):
                report.warning(1, "this file is not read — texts end in .md; rename it, or move it out of content")
        problems.extend(report.problems)
    return Tree(root, dict(sorted(found.items())), signatures, tuple(problems), linked)


def looked_at_again(tree: Tree, places: Iterable[str], now: int) -> Tree:
    """The tree as it is after changes at these places on the disk only: quick where no more was changed than the bytes of files it holds."""
    paths = {place: path for path, place in tree.files.items()}
    signatures = dict(tree.signatures)
    for place in places:
        if _hidden(Path(place).name):
            continue
        if tree.linked or place not in paths or not Path(place).is_file() or Path(place).is_symlink():
            return walk(tree.root, now)
        signatures[paths[place]] = _signature(Path(place).stat(), now)
    return replace(tree, signatures=signatures)


def _entries(folder: Path | str, below: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything in a folder and in those below it but the folders themselves, with its path from the root."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as problem:
        report = Report(printable(below.rstrip("/") or "."))
        report.error(1, "this folder cannot be opened ({problem}) — mend its permissions", problem=problem.strerror)
        problems.extend(report.problems)
        return
    for entry in entries:
        if _hidden(entry.name):
            continue
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, f"{path}/", problems)
        else:
            yield path if path.isascii() else unicodedata.normalize("NFC", path), entry


def _signature(found: os.stat_result, now: int) -> str:
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}" if changed < now - SETTLED else ""


def _usable(entry: os.DirEntry[str], inside: Path, report: Report) -> bool:
    if entry.is_symlink():
        if not _inside(entry.path, inside):
            report.error(1, "a link that leads out of the content folder — copy the file here instead")
        elif not Path(entry.path).is_file():  # which a loop is not, where `entry` would raise
            report.error(1, "a link to a folder, or to nothing — copy the files here instead")
    elif not entry.is_file():
        report.error(1, "neither a file nor a folder — delete it")
    return not report.failed


def _inside(link: str, inside: Path) -> bool:
    """Whether a link leads to something inside; one that leads back to itself leads nowhere, and not out."""
    try:
        return Path(link).resolve().is_relative_to(inside)
    except (OSError, RuntimeError):  # a loop
        return True


def _hidden(name: str) -> bool:
    """Files that belong to editors' programs and operating systems, not to the site."""
    return name.startswith((".", "~$")) or name.endswith("~") or name in {"Thumbs.db", "desktop.ini"}
