"""The whole site at one instant: its editions, and what stands around every page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from . import address
from .edition import Channel, Edition, Labels, Translate
from .item import Announcement, Counterpart, Dated, Item, Picture
from .official import official_document
from .page import Alternate, Article, Crumb, Frame, Masthead, MenuLink, Switch
from .permalink import Ledger
from .registry import MenuEntry


class Site:
    """The whole site at one instant."""

    def __init__(self, editions: Sequence[Edition], ledger: Ledger | None, guid_host: str, generator: str) -> None:
        """`editions`: the default language's first; `guid_host`: the authority in feed identities; `generator`: for feeds."""
        self.editions = editions
        self.ledger = ledger
        self.guid_host = guid_host
        self.generator = generator
        self.mastheads: Mapping[str, Masthead] = {edition.language.code: _masthead(edition) for edition in editions}
        gone = (item for edition in editions for item in (*edition.withdrawn, *edition.pages) if item.withdrawn)
        self._gone: Mapping[tuple[str, str], Item] = {(item.language, item.identity): item for item in gone}

    def frame(
        self,
        edition: Edition,
        url: str,
        title: str,
        description: str = "",
        *,
        counterparts: Iterable[tuple[str, str, str]] = (),
        whole: Iterable[tuple[str, str, str]] = (),
        channel: Channel | None = None,
        below: Channel | Crumb | None = None,
        alone: bool = False,
        indexed: bool = True,
        picture: Picture | None = None,
        picture_alt: str = "",
        article: Article | None = None,
    ) -> Frame:
        """What stands around the page at `url`.

        `counterparts`: language, address and title of the same page elsewhere; `whole`: of a numbered page, its list there,
        where the switcher leads, as it does to the nearest list where there is nothing else; `channel`: the page's own feed; `below`: the list it
        stands in, if not directly below home;
        `alone`: a page that names no counterpart to machines, not even itself (tags, numbered pages).
        """
        others = {language: (other, label) for language, other, label in counterparts}
        addresses = {edition.language.code: url} | {language: other for language, (other, _) in others.items()}
        in_order = [entry.language.code for entry in self.editions if entry.language.code in addresses]
        alternates = () if alone else tuple(Alternate(code, addresses[code]) for code in in_order)
        near = {language: (other, "") for language, other, _ in whole} | others
        switches = tuple(
            Switch(other.language, *near.get(other.language.code, (address.nearest(url, edition.language, other.language), "")))
            for other in self.editions
            if other is not edition
        )
        everything = edition.home_channel
        feeds = (*channel.feeds, everything.feeds[0]) if channel and channel.url != everything.url else everything.feeds
        default = addresses.get(self.editions[0].language.code, url)
        masthead = self.mastheads[edition.language.code]
        about = description or edition.gettext("{page} – news and announcements of {site}").format(page=title, site=edition.name)
        trail = _trail(edition, url, title, below)
        return Frame(masthead, url, title, about, alternates, default, switches, feeds, trail, indexed, picture, picture_alt, article)

    def item_frame(self, edition: Edition, item: Item, labels: Labels, below: Channel | None = None) -> Frame:
        """What stands around the page of `item`, in the list `below`: with its translations, its picture, its facts for machines."""
        gone = item.withdrawn
        others = [(other.language, other.url, other.title) for other in (*item.translations, *self._gone_elsewhere(edition, item))]
        return self.frame(
            edition,
            item.url,
            item.title,
            item.summary,
            counterparts=others,
            below=below,
            alone=gone,
            indexed=not gone,
            picture=item.picture,
            picture_alt=item.picture_alt,
            article=_article(edition, item, labels) if isinstance(item, Dated) and not gone else None,
        )

    def _gone_elsewhere(self, edition: Edition, item: Item) -> Iterator[Counterpart]:
        """What stays of `item`, if it was withdrawn, in the other languages: whoever reads of it in one may want to in another."""
        for other in self.editions if item.withdrawn else ():
            gone = self._gone.get((other.language.code, item.identity))
            if gone and other is not edition:
                yield Counterpart(gone.language, gone.url, gone.title)

    def lists(self, edition: Edition, channel_in: Callable[[Edition], Channel]) -> Iterable[tuple[str, str, str]]:
        """A list that every language has, in the others: as `frame` takes it."""
        return self.counterparts(edition, lambda other: channel_in(other).url, lambda other: channel_in(other).title)

    def sections(self, edition: Edition, word: str) -> Iterable[tuple[str, str, str]]:
        """A section that every language has, in the others: as `frame` takes it."""
        return self.counterparts(edition, lambda other: section(other, word).url, lambda other: section(other, word).title)

    def counterparts(self, edition: Edition, url_in: Callable[[Edition], str], title_in: Callable[[Edition], str]) -> Iterable[tuple[str, str, str]]:
        """A page that every language has, in the others: as `frame` takes it."""
        return [(other.language.code, url_in(other), title_in(other)) for other in self.editions if other is not edition]


def _trail(edition: Edition, url: str, title: str, below: Channel | Crumb | None) -> tuple[Crumb, ...]:
    home = Crumb(address.home(edition.language), edition.gettext("Home"))
    steps = [home, Crumb(below.url, below.title)] if below and below.url not in {home.url, url} else [home]
    return tuple(steps) if url == home.url else (*steps, Crumb(url, title))


def _article(edition: Edition, item: Dated, labels: Labels) -> Article:
    document = official_document(item, edition.register, edition.instant) if isinstance(item, Announcement) else None
    return Article(
        document.type if document else "NewsArticle",
        item.instant,
        item.updated or item.instant,
        labels.byline,
        item.author in edition.registries.bylines,
        labels.category,
        tuple(name for name, _ in labels.tags),
        item.source_url,
        document,
    )


def _masthead(edition: Edition) -> Masthead:
    language = edition.language
    imprint = edition.registries.imprint.get(language.code, {})
    return Masthead(
        language,
        edition.name,
        address.home(language),
        address.listing(language, "news"),
        address.listing(language, "announcements"),
        _menu(edition, "top"),
        _menu(edition, "footer"),
        tuple(imprint.items()),
        address.fragment(language, "slogans") if edition.slogans else "",
        address.fragment(language, "announcements"),
        address.listing(language, "subscribe"),
        address.web_manifest(language),
    )


def section(edition: Edition, word: str) -> Crumb:
    """The page that `word` names in the menu (`home`, `news`, `topics`, …): its address and title in this language."""
    url = address.home(edition.language) if word == "home" else address.listing(edition.language, word)
    return Crumb(url, _section_title(word, edition.gettext))


def _section_title(word: str, _: Translate) -> str:
    titles = {
        "home": _("Home"),
        "news": _("News"),
        "announcements": _("Announcements"),
        "topics": _("Topics"),
        "tags": _("Tags"),
        "archive": _("Archive"),
        "subscribe": _("Subscribe"),
    }
    return titles[word]


def _menu(edition: Edition, place: str) -> tuple[MenuLink, ...]:
    links = (_menu_link(edition, entry) for entry in edition.registries.menu if entry.place == place)
    return tuple(link for link in links if link)


def _menu_link(edition: Edition, entry: MenuEntry) -> MenuLink | None:
    """Where a menu entry leads in this language; None where its page does not exist in it."""
    language = edition.language
    found: tuple[str, str] | None = None
    if entry.kind == "section":
        named = section(edition, entry.target)
        found = (named.url, named.title)
    elif entry.kind == "category" and any(category.code == entry.target for category in edition.categories):
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
