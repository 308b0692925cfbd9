"""The run on one screen: read, plan, compare, render, write, remember. Nothing flows back."""

import sqlite3
import sys
import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import pelican
from jinja2 import Environment

from .build import collector
from .build.database import DamagedError, hopeless, remove
from .build.disk import OutputError
from .build.index import Index
from .build.output import Outcome, Output
from .build.workers import FEW, Workers, jobs
from .made_with import MadeWith
from .making import RENDER, Comparison, Making, rendering_task
from .model import address
from .model.item import Body
from .model.language import Language
from .model.page import File, Masthead
from .model.problem import ContentError
from .model.records import MissingError, Records, digest
from .model.teaser import Teaser
from .model.vietnam_time import ZONE, midnight
from .outputs.render import Renderer
from .plan import Found, Naming, Planned, plan
from .progress import Display, still
from .reading import READ, Reader, RememberedMedia, bring_up_to_date, documents, reading_task, turns
from .sources.content import Content, Reading, assemble, errors
from .sources.document import Document
from .sources.tree import Tree, looked_at_again, walk

DAMAGED = (DamagedError, MissingError, sqlite3.DatabaseError)


class Run:
    """The build of one content folder into one output folder; or its site, kept in memory while somebody writes."""

    def __init__(self, settings: Mapping[str, Any], templates: Environment, reader: Reader, display: Display) -> None:
        """`templates`: the theme's. Raises OutputError or OSError where it cannot begin."""
        self._settings = settings
        self._reader = reader
        self._display = display
        still()
        self._made_with = MadeWith(settings, templates)
        self._jobs = jobs(settings["JOBS"])
        self._content, self._cache = Path(settings["PATH"]), Path(settings["CACHE_PATH"])
        self._file = self._cache / f"index-{self._made_with.site}.sqlite"
        self._output = None if settings["CHECK_ONLY"] or settings["LIVE"] else Output(Path(settings["OUTPUT_PATH"]))
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        self._workers = Workers(0, {}, ())
        try:
            self._index = Index(self._file)
        except sqlite3.OperationalError as problem:
            raise OutputError(f"the index {self._file} cannot be used: {problem}") from problem
        if self._index.began_anew:
            self._say_damaged(self._index.began_anew)
        self._records = Records({Masthead, Language, Teaser}, self._index.shared, Body)
        tasks = {READ: reading_task(self._reader, self._records)}
        if self._output:
            self._making = Making(self._index, self._output, self._records)
            tasks[RENDER] = rendering_task(lambda: self._renderer, self._output, self._records)
        self._workers = Workers(self._jobs, tasks, (OutputError, *DAMAGED, OSError))
        self._planned: Planned | None = None
        self._same: Comparison | None = None
        self._tree: Tree | None = None
        self.read = 0
        """How many texts were read."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, and let go of the output folder."""
        if hasattr(self, "_workers"):
            self._workers.close()
        if hasattr(self, "_index"):
            self._index.close()
        if self._output:
            self._output.close()

    def plan(self, instant: datetime) -> Found:
        """Read what was changed; plan the site as it is at `instant`, unless the plan of the last run still holds."""
        try:
            return self._plan(instant).found
        except DAMAGED as problem:
            self._begin_anew(problem)
            return self._plan(instant).found

    def make(self, instant: datetime) -> Outcome:
        """Render what is another page now, put it in, and remember it."""
        try:
            return self._make(self._planned or self._plan(instant))
        except DAMAGED as problem:
            self._begin_anew(problem)
            return self._make(self._plan(instant))

    @property
    def rendered(self) -> int:
        """How many pages were."""
        return self._making.rendered

    def explain(self, url: str) -> str:
        """Why the page at an address of the site was rendered, or was not."""
        path = unquote(urlsplit(url).path).removeprefix(unquote(self._made_with.location.path))
        return self._making.explain(address.file_of(path if path.startswith("/") else f"/{path}"))

    def follow(self, instant: datetime, saved: Iterable[str] | None = None) -> Found:
        """As `plan`, while somebody writes: the plan is kept in memory, and made anew when it must be.

        `saved`: the only places on the disk where something was changed since the last time; None: anywhere. Raises ContentError where
        there are errors, and jinja2.TemplateSyntaxError: then the site is as it was.
        """
        self._made_with.check_templates()
        try:
            return self._follow(instant, saved)
        except DAMAGED as problem:
            self._begin_anew(problem)
            return self._follow(instant, None)

    def page(self, file: str, instant: datetime) -> bytes | Path | None:
        """The page that `follow` has planned for a file of the output, rendered now, or the place of one that is published as it is; None: there is none."""
        try:
            return self._page(file)
        except DAMAGED as problem:
            self._begin_anew(problem)
            self._follow(instant, None)
            return self._page(file)

    @property
    def build(self) -> str:
        """A digest: another whenever a page that `page` gives may be another."""
        assert self._planned
        return digest("\n".join([self._planned.key, self._planned.found.begins.isoformat(), *self._index.bodies().values()]))

    def _page(self, file: str) -> bytes | Path | None:
        assert self._planned
        page = self._planned.pages.get(file)
        if page is None:
            return None
        return self._planned.files[page.view.digest] if isinstance(page.view, File) else self._renderer.render(page.output, page.view)

    @property
    def tree(self) -> Tree:
        """The files of the content folder."""
        self._tree = self._tree or walk(self._content, time.time_ns())
        return self._tree

    def content_at(self, instant: datetime, *, drafts: bool = False) -> Content:
        """What the files come to at an instant; `drafts`: with those and with what is published later."""
        return self._assembled(self.tree, instant, drafts=drafts)[0]

    def text(self, path: str) -> str:
        """A text of the content as HTML, its references left open."""
        return self._index.body(path)

    def _begin_anew(self, problem: Exception) -> None:
        if hopeless(problem):
            raise OutputError(f"the index {self._file} cannot be written: {problem}") from problem
        self._say_damaged(problem)
        self._workers.close()
        self._index.close()
        remove(self._file)
        self._open()

    def _say_damaged(self, why: object) -> None:
        print(f"The index {self._file} could not be used ({why}): everything is read anew.", file=sys.stderr)

    def _follow(self, instant: datetime, saved: Iterable[str] | None) -> Found:
        if self._planned is None:
            self._tree = walk(self._content, time.time_ns())
            self._bring_up_to_date(self._tree)  # remembered even where there are errors: no page of this run's holds an older text
        before = self._planned
        try:
            with self._index.changing():
                found = _without_errors(self._plan(instant, saved).found)
        except BaseException:
            self._planned, self._tree = before, None  # what was saved meanwhile is looked for everywhere
            raise
        return found

    def _plan(self, instant: datetime, saved: Iterable[str] | None = None) -> Planned:
        now = time.time_ns()
        self._tree = walk(self._content, now) if saved is None or self._tree is None else looked_at_again(self._tree, saved, now)
        self._bring_up_to_date(self._tree)
        key = digest("\n".join([self._made_with.everything, *map(repr, self._tree.problems), *self._tree.files, *self._index.state()]))
        with collector.held_back():
            self._planned = self._still_true(key, instant) or self._plan_anew(self._tree, key, instant)
        return self._planned

    def _bring_up_to_date(self, tree: Tree) -> None:
        if self._index.value("read with") != self._made_with.program:
            with self._index.changing():
                self._index.forget_texts()
                self._index.keep("read with", self._made_with.program)
        self.read += bring_up_to_date(self._index, tree, self._workers, self._display.phase("Reading"))

    def _still_true(self, key: str, instant: datetime) -> Planned | None:
        """What was planned last, where the same files at this instant come to the same plan, and it can be made again in part."""
        if self._planned:
            return self._planned if self._planned.key == key and self._planned.found.holds(instant) else None
        if self._settings["LIVE"] or self._index.value("plan") != key:
            return None
        found = self._records.record(Found, self._index.value("found"))
        if not found.holds(instant):
            return None
        if self._output:
            self._same = self._making.same_plan()
        return Planned(key, found, {}, {}) if self._same or not self._output else None

    def _plan_anew(self, tree: Tree, key: str, instant: datetime) -> Planned:
        content, ends = self._assembled(tree, instant)
        languages = self._settings["LANGUAGES"]
        names = {language.code: self._settings["SITENAMES"].get(language.code, self._settings["SITENAME"]) for language in languages}
        made_with = self._made_with
        naming = Naming(languages, names, made_with.wordings, self._settings["GUID_HOST"], f"Bản Tin, Pelican {pelican.__version__}")
        pages, problems = plan(content, naming, instant, made_with.assets.values(), promises=bool(self._settings["KEEP_PROMISES"]))
        files = {asset.digest: asset.content for asset in made_with.assets.values()} | dict(content.files)
        news = [item.language == languages[0].code for item in (*content.stories, *content.announcements)]
        found = Found(tuple(problems), content.texts, (sum(news), len(news) - sum(news)), len(content.pages), instant, ends)
        return Planned(key, found, pages, files)

    def _assembled(self, tree: Tree, instant: datetime, *, drafts: bool = False) -> tuple[Content, datetime]:
        """What the files come to, and the first instant at which they may come to something else."""
        read = list(documents(self._index, self._records))
        reading = Reading(
            self._settings["LANGUAGES"],
            instant,
            drafts or bool(self._settings["SHOW_DRAFTS"]),
            self._cache / "pictures",
            RememberedMedia(self._index.media, self._records),
            self._settings["GUID_HOST"],
        )
        with self._index.changing():
            content = assemble(tree, read, reading)
        later = (turn for text in read if isinstance(text, Document) for turn in turns(text) if turn > instant)
        tomorrow = midnight(instant.astimezone(ZONE).date() + timedelta(days=1))
        return content, min(min(later, default=tomorrow), tomorrow)

    def _make(self, planned: Planned) -> Outcome:
        compared = self._same
        if compared is None:
            with collector.held_back():
                compared = self._making.compare(planned.pages, self._made_with.of)
        remember, files = {"plan": planned.key, "found": self._records.text(planned.found)}, planned.files
        if len(compared.jobs) > FEW:
            del planned  # nobody else has a name for it: the workers' memory is wanted now. Where there is little to make, freeing all this would take longer
            self._planned = None
        return self._making.make(compared, files, self._workers, remember, self._display.phase("Rendering"))

    @cached_property
    def _renderer(self) -> Renderer:
        return self._made_with.renderer(lambda path: self._index.body(path))  # noqa: PLW0108 - after damage the index is another one


def _without_errors(found: Found) -> Found:
    if errors(found.problems):
        raise ContentError(found.problems)
    return found
