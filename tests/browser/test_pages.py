"""Every kind of page, in both languages, with and without scripts, on a telephone and on a desk, by day and by night."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.conftest import ROOT

from .conftest import DESK, PHONE, OpenSite, Served, Visit
from .kinds import KINDS, PAGES, language_of

each_page = pytest.mark.parametrize("url", [url for _, url in PAGES], ids=[f"{kind}-{language_of(url)}" for kind, url in PAGES])

each_page_in_one_language = pytest.mark.parametrize(
    "url", [pytest.param(url, id=f"{kind}-{language_of(url)}", marks=[pytest.mark.long] if language_of(url) == "en" else []) for kind, url in PAGES]
)
"""In English only where there is time: what is looked for is the theme's, not the language's."""

JUDGED_BY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The rules of axe that count: WCAG 2.2 AA, and what its makers call good practice."""


def overflow(page: Page) -> list[str]:
    """What sticks out to the right, if the page scrolls sideways: the tags and texts of the culprits."""
    found: list[str] = page.evaluate("""() => {
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return [];
        const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > root.clientWidth);
        return [`${root.scrollWidth} > ${root.clientWidth}`, ...wide.map((element) => element.outerHTML.slice(0, 120))];
    }""")
    return found


def dead_links(visited: Visit) -> list[str]:
    """Where the page's links and pictures name addresses of the site at which nothing is: filled slots and what loads late included."""
    found: list[str] = visited.page.evaluate(
        "[...[...document.links].map((link) => link.href.split('#')[0]), ...[...document.images].map((image) => image.src)].map(decodeURI)"
    )
    own = {link.removeprefix(f"{visited.site.address}/") for link in found if link.startswith(visited.site.address)}
    files = visited.site.built.files()
    return sorted(link for link in own if (f"{link}index.html" if link.endswith("/") or not link else link) not in files)


