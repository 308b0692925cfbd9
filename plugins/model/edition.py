"""The site at one instant, as the features see it: an edition for each language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from . import address
from .item import Announcement, Dated, Item, Slogan, StaticPage, Story, Tag, newest_first
from .language import Language
from .page import Alternate, FeedLink, Frame, Masthead, MenuLink, Numbering, Switch
from .registry import MenuEntry, Named, Registries
from .slug import vietnamese_order
from .vietnam_time import ZONE

Translate = Callable[[str], str]


class Words(Protocol):
    """What an edition says in its own language beyond names of its own."""

    def gettext(self, message: str) -> str:
        """A message of the catalogue."""

    def month(self, day: date) -> str:
        """The month of `day`: `tháng 4 năm 2019`."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Who and what an item names, as its page shows them."""

    byline: str
    """What a code of bylines.yaml stands for, else the author as written."""
    byline_language: str
    category: str
    """Its name; empty: none."""
    category_url: str
    tags: tuple[tuple[str, str], ...]
    """Name and address of each."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A list that has a feed."""

    url: str
    """The list's."""
    title: str
    items: Sequence[Dated]
    """Newest first."""

    @property
    def rss(self) -> FeedLink:
        """Its RSS feed."""
        return FeedLink(f"{self.url}rss.xml", self.title)


class Edition:
    """The site in one language at one instant."""

    def __init__(
        self,
        language: Language,
        name: str,
        items: Iterable[Item],
        slogans: Iterable[Slogan],
        registries: Registries,
        instant: datetime,
        words: Words,
    ) -> None:
        """`items`: those in the output, of any language; `words`: this language's."""
        self.language = language
        self.name = name
        self.instant = instant
        self.gettext: Translate = words.gettext
        self.month_name: Callable[[date], str] = words.month
        self.registries = registries
        mine = [item for item in items if item.language == language.code]
        self.all_stories = newest_first(item for item in mine if isinstance(item, Story))
        """Withdrawn ones too: they have a page, but stand in no list."""
        self.all_announcements = newest_first(item for item in mine if isinstance(item, Announcement))
        self.stories = [story for story in self.all_stories if not story.withdrawn]
        self.announcements = [notice for notice in self.all_announcements if not notice.withdrawn]
        self.pages = sorted((item for item in mine if isinstance(item, StaticPage)), key=lambda page: page.url)
        self.slogans = sorted(
            (slogan for slogan in slogans if slogan.language == language.code), key=lambda slogan: (slogan.first_day, slogan.path)
        )
        self.news: Sequence[Dated] = newest_first([*self.stories, *self.announcements])
        """Stories and announcements, newest first."""
        self._by_category = _grouped((item, [item.category]) for item in self.news)
        self._by_tag = _grouped((item, [tag.slug for tag in item.tags]) for item in self.news)
        self.tags: Sequence[Tag] = sorted(
            {tag.slug: tag for item in self.news for tag in item.tags}.values(), key=lambda tag: (vietnamese_order(tag.name), tag.slug)
        )
        self.by_number = {notice.number: notice for notice in reversed(self.announcements) if notice.number}
        """Announcements by their number as written; of several, the newest."""

    @property
    def today(self) -> date:
        """The day of the build in Vietnam."""
        return self.instant.astimezone(ZONE).date()

    @property
    def categories(self) -> Sequence[Named]:
        """In display order; those of the registry even when empty."""
        return tuple(self.registries.categories.values())

    def in_category(self, key: str) -> Sequence[Dated]:
        """Stories and announcements, newest first."""
        return self._by_category.get(key, [])

    def tagged(self, slug: str) -> Sequence[Dated]:
        """Stories and announcements, newest first."""
        return self._by_tag.get(slug, [])

    def category_name(self, key: str | None) -> str:
        """What a category is called in this language."""
        return self.registries.categories[key].name(self.language.code) if key else ""

    def byline(self, item: Item) -> tuple[str, str]:
        """Who wrote `item`, and the language that is said in."""
        registered = self.registries.bylines.get(item.author)
        if registered and self.language.code in registered.names:
            return registered.name(self.language.code), self.language.code
        original = next(iter(registered.names), "") if registered else item.original_language("author")
        return registered.name(original) if registered else item.author, original

    def labels(self, item: Item) -> Labels:
        """Who and what `item` names."""
        language = self.language
        return Labels(
            *self.byline(item),
            self.category_name(item.category),
            address.category(language, item.category) if item.category else "",
            tuple((tag.name, address.tag(language, tag.slug)) for tag in item.tags if tag.slug in self._by_tag),
        )

    @property
    def slogan_of_the_day(self) -> str:
        """Today's slogan; of several, one after the other, a day each. Empty: none."""
        today = [slogan for slogan in self.slogans if slogan.first_day <= self.today <= slogan.last_day]
        return today[self.today.toordinal() % len(today)].text if today else ""

    def channels(self) -> Iterable[Channel]:
        """Every list that has a feed."""
        language, _ = self.language, self.gettext
        yield self.home_channel
        yield Channel(address.listing(language, "news"), _("News"), self.stories)
        yield Channel(address.listing(language, "announcements"), _("Announcements"), self.announcements)
        for category in self.categories:
            yield Channel(address.category(language, category.code), self.category_name(category.code), self.in_category(category.code))
        for tag in self.tags:
            yield Channel(address.tag(language, tag.slug), tag.name, self.tagged(tag.slug))

    @property
    def home_channel(self) -> Channel:
        """Everything in this language."""
        return Channel(address.home(self.language), self.gettext("Everything"), self.news)


