"""The register for spreadsheets: CSV after RFC 4180, in UTF-8 with a byte order mark, without which Excel takes Vietnamese letters apart.

The separator is the comma: RFC 4180's, and that of Windows where numbers are written in English. A first line `sep=,` would
suit every Excel's separator, but Excel then overlooks the byte order mark, and no other program knows such a line.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from plugins.model.register import Bearing
from plugins.model.register_data import RegisterData, RegisterEntry
from plugins.model.state import Ending, State
from plugins.model.vietnam_time import Moment

from .location import Location

BYTE_ORDER_MARK = "\ufeff"
_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV Injection)."""
_APOSTROPHE = "'"


@dataclass(frozen=True, slots=True)
class RegisterCsv:
    """The register of one language."""

    data: RegisterData


def register_csv(view: RegisterCsv, gettext: Callable[[str], str], location: Location) -> bytes:
    """As CSV: a row an announcement, under headings in its language. Times are Vietnam's; with seconds, or LibreOffice takes them for texts."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_headings(gettext))
    for entry in view.data.entries:
        writer.writerow(map(harmless, _cells(entry, gettext, location)))
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def harmless(text: str) -> str:
    """The text of a cell that is no formula to any spreadsheet: after an apostrophe where it could be one. A sign alone is none."""
    return f"{_APOSTROPHE}{text}" if len(text) > 1 and text.lstrip(_APOSTROPHE).startswith(_FORMULAS) else text


def written(cell: str) -> str:
    """What `harmless` made a cell of."""
    return cell[1:] if cell.startswith(_APOSTROPHE) and harmless(cell[1:]) == cell else cell


def _headings(gettext: Callable[[str], str]) -> tuple[str, ...]:
    return (
        gettext("Number and symbol"),
        gettext("Kind"),
        gettext("Title"),
        gettext("Summary"),
        gettext("Issued by"),
        gettext("Signer’s post"),
        gettext("Signer"),
        gettext("Place of issue"),
        gettext("Date of issue"),
        gettext("State"),
        gettext("First day in force"),
        gettext("Last day in force"),
        gettext("Deadline"),
        gettext("The event begins"),
        gettext("The event ends"),
        gettext("Place of the event"),
        gettext("Replaces"),
        gettext("Amends"),
        gettext("Repeals"),
        gettext("Replaced by"),
        gettext("Amended by"),
        gettext("Repealed by"),
        gettext("Web address"),
        gettext("Attachments"),
        gettext("SHA-256 of the attachments"),
        gettext("Published at"),
        gettext("Updated at"),
        gettext("What was changed, or why it was withdrawn"),
    )


def _cells(entry: RegisterEntry, gettext: Callable[[str], str], location: Location) -> tuple[str, ...]:
    life, event = entry.life, entry.event
    return (
        entry.number,
        entry.kind_name,
        entry.title,
        entry.abstract,
        entry.issuer,
        entry.signer_post,
        entry.signer,
        entry.place,
        entry.issued.isoformat(),
        _state(entry, gettext),
        life.first_day.isoformat() if life else "",
        life.last_day.isoformat() if life and life.last_day and life.named else "",
        _moment(entry.deadline),
        _moment(event.start) if event else "",
        _moment(event.end) if event else "",
        event.place if event else "",
        *(_others(entry, bearing, passive=passive) for passive in (False, True) for bearing in (Bearing.SUPERSEDES, Bearing.AMENDS, Bearing.REPEALS)),
        location.absolute(entry.url),
        _lines(location.absolute(file.address) for file in entry.attachments),
        _lines(file.digest for file in entry.attachments),
        _instant(entry.published),
        _instant(entry.modified),
        entry.change_note,
    )


def _state(entry: RegisterEntry, gettext: Callable[[str], str]) -> str:
    if entry.state is None or entry.life is None:
        return gettext("Withdrawn")
    if entry.state is State.UPCOMING:
        return gettext("Upcoming")
    if entry.state is State.CURRENT:
        return gettext("In force")
    endings = {Ending.SUPERSEDED: gettext("Superseded"), Ending.REPEALED: gettext("Repealed"), Ending.EXPIRED: gettext("No longer in force")}
    return endings[entry.life.ending]


def _others(entry: RegisterEntry, bearing: Bearing, *, passive: bool) -> str:
    return _lines(relation.number for relation in entry.relations if relation.bearing is bearing and relation.passive is passive)


def _lines(texts: Iterable[str]) -> str:
    """Several in one cell."""
    return "\n".join(texts)


def _moment(moment: Moment | None) -> str:
    if moment is None:
        return ""
    return moment.day.isoformat() if moment.whole_day else _instant(moment.instant)


def _instant(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S}"
