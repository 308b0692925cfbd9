"""How a failed build ends: said plainly, exit code not 0, and nothing that was only logged is overlooked."""

import locale
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from pelican import signals

from .build.disk import OutputError
from .model.problem import ContentError, Level, Problem
from .outputs.wording import PROBLEMS, catalogue

INTERRUPTED = 128 + signal.SIGINT
"""The exit code of a run that Ctrl-C ended, as a shell counts it."""


class LoggedErrors(logging.Handler):
    """Pelican logs errors and goes on: a plugin that cannot be loaded, a file that cannot be opened. They fail our build."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember one."""
        self.messages.append(record.getMessage())

    def raise_any(self, _generators: object = None) -> None:
        """Raise OutputError if an error was logged since the last call."""
        messages, self.messages = self.messages, []
        if messages:
            raise OutputError("; ".join(messages))


def listen() -> LoggedErrors:
    """Begin to remember what Pelican logs as errors, and to heed Ctrl-C. Called by the configuration, before Pelican loads plugins."""
    logger = logging.getLogger("pelican")
    for handler in [handler for handler in logger.handlers if isinstance(handler, LoggedErrors)]:
        logger.removeHandler(handler)
    for filtered in [known for known in logger.filters if known is _without_traceback]:
        logger.removeFilter(filtered)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _interrupted)
    remembered = LoggedErrors()
    logger.addHandler(remembered)
    logger.addFilter(_without_traceback)
    signals.all_generators_finalized.connect(remembered.raise_any)  # also where the site's own plugin could not be loaded, without which nothing is built
    return remembered


def _interrupted(_number: int, _frame: FrameType | None) -> NoReturn:
    """Ctrl-C: Pelican would end with exit code 0, as if all were built."""
    print("Interrupted.", file=sys.stderr)
    raise SystemExit(INTERRUPTED)


def _without_traceback(record: logging.LogRecord) -> bool:
    """A mistake in the content is no fault of the program: its traceback would only bury the message."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, ContentError | OutputError | OSError):
        record.exc_info = None
    return True


def problems_said(problems: Iterable[Problem], content: Path, theme: Path, language: str) -> list[str]:
    """Each Problem on a line, `path:line: error: what is wrong`, in `language`."""
    shown = as_opened(content)
    translate = catalogue(theme, language, PROBLEMS).gettext
    marks = {Level.ERROR: translate("error"), Level.WARNING: translate("warning")}
    return [f"{(shown / problem.path).as_posix()}:{problem.line}: {marks[problem.level]}: {problem.said(translate)}" for problem in problems]


def as_opened(content: Path) -> Path:
    """The content folder as an editor's terminal can open what lies in it: from the current folder, where it is below that."""
    here = Path.cwd()
    return content.relative_to(here) if content.is_relative_to(here) else content


def readers_language() -> str:
    """The language of whoever runs the build, as gettext finds it: LANGUAGE, LC_ALL, LC_MESSAGES, LANG, then the system's."""
    names = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    named = next((name for name in names if name), "") or locale.getlocale()[0] or "en"
    return named.partition(":")[0].partition(".")[0].partition("_")[0].lower()[:2]
