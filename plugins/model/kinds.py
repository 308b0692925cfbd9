"""The 22 kinds of union documents, and how long each stays current.

After Decision 933/QĐ-TLĐ of 14 May 2024 of the Vietnam General Confederation of Labour, which knows 22 kinds. The first
eight below are its own first eight; the other fourteen follow the list of Party documents (Regulation 66-QĐ/TW) that
the decision cites as its model, with the abbreviations of Decree 30/2020/NĐ-CP, Appendix III, where that has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from .slug import slug, without_marks

CURRENT_FOR = timedelta(days=90)
"""How long a document that does not last until it is repealed stays current when it names no last day."""


class SchemaType(StrEnum):
    """What schema.org calls a document."""

    LEGISLATION = "Legislation"
    """One that sets rules, and is in force or not."""
    SPECIAL_ANNOUNCEMENT = "SpecialAnnouncement"
    """One that tells or calls upon everybody, for a time."""
    ARTICLE = "Article"
    """Any other: it plans, proposes, reports, or is addressed to one reader."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document."""

    code: str
    """As in a document's number: `QĐ` in `933/QĐ-TLĐ`."""
    vi: str
    en: str
    lasting: bool
    """Whether it is in force until repealed; else it is current for `CURRENT_FOR`."""
    address: str = ""
    """The last part of its list's address, where that of its code would be another kind's too."""
    type: SchemaType = SchemaType.ARTICLE
    """What machines are told that it is."""
    has_force: bool = True
    """Whether members are told that it is in force, or no longer; not of one that records, reports, proposes or asks, and binds nobody."""

    @property
    def slug(self) -> str:
        """The last part of its list's address: `qd`."""
        return self.address or slug(self.code)

    @property
    def names(self) -> Mapping[str, str]:
        """By language code; elsewhere the English one serves."""
        return {"vi": self.vi, "en": self.en}

    def named(self, language: str) -> tuple[str, str]:
        """What it is called for readers of `language`, and the language of that name."""
        return (self.names[language], language) if language in self.names else (self.en, "en")


_KINDS = (
    Kind("ĐL", "Điều lệ", "Charter", lasting=True, type=SchemaType.LEGISLATION),
    Kind("CL", "Chiến lược", "Strategy", lasting=True),
    Kind("NQ", "Nghị quyết", "Resolution", lasting=True, type=SchemaType.LEGISLATION),
    Kind("QĐ", "Quyết định", "Decision", lasting=True, type=SchemaType.LEGISLATION),
    Kind("CT", "Chỉ thị", "Directive", lasting=True, type=SchemaType.LEGISLATION),
    Kind("KL", "Kết luận", "Conclusion", lasting=True),
    Kind("QC", "Quy chế", "Working rules", lasting=True, type=SchemaType.LEGISLATION),
    Kind("QyĐ", "Quy định", "Regulation", lasting=True, type=SchemaType.LEGISLATION),
    Kind("HD", "Hướng dẫn", "Guidance", lasting=True, type=SchemaType.LEGISLATION),
    Kind("TB", "Thông báo", "Notice", lasting=False, type=SchemaType.SPECIAL_ANNOUNCEMENT),
    Kind("TC", "Thông cáo", "Communiqué", lasting=False, type=SchemaType.SPECIAL_ANNOUNCEMENT),
    Kind("LKG", "Lời kêu gọi", "Appeal", lasting=False, type=SchemaType.SPECIAL_ANNOUNCEMENT),
    Kind("BC", "Báo cáo", "Report", lasting=False, has_force=False),
    Kind("KH", "Kế hoạch", "Plan", lasting=False),
    Kind("QH", "Quy hoạch", "Long-term plan", lasting=True),
    Kind("CTr", "Chương trình", "Programme", lasting=False),
    Kind("ĐA", "Đề án", "Scheme", lasting=False, address="de-an"),
    Kind("PA", "Phương án", "Contingency plan", lasting=False),
    Kind("DA", "Dự án", "Project", lasting=False, address="du-an"),
    Kind("TTr", "Tờ trình", "Submission", lasting=False, has_force=False),
    Kind("CV", "Công văn", "Official letter", lasting=False, has_force=False),
    Kind("BB", "Biên bản", "Minutes", lasting=False, has_force=False),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.code: kind for kind in _KINDS})
"""By code."""

_CODES = MappingProxyType({kind.code.casefold(): kind.code for kind in _KINDS})
_NAMES = MappingProxyType({without_marks(name): kind.code for kind in _KINDS for name in (kind.vi, kind.en)})


def has_force(kind: str) -> bool:
    """Whether documents of a kind, as an announcement has it, are in force at all; those we do not know may be."""
    return kind not in KINDS or KINDS[kind].has_force


def kind_code(written: str) -> str | None:
    """The code of a kind named by abbreviation or name in either language, with or without marks; None: unknown."""
    return _CODES.get(written.casefold()) or _NAMES.get(without_marks(written))
