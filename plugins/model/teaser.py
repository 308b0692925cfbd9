"""What a list of stories and announcements shows of each."""

from dataclasses import dataclass
from datetime import datetime

from .fields import Section
from .item import Dated, Picture
from .notice import NoticeTeaser


@dataclass(frozen=True, slots=True)
class Teaser:
    """What a list shows of an item: nothing that an edit of its text would change."""

    section: Section
    url: str
    title: str
    summary: str
    published: datetime
    category: str | None
    """Its key."""
    picture: Picture | None
    picture_alt: str
    held_back: bool
    notice: NoticeTeaser | None
    """Which document it is, and whether it is in force: among stories nobody could tell. None: a story."""


def teaser(item: Dated, notice: NoticeTeaser | None) -> Teaser:
    """What a list shows of `item`; `notice`: the same of an announcement."""
    return Teaser(
        item.section, item.url, item.title, item.summary, item.instant, item.category, item.picture, item.picture_alt, item.held_back, notice
    )
