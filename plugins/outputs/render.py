"""A planned page to its bytes."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup

from plugins.model.feed import Feed
from plugins.model.item import Body
from plugins.model.page import File, Page

from .assets import Asset
from .body_html import LoadBody, for_page
from .fragment import Fragment, fragment
from .location import Location
from .rss import rss
from .sitemap import Robots, Sitemap, robots, sitemap
from .wording import Wording


class Renderer:
    """Renders every kind of page; holds what all of them need, and nothing that changes."""

    def __init__(
        self,
        theme: Environment,
        wordings: Mapping[str, Wording],
        assets: Mapping[str, Asset],
        load: LoadBody,
        files: Mapping[str, Path],
        location: Location,
    ) -> None:
        """`theme`: the environment its templates are in; `wordings`: by language code; `load`: a stored text by its digest.

        `files`: where the files lie that are published as they are, by digest; those of the theme are known.
        """
        self._load = load
        self._files = {asset.digest: asset.file for asset in assets.values()} | dict(files)
        self._location = location
        self._themes = {code: self._spoken(theme, wording, assets) for code, wording in wordings.items()}

    def render(self, page: Page) -> bytes | Path:
        """The page's bytes; for a file that is published as it is, the file."""
        view = page.view
        if isinstance(view, File):
            return self._files[view.digest]
        if isinstance(view, Feed):
            return rss(view, self._load, self._location)
        if isinstance(view, Sitemap):
            return sitemap(view, self._location)
        if isinstance(view, Robots):
            return robots(view, self._location)
        if isinstance(view, Fragment):
            return fragment(view, self._location)
        return self._html(page)

    def _html(self, page: Page) -> bytes:
        view = cast(Any, page.view)  # a frozen dataclass with a frame
        shown = {field.name: getattr(view, field.name) for field in fields(view)}
        masthead = view.frame.masthead
        template = self._themes[masthead.language.code].get_template(page.output)
        return template.render(shown, masthead=masthead).encode()

    def _spoken(self, theme: Environment, wording: Wording, assets: Mapping[str, Asset]) -> Environment:
        """The theme in one language: its messages, dates and numbers, and the site's addresses."""
        spoken = theme.overlay()
        words = wording.messages
        spoken.globals = theme.globals | {
            "asset": lambda name: self._location.link(assets[name].url),
            "issued": wording.issued,
            "period": wording.period,
            "gettext": words.gettext,
            "ngettext": words.ngettext,
            "pgettext": words.pgettext,
            "npgettext": words.npgettext,
        }
        spoken.filters = theme.filters | {
            "link": self._location.link,
            "absolute": self._location.absolute,
            "html": self._body,
            "stamp": wording.stamp,
            "day": wording.day,
            "short_day": wording.short_day,
            "month": wording.month,
            "moment": wording.moment,
            "number": wording.number,
            "size": wording.size,
        }
        return spoken

    def _body(self, body: Body) -> Markup:
        """The one text that is not escaped: it was sanitised when it was read."""
        return Markup(for_page(body, self._load, self._location))  # noqa: S704 - see above
