"""What is wrong with the content, said so that an editor can mend it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    ERROR = "error"
    """The item cannot be published truthfully: the build fails."""
    WARNING = "warning"
    """The page is built without the part in question."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file."""

    path: str
    """The file, relative to the content folder, with forward slashes."""
    line: int
    """Counted from 1."""
    level: Level
    text: str
    """What is wrong and what to write instead: an English message with `{names}` for `values`, the key in the catalogues."""
    values: tuple[tuple[str, str], ...] = ()
    """What fills the names; taken from the file, never translated."""

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The message with its values filled in, in the language of `translate`."""
        return translate(self.text).format_map(dict(self.values))


class Report:
    """Collects the problems of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def error(self, line: int, text: str, /, **values: object) -> None:
        """Note what keeps the item from being published."""
        self._add(Level.ERROR, line, text, values)

    def warning(self, line: int, text: str, /, **values: object) -> None:
        """Note what the page will be built without."""
        self._add(Level.WARNING, line, text, values)

    def _add(self, level: Level, line: int, text: str, values: Mapping[str, object]) -> None:
        filled = tuple((name, printable(str(value))) for name, value in values.items())
        self.problems.append(Problem(self.path, line, level, text, filled))

    @property
    def failed(self) -> bool:
        """Whether anything noted so far is an error."""
        return any(problem.level is Level.ERROR for problem in self.problems)


class ToldError(Exception):
    """Something that somebody asked for could not be done; says why, and what to do."""

    def __init__(self, text: str, /, **values: object) -> None:
        """`text`: an English message with `{names}` for `values`, the key in the catalogues."""
        super().__init__(text, values)
        self.text = text
        self.values = values

    def __str__(self) -> str:
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The message in the language of `translate`."""
        return translate(self.text).format_map(self.values)


class ContentError(Exception):
    """The content has errors; nothing was written. `exitcode` is what Pelican leaves the process with."""

    exitcode = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = sum(problem.level is Level.ERROR for problem in self.problems)
        super().__init__(f"{count} error(s) in the content; the output folder is as it was")


def printable(text: str, limit: int = 200) -> str:
    """`text` fit for one line of a terminal: no control characters, at most `limit` characters."""
    shown = text if text.isprintable() else "".join(character if character.isprintable() else "�" for character in text)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by file and line, each once: the order in which one mends them."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.path, p.line, p.level, p.text, p.values))
