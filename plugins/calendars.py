"""Calendars: one of all announcements to subscribe to, and one of each that has something to remember."""

from collections.abc import Iterator
from datetime import date, datetime

from .model import address
from .model.calendar import Calendar, CalendarEntry, entries, in_order
from .model.edition import Edition
from .model.page import Page
from .model.site import Site
from .model.vietnam_time import ZONE, midnight


def pages(site: Site) -> Iterator[Page]:
    """The list's calendar in every language, even when empty; one beside each announcement with an occasion, withdrawn or not: it was published."""
    for edition in site.editions:
        listed = edition.announcements_channel.url
        found: list[CalendarEntry] = []
        for notice in edition.all_announcements:
            mine = in_order(entries(edition, notice))
            found += mine
            if mine:
                url = address.calendar(notice.url)
                yield Page(url, "calendar", Calendar(edition.language.code, url, notice.url, mine), notice.path)
        name = f"{edition.gettext('Deadlines and events')} – {edition.name}"
        url = address.calendar(listed)
        began = _began(edition)
        held = in_order(entry for entry in found if entry.span.over > began)
        yield Page(url, "calendar", Calendar(edition.language.code, url, listed, held, name))


def _began(edition: Edition) -> datetime:
    """From when on the list's calendar holds what there was to remember: the beginning of the year before that of the newest announcement.

    Every telephone that is subscribed fetches all of it again and again, and nobody scrolls back further than over last year. Counted
    from the newest announcement, not from the build, it is another one only when an announcement is.
    """
    newest = max((notice.instant for notice in edition.all_announcements), default=edition.instant)
    return midnight(date(newest.astimezone(ZONE).year - 1, 1, 1))
