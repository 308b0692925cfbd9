"""The register: which document amends, supersedes or repeals which, and how long each is in force.

A document is an announcement in all of its languages: what is done to it holds in each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .document_number import Citation, same_number
from .item import Announcement
from .state import Ending, Life, life


class Bearing(StrEnum):
    """What one document does to another; each is a field of the front matter."""

    SUPERSEDES = "supersedes"
    REPEALS = "repeals"
    AMENDS = "amends"


_ENDS = {Bearing.SUPERSEDES: Ending.SUPERSEDED, Bearing.REPEALS: Ending.REPEALED}


@dataclass(frozen=True, slots=True)
class Relation:
    """How a document bears on another one, as the page of either says it."""

    bearing: Bearing
    passive: bool
    """Whether it is the other one that does it, to this one."""
    number: str
    """The other one's, as written, with its year where several bear it; of one without a number, its title."""
    title: str
    """The other one's; empty: we do not have it."""
    url: str
    """Empty: we do not have it."""
    language: str
    """The one that title and page are in."""
    since: date
    """The first day on which it is done."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One document bearing on another one, by their identities."""

    doer: str
    bearing: Bearing
    cited: str
    """As written."""
    done_to: str
    """Empty: we do not have it."""


class Register:
    """All documents that are published, and what they do to each other."""

    def __init__(self, announcements: Iterable[Announcement], languages: Sequence[str]) -> None:
        """`languages`: their codes, the default one first; a document is dated by the one that it was first published in."""
        self._documents: dict[str, dict[str, Announcement]] = {}
        for notice in sorted(announcements, key=lambda notice: (notice.instant, languages.index(notice.language), notice.identity)):
            if not notice.withdrawn:
                self._documents.setdefault(notice.identity, {})[notice.language] = notice
        self._by_number: dict[str, list[Announcement]] = {}
        for original in sorted(map(self._original, self._documents), key=lambda notice: (notice.instant, notice.identity)):
            if original.number:
                self._by_number.setdefault(same_number(original.number), []).append(original)
        self._by_doer: dict[str, list[Deed]] = {}
        self._by_done_to: dict[str, list[Deed]] = {}
        for deed in self._deeds():
            self._by_doer.setdefault(deed.doer, []).append(deed)
            if deed.done_to:
                self._by_done_to.setdefault(deed.done_to, []).append(deed)
        self._lives = {identity: self._life(identity) for identity in self._documents}

    def issued(self, notice: Announcement) -> date:
        """The day the document bears, in Vietnam: a translation may have been published later."""
        return self._original(notice.identity).instant.date() if notice.identity in self._documents else notice.instant.date()

    def life(self, notice: Announcement) -> Life:
        """From when to when it applies, whatever ends it."""
        return self._lives.get(notice.identity) or life(notice)

    def relations(self, notice: Announcement) -> tuple[Relation, ...]:
        """What it does to others, then what others do to it, each in the order of time; in its language where the other one is in it."""
        active = (self._relation(notice.language, deed, passive=False) for deed in self._by_doer.get(notice.identity, ()))
        done = self._done_to(notice.identity)
        return (*active, *(self._relation(notice.language, deed, passive=True) for deed in done))

    def _done_to(self, identity: str) -> list[Deed]:
        """What others do to it, in the order of time; it is ended once, and what would end it later is not told."""
        done = sorted(self._by_done_to.get(identity, ()), key=lambda deed: (self._first_day(deed.doer), deed.doer))
        ends = [deed for deed in done if deed.bearing in _ENDS]
        return [deed for deed in done if deed.bearing not in _ENDS or deed is ends[0]]

    def cited(self, citation: Citation, by: Announcement) -> Sequence[Announcement]:
        """The documents that `by` may mean, the newest first: none that is newer than itself."""
        found = self._by_number.get(same_number(citation.number), ())
        own = self._original(by.identity)
        return [
            other
            for other in reversed(found)
            if other.identity != by.identity and other.instant <= own.instant and citation.year in {None, other.instant.year}
        ]

    def _original(self, identity: str) -> Announcement:
        return next(iter(self._documents[identity].values()))

    def _first_day(self, identity: str) -> date:
        """From when on it does to others what it does: nothing ends before anybody could know."""
        original = self._original(identity)
        return max(life(original).first_day, original.instant.date())

    def _deeds(self) -> Iterator[Deed]:
        for identity in self._documents:
            notice = self._original(identity)
            for bearing, numbers in bearings(notice).items():
                for number in numbers:
                    found = self.cited(Citation.read(number), notice)
                    yield Deed(identity, bearing, number, found[0].identity if found else "")

    def _life(self, identity: str) -> Life:
        """Ended by the first document that ends it."""
        lived = life(self._original(identity))
        for deed in self._by_done_to.get(identity, ()):
            if deed.bearing in _ENDS:
                lived = lived.ended_by(_ENDS[deed.bearing], self._first_day(deed.doer))
        return lived

    def _relation(self, language: str, deed: Deed, *, passive: bool) -> Relation:
        other = deed.doer if passive else deed.done_to
        since = self._first_day(deed.doer)
        if not other:
            return Relation(deed.bearing, passive, Citation.read(deed.cited).number, "", "", "", since)
        shown = self._documents[other].get(language) or self._original(other)
        return Relation(deed.bearing, passive, self._known_as(shown), shown.title, shown.url, shown.language, since)

    def _known_as(self, notice: Announcement) -> str:
        if not notice.number:
            return notice.title
        alone = len(self._by_number[same_number(notice.number)]) == 1
        return notice.number if alone else f"{notice.number} ({self.issued(notice).year})"


def bearings(notice: Announcement) -> Mapping[Bearing, tuple[str, ...]]:
    """The documents it names, by what it does to them."""
    return {Bearing.SUPERSEDES: notice.supersedes, Bearing.REPEALS: notice.repeals, Bearing.AMENDS: notice.amends}
