"""Announcements by kind and by year: a list for each kind, and for each year an index of its documents by number."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .model import address
from .model.document_lists import DocumentList, by_kind, by_number, by_year
from .model.edition import Edition
from .model.listing import numbering
from .model.notice import NoticeTeaser
from .model.page import Crumb, Frame, Numbering, Page, portions
from .model.site import Site, section


@dataclass(frozen=True, slots=True)
class KindView:
    """One page of the announcements of a kind."""

    frame: Frame
    heading_language: str
    """Empty: the page's."""
    notices: tuple[NoticeTeaser, ...]
    """Newest first."""
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class YearView:
    """The documents of a year, all on one page."""

    frame: Frame
    groups: tuple[tuple[NoticeTeaser, ...], ...]
    """Those of one kind each, by number; then those without a number, of any kind."""
    issuer: tuple[str, str]
    """The one that issued them all, and the language of its name; empty: several did."""
    newer: tuple[str, str]
    """Address and name of the next year that has documents; empty: there is none."""
    older: tuple[str, str]


def pages(site: Site) -> Iterator[Page]:
    """In every language: a list for each kind and an index for each year that it has announcements of."""
    kinds = {edition.language.code: by_kind(edition) for edition in site.editions}
    years = {edition.language.code: by_year(edition) for edition in site.editions}
    for edition in site.editions:
        for kind in kinds[edition.language.code]:
            if kind.slug:
                others = [(other.language.code, same.url, same.title) for other, same in _elsewhere(site, edition, kind, kinds)]
                yield from _of_kind(site, edition, kind, others)
        mine = years[edition.language.code]
        for year, newer, older in zip(mine, (None, *mine), (*mine[1:], None), strict=False):
            others = [(other.language.code, same.url, _title(other, same)) for other, same in _elsewhere(site, edition, year, years)]
            yield _of_year(site, edition, year, newer, older, others)


def _elsewhere(site: Site, edition: Edition, mine: DocumentList, lists: Mapping[str, Iterable[DocumentList]]) -> Iterator[tuple[Edition, DocumentList]]:
    """The same list in the other languages that have it."""
    for other in site.editions:
        if other is not edition:
            yield from ((other, same) for same in lists[other.language.code] if same.slug == mine.slug)


def _of_kind(site: Site, edition: Edition, kind: DocumentList, others: Iterable[tuple[str, str, str]]) -> Iterator[Page]:
    cut = list(portions(kind.notices))
    for portion in cut:
        first = portion.number == 0
        url = kind.url if first else address.numbered(edition.language, kind.url, portion.number)
        title = kind.title if first else edition.gettext("{list}, page {number}").format(list=kind.title, number=portion.number)
        below = section(edition, "announcements") if first else Crumb(kind.url, kind.title)
        frame = site.frame(edition, url, title, counterparts=others if first else (), whole=others, below=below, alone=not first)
        turn = numbering(edition, kind.url, portion.number, len(cut) - 1)
        yield Page(url, "register_kind.html", KindView(frame, kind.title_language, tuple(map(edition.notice, portion.items)), turn))


def _of_year(
    site: Site, edition: Edition, year: DocumentList, newer: DocumentList | None, older: DocumentList | None, others: Iterable[tuple[str, str, str]]
) -> Page:
    frame = site.frame(edition, year.url, _title(edition, year), counterparts=others, below=section(edition, "announcements"))
    groups = tuple(tuple(map(edition.notice, group)) for group in by_number(edition, year.notices))
    issuers = {(notice.issuer, notice.issuer_language) for group in groups for notice in group}
    view = YearView(frame, groups, issuers.pop() if len(issuers) == 1 else ("", ""), _way(edition, newer), _way(edition, older))
    return Page(year.url, "register_year.html", view)


def _way(edition: Edition, year: DocumentList | None) -> tuple[str, str]:
    return (year.url, _title(edition, year)) if year else ("", "")


def _title(edition: Edition, year: DocumentList) -> str:
    return edition.gettext("Documents of {year}").format(year=year.title)
