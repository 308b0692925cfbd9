"""The site in one language at one instant, as the features see it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Protocol

from . import address
from .feed import Format
from .item import Announcement, Dated, Item, Slogan, StaticPage, Story, Tag, newest_first
from .language import Language
from .notice import NoticeTeaser, notice_teaser
from .page import FeedLink
from .register import Register
from .registry import Named, Registries
from .slug import vietnamese_order
from .state import State
from .teaser import Teaser, teaser
from .vietnam_time import ZONE

Translate = Callable[[str], str]


class Words(Protocol):
    """What an edition says in its own language beyond names of its own."""

    def gettext(self, message: str) -> str:
        """A message of the catalogue."""

    def stamp(self, moment: datetime) -> str:
        """A story's stamp: `13:49 - 22/04/2019 (GMT+7)`."""

    def month(self, day: date) -> str:
        """The month of `day`: `tháng 4 năm 2019`."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Who and what an item names, as its page shows them."""

    byline: str
    """What a code of bylines.yaml stands for, else the author as written."""
    byline_language: str
    byline_url: str
    """Of what it has signed; empty: it has no page."""
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
    """What the list shows, newest first."""
    withdrawn: Sequence[Dated] = ()
    """What stood in it until it was withdrawn."""
    title_language: str = ""
    """Of the title's words, where they are not in the edition's."""

    @property
    def feed_items(self) -> Sequence[Dated]:
        """What its feed holds, newest first: also what was withdrawn, for whoever follows the feed is to learn of it."""
        return newest_first([*self.items, *self.withdrawn]) if self.withdrawn else self.items

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        """Its feed in every format, RSS first."""
        return tuple(FeedLink(address.feed(self.url, kind), self.title, kind) for kind in Format)


class Edition:
    """The site in one language at one instant."""

    def __init__(
        self,
        language: Language,
        name: str,
        items: Iterable[Item],
        slogans: Iterable[Slogan],
        registries: Registries,
        register: Register,
        instant: datetime,
        words: Words,
    ) -> None:
        """`items`: those in the output, of any language; `register`: of all announcements; `words`: this language's."""
        self.language = language
        self.name = name
        self.instant = instant
        self.gettext: Translate = words.gettext
        self.stamp: Callable[[datetime], str] = words.stamp
        self.month_name: Callable[[date], str] = words.month
        self.registries = registries
        self.register = register
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
        self.withdrawn: Sequence[Dated] = [item for item in (*self.all_stories, *self.all_announcements) if item.withdrawn]
        """What nothing but feeds speaks of."""
        self._teasers: dict[str, Teaser] = {}
        self._by_category = _grouped((item, [item.category]) for item in self.news)
        self._by_byline = _grouped((item, [item.author]) for item in self.news if item.author in registries.bylines)
        self._by_tag = _grouped((item, [tag.slug for tag in item.tags]) for item in self.news)
        self.tags: Sequence[Tag] = sorted(
            {tag.slug: tag for item in self.news for tag in item.tags}.values(), key=lambda tag: (vietnamese_order(tag.name), tag.slug)
        )

    def teaser(self, item: Dated) -> Teaser:
        """What lists show of a story or an announcement; made once, since many lists do."""
        if item.url not in self._teasers:
            self._teasers[item.url] = teaser(item, self.notice(item) if isinstance(item, Announcement) else None)
        return self._teasers[item.url]

    def notice(self, announcement: Announcement) -> NoticeTeaser:
        """What lists show of an announcement."""
        return notice_teaser(announcement, self.register, self.instant)

    @property
    def alive(self) -> Sequence[Announcement]:
        """Announcements that are not past, newest first."""
        return [notice for notice in self.announcements if self.register.life(notice).state(self.today) is not State.PAST]

    @property
    def today(self) -> date:
        """The day of the build in Vietnam."""
        return self.instant.astimezone(ZONE).date()

    @property
    def categories(self) -> Sequence[Named]:
        """In display order; those of the registry even when empty."""
        found = self.registries.categories.values()
        return tuple(category for category in found if self.registries.registered or category.code in self._by_category)

    def in_category(self, key: str) -> Sequence[Dated]:
        """Stories and announcements, newest first."""
        return self._by_category.get(key, [])

    def signed(self, code: str) -> Sequence[Dated]:
        """Stories and announcements signed with a code of the registry, newest first."""
        return self._by_byline.get(code, [])

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
            address.byline(language, item.author) if self.signed(item.author) else "",
            self.category_name(item.category),
            address.category(language, item.category) if item.category in self._by_category or (self.registries.registered and item.category) else "",
            tuple((tag.name, address.tag(language, tag.slug)) for tag in item.tags if tag.slug in self._by_tag),
        )

    @property
    def slogan_of_the_day(self) -> str:
        """Today's slogan; of several, one after the other, a day each. Empty: none."""
        today = [slogan for slogan in self.slogans if slogan.first_day <= self.today <= slogan.last_day]
        return today[self.today.toordinal() % len(today)].text if today else ""

    def channels(self) -> Iterable[Channel]:
        """Every list that has a feed."""
        yield self.home_channel
        yield self.news_channel
        yield self.announcements_channel
        yield from map(self.category_channel, self.categories)
        yield from map(self.tag_channel, self.tags)

    @cached_property
    def home_channel(self) -> Channel:
        """Everything in this language."""
        return Channel(address.home(self.language), self.gettext("Everything"), self.news, self.withdrawn)

    @cached_property
    def news_channel(self) -> Channel:
        """All stories."""
        gone = [item for item in self.withdrawn if isinstance(item, Story)]
        return Channel(address.listing(self.language, "news"), self.gettext("News"), self.stories, gone)

    @cached_property
    def announcements_channel(self) -> Channel:
        """All announcements."""
        gone = [item for item in self.withdrawn if isinstance(item, Announcement)]
        return Channel(address.listing(self.language, "announcements"), self.gettext("Announcements"), self.announcements, gone)

    def category_channel(self, category: Named) -> Channel:
        """Stories and announcements of a category."""
        gone = [item for item in self.withdrawn if item.category == category.code]
        return self.named_channel(address.category(self.language, category.code), category, self.in_category(category.code), gone)

    def named_channel(self, url: str, named: Named, items: Sequence[Dated], withdrawn: Sequence[Dated] = ()) -> Channel:
        """The list at `url` that bears a name of a registry."""
        mine = self.language.code
        spoken = named.spoken(mine)
        return Channel(url, named.name(mine), items, withdrawn, spoken if spoken != mine else "")

    def tag_channel(self, tag: Tag) -> Channel:
        """Stories and announcements with a tag."""
        gone = [item for item in self.withdrawn if any(one.slug == tag.slug for one in item.tags)]
        return Channel(address.tag(self.language, tag.slug), tag.name, self.tagged(tag.slug), gone)


def _grouped(keyed: Iterable[tuple[Dated, Iterable[str | None]]]) -> dict[str, list[Dated]]:
    groups: dict[str, list[Dated]] = {}
    for item, keys in keyed:
        for key in keys:
            if key:
                groups.setdefault(key, []).append(item)
    return groups
