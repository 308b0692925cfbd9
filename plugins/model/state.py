"""The life of an announcement: upcoming, current, past."""

from datetime import date, datetime
from enum import StrEnum

from .item import Announcement
from .kinds import CURRENT_FOR, KINDS
from .vietnam_time import ZONE


class State(StrEnum):
    UPCOMING = "upcoming"
    CURRENT = "current"
    PAST = "past"


def first_day(announcement: Announcement) -> date:
    """The first day it applies, Vietnam time."""
    return announcement.effective_from or announcement.instant.date()


def last_day(announcement: Announcement) -> date | None:
    """The last day it is shown as current, inclusive; None: until it is repealed.

    Without a last day of its own, a decision, rule or guidance lasts; anything else is current for 90 days, and at
    least until its deadline and its event are over.
    """
    if announcement.effective_until:
        return announcement.effective_until
    kind = KINDS.get(announcement.kind)
    if kind and kind.lasting:
        return None
    moments = (announcement.deadline, announcement.event_start, announcement.event_end)
    return max([first_day(announcement) + CURRENT_FOR, *(moment.day for moment in moments if moment)])


def state(announcement: Announcement, now: datetime) -> State:
    """Where it stands at the instant `now`."""
    today = now.astimezone(ZONE).date()
    if today < first_day(announcement):
        return State.UPCOMING
    last = last_day(announcement)
    return State.CURRENT if last is None or today <= last else State.PAST
