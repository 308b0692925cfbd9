"""Everything the site consists of: the features in order, each address claimed once, no link that leads nowhere."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from . import (
    announcements,
    archives,
    bylines,
    calendars,
    feeds,
    home,
    media,
    news,
    not_found,
    open_data,
    redirects,
    register_lists,
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
from .model import address
from .model.edition import Edition, Words
from .model.item import Item
from .model.language import Language
from .model.page import Page
from .model.permalink import Ledger, astray, lost
from .model.problem import Problem, Report, in_order
from .model.register import Register
from .model.site import Site
from .outputs.assets import Asset
from .sources import ledger as ledger_file
from .sources.content import Content, errors

FEATURES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home.pages,
    news.pages,
    announcements.pages,
    register_lists.pages,
    open_data.pages,
    topics.pages,
    tags.pages,
    archives.pages,
    bylines.pages,
    static_pages.pages,
    subscribe.pages,
    feeds.pages,
    calendars.pages,
    slots.pages,
    media.pages,
    redirects.pages,
    web_manifest.pages,
    not_found.pages,
)
"""What the site consists of; each adds its pages. `sitemap` comes last: it lists the others' pages."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the site is called, and speaks."""

    languages: tuple[Language, ...]
    """The default one first."""
    names: Mapping[str, str]
    """The site's name by language code."""
    words: Mapping[str, Words]
    """By language code."""
    guid_host: str
    generator: str
    """For feeds."""


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

    def holds(self, instant: datetime) -> bool:
        """Whether it is still so at an instant."""
        return self.begins <= instant < self.ends


@dataclass(frozen=True, slots=True)
class Planned:
    """The site, planned."""

    key: str
    """The digest of all that it was planned from, but the instant."""
    found: Found
    pages: Mapping[str, Page]
    """By the file each becomes."""
    files: Mapping[str, Path | bytes]
    """What is published as it is, by digest."""


def plan(content: Content, naming: Naming, instant: datetime, assets: Iterable[Asset], *, promises: bool) -> tuple[dict[str, Page], list[Problem]]:
    """Every page of the site at `instant`, by the file it becomes, and all that is wrong with the content, in order.

    `promises`: whether it is an error when an address of the ledger, or an identity, is lost.
    """
    assets = tuple(assets)
    claimed, problems = _claimed(content, naming, instant, assets)
    dead = frozenset(link.address for link in content.links if address.file_of(unquote(link.address.partition("?")[0])) not in claimed)
    if dead:
        problems += list(_dead_links(content, dead))
        claimed, _ = _claimed(content.without_links(dead), naming, instant, assets)
    if promises and content.ledger and not errors(content.problems):  # what has errors is not lost
        problems += list(_broken_promises(content.ledger, content.items, claimed, instant))
    return claimed, in_order((*content.problems, *problems))


def _claimed(content: Content, naming: Naming, instant: datetime, assets: Iterable[Asset]) -> tuple[dict[str, Page], list[Problem]]:
    register = Register(content.announcements, [language.code for language in naming.languages])
    editions = [
        Edition(
            language, naming.names[language.code], content.items, content.slogans, content.registries, register, instant, naming.words[language.code]
        )
        for language in naming.languages
    ]
    site = Site(editions, content.ledger, naming.guid_host, naming.generator)
    planned = list(chain.from_iterable(feature(site) for feature in FEATURES))
    planned += theme_files.pages(assets)
    planned += sitemap.pages(site, planned)
    return claim(planned)


def _broken_promises(ledger: Ledger, items: Iterable[Item], claimed: Mapping[str, Page], instant: datetime) -> Iterator[Problem]:
    items = tuple(items)
    held = {item.url for item in items}
    for row in lost(ledger, items, lambda url: address.file_of(url) in claimed, instant):
        report = Report(ledger_file.FILE)
        if row.url in held:
            report.error(row.line, "{url} was published from {path}, and another text is there now — give that one another slug", url=row.url, path=row.path)
        else:
            report.error(
                row.line,
                "{url} was published and would be lost — bring {path} back (with slug: {slug}, if it was moved), or keep it with status: withdrawn,"
                " or write aliases: [{url}] in the text that takes its place",
                url=row.url,
                path=row.path,
                slug=row.url.rstrip("/").rpartition("/")[2],
            )
        yield from report.problems


def strays(ledger: Ledger, items: Iterable[Item], files: Container[str]) -> list[Problem]:
    """A warning for each text that is where it was published from no more; see `mint`."""
    report = Report(ledger_file.FILE)
    for row in astray(ledger, items, files):
        report.warning(
            row.line,
            "{path} is not there any more; until that is mended, new texts beside it are not entered — if it was moved, write slug: {slug} in it",
            path=row.path,
            slug=row.url.rstrip("/").rpartition("/")[2],
        )
    return report.problems


def _dead_links(content: Content, dead: frozenset[str]) -> Iterator[Problem]:
    for link in content.links:
        if link.address in dead:
            report = Report(link.path)
            report.warning(link.line, "the link “{target}” leads to no page of the site; it was left out", target=link.written)
            yield from report.problems
