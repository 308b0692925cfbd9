"""Lists of teasers, page by page: all stories, a category, a tag, a month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from . import address
from .edition import Channel, Edition
from .item import Announcement, StaticPage, Story
from .page import Crumb, Frame, Numbering, Page, portions
from .site import Site, section
from .teaser import Teaser


@dataclass(frozen=True, slots=True)
class ListView:
    """One page of a list."""

    frame: Frame
    heading: str
    heading_language: str
    """Empty: the page's."""
    teasers: tuple[Teaser, ...]
    numbering: Numbering


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index of lists: categories or tags."""

    frame: Frame
    heading: str
    entries: tuple[tuple[str, str, int], ...]
    """Name, address and number of items."""


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """What stays of an item that was withdrawn."""

    frame: Frame
    item: Story | Announcement | StaticPage
    listed: Crumb | None = None
    """The list it stood in; None: a static page."""
    kind: tuple[str, str] = ("", "")
    """What kind of document it was, and the language of that name; empty: it was none, or of no kind."""
    issued: date | None = None
    """The day the document bears; None: it was none."""


def list_pages(
    site: Site,
    edition: Edition,
    channel: Channel,
    others: Iterable[tuple[str, str, str]] = (),
    *,
    below: Crumb | None = None,
    alone: bool = False,
    feed: bool = True,
    title: str = "",
) -> Iterator[Page]:
    """The pages of the list that `channel` describes.

    `others`: the same list in other languages, as Site.frame takes it; `below`: the index it stands in; `alone`: it names no counterpart to machines;
    `feed`: whether it has one; `title`: what it is called where nothing around says what it is a list of, else as its feed is.
    """
    others = tuple(others)
    title = title or channel.title
    cut = list(portions(channel.items))
    for portion in cut:
        first = portion.number == 0
        url = channel.url if first else address.numbered(edition.language, channel.url, portion.number)
        frame = site.frame(
            edition,
            url,
            title if first else edition.gettext("{list}, page {number}").format(list=title, number=portion.number),
            counterparts=others if first else (),
            whole=others,
            channel=channel if feed else None,
            below=below if first else Crumb(channel.url, title),
            alone=alone or not first,
        )
        turn = numbering(edition, channel.url, portion.number, len(cut) - 1)
        yield Page(url, "list.html", ListView(frame, channel.title, channel.title_language, tuple(map(edition.teaser, portion.items)), turn))


def index_page(site: Site, edition: Edition, word: str, channels: Iterable[Channel]) -> Page:
    """The page of the section `word` that names its lists, each with the number of its items."""
    index = section(edition, word)
    frame = site.frame(edition, index.url, index.title, counterparts=site.sections(edition, word))
    return Page(index.url, "index.html", IndexView(frame, index.title, tuple((channel.title, channel.url, len(channel.items)) for channel in channels)))


def numbering(edition: Edition, listed: str, number: int, length: int) -> Numbering:
    """The way to the pages before and after page `number` of the list at `listed`, which has `length` numbered ones."""

    def at(place: int) -> str:
        return listed if place == 0 else address.numbered(edition.language, listed, place)

    position = number or length + 1
    newer = "" if number == 0 else at(0 if position == length else position + 1)
    older = at(position - 1) if position > 1 else ""
    return Numbering(newer, older, number)
