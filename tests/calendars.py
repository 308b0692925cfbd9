"""Calendars read back, as the programs of members read them: by icalendar and by the parser of Thunderbird, which must agree."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar

from plugins.model.vietnam_time import ZONE, from_epoch
from tests.conftest import needed
from tests.judges import judge

OCTETS = 75
"""The longest line, without its end (RFC 5545, 3.1)."""
NAMES = ("version", "prodid", "calscale", "method", "name", "x-wr-calname", "refresh-interval", "x-published-ttl", "source", "url")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar says of an entry."""

    uid: str
    summary: str
    start: date | datetime
    """A day, or an instant in Vietnam time."""
    end: date | datetime
    """Exclusive."""
    place: str
    description: str
    url: str
    published: datetime
    modified: datetime
    stamp: datetime
    sequence: int
    status: str
    transparent: bool
    reminders: tuple[timedelta, ...]
    """Counted from its start."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a calendar says."""

    properties: Mapping[str, str]
    """Those of `NAMES`; empty: not there."""
    zones: tuple[str, ...]
    entries: tuple[Entry, ...]

    def entry(self, summary: str) -> Entry:
        """The one entry of that title."""
        [entry] = [entry for entry in self.entries if entry.summary == summary]
        return entry


class Readers:
    """Both readers; one process of the second serves for many files."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def read(self, data: bytes) -> Read:
        """What a calendar says: well-formed, and the same to both, or the test fails."""
        first, second = by_icalendar(data), self.thunderbird(data)
        assert first == second
        return first

    def thunderbird(self, data: bytes) -> Read:
        """What a calendar says to Thunderbird."""
        check_lines(data)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(data.decode()) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Thunderbird's parser refuses it"
        read = json.loads(line)
        return Read(read["properties"], tuple(read["zones"]), tuple(_entry(entry) for entry in read["entries"]))


@contextmanager
def readers() -> Iterator[Readers]:
    """Both readers, for the while."""
    judge("ical.js/package.json")
    script = Path(__file__).with_name("read_calendar.mjs")
    with subprocess.Popen([needed("node", "nodejs"), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        yield Readers(process)


def check_lines(data: bytes) -> None:
    """Fail where a line is too long, ends otherwise than in CRLF, or is folded within a character; and where text is not in UTF-8."""
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(lines)
    for line in lines:
        assert len(line) <= OCTETS, line
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode()


def by_icalendar(data: bytes) -> Read:
    """What a calendar says, by the library that has written it."""
    calendar: Any = Calendar.from_ical(data.decode())
    assert not calendar.errors
    zones = tuple(str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE"))
    return Read({name: _plain(calendar.get(name, "")) for name in NAMES}, zones, tuple(_event(event) for event in calendar.events))


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else value.to_ical().decode()


def _event(event: Any) -> Entry:
    assert not event.errors
    start = _time(event["DTSTART"].dt)
    end = _time(event["DTEND"].dt) if "DTEND" in event else start
    return Entry(
        str(event["UID"]),
        str(event["SUMMARY"]),
        start,
        end,
        str(event.get("LOCATION", "")),
        str(event["DESCRIPTION"]),
        str(event["URL"]),
        event["CREATED"].dt.astimezone(ZONE),
        event["LAST-MODIFIED"].dt.astimezone(ZONE),
        event["DTSTAMP"].dt.astimezone(ZONE),
        int(event["SEQUENCE"]),
        str(event["STATUS"]),
        event["TRANSP"] == "TRANSPARENT",
        tuple(alarm["TRIGGER"].dt for alarm in event.walk("VALARM")),
    )


def _time(value: date | datetime) -> date | datetime:
    return value.astimezone(ZONE) if isinstance(value, datetime) else value


def _entry(read: dict[str, Any]) -> Entry:
    times = {name: _made(read[name]) for name in ("start", "end", "published", "modified", "stamp")}
    return Entry(**(read | times | {"reminders": tuple(timedelta(seconds=seconds) for seconds in read["reminders"])}))


def _made(value: str | int) -> date | datetime:
    return date.fromisoformat(value) if isinstance(value, str) else from_epoch(value)
