"""Time as a Vietnamese newsroom writes it: one zone, UTC+7, no daylight saving."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

ZONE = timezone(timedelta(hours=7), "GMT+7")
"""Vietnam's time since 1975; a fixed offset, so that no zone database is needed."""

YEARS = range(1900, 2200)
"""The years a date may lie in; anything else is a slip of the finger."""

_ISO_DAY = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_SLASHED_DAY = r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
_CLOCK = r"(?:[ T](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?P<offset>Z|[+-]\d{2}:?\d{2})?)?"
_WRITTEN = (re.compile(_ISO_DAY + _CLOCK), re.compile(_SLASHED_DAY + _CLOCK))


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A point in time as an editor wrote it."""

    instant: datetime
    """In Vietnam time; midnight when only a day was written."""
    whole_day: bool = False
    """Whether only a day was written."""

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        return self.instant.date()

    @property
    def end(self) -> datetime:
        """The first instant after it: a day ends at the midnight that follows."""
        return self.instant + timedelta(days=1) if self.whole_day else self.instant

    @property
    def last(self) -> datetime:
        """The last instant of it."""
        return max(self.instant, self.end - timedelta.resolution)


def moment(text: str) -> Moment:
    """Read `2026-11-20`, `2026-11-20 13:49`, `20/11/2026`, `20/11/2026 13:49`, or ISO 8601 with an offset.

    Days with slashes are day first, as they are written in Vietnam. Without an offset the time is Vietnam's.
    Raises ValueError when the text is none of these, or names a day or time that does not exist.
    """
    found = next((match for pattern in _WRITTEN if (match := pattern.fullmatch(text.strip()))), None)
    if found is None:
        raise ValueError(f"not a date: {text!r}")
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    if day.year not in YEARS:
        raise ValueError(f"year {day.year} is not between {YEARS[0]} and {YEARS[-1]}")
    if found["hour"] is None:
        return Moment(midnight(day), whole_day=True)
    clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    written = datetime.combine(day, clock, _offset(found["offset"]))
    return Moment(written.astimezone(ZONE))


def midnight(day: date) -> datetime:
    """The instant `day` begins in Vietnam."""
    return datetime.combine(day, time.min, ZONE)


def from_epoch(seconds: int) -> datetime:
    """The instant `seconds` after 1970-01-01 UTC, in Vietnam time. Raises ValueError outside of what a date can hold."""
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(ZONE)
    except (OverflowError, OSError) as error:
        raise ValueError(str(error)) from error


def _offset(text: str | None) -> timezone:
    if text is None:
        return ZONE
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > 59:  # noqa: PLR2004 - an hour's
        raise ValueError(f"offset {text}")
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
