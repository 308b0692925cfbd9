"""The slots that hold what is fresh on every page: today's slogan, the newest announcements."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from .conftest import DESK, PHONE, OpenSite, Served, Visit

STORIES = {"/tin-tuc/cac-dang/": "/", "/en/news/every-construct/": "/en/"}
"""Stories of the site with every construct, and the home page of their language."""
SLOGAN = "[data-slogans]"
BOX = "[data-announcements]"
_WATCH_SHIFTS = """() => {
    window.shifts = [];
    const note = (list) => window.shifts.push(...list.getEntries().map((entry) => entry.value));
    window.shiftObserver = new PerformanceObserver(note);
    window.shiftObserver.observe({type: "layout-shift"});
}"""
_SHIFTS = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const late = window.shiftObserver.takeRecords().map((entry) => entry.value);
    done([...window.shifts, ...late]);
})))"""
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"


def shown_slogan(visited: Visit, url: str, moment: str) -> str:
    """The slogan that fills its slot at `url` when it is `moment`, ISO 8601 with its offset."""
    visited.page.clock.set_fixed_time(datetime.fromisoformat(moment))
    visited.open(url)
    expect(visited.page.locator(f"{SLOGAN} a")).to_have_count(0)
    return visited.page.locator(SLOGAN).inner_text()


def held_back(page: Page) -> Callable[[], None]:
    """Hold back the files that slots are filled from; the function returned lets them come."""
    held: list[Route] = []
    waiting = True

    def hold(route: Route) -> None:
        if waiting:
            held.append(route)
        else:
            route.continue_()

    def release() -> None:
        nonlocal waiting
        waiting = False
        for route in held:
            route.continue_()

    page.route("**/*.json", hold)
    return release


@pytest.mark.parametrize(("url", "home"), STORIES.items(), ids=["vi", "en"])
def test_slots_hold_links_without_scripts(visit: OpenSite, everything_site: Served, url: str, home: str) -> None:
    """Without scripts the slogan's slot leads to the home page, where the slogan stands, and the box to all announcements."""
    visited = visit(everything_site, java_script_enabled=False)
    visited.open(url)
    visited.follow(visited.page.locator(f"{SLOGAN} a"))
    assert visited.at() == home
    assert visited.page.locator(".slogan").inner_text().strip()
    visited.open(url)
    room, link = visited.page.locator(BOX).bounding_box(), visited.page.locator(f"{BOX} a").bounding_box()
    assert room and link and room["height"] < 2 * link["height"] + 16  # no room for what does not come
    visited.follow(visited.page.locator(f"{BOX} a"))
    assert visited.at() == {"/": "/thong-bao/", "/en/": "/en/announcements/"}[home]


@pytest.mark.parametrize("url", STORIES)
def test_slots_are_filled(visit: OpenSite, everything_site: Served, url: str) -> None:
    """With scripts the box lists the newest announcements, whose links work."""
    visited = visit(everything_site)
    visited.open(url)
    links = visited.page.locator(f"{BOX} a")
    expect(links).to_have_count(5)
    fragment = visited.page.locator(BOX).get_attribute("data-announcements") or ""
    lines = json.loads(everything_site.built.text(fragment.removeprefix("/union/")))
    assert links.all_inner_texts() == [line["text"] for line in lines]
    title = links.first.inner_text()
    visited.follow(links.first)
    expect(visited.page.locator("h1")).to_have_text(title)


@pytest.mark.parametrize("url", STORIES)
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["telephone", "desk"])
def test_nothing_moves_when_slots_are_filled(visit: OpenSite, everything_site: Served, url: str, viewport: ViewportSize) -> None:
    """What comes late moves nothing on the page: not below the slogan, not below the announcements."""
    visited = visit(everything_site, viewport=viewport)
    page = visited.page
    for slot in (SLOGAN, BOX):
        release = held_back(page)
        page.goto(everything_site.address + url)
        page.wait_for_function(_PAINTED)
        page.locator(slot).scroll_into_view_if_needed()
        page.evaluate(f"document.querySelector('{slot}').scrollIntoView({{block: 'center'}})")
        page.evaluate(_WATCH_SHIFTS)
        release()
        expect(page.locator(f"{BOX} a")).to_have_count(5)
        expect(page.locator(f"{SLOGAN} a")).to_have_count(0)
        assert page.evaluate(_SHIFTS) == []
        page.unroute("**/*.json")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["telephone", "desk"])
def test_long_lines_move_nothing(visit: OpenSite, everything_site: Served, viewport: ViewportSize) -> None:
    """Not even when the slogan and the titles are as long as they come."""
    visited = visit(everything_site, viewport=viewport)
    page = visited.page
    words = "Nhiệt liệt chào mừng Đại hội đại biểu Công đoàn toàn quốc lần thứ mười bốn " * 4
    line = {"text": words, "url": "/union/thong-bao/", "first": "", "last": ""}
    page.route("**/*.json", lambda route: route.fulfill(json=[line] * 5))
    page.goto(f"{everything_site.address}/tin-tuc/tin-ngan-so-7/")
    release_height = page.evaluate("document.documentElement.scrollHeight")
    expect(page.locator(f"{BOX} a")).to_have_count(5)
    expect(page.locator(SLOGAN)).to_have_text(words.strip())
    filled = page.evaluate("document.documentElement.scrollHeight")
    page.unroute("**/*.json")
    page.route("**/*.json", lambda route: route.fulfill(json=[]))
    visited.open("/tin-tuc/tin-ngan-so-7/")
    assert {release_height, filled} == {page.evaluate("document.documentElement.scrollHeight")}


