"""Files of one stem are one item in several languages: what a translation inherits, and the address of each."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from unicodedata import normalize
from urllib.parse import unquote

from plugins.model import address
from plugins.model.fields import Section, fields_of
from plugins.model.item import Status
from plugins.model.kinds import kind_code
from plugins.model.language import Language
from plugins.model.permalink import Ledger, Permalink
from plugins.model.problem import Level, Problem, Report
from plugins.model.slug import slug
from plugins.model.vietnam_time import Moment

from .document import Document, Place
from .values import Value

_MUST_AGREE = ("number", "kind", "effective_from", "effective_until")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in one language, with what it inherits, and its address."""

    document: Document
    values: Mapping[str, Value]
    origins: Mapping[str, Document]
    """The file each value comes from."""
    language: Language
    slug: str
    url: str
    status: Status
    published: datetime | None
    former: tuple[str, ...] = ()
    """Where it was published before, by the ledger."""

    @property
    def place(self) -> Place:
        """Whose file it is."""
        return self.document.place

    def text(self, field: str) -> str:
        """What a field of text says; empty: nothing."""
        found = self.values.get(field)
        return found if isinstance(found, str) else ""

    def texts(self, field: str) -> tuple[str, ...]:
        """What a field of several texts says."""
        found = self.values.get(field, ())
        return tuple(text for text in found if isinstance(text, str)) if isinstance(found, tuple) else ()

    def own(self, *fields: str) -> bool:
        """Whether one of the fields stands in its own file: what is wrong with inherited ones is said where they stand."""
        return any(self.origins.get(name) is self.document for name in fields)

    @property
    def inherits(self) -> bool:
        """Whether it inherits anything: what it lacks is then said of the file it inherits from."""
        return any(origin is not self.document for origin in self.origins.values())

    def shown(self, now: datetime, drafts: bool) -> bool:
        """Whether it is in the output at the instant `now`."""
        if drafts:
            return True
        return self.status is not Status.DRAFT and (self.published is None or self.published <= now)


def pair(documents: Iterable[Document], languages: tuple[Language, ...], ledger: Ledger, files: Container[str]) -> tuple[list[Entry], list[Problem]]:
    """Every item in every language it has, ordered by path; those with errors only as problems.

    `ledger` holds what was published before; `files`: those of content.
    """
    groups: dict[str, dict[str, Document]] = {}
    problems: list[Problem] = []
    for document in sorted(documents, key=lambda document: document.place.path):
        group = groups.setdefault(document.place.identity, {})
        if first := group.get(document.place.language):
            problems.append(_twice(document, first))
        else:
            group[document.place.language] = document
    entries: list[Entry] = []
    for group in groups.values():
        original = group.get(languages[0].code)
        for language in languages:
            if found := group.get(language.code):
                report = Report(found.place.path)
                known = ledger.of_file(language.code, found.place.path)
                entry = _entry(found, original or found, language, languages, known, report)
                problems.extend(report.problems)
                entries.extend([entry] if entry else [])
    entries = list(_with_former(entries, ledger, files))
    taken = list(_taken_twice(entries, languages))
    failed = {problem.path for problem in taken if problem.level is Level.ERROR}
    return [entry for entry in entries if entry.place.path not in failed], problems + taken


def _with_former(entries: list[Entry], ledger: Ledger, files: Container[str]) -> Iterator[Entry]:
    """Each with its former addresses, but those that somebody names among his old ones."""
    if not ledger.rows:
        yield from entries
        return
    named = {alias.casefold() for entry in entries for alias in aliases(entry.values)}
    for entry in entries:
        row = ledger.of_item(entry.language.code, entry.place.path, (entry.url, *aliases(entry.values)), files)
        former = ledger.former(row, entry.url) if row and entry.place.section is not Section.SLOGANS else ()
        yield replace(entry, former=tuple(url for url in former if url.casefold() not in named)) if former else entry


