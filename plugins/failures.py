"""How a failed build ends: said plainly, exit code not 0, and nothing that was only logged is overlooked."""

import functools
import locale
import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ParamSpec, TypeVar

from .build.output import OutputError
from .model.problem import ContentError, Level, Problem
from .outputs.wording import PROBLEMS, catalogue

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Interrupted(Exception):  # noqa: N818 - it is not an error; Pelican exits 0 on KeyboardInterrupt, but not on this
    """Ctrl-C."""

    exitcode = 130


class LoggedErrors(logging.Handler):
    """Pelican logs errors and goes on: a plugin that cannot be loaded, a file that cannot be opened. They fail our build."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember one."""
        self.messages.append(record.getMessage())

    def raise_any(self) -> None:
        """Raise OutputError if an error was logged since the last call."""
        messages, self.messages = self.messages, []
        if messages:
            raise OutputError("; ".join(messages))


def listen() -> LoggedErrors:
    """Begin to remember what Pelican logs as errors. Called by the configuration, before Pelican loads plugins."""
    logger = logging.getLogger("pelican")
    for handler in [handler for handler in logger.handlers if isinstance(handler, LoggedErrors)]:
        logger.removeHandler(handler)
    for filtered in [known for known in logger.filters if known is _without_traceback]:
        logger.removeFilter(filtered)
    remembered = LoggedErrors()
    logger.addHandler(remembered)
    logger.addFilter(_without_traceback)
    return remembered


def _without_traceback(record: logging.LogRecord) -> bool:
    """A mistake in the content is no fault of the program: its traceback would only bury the message."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, ContentError | OutputError | Interrupted | OSError):
        record.exc_info = None
    return True


def plainly(run: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Turn Ctrl-C into an error that Pelican does not swallow."""

    @functools.wraps(run)
    def running(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        try:
            return run(*args, **kwargs)
        except KeyboardInterrupt:
            raise Interrupted("interrupted; the output folder is as it was") from None

    return running


def problems_said(problems: Iterable[Problem], content: Path, theme: Path, language: str) -> None:
    """Print each Problem on a line of standard error, `path:line: what is wrong`, in `language`.

    Paths begin at the current folder where `content` lies in it, so that an editor's terminal can open them.
    """
    here = Path.cwd()
    shown = content.relative_to(here) if content.is_relative_to(here) else content
    translate = catalogue(theme, language, PROBLEMS).gettext
    marks = {Level.ERROR: translate("error"), Level.WARNING: translate("warning")}
    for problem in problems:
        print(f"{(shown / problem.path).as_posix()}:{problem.line}: {marks[problem.level]}: {problem.said(translate)}", file=sys.stderr)


def readers_language() -> str:
    """The language of whoever runs the build, as gettext finds it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG, then the system's."""
    names = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    named = next((name for name in names if name), "") or locale.getlocale()[0] or "en"
    return named.partition(":")[0].partition(".")[0].partition("_")[0].lower()[:2]