@pytest.mark.parametrize("status", [404, 500])
def test_slots_keep_their_links_when_their_files_fail(visit: OpenSite, everything_site: Served, status: int) -> None:
    """A file that does not come leaves the working link, and no error of ours."""
    visited = visit(everything_site)
    visited.page.route("**/*.json", lambda route: route.fulfill(status=status, body="<p>no</p>"))
    visited.open("/tin-tuc/cac-dang/")
    expect(visited.page.locator(f"{SLOGAN} a")).to_have_count(1)
    expect(visited.page.locator(f"{BOX} a")).to_have_count(1)
    assert len(visited.faults) == 4  # two files: what the browser says of each, and what we noted of each
    assert all(str(status) in fault for fault in visited.faults)
    visited.faults.clear()


@pytest.mark.parametrize(
    ("moment", "slogan"),
    [
        ("2026-12-31T23:59:59+07:00", "Thi đua lao động an toàn, hoàn thành kế hoạch năm 2026!"),
        ("2027-01-01T00:00:00+07:00", "Mừng xuân Đinh Mùi 2027 – mọi đoàn viên, người lao động đều có Tết!"),
        ("2027-02-20T23:59:59+07:00", "Mừng xuân Đinh Mùi 2027 – mọi đoàn viên, người lao động đều có Tết!"),
    ],
)
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati"])
def test_slogan_of_the_day(visit: OpenSite, sample_site: Served, moment: str, slogan: str, zone: str) -> None:
    """The slogan is the one of today in Vietnam, wherever the reader's clock is: none before its first day, none after its last."""
    visited = visit(sample_site, timezone_id=zone)
    assert shown_slogan(visited, "/tin-tuc/den-ong-sao/", moment) == slogan


def test_no_slogan_after_the_last(visit: OpenSite, sample_site: Served) -> None:
    """When every slogan's time is over, the slot is empty, and keeps its place."""
    visited = visit(sample_site)
    visited.page.clock.set_fixed_time(datetime.fromisoformat("2027-02-21T00:00:00+07:00"))
    visited.open("/tin-tuc/den-ong-sao/")
    expect(visited.page.locator(SLOGAN)).to_have_text("")
    expect(visited.page.locator(f"{SLOGAN} a")).to_have_count(0)


def test_box_drops_what_is_past(visit: OpenSite, everything_site: Served) -> None:
    """An announcement leaves the box after its last day in Vietnam, without a build; one without a last day stays."""
    lines: list[dict[str, Any]] = json.loads(everything_site.built.text("manh/announcements.json"))
    last = min(line["last"] for line in lines if line["last"])
    staying = [line["text"] for line in lines if not line["last"] or line["last"] > last]
    assert 0 < len(staying) < len(lines)
    visited = visit(everything_site)
    box = visited.page.locator(f"{BOX} a")
    visited.page.clock.set_fixed_time(datetime.fromisoformat(f"{last}T23:59:59+07:00"))
    visited.open("/tin-tuc/cac-dang/")
    expect(box).to_have_text([line["text"] for line in lines])
    visited.page.clock.set_fixed_time(datetime.fromisoformat(f"{last}T23:59:59+07:00") + timedelta(seconds=1))
    visited.open("/tin-tuc/cac-dang/")
    expect(box).to_have_text(staying)


def test_slogans_take_turns(visit: OpenSite, everything_site: Served) -> None:
    """Of several slogans each has its day, the same one in the slot as the home page has from its build."""
    visited = visit(everything_site)
    seen = [shown_slogan(visited, "/tin-tuc/cac-dang/", f"2026-11-{day}T12:00:00+07:00") for day in (22, 23, 24)]
    assert seen[0] == seen[2] != seen[1]
    visited.open("/")
    assert visited.page.locator(".slogan").inner_text() == seen[1]  # the site was built on 23 November


def test_slot_reckons_days_as_the_build_does(visit: OpenSite, everything_site: Served) -> None:
    """Script and build number the days alike: the first slogan of two stands on even days of Python's calendar."""
    slogans: list[dict[str, Any]] = json.loads(everything_site.built.text("manh/slogans.json"))
    current = [line["text"] for line in slogans if line["first"] <= "2026-11-23" <= line["last"]]
    assert len(current) == 2
    visited = visit(everything_site)
    for day in (date(2026, 11, 23), date(2026, 11, 24)):
        shown = shown_slogan(visited, "/tin-tuc/cac-dang/", f"{day}T06:30:00+07:00")
        assert shown == current[day.toordinal() % 2]