def _entry(
    document: Document, original: Document, language: Language, languages: tuple[Language, ...], known: Permalink | None, report: Report
) -> Entry | None:
    section = document.place.section
    inherited = {name for name, field in fields_of(section).items() if field.inherited}
    values = {name: value for name, value in original.values.items() if name in inherited} | dict(document.values)
    origins = {name: document if name in document.values else original for name in values}
    if document is not original:
        for name in _MUST_AGREE:
            if name in document.values and _meant(name, document) != _meant(name, original):
                report.error(
                    document.line(name),
                    "{field} differs from {other} — delete it here: a translation takes it from there",
                    field=name,
                    other=original.place.path,
                )
    undated = section in {Section.NEWS, Section.ANNOUNCEMENTS} and "date" not in values
    told = undated and document is not original and "date" not in original.lines
    if undated and not told:
        report.error(1, "no date — write date: 2026-11-20 13:49")
    made = _slug(document, values, section, language, languages, known, report)
    if report.failed or told:
        return None
    date = values.get("date")
    published = date.instant if isinstance(date, Moment) else None
    withdrawn = original.status is Status.WITHDRAWN and document.status is not Status.DRAFT
    since = original.values.get("updated")
    if withdrawn and document.status is not Status.WITHDRAWN and isinstance(since, Moment) and (not published or published <= since.last):
        values["updated"], origins["updated"] = since, original  # else the feeds of this language could not say when
    url = "" if section is Section.SLOGANS else address.item(language, section, made)
    return Entry(document, values, origins, language, made, url, Status.WITHDRAWN if withdrawn else document.status, published)


def _meant(name: str, document: Document) -> Value | None:
    """A field's value; a kind by its code, so that `Thông báo`, `Notice` and `TB` are one."""
    found = document.values.get(name)
    return kind_code(found) or found if name == "kind" and isinstance(found, str) else found


def _slug(
    document: Document,
    values: Mapping[str, Value],
    section: Section,
    language: Language,
    languages: tuple[Language, ...],
    known: Permalink | None,
    report: Report,
) -> str:
    """As written; else as it was published first, whatever the title is now; else made of the title."""
    if section is Section.SLOGANS:
        return ""
    held = known.url.rstrip("/").rpartition("/")[2] if known else ""
    made = str(values.get("slug") or held or slug(str(values.get("title", ""))))
    line = document.line("slug" if "slug" in document.values else "title")
    if not made:
        report.error(line, "no address can be made from this title — write slug: … with letters a to z or digits")
    elif made in address.reserved(language, section, languages):
        report.error(line, "the address “{slug}” belongs to the site itself — write slug: … with another word", slug=made)
    return made


def _twice(document: Document, first: Document) -> Problem:
    report = Report(document.place.path)
    report.error(1, "the same text in the same language as {other} — rename or delete one", other=first.place.path)
    return report.problems[0]


def _taken_twice(entries: Iterable[Entry], languages: tuple[Language, ...]) -> Iterator[Problem]:
    """Two items cannot have one address, nor one as an alias, not even before their time, nor one of the site's own; a draft does not count yet.

    Addresses that differ in case only are one, as in build/claims.py.
    """
    holders: dict[str, Entry] = {}
    counted = [entry for entry in entries if entry.status is not Status.DRAFT and entry.place.section is not Section.SLOGANS]
    for entry in counted:
        report = Report(entry.place.path)
        holder = holders.setdefault(entry.url.casefold(), entry)
        if holder is not entry:
            line = entry.document.line("slug" if "slug" in entry.document.values else "title")
            report.error(line, "the address {url} is taken by {other} — give one of them another slug", url=entry.url, other=holder.place.path)
        yield from report.problems
    for entry in counted:
        report = Report(entry.place.path)
        for alias in aliases(entry.values):
            if address.is_the_sites_own(alias, languages):
                report.error(entry.document.line("aliases"), "the address {url} belongs to the site itself — delete this alias", url=alias)
                continue
            holder = holders.setdefault(alias.casefold(), entry)
            if holder is not entry or alias.casefold() == entry.url.casefold():
                line = entry.document.line("aliases")
                report.error(line, "the address {url} is taken by {other} — delete this alias", url=alias, other=holder.place.path)
        yield from report.problems
    for entry in counted:
        for former in entry.former:
            holder = holders.get(former.casefold(), entry)
            if holder is not entry:
                report = Report(holder.place.path)
                report.error(1, "{url} was published from {other}, and leads readers there — give this text another slug", url=former, other=entry.place.path)
                yield from report.problems


def aliases(values: Mapping[str, Value]) -> tuple[str, ...]:
    """An item's old addresses, as a server knows them."""
    written = values.get("aliases", ())
    assert isinstance(written, tuple)
    return tuple(dict.fromkeys(_answered(text) for text in written if isinstance(text, str)))


def _answered(alias: str) -> str:
    """The address at which a server looks: percent-encoded letters are letters; what names no file is a folder."""
    letters = normalize("NFC", unquote(alias))
    steps = letters.split("/")
    plain = letters if letters.isprintable() and len(steps) == alias.count("/") + 1 and not {".", ".."} & set(steps) else alias
    return plain if plain.endswith("/") or "." in steps[-1] else f"{plain}/"
