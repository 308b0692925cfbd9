"""The ways through the site: by keyboard, from language to language, from page to page, from old addresses, on paper."""

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from .conftest import DESK, PHONE, OpenSite, Served, Visit
from .kinds import KINDS, language_of
from .test_pages import overflow

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


def tab_to(visited: Visit, goal: Locator) -> None:
    """Press the Tab key until `goal` has the focus; a goal that it never comes to is a failure."""
    page = visited.page
    wanted = goal.element_handle()
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement === wanted", wanted):
            return
        assert page.evaluate("document.activeElement !== document.body"), f"the Tab key passed by {goal}"
    pytest.fail(f"the Tab key never came to {goal}")


def enter(visited: Visit) -> None:
    """Press Enter on the link that has the focus, and wait for the page it leads to."""
    with visited.page.expect_navigation():
        visited.page.keyboard.press("Enter")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["telephone", "desk"])
def test_from_home_to_a_translation_by_keyboard(visit: OpenSite, everything_site: Served, viewport: ViewportSize) -> None:
    """Tab and Enter lead from the home page to its lead story, and from there to the translation."""
    visited = visit(everything_site, viewport=viewport)
    visited.open("/")
    page = visited.page
    tab_to(visited, page.locator(".lead h2 a"))
    enter(visited)
    assert visited.at() == "/tin-tuc/cac-dang/"
    expect(page.locator("h1")).to_contain_text("Bài có đủ các dạng trình bày")
    tab_to(visited, page.locator(".switcher").get_by_role("link", name="English", exact=True))
    enter(visited)
    assert visited.at() == "/en/news/every-construct/"
    expect(page.locator("h1")).to_have_text("A story with every construct")


def test_menu_by_keyboard(visit: OpenSite, everything_site: Served) -> None:
    """On a telephone the menu is a row that is wider than the screen: the Tab key comes to each entry in turn, and brings it into view whole."""
    visited = visit(everything_site, viewport=PHONE)
    visited.open("/tin-tuc/cac-dang/")
    page = visited.page
    entries = page.locator("nav.menu a").all()
    assert len(entries) == 9
    expect(entries[-1]).not_to_be_in_viewport()
    tab_to(visited, entries[0])
    for place, entry in enumerate(entries):
        if place:
            page.keyboard.press("Tab")
        expect(entry).to_be_focused()
        expect(entry).to_be_in_viewport(ratio=0.99)  # it stands at fractions of a pixel
        assert overflow(page) == []
    page.keyboard.press("Shift+Tab")
    expect(entries[-2]).to_be_focused()
    expect(entries[-2]).to_be_in_viewport(ratio=0.99)
    enter(visited)
    assert visited.at() == "/gioi-thieu/"


def test_menu_entries_lead_on_by_keyboard(visit: OpenSite, everything_site: Served) -> None:
    """Enter on any entry of the site's own leads to its page, which marks it as the one that is shown."""
    visited = visit(everything_site, viewport=PHONE)
    page = visited.page
    visited.open("/tin-tuc/cac-dang/")
    addresses = page.locator("nav.menu a").evaluate_all("links => links.map((link) => link.pathname).filter((path) => path.startsWith('/union/'))")
    assert len(addresses) == 8
    for address in addresses:
        tab_to(visited, page.locator(f"nav.menu a[href='{address}']"))
        enter(visited)
        assert f"/union{visited.at()}" == address
        expect(page.locator("nav.menu a[aria-current=page]")).to_have_attribute("href", address)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("url", ["/", "/thong-bao/", "/tin-tuc/cac-dang/", "/gioi-thieu/"])
def test_menu_starts_with_a_whole_word(visit: OpenSite, everything_site: Served, url: str, *, scripts: bool) -> None:
    """On a telephone no entry of the menu is cut at the left; with scripts the one that the page belongs to is in view."""
    visited = visit(everything_site, viewport=PHONE, java_script_enabled=scripts)
    visited.open(url)
    menu = visited.page.locator("nav.menu")
    expect(menu).to_be_visible()
    edges = "links => links.map((link) => { const { left, right } = link.getBoundingClientRect(); return [left, right]; })"
    assert [(left, right) for left, right in menu.locator("a").evaluate_all(edges) if left < -1 and right > 1] == []
    if scripts:
        expect(menu.locator("[aria-current]")).to_be_in_viewport(ratio=0.99)


def test_numbered_pages_by_keyboard(visit: OpenSite, everything_site: Served) -> None:
    """Tab to “older” and Enter lead to the numbered page, and from there “newer” leads back."""
    visited = visit(everything_site)
    visited.open("/tin-tuc/")
    tab_to(visited, visited.page.locator(".numbering a[rel=next]"))
    enter(visited)
    assert visited.at() == "/tin-tuc/trang/2/"
    tab_to(visited, visited.page.locator(".numbering a[rel=prev]"))
    enter(visited)
    assert visited.at() == "/tin-tuc/"


