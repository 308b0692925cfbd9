"""The announcements of a language by kind and by year: which lists there are, and what each holds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from . import address
from .document_number import DocumentNumber, same_number
from .edition import Edition
from .item import Announcement
from .kinds import KINDS
from .notice import kind_name
from .slug import slug, vietnamese_order


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The announcements of one kind, or of one year."""

    key: str
    """What documents of it have in common, as open data says it: a kind's code, else the kind as written; a year."""
    slug: str
    """The last part of its address, in every language; empty: a kind that no address can be made of."""
    url: str
    """Empty: it has no page."""
    title: str
    """The kind's name; the year."""
    title_language: str
    """Empty: the edition's."""
    notices: tuple[Announcement, ...]
    """Newest first."""

    @property
    def link(self) -> "ListLink":
        """What stands where one chooses among lists."""
        return ListLink(self.key, self.url, self.title, self.title_language, len(self.notices))


@dataclass(frozen=True, slots=True)
class ListLink:
    """A list among others, with the number of its documents."""

    key: str
    url: str
    """Empty: it has no page."""
    title: str
    title_language: str
    """Empty: the page's."""
    count: int


def by_kind(edition: Edition) -> tuple[DocumentList, ...]:
    """In the order of the kinds; then those we do not know, in Vietnamese order.

    Spellings of an unknown kind that make one address are one kind, called as its oldest document writes it; one whose address
    is that of a kind we do know has no page.
    """
    groups: dict[tuple[int, str], list[Announcement]] = {}
    for notice in edition.announcements:
        if notice.kind:
            groups.setdefault(_group(notice.kind), []).append(notice)
    lists = [_of_kind(edition, kind, tuple(notices)) for (_, kind), notices in sorted(groups.items(), key=lambda group: _place(*group[0]))]
    return tuple(lists)


def by_year(edition: Edition) -> tuple[DocumentList, ...]:
    """By the year of the day that documents bear, the newest first."""
    in_order = sorted(edition.announcements, key=lambda notice: (edition.register.issued(notice), notice.instant, notice.url), reverse=True)
    return tuple(
        DocumentList(str(year), str(year), address.register_year(edition.language, year), str(year), "", tuple(notices))
        for year, notices in groupby(in_order, key=lambda notice: edition.register.issued(notice).year)
    )


def by_issuer(edition: Edition) -> tuple[ListLink, ...]:
    """Those that issued documents, in Vietnamese order; their lists have no pages."""
    found = Counter((notice.issuer, notice.original_language("issuer")) for notice in edition.announcements if notice.issuer)
    return tuple(
        ListLink(issuer, "", issuer, language if language != edition.language.code else "", found[issuer, language])
        for issuer, language in sorted(found, key=lambda issuer: (vietnamese_order(issuer[0]), issuer[1]))
    )


def by_number(edition: Edition, notices: Iterable[Announcement]) -> list[list[Announcement]]:
    """As a document index lists them: a group for each kind, by serial number; one of those that bear a number but no kind; one of those without a number, by day."""

    def group(notice: Announcement) -> tuple[bool, "_Place"]:
        return not notice.number, _place(*_group(notice.kind if notice.number else ""))

    def place(notice: Announcement) -> tuple[tuple[bool, _Place], tuple[bool, int, str], str, date, str]:
        number = DocumentNumber.read(notice.number)
        serial = (False, number.serial, number.suffix) if number else (True, 0, same_number(notice.number))
        return group(notice), serial, notice.issuer if notice.number else "", edition.register.issued(notice), notice.url

    return [list(found) for _, found in groupby(sorted(notices, key=place), key=group)]


_Place = tuple[int, tuple[tuple[int, ...], tuple[int, ...], str]]
_ORDER = {code: place for place, code in enumerate(KINDS)}
_TAKEN = frozenset(kind.slug for kind in KINDS.values())


def _group(kind: str) -> tuple[int, str]:
    """The place of a kind among the kinds, and what tells it from others there."""
    if kind in _ORDER:
        return _ORDER[kind], kind
    return len(_ORDER) + (not kind), slug(kind) or kind  # without a kind, as an official letter's number may be, after all kinds


def _place(place: int, kind: str) -> _Place:
    return place, vietnamese_order(kind)


def _of_kind(edition: Edition, kind: str, notices: tuple[Announcement, ...]) -> DocumentList:
    oldest = notices[-1]
    name, language = kind_name(oldest)
    last = KINDS[kind].slug if kind in KINDS else slug(kind) if slug(kind) not in _TAKEN else ""
    url = address.kind(edition.language, last) if last else ""
    return DocumentList(oldest.kind, last, url, name, language if language != edition.language.code else "", notices)
