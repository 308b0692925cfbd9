"""The ways through the site: by keyboard, from language to language, from page to page, from old addresses, on paper."""

import pytest
from playwright.sync_api import expect

from .conftest import DESK, OpenSite, Served
from .kinds import KINDS, language_of

ITEMS = {
    "/tin-tuc/": 65,
    "/en/news/": 64,
    "/thong-bao/": 45,
    "/en/announcements/": 44,
    "/chuyen-muc/phap-luat/": 65,
    "/the/chu-de-chung/": 64,
}
"""Lists with numbered pages, and how many items they hold."""


@pytest.mark.parametrize("url", ["/", "/en/news/every-construct/", "/thong-bao/", "/404.html"])
def test_skip_link(visit: OpenSite, everything_site: Served, url: str) -> None:
    """The first stop of the Tab key is the way past the masthead; it becomes visible there, and leads to the text."""
    visited = visit(everything_site)
    visited.open(url)
    page = visited.page
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_keyboard_reaches_every_link(visit: OpenSite, everything_site: Served) -> None:
    """The Tab key stops at every link of a story in the order of the page, and every stop shows where it is."""
    visited = visit(everything_site)
    visited.open("/tin-tuc/cac-dang/")
    page = visited.page
    expect(page.locator("[data-announcements] a")).to_have_count(5)
    links: list[str] = page.evaluate("[...document.querySelectorAll('a:not([tabindex=\"-1\"])')].map((link) => link.href)")
    stops: list[str] = []
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        stop, outline = page.evaluate("[document.activeElement.href ?? '', getComputedStyle(document.activeElement).outlineStyle]")
        assert outline != "none", stop
        stops += [stop] if stop else []
        page.keyboard.press("Tab")
    assert stops == links


@pytest.mark.parametrize(
    ("url", "other"),
    [
        pytest.param(*urls, id=kind)
        for kind, urls in KINDS.items()
        if kind
        in {"home", "all stories", "story with everything", "tags", "category", "archive", "static page", "announcement with everything"}
    ],
)
def test_switcher_leads_to_the_translation_and_back(visit: OpenSite, everything_site: Served, url: str, other: str) -> None:
    """The language switcher leads to the same page in the other language, and from there back."""
    visited = visit(everything_site)
    visited.open(url)
    visited.follow(visited.page.get_by_role("link", name="English", exact=True))
    assert visited.at() == other
    expect(visited.page.locator("html")).to_have_attribute("lang", "en")
    visited.follow(visited.page.get_by_role("link", name="Tiếng Việt", exact=True))
    assert visited.at() == url
    expect(visited.page.locator("html")).to_have_attribute("lang", "vi")


@pytest.mark.parametrize(
    ("url", "home"),
    [("/tin-tuc/bai-chi-co-tieng-viet/", "/en/"), ("/en/news/a-story-in-english-only/", "/"), ("/trang-chi-co-tieng-viet/", "/en/")],
)
def test_switcher_without_a_translation(visit: OpenSite, everything_site: Served, url: str, home: str) -> None:
    """Where there is no translation the switcher says so, and leads to the other language's home page."""
    visited = visit(everything_site)
    visited.open(url)
    switcher = visited.page.locator(".switcher")
    words = {"vi": "chưa có bản dịch", "en": "not translated"}
    expect(switcher).to_contain_text(words[language_of(url)])
    visited.follow(switcher.get_by_role("link"))
    assert visited.at() == home


@pytest.mark.parametrize(("listed", "number"), ITEMS.items())
def test_numbered_pages(visit: OpenSite, everything_site: Served, listed: str, number: int) -> None:
    """“Older” leads from page to page to the oldest item, each item once; “newer” leads back."""
    visited = visit(everything_site)
    visited.open(listed)
    page = visited.page
    walked: list[str] = []
    items: list[str] = []
    while True:
        walked.append(visited.at())
        items += page.locator("main > article a[href]").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        older = page.locator(".numbering a[rel=next]")
        if not older.count():
            break
        visited.follow(older)
    assert len(walked) > 1
    assert len(set(items)) == number
    back = [visited.at()]
    while (newer := page.locator(".numbering a[rel=prev]")).count():
        visited.follow(newer)
        back.append(visited.at())
    assert back == walked[::-1]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/bai-cu/", "/tin-tuc/cac-dang/"),
        ("/gioi-thieu.html", "/gioi-thieu/"),
        ("/ve-chung-toi/", "/gioi-thieu/"),
        ("/van-ban/2.html", "/thong-bao/chi-thi/"),
    ],
)
def test_old_addresses(visit: OpenSite, everything_site: Served, old: str, new: str, *, scripts: bool) -> None:
    """An old address sends the reader on to where the text is now."""
    visited = visit(everything_site, java_script_enabled=scripts)
    visited.page.goto(everything_site.address + old, wait_until="commit")
    visited.page.wait_for_url(everything_site.address + new)


def test_address_that_is_nowhere(visit: OpenSite, everything_site: Served) -> None:
    """A mistyped address, however deep, answers 404 with a page in both languages whose links and looks work."""
    visited = visit(everything_site)
    answer = visited.page.goto(f"{everything_site.address}/tin-tuc/khong/co/trang/nay/")
    assert answer and answer.status == 404
    expect(visited.page.locator(".not-found[lang=vi]")).to_contain_text("Không có trang nào ở địa chỉ này")
    expect(visited.page.locator(".not-found[lang=en]")).to_contain_text("There is no page at this address")
    assert visited.page.evaluate("document.styleSheets.length") == 1
    visited.follow(visited.page.locator(".not-found[lang=en] a").first)
    assert visited.at() == "/en/"
    assert len(visited.faults) == 2 and all("404" in fault for fault in visited.faults)
    visited.faults.clear()


@pytest.mark.parametrize("url", ["/tin-tuc/", "/tin-tuc/cac-dang/", "/en/announcements/directive/", "/404.html"])
def test_on_paper(visit: OpenSite, everything_site: Served, url: str) -> None:
    """On paper there is no navigation and no slot, only the text, dark on white, even for a reader whose system is dark."""
    visited = visit(everything_site, viewport=DESK, color_scheme="dark")
    visited.open(url)
    page = visited.page
    expect(page.locator("nav:visible")).not_to_have_count(0)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("nav:visible")).to_have_count(0)
    for hidden in (".skip", ".slogan", ".newest-announcements", ".imprint-feeds"):
        expect(page.locator(f"{hidden}:visible")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator("main a").first).to_have_css("color", "rgb(164, 22, 26)")


def test_policy_is_kept(visit: OpenSite, everything_site: Served) -> None:
    """The policy is really in force: what is inline is blocked, and the tests notice."""
    visited = visit(everything_site)
    visited.open("/")
    visited.page.evaluate("document.body.append(Object.assign(document.createElement('style'), {textContent: 'body { color: red }'}))")
    expect(visited.page.locator("body")).not_to_have_css("color", "rgb(255, 0, 0)")
    assert any("Content Security Policy" in fault for fault in visited.faults)
    visited.faults.clear()
