"""What lists show of an announcement."""

from dataclasses import dataclass
from datetime import date, datetime

from .item import Announcement
from .kinds import KINDS
from .state import State, first_day, last_day, state
from .vietnam_time import ZONE, Moment


@dataclass(frozen=True, slots=True)
class NoticeTeaser:
    """An announcement in a list."""

    url: str
    title: str
    summary: str
    number: str
    kind: str
    """Its name."""
    kind_language: str
    issuer: str
    issuer_language: str
    issued: date
    """Vietnam time."""
    state: State
    first_day: date
    last_day: date | None
    """As the document names it; None: it names none."""
    lasting: bool
    """Whether it is in force until it is repealed."""
    deadline: Moment | None
    pinned: bool
    held_back: bool


def notice_teaser(notice: Announcement, now: datetime, language: str) -> NoticeTeaser:
    """What a list in `language` shows of `notice` at the instant `now`."""
    return NoticeTeaser(
        notice.url,
        notice.title,
        notice.summary,
        notice.number,
        *kind_name(notice, language),
        notice.issuer,
        notice.original_language("issuer"),
        notice.instant.date(),
        state(notice, now),
        first_day(notice),
        notice.effective_until,
        last_day(notice) is None,
        notice.deadline,
        notice.pinned,
        notice.held_back,
    )


def kind_name(notice: Announcement, language: str) -> tuple[str, str]:
    """What its kind is called for readers of `language`, and the language of that; a kind we do not know, as written."""
    return KINDS[notice.kind].named(language) if notice.kind in KINDS else (notice.kind, notice.original_language("kind"))


def by_urgency(notice: NoticeTeaser, now: datetime) -> tuple[int, bool, datetime, int, str]:
    """The order of the announcements' list at the instant `now`: current (pinned, deadline soonest, newest), upcoming, past.

    A deadline that is over no longer brings an announcement forward.
    """
    current = notice.state is State.CURRENT
    open_deadline = current and notice.deadline is not None and notice.deadline.end > now
    soonest = notice.deadline.instant if open_deadline and notice.deadline else _NEVER
    place = (State.CURRENT, State.UPCOMING, State.PAST).index(notice.state)
    return place, current and not notice.pinned, soonest, -notice.issued.toordinal(), notice.url


_NEVER = datetime.max.replace(tzinfo=ZONE)
