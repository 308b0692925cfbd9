"""The site kept in memory while somebody writes: a process that is told what was saved, and gives each page when it is asked for.

`inv serve` (deploy/preview.py) starts it. It is asked on its standard input, a line of JSON each, and answers on its standard output: a
line of JSON, then as many bytes as that says.
"""
# ruff: noqa: T201 - what is wrong is said on the terminal, too

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from .build.disk import OutputError
from .model import address
from .model.problem import ContentError, Level, Problem
from .plan import Found
from .run import Run

READY = b"ready\n"
"""Begins what it answers: before it, anything may have been printed."""
MISSING = "/404.html"
"""The page for addresses that lead nowhere."""

Answer = tuple[dict[str, object], bytes]


class Live:
    """The site of one configuration, theme and program; what they are is looked at once."""

    def __init__(self, run: Run, now: Callable[[], datetime], said: Callable[[Iterable[Problem]], list[str]]) -> None:
        """`now`: the instant to show the site at; `said`: problems as an editor reads them, a line each."""
        self._run = run
        self._now = now
        self._said = said
        self._found: Found | None = None
        self._build = ""

    def follow(self, saved: Iterable[str] | None) -> Answer:
        """Bring the site up to date; `saved`: as Run.follow. Answers which build it is, and what is wrong where it stayed as it was."""
        wrong: list[str] = []
        try:
            self._found = self._run.follow(self._now(), saved)
            self._build = self._run.build
            _tell(self._said(self._found.problems))
        except ContentError as problem:
            _tell(self._said(problem.problems))
            wrong = self._said(one for one in problem.problems if one.level is Level.ERROR)
        except (TemplateError, OutputError, OSError) as problem:
            wrong = [_in_template(problem) if isinstance(problem, TemplateError) else str(problem)]
            _tell(wrong)
        return {"build": self._build, "wrong": wrong}, b""

    def page(self, path: str) -> Answer:
        """What a web server answers to the decoded path of an address: `status`, `suffix`, `location` to go to, `place` of a file on the disk.

        And `wrong`, where a template is.
        """
        now = self._now()
        if self._found and not self._found.holds(now):
            self.follow([])
        if not self._found:
            return {"status": 404, "suffix": ".html", "build": ""}, b""
        try:
            return self._page(path, now)
        except TemplateError as problem:
            wrong = [_in_template(problem)]
            _tell(wrong)
            return {"status": 500, "suffix": ".html", "build": self._build, "wrong": wrong}, b""

    def _page(self, path: str, now: datetime) -> Answer:
        file, status = address.file_of(path), 200
        content = self._run.page(file, now)
        if content is None and self._run.page(f"{file}/index.html", now) is not None:
            return {"status": 301, "suffix": ".html", "location": f"{path}/", "build": self._build}, b""
        if content is None:
            file, status = address.file_of(MISSING), 404
            content = self._run.page(file, now) or b""
        about: dict[str, object] = {"status": status, "suffix": PurePosixPath(file).suffix, "build": self._build}
        return (about | {"place": str(content)}, b"") if isinstance(content, Path) else (about, content)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr, flush=True)


def _in_template(problem: TemplateError) -> str:
    """`theme/templates/story.html:12: what is wrong`."""
    if isinstance(problem, TemplateSyntaxError):
        return f"{_shown(problem.filename or problem.name or '')}:{problem.lineno}: {problem.message}"
    steps = [step for step in traceback.extract_tb(problem.__traceback__) if step.filename.endswith(".html")]
    return f"{_shown(steps[-1].filename)}:{steps[-1].lineno}: {problem.message}" if steps else str(problem)


def _shown(place: str) -> str:
    here = Path.cwd()
    return Path(place).relative_to(here).as_posix() if Path(place).is_relative_to(here) else place


def converse(live: Live) -> None:
    """Answer until nobody asks any more. What is printed meanwhile goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    answers.write(READY)
    answers.flush()
    for line in sys.stdin.buffer:
        about, content = _answered(live, **json.loads(line))
        answers.write(json.dumps(about | {"size": len(content)}).encode() + b"\n" + content)
        answers.flush()


def _answered(live: Live, asked: str, given: Any) -> Answer:
    return live.page(given) if asked == "page" else live.follow(given)
