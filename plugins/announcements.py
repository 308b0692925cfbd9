"""Announcements: their list, in order of what is urgent, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from .model import address
from .model.edition import Edition, Labels
from .model.item import Announcement
from .model.listing import WithdrawnView, numbering
from .model.notice import NoticeTeaser, by_urgency, notice_teaser
from .model.page import Frame, Numbering, Page, Portion, portions
from .model.site import Site
from .model.state import State, state


@dataclass(frozen=True, slots=True)
class AnnouncementsView:
    """One page of the list."""

    frame: Frame
    heading: str
    standing: tuple[NoticeTeaser, ...]
    """Older ones that are pinned or in force: beside the list, not part of it."""
    notices: tuple[NoticeTeaser, ...]
    numbering: Numbering
    slogan: str


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """One announcement."""

    frame: Frame
    announcement: Announcement
    notice: NoticeTeaser
    labels: Labels
    related: tuple[tuple[str, str, str], ...]
    """How it bears on another document (`supersedes`, `amends`, `repeals`), that one's number, and its address if we have it."""


def pages(site: Site) -> Iterator[Page]:
    """The list in every language, even when empty, and every announcement."""
    for edition in site.editions:
        yield from _list(site, edition)
        for announcement in edition.all_announcements:
            yield _announcement(site, edition, announcement)


def _list(site: Site, edition: Edition) -> Iterator[Page]:
    channel = edition.announcements_channel
    url, heading = channel.url, channel.title
    others = site.lists(edition, lambda other: other.announcements_channel)
    cut = list(portions(edition.announcements))
    for portion in cut:
        numbered = portion.number > 0
        here = address.numbered(edition.language, url, portion.number) if numbered else url
        title = edition.gettext("{list}, page {number}").format(list=heading, number=portion.number) if numbered else heading
        frame = site.frame(edition, here, title, counterparts=() if numbered else others, channel=channel, alone=numbered)
        turn = numbering(edition, url, portion.number, len(cut) - 1)
        yield Page(here, "announcements.html", _list_view(edition, frame, heading, portion, turn))


def _list_view(edition: Edition, frame: Frame, heading: str, portion: Portion[Announcement], turn: Numbering) -> AnnouncementsView:
    now, code = edition.instant, edition.language.code
    notices = [notice_teaser(notice, now, code) for notice in portion.items]
    if portion.number:
        return AnnouncementsView(frame, heading, (), tuple(notices), turn, "")
    older = edition.announcements[len(portion.items) :]
    standing = [notice_teaser(notice, now, code) for notice in older if notice.pinned or _in_force(edition, notice)]
    standing.sort(key=lambda notice: by_urgency(notice, now))
    notices.sort(key=lambda notice: by_urgency(notice, now))
    return AnnouncementsView(frame, heading, tuple(standing), tuple(notices), turn, edition.slogan_of_the_day)


def _in_force(edition: Edition, notice: Announcement) -> bool:
    return state(notice, edition.instant) is State.CURRENT


def _announcement(site: Site, edition: Edition, announcement: Announcement) -> Page:
    labels = edition.labels(announcement)
    frame = site.item_frame(edition, announcement, labels, edition.announcements_channel)
    if announcement.withdrawn:
        return Page(announcement.url, "withdrawn.html", WithdrawnView(frame, announcement), announcement.path)
    view = AnnouncementView(
        frame,
        announcement,
        notice_teaser(announcement, edition.instant, edition.language.code),
        labels,
        tuple(_related(edition, announcement)),
    )
    return Page(announcement.url, "announcement.html", view, announcement.path)


def _related(edition: Edition, announcement: Announcement) -> Iterator[tuple[str, str, str]]:
    bearings = (("supersedes", announcement.supersedes), ("amends", announcement.amends), ("repeals", announcement.repeals))
    for bearing, numbers in bearings:
        for number in numbers:
            other = edition.by_number.get(number)
            yield bearing, number, other.url if other else ""
