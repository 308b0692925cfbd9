"""The run: everybody's clean build in turn, then our edits, then the preview."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from statistics import median

from plugins.model.vietnam_time import ZONE

from . import preview_events
from .contestants import HUGO, OURS, STOCK, Contestant, Hugo, Ours, Stock
from .edits import EDITS, Edit
from .processes import SPARING, THOROUGH, FailedError, Run, tree, written

INSTANT = int(datetime(2026, 10, 28, tzinfo=ZONE).timestamp())
"""What our builds are for: the corpus's last day is over."""
CLEAN = "clean build"
PREVIEW = "preview: save → reload event"
ROUNDS = 5
"""How often each clean build is timed; stock Pelican's once."""
MOST, LONG = 5, 60.0
"""How often an edit is timed: so often, or until that took so many seconds."""
FEWEST = 50
"""Fewer stories hold too few old ones to edit."""
LARGE = 10
"""How many times more stories the large corpus has."""
GROWN = "edit one body"
"""What is measured in the large corpus, too."""

WriteCorpus = Callable[[Path, int], object]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """What one scenario took."""

    who: str
    scenario: str
    stories: int
    runs: tuple[float, ...]
    """Seconds of each run that was timed."""
    peak: int | None
    """Bytes of memory of all its processes together, at most; None: not known here."""
    files: int | None = None
    """How many it wrote in its last run; None: not counted."""
    size: int | None = None
    """Their bytes."""

    @property
    def seconds(self) -> float:
        """The median of the runs."""
        return median(self.runs)


def measure(root: Path, folder: Path, write_corpus: WriteCorpus, stories: int, *, large: bool, hugo: Path | None, say: Say) -> list[Figure]:
    """Measure the project at `root`, in a `folder` that is emptied. `hugo`: its program, where it is installed; `say` hears how far it is.

    Raises processes.FailedError when a build fails, or when there are too few stories.
    """
    if stories < FEWEST:
        raise FailedError(f"{stories} stories are too few to edit — {FEWEST} at least")
    bench = _Bench(root, folder, write_corpus, hugo, say)
    try:
        bench.reference(stories)
        if large:
            bench.large(LARGE * stories)
    finally:
        rmtree(folder, ignore_errors=True)
    return bench.figures


class _Bench:
    def __init__(self, root: Path, folder: Path, write_corpus: WriteCorpus, hugo: Path | None, say: Say) -> None:
        self.figures: list[Figure] = []
        self._root, self._folder, self._write_corpus, self._hugo, self._say = root, folder, write_corpus, hugo, say

    def reference(self, stories: int) -> None:
        """Every scenario."""
        ours, others = self._prepared(stories)
        self._clean([ours, *others], stories)
        for other in others:
            other.clean()
        for scenario, edit in EDITS.items():
            self._edits(ours, scenario, edit, stories)
        self._say(f"{PREVIEW}, {stories} stories")
        runs, peak = preview_events.measure(ours, _enough)
        self._found(Figure(OURS, PREVIEW, stories, tuple(runs), peak))

    def large(self, stories: int) -> None:
        """Clean builds, once each, and one edit: to see what grows how."""
        ours, others = self._prepared(stories)
        for contestant in (ours, *others):
            run = self._once(contestant, stories, SPARING)
            totals = written({}, tree(contestant.output))
            self._found(Figure(contestant.name, CLEAN, stories, (run.seconds,), run.peak, *totals))
            if contestant is not ours:
                contestant.clean()
        self._edits(ours, GROWN, EDITS[GROWN], stories)

    def _prepared(self, stories: int) -> tuple[Ours, list[Contestant]]:
        rmtree(self._folder, ignore_errors=True)
        corpus = self._folder / "corpus"
        self._say(f"corpus of {stories} stories")
        self._write_corpus(corpus, stories)
        ours = Ours(self._root, self._folder / "ours", corpus, INSTANT)
        others: list[Contestant] = [Hugo(self._hugo, self._folder / "hugo", corpus)] if self._hugo else []
        others.append(Stock(self._folder / "stock", corpus))
        rmtree(corpus)
        return ours, others

    def _clean(self, contestants: Sequence[Contestant], stories: int) -> None:
        """In turn, so that what else the machine does meets all alike; then each once more for its memory. Stock Pelican is timed once."""
        runs: dict[str, list[float]] = {}
        for number in range(ROUNDS):
            for contestant in contestants:
                if contestant.name != STOCK or not number:
                    runs.setdefault(contestant.name, []).append(self._once(contestant, stories).seconds)
        for contestant in contestants:
            peak = self._once(contestant, stories, THOROUGH).peak
            totals = written({}, tree(contestant.output))
            self._found(Figure(contestant.name, CLEAN, stories, tuple(runs[contestant.name]), peak, *totals))

    def _once(self, contestant: Contestant, stories: int, looking: float = 0) -> Run:
        self._say(f"{contestant.name}: {CLEAN}, {stories} stories{', for the memory' if looking == THOROUGH else ''}")
        contestant.clean()
        return contestant.build(looking=looking)

    def _edits(self, ours: Ours, scenario: str, edit: Edit, stories: int) -> None:
        self._say(f"{OURS}: {scenario}, {stories} stories")
        runs: list[float] = []
        while not _enough(runs):
            edit(ours.folder, len(runs))
            before = tree(ours.output)
            runs.append(ours.build().seconds)
            files, size = written(before, tree(ours.output))
        edit(ours.folder, len(runs))
        peak = ours.build(looking=THOROUGH).peak
        self._found(Figure(OURS, scenario, stories, tuple(runs), peak, files, size))

    def _found(self, figure: Figure) -> None:
        self.figures.append(figure)
        self._say(f"    {figure.who}: {figure.scenario}: {figure.seconds:.2f} s")


def _enough(runs: list[float]) -> bool:
    return len(runs) >= MOST or sum(runs) > LONG


def find(figures: Iterable[Figure], who: str, scenario: str, stories: int) -> Figure | None:
    """The figure of that scenario, where it was measured."""
    return next((figure for figure in figures if (figure.who, figure.scenario, figure.stories) == (who, scenario, stories)), None)


def hugos(figures: Iterable[Figure], stories: int) -> float | None:
    """Seconds of Hugo's clean build of as many stories, by which everything is measured."""
    found = find(figures, HUGO, CLEAN, stories)
    return found.seconds if found else None
