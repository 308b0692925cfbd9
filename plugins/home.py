"""The home page: the lead, the newest stories, rows by category, announcements in force, the slogan of the day."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model import address
from .model.edition import Edition
from .model.item import Dated, Story
from .model.notice import NoticeTeaser, by_urgency
from .model.page import Frame, Page
from .model.site import Site
from .model.teaser import Teaser

SECOND = 4
"""How many stories stand below the lead."""
WITHOUT_ROWS = 11
"""How many do where no category has a row."""
ROW = 4
"""How many of a category stand in its row."""
ANNOUNCEMENTS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A category on the home page."""

    name: str
    url: str
    teasers: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page of one language."""

    frame: Frame
    lead: Teaser | None
    second: tuple[Teaser, ...]
    """The newest stories beside the lead."""
    rows: tuple[Row, ...]
    """Categories with stories that stand above in none of them."""
    announcements: tuple[NoticeTeaser, ...]
    slogan: str


def pages(site: Site) -> Iterator[Page]:
    """One in every language, even when empty."""
    for edition in site.editions:
        url = address.home(edition.language)
        others = site.counterparts(edition, lambda other: address.home(other.language), lambda other: other.name)
        lead = _lead(edition)
        others_newest = [story for story in edition.stories if story is not lead]
        rows = tuple(_rows(edition, {item.url for item in (lead, *others_newest[:SECOND]) if item}))
        about = edition.gettext("News and announcements of {site}").format(site=edition.name)
        view = HomeView(
            site.frame(edition, url, edition.name, about, counterparts=others, channel=edition.home_channel),
            edition.teaser(lead) if lead else None,
            tuple(map(edition.teaser, others_newest[: SECOND if rows else WITHOUT_ROWS])),
            rows,
            tuple(_alive(edition)),
            edition.slogan_of_the_day,
        )
        yield Page(url, "home.html", view)


def _lead(edition: Edition) -> Dated | None:
    """The newest story or announcement marked as lead, else the newest story."""
    marked = (item for item in edition.news if item.lead)
    return next(marked, edition.stories[0] if edition.stories else None)


def _rows(edition: Edition, shown: set[str]) -> Iterator[Row]:
    for category in edition.categories:
        channel = edition.category_channel(category)
        stories = [item for item in channel.items if isinstance(item, Story) and item.url not in shown][:ROW]
        if stories:
            yield Row(channel.title, channel.url, tuple(map(edition.teaser, stories)))


def _alive(edition: Edition) -> Iterator[NoticeTeaser]:
    """Announcements that are not past: pinned first, then by the nearest deadline."""
    yield from sorted(map(edition.notice, edition.alive), key=by_urgency)[:ANNOUNCEMENTS]
