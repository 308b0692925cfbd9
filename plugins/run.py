"""The run on one screen: read, plan, compare, render, write, remember. Nothing flows back."""

import os
import sqlite3
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

import pelican
from jinja2 import Environment

from .build import collector, fingerprint
from .build.database import DamagedError, hopeless, remove
from .build.disk import OutputError
from .build.index import Index
from .build.output import Outcome, Output
from .build.template_cache import TemplateCache
from .build.workers import Workers
from .making import RENDER, Comparison, Making, rendering_task
from .model import address
from .model.item import Body, Teaser
from .model.language import Language
from .model.page import Masthead, Page
from .model.problem import Problem
from .model.records import Records, digest
from .model.vietnam_time import ZONE, midnight
from .outputs.assets import Asset, assets
from .outputs.location import Location
from .outputs.render import Renderer
from .outputs.wording import SITE, Wording, catalogue
from .plan import Naming, plan
from .progress import Display, still
from .reading import READ, Reader, RememberedMedia, bring_up_to_date, documents, reading_task, turns
from .sources.content import Reading, assemble
from .sources.document import Document
from .sources.tree import Tree, walk

WITHOUT_EFFECT = frozenset({"JOBS", "CHECK_ONLY", "EXPLAIN", "MESSAGES_LANGUAGE", "LOGGED_ERRORS"})
"""Settings that no page can show."""
DAMAGED = (DamagedError, sqlite3.DatabaseError)


@dataclass(frozen=True, slots=True)
class Found:
    """What the content came to; kept, for in the next run it may come to the same."""

    problems: tuple[Problem, ...]
    texts: int
    """How many files there are."""
    news: tuple[int, int]
    """How many stories and announcements: in the default language, and translated."""
    pages: int
    """How many static pages."""
    begins: datetime
    """From this instant on the same files come to the same site …"""
    ends: datetime
    """… until just before this one."""


