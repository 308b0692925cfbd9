"""The home page: the lead, the newest stories, the newest announcements, the slogan of the day."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model import address
from .model.edition import Edition
from .model.item import Dated, Teaser
from .model.notice import NoticeTeaser, notice_teaser
from .model.page import Frame, Page
from .model.site import Site
from .model.state import State, state

STORIES = 12
"""How many stories the home page shows, its lead among them."""
ANNOUNCEMENTS = 5


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page of one language."""

    frame: Frame
    lead: Teaser | None
    stories: tuple[Teaser, ...]
    """Without the lead."""
    announcements: tuple[NoticeTeaser, ...]
    slogan: str


def pages(site: Site) -> Iterator[Page]:
    """One in every language, even when empty."""
    for edition in site.editions:
        url = address.home(edition.language)
        others = site.counterparts(edition, lambda other: address.home(other.language), lambda other: other.name)
        lead = _lead(edition)
        stories = [story.teaser for story in edition.stories if story is not lead][: STORIES - 1]
        view = HomeView(
            site.frame(edition, url, edition.name, counterparts=others, channel=edition.home_channel),
            lead.teaser if lead else None,
            tuple(stories),
            tuple(_current(edition)),
            edition.slogan_of_the_day,
        )
        yield Page(url, "home.html", view)


def _lead(edition: Edition) -> Dated | None:
    """The newest story or announcement marked as lead, else the newest story."""
    marked = (item for item in edition.news if item.lead)
    return next(marked, edition.stories[0] if edition.stories else None)


def _current(edition: Edition) -> Iterator[NoticeTeaser]:
    """Announcements that are not past: pinned first, then newest."""
    alive = [notice for notice in edition.announcements if state(notice, edition.instant) is not State.PAST]
    for notice in sorted(alive, key=lambda notice: not notice.pinned)[:ANNOUNCEMENTS]:
        yield notice_teaser(notice, edition.instant, edition.language.code)
