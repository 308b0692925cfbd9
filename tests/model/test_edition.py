"""The site as its features see it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.edition import Edition
from plugins.model.item import Status, Tag
from plugins.model.listing import ListView, list_pages, numbering
from plugins.model.notice import by_urgency, notice_teaser
from plugins.model.page import Alternate
from plugins.model.registry import MenuEntry, Named, Registries
from plugins.model.site import Site
from plugins.model.vietnam_time import moment

from .samples import ENGLISH, NO_DOCUMENTS, NO_REGISTRIES, NOON, VIETNAMESE, announcement, edition, slogan, static_page, story

DAY = timedelta(days=1)


def test_withdrawn_items_have_a_page_and_stand_in_no_list() -> None:
    """They are left out of lists, categories and tags."""
    tag = Tag("luong", "lương")
    gone = story(status=Status.WITHDRAWN, url="/tin-tuc/b/", tags=(tag,), category="x")
    made = edition(story(tags=(tag,)), gone)
    assert gone in made.all_stories
    assert gone not in made.stories
    assert gone not in made.tagged("luong")
    assert not made.in_category("x")


def test_feeds_hold_what_was_withdrawn() -> None:
    """An item that was withdrawn stays in the feeds of the lists where it stood, at its place: whoever acted on it is to learn of it."""
    tag, other = Tag("luong", "lương"), Tag("khac", "khác")
    older, newer = story(url="/tin-tuc/a/", tags=(tag,), category="x"), story(url="/tin-tuc/c/", tags=(tag,), category="x")
    gone = story(status=Status.WITHDRAWN, url="/tin-tuc/b/", tags=(tag, other), category="x")
    made = edition(older, gone, newer, announcement(url="/thong-bao/a/"), registries=Registries({"x": Named("x", {"vi": "X"})}, {}, (), {}))
    assert [[item.url for item in channel.feed_items] for channel in made.channels()] == [
        ["/tin-tuc/c/", "/tin-tuc/b/", "/tin-tuc/a/", "/thong-bao/a/"],
        ["/tin-tuc/c/", "/tin-tuc/b/", "/tin-tuc/a/"],
        ["/thong-bao/a/"],
        ["/tin-tuc/c/", "/tin-tuc/b/", "/tin-tuc/a/"],
        ["/tin-tuc/c/", "/tin-tuc/b/", "/tin-tuc/a/"],
    ]
    assert all(gone not in channel.items for channel in made.channels())


def test_an_edition_holds_one_language() -> None:
    """Items and slogans of the other are not in it."""
    english = story(language="en", url="/en/news/a/")
    made = edition(story(), english, language=ENGLISH, slogans=(slogan("x", NOON.date(), NOON.date()),))
    assert made.stories == [english]
    assert not made.slogans


def test_tags_stand_in_vietnamese_order() -> None:
    """Not in the order of code points."""
    tags = (Tag("dan", "Đan"), Tag("da-nang", "Đà Nẵng"), Tag("an", "Ăn"), Tag("dan-2", "Dân"))
    assert [tag.name for tag in edition(story(tags=tags)).tags] == ["Ăn", "Dân", "Đà Nẵng", "Đan"]


def test_categories_of_the_registry_are_shown_even_when_empty() -> None:
    """In display order."""
    registries = Registries({"b": Named("b", {"vi": "Bê"}), "a": Named("a", {"vi": "A"})}, {}, (), {})
    made = edition(registries=registries)
    assert [category.code for category in made.categories] == ["b", "a"]
    assert made.category_name("b") == "Bê"
    assert made.category_name(None) == ""


def test_without_a_registry_a_language_has_the_categories_it_uses() -> None:
    """Not those that only another language's items name, nor only withdrawn ones; a label leads to none of these."""
    registries = Registries({key: Named(key, {"vi": key.upper()}) for key in ("a", "b", "c")}, {}, (), {}, registered=False)
    gone = story(category="c", url="/tin-tuc/c/", status=Status.WITHDRAWN)
    english = story(category="b", language="en", url="/en/news/b/")
    made, other = (edition(story(category="a"), gone, english, language=language, registries=registries) for language in (VIETNAMESE, ENGLISH))
    assert [category.code for category in made.categories] == ["a"]
    assert [category.code for category in other.categories] == ["b"]
    assert made.labels(made.stories[0]).category_url == "/chuyen-muc/a/"
    assert made.labels(gone).category_url == ""


