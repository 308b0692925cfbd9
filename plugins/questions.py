"""What one may ask of a content without building it: what the ledger lacks, what is coming, what nobody is to see yet."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from .model import coming
from .model.coming import Turn
from .model.item import Item
from .model.permalink import Ledger, mint
from .model.problem import Problem
from .model.register import Register
from .plan import strays
from .run import Run
from .sources.content import Content


def ledger(run: Run, content: Content, instant: datetime) -> tuple[Ledger, Ledger, list[Problem]]:
    """The ledger as it is, and as it would be with all that is published at `instant`; empty where the content has none. And what has gone astray.

    `content`: as it is at that instant.
    """
    known = content.ledger or Ledger(())
    published = [item for item in content.items if not item.held_back]
    return known, mint(known, published, run.tree.files, instant), strays(known, published, run.tree.files)


def turns(run: Run, languages: Sequence[str], instant: datetime, until: datetime) -> list[Turn]:
    """What the site becomes by itself later than `instant`, up to `until`."""
    content = run.content_at(until)  # nothing that is published later has a turn before
    register = Register(content.announcements, languages)
    return [turn for turn in coming.turns(content.items, content.slogans, instant, register.life) if turn.instant <= until]


def held_back(run: Run, instant: datetime) -> Iterator[Item]:
    """Drafts, and what is published later than `instant`."""
    yield from (item for item in run.content_at(instant, drafts=True).items if item.held_back)
