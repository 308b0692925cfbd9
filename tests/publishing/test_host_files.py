"""What hosts that take a folder are told: the same as a server of the union's own is, as far as they let themselves be told."""

import re
from pathlib import Path

import pytest

from plugins.model.served_as import FOR_EVER, served_as
from plugins.model.vietnam_time import ZONE
from plugins.publishing.host_files import (
    CLOUDFLARE,
    HEADER_RULES,
    LARGEST,
    NETLIFY,
    REDIRECTS,
    headers,
    host_files,
    matches,
    redirects,
    rules,
)
from plugins.publishing.messages import PublishingError
from plugins.publishing.security_headers import ATTACHED, security_headers
from plugins.publishing.site_build import BuiltSite
from tests.publishing.told import Told
from tests.publishing.written_releases import NOON, made

SITE = (
    *("index.html", "en/index.html", "tin-tuc/đại-hội/index.html", "404.html", "robots.txt", "sitemap.xml", "status.json", "manifest.json"),
    *("rss.xml", "en/rss.xml", "tin-tuc/atom.xml", "thong-bao/feed.json", "feeds.opml", "thong-bao/calendar.ics", "thong-bao/data.csv", "site.webmanifest"),
    *("theme/site.3803e642bd.css", "theme/icons/card.9b401c63eb.png", "media/2026/anh-0a1b2c3d.webp", "media/2026/bang.pdf", "media/2026/anh-0a1b2c3d.jpg"),
)


def answer(host: str, text: str, path: str) -> dict[str, str]:
    """The headers that a host adds to a file: what it reads from `_headers`, its rules one after the other."""
    found: dict[str, list[str]] = {}
    pattern = ""
    for line in text.splitlines():
        if not line.startswith(" "):
            pattern = line
        elif matches(pattern, path):
            if line.startswith("  ! "):
                found.pop(line[4:], None)
                continue
            name, value = line.strip().split(": ", 1)
            found[name] = [*found.get(name, []), value] if host == CLOUDFLARE else [value]
    return {name: ", ".join(values) for name, values in found.items()}


@pytest.mark.parametrize("host", [NETLIFY, CLOUDFLARE])
def test_headers(host: str) -> None:
    """Each file has each header once, as a server of our own would say it; for ever is cached what has a digest in its name, and nothing else."""
    text = headers(host, rules(SITE, secure=True))
    for path in SITE:
        said = answer(host, text, path)
        assert (said.get("Cache-Control") == FOR_EVER) == (served_as(path).cache_control == FOR_EVER), path
        assert said.get("Content-Type", served_as(path).type) == served_as(path).type, path
        expected = security_headers(secure=True)
        assert said["X-Content-Type-Options"] == "nosniff" and said["Strict-Transport-Security"] == expected["Strict-Transport-Security"]
        assert said["Content-Security-Policy"] == (ATTACHED if path.startswith("media/") else expected["Content-Security-Policy"]), path
        feed = path.endswith(("rss.xml", "atom.xml", "feed.json", ".opml", ".ics", "/data.csv"))
        assert said.get("Access-Control-Allow-Origin") == ("*" if feed else None), path
        assert said["Cross-Origin-Resource-Policy"] == ("cross-origin" if feed or path.startswith(("theme/", "media/")) else "same-origin"), path
    for path, media_type in (("en/rss.xml", "application/rss+xml"), ("thong-bao/feed.json", "application/feed+json"), ("thong-bao/calendar.ics", "text/calendar; charset=utf-8")):
        assert answer(host, text, path)["Content-Type"] == media_type
    assert answer(host, text, "status.json")["Cache-Control"] == "no-cache"
    assert ("!" in text) == (host == CLOUDFLARE)


def test_a_picture_that_may_change() -> None:
    """Where somebody has attached a picture under its own name, no picture of that kind is kept for ever."""
    assert "/media/*.jpg" in dict(rules(SITE, secure=True))
    assert "/media/*.jpg" not in dict(rules((*SITE, "media/2026/so-do.jpg"), secure=True))


def test_limits_of_headers() -> None:
    """Cloudflare takes a hundred rules with lines of 2,000 characters, and one wildcard in each."""
    everything = rules((*SITE, *(f"media/a-0a1b2c3d{suffix}" for suffix in (".jpeg", ".png", ".gif", ".avif")), "thong-bao/data.json"), secure=True)
    assert len(everything) <= HEADER_RULES
    assert max(map(len, headers(CLOUDFLARE, everything).splitlines())) < 2000
    assert all(pattern.count("*") <= 1 for pattern, _ in everything)


def test_redirects() -> None:
    """Old addresses lead on, encoded so that nothing in them is a pattern; what was given up is gone where the host can say so."""
    old = {"/cũ/*:a b/": "/tin-tuc/m%E1%BB%9Bi/", "/b/": "/c/"}
    assert redirects(NETLIFY, old, ["/bỏ/", "/b/"]) == [
        "/b/ /c/ 301!",
        "/c%C5%A9/%2A%3Aa%20b/ /tin-tuc/m%E1%BB%9Bi/ 301!",
        "/b%E1%BB%8F/ /404.html 410!",
    ]
    assert redirects(CLOUDFLARE, old, ["/bỏ/"]) == ["/b/ /c/ 301", "/c%C5%A9/%2A%3Aa%20b/ /tin-tuc/m%E1%BB%9Bi/ 301"]
    assert redirects(CLOUDFLARE, {f"/{'a' * 1000}/": "/b/"}, []) == []


def built(tmp_path: Path, files: dict[str, bytes], site_url: str = "https://union.example") -> BuiltSite:
    """A site, as if it had been built."""
    return BuiltSite(made(tmp_path, 1, files).folder, NOON.astimezone(ZONE), site_url, (), (), 0, None, {}, ("/bo/",))


def stub(target: str) -> bytes:
    """A page at an old address."""
    return f'<!doctype html><meta http-equiv="refresh" content="0; url={target}">'.encode()


def test_files(tmp_path: Path) -> None:
    """Both are written, from the pages that send readers on and what the ledger says was given up."""
    site = built(tmp_path, {"index.html": b"x", "moi/index.html": b"x", "cu/index.html": stub("/moi/")})
    found = host_files(NETLIFY, site, tmp_path / "host", Told())
    assert found["_redirects"].read_text("utf-8") == "/cu/ /moi/ 301!\n/bo/ /404.html 410!\n"
    assert re.match(r"/\*\n  Content-Security-Policy: ", found["_headers"].read_text("utf-8"))


def test_limits_are_said(tmp_path: Path) -> None:
    """More redirects than Cloudflare takes are cut, and said; a file that is too large, and a site below a path, are refused with what to do."""
    said = Told()
    many = {f"cu/{number}/index.html": stub("/moi/") for number in range(REDIRECTS + 1)} | {"moi/index.html": b"x"}
    found = host_files(CLOUDFLARE, built(tmp_path, many), tmp_path / "host", said)
    assert len(found["_redirects"].read_text("utf-8").splitlines()) == REDIRECTS
    assert "Cloudflare Pages takes 2000 redirects, and there are 2001" in said[0]
    with pytest.raises(PublishingError, match=r"film\.mp4 has 26 MiB, and Cloudflare Pages takes no file over 25"):
        host_files(CLOUDFLARE, built(tmp_path / "large", {"media/film.mp4": bytes(LARGEST + 1)}), tmp_path / "host", said)
    with pytest.raises(PublishingError, match="SITEURL must end there"):
        host_files(NETLIFY, built(tmp_path / "below", {"index.html": b"x"}, "https://union.example/site"), tmp_path / "host", said)
