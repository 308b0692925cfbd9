"""What announcements say of themselves as time passes: on pages built at the moment, and on pages that were built long before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from tests.building import Order, Project
from tests.conftest import Built, write
from tests.parsed import document, text
from tests.written import notice
from tests.written import text as written

from .conftest import OpenSite, Served, serving

CONTENT = {
    "announcements/mot-ngay.md": notice("Một ngày", "2026-11-20", "effective_from: 2026-11-24", "effective_until: 2026-11-24"),
    "announcements/han-gio.md": notice("Hạn giờ", "2026-11-20", "deadline: 2026-11-25 17:00", "effective_until: 2026-12-31"),
    "announcements/han-ngay.md": notice("Hạn ngày", "2026-11-20", "deadline: 2026-12-31"),
    "announcements/chin-muoi.md": notice("Chín mươi", "2026-10-06"),
    "announcements/cu.md": written("Cũ", "date: 2025-01-10", "number: 1/QĐ-CĐ"),
    "announcements/moi.md": written("Mới", "date: 2026-11-20", "number: 7/QĐ-CĐ", "effective_from: 2027-01-01", "supersedes: 1/QĐ-CĐ"),
    "announcements/hen-gio.md": notice("Hẹn giờ", "2026-11-25 17:00:30"),
}
SOON, NOW, OVER, REPLACED = "Sắp có hiệu lực", "Còn hiệu lực", "Hết hiệu lực", "Đã được thay thế"
OPEN, CLOSED = "", "đã hết hạn"
BEGIN = {"mot-ngay": SOON, "han-gio": NOW, "han-ngay": NOW, "chin-muoi": NOW, "cu": NOW, "moi": SOON}
CHANGES: dict[str, dict[str, str]] = {
    "2026-11-23T10:00:00": {},
    "2026-11-23T23:59:59": {},
    "2026-11-24T00:00:00": {"mot-ngay": NOW},
    "2026-11-24T23:59:59": {},
    "2026-11-25T00:00:00": {"mot-ngay": OVER},
    "2026-11-25T16:59:59": {},
    "2026-11-25T17:00:00": {"han-gio/deadline": CLOSED},
    "2026-11-25T17:00:29": {},
    "2026-11-25T17:00:30": {"hen-gio": NOW},
    "2026-12-31T23:59:59": {},
    "2027-01-01T00:00:00": {"han-gio": OVER, "han-ngay/deadline": CLOSED, "cu": REPLACED, "moi": NOW},
    "2027-01-04T00:00:00": {},
    "2027-01-04T23:59:59": {},
    "2027-01-05T00:00:00": {"chin-muoi": OVER},
}
"""What changes at a moment of Vietnam's; all else is as it was before."""


@dataclass(frozen=True, slots=True)
class Moments:
    """The site as it was built at the first moment, and what it was later."""

    first: Served
    lists: dict[str, str]
    """The announcements' page as it was built at each."""


@pytest.fixture(scope="module")
def moments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moments]:
    """The first one stays as it was, the others are built one after the other, as a timer does it."""
    folder = tmp_path_factory.mktemp("states")
    project = Project(folder / "project")
    write(project.content, CONTENT)
    lists: dict[str, str] = {}
    for moment in CHANGES:
        environment = {"SOURCE_DATE_EPOCH": f"{at(moment).timestamp():.0f}", "SITEURL": "https://someone.example/union"}
        output = folder / ("later" if lists else "first")
        ended = project.build(output, folder / "cache", Order(environment=environment))
        assert ended.exit_code == 0, ended.said
        lists[moment] = (output / "thong-bao/index.html").read_text("utf-8")
    project.close()
    with serving(Built(folder / "first", 0, "")) as first:
        yield Moments(first, lists)


def at(moment: str) -> datetime:
    """The instant."""
    return datetime.fromisoformat(f"{moment}+07:00")


