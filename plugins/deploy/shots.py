"""Screenshots of every kind of page, to look at: both languages, three widths, light and dark."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from . import chromium
from .local_server import served

WIDTHS = (360, 768, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PAGES: Mapping[str, tuple[str, ...]] = {
    "home": ("/", "/en/"),
    "story": ("/tin-tuc/bua-an-ca/", "/en/news/shift-meals/"),
    "news": ("/tin-tuc/", "/en/news/"),
    "announcements": ("/thong-bao/", "/en/announcements/"),
    "kind": ("/thong-bao/loai/qd/", "/en/announcements/kind/qd/"),
    "index-of-documents": ("/thong-bao/nam/2026/", "/en/announcements/year/2026/"),
    "announcement": ("/thong-bao/ve-que-don-tet-dinh-mui/", "/en/announcements/going-home-for-tet-2027/"),
    "upcoming": ("/thong-bao/quy-dinh-tham-hoi-tro-cap/", "/en/announcements/support-for-members/"),
    "ended": ("/thong-bao/hoi-thao-97-nam/",),
    "withdrawn": ("/thong-bao/lich-kham-suc-khoe-2026/", "/en/announcements/health-checks-2026/"),
    "topics": ("/chuyen-muc/", "/en/topics/"),
    "topic": ("/chuyen-muc/phap-luat/", "/en/topics/phap-luat/"),
    "tags": ("/the/", "/en/tags/"),
    "tag": ("/the/bua-an-ca/", "/en/tags/shift-meals/"),
    "archive": ("/luu-tru/", "/en/archive/"),
    "year": ("/luu-tru/2026/", "/en/archive/2026/"),
    "month": ("/luu-tru/2026/11/", "/en/archive/2026/11/"),
    "byline": ("/tac-gia/BTG/", "/en/authors/BTG/"),
    "subscribe": ("/rss/", "/en/rss/"),
    "page": ("/gioi-thieu/", "/en/about/"),
    "long-story": ("/tin-tuc/so-tay-nguoi-moi-vao-lam/", "/en/news/newcomers-handbook/"),
    "not-found": ("/404.html", "/404.html"),
}
"""A page of each kind, of the sample site, in each of `LANGUAGES` that has it."""
LANGUAGES = ("vi", "en")

PHONE, DESK = (360, 760), (1280, 860)
PAPERS: Mapping[str, tuple[tuple[int, int], Scheme, tuple[str, ...]]] = {
    "home": (DESK, "light", PAGES["home"]),
    "story": (PHONE, "light", PAGES["story"]),
    "announcement": (PHONE, "dark", PAGES["announcement"]),
}
"""The pictures of the README, in each language: how large, in which scheme, of what."""


def take(site: Path, folder: Path) -> list[Path]:
    """Photograph every kind of page of the built sample site at `site` into `folder`; the files. Raises FileNotFoundError without Chromium."""
    folder.mkdir(parents=True, exist_ok=True)
    with _browser(site) as (browser, base):
        return [shot for width, scheme in product(WIDTHS, SCHEMES) for shot in _pages(browser, base, folder, width, scheme)]


def take_for_papers(site: Path, folder: Path) -> list[Path]:
    """Photograph what the README shows into `folder`, as it is seen on a desk and on a telephone; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with _browser(site) as (browser, base):
        for name, ((width, height), scheme, urls) in PAPERS.items():
            for language, url in zip(LANGUAGES, urls, strict=True):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                page.goto(base + url, wait_until="networkidle")
                file = folder / f"{name}.{language}.webp"
                Image.open(io.BytesIO(page.screenshot())).save(file, quality=80, method=6)
                taken.append(file)
                page.close()
    return taken


@contextmanager
def _browser(site: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, and where it finds the site."""
    with served(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=list(chromium.FLAGS))
        yield browser, base
        browser.close()


def _pages(browser: Browser, base: str, folder: Path, width: int, scheme: Scheme) -> Iterator[Path]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for kind, urls in PAGES.items():
        for language, url in zip(LANGUAGES, urls, strict=False):
            page.goto(base + url, wait_until="networkidle")
            page.evaluate("document.querySelectorAll('img[loading]').forEach((image) => { image.loading = 'eager'; })")
            page.wait_for_load_state("networkidle")
            file = folder / f"{kind}-{language}-{width}-{scheme}.png"
            page.screenshot(path=file, full_page=True)
            yield file
    context.close()
