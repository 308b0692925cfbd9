"""Calendars of the announcements: one to subscribe to in every language, and one beside each that has something to remember."""

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from plugins.model.vietnam_time import ZONE
from tests.calendars import Read, Readers, readers
from tests.conftest import Build, Built, run_pelican, write
from tests.everything import nothing
from tests.parsed import feed, file_of, found, page
from tests.written import notice
from tests.written import text as written

HOST = "https://someone.example"
LISTS = {"vi": "/thong-bao/", "en": "/en/announcements/"}
SUBSCRIBE = {"vi": "/rss/", "en": "/en/rss/"}
CONTENT = {
    "announcements/hoi-thi.vi.md": written(
        unicodedata.normalize("NFD", '"Hội thi tay nghề; lần 3, năm 2026"'),
        "date: 2026-11-01 08:00",
        "number: 45/KH-CĐ",
        "issuer: Công đoàn cơ sở",
        "slug: hoi-thi",
        "summary: Mời đoàn viên ghi tên 🎉",
        "deadline: 2026-11-30 17:00",
        "effective_from: 2026-11-10",
        "event_start: 2026-12-01 08:00",
        "event_end: 2026-12-01 11:00",
        "event_place: Hội trường, tầng 2",
    ),
    "announcements/hoi-thi.en.md": written("Skills contest", "date: 2026-11-02 09:00", "summary: Put your name down"),
    "announcements/ca-ngay.vi.md": notice("Cả ngày", "2026-11-03", "deadline: 2026-11-23", "event_start: 2026-12-30", "event_end: 2027-01-01"),
    "announcements/da-go.vi.md": notice(
        "Nghỉ mát", "2026-11-04", "deadline: 2026-11-30", "event_start: 2026-12-05", "event_place: Bí mật", "status: withdrawn", "change_note: sai ngày"
    ),
    "announcements/cu.vi.md": notice("Cũ", "2026-11-06", "number: 7/TB-CĐ", "deadline: 2026-12-20"),
    "announcements/moi.vi.md": notice("Mới", "2026-11-07", "number: 8/TB-CĐ", "supersedes: [7/TB-CĐ]", "effective_from: 2026-12-10"),
    "announcements/khong-co.vi.md": notice("Không có gì", "2026-11-05", "effective_from: 2026-11-05"),
    "announcements/da-qua.vi.md": notice("Đã qua", "2025-01-01", "deadline: 2025-01-01"),
    "announcements/lau-roi.vi.md": notice("Lâu rồi", "2024-11-01", "deadline: 2024-12-31"),
}


def instant(*parts: int) -> datetime:
    """An instant in Vietnam time."""
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[misc, arg-type]  # at least a day, never a zone


def epoch(*parts: int) -> str:
    """SOURCE_DATE_EPOCH at an instant in Vietnam time."""
    return str(int(instant(*parts).timestamp()))


