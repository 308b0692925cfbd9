"""The subscribe page: what a feed is, in plain words, and every feed there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .model import address
from .model.edition import Channel, Edition
from .model.page import Frame, Page
from .model.site import Site, section


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A feed to subscribe to."""

    url: str
    listed: str
    """Address of the list it follows."""
    title: str
    newest: datetime | None
    """When its newest item was published; None: it has none yet."""


@dataclass(frozen=True, slots=True)
class SubscribeView:
    """The page."""

    frame: Frame
    main: tuple[FeedEntry, ...]
    """Home, all stories, announcements."""
    topics: tuple[FeedEntry, ...]
    tags: tuple[FeedEntry, ...]


def pages(site: Site) -> Iterator[Page]:
    """One in every language."""
    for edition in site.editions:
        here = section(edition, "subscribe")
        about = edition.gettext("What a feed is, and every feed of this site.")
        frame = site.frame(edition, here.url, here.title, about, counterparts=site.sections(edition, "subscribe"))
        yield Page(here.url, "subscribe.html", SubscribeView(frame, *_parted(edition)))


def _parted(edition: Edition) -> tuple[tuple[FeedEntry, ...], tuple[FeedEntry, ...], tuple[FeedEntry, ...]]:
    topics, tags = (address.listing(edition.language, word) for word in ("topics", "tags"))
    entries = [_entry(channel) for channel in edition.channels()]
    return (
        tuple(entry for entry in entries if not entry.listed.startswith((topics, tags))),
        tuple(entry for entry in entries if entry.listed.startswith(topics)),
        tuple(entry for entry in entries if entry.listed.startswith(tags)),
    )


def _entry(channel: Channel) -> FeedEntry:
    newest = channel.items[0].instant if channel.items else None
    return FeedEntry(channel.rss.url, channel.url, channel.title, newest)
