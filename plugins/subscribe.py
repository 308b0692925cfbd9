"""The subscribe page: what a feed is, in plain words, and every feed there is, and the calendar; all feeds as one file for a reader to take in at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model import address
from .model.edition import Channel, Edition
from .model.page import FeedLink, Frame, Page
from .model.site import Site, section
from .model.teaser import Teaser
from .outputs.opml import Opml, Outline, OutlineGroup


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A feed to subscribe to."""

    title: str
    formats: tuple[FeedLink, ...]
    """The same feed in each, RSS first."""
    listed: str
    """Address of the list it follows."""
    newest: Teaser | None
    """Its newest item; None: it has none yet."""


@dataclass(frozen=True, slots=True)
class SubscribeView:
    """The page."""

    frame: Frame
    main: tuple[FeedEntry, ...]
    """Home, all stories, announcements."""
    topics: tuple[FeedEntry, ...]
    tags: tuple[FeedEntry, ...]
    subscriptions: str
    """Address of the file that holds all feeds."""
    calendar: str
    """Address of the calendar of all announcements."""


def pages(site: Site) -> Iterator[Page]:
    """One in every language, and the file of all of them."""
    for edition in site.editions:
        here = section(edition, "subscribe")
        about = edition.gettext("What a feed is, and every feed of this site.")
        frame = site.frame(edition, here.url, here.title, about, counterparts=site.sections(edition, "subscribe"))
        yield Page(here.url, "subscribe.html", SubscribeView(frame, *_parted(edition), address.SUBSCRIPTIONS, address.calendar(edition.announcements_channel.url)))
    yield Page(address.SUBSCRIPTIONS, "opml", Opml(site.editions[0].name, tuple(map(_outlines, site.editions))))


def _parted(edition: Edition) -> tuple[tuple[FeedEntry, ...], tuple[FeedEntry, ...], tuple[FeedEntry, ...]]:
    topics, tags = (address.listing(edition.language, word) for word in ("topics", "tags"))
    entries = [_entry(edition, channel) for channel in edition.channels()]
    return (
        tuple(entry for entry in entries if not entry.listed.startswith((topics, tags))),
        tuple(entry for entry in entries if entry.listed.startswith(topics)),
        tuple(entry for entry in entries if entry.listed.startswith(tags)),
    )


def _entry(edition: Edition, channel: Channel) -> FeedEntry:
    newest = edition.teaser(channel.items[0]) if channel.items else None
    return FeedEntry(channel.title, channel.feeds, channel.url, newest)


def _outlines(edition: Edition) -> OutlineGroup:
    language = edition.language
    outlines = (Outline(f"{channel.title} – {edition.name}", channel.feeds[0].url, channel.url) for channel in edition.channels())
    return OutlineGroup(language.name, language.code, tuple(outlines))
