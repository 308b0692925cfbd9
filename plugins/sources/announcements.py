"""What announcements have beyond stories, and what is wrong with their numbers, alone and together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from plugins.model.document_number import Citation, bare_number, kind_of_number, same_number
from plugins.model.item import Announcement
from plugins.model.kinds import KINDS, kind_code
from plugins.model.problem import Problem, Report
from plugins.model.register import Register, bearings
from plugins.model.vietnam_time import Moment

from .pairing import Entry

UNKNOWN_NUMBER = "unknown-number"
"""What `allow` names it by: a document that was never published here may be cited all the same."""


def official(entry: Entry, report: Report) -> dict[str, Any]:
    """The fields of an announcement that a story does not have."""
    values = entry.values
    number, written = bare_number(entry.text("number")), entry.text("kind")
    _check_days(entry, report)
    texts = ("issuer", "issuer_parent", "signer", "signer_post", "place", "event_place")
    lists = ("supersedes", "amends", "repeals", "recipients")
    plain = ("effective_from", "effective_until", "deadline", "event_start", "event_end")
    return (
        {"number": number, "kind": _kind(entry, number, written, report), "pinned": values.get("pinned") is True}
        | {name: entry.text(name) for name in texts}
        | {name: entry.texts(name) for name in lists}
        | {name: values.get(name) for name in plain}
    )


def _kind(entry: Entry, number: str, written: str, report: Report) -> str:
    """The code of its kind, by its field, else by its number; one we do not know, as written."""
    if not number and not written and not entry.inherits:
        report.error(1, "neither number nor kind — write number: 45/KH-CĐ, or kind: TB")
    named = kind_of_number(number)
    kind = kind_code(written) if written else named
    if number and not written and kind is None and entry.own("number"):
        report.warning(entry.document.line("number"), "number: “{value}” names no kind of union document we know — write kind: … too", value=number)
    if written and kind is None and entry.own("kind"):
        report.warning(entry.document.line("kind"), "kind: “{value}” is no kind of union document we know; it is shown as written", value=written)
    if named and kind and named != kind and entry.own("number", "kind"):
        report.warning(
            entry.document.line("kind"),
            "kind says {kind}, and the number {number} says {named} — mend one of them",
            kind=KINDS[kind].vi,
            number=number,
            named=KINDS[named].vi,
        )
    return kind or written


def _check_days(entry: Entry, report: Report) -> None:
    """A document ends after it takes effect, an event after it begins, a deadline before the document."""
    values, line = entry.values, entry.document.line
    first, last, deadline = values.get("effective_from"), values.get("effective_until"), values.get("deadline")
    if isinstance(first, date) and isinstance(last, date) and last < first and entry.own("effective_from", "effective_until"):
        report.error(line("effective_until"), "ends before it takes effect — effective_until is the later day")
    if isinstance(deadline, Moment) and isinstance(last, date) and last < deadline.last.date() and entry.own("deadline", "effective_until"):
        report.warning(line("deadline"), "the deadline comes after the last day in force, {last} — mend deadline, or effective_until", last=last)
    begin, end = values.get("event_start"), values.get("event_end")
    if isinstance(begin, Moment) and isinstance(end, Moment) and end.end < begin.instant and entry.own("event_start", "event_end"):
        report.error(line("event_end"), "the event ends before it begins — event_end is the later one")


def check_register(announcements: Sequence[Announcement], entries: Iterable[Entry], languages: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with all of them together; `languages`: their codes, the default one first."""
    by_path = {entry.place.path: entry for entry in entries}
    yield from _borne_twice(announcements, by_path)
    register = Register(announcements, languages)
    for notice in announcements:
        if not notice.withdrawn:
            yield from _badly_cited(notice, by_path[notice.path], register)


def _borne_twice(announcements: Iterable[Announcement], entries: Mapping[str, Entry]) -> Iterator[Problem]:
    """No two documents of one issuer bear one number in one year: that in which each was first published, in whatever language."""
    bearers: dict[tuple[str, int], list[Announcement]] = {}
    years: dict[str, int] = {}
    for notice in sorted(announcements, key=lambda notice: (notice.instant, notice.path)):
        if not notice.number or notice.withdrawn:
            continue
        others = bearers.setdefault((same_number(notice.number), years.setdefault(notice.identity, notice.instant.year)), [])
        twin = next((other for other in others if other.identity != notice.identity and _same_issuer(other, notice)), None)
        if twin and entries[notice.path].own("number"):
            report = Report(notice.path)
            line = entries[notice.path].document.line("number")
            report.error(line, "{path} has the number {number} in the same year — mend one of them", path=twin.path, number=notice.number)
            yield from report.problems
        others.append(notice)


def _same_issuer(one: Announcement, other: Announcement) -> bool:
    """Whether nothing says that they are of two bodies."""
    return not one.issuer or not other.issuer or one.issuer.casefold() == other.issuer.casefold()


def _badly_cited(notice: Announcement, entry: Entry, register: Register) -> Iterator[Problem]:
    """A document that is superseded, amended or repealed is one of ours, older, and the only one of its number."""
    report = Report(notice.path)
    for bearing, numbers in bearings(notice).items():
        for number in numbers if entry.own(bearing) else ():
            citation = Citation.read(number)
            found = register.cited(citation, notice)
            line = entry.document.line(bearing)
            if not found and UNKNOWN_NUMBER not in entry.texts("allow"):
                report.warning(
                    line,
                    "{field}: no document of that number was issued here before: {number} — mend it, or write allow: {lint}",
                    field=bearing,
                    number=number,
                    lint=UNKNOWN_NUMBER,
                )
            elif len(found) > 1 and citation.year is None:
                newest = found[0]
                report.warning(
                    line,
                    "{field}: several documents bear the number {number}; {path} is meant — write {citation}",
                    field=bearing,
                    number=number,
                    path=newest.path,
                    citation=f"{newest.number} ({newest.instant.year})",
                )
    yield from report.problems
