"""The run on one screen: read, plan, claim, render, write. Nothing flows back."""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pelican
from pelican import signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from . import (
    announcements,
    archives,
    bylines,
    feeds,
    home,
    media,
    news,
    not_found,
    redirects,
    sitemap,
    slots,
    static_pages,
    subscribe,
    tags,
    theme_files,
    topics,
    web_manifest,
)
from .build.claims import claim
from .build.output import OutputError, write
from .failures import problems_said
from .model import address
from .model.edition import Edition
from .model.page import Page
from .model.problem import ContentError, Problem, Report, in_order
from .model.site import Site
from .model.vietnam_time import ZONE, from_epoch
from .outputs.assets import assets
from .outputs.location import Location
from .outputs.render import Renderer
from .outputs.wording import SITE, Wording, catalogue
from .sources.content import Content, Reading, errors, read

FEATURES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home.pages,
    news.pages,
    announcements.pages,
    topics.pages,
    tags.pages,
    archives.pages,
    bylines.pages,
    static_pages.pages,
    subscribe.pages,
    feeds.pages,
    slots.pages,
    media.pages,
    redirects.pages,
    web_manifest.pages,
    not_found.pages,
)
"""What the site consists of; each adds its pages. `sitemap` comes last: it lists the others' pages."""


class SiteGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """The one generator: the stock ones are idle."""

    idle: Sequence[Generator] = ()
    """Those of Pelican's own."""

    def generate_context(self) -> None:
        """Read the content and plan every page. Raises ContentError, with every Problem printed, when it has errors."""
        self.settings["LOGGED_ERRORS"].raise_any()
        self._location()
        if Path(self.output_path).resolve().is_relative_to(Path(self.path).resolve()):
            raise OutputError(f"the output folder {self.output_path} lies in the content folder: choose one outside of it")
        instant = build_instant(os.environ.get("SOURCE_DATE_EPOCH", ""))
        theme = Path(self.theme)
        self._assets = assets(theme)
        self._wordings = {
            language.code: Wording(language, catalogue(theme, language.code, SITE)) for language in self.settings["LANGUAGES"]
        }
        kept = Path(self.settings["CACHE_PATH"]) / "pictures"
        reading = Reading(self.settings["LANGUAGES"], instant, bool(self.settings["SHOW_DRAFTS"]), kept)
        content = read(Path(self.path), reading, self._reader().read_text)
        claimed, problems = self._plan(content, instant)
        dead = frozenset(link.address for link in content.links if address.file_of(unquote(link.address.partition("?")[0])) not in claimed)
        if dead:
            problems += list(_dead_links(content, dead))
            content = content.without_links(dead)
            claimed, _ = self._plan(content, instant)
        found = in_order((*content.problems, *problems))
        problems_said(found, Path(self.path), theme, self.settings["MESSAGES_LANGUAGE"])
        if errors(found):
            raise ContentError(found)
        self._pages, self._content, self._warnings = claimed, content, len(found)

    def generate_output(self, _writer: object) -> None:
        """Render every page and make the output folder hold them."""
        self._tell_the_idle()
        if self.settings["CHECK_ONLY"]:
            print(f"{self._content.texts} texts read, {self._warnings} warnings, no errors")
            return
        content = self._content
        renderer = Renderer(self.env, self._wordings, self._assets, content.bodies.__getitem__, content.files, self._location())
        rendered = ((file, renderer.render(page)) for file, page in self._pages.items())
        outcome = write(Path(self.output_path), rendered)
        self.settings["LOGGED_ERRORS"].raise_any()
        print(f"{len(self._pages)} files: {outcome.written} written, {outcome.kept} unchanged, {outcome.removed} removed")

    def _tell_the_idle(self) -> None:
        """Pelican's last line counts what its own generators hold, and would say that nothing was processed."""
        default = self.settings["LANGUAGES"][0].code
        news = (*self._content.stories, *self._content.announcements)
        for generator in self.idle:
            if isinstance(generator, ArticlesGenerator):
                generator.articles = [item for item in news if item.language == default]
                generator.translations = [item for item in news if item.language != default]
            elif isinstance(generator, PagesGenerator):
                generator.pages = list(self._content.pages)

    def _plan(self, content: Content, instant: datetime) -> tuple[dict[str, Page], list[Problem]]:
        site = self._site(content, instant)
        planned = list(chain.from_iterable(feature(site) for feature in FEATURES))
        planned += theme_files.pages(self._assets.values())
        planned += sitemap.pages(site, planned)
        return claim(planned)

    def _site(self, content: Content, instant: datetime) -> Site:
        items = (*content.stories, *content.announcements, *content.pages)
        names = self.settings["SITENAMES"]
        editions = [
            Edition(
                language,
                names.get(language.code, self.settings["SITENAME"]),
                items,
                content.slogans,
                content.registries,
                instant,
                self._wordings[language.code],
            )
            for language in self.settings["LANGUAGES"]
        ]
        return Site(editions, self.settings["GUID_HOST"], f"Bản Tin, Pelican {pelican.__version__}")

    def _location(self) -> Location:
        try:
            return Location(self.settings["SITEURL"])
        except ValueError as problem:
            raise OutputError(str(problem)) from problem

    def _reader(self) -> Any:
        return self.readers.readers["md"]


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


def _dead_links(content: Content, dead: frozenset[str]) -> Iterator[Problem]:
    for link in content.links:
        if link.address in dead:
            report = Report(link.path)
            report.warning(link.line, "the link “{target}” leads to no page of the site; it was left out", target=link.written)
            yield from report.problems


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
