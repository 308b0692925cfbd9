"""What the figures should be: by the build engine's promise, at 10,000 stories on two cores."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .contestants import OURS
from .edits import EDITS
from .measure import CLEAN, GROWN, LARGE, PREVIEW, Figure, find

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Aim:
    """The most that something may be."""

    most: float
    written: str
    of_hugo: bool = False
    """Whether `most` is a part of Hugo's clean build; else it is seconds."""

    def kept(self, seconds: float, hugo: float | None) -> bool | None:
        """Whether so many seconds are within it; None where there is nothing to compare with."""
        if not self.of_hugo:
            return seconds <= self.most
        return None if hugo is None else seconds / hugo <= self.most


ONE_EDIT = Aim(1 / 15, "≤ 1/15 × Hugo", of_hugo=True)
AIMS: Mapping[str, Aim] = MappingProxyType(
    dict.fromkeys(EDITS, ONE_EDIT)
    | {
        CLEAN: Aim(1.0, "≤ 1.0 × Hugo", of_hugo=True),
        "nothing to do": Aim(0.5, "≤ 0.5 s"),
        "template edit": Aim(1 / 2, "≤ 1/2 × Hugo", of_hugo=True),
        PREVIEW: Aim(0.3, "≤ 0.3 s"),
    }
)
"""By scenario; each edit alone, by the slowest of them."""
MEMORY = 300 * MEGABYTE
CLEAN_GROWTH, LARGE_EDIT = 11.0, 4.0
"""How many times as long a clean build of ten times the stories may take, and how many seconds an edit among them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An aim that is about the whole, and what was found."""

    about: str
    aim: str
    found: str
    kept: bool


def verdicts(figures: Sequence[Figure], stories: int) -> Iterator[Verdict]:
    """Memory, and growth where it was measured."""
    held = [(figure.peak, figure.scenario) for figure in figures if figure.who == OURS and figure.stories == stories and figure.peak is not None]
    if held:
        peak, scenario = max(held)
        yield Verdict("peak memory, all processes together", f"≤ {MEMORY // MEGABYTE} MB", f"{peak / MEGABYTE:.0f} MB ({scenario})", peak <= MEMORY)
    small, large = find(figures, OURS, CLEAN, stories), find(figures, OURS, CLEAN, LARGE * stories)
    if small and large:
        growth = large.seconds / small.seconds
        yield Verdict(f"clean build of {LARGE} × the stories", f"≤ {CLEAN_GROWTH:.0f} × as long", f"{growth:.1f} ×", growth <= CLEAN_GROWTH)
    if edit := find(figures, OURS, GROWN, LARGE * stories):
        yield Verdict(f"{GROWN} in {LARGE} × the stories", f"≤ {LARGE_EDIT:.0f} s", f"{edit.seconds:.2f} s", edit.seconds <= LARGE_EDIT)