def _grouped(keyed: Iterable[tuple[Dated, Iterable[str | None]]]) -> dict[str, list[Dated]]:
    groups: dict[str, list[Dated]] = {}
    for item, keys in keyed:
        for key in keys:
            if key:
                groups.setdefault(key, []).append(item)
    return groups


class Site:
    """The whole site at one instant."""

    def __init__(self, editions: Sequence[Edition], guid_host: str, generator: str) -> None:
        """`editions`: the default language's first; `guid_host`: the authority in feed identities; `generator`: for feeds."""
        self.editions = editions
        self.guid_host = guid_host
        self.generator = generator
        self.mastheads: Mapping[str, Masthead] = {edition.language.code: _masthead(edition) for edition in editions}

    def frame(
        self,
        edition: Edition,
        url: str,
        title: str,
        description: str = "",
        *,
        counterparts: Iterable[tuple[str, str, str]] = (),
        channel: Channel | None = None,
        alone: bool = False,
        indexed: bool = True,
    ) -> Frame:
        """What stands around the page at `url`.

        `counterparts`: language, address and title of the same page elsewhere; `channel`: the page's own feed;
        `alone`: a page that names no counterpart to machines, not even itself (tags, numbered pages).
        """
        others = {language: (other, label) for language, other, label in counterparts}
        addresses = {edition.language.code: url} | {language: other for language, (other, _) in others.items()}
        in_order = [entry.language.code for entry in self.editions if entry.language.code in addresses]
        alternates = () if alone else tuple(Alternate(code, addresses[code]) for code in in_order)
        switches = tuple(
            Switch(other.language, *others.get(other.language.code, (address.home(other.language), "")))
            for other in self.editions
            if other is not edition
        )
        everything = edition.home_channel.rss
        own = (channel.rss,) if channel and channel.rss.url != everything.url else ()
        default = addresses.get(self.editions[0].language.code, url)
        masthead = self.mastheads[edition.language.code]
        return Frame(masthead, url, title, description, alternates, default, switches, (*own, everything), indexed)

    def counterparts(self, edition: Edition, url_in: Callable[[Edition], str], title_in: Callable[[Edition], str]) -> Iterable[tuple[str, str, str]]:
        """A page that every language has, in the others: as `frame` takes it."""
        return [(other.language.code, url_in(other), title_in(other)) for other in self.editions if other is not edition]


def numbering(edition: Edition, listed: str, number: int, length: int) -> Numbering:
    """The way to the pages before and after page `number` of the list at `listed`, which has `length` numbered ones."""

    def at(place: int) -> str:
        return listed if place == 0 else address.numbered(edition.language, listed, place)

    position = number or length + 1
    newer = "" if number == 0 else at(0 if position == length else position + 1)
    older = at(position - 1) if position > 1 else ""
    return Numbering(newer, older, number, length)


def _masthead(edition: Edition) -> Masthead:
    language = edition.language
    imprint = edition.registries.imprint.get(language.code, {})
    links = (_menu_link(edition, entry) for entry in edition.registries.menu)
    return Masthead(
        language,
        edition.name,
        address.home(language),
        address.listing(language, "news"),
        address.listing(language, "announcements"),
        tuple(link for link in links if link),
        tuple(imprint.items()),
        address.fragment(language, "slogans") if edition.slogans else "",
        address.fragment(language, "announcements"),
    )


def _section_title(section: str, _: Translate) -> str:
    titles = {
        "home": _("Home"),
        "news": _("News"),
        "announcements": _("Announcements"),
        "topics": _("Topics"),
        "tags": _("Tags"),
        "archive": _("Archive"),
    }
    return titles[section]


def _menu_link(edition: Edition, entry: MenuEntry) -> MenuLink | None:
    """Where a menu entry leads in this language; None where its page does not exist in it."""
    language = edition.language
    found: tuple[str, str] | None = None
    if entry.kind == "section":
        home = entry.target == "home"
        found = (address.home(language) if home else address.listing(language, entry.target), _section_title(entry.target, edition.gettext))
    elif entry.kind == "category" and entry.target in edition.registries.categories:
        found = (address.category(language, entry.target), edition.category_name(entry.target))
    elif entry.kind == "page":
        pages = (page for page in edition.pages if entry.target in {page.identity, page.identity.removesuffix("/index")})
        found = next(((page.url, page.title) for page in pages), None)
    elif entry.kind == "url":
        found = (entry.target, "")
    if found is None:
        return None
    url, title = found
    label = entry.labels.get(language.code)
    if label or title:
        return MenuLink(url, label or title, language.code)
    code, text = next(iter(entry.labels.items()))
    return MenuLink(url, text, code)