def expected() -> Iterator[tuple[str, dict[str, str]]]:
    """What is said at each moment: badges by slug, and of deadlines whether they are over."""
    said = BEGIN | {"han-gio/deadline": OPEN, "han-ngay/deadline": OPEN}
    for moment, changes in CHANGES.items():
        said = said | changes
        yield moment, said


def said_by(html: str) -> dict[str, str]:
    """What the list says of every announcement in it."""
    tree = document(html.encode())
    said: dict[str, str] = {}
    for slug in (*BEGIN, "hen-gio"):
        entry = f"//article[contains(@class, 'notice')][h2/a[contains(@href, '/{slug}/')]]"
        if tree.xpath(entry):
            said[slug] = text(tree, f"{entry}//strong")
        countdown = f"{entry}//*[contains(@class, 'countdown')]"
        if tree.xpath(countdown):
            over = text(tree, countdown) == CLOSED
            assert over == ("over" in str(tree.xpath(f"string({countdown}/@class)")))
            said[f"{slug}/deadline"] = CLOSED if over else OPEN
    return said


def test_a_page_built_at_the_moment_tells_the_truth(moments: Moments) -> None:
    """To the second: publication, first day, deadline, last day, a successor, 90 days; at midnight in Vietnam and across the New Year."""
    for moment, said in expected():
        assert said_by(moments.lists[moment]) == said, moment


def test_a_page_that_was_not_built_anew_tells_the_truth_too(visit: OpenSite, moments: Moments) -> None:
    """In a browser, the page of the first moment says at every later one what a page built then says; it only does not know what came later."""
    visited = visit(moments.first)
    for moment, said in expected():
        visited.page.clock.set_fixed_time(at(moment))
        visited.open("/thong-bao/")
        found = said_by(visited.page.content())
        assert found == {name: words for name, words in said.items() if name != "hen-gio"}, moment
        visited.open("/thong-bao/cu/")
        state = visited.page.locator(".announcement").get_attribute("data-state")
        assert state == ("past" if said["cu"] == REPLACED else "current"), moment


def test_a_page_that_stays_open_follows_the_clock(visit: OpenSite, moments: Moments) -> None:
    """At midnight, without being loaded again."""
    visited = visit(moments.first)
    visited.page.clock.install(time=at("2026-11-23T23:59:30"))
    visited.open("/thong-bao/")
    assert said_by(visited.page.content())["mot-ngay"] == SOON
    visited.page.clock.run_for(31_000)
    assert said_by(visited.page.content())["mot-ngay"] == NOW


def test_a_slow_clock_brings_nothing_back(visit: OpenSite, moments: Moments) -> None:
    """A device that thinks it is years ago sees the page as it was built."""
    visited = visit(moments.first)
    visited.page.clock.set_fixed_time(at("2020-01-01T00:00:00"))
    visited.open("/thong-bao/")
    assert {name: words for name, words in said_by(visited.page.content()).items() if "/" not in name} == BEGIN


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23T10:00:00", "còn 2 ngày"),
        ("2026-11-24T12:00:00", "còn 29 giờ"),
        ("2026-11-25T15:30:00", "còn 1 giờ"),
        ("2026-11-25T16:45:30", "còn 15 phút"),
        ("2026-11-25T17:00:00", CLOSED),
    ],
)
def test_how_long_a_deadline_still_is(visit: OpenSite, moments: Moments, moment: str, words: str) -> None:
    """In days, at last in hours and minutes; then that it is over, and it no longer stands out."""
    visited = visit(moments.first)
    visited.page.clock.set_fixed_time(at(moment))
    visited.open("/thong-bao/han-gio/")
    assert visited.page.locator(".countdown").inner_text() == words
    colours = visited.page.locator(".facts-more .notice-deadline").evaluate("here => [here, here.parentElement].map((one) => getComputedStyle(one).color)")
    assert (colours[0] == colours[1]) is (words == CLOSED)