_PAPER = """() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
    return red + green + blue < 384 ? "dark" : "light";
}"""
"""Whether the page is dark or light, by what it is painted on."""


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize(("system", "other"), [("light", "dark"), ("dark", "light")])
def test_scheme_button_by_keyboard(visit: OpenSite, everything_site: Served, system: str, other: str, key: str) -> None:
    """The button turns a light page dark and a dark one light, and says so; the choice holds on the next page, and after it; pressed again it is undone."""
    visited = visit(everything_site, color_scheme=system)
    visited.open("/")
    page = visited.page
    button = page.locator(".masthead").get_by_role("button", name="Giao diện tối")
    pressed = {"dark": "true", "light": "false"}
    expect(button).to_have_attribute("aria-pressed", pressed[system])
    assert page.evaluate(_PAPER) == system
    tab_to(visited, button)
    page.keyboard.press(key)
    expect(button).to_have_attribute("aria-pressed", pressed[other])
    expect(button).to_be_focused()
    assert page.evaluate(_PAPER) == other
    for url in ("/tin-tuc/cac-dang/", "/en/announcements/"):
        visited.open(url)
        assert page.evaluate(_PAPER) == other
        expect(page.locator(".masthead button")).to_have_attribute("aria-pressed", pressed[other])
    tab_to(visited, page.locator(".masthead button"))
    page.keyboard.press(key)
    assert page.evaluate(_PAPER) == system
    visited.open("/")
    assert page.evaluate(_PAPER) == system
    expect(button).to_have_attribute("aria-pressed", pressed[system])


def test_scheme_is_chosen_before_the_first_paint(visit: OpenSite, everything_site: Served) -> None:
    """A reader who chose dark never sees the next page light, not even before its other script has come; the browser's own bars are dark too."""
    visited = visit(everything_site)
    visited.open("/")
    page = visited.page
    page.locator(".masthead button").click()
    page.route("**/site.*.js", lambda route: route.abort())
    page.goto(f"{everything_site.address}/tin-tuc/", wait_until="domcontentloaded")
    expect(page.locator(".masthead button")).to_have_count(0)  # the other script is not there
    assert page.evaluate(_PAPER) == "dark"
    shown = page.locator("meta[name=theme-color]").evaluate_all("metas => metas.filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content)")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert [f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})" for colour in shown] == [paper]
    visited.faults.clear()  # the script we withheld


@pytest.mark.parametrize("url", ["/", "/tin-tuc/cac-dang/", "/en/announcements/directive/", "/rss/", "/en/rss/"])
def test_no_dead_buttons_without_scripts(visit: OpenSite, everything_site: Served, url: str) -> None:
    """What only a script can do has no button where there is no script; with it there is one."""
    visited = visit(everything_site, java_script_enabled=False)
    visited.open(url)
    for button in ("button", "[role=button]", "input", "[aria-pressed]"):
        expect(visited.page.locator(button)).to_have_count(0)
    scripted = visit(everything_site)
    scripted.open(url)
    expect(scripted.page.locator(".masthead button")).to_have_count(1)


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
    ("url", "nearest"),
    [("/tin-tuc/bai-chi-co-tieng-viet/", "/en/news/"), ("/en/news/a-story-in-english-only/", "/tin-tuc/"), ("/trang-chi-co-tieng-viet/", "/en/")],
)
def test_switcher_without_a_translation(visit: OpenSite, everything_site: Served, url: str, nearest: str) -> None:
    """Where there is no translation the switcher says so, and leads to the other language's list of that section, failing that to its home page."""
    visited = visit(everything_site)
    visited.open(url)
    switcher = visited.page.locator(".switcher")
    words = {"vi": "chưa có bản dịch", "en": "not translated"}
    expect(switcher).to_contain_text(words[language_of(url)])
    visited.page.set_viewport_size(PHONE)
    strip = visited.page.locator(".masthead-strip").bounding_box()
    assert strip and strip["height"] == 44  # one line
    assert overflow(visited.page) == []
    visited.follow(switcher.get_by_role("link"))
    assert visited.at() == nearest


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
        items += page.locator(":is(main, .register-list) > article a[href]").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
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


ACCENT, BLACK = "rgb(164, 22, 26)", "rgb(0, 0, 0)"


@pytest.mark.parametrize(
    ("url", "links"), [("/tin-tuc/", ACCENT), ("/tin-tuc/cac-dang/", ACCENT), ("/en/announcements/directive/", BLACK), ("/404.html", ACCENT)]
)
def test_on_paper(visit: OpenSite, everything_site: Served, url: str, links: str) -> None:
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
    expect(page.locator("main a").first).to_have_css("color", links)


def test_policy_is_kept(visit: OpenSite, everything_site: Served) -> None:
    """The policy is really in force: what is inline is blocked, and the tests notice."""
    visited = visit(everything_site)
    visited.open("/")
    visited.page.evaluate("document.body.append(Object.assign(document.createElement('style'), {textContent: 'body { color: red }'}))")
    expect(visited.page.locator("body")).not_to_have_css("color", "rgb(255, 0, 0)")
    assert any("Content Security Policy" in fault for fault in visited.faults)
    visited.faults.clear()
