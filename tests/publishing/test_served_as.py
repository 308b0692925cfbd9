"""What a server says of each file of the site."""

import pytest

from plugins.publishing.served_as import ASK, BRIEFLY, FOREVER, NEVER, served_as
from tests.conftest import Built

TYPES = {
    "index.html": "text/html; charset=utf-8",
    "tin-tuc/dai-hoi/index.html": "text/html; charset=utf-8",
    "rss.xml": "application/rss+xml",
    "en/topics/phap-luat/rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "thong-bao/atom/12.xml": "application/atom+xml",
    "en/feed.json": "application/feed+json",
    "feeds.opml": "text/x-opml; charset=utf-8",
    "thong-bao/calendar.ics": "text/calendar; charset=utf-8",
    "thong-bao/data.csv": "text/csv; charset=utf-8",
    "thong-bao/data.json": "application/json",
    "manh/slogans.json": "application/json",
    "sitemap.xml": "application/xml",
    "sitemap-2026-vi.xml": "application/xml",
    "en/site.webmanifest": "application/manifest+json",
    "robots.txt": "text/plain; charset=utf-8",
    "theme/site.0123456789.css": "text/css; charset=utf-8",
    "theme/site.0123456789.js": "text/javascript; charset=utf-8",
    "theme/icons/favicon.0123456789.svg": "image/svg+xml",
    "media/news/2026/a/anh-01234567.jpg": "image/jpeg",
    "media/news/2026/a/anh-01234567.avif": "image/avif",
    "media/news/2026/a/don.pdf": "application/pdf",
    "media/news/2026/a/data.csv": "text/csv",
    "media/news/2026/a/ghi-chu.txt": "text/plain",
    "CNAME": "application/octet-stream",
    "x.exe": "application/octet-stream",
}


@pytest.mark.parametrize(("path", "media_type"), TYPES.items())
def test_types(path: str, media_type: str) -> None:
    """Each file has the type of its format; ours are UTF-8 and say so; an attachment's encoding is not ours to say."""
    assert served_as(path).type == media_type


def test_only_fingerprinted_names_are_kept_for_ever() -> None:
    """What may become other bytes under the same name is asked for again within a minute; the status is never kept."""
    assert served_as("status.json").cache_control == NEVER
    assert served_as("manifest.json").cache_control == ASK
    for path in ("theme/site.0123456789.css", "theme/icons/card.0123456789.png", "media/a/anh-01234567.webp"):
        assert served_as(path).cache_control == FOREVER, path
    others = ("index.html", "rss.xml", "media/a/don.pdf", "media/a/don-01234567.pdf", "theme/site.css", "media/a/anh.jpg", "tin-tuc/a-01234567.jpg", "x.0123456789.css")
    for path in others:
        assert served_as(path).cache_control == BRIEFLY, path


def test_what_other_sites_may_do() -> None:
    """Programs elsewhere read feeds, calendars and open data; pages elsewhere show pictures and sounds; pages, scripts and styles are ours alone."""
    for path in ("rss.xml", "thong-bao/atom/1.xml", "feed.json", "feeds.opml", "thong-bao/calendar.ics", "thong-bao/data.csv", "en/announcements/data.json"):
        assert served_as(path).read_elsewhere, path
    for path in ("media/a/anh-01234567.jpg", "media/a/loa.mp3", "theme/icons/icon-192.0123456789.png"):
        assert served_as(path).shown_elsewhere and not served_as(path).read_elsewhere, path
    for path in ("index.html", "manh/slogans.json", "theme/site.0123456789.js", "manifest.json", "status.json", "sitemap.xml", "site.webmanifest"):
        assert not served_as(path).shown_elsewhere and not served_as(path).read_elsewhere, path


def test_nothing_of_the_site_is_unknown(sample: Built) -> None:
    """Every file of the sample site has a type of its own."""
    assert [path for path in sample.files() if served_as(path).type == "application/octet-stream"] == []
