"""Stories: the list of all, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model.edition import Edition, Labels
from .model.item import Story
from .model.listing import WithdrawnView, list_pages
from .model.page import Frame, Page
from .model.site import Site


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story."""

    frame: Frame
    story: Story
    labels: Labels


def pages(site: Site) -> Iterator[Page]:
    """The list of all stories, and every story."""
    for edition in site.editions:
        others = site.lists(edition, lambda other: other.news_channel)
        yield from list_pages(site, edition, edition.news_channel, others)
        for story in edition.all_stories:
            yield _story(site, edition, story)


def _story(site: Site, edition: Edition, story: Story) -> Page:
    others = [(other.language, other.url, other.title) for other in story.translations]
    frame = site.frame(edition, story.url, story.title, story.summary, counterparts=others, alone=story.withdrawn, indexed=not story.withdrawn)
    if story.withdrawn:
        return Page(story.url, "withdrawn.html", WithdrawnView(frame, story), story.path)
    return Page(story.url, "story.html", StoryView(frame, story, edition.labels(story)), story.path)
