"""The small files that the pages' script fills their slots from."""

import json
from dataclasses import dataclass
from datetime import date

from .location import Location


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a slot."""

    text: str
    url: str = ""
    """Where it leads, if anywhere."""
    first_day: date | None = None
    """First and last day it may be shown; None: always."""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a slot may show."""

    lines: tuple[Line, ...]


def fragment(view: Fragment, location: Location) -> bytes:
    """As JSON: text, url, first and last day."""
    lines = [
        {
            "text": line.text,
            "url": location.link(line.url),
            "first": line.first_day.isoformat() if line.first_day else "",
            "last": line.last_day.isoformat() if line.last_day else "",
        }
        for line in view.lines
    ]
    return (json.dumps(lines, ensure_ascii=False, indent=1) + "\n").encode()