@pytest.fixture(scope="module")
def both() -> Iterator[Readers]:
    """The two readers."""
    with readers() as made:
        yield made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Announcements with every occasion, below a path; the build is on 23 November 2026."""
    folder = tmp_path_factory.mktemp("calendars")
    built = run_pelican(write(folder / "content", CONTENT), folder / "output", folder / "cache", SITEURL=f"{HOST}/union")
    assert built.exit_code == 0, built.said
    return built


def read(both: Readers, built: Built, url: str) -> Read:
    """The calendar of the list or the announcement at `url`, as both readers read it."""
    data = (built.output / file_of(f"{url}calendar.ics")).read_bytes()
    assert unicodedata.is_normalized("NFC", data.decode())
    return both.read(data)


def test_deadline_with_a_time(both: Readers, site: Built) -> None:
    """A deadline stands at its minute, says what it is of, and leads to the announcement."""
    found = read(both, site, "/thong-bao/").entry("Hạn chót: Hội thi tay nghề; lần 3, năm 2026")
    address = f"{HOST}/union/thong-bao/hoi-thi/"
    assert found.start == found.end == instant(2026, 11, 30, 17)
    assert found.url == address
    assert found.description.splitlines() == ["Kế hoạch 45/KH-CĐ", "Công đoàn cơ sở", "Mời đoàn viên ghi tên 🎉", address]
    assert (found.published, found.modified, found.stamp) == (instant(2026, 11, 1, 8),) * 3
    assert (found.sequence, found.status, found.transparent, found.place) == (0, "CONFIRMED", True, "")


def test_effective_day(both: Readers, site: Built) -> None:
    """The day a document takes effect is a whole day, where it is later than the day of issue; else there is no entry, and no file."""
    found = read(both, site, "/thong-bao/").entry("Bắt đầu có hiệu lực: Hội thi tay nghề; lần 3, năm 2026")
    assert (found.start, found.end, found.transparent) == (date(2026, 11, 10), date(2026, 11, 11), True)
    assert "thong-bao/khong-co-gi/index.html" in site.files()
    assert "thong-bao/khong-co-gi/calendar.ics" not in site.files()


def test_event(both: Readers, site: Built) -> None:
    """An event has its title, its times and its place; one of whole days ends after its last one."""
    calendar = read(both, site, "/thong-bao/")
    timed, days = calendar.entry("Hội thi tay nghề; lần 3, năm 2026"), calendar.entry("Cả ngày")
    assert (timed.start, timed.end) == (instant(2026, 12, 1, 8), instant(2026, 12, 1, 11))
    assert (timed.place, timed.transparent) == ("Hội trường, tầng 2", False)
    assert (days.start, days.end) == (date(2026, 12, 30), date(2027, 1, 2))


def test_withdrawn(both: Readers, site: Built) -> None:
    """What was withdrawn is cancelled in both of its calendars, titled as in the feeds, with the reason; nothing else of it is told. Its page offers no calendar."""
    titles = ("[Đã gỡ] Hạn chót: Nghỉ mát", "[Đã gỡ] Nghỉ mát")
    for url in ("/thong-bao/", "/thong-bao/nghi-mat/"):
        calendar = read(both, site, url)
        for title in titles:
            found = calendar.entry(title)
            assert (found.status, found.transparent, found.place) == ("CANCELLED", True, "")
            assert found.sequence > 0
            assert found.description == f"Nội dung này đã được gỡ. Lý do: sai ngày\n{HOST}/union/thong-bao/nghi-mat/"
    assert titles[1] in {entry.title for entry in feed(site, "/thong-bao/rss.xml").entries}
    assert offered(site, "/thong-bao/nghi-mat/") == []


def test_superseded(both: Readers, site: Built) -> None:
    """A deadline that comes when another document has taken the place of its own is cancelled at once, and says by which; its page offers no calendar."""
    found = read(both, site, "/thong-bao/").entry("[Đã hủy] Hạn chót: Cũ")
    assert (found.status, found.start) == ("CANCELLED", date(2026, 12, 20))
    assert found.sequence > 0
    assert found.description.startswith("Được thay thế bằng 8/TB-CĐ\nThông báo 7/TB-CĐ\n")
    assert offered(site, "/thong-bao/cu/") == []
    assert offered(site, "/thong-bao/moi/") == ["/union/thong-bao/moi/calendar.ics"]


def test_each_language_its_own(both: Readers, site: Built) -> None:
    """The English calendar has what is there in English, in English words, under identities of its own; what is inherited stays as it is."""
    vietnamese, english = (read(both, site, url) for url in LISTS.values())
    assert [entry.summary for entry in english.entries] == ["Takes effect: Skills contest", "Deadline: Skills contest", "Skills contest"]
    [_, deadline, event] = english.entries
    assert deadline.description.startswith("Plan 45/KH-CĐ\n")
    assert (deadline.start, event.place) == (instant(2026, 11, 30, 17), "Hội trường, tầng 2")
    assert deadline.url == f"{HOST}/union/en/announcements/skills-contest/"
    uids = [entry.uid for calendar in (vietnamese, english) for entry in calendar.entries]
    assert len(set(uids)) == len(uids)
    assert read(both, site, "/en/announcements/skills-contest/").entries[0].uid in uids


@pytest.mark.parametrize(("language", "name"), [("vi", "Hạn chót và sự kiện – Công đoàn cơ sở Bản Tin"), ("en", "Deadlines and events – Bản Tin Grassroots Trade Union")])
def test_calendar_to_subscribe_to(both: Readers, site: Built, language: str, name: str) -> None:
    """It is called after the site, and names its own address; in order of time. The list's page leads programs to it."""
    url = LISTS[language]
    calendar = read(both, site, url)
    assert (calendar.properties["name"], calendar.properties["url"]) == (name, f"{HOST}/union{url}")
    assert calendar.properties["source"] == f"{HOST}/union{url}calendar.ics"
    starts = [start if isinstance(start := entry.start, datetime) else instant(start.year, start.month, start.day) for entry in calendar.entries]
    assert starts == sorted(starts)
    assert found(page(site, url), "//link[@type='text/calendar']/@href") == [f"/union{url}calendar.ics"]
    assert found(page(site, url), "//link[@type='text/calendar']/@title") == [name]


