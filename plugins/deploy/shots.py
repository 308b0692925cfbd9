"""Screenshots of every kind of page, to look at: both languages, three widths, light and dark."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from . import chromium
from .local_server import served

WIDTHS = (360, 768, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES = {
    "home": ("/", "/en/"),
    "story": ("/tin-tuc/bua-an-ca/", "/en/news/shift-meals/"),
    "news": ("/tin-tuc/", "/en/news/"),
    "announcements": ("/thong-bao/", "/en/announcements/"),
    "announcement": ("/thong-bao/ve-que-don-tet-dinh-mui/", "/en/announcements/going-home-for-tet-2027/"),
    "topics": ("/chuyen-muc/", "/en/topics/"),
    "topic": ("/chuyen-muc/phap-luat/", "/en/topics/phap-luat/"),
    "tags": ("/the/", "/en/tags/"),
    "archive": ("/luu-tru/", "/en/archive/"),
    "month": ("/luu-tru/2026/11/", "/en/archive/2026/11/"),
    "byline": ("/tac-gia/BTG/", "/en/authors/BTG/"),
    "subscribe": ("/rss/", "/en/rss/"),
    "page": ("/gioi-thieu/", "/en/about/"),
    "not-found": ("/404.html", "/404.html"),
}
"""A page of each kind, in Vietnamese and in English, of the sample site."""


def take(site: Path, folder: Path) -> list[Path]:
    """Photograph the built sample site at `site` into `folder`; the files. Raises FileNotFoundError without Chromium."""
    executable = chromium.executable()
    folder.mkdir(parents=True, exist_ok=True)
    with served(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.FLAGS))
        taken = [shot for width, scheme in product(WIDTHS, SCHEMES) for shot in _pages(browser, base, folder, width, scheme)]
        browser.close()
    return taken


def _pages(browser: Browser, base: str, folder: Path, width: int, scheme: Literal["light", "dark"]) -> Iterator[Path]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for kind, urls in PAGES.items():
        for language, url in zip(("vi", "en"), urls, strict=True):
            page.goto(base + url, wait_until="networkidle")
            page.evaluate("document.querySelectorAll('img[loading]').forEach((image) => { image.loading = 'eager'; })")
            page.wait_for_load_state("networkidle")
            file = folder / f"{kind}-{language}-{width}-{scheme}.png"
            page.screenshot(path=file, full_page=True)
            yield file
    context.close()
