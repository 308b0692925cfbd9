"""What texts and pages are made with, beside what they say: this program, its libraries, the settings, the languages' words, the theme."""

import os
import sys
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment

from .build import fingerprint
from .build.disk import OutputError
from .build.template_cache import TemplateCache
from .model.records import digest
from .outputs.assets import Asset, assets
from .outputs.body_html import LoadBody
from .outputs.location import Location
from .outputs.render import Renderer
from .outputs.wording import SITE, Wording, catalogue

WITHOUT_EFFECT = frozenset({"JOBS", "CHECK_ONLY", "LEDGER", "COMING", "REPORT", "EXPLAIN", "LIVE", "MESSAGES_LANGUAGE", "LOGGED_ERRORS"})
"""Settings that no page can show."""


class MadeWith:
    """Of one configuration; nothing of it is looked at before it is needed, nor twice."""

    def __init__(self, settings: Mapping[str, Any], templates: Environment) -> None:
        """`templates`: the theme's. Raises OutputError for an address of the site that is none."""
        self._settings = settings
        self._templates = templates
        self._theme = Path(settings["THEME"])
        self.location = _location(settings["SITEURL"])
        content, output = (os.fsencode(Path(settings[name]).resolve()) for name in ("PATH", "OUTPUT_PATH"))
        self.site = sha256(content + b":" + output).hexdigest()[:16]
        """What is kept of a site is kept by this name: content and output tell it from others."""

    @cached_property
    def program(self) -> str:
        """The digest of what every text and every page comes from: this program, its libraries, the settings, the languages' words."""
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
    def worn(self) -> str:
        """The digest of the theme's style sheets, scripts and icons: every page names them by their own."""
        return fingerprint.of_files(self._theme / "static", self._theme / "styles")

    @cached_property
    def everything(self) -> str:
        """The digest of all that a plan comes from beside the files of content."""
        templates = fingerprint.of_files(*map(Path, self._settings["THEME_TEMPLATES_OVERRIDES"]), self._theme / "templates")
        return digest(f"{self.program} {self.worn} {templates}")

    def of(self, output: str) -> str:
        """The digest of all that pages of a kind come from beside their views. Raises OutputError as `fingerprint.of_templates`."""
        return digest(f"{self.program} {self.worn} {self._closure(output)}")

    def check_templates(self) -> None:
        """Raise jinja2.TemplateSyntaxError for a template of the theme that is none."""
        templates = self._theme / "templates"
        for file in sorted(templates.rglob("*.html")):
            self._closure(file.relative_to(templates).as_posix())

    @cached_property
    def _closure(self) -> fingerprint.Closure:
        return fingerprint.of_templates(self._templates)

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """The theme's files, as they are published."""
        return assets(self._theme)

    @cached_property
    def wordings(self) -> Mapping[str, Wording]:
        """By language code."""
        return {language.code: Wording(language, catalogue(self._theme, language.code, SITE)) for language in self._settings["LANGUAGES"]}

    def renderer(self, load: LoadBody) -> Renderer:
        """What renders the pages; `load`: a stored text by its file of content."""
        return Renderer(self._templates, self.wordings, self.assets, load, self.location, self._compiled)

    def _compiled(self, language: str) -> TemplateCache:
        """Where this site's templates are kept, as they are in one language."""
        return TemplateCache(Path(self._settings["CACHE_PATH"]) / f"templates-{self.site}-{language}", f"{self.program} {self.worn}")


def _location(siteurl: str) -> Location:
    """Where the site is published."""
    try:
        return Location(siteurl)
    except ValueError as problem:
        raise OutputError(str(problem)) from problem
