"""The archive of stories: an index of years and months, and the list of each year and month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .model import address
from .model.edition import Channel, Edition
from .model.item import Story
from .model.listing import list_pages
from .model.page import Frame, Page
from .model.site import Site, section


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the archive."""

    first_day: date
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the archive."""

    year: int
    url: str
    months: tuple[Month, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The archive, or one year of it."""

    frame: Frame
    heading: str
    years: tuple[Year, ...]
    """Newest first."""


def pages(site: Site) -> Iterator[Page]:
    """The index in every language; years and months where there are stories."""
    months = {edition.language.code: _by_month(edition) for edition in site.editions}
    for edition in site.editions:
        yield from _indexes(site, edition, months)
        for (year, month), stories in months[edition.language.code].items():
            title = edition.month_name(date(year, month, 1))
            channel = Channel(address.archive_month(edition.language, year, month), title, stories)
            others = [
                (other.language.code, address.archive_month(other.language, year, month), other.month_name(date(year, month, 1)))
                for other in site.editions
                if other is not edition and (year, month) in months[other.language.code]
            ]
            yield from list_pages(site, edition, channel, others, below=section(edition, "archive"), feed=False)


def _by_month(edition: Edition) -> dict[tuple[int, int], list[Story]]:
    """Stories by year and month, both newest first."""
    return {key: list(stories) for key, stories in groupby(edition.stories, lambda story: (story.instant.year, story.instant.month))}


def _indexes(site: Site, edition: Edition, months: dict[str, dict[tuple[int, int], list[Story]]]) -> Iterator[Page]:
    mine = months[edition.language.code]
    years = tuple(_year(edition, year, mine) for year in dict.fromkeys(year for year, _ in mine))
    index = section(edition, "archive")
    frame = site.frame(edition, index.url, index.title, counterparts=site.sections(edition, "archive"))
    yield Page(index.url, "archive.html", ArchiveView(frame, index.title, years))
    for year in years:
        heading = edition.gettext("Archive {year}").format(year=year.year)
        shared = [
            (other.language.code, address.archive_year(other.language, year.year), other.gettext("Archive {year}").format(year=year.year))
            for other in site.editions
            if other is not edition and any(key[0] == year.year for key in months[other.language.code])
        ]
        frame = site.frame(edition, year.url, heading, counterparts=shared, below=index)
        yield Page(year.url, "archive.html", ArchiveView(frame, heading, (year,)))


def _year(edition: Edition, year: int, months: dict[tuple[int, int], list[Story]]) -> Year:
    mine = (
        Month(date(year, month, 1), address.archive_month(edition.language, year, month), len(stories))
        for (of_year, month), stories in months.items()
        if of_year == year
    )
    return Year(year, address.archive_year(edition.language, year), tuple(mine))
