"""`content/permalinks.csv`, read and written. Git merges it line by line (`merge=union`), so an address may stand in it twice."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plugins.model.permalink import Ledger, Permalink, Standing
from plugins.model.problem import Problem, Report
from plugins.model.vietnam_time import ZONE

from . import front_matter
from .values import is_own_address

FILE = "permalinks.csv"
HEADER = ("lang", "url", "guid", "published", "path", "state")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_LASTS = (Standing.CURRENT, Standing.MOVED, Standing.GONE)
"""What became of an address later stands later."""


def read(files: Mapping[str, str], languages: tuple[str, ...]) -> tuple[Ledger | None, list[Problem]]:
    """The ledger; None where the content has none. `files`: as in Tree; `languages` are the site's codes."""
    report = Report(FILE)
    text = _text(files[FILE], report) if FILE in files else ""
    if not text.strip():
        return None, report.problems
    rows: dict[tuple[str, str], Permalink] = {}
    for row in _rows(text, languages, report):
        known = rows.setdefault((row.language, row.url), row)
        if known.guid and row.guid and known.guid != row.guid:
            report.error(row.line, "{url} has another guid in line {line} — keep the line whose file stands there, delete the other", url=row.url, line=known.line)
        elif known is not row:
            rows[row.language, row.url] = _both(known, row, files)
    _check_owners(rows.values(), files, report)
    return Ledger(rows.values()), report.problems


def _text(place: str, report: Report) -> str:
    try:
        return front_matter.decode(Path(place).read_bytes(), report) or ""
    except OSError as problem:
        report.error(1, "cannot be opened ({problem}) — mend its permissions", problem=problem.strerror)
        return ""


def _check_owners(rows: Iterable[Permalink], files: Mapping[str, str], report: Report) -> None:
    """A guid is one item's: two files that are there cannot both have it."""
    owners: dict[str, Permalink] = {}
    for row in rows:
        if row.guid and row.path in files and row.standing is Standing.CURRENT:
            first = owners.setdefault(row.guid, row)
            if first.path != row.path:
                report.error(row.line, "the guid of this line is that of {other} in line {line} — delete the line of the copy", other=first.path, line=first.line)


def written(ledger: Ledger) -> str:
    """The ledger as a file: ordered by language and address, so that a change of it is read easily."""
    made = io.StringIO()
    lines = csv.writer(made, lineterminator="\n")
    lines.writerow(HEADER)
    for row in ledger.rows:
        lines.writerow((row.language, row.url, row.guid, row.published.astimezone(ZONE).isoformat(timespec="seconds"), row.path, row.standing))
    return made.getvalue()


def _rows(text: str, languages: tuple[str, ...], report: Report) -> Iterator[Permalink]:
    lines = csv.reader(text.split("\n"), strict=True)
    try:
        for cells in lines:
            if lines.line_num == 1 and tuple(cells) != HEADER:
                report.error(1, "the first line is not {header} — write it so", header=",".join(HEADER))
                return
            if not cells or tuple(cells) == HEADER:
                continue
            if cells[0].startswith(_CONFLICT):
                report.error(lines.line_num, "a mark of a merge that git left open — delete this line, keep the addresses around it")
            elif len(cells) != len(HEADER):
                report.error(lines.line_num, "{count} values in this line — write {header}", count=len(cells), header=",".join(HEADER))
            elif row := _row(cells, lines.line_num, languages, report):
                yield row
    except csv.Error as problem:
        report.error(lines.line_num, "this line cannot be read ({problem}) — write {header}", problem=problem, header=",".join(HEADER))


def _row(cells: list[str], line: int, languages: tuple[str, ...], report: Report) -> Permalink | None:
    language, url, guid, published, path, standing = cells
    if language not in languages:
        report.error(line, "“{code}” is no language of this site ({languages}) — write one of them", code=language, languages=", ".join(languages))
    elif not is_own_address(url):
        report.error(line, "“{url}” is no address of this site — write one such as /tin-tuc/dai-hoi/", url=url)
    elif guid and not guid.startswith("tag:"):
        report.error(line, "“{guid}” is no guid — write what inv ledger wrote, or nothing for a page without a date", guid=guid)
    elif not path:
        report.error(line, "no path — write the file that was published at {url}", url=url)
    elif standing not in set(Standing):
        report.error(line, "state: “{value}” is none — write {known}", value=standing, known=", ".join(Standing))
    elif (instant := _instant(published)) is None:
        report.error(line, "published: “{value}” is no instant — write it so: 2026-11-20T13:49:00+07:00", value=published)
    else:
        return Permalink(language, url, guid, instant, path, Standing(standing), line)
    return None


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(ZONE) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _both(first: Permalink, second: Permalink, files: Mapping[str, str]) -> Permalink:
    """What two lines about one address say together, in whichever order they stand: the first minting, the last state, a file that is there."""
    standing = max(first.standing, second.standing, key=_LASTS.index)
    path = max(first.path, second.path, key=lambda path: (path in files, path))
    return replace(first, guid=first.guid or second.guid, published=min(first.published, second.published), path=path, standing=standing)
