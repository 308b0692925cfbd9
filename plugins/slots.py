"""What is fresh on every page without a rebuild of it: slogans and the newest announcements, as files for the pages' script."""

from collections.abc import Iterator

from .model import address
from .model.page import Page
from .model.site import Site
from .outputs.fragment import Fragment, Line

ANNOUNCEMENTS = 5


def pages(site: Site) -> Iterator[Page]:
    """In every language: its slogans where it has any, coming ones too; its newest announcements that are not past.

    Each has its last day, after which the script drops it.
    """
    for edition in site.editions:
        if edition.slogans:
            lines = tuple(
                Line(slogan.text, first_day=slogan.first_day, last_day=slogan.last_day)
                for slogan in edition.slogans
                if slogan.last_day >= edition.today
            )
            yield Page(address.fragment(edition.language, "slogans"), "fragment", Fragment(lines))
        newest = tuple(Line(notice.title, notice.url, last_day=edition.register.life(notice).last_day) for notice in edition.alive[:ANNOUNCEMENTS])
        yield Page(address.fragment(edition.language, "announcements"), "fragment", Fragment(newest))