def test_menu_entries_lead_to_categories_that_exist() -> None:
    """Without a registry a category that a language does not use has no page in it."""
    registries = Registries({"a": Named("a", {"vi": "A"})}, {}, (MenuEntry("category", "a", {}, 1),), {}, registered=False)
    editions = [edition(story(category="a"), language=language, registries=registries) for language in (VIETNAMESE, ENGLISH)]
    mastheads = Site(editions, None, "h", "g").mastheads
    assert [link.url for link in mastheads["vi"].menu] == ["/chuyen-muc/a/"]
    assert [link.url for link in mastheads["en"].menu] == []


def test_channels() -> None:
    """Everything, all stories, all announcements, each category, each tag: each a list with its feed, in this order."""
    tag = Tag("luong", "lương")
    registries = Registries({"a": Named("a", {"vi": "A"})}, {}, (), {})
    told = announcement(category="a", published=NOON)
    news = story(tags=(tag,))
    made = edition(news, told, registries=registries)
    channels = [made.home_channel, made.news_channel, made.announcements_channel, made.category_channel(made.categories[0]), made.tag_channel(tag)]
    assert list(made.channels()) == channels
    assert [(channel.url, channel.title, list(channel.items)) for channel in channels] == [
        ("/", "Everything", [told, news]),
        ("/tin-tuc/", "News", [news]),
        ("/thong-bao/", "Announcements", [told]),
        ("/chuyen-muc/a/", "A", [told]),
        ("/the/luong/", "lương", [news]),
    ]
    assert [[feed.url for feed in channel.feeds] for channel in channels] == [[f"{channel.url}{file}" for file in ("rss.xml", "atom.xml", "feed.json")] for channel in channels]


@pytest.mark.parametrize(
    ("language", "foreign", "kind", "said", "issuer"),
    [
        ("vi", (), "TB", ("Thông báo", "vi"), "vi"),
        ("en", (("kind", "vi"), ("issuer", "vi")), "TB", ("Notice", "en"), "vi"),
        ("en", (("kind", "vi"),), "Thư ngỏ", ("Thư ngỏ", "vi"), "en"),
        ("lo", (("kind", "vi"),), "TB", ("Notice", "en"), "lo"),
    ],
)
def test_a_notice_says_what_language_its_words_are_in(
    language: str, foreign: tuple[tuple[str, str], ...], kind: str, said: tuple[str, str], issuer: str
) -> None:
    """A kind we know is said in the reader's language where it has a name in it; another as written. The issuer as written."""
    teaser = notice_teaser(announcement(language=language, foreign=foreign, kind=kind, issuer="X"), NO_DOCUMENTS, NOON)
    assert (teaser.kind, teaser.kind_language) == said
    assert (teaser.issuer, teaser.issuer_language) == ("X", issuer)


@given(st.integers(-3, 10))
def test_slogans_take_turns(days: int) -> None:
    """Of the slogans of a day one is shown, another the next day; outside of their days none."""
    first = NOON.date() - timedelta(days=days)
    both = (slogan("a", first, first + 5 * DAY), slogan("b", first, first + 5 * DAY))
    shown = edition(slogans=both).slogan_of_the_day
    assert (shown in {"a", "b"}) is (0 <= days <= 5)


def test_frames_name_counterparts_in_the_order_of_the_site() -> None:
    """Alternates are the existing pages and the page itself; the default is the default language's page, else the page itself."""
    vietnamese, english = edition(), edition(language=ENGLISH)
    site = Site([vietnamese, english], None, "someone.example", "g")
    paired = site.frame(english, "/en/news/a/", "A", counterparts=[("vi", "/tin-tuc/a/", "Bài")])
    assert paired.alternates == (Alternate("vi", "/tin-tuc/a/"), Alternate("en", "/en/news/a/"))
    assert paired.default == "/tin-tuc/a/"
    assert [(switch.url, switch.title) for switch in paired.switches] == [("/tin-tuc/a/", "Bài")]
    single = site.frame(english, "/en/news/a/", "A")
    assert single.alternates == (Alternate("en", "/en/news/a/"),)
    assert single.default == "/en/news/a/"
    assert [(switch.url, switch.title) for switch in single.switches] == [("/tin-tuc/", "")]
    assert site.frame(english, "/en/tags/a/", "A", alone=True).alternates == ()


