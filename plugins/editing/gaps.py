"""`inv check --gaps`: the serial numbers that no document published here bears. A report, for what is not published leaves gaps rightly."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from plugins.model.document_number import DocumentNumber
from plugins.model.item import Announcement

PLAIN = 4
"""How many documents must have come in the order of their numbers before it is plain that their kinds share one sequence."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document with a number."""

    year: int
    issuer: str
    """As the symbol says it: `CĐCS`."""
    kind: str
    """Its code; empty: the symbol names none."""
    serial: int
    added: bool
    """Whether it was put in between later, as `12a` is: it does not say that 12 is here, but that there is one."""
    instant: datetime


def gaps(announcements: Iterable[Announcement], translate: Callable[[str], str] = str) -> list[str]:
    """A line for each year, issuer and kind whose numbers have gaps, up to the highest that is here; the newest year first.

    Where an issuer's kinds plainly share one sequence in a year, one line for all of them.
    """
    bodies: dict[tuple[int, str], list[Numbered]] = {}
    for document in _numbered(announcements):
        bodies.setdefault((document.year, document.issuer.casefold()), []).append(document)
    lines = []
    for (year, _), documents in sorted(bodies.items(), key=lambda body: (-body[0][0], body[0][1])):
        for symbol, sequence in sorted(_sequences(documents).items()):
            missing = ", ".join(_missing(sequence))
            if missing:
                lines.append(translate("{year} {symbol}: {numbers} not published here").format(year=year, symbol=symbol, numbers=missing))
    return lines


def _numbered(announcements: Iterable[Announcement]) -> Iterator[Numbered]:
    """Each document once, dated by its first language to appear."""
    originals: dict[str, Announcement] = {}
    for notice in sorted(announcements, key=lambda notice: (notice.instant, notice.path)):
        originals.setdefault(notice.identity, notice)
    for notice in originals.values():
        number = DocumentNumber.read(notice.number)
        if number:
            yield Numbered(number.year or notice.instant.year, number.issuer, number.kind, number.serial, bool(number.suffix), notice.instant)


def _sequences(documents: Sequence[Numbered]) -> Mapping[str, Sequence[Numbered]]:
    """An issuer's documents of one year, by what is said of each sequence of numbers."""
    issuer = documents[0].issuer
    kinds = sorted({document.kind for document in documents})
    if len(kinds) > 1 and _share(documents):
        return {f"{issuer} ({', '.join(filter(None, kinds))})": documents}
    return {f"{kind}-{issuer}" if kind else issuer: [document for document in documents if document.kind == kind] for kind in kinds}


def _share(documents: Sequence[Numbered]) -> bool:
    """Whether the numbers of several kinds rose with time as one: with a sequence for each they would soon have met or overtaken each other."""
    serials = [document.serial for document in sorted(documents, key=lambda document: (document.instant, document.serial)) if not document.added]
    return len(serials) >= PLAIN and all(earlier < later for earlier, later in pairwise(serials))


def _missing(sequence: Sequence[Numbered]) -> list[str]:
    """Ranges of numbers: `1–3`, `5`."""
    there = {document.serial for document in sequence if not document.added}
    highest = max(document.serial for document in sequence)
    bounds = [0, *sorted(there), highest if highest in there else highest + 1]
    ranges = ((before + 1, after - 1) for before, after in pairwise(bounds) if after - before > 1)
    return [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
