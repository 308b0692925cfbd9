"""What a build tells whoever publishes it, as JSON: its warnings, what nobody is to see yet, what the ledger lacks, when it is another site by itself."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from . import questions
from .editing import agenda
from .model.permalink import Standing
from .outputs.location import Location
from .plan import Found
from .run import Run
from .sources.content import Content

LONG = 40
"""Characters that no two texts share by chance."""
MARKS = 3
"""How many of a text are looked for."""
_BETWEEN = re.compile(r"<[^>]*>|\n")
_ESCAPED = frozenset("&\"'")
"""What feeds and data write otherwise than pages."""


def report(run: Run, settings: Mapping[str, Any], found: Found, instant: datetime, translate: Callable[[str], str]) -> str:
    """Of the build at `instant`; `translate`: into the language of whoever publishes."""
    languages = [language.code for language in settings["LANGUAGES"]]
    coming = questions.turns(run, languages, instant, agenda.horizon(instant, None))
    content = run.content_at(instant)
    before, after, _ = questions.ledger(run, content, instant)
    told: dict[str, Any] = {
        "instant": instant.isoformat(),
        "site_url": Location(settings["SITEURL"]).siteurl,
        "warnings": [{"path": problem.path, "line": problem.line, "text": problem.said(translate), "english": problem.said(str)} for problem in found.problems],
        "held_back": list(_held_back(run, content, instant)),
        "unminted": len(set(after.rows) - set(before.rows)) if before.rows else 0,
        "next_turn": coming[0].instant.isoformat() if coming else None,
        "counts": {"texts": found.texts, "stories_and_announcements": sum(found.news), "pages": found.pages},
        "gone": sorted({row.url for row in before.rows if row.standing is Standing.GONE}),
    }
    return json.dumps(told, ensure_ascii=False)


def _held_back(run: Run, content: Content, instant: datetime) -> Iterator[Mapping[str, Any]]:
    """Each text that nobody is to see yet, with words of it that stand in nothing that is published."""
    hidden = [(item.path, tuple(marks(item.title, run.text(item.path)))) for item in questions.held_back(run, instant)]
    if hidden:
        seen = "\n".join(f"{item.title}\n{item.summary}\n{run.text(item.body.path) if item.body.path else ''}" for item in content.items)
        for path, found in hidden:
            yield {"path": path, "marks": [mark for mark in found if mark not in seen]}


def marks(title: str, html: str) -> Iterator[str]:
    """Words of a text as whatever shows it has them, long enough to be nobody else's."""
    pieces = (piece.strip() for piece in _BETWEEN.split(f"{title}\n{html}"))
    found = [piece for piece in pieces if len(piece) >= LONG and not _ESCAPED & set(piece)]
    yield from found[:MARKS]
