"""How published files are served."""

import pytest

from plugins.model.served_as import ALWAYS_ASKED, FOR_EVER, SHORTLY, UNKNOWN, ServedAs, served_as
from tests.conftest import Built


@pytest.mark.parametrize(
    ("path", "type_", "cache_control"),
    [
        ("index.html", "text/html; charset=utf-8", SHORTLY),
        ("en/rss.xml", "application/rss+xml", SHORTLY),
        ("thong-bao/atom.xml", "application/atom+xml", SHORTLY),
        ("atom/1.xml", "application/atom+xml", SHORTLY),
        ("feed.json", "application/feed+json", SHORTLY),
        ("thong-bao/data.json", "application/json", SHORTLY),
        ("thong-bao/calendar.ics", "text/calendar; charset=utf-8", SHORTLY),
        ("thong-bao/data.csv", "text/csv; charset=utf-8", SHORTLY),
        ("site.webmanifest", "application/manifest+json", SHORTLY),
        ("sitemap.xml", "application/xml", SHORTLY),
        ("robots.txt", "text/plain; charset=utf-8", SHORTLY),
        ("status.json", "application/json", ALWAYS_ASKED),
        ("manifest.json", "application/json", ALWAYS_ASKED),
        ("theme/site.37472a51be.css", "text/css; charset=utf-8", FOR_EVER),
        ("theme/icons/favicon.54c50d365f.svg", "image/svg+xml", FOR_EVER),
        ("theme/site.css", "text/css; charset=utf-8", SHORTLY),
        ("media/news/2026/x/co-do-fcc2fb24.jpg", "image/jpeg", FOR_EVER),
        ("media/news/2026/x/co-do.jpg", "image/jpeg", SHORTLY),
        ("media/x/bang-luong-20261125.pdf", "application/pdf", SHORTLY),
        ("media/x/so-lieu.csv", "text/csv", SHORTLY),
        ("media/x/ghi-chu.txt", "text/plain", SHORTLY),
        ("khac.la", UNKNOWN, SHORTLY),
    ],
)
def test_headers(path: str, type_: str, cache_control: str) -> None:
    """A file has the type its readers expect; only what has a digest in its name is kept for ever."""
    assert served_as(path) == ServedAs(type_, cache_control)


def test_everything_has_a_type(rooted_sample: Built) -> None:
    """Nothing that a build makes is of an unknown type."""
    assert not {path for path in rooted_sample.files() if served_as(path).type == UNKNOWN}


def test_the_theme_is_kept_for_ever(rooted_sample: Built) -> None:
    """Every file of the theme and every picture has its digest in its name."""
    assert not {path for path in rooted_sample.files() if path.startswith("theme/") and served_as(path).cache_control != FOR_EVER}
    assert not {path for path in rooted_sample.files() if path.endswith(".jpg") and served_as(path).cache_control != FOR_EVER}
