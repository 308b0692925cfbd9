"""`inv plan`: what the site becomes by itself, in lines to read, and in lines for timers."""

from collections.abc import Callable, Iterator, Sequence
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from pathlib import Path

from plugins.model.coming import Change, Turn
from plugins.model.vietnam_time import midnight

Translate = Callable[[str], str]

EVER = midnight(date(MAXYEAR, 1, 1))
MINUTE = timedelta(minutes=1)


def horizon(instant: datetime, days: int | None) -> datetime:
    """The instant up to which is looked, `days` later than `instant`; None: as far as there are dates."""
    left = (EVER - instant).days
    return instant + timedelta(days=left if days is None else min(days, left))


def lines(turns: Sequence[Turn], days: int | None, content: Path, translate: Translate) -> Iterator[str]:
    """Each turn on a line: when, Vietnam time; what; of what; its file, `content` being that folder as an editor opens it. It is said when there is none."""
    words = _words(translate)
    width = max((len(words[turn.change]) for turn in turns if turn.path), default=0)
    for turn in turns:
        what = (words[turn.change].ljust(width), turn.title, (content / turn.path).as_posix()) if turn.path else (words[turn.change],)
        yield "  ".join((_when(turn.instant), *what))
    if not turns and days is None:
        yield translate("Nothing is coming: the site stays as it is until somebody changes it.")
    elif not turns:
        yield translate("Nothing is coming within {days} days: the site stays as it is until somebody changes it.").format(days=days)


def timers(turns: Sequence[Turn], command: str, translate: Translate) -> Iterator[str]:
    """Lines for systemd, exact and in Vietnam time, and for cron, which run `command`; comments say where they go.

    Each instant stands once; where every midnight is a turn, one line stands for all of them. Cron knows minutes only: seconds are rounded up.
    """
    if not turns:
        return
    nightly = any(turn.change is Change.NEXT_SLOGAN for turn in turns)
    instants = sorted({turn.instant for turn in turns if not (nightly and turn.instant == midnight(turn.instant.date()))})
    yield "# " + translate("systemd: in the [Timer] section of a timer")
    if nightly:
        yield "OnCalendar=*-*-* 00:00:00 Asia/Ho_Chi_Minh"
    yield from (f"OnCalendar={instant:%Y-%m-%d %H:%M:%S} Asia/Ho_Chi_Minh" for instant in instants)
    yield "# " + translate("cron: on a computer whose clock is UTC; it knows no year, so take the lines out when they have run")
    if nightly:
        yield "# " + translate("every midnight (GMT+7)")
        yield f"0 17 * * * {_in_crontab(command)}"
    for local in sorted({_whole_minute(instant) for instant in instants}):
        utc = local.astimezone(UTC)
        yield f"# {_when(local)}"
        yield f"{utc.minute} {utc.hour} {utc.day} {utc.month} * {_in_crontab(command)}"


def _words(translate: Translate) -> dict[Change, str]:
    return {
        Change.PUBLISHED: translate("is published"),
        Change.EFFECTIVE: translate("takes effect"),
        Change.DEADLINE: translate("deadline is over"),
        Change.EVENT: translate("event is over"),
        Change.EXPIRY: translate("is no longer in force"),
        Change.SLOGAN_BEGINS: translate("slogan begins"),
        Change.SLOGAN_ENDS: translate("slogan ends"),
        Change.NEXT_SLOGAN: translate("every midnight: slogan of the day"),
    }


def _when(instant: datetime) -> str:
    """`2026-12-01 00:00 (GMT+7)`; seconds only where there are any."""
    return f"{instant:%Y-%m-%d %H:%M:%S} (GMT+7)" if instant.second else f"{instant:%Y-%m-%d %H:%M} (GMT+7)"


def _whole_minute(instant: datetime) -> datetime:
    """Its own minute, or the next where that has begun."""
    whole = instant.replace(second=0, microsecond=0)
    return whole if whole == instant else whole + MINUTE


def _in_crontab(command: str) -> str:
    """A percent sign would end the line there (crontab(5))."""
    return command.replace("%", r"\%")
