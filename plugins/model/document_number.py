"""Numbers of documents, taken apart: `123/TB-TLĐ`, the Party's `66-QĐ/TW`, `21/2026/QĐ-TLĐ`; and how a text cites one.

After Decree 30/2020/NĐ-CP, article 8: a number is a serial number of its year and a symbol, and the symbol is the
abbreviation of the kind and that of the issuing body. Serial numbers begin anew each year.
"""

import re
from dataclasses import dataclass
from typing import Self
from unicodedata import normalize

from .kinds import kind_code

_PARTS = re.compile(r"(?P<serial>\d+)(?P<suffix>[^\W\d_]?)(?:/(?P<year>\d{4}))?[/-](?P<symbol>[^\W\d_].*)")
_CITED = re.compile(r"(?P<number>.+?)\s*\((?P<year>\d{4})\)")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_OF_THE_PARTY = re.compile(r"\d+[^\W\d_]?-[^\W\d_]+/")
_WORD = re.compile(r"^\s*số\s*:?\s*(?=\d)", re.IGNORECASE)
_LEADING = re.compile(r"^0+(?=\d)")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number taken apart."""

    serial: int
    suffix: str
    """Of a number put in between later: `a` in `12a/TB-CĐ`."""
    year: int | None
    """Where the number itself names it."""
    kind: str
    """The code of its kind; empty: the symbol names none, as an official letter's `12/CĐCS-VP`."""
    issuer: str
    """What the symbol has beside the kind: `TLĐ`, `TW`; an official letter's whole symbol."""

    @classmethod
    def read(cls, written: str) -> Self | None:
        """What `written` says; None: it is not made as numbers are."""
        found = _PARTS.fullmatch(_tidy(written))
        if found is None:
            return None
        first, _, rest = re.sub("[/-]", "/", found["symbol"], count=1).partition("/")
        kind = kind_code(first) if rest else None
        return cls(int(found["serial"]), found["suffix"].lower(), int(found["year"]) if found["year"] else None, kind or "", rest if kind else found["symbol"])


@dataclass(frozen=True, slots=True)
class Citation:
    """A document, as another one names it."""

    number: str
    year: int | None = None
    """Of its issue, where the number alone would not do."""

    @classmethod
    def read(cls, written: str) -> Self:
        """From `02/QC-CĐCS`, or `02/QC-CĐCS (2025)`."""
        found = _CITED.fullmatch(written.strip())
        return cls(found["number"], int(found["year"])) if found else cls(written.strip())


def same_number(written: str) -> str:
    """The same text for every way to write one number: `Số: 045/KH–CĐ` is `45/KH-CĐ`."""
    return _LEADING.sub("", _tidy(written)).casefold()


def bare_number(written: str) -> str:
    """A number as written, without the word that stands before it on paper: pages say that word themselves."""
    return _WORD.sub("", written)


def kind_of_number(written: str) -> str | None:
    """The code of the kind that a number's symbol names: QĐ for `933/QĐ-TLĐ`; None: it names none."""
    found = DocumentNumber.read(written)
    return (found.kind or None) if found else None


def of_the_party(written: str) -> bool:
    """Whether a number is written as the Party's documents are, `66-QĐ/TW`: those bear its name, not the national motto."""
    return _OF_THE_PARTY.match(_tidy(written)) is not None


def _tidy(written: str) -> str:
    bare = bare_number(normalize("NFC", written).strip())
    return _DASHES.sub("-", re.sub(r"\s*/\s*", "/", bare))