def offered(built: Built, url: str) -> list[str]:
    """The calendars that a page offers to copy."""
    return found(page(built, url), "//p[@class='add-to-calendar']/a/@href")


def test_an_announcements_own(both: Readers, site: Built) -> None:
    """It has that announcement's entries, the same as the big one, with reminders, and no name, so that no program takes it for a calendar to keep apart."""
    assert offered(site, "/thong-bao/hoi-thi/") == ["/union/thong-bao/hoi-thi/calendar.ics"]
    calendar, big = read(both, site, "/thong-bao/hoi-thi/"), read(both, site, "/thong-bao/")
    assert calendar.properties["x-wr-calname"] == ""
    assert [entry.reminders for entry in calendar.entries] == [(), (timedelta(days=-1),), (timedelta(days=-1),)]
    assert {entry.uid for entry in calendar.entries} == {entry.uid for entry in big.entries if entry.url == calendar.properties["url"]}
    assert not any(entry.reminders for entry in big.entries)


def test_what_is_over(both: Readers, site: Built) -> None:
    """What is over is offered no more, but its file stays; the list's calendar holds all since the year before the newest announcement's began."""
    for slug in ("da-qua", "lau-roi"):
        assert offered(site, f"/thong-bao/{slug}/") == []
        assert len(read(both, site, f"/thong-bao/{slug}/").entries) == 1
    summaries = [entry.summary for entry in read(both, site, "/thong-bao/").entries]
    assert "Hạn chót: Đã qua" in summaries
    assert "Hạn chót: Lâu rồi" not in summaries


@pytest.mark.parametrize("language", SUBSCRIBE)
def test_subscribe_page(site: Built, language: str) -> None:
    """The subscribe page has the calendar of its language, to touch on a telephone and to copy."""
    tree = page(site, SUBSCRIBE[language])
    path = f"/union{LISTS[language]}calendar.ics"
    assert found(tree, "//section[@id='page_calendar']//a/@href") == [f"webcal://someone.example{path}", path]
    assert found(tree, "//section[@id='page_calendar']//code/text()") == found(tree, "//section[@id='page_calendar']//@data-copy") == [f"{HOST}{path}"]


def test_same_bytes_on_any_machine(site: Built, tmp_path: Path) -> None:
    """Neither the zone of the machine nor its zone database has a say."""
    again = run_pelican(
        write(tmp_path / "content", CONTENT), tmp_path / "output", tmp_path / "cache", SITEURL=f"{HOST}/union", TZ="America/New_York", PYTHONTZPATH=""
    )
    calendars = {path for path in site.files() if path.endswith(".ics")}
    assert len(calendars) == 10
    for path in calendars:
        assert (again.output / path).read_bytes() == (site.output / path).read_bytes(), path


