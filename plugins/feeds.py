"""Feeds: RSS beside every list that has one."""

from collections.abc import Iterator

from .model.edition import Channel, Edition
from .model.feed import NEWEST, Feed, FeedItem, guid
from .model.item import Dated
from .model.page import Page
from .model.site import Site


def pages(site: Site) -> Iterator[Page]:
    """One for each channel of each language."""
    for edition in site.editions:
        for channel in edition.channels():
            yield Page(channel.rss.url, "rss", _feed(site, edition, channel))


def _feed(site: Site, edition: Edition, channel: Channel) -> Feed:
    home = channel.url == edition.home_channel.url
    title = edition.name if home else f"{channel.title} – {edition.name}"
    about = edition.gettext("All news and announcements of {site}") if home else edition.gettext("{list}: the newest from {site}")
    return Feed(
        channel.rss.url,
        channel.url,
        title,
        about.format(list=channel.title, site=edition.name),
        edition.language.code,
        tuple(_item(site, edition, item) for item in channel.items[:NEWEST]),
        site.generator,
    )


def _item(site: Site, edition: Edition, item: Dated) -> FeedItem:
    categories = [edition.category_name(item.category)] if item.category else []
    attached = item.attachments[0] if item.attachments else None
    return FeedItem(
        guid(site.guid_host, item),
        item.url,
        item.title,
        item.summary,
        item.body,
        item.instant,
        edition.byline(item)[0],
        (*categories, *(tag.name for tag in item.tags)),
        attached,
    )