def complaints(page: Page, axe: str, rules: list[str] = JUDGED_BY) -> list[str]:
    """What axe finds wrong with the page as it is shown now; `rules`: their names or their tags."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(result => result.violations)", rules
    )
    return [f"{rule['id']}: {node['html']}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@each_page
def test_opens(visit: OpenSite, everything_site: Served, axe: str, url: str) -> None:
    """A page has a title, one main and one h1, names its language, never scrolls sideways, links to what is there; axe finds nothing by day and by night.

    No request fails or leaves the site, and the console stays empty, under the strictest policy.
    """
    opened(visit, everything_site, axe, url, scripts=True)


@each_page_in_one_language
def test_opens_without_scripts(visit: OpenSite, everything_site: Served, axe: str, url: str) -> None:
    """The same; axe, a script itself, is not asked."""
    opened(visit, everything_site, axe, url, scripts=False)


def opened(visit: OpenSite, site: Served, axe: str, url: str, *, scripts: bool) -> None:
    """Open a page, and look whether it is as every page should be."""
    visited = visit(site, java_script_enabled=scripts)
    visited.open(url)
    page = visited.page
    assert page.locator("html").get_attribute("lang") == language_of(url)
    assert page.title().strip()
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    assert (page.locator("main h1").text_content() or "").strip()
    assert dead_links(visited) == []
    assert overflow(page) == []
    if scripts:
        assert complaints(page, axe) == []
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark")
    assert overflow(page) == []
    if scripts:
        assert complaints(page, axe, ["color-contrast", "link-in-text-block"]) == []  # the rules that colours and width matter to


@each_page_in_one_language
def test_large_letters_on_a_narrow_screen(visit: OpenSite, everything_site: Served, axe: str, url: str) -> None:
    """On a screen of 320 pixels, with letters twice as large, a page still does not scroll sideways, and axe finds nothing."""
    visited = visit(everything_site, viewport={"width": 320, "height": 640})
    visited.open(url)
    visited.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert visited.page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
    assert overflow(visited.page) == []
    assert complaints(visited.page, axe) == []


_MOVED = """() => new Promise((done) => {
    let sum = 0;
    const add = (list) => {
        for (const entry of list) if (!entry.hadRecentInput) sum += entry.value;
    };
    const observer = new PerformanceObserver((seen) => add(seen.getEntries()));
    observer.observe({type: "layout-shift", buffered: true});
    const finish = () => {
        add(observer.takeRecords());
        done(sum);
    };
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(finish))));
})"""
"""Cumulative Layout Shift so far, as browsers report it; what was reported before is handed over by the next frames."""


TRIES = 3
"""How many windows a page is opened in, at the most, to see it stand still."""


@pytest.mark.parametrize("url", [urls[0] for urls in KINDS.values()], ids=list(KINDS))
def test_nothing_moves(visit: OpenSite, everything_site: Served, url: str) -> None:
    """From the first paint until scripts and pictures have done, nothing on a page changes its place: on a telephone, on a desk."""
    for viewport in (PHONE, DESK):
        # What a page does, it does each time; on a busy machine a window may get its own size late, and moves whatever is in it.
        assert 0 in (moved(visit, everything_site, viewport, url) for _ in range(TRIES)), viewport


def moved(visit: OpenSite, site: Served, viewport: ViewportSize, url: str) -> float:
    """How much has moved on a page in a window of its own, to the digit that browsers report: one made wider may move the next page, too."""
    visited = visit(site, viewport=viewport)
    visited.open(url)
    visited.page.wait_for_load_state("networkidle")
    return round(float(visited.page.evaluate(_MOVED)), 3)


def test_what_moves_is_noticed(visit: OpenSite, everything_site: Served) -> None:
    """The judge does look: a page whose text is pushed down has a shift."""
    visited = visit(everything_site)
    visited.open("/")
    visited.page.wait_for_load_state("networkidle")
    assert visited.page.evaluate(_MOVED) == 0
    visited.page.evaluate("document.querySelector('main').style.marginBlockStart = '150px'")
    assert visited.page.evaluate(_MOVED) > 0


@pytest.mark.long
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_the_sample_site(visit: OpenSite, sample_site: Served, language: str) -> None:
    """No page of the sample site scrolls sideways on a telephone, names what is not there, or says anything in the console."""
    visited = visit(sample_site, viewport=PHONE)
    pages = [url for url in sample_site.pages() if language_of(url) == language]
    assert len(pages) > 40
    for url in pages:
        visited.open(url)
        assert overflow(visited.page) == [], url
        assert dead_links(visited) == [], url


@pytest.mark.parametrize("url", ["/", "/en/", "/tin-tuc/den-ong-sao/", "/en/announcements/workplace-dialogue-december-2026/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sample_pages_are_accessible(visit: OpenSite, sample_site: Served, axe: str, url: str, scheme: str) -> None:
    """Nor does axe find anything where texts and pictures are real."""
    visited = visit(sample_site, color_scheme=scheme)
    visited.open(url)
    assert complaints(visited.page, axe) == []


THUMB = 43.9
"""Pixels: 44, but for the fractions that letters are measured in."""


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("/", ".notice-title a, .imprint dd a"),
        ("/thong-bao/", ".notice-title a"),
        ("/thong-bao/nam/2026/", ".index-title a"),
        ("/thong-bao/quy-che-tai-chinh/", ".facts-more a, .byline a, .category a, .translation a, .digest summary"),
        ("/thong-bao/quy-che-tai-chinh-2022/", ".superseded a"),
    ],
)
def test_a_thumb_hits_what_matters(visit: OpenSite, sample_site: Served, url: str, links: str) -> None:
    """On a telephone the links by which one goes on are as high as a thumb."""
    visited = visit(sample_site, viewport=PHONE)
    visited.open(url)
    for part in links.split(", "):
        heights = visited.page.locator(part).evaluate_all("links => links.map((link) => link.getBoundingClientRect().height)")
        assert heights, part
        assert min(heights) >= THUMB, part


def test_style_sheet_says_what_its_files_say(visit: OpenSite, sample_site: Served) -> None:
    """The one style sheet, without comments and needless space, is to a browser what the files of theme/styles are."""
    visited = visit(sample_site)
    visited.open("/404.html")
    files = sorted((ROOT / "theme/styles").rglob("*.css"), key=lambda file: (file.name != "layers.css", file.relative_to(ROOT).as_posix()))
    written, published = visited.page.evaluate(
        """(files) => {
            const written = new CSSStyleSheet();
            written.replaceSync(files);
            return [written, document.styleSheets[0]].map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText.replace(/,\\s+/g, ",")));
        }""",
        "".join(file.read_text("utf-8") for file in files),
    )
    assert written
    assert published == written


def test_night_is_dark(visit: OpenSite, sample_site: Served) -> None:
    """A reader whose system is dark gets light letters on dark paper, and the other way round."""
    visited = visit(sample_site)
    visited.open("/")
    brightness = """() => ["backgroundColor", "color"].map((name) => {
        const parts = getComputedStyle(document.body)[name].match(/[\\d.]+/g).map(Number);
        return parts[0] + parts[1] + parts[2];
    })"""
    paper, ink = visited.page.evaluate(brightness)
    assert paper > ink
    visited.page.emulate_media(color_scheme="dark")
    paper, ink = visited.page.evaluate(brightness)
    assert paper < ink
