"""Pelican's seam: one generator that runs the build in the place of Pelican's own."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from .answers import answer
from .build.disk import OutputError
from .failures import problems_said
from .listeners import listening
from .live import Live, converse
from .model.problem import ContentError, Problem
from .model.vietnam_time import ZONE, from_epoch
from .outputs.wording import PROBLEMS, catalogue
from .plan import Found
from .progress import Display
from .report import report
from .run import Run
from .sources.content import errors


class SiteGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """The one generator: the stock ones are idle."""

    idle: Sequence[Generator] = ()
    """Those of Pelican's own."""

    def generate_context(self) -> None:
        """Read the content and plan every page. Raises ContentError, with every Problem printed, when it has errors."""
        self.settings["LOGGED_ERRORS"].raise_any()
        if Path(self.output_path).resolve().is_relative_to(Path(self.path).resolve()):
            raise OutputError(f"the output folder {self.output_path} lies in the content folder: choose one outside of it")
        self._instant = build_instant(os.environ.get("SOURCE_DATE_EPOCH", ""))
        self._display = Display()
        self._run = Run(self.settings, self.env, self._reader(), self._display)
        if self.settings["LIVE"]:
            self._follow()
        try:
            self._found = self._run.plan(self._instant)
            for line in self._said(self._found.problems):
                print(line, file=sys.stderr)
            _refuse_errors(self._found)
        except BaseException:
            self._run.close()
            raise

    def generate_output(self, _writer: object) -> None:
        """Render what is another page now, and make the output folder hold the site."""
        self._tell_the_idle(self._found)
        with self._run:
            if self.settings["CHECK_ONLY"]:
                answer(self._run, self.settings, self._found, self._instant, self._translate)
                return
            outcome = self._run.make(self._instant)
            self.settings["LOGGED_ERRORS"].raise_any()
            if self.settings["EXPLAIN"]:
                print(f"{self.settings['EXPLAIN']}: {self._run.explain(self.settings['EXPLAIN'])}")
            if self.settings["REPORT"]:
                Path(self.settings["REPORT"]).write_text(report(self._run, self.settings, self._found, self._instant, self._translate), "utf-8")
        translate = self._translate
        said = translate("{files} files: {texts} texts read, {pages} pages rendered, {written} written, {removed} removed, {seconds} s")
        made = {"files": outcome.written + outcome.kept, "texts": self._run.read, "pages": self._run.rendered}
        print(said.format(**made, written=outcome.written, removed=outcome.removed, seconds=f"{self._display.seconds:.2f}"))

    @cached_property
    def _translate(self) -> Callable[[str], str]:
        """Says a message in the language of whoever builds."""
        return catalogue(Path(self.theme), self.settings["MESSAGES_LANGUAGE"], PROBLEMS).gettext

    def _follow(self) -> NoReturn:
        """Show the site to whoever writes, until nobody asks any more."""
        with self._run:
            converse(Live(self._run, lambda: build_instant(os.environ.get("SOURCE_DATE_EPOCH", "")), self._said))
        raise SystemExit

    def _said(self, problems: Iterable[Problem]) -> list[str]:
        return problems_said(problems, Path(self.path), Path(self.theme), self.settings["MESSAGES_LANGUAGE"])

    def _tell_the_idle(self, found: Found) -> None:
        """Pelican's last line counts what its own generators hold, and would say that nothing was processed."""
        original, translated = found.news
        for generator in self.idle:
            if isinstance(generator, ArticlesGenerator):
                generator.articles, generator.translations = range(original), range(translated)
            elif isinstance(generator, PagesGenerator):
                generator.pages = range(found.pages)

    def _reader(self) -> Any:
        reader = self.readers.readers["md"]
        reader.listen = listening(self)
        return reader


def _refuse_errors(found: Found) -> None:
    if errors(found.problems):
        raise ContentError(found.problems)


def build_instant(epoch: str) -> datetime:
    """The instant the site is built for: `SOURCE_DATE_EPOCH` in whole seconds, else now. Read once, here."""
    if not epoch:
        return datetime.now(UTC).astimezone(ZONE)
    if not epoch.isascii() or not epoch.isdecimal():
        raise OutputError(f"SOURCE_DATE_EPOCH is {epoch!r}: whole seconds since 1970 expected")
    try:
        return from_epoch(int(epoch))
    except ValueError as problem:
        raise OutputError(f"SOURCE_DATE_EPOCH is {epoch!r}: {problem}") from problem


def _generators(_pelican: object) -> type[SiteGenerator]:
    return SiteGenerator


def _acquaint(generators: Sequence[Generator]) -> None:
    for generator in generators:
        if isinstance(generator, SiteGenerator):
            generator.idle = generators


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
    signals.all_generators_finalized.connect(_acquaint)
