"""The figures as tables, on the terminal and in docs/benchmarks.md."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from plugins.model.vietnam_time import ZONE

from .aims import AIMS, MEGABYTE, verdicts
from .contestants import OURS
from .measure import Figure, hugos

DOCUMENT = Path("docs/benchmarks.md")
REFERENCE = 10_000
"""How many stories the document is about."""
FIGURES = ("<!-- figures: written by `inv bench` -->", "<!-- end of figures -->")
SERVED = ("<!-- served: written by `inv bench --served` -->", "<!-- end of served -->")
"""What stands around the tables of each run in the document."""
SAID = {True: "kept", False: "**missed**", None: "–"}
_WORDS = 3
"""How many columns at the left of a table of builds are words; the rest are numbers."""


def tables(figures: Sequence[Figure], stories: int, versions: Mapping[str, str], day: datetime) -> str:
    """Everything that was found, with the machine's cores and the versions; ends with a newline."""
    measured = f"Measured on {day:%Y-%m-%d} with {os.cpu_count()} cores; {', '.join(f'{name} {version}' for name, version in versions.items())}."
    if "Hugo" not in versions:
        measured += " Hugo is not installed here: there is nothing to compare with."
    parts = [measured]
    for size in dict.fromkeys(figure.stories for figure in figures):
        parts += [f"### {size:,} stories", _scenarios([figure for figure in figures if figure.stories == size], aims=size == stories)]
    whole = [(verdict.about, verdict.aim, SAID[verdict.kept], verdict.found) for verdict in verdicts(figures, stories)]
    if whole:
        parts += ["### On the whole", table(("what", "aim", "is it kept?", "found"), whole)]
    return "\n\n".join(parts) + "\n"


def _scenarios(figures: Sequence[Figure], *, aims: bool) -> str:
    return table(("what", "aim", "is it kept?", "× Hugo", "seconds", "fastest – slowest", "runs", "files written", "MB written", "peak memory, MB"), _rows(figures, aims=aims))


def _rows(figures: Sequence[Figure], *, aims: bool) -> Iterator[tuple[str, ...]]:
    for figure in figures:
        hugo = hugos(figures, figure.stories)
        aim = AIMS.get(figure.scenario) if aims and figure.who == OURS else None
        yield (
            f"{figure.who}: {figure.scenario}",
            aim.written if aim else "",
            SAID[aim.kept(figure.seconds, hugo)] if aim else "",
            f"{figure.seconds / hugo:.3f}" if hugo else "–",
            f"{figure.seconds:.2f}",
            f"{min(figure.runs):.2f} – {max(figure.runs):.2f}",
            str(len(figure.runs)),
            "–" if figure.files is None else f"{figure.files:,}",
            _megabytes(figure.size),
            _megabytes(figure.peak),
        )


def _megabytes(size: int | None) -> str:
    return "–" if size is None else f"{size / MEGABYTE:.1f}"


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], words: int = _WORDS) -> str:
    """Markdown, with columns that stand below each other on a terminal too; so many of them at the left are words, the rest numbers."""
    cells = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]

    def line(row: tuple[str, ...]) -> str:
        padded = (cell.ljust(width) if place < words else cell.rjust(width) for place, (cell, width) in enumerate(zip(row, widths, strict=True)))
        return "| " + " | ".join(padded) + " |"

    rule = "|" + "|".join("-" * (width + 2) if place < words else "-" * (width + 1) + ":" for place, width in enumerate(widths)) + "|"
    return "\n".join([line(heads), rule, *map(line, cells[1:])])


def updated(document: str, tables: str, marks: tuple[str, str] = FIGURES) -> str:
    """The document with these tables between the marks. Raises ValueError when they are missing."""
    begin, end = marks
    before, after = document.index(begin) + len(begin), document.index(end)
    return f"{document[:before]}\n{tables}{document[after:]}"


def update(root: Path, tables: str, marks: tuple[str, str] = FIGURES) -> None:
    """Bring docs/benchmarks.md below `root` in step with what was found."""
    file = root / DOCUMENT
    file.write_text(updated(file.read_text("utf-8"), tables, marks), "utf-8", newline="\n")


def today(epoch: str) -> datetime:
    """The day of the run in Vietnam: by SOURCE_DATE_EPOCH, where it is set, else by the clock."""
    return datetime.fromtimestamp(int(epoch), ZONE) if epoch else datetime.now(UTC).astimezone(ZONE)
