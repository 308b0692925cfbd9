"""What happened to an announcement, and is known to happen: its issue, its changes, its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .item import Announcement
from .notice import in_force_at_all
from .register import Bearing, Register, Relation
from .state import Ending
from .vietnam_time import ZONE


class Happening(StrEnum):
    ISSUED = "issued"
    IN_FORCE = "in force"
    """The first day it applies, where that is not the day of its issue."""
    CORRECTED = "corrected"
    """What its readers were told of: `updated` with a `change_note`."""
    AMENDED = "amended"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    LAST_DAY = "last day"
    """The last day it applies, as it says itself."""


_DONE = {Bearing.AMENDS: Happening.AMENDED, Bearing.SUPERSEDES: Happening.SUPERSEDED, Bearing.REPEALS: Happening.REPEALED}


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a history."""

    day: date
    """In Vietnam."""
    happening: Happening
    note: str = ""
    """Of a correction: what was changed."""
    by: Relation | None = None
    """The document that did it."""


def history(notice: Announcement, register: Register) -> tuple[Step, ...]:
    """In the order of time; empty where nothing is known but its issue, and of what is never in force."""
    if not in_force_at_all(notice, register):
        return ()
    steps = sorted(_steps(notice, register), key=lambda step: step.day)
    return tuple(steps) if len(steps) > 1 else ()


def _steps(notice: Announcement, register: Register) -> Iterator[Step]:
    issued, life = register.issued(notice), register.life(notice)
    yield Step(issued, Happening.ISSUED)
    if life.first_day != issued:
        yield Step(life.first_day, Happening.IN_FORCE)
    if notice.changed:
        yield Step(notice.changed.astimezone(ZONE).date(), Happening.CORRECTED, notice.change_note)
    for relation in register.relations(notice):
        if relation.passive:
            yield Step(relation.since, _DONE[relation.bearing], by=relation)
    if life.last_day and life.named and life.ending is Ending.EXPIRED:
        yield Step(life.last_day, Happening.LAST_DAY)