def test_empty_site(both: Readers, build: Build) -> None:
    """Before the first text each language has its calendar, without entries; the scheme of its link is webcal where the site is not encrypted, too."""
    built = build(nothing(), SITEURL="http://union.example")
    assert built.exit_code == 0, built.said
    for language, url in LISTS.items():
        calendar = read(both, built, url)
        assert (calendar.zones, calendar.entries) == (("Asia/Ho_Chi_Minh",), ())
        assert f"webcal://union.example{url}calendar.ics" in found(page(built, SUBSCRIBE[language]), "//main//a/@href")


LEDGER = """lang,url,guid,published,path,state
vi,/thong-bao/mot/,"tag:ban-tin.example,2026:vi/announcements/a",2026-11-01T08:00:00+07:00,announcements/a.vi.md,current
"""


def test_identity_stays_and_revision_grows(both: Readers, build: Build) -> None:
    """An entry keeps its identity, whatever becomes of title, slug, date and time; each dated change brings its revision forward, and so does a withdrawal."""
    before = build({"permalinks.csv": LEDGER, "announcements/a.vi.md": notice("Một", "2026-11-01 08:00", "deadline: 2026-11-30")})
    assert before.exit_code == 0, before.said
    [first] = read(both, before, "/thong-bao/mot/").entries
    turned = ("deadline: 2026-12-05 17:00", "slug: hai", "updated: 2026-11-20")
    after = build({"announcements/a.vi.md": notice("Hai", "2025-12-31", *turned)})
    assert after.exit_code == 0, after.said
    [second] = read(both, after, "/thong-bao/hai/").entries
    gone = build({"announcements/a.vi.md": notice("Hai", "2025-12-31", *turned, "status: withdrawn")})
    assert gone.exit_code == 0, gone.said
    [third] = read(both, gone, "/thong-bao/hai/").entries
    assert {first.uid, second.uid, third.uid} == {first.uid}
    assert first.sequence < second.sequence < third.sequence
    assert (second.start, second.modified) == (instant(2026, 12, 5, 17), instant(2026, 11, 20))
    assert [entry.status for entry in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_time_passes(both: Readers, build: Build) -> None:
    """At midnight, to the second, a deadline of the day that ends is offered no more. The calendars stay as they are, at New Year, too."""
    content = {"announcements/a.md": notice("Một", "2025-12-01", "deadline: 2025-12-31"), "announcements/b.md": notice("Hai", "2026-11-01", "deadline: 2026-12-31")}
    shown = []
    for moment in ((2026, 12, 31, 23, 59, 59), (2027, 1, 1)):
        built = build(content, SOURCE_DATE_EPOCH=epoch(*moment))
        assert built.exit_code == 0, built.said
        shown.append((offered(built, "/thong-bao/hai/"), [entry.summary for entry in read(both, built, "/thong-bao/").entries]))
    summaries = ["Hạn chót: Một", "Hạn chót: Hai"]
    assert shown == [(["/thong-bao/hai/calendar.ics"], summaries), ([], summaries)]


def test_a_new_year_begins_with_its_first_announcement(both: Readers, build: Build) -> None:
    """The list's calendar lets go of the year before last when an announcement of this year is published."""
    content = {"announcements/a.md": notice("Một", "2025-12-01", "deadline: 2025-12-31"), "announcements/b.md": notice("Hai", "2026-11-01", "deadline: 2026-12-31")}
    built = build(content | {"announcements/c.md": notice("Ba", "2027-01-02")}, SOURCE_DATE_EPOCH=epoch(2027, 1, 3))
    assert built.exit_code == 0, built.said
    assert [entry.summary for entry in read(both, built, "/thong-bao/").entries] == ["Hạn chót: Hai"]
