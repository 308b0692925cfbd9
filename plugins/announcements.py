"""Announcements: their list, in order of what is urgent, and a page for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .model import address
from .model.calendar import calendar_of
from .model.document_lists import ListLink, by_issuer, by_kind, by_year
from .model.edition import Edition, Labels
from .model.history import Step, history
from .model.item import Announcement
from .model.kinds import has_force
from .model.listing import WithdrawnView, numbering
from .model.notice import NoticeTeaser, by_urgency, kind_name
from .model.page import Crumb, Frame, Numbering, Page, Portion, portions
from .model.register import Relation
from .model.register_data import RegisterFiles
from .model.related import news_about
from .model.site import Site, section
from .model.state import State
from .model.teaser import Teaser


@dataclass(frozen=True, slots=True)
class AnnouncementsView:
    """One page of the list."""

    frame: Frame
    heading: str
    standing: tuple[NoticeTeaser, ...]
    """Older ones that are pinned or in force: beside the list, not part of it."""
    notices: tuple[NoticeTeaser, ...]
    numbering: Numbering
    calendar: str
    """Address of the calendar of all announcements."""
    slogan: str
    data: RegisterFiles | None
    """None: a numbered page."""
    finder: "Finder | None"
    """None: on a numbered page, and where there is nothing to find."""


@dataclass(frozen=True, slots=True)
class Finder:
    """The ways into the register: its lists, and what one can search it by."""

    kinds: tuple[ListLink, ...]
    years: tuple[ListLink, ...]
    """Newest first."""
    issuers: tuple[ListLink, ...]
    """In Vietnamese order; they have no lists of their own."""
    count: int
    """How many documents there are."""
    without_force: tuple[str, ...]
    """Kinds, by code, whose state is not said."""


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """One announcement."""

    frame: Frame
    announcement: Announcement
    notice: NoticeTeaser
    labels: Labels
    relations: tuple[Relation, ...]
    """What it does to other documents, and they to it."""
    history: tuple[Step, ...]
    related: tuple[Teaser, ...]
    calendar: str
    """Address of its own calendar; empty: there is nothing to come that one could forget."""


def pages(site: Site) -> Iterator[Page]:
    """The list in every language, even when empty, and every announcement."""
    for edition in site.editions:
        yield from _list(site, edition)
        about = news_about(edition)
        for announcement in edition.all_announcements:
            yield _announcement(site, edition, announcement, about)


def _list(site: Site, edition: Edition) -> Iterator[Page]:
    channel = edition.announcements_channel
    url, heading = channel.url, channel.title
    others = site.lists(edition, lambda other: other.announcements_channel)
    cut = list(portions(edition.announcements))
    for portion in cut:
        numbered = portion.number > 0
        here = address.numbered(edition.language, url, portion.number) if numbered else url
        title = edition.gettext("{list}, page {number}").format(list=heading, number=portion.number) if numbered else heading
        below = Crumb(url, heading) if numbered else None
        frame = site.frame(edition, here, title, counterparts=() if numbered else others, channel=channel, below=below, alone=numbered)
        turn = numbering(edition, url, portion.number, len(cut) - 1)
        yield Page(here, "announcements.html", _list_view(edition, frame, heading, portion, turn))


def _list_view(edition: Edition, frame: Frame, heading: str, portion: Portion[Announcement], turn: Numbering) -> AnnouncementsView:
    calendar = address.calendar(edition.announcements_channel.url)
    notices = tuple(map(edition.notice, portion.items))
    if portion.number:
        return AnnouncementsView(frame, heading, (), notices, turn, calendar, "", None, None)
    older = map(edition.notice, edition.announcements[len(portion.items) :])
    standing = sorted((notice for notice in older if notice.pinned or (notice.state is State.CURRENT and notice.has_force)), key=by_urgency)
    in_order = tuple(sorted(notices, key=by_urgency))
    data = RegisterFiles(*(address.register_data(edition.language, suffix) for suffix in ("csv", "json")))
    return AnnouncementsView(frame, heading, tuple(standing), in_order, turn, calendar, edition.slogan_of_the_day, data, _finder(edition))


def _finder(edition: Edition) -> Finder | None:
    if not edition.announcements:
        return None
    kinds, years = (tuple(one.link for one in lists) for lists in (by_kind(edition), by_year(edition)))
    return Finder(kinds, years, by_issuer(edition), len(edition.announcements), tuple(kind.key for kind in kinds if not has_force(kind.key)))


def _announcement(site: Site, edition: Edition, announcement: Announcement, about: Callable[[Announcement], tuple[Teaser, ...]]) -> Page:
    labels = edition.labels(announcement)
    frame = site.item_frame(edition, announcement, labels, edition.announcements_channel)
    if announcement.withdrawn:
        gone = WithdrawnView(frame, announcement, section(edition, "announcements"), kind_name(announcement), edition.register.issued(announcement))
        return Page(announcement.url, "withdrawn.html", gone, announcement.path)
    view = AnnouncementView(
        frame,
        announcement,
        edition.notice(announcement),
        labels,
        edition.register.relations(announcement),
        history(announcement, edition.register),
        about(announcement),
        calendar_of(edition, announcement),
    )
    return Page(announcement.url, "announcement.html", view, announcement.path)
