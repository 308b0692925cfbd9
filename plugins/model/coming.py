"""What the site becomes by itself, and when: nobody saves a file, and a page is another one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain

from .calendar import Occasion, last_span
from .item import Announcement, Item, Slogan
from .state import Life, life
from .vietnam_time import ZONE, midnight

DAY = timedelta(days=1)


class Change(StrEnum):
    """What happens; at one instant, in this order."""

    PUBLISHED = "published"
    EFFECTIVE = "effective"
    DEADLINE = "deadline"
    EVENT = "event"
    """It is over, and nothing else is to come: its page no longer offers a calendar."""
    EXPIRY = "expiry"
    SLOGAN_BEGINS = "slogan begins"
    SLOGAN_ENDS = "slogan ends"
    NEXT_SLOGAN = "next slogan"
    """Several share the days: one after the other at each midnight from here on, until one of them ends."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An instant at which the site becomes another one by itself."""

    instant: datetime
    """The first one at which it is so, Vietnam time."""
    change: Change
    identity: str = ""
    """Of the item or slogan: the same in every language. This and what follows is empty for `NEXT_SLOGAN`."""
    language: str = ""
    path: str = ""
    """Its file, relative to content."""
    title: str = ""
    """An announcement's number stands before it."""
    url: str = ""
    """Empty: a slogan has none."""


def turns(items: Iterable[Item], slogans: Iterable[Slogan], after: datetime, life_of: Callable[[Announcement], Life] = life) -> list[Turn]:
    """Every turn later than the instant `after`, in order of time, of change and of path; of `NEXT_SLOGAN`, the first of each stretch of days.

    `items`: those that are to be looked at, also if their time has not come; no drafts. `life_of`: what an announcement's life comes to,
    other documents considered. A site that was built at `after` is to be built anew at `now` when one of these turns is not later
    than `now`; between two of them it stays as it is. The build may find nothing to do: where a slogan begins on
    another one's day, or the successor of a document is published later on the day it ends.
    """
    slogans = tuple(slogans)
    found = chain(chain.from_iterable(_of_item(item, life_of) for item in items), chain.from_iterable(map(_of_slogan, slogans)), _rotations(slogans, after))
    return sorted((turn for turn in found if turn.instant > after), key=lambda turn: (turn.instant, tuple(Change).index(turn.change), turn.path, turn.language))


def told_once(found: Iterable[Turn], languages: Sequence[str]) -> list[Turn]:
    """The same in the same order, what several languages of one item do at one instant being one turn: that of the first in `languages`, codes."""
    first: dict[tuple[datetime, Change, str], Turn] = {}
    for turn in found:
        key = (turn.instant, turn.change, turn.identity)
        first[key] = min(first.get(key, turn), turn, key=lambda one: languages.index(one.language) if one.language else 0)
    return list(first.values())


def _of_item(item: Item, life_of: Callable[[Announcement], Life]) -> Iterator[Turn]:
    """Its publication, and what comes later than that; of what was withdrawn no page tells any more whether it is in force."""
    if item.published is None:
        return
    published = item.published.astimezone(ZONE)
    yield _turn(item, published, Change.PUBLISHED)
    if isinstance(item, Announcement) and not item.withdrawn:
        yield from (turn for turn in _of_announcement(item, life_of(item)) if turn.instant > published)


def _of_announcement(notice: Announcement, lived: Life) -> Iterator[Turn]:
    """It begins at midnight, and ends at the midnight after its last day; what ends before it begins never takes effect."""
    if lived.last_day is None or lived.first_day <= lived.last_day:
        yield _turn(notice, midnight(lived.first_day), Change.EFFECTIVE)
    if notice.deadline:
        yield _turn(notice, notice.deadline.end, Change.DEADLINE)
    last = last_span(notice, notice.instant.astimezone(ZONE).date(), lived)
    if last and last.occasion is Occasion.EVENT:
        yield _turn(notice, last.over, Change.EVENT)
    if lived.last_day:
        yield _turn(notice, midnight(lived.end), Change.EXPIRY)


def _turn(item: Item, instant: datetime, change: Change) -> Turn:
    number = item.number if isinstance(item, Announcement) else ""
    return Turn(instant, change, item.identity, item.language, item.path, f"{number} {item.title}".lstrip(), item.url)


def _of_slogan(slogan: Slogan) -> Iterator[Turn]:
    """Its first day, and the midnight after its last; one without days is there for always."""
    told = (slogan.identity, slogan.language, slogan.path, slogan.text)
    if slogan.first_day > date.min:
        yield Turn(midnight(slogan.first_day), Change.SLOGAN_BEGINS, *told)
    if slogan.last_day < date.max:
        yield Turn(midnight(slogan.last_day + DAY), Change.SLOGAN_ENDS, *told)


def _rotations(slogans: Iterable[Slogan], after: datetime) -> Iterator[Turn]:
    """The first midnight later than `after` of each stretch in which several slogans share the days, in whatever language."""
    today = after.astimezone(ZONE).date()
    for first, last in _joined(sorted(_shared(slogans))):
        next_day = max(first, today) + DAY
        if next_day <= last:
            yield Turn(midnight(next_day), Change.NEXT_SLOGAN)


def _joined(stretches: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Stretches of days, given in order; those that overlap or follow each other as one."""
    joined: list[tuple[date, date]] = []
    for first, last in stretches:
        if joined and first.toordinal() <= joined[-1][1].toordinal() + 1:
            before = joined.pop()
            joined.append((before[0], max(before[1], last)))
        else:
            joined.append((first, last))
    return joined


def _shared(slogans: Iterable[Slogan]) -> Iterator[tuple[date, date]]:
    """First and last day of each stretch in which a language has more than one slogan."""
    of_language: dict[str, list[Slogan]] = defaultdict(list)
    for slogan in slogans:
        of_language[slogan.language].append(slogan)
    for mine in of_language.values():
        mine.sort(key=lambda slogan: slogan.first_day)
        latest = date.min
        for number, slogan in enumerate(mine):
            if number and slogan.first_day <= latest:
                yield slogan.first_day, min(slogan.last_day, latest)
            latest = max(latest, slogan.last_day)
