"""What lists show of an announcement."""

from dataclasses import dataclass
from datetime import date, datetime

from .item import Announcement
from .kinds import KINDS, has_force
from .register import Register
from .state import Ending, Life, State
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
    life: Life
    state: State
    """At the build; a browser finds out anew from its life."""
    deadline: Moment | None
    deadline_over: bool
    """At the build."""
    pinned: bool
    held_back: bool
    has_force: bool
    """Whether its state is legal force: its kind's, or somebody wrote from when or until when it is in force."""

    @property
    def stages(self) -> tuple[State, ...]:
        """The states it is in or may come to without anything being written: a page holds the words of each."""
        stages = tuple(State)[tuple(State).index(self.state) :]
        return stages if self.life.last_day else tuple(stage for stage in stages if stage is not State.PAST)

    @property
    def told(self) -> tuple[State, ...]:
        """Those of its stages that members are told of: whatever it is, they are when another document has taken its place."""
        ended = self.life.ending is not Ending.EXPIRED
        return tuple(stage for stage in self.stages if self.has_force or (ended and stage is State.PAST))


def notice_teaser(notice: Announcement, register: Register, now: datetime) -> NoticeTeaser:
    """What a list in its language shows of `notice` at the instant `now`."""
    life = register.life(notice)
    return NoticeTeaser(
        notice.url,
        notice.title,
        notice.summary,
        notice.number,
        *kind_name(notice),
        notice.issuer,
        notice.original_language("issuer"),
        register.issued(notice),
        life,
        life.state(now.astimezone(ZONE).date()),
        notice.deadline,
        notice.deadline is not None and notice.deadline.end <= now,
        notice.pinned,
        notice.held_back,
        in_force_at_all(notice, register),
    )


def in_force_at_all(notice: Announcement, register: Register) -> bool:
    """Whether its state is legal force; elsewhere it says only how long it is shown as current."""
    life = register.life(notice)
    written = life.first_day != register.issued(notice) or (life.named and life.ending is Ending.EXPIRED)
    return written or has_force(notice.kind)


def kind_name(notice: Announcement) -> tuple[str, str]:
    """What its kind is called in its language, and the language of that name; a kind we do not know, as written."""
    return KINDS[notice.kind].named(notice.language) if notice.kind in KINDS else (notice.kind, notice.original_language("kind"))


def by_urgency(notice: NoticeTeaser) -> tuple[int, bool, datetime, int, str]:
    """The order of the announcements' list at the build: current (pinned, deadline soonest, newest), upcoming, past.

    A deadline that is over no longer brings an announcement forward.
    """
    current = notice.state is State.CURRENT
    soonest = notice.deadline.instant if current and notice.deadline and not notice.deadline_over else _NEVER
    return _PLACES.index(notice.state), current and not notice.pinned, soonest, -notice.issued.toordinal(), notice.url


_PLACES = (State.CURRENT, State.UPCOMING, State.PAST)
_NEVER = datetime.max.replace(tzinfo=ZONE)
