"""Ready-made values of the model, to be changed by the test that needs them otherwise."""

from datetime import UTC, date, datetime
from typing import Any

from plugins.model.edition import Edition
from plugins.model.fields import Section
from plugins.model.item import Announcement, Body, Item, Slogan, StaticPage, Status, Story
from plugins.model.language import WORDS, Language, languages
from plugins.model.register import Register
from plugins.model.registry import Registries

VIETNAMESE, ENGLISH = languages(
    Language("vi", "Tiếng Việt", words={**WORDS, "news": "tin-tuc", "announcements": "thong-bao", "topics": "chuyen-muc", "tags": "the", "page": "trang"}),
    Language("en", "English", "en_GB"),
    default="vi",
)
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
"""Noon in Vietnam."""
NO_DOCUMENTS = Register((), ())
NO_REGISTRIES = Registries({}, {}, (), {})

_COMMON: dict[str, Any] = {
    "identity": "news/2026/a",
    "path": "news/2026/a.md",
    "language": "vi",
    "url": "/tin-tuc/a/",
    "guid": "tag:ban-tin.example,2026:vi/news/2026/a",
    "slug": "a",
    "title": "Bài",
    "summary": "",
    "standfirst": "",
    "body": Body(""),
    "status": Status.PUBLISHED,
    "published": datetime(2026, 11, 1, 5, tzinfo=UTC),
    "updated": None,
    "change_note": "",
    "picture": None,
    "picture_alt": "",
    "picture_credit": "",
    "aliases": (),
    "translations": (),
    "category": None,
    "tags": (),
    "author": "",
    "source": "",
    "source_url": "",
    "attachments": (),
    "reading_minutes": 1,
    "held_back": False,
    "foreign": (),
}


def story(**changes: object) -> Story:
    """A Vietnamese story of 1 November 2026."""
    return Story(**(_COMMON | {"section": Section.NEWS} | changes))


def announcement(**changes: object) -> Announcement:
    """A Vietnamese announcement of 1 November 2026."""
    return Announcement(**(_COMMON | {"section": Section.ANNOUNCEMENTS, "url": "/thong-bao/a/"} | changes))


def static_page(**changes: object) -> StaticPage:
    """A Vietnamese page without a date."""
    return StaticPage(**(_COMMON | {"section": Section.PAGES, "published": None, "url": "/a/", "identity": "pages/a"} | changes))


def slogan(text: str, first: date, last: date, language: str = "vi") -> Slogan:
    """A slogan shown from `first` to `last`."""
    return Slogan(f"slogans/{text}.md", language, text, first, last)


class Echo:
    """A catalogue without translations."""

    def gettext(self, message: str) -> str:
        return message

    def stamp(self, moment: datetime) -> str:
        return f"{moment:%H:%M %Y-%m-%d}"

    def month(self, day: date) -> str:
        return f"{day:%Y-%m}"


def edition(
    *items: Item, language: Language = VIETNAMESE, registries: Registries = NO_REGISTRIES, slogans: tuple[Slogan, ...] = (), instant: datetime = NOON
) -> Edition:
    """An edition that says everything as its messages are written."""
    register = Register([item for item in items if isinstance(item, Announcement)], (VIETNAMESE.code, ENGLISH.code))
    return Edition(language, "Bản Tin", items, slogans, registries, register, instant, Echo())

