"""A page to be: what the features plan and the outputs render."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from .feed import Format
from .item import Picture
from .language import Language
from .official import OfficialDocument

Listed = TypeVar("Listed")

A_PAGE = 20
"""How many items a numbered page of a list holds."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the output: a pure function of its view, as `output` renders it."""

    url: str
    """Root-relative, without SITEURL's path."""
    output: str
    """What it becomes: a template of the theme (`story.html`), or `feed`, `sitemap`, `robots`, `fragment`, `file`."""
    view: object
    """A frozen dataclass: everything the page shows. What is no template's is told by its class."""
    source: str = ""
    """The file of content it comes from, where there is one: named when two pages want one address."""


@dataclass(frozen=True, slots=True)
class File:
    """The view of a file that is published as it is."""

    digest: str
    """SHA-256 of its bytes, in hexadecimal: what it is found by."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language, for machines."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Switch:
    """Where the language switcher leads."""

    language: Language
    url: str
    title: str
    """Of the translation; empty: there is none, `url` is what comes nearest to it in the other language."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed to discover."""

    url: str
    title: str
    format: Format


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page to a page."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """What machines are told of a story or an announcement."""

    type: str
    """Of schema.org: `NewsArticle`, `Legislation`, `SpecialAnnouncement`, `Article`."""
    published: datetime
    modified: datetime
    byline: str
    registered: bool
    """Whether the byline is a board of the union's, from the registry."""
    category: str
    tags: tuple[str, ...]
    based_on: str
    """The original's address, of a reprint."""
    document: OfficialDocument | None = None
    """The document that an announcement is; None: a story."""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """An entry of the menu, resolved."""

    url: str
    """Root-relative, or a full address."""
    label: str
    language: str
    """Of the label."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands around every page of one language."""

    language: Language
    name: str
    """The site's, in this language."""
    home: str
    news: str
    announcements: str
    """Addresses of the lists."""
    menu: tuple[MenuLink, ...]
    footer: tuple[MenuLink, ...]
    """What menu.yaml puts at the foot of every page."""
    imprint: tuple[tuple[str, str], ...]
    """What imprint.yaml says in this language: name of the entry, text."""
    slogans: str
    """The fragment file that the slogan's slot is filled from; empty where there are no slogans."""
    newest_announcements: str
    """The fragment file of the newest announcements."""
    subscribe: str
    """Address of the page of feeds."""
    web_manifest: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every HTML page has beside its own content."""

    masthead: Masthead
    url: str
    title: str
    """The page's own, without the site's name; the home page's is the site's name."""
    description: str
    alternates: tuple[Alternate, ...]
    """Itself and its counterparts; empty where a page has none to name (tags, numbered pages)."""
    default: str
    """What x-default names."""
    switches: tuple[Switch, ...]
    feeds: tuple[FeedLink, ...]
    """The page's own feed first, in every format; another one in RSS only."""
    trail: tuple[Crumb, ...]
    """From the home page to this page, both among them."""
    indexed: bool = True
    """Whether search engines may list it."""
    picture: Picture | None = None
    """What stands for the page where it is shared."""
    picture_alt: str = ""
    article: Article | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """Where a page stands in its list."""

    newer: str
    """Address of the page of newer items; empty: there is none."""
    older: str
    number: int
    """0: the list's first page, which is not numbered."""


@dataclass(frozen=True, slots=True)
class Portion(Generic[Listed]):
    """The items of one page of a list."""

    items: Sequence[Listed]
    number: int
    """0: the newest ones, at the list's own address."""


def portions(items: Sequence[Listed]) -> Iterator[Portion[Listed]]:
    """Cut a list, newest first, into pages that stay still: counted from the oldest, each full one keeps its items.

    max(0, n // 20 - 1) numbered pages of 20; the first page holds the newest rest, 20 to 39, or all of fewer than 40.
    """
    numbered = max(0, len(items) // A_PAGE - 1)
    first = len(items) - numbered * A_PAGE
    yield Portion(items[:first], 0)
    for number in range(numbered, 0, -1):
        start = first + (numbered - number) * A_PAGE
        yield Portion(items[start : start + A_PAGE], number)
