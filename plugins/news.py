"""Stories: the list of all, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model.edition import Edition, Labels
from .model.item import Heading, Story
from .model.listing import WithdrawnView, list_pages
from .model.page import Crumb, Frame, Page
from .model.related import related
from .model.site import Site, section
from .model.teaser import Teaser

LONG = 4
"""Minutes of reading from which a story has a table of contents, when it has as many headings as `HEADINGS`."""
HEADINGS = 3


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story."""

    frame: Frame
    story: Story
    labels: Labels
    contents: tuple[Heading, ...]
    """Of a long story."""
    newer: Crumb | None
    older: Crumb | None
    """The stories before and after it."""
    related: tuple[Teaser, ...]


def pages(site: Site) -> Iterator[Page]:
    """The list of all stories, and every story."""
    for edition in site.editions:
        others = site.lists(edition, lambda other: other.news_channel)
        yield from list_pages(site, edition, edition.news_channel, others)
        for story in edition.all_stories:
            if story.withdrawn:
                frame = site.item_frame(edition, story, edition.labels(story), edition.news_channel)
                yield Page(story.url, "withdrawn.html", WithdrawnView(frame, story, section(edition, "news")), story.path)
        near = related(edition)
        for place, story in enumerate(edition.stories):
            newer = _step(edition, place - 1) if place else None
            older = _step(edition, place + 1)
            labels = edition.labels(story)
            frame = site.item_frame(edition, story, labels, edition.news_channel)
            view = StoryView(frame, story, labels, _contents(story), newer, older, near(story))
            yield Page(story.url, "story.html", view, story.path)


def _contents(story: Story) -> tuple[Heading, ...]:
    long = story.reading_minutes >= LONG and len(story.body.headings) >= HEADINGS
    return story.body.headings if long else ()


def _step(edition: Edition, place: int) -> Crumb | None:
    if place >= len(edition.stories):
        return None
    story = edition.stories[place]
    return Crumb(story.url, story.title)
