"""The life of an announcement: upcoming, current, past."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .item import Announcement
from .kinds import CURRENT_FOR, KINDS


class State(StrEnum):
    """In the order of a life."""

    UPCOMING = "upcoming"
    CURRENT = "current"
    PAST = "past"


class Ending(StrEnum):
    """Why it is past when it is."""

    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Life:
    """From when to when an announcement applies, in days of Vietnam."""

    first_day: date
    last_day: date | None
    """Inclusive; None: in force until it is repealed."""
    named: bool
    """Whether a document says so; else it is only how long such a one stays current, and no page prints that day."""
    ending: Ending = Ending.EXPIRED

    @property
    def end(self) -> date:
        """The first day on which it no longer applies, where there is a last one."""
        assert self.last_day
        return self.last_day + timedelta(days=1)

    def state(self, today: date) -> State:
        """Where it stands on a day."""
        if self.last_day is not None and today > self.last_day:
            return State.PAST  # also what was superseded before it took effect
        return State.UPCOMING if today < self.first_day else State.CURRENT

    def ended_by(self, ending: Ending, first_day: date) -> "Life":
        """The same, ended by a document that applies from `first_day` on, unless it ends before that."""
        last = first_day - timedelta(days=1)
        return self if self.last_day is not None and self.last_day <= last else Life(self.first_day, last, named=True, ending=ending)


def life(announcement: Announcement) -> Life:
    """As the document itself has it; what other documents do to it is the register's.

    Without a last day of its own, a decision, rule or guidance lasts; anything else is current for 90 days, and at
    least until its deadline and its event are over.
    """
    first = announcement.effective_from or announcement.instant.date()
    if announcement.effective_until:
        return Life(first, announcement.effective_until, named=True)
    kind = KINDS.get(announcement.kind)
    if kind and kind.lasting:
        return Life(first, None, named=False)
    moments = (announcement.deadline, announcement.event_start, announcement.event_end)
    return Life(first, max([first + CURRENT_FOR, *(moment.day for moment in moments if moment)]), named=False)
