"""Feeds: beside every list that has one, in every format."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from .model import address
from .model.edition import Channel, Edition
from .model.feed import NEWEST, Feed, FeedItem, Format, archived, feed_id
from .model.fields import Section
from .model.item import Dated, newest_first
from .model.page import Page
from .model.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Those of each channel of each language; what is older than home's and the announcements' in archive documents."""
    for edition in site.editions:
        described: dict[str, FeedItem] = {}
        kept = {channel.url for channel in (edition.home_channel, edition.announcements_channel)}
        for channel in edition.channels():
            newest = _live(channel.feed_items)
            for item in newest:
                if item.url not in described:  # an item stands in several feeds
                    described[item.url] = feed_item(edition, item)
            feed = _feed(site, edition, channel, tuple(described[item.url] for item in newest))
            archives = list(_archives(site, edition, channel, feed)) if channel.url in kept else []
            older = archives[-1].url if archives else ""
            yield from _formats(feed, channel, older)
            yield from (Page(archive.url, "feed", archive) for archive in archives)


def _live(items: Sequence[Dated]) -> Sequence[Dated]:
    """What the live document of a feed holds: the newest; an older one whose readers are told of a change since then takes the place of the last."""
    newest = items[:NEWEST]
    changed = [item for item in items[NEWEST:] if (told := _told(item)) and told > newest[-1].instant]
    if not changed:
        return newest
    return newest_first(sorted([*newest, *changed], key=lambda item: (_told(item) or item.instant, item.url), reverse=True)[:NEWEST])


def _formats(feed: Feed, channel: Channel, older: str) -> Iterator[Page]:
    for link in channel.feeds:
        yield Page(link.url, "feed", replace(feed, format=link.format, url=link.url, older=older if link.format is Format.ATOM else ""))


def _archives(site: Site, edition: Edition, channel: Channel, live: Feed) -> Iterator[Feed]:
    """The archive documents of a feed, the oldest first; in Atom, for only that knows of them."""
    sections = (Section.ANNOUNCEMENTS,) if channel.url == edition.announcements_channel.url else (Section.NEWS, Section.ANNOUNCEMENTS)
    current, older = address.feed(channel.url, Format.ATOM), ""
    for number, items in enumerate(archived(channel.feed_items, site.ledger, sections), 1):
        url = address.feed_archive(channel.url, number)
        held = tuple(feed_item(edition, item) for item in newest_first(items))
        yield replace(live, format=Format.ATOM, url=url, items=held, older=older, current=current, archive=True)
        older = url


def _feed(site: Site, edition: Edition, channel: Channel, items: tuple[FeedItem, ...]) -> Feed:
    home = channel.url == edition.home_channel.url
    title = edition.name if home else f"{channel.title} – {edition.name}"
    about = edition.gettext("All news and announcements of {site}") if home else edition.gettext("{list}: the newest from {site}")
    rss = channel.feeds[0]
    return Feed(
        rss.format,
        feed_id(site.guid_host, channel.url),
        rss.url,
        channel.url,
        title,
        about.format(list=channel.title, site=edition.name),
        edition.language.code,
        edition.name,
        items,
        site.generator,
    )


def feed_item(edition: Edition, item: Dated) -> FeedItem:
    """What feeds tell of an item; of one that was withdrawn, that it was, and why."""
    note = _note(edition, item)
    categories = [edition.category_name(item.category)] if item.category else []
    return FeedItem(
        item.guid,
        item.url,
        edition.gettext("[Withdrawn] {title}").format(title=item.title) if item.withdrawn else item.title,
        note if item.withdrawn else item.summary,
        note,
        item.body,
        item.instant,
        max(item.instant, _told(item) or item.instant),
        item.language,
        edition.byline(item)[0],
        (*categories, *(tag.name for tag in item.tags)),
        item.picture,
        item.attachments[0] if item.attachments else item.picture,
    )


def _told(item: Dated) -> datetime | None:
    """When its readers were last told of a change; a withdrawal is one, with or without a reason."""
    return item.updated if item.withdrawn else item.changed


def _note(edition: Edition, item: Dated) -> str:
    if item.withdrawn:
        reason = [edition.gettext("Reason:"), item.change_note] if item.change_note else []
        return " ".join([edition.gettext("This text was withdrawn."), *reason])
    if not item.changed:
        return ""
    return edition.gettext("Updated {when}: {note}").format(when=edition.stamp(item.changed), note=item.change_note)
