"""A planned page to its bytes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from jinja2 import BytecodeCache, Environment
from markupsafe import Markup

from plugins.model.calendar import Calendar
from plugins.model.feed import Feed, Format
from plugins.model.item import Body

from .assets import Asset
from .atom import atom
from .body_html import LoadBody, for_page
from .feed_text import feed_text
from .fragment import Fragment, fragment
from .json_feed import json_feed
from .location import Location
from .opml import Opml, opml
from .picture_sizes import srcset
from .qr_code import qr_code
from .register_csv import RegisterCsv, register_csv
from .register_json import RegisterJson, RegisterSchema, register_json, register_schema
from .rss import rss
from .sitemap import Robots, Sitemap, robots, sitemap
from .spoken_theme import spoken_theme
from .structured_data import json_ld
from .web_manifest import WebManifest, web_manifest
from .wording import Wording

LOGO = "icons/icon-512.png"
"""The file of the theme that stands for the publisher."""

FEED_WRITERS: Mapping[Format, Callable[..., bytes]] = MappingProxyType({Format.RSS: rss, Format.ATOM: atom, Format.JSON: json_feed})


def dialled(telephone: str) -> str:
    """A telephone number as `tel:` takes it; empty where more than a number is written."""
    plain = re.sub(r"[\s().-]", "", telephone)
    return plain if re.fullmatch(r"\+?[0-9]{3,15}", plain) else ""


class Renderer:
    """Renders every kind of page; holds what all of them need, and nothing that changes."""

    def __init__(
        self,
        theme: Environment,
        wordings: Mapping[str, Wording],
        assets: Mapping[str, Asset],
        load: LoadBody,
        location: Location,
        compiled: Callable[[str], BytecodeCache],
    ) -> None:
        """`theme`: the environment its templates are in; `wordings`: by language code; `load`: a stored text by its file of content.

        `compiled`: where templates are kept as they were compiled, by language code.
        """
        self._load = load
        self._assets = assets
        self._location = location
        text = feed_text(load, location)
        self._writers: Mapping[type, Callable[[Any], bytes]] = {
            Feed: lambda view: FEED_WRITERS[view.format](view, text, self._root_relative, location),
            Opml: lambda view: opml(view, location),
            Sitemap: lambda view: sitemap(view, location),
            Robots: lambda view: robots(view, location),
            Calendar: self._calendar,
            Fragment: lambda view: fragment(view, location),
            WebManifest: lambda view: web_manifest(view, self._asset, location),
            RegisterJson: lambda view: register_json(view, location),
            RegisterCsv: lambda view: register_csv(view, wordings[view.data.language].gettext, location),
            RegisterSchema: lambda view: register_schema(view, location),
        }
        """What writes a view that is no template's."""
        self._themes = {code: self._spoken(theme, wording, compiled(code)) for code, wording in wordings.items()}

    def render(self, output: str, view: object) -> bytes:
        """The bytes of the page that shows `view` as `output`: a template's name, or another kind."""
        write = self._writers.get(type(view))
        return write(view) if write else self._html(output, view)

    def _html(self, template: str, view: Any) -> bytes:
        """`view` is a frozen dataclass with a frame."""
        shown = {field.name: getattr(view, field.name) for field in fields(view)}
        masthead = view.frame.masthead
        machines = json_ld(view.frame, self._assets[LOGO].url, self._location)
        return self._themes[masthead.language.code].get_template(template).render(shown, masthead=masthead, json_ld=machines).encode()

    def _calendar(self, view: Calendar) -> bytes:
        from .calendar import calendar  # noqa: PLC0415 - icalendar takes 30 to 60 ms to import, and most builds write no calendar

        return calendar(view, self._location)

    def _root_relative(self, name: str) -> str:
        return self._assets[name].url

    def _asset(self, name: str) -> str:
        return self._location.link(self._assets[name].url)

    def _spoken(self, theme: Environment, wording: Wording, compiled: BytecodeCache) -> Environment:
        filters: dict[str, Callable[..., Any]] = {
            "link": self._location.link,
            "absolute": self._location.absolute,
            "webcal": self._location.webcal,
            "dialled": dialled,
            "srcset": lambda picture: srcset(picture, self._location.link),
            "html": self._body,
            "qr": self._qr,
        }
        return spoken_theme(theme, wording, self._location, lambda name: self._assets[name].url, filters, compiled)

    def _body(self, body: Body) -> Markup:
        """The one text that is not escaped: it was sanitised when it was read."""
        return Markup(for_page(body, self._load, self._location))  # noqa: S704 - see above

    def _qr(self, url: str) -> Markup:
        """The full address of an address of the site, as a picture for telephones."""
        return Markup(qr_code(self._location.absolute(url)))  # noqa: S704 - nothing in it but numbers
