"""Every address of the site."""

import pytest

from plugins.model import address
from plugins.model.fields import Section

from .samples import ENGLISH, VIETNAMESE

BOTH = (VIETNAMESE, ENGLISH)


def test_addresses_of_both_languages() -> None:
    """Vietnamese at the root, English below /en/, each with its own words."""
    assert address.home(VIETNAMESE) == "/"
    assert address.home(ENGLISH) == "/en/"
    assert address.item(VIETNAMESE, Section.NEWS, "a") == "/tin-tuc/a/"
    assert address.item(ENGLISH, Section.ANNOUNCEMENTS, "a") == "/en/announcements/a/"
    assert address.item(ENGLISH, Section.PAGES, "about") == "/en/about/"
    assert address.archive_month(ENGLISH, 2026, 3) == "/en/archive/2026/03/"
    assert address.numbered(VIETNAMESE, "/tin-tuc/", 7) == "/tin-tuc/trang/7/"
    assert address.tag(ENGLISH, "pay") == "/en/tags/pay/"
    assert address.category(ENGLISH, "phap-luat") == "/en/topics/phap-luat/"


@pytest.mark.parametrize(("url", "file"), [("/", "index.html"), ("/en/", "en/index.html"), ("/rss.xml", "rss.xml"), ("/tin-tuc/a/", "tin-tuc/a/index.html")])
def test_the_file_behind_an_address(url: str, file: str) -> None:
    """A folder is its index."""
    assert address.file_of(url) == file


def test_the_site_keeps_its_own_addresses() -> None:
    """A page cannot be called like a section, a language or a folder of files; a story not like the numbered pages."""
    assert {"tin-tuc", "thong-bao", "rss", "trang", "en", "admin", "media", "theme", "404"} <= address.reserved(VIETNAMESE, Section.PAGES, BOTH)
    assert "en" not in address.reserved(ENGLISH, Section.PAGES, BOTH)
    assert address.reserved(VIETNAMESE, Section.NEWS, BOTH) == {"trang"}
    assert address.reserved(ENGLISH, Section.ANNOUNCEMENTS, BOTH) == {"page", "kind", "year"}