class Run:
    """One build, of one content folder into one output folder, at one instant."""

    def __init__(self, settings: Mapping[str, Any], templates: Environment, reader: Reader, instant: datetime, display: Display) -> None:
        """`templates`: the theme's. Raises OutputError or OSError where it cannot begin."""
        self._settings = settings
        self._templates = templates
        self._reader = reader
        self._instant = instant
        self._display = display
        still()
        self._location = location(settings["SITEURL"])
        self._jobs = jobs(settings["JOBS"])
        self._content, self._theme, folder, self._cache = (Path(settings[name]) for name in ("PATH", "THEME", "OUTPUT_PATH", "CACHE_PATH"))
        self._site = sha256(os.fsencode(f"{self._content.resolve()}:{folder.resolve()}")).hexdigest()[:16]
        self._file = self._cache / f"index-{self._site}.sqlite"
        self._output = None if settings["CHECK_ONLY"] else Output(folder)
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
        self._pages: Mapping[str, Page] = {}
        self._files: dict[str, Path | bytes] = {}
        self._same: Comparison | None = None
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

    def plan(self) -> Found:
        """Read what was changed; plan the site, unless the plan of the last run still holds."""
        try:
            return self._planned()
        except DAMAGED as problem:
            self._begin_anew(problem)
            return self._planned()

    def make(self) -> Outcome:
        """Render what is another page now, put it in, and remember it."""
        try:
            return self._made()
        except DAMAGED as problem:
            self._begin_anew(problem)
            self._planned()
            return self._made()

    @property
    def rendered(self) -> int:
        """How many pages were."""
        return self._making.rendered

    def explain(self, url: str) -> str:
        """Why the page at an address of the site was rendered, or was not."""
        path = unquote(urlsplit(url).path).removeprefix(unquote(self._location.path))
        return self._making.explain(address.file_of(path if path.startswith("/") else f"/{path}"))

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

    def _planned(self) -> Found:
        tree = walk(self._content, time.time_ns())
        if self._index.value("read with") != self._made_of:
            with self._index.changing():
                self._index.forget_texts()
                self._index.keep("read with", self._made_of)
        self.read = bring_up_to_date(self._index, tree, self._workers, self._display.phase("Reading"))
        self._key = digest("\n".join([self._made_by, *map(repr, tree.problems), *tree.files, *self._index.state()]))
        with collector.held_back():
            self._found = self._still_true() or self._plan_anew(tree)
        return self._found

    def _still_true(self) -> Found | None:
        """What the last run found, where the same files at this instant come to the same plan, and it can be made again in part."""
        if self._index.value("plan") != self._key:
            return None
        known = self._records.record(Found, self._index.value("found"))
        if not known.begins <= self._instant < known.ends:
            return None
        if self._output:
            self._same = self._making.same_plan()
        return known if self._same or not self._output else None

    def _plan_anew(self, tree: Tree) -> Found:
        read = list(documents(self._index, self._records))
        languages = self._settings["LANGUAGES"]
        media = RememberedMedia(self._index.media, self._records)
        with self._index.changing():
            content = assemble(tree, read, Reading(languages, self._instant, bool(self._settings["SHOW_DRAFTS"]), self._cache / "pictures", media))
        names = {language.code: self._settings["SITENAMES"].get(language.code, self._settings["SITENAME"]) for language in languages}
        naming = Naming(languages, names, self._wordings, self._settings["GUID_HOST"], f"Bản Tin, Pelican {pelican.__version__}")
        self._pages, problems = plan(content, naming, self._instant, self._assets.values())
        self._files = {asset.digest: asset.content for asset in self._assets.values()} | dict(content.files)
        news = [item.language == languages[0].code for item in (*content.stories, *content.announcements)]
        tomorrow = midnight(self._instant.astimezone(ZONE).date() + timedelta(days=1))
        coming = (turn for text in read if isinstance(text, Document) for turn in turns(text) if turn > self._instant)
        ends = min(coming, default=tomorrow)
        return Found(tuple(problems), content.texts, (sum(news), len(news) - sum(news)), len(content.pages), self._instant, min(ends, tomorrow))

    def _made(self) -> Outcome:
        compared = self._same
        if compared is None:
            closure = fingerprint.of_templates(self._templates)
            with collector.held_back():
                compared = self._making.compare(self._pages, lambda output: digest(f"{self._made_of} {self._worn} {closure(output)}"))
        remember = {"plan": self._key, "found": self._records.text(self._found)}
        return self._making.make(compared, self._files, self._workers, remember, self._display.phase("Rendering"))

    @cached_property
    def _made_of(self) -> str:
        """What every text and every page comes from: this program, its libraries, the settings, the words of the languages."""
        modules = (sys.modules.get(name, name) for name in self._settings["PLUGINS"])
        return digest(
            "\n".join(
                [
                    fingerprint.of_files(Path(__file__).resolve().parent, suffixes=frozenset({".py"})),
                    fingerprint.of_libraries(),
                    fingerprint.of_modules(modules),
                    fingerprint.of_settings(self._settings, WITHOUT_EFFECT),
                    fingerprint.of_files(self._theme / "translations", suffixes=frozenset({".po"})),
                ]
            )
        )

    @cached_property
    def _worn(self) -> str:
        """The theme's style sheets, scripts and icons: every page names them by their digests."""
        return fingerprint.of_files(self._theme / "static", self._theme / "styles")

    @cached_property
    def _made_by(self) -> str:
        """Everything that the plan comes from beside the files of content."""
        templates = fingerprint.of_files(*map(Path, self._settings["THEME_TEMPLATES_OVERRIDES"]), self._theme / "templates")
        return digest(f"{self._made_of} {self._worn} {templates}")

    @cached_property
    def _assets(self) -> Mapping[str, Asset]:
        return assets(self._theme)

    @cached_property
    def _wordings(self) -> Mapping[str, Wording]:
        return {language.code: Wording(language, catalogue(self._theme, language.code, SITE)) for language in self._settings["LANGUAGES"]}

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self._templates, self._wordings, self._assets, self._index.body, self._location, self._compiled)

    def _compiled(self, language: str) -> TemplateCache:
        """Where this site's templates are kept, as they are in one language."""
        return TemplateCache(self._cache / f"templates-{self._site}-{language}", f"{self._made_of} {self._worn}")


def location(siteurl: str) -> Location:
    """Where the site is published. Raises OutputError for what is no full address."""
    try:
        return Location(siteurl)
    except ValueError as problem:
        raise OutputError(str(problem)) from problem


def jobs(wanted: object) -> int:
    """How many processes are to work: `wanted`, or as many as the machine has cores for this one, where it is 0."""
    if isinstance(wanted, bool) or not isinstance(wanted, int) or wanted < 0:
        raise OutputError(f"JOBS is {wanted!r}: a number expected, 0 for as many as there are cores")
    return wanted or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