def test_a_page_names_its_own_feed_first() -> None:
    """In every format, RSS first; then the feed of everything, in RSS."""
    made = edition()
    site = Site([made], None, "someone.example", "g")
    news = made.news_channel
    assert [feed.url for feed in site.frame(made, "/tin-tuc/", "x", channel=news).feeds] == ["/tin-tuc/rss.xml", "/tin-tuc/atom.xml", "/tin-tuc/feed.json", "/rss.xml"]
    assert [feed.url for feed in site.frame(made, "/", "x", channel=made.home_channel).feeds] == ["/rss.xml", "/atom.xml", "/feed.json"]


def test_menu_entries_lead_to_pages_of_the_language() -> None:
    """An entry whose page does not exist in a language is left out there; a label of one's own goes before the title."""
    menu = (
        MenuEntry("section", "news", {}, 1),
        MenuEntry("page", "pages/a", {"en": "About"}, 2),
        MenuEntry("category", "none", {}, 3),
        MenuEntry("url", "https://e.example/", {"vi": "Ngoài"}, 4),
    )
    registries = Registries({}, {}, menu, {})
    pages = (static_page(title="Giới thiệu"),)
    editions = [edition(*pages, registries=registries), edition(*pages, language=ENGLISH, registries=registries)]
    mastheads = Site(editions, None, "h", "g").mastheads
    assert [(link.url, link.label, link.language) for link in mastheads["vi"].menu] == [
        ("/tin-tuc/", "News", "vi"),
        ("/a/", "Giới thiệu", "vi"),
        ("https://e.example/", "Ngoài", "vi"),
    ]
    assert [(link.url, link.label, link.language) for link in mastheads["en"].menu] == [("/en/news/", "News", "en"), ("https://e.example/", "Ngoài", "vi")]


def _pages_of(made: Edition, count: int) -> list[ListView]:
    site = Site([made], None, "h", "g")
    views = [page.view for page in list_pages(site, made, made.news_channel)]
    assert len(made.stories) == count
    return [view for view in views if isinstance(view, ListView)]


@given(st.integers(0, 130))
def test_one_can_walk_through_a_list(count: int) -> None:
    """Every page leads to the next older and newer one, and only to pages that exist."""
    made = edition(*(story(url=f"/tin-tuc/{number}/", published=NOON - number * DAY) for number in range(count)))
    views = _pages_of(made, count)
    urls = [view.frame.url for view in views]
    assert [view.numbering.newer for view in views] == ["", *urls[:-1]]
    assert [view.numbering.older for view in views] == [*urls[1:], ""]
    assert sum(len(view.teasers) for view in views) == count


def test_a_list_of_one_page_leads_nowhere() -> None:
    """No newer, no older."""
    turn = numbering(edition(), "/tin-tuc/", 0, 0)
    assert (turn.newer, turn.older) == ("", "")


def test_the_order_of_announcements() -> None:
    """Current (pinned, deadline soonest, newest), then upcoming, then past."""
    wanted = [
        announcement(url="/pinned/", pinned=True, kind="TB", published=NOON - 9 * DAY),
        announcement(url="/soon/", kind="TB", deadline=moment("2026-11-21"), published=NOON - 8 * DAY),
        announcement(url="/later/", kind="TB", deadline=moment("2026-12-21"), published=NOON - DAY),
        announcement(url="/new/", kind="TB", published=NOON - 2 * DAY),
        announcement(url="/over/", kind="TB", deadline=moment("2026-11-19"), published=NOON - 3 * DAY),
        announcement(url="/upcoming/", kind="TB", effective_from=date(2027, 1, 1), published=NOON),
        announcement(url="/past/", kind="TB", effective_until=date(2026, 11, 19), published=NOON, pinned=True),
    ]
    teasers = [notice_teaser(notice, NO_DOCUMENTS, NOON) for notice in reversed(wanted)]
    assert [teaser.url for teaser in sorted(teasers, key=by_urgency)] == [notice.url for notice in wanted]


def test_a_name_falls_back_to_what_there_is() -> None:
    """A category without a name in a language has its first one; without any, its code."""
    assert Named("a", {"vi": "A", "en": "B"}).name("en") == "B"
    assert Named("a", {"vi": "A"}).name("en") == "A"
    assert Named("a").name("en") == "a"
    assert edition(registries=NO_REGISTRIES, language=VIETNAMESE).categories == ()
