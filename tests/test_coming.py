"""What the site becomes by itself: told beforehand, and so it comes; between two turns nothing changes, and at each something does."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plugins.model.vietnam_time import moment
from tests.building import Ended, Order, Project, difference, files_of
from tests.conftest import needed, write
from tests.deploy.project import copied
from tests.written import notice, text
from tests.written import story as written_story

SECOND = timedelta(seconds=1)
START = moment("2026-11-23 10:00").instant
CONTENT = {
    "news/giay.vi.md": written_story("Có giây", "2026-11-23 23:59:30"),
    "news/lech.vi.md": written_story("Lệch giờ", "2026-11-24T03:30:00+09:00"),
    "news/hai.vi.md": written_story("Hai thứ tiếng", "2026-11-24"),
    "news/hai.en.md": text("Two languages"),
    "news/sau.vi.md": written_story("Bản dịch sau", "2026-11-20"),
    "news/sau.en.md": written_story("The translation later", "2026-11-24T23:00:00Z"),
    "news/nhap.vi.md": written_story("Nháp", "2026-11-26", "status: draft"),
    "announcements/gap.vi.md": text("Hạn đến phút", "date: 2026-11-01", "kind: QĐ", "deadline: 2026-11-27 17:00", "number: 1/QĐ-CĐ"),
    "announcements/ngay.vi.md": text("Hạn trọn ngày", "date: 2026-11-02", "kind: QĐ", "deadline: 2026-11-28"),
    "announcements/hop.vi.md": text("Cuộc họp", "date: 2026-11-03", "kind: QĐ", "event_start: 2026-11-27 08:00", "event_end: 2026-11-27 11:30"),
    "announcements/chung.vi.md": text("Không hạn", "date: 2026-11-22", "kind: QĐ"),
    "announcements/90.vi.md": notice("Chín mươi ngày", "2026-09-01 08:00"),
    "announcements/mai.vi.md": text("Quyết định năm mới", "date: 2026-11-20", "kind: QĐ", "effective_from: 2027-01-01"),
    "announcements/mai.en.md": text("Decision of the new year"),
    "announcements/cu.vi.md": text("Quyết định năm cũ", "date: 2025-12-20", "kind: QĐ", "effective_until: 2026-12-31"),
    "pages/hen.vi.md": text("Trang hẹn giờ", "date: 2026-12-31 23:59"),
    "slogans/mot.vi.md": text("Một", "effective_from: 2026-12-30", "effective_until: 2027-01-02"),
    "slogans/hai.vi.md": text("Hai", "effective_from: 2026-12-30", "effective_until: 2027-01-01"),
}
TOLD = [
    ("2026-11-23 23:59:30", "is published", "Có giây"),
    ("2026-11-24 00:00", "is published", "Hai thứ tiếng"),
    ("2026-11-24 01:30", "is published", "Lệch giờ"),
    ("2026-11-25 06:00", "is published", "The translation later"),
    ("2026-11-27 11:30", "event is over", "Cuộc họp"),
    ("2026-11-27 17:00", "deadline is over", "1/QĐ-CĐ Hạn đến phút"),
    ("2026-11-29 00:00", "deadline is over", "Hạn trọn ngày"),
    ("2026-12-01 00:00", "is no longer in force", "Chín mươi ngày"),
    ("2026-12-30 00:00", "slogan begins", "Hai"),
    ("2026-12-30 00:00", "slogan begins", "Một"),
    ("2026-12-31 00:00", "every midnight: slogan of the day", ""),
    ("2026-12-31 23:59", "is published", "Trang hẹn giờ"),
    ("2027-01-01 00:00", "takes effect", "Quyết định năm mới"),
    ("2027-01-01 00:00", "is no longer in force", "Quyết định năm cũ"),
    ("2027-01-02 00:00", "slogan ends", "Hai"),
    ("2027-01-03 00:00", "slogan ends", "Một"),
]
"""What `CONTENT` comes to after `START`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A project whose content is `CONTENT`, and where it is built."""

    project: Project
    folder: Path

    def build(self, at: datetime) -> dict[str, bytes]:
        """The site as it is at an instant."""
        ended = self._run(Order("pelicanconf.py", {"JOBS": 1}, environment={"SOURCE_DATE_EPOCH": str(int(at.timestamp()))}))
        assert ended.exit_code == 0, ended.said
        return files_of(self.folder / "output")

    def plan(self, at: datetime, days: int | None = None, *, timer: bool = False, language: str = "") -> str:
        """What `inv plan` says at an instant."""
        settings = {"CHECK_ONLY": True, "COMING": {"days": days, "timer": timer, "command": "dựng 100%"}}
        ended = self._run(Order("pelicanconf.py", settings, {"SOURCE_DATE_EPOCH": str(int(at.timestamp())), "LANGUAGE": language}))
        assert (ended.exit_code, ended.stderr) == (0, "")
        return ended.stdout

    def _run(self, order: Order) -> Ended:
        return self.project.build(self.folder / "output", self.folder / "cache", order)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Built by one server for all tests here."""
    folder = tmp_path_factory.mktemp("coming")
    project = Project(folder / "project")
    write(project.content, CONTENT)
    yield Desk(project, folder)
    project.close()


def listed(said: str) -> list[tuple[str, str, str]]:
    """Instant, words and title of each line that is for people."""
    lines = [re.split(r"  +", line) for line in said.splitlines() if "(GMT+7)  " in line]
    return [(line[0].removesuffix(" (GMT+7)"), line[1], line[2] if len(line) > 2 else "") for line in lines]


def test_the_site_changes_at_the_turns_and_nowhere_between(desk: Desk) -> None:
    """From each turn until the second before the next one, midnights included, the output is the same byte for byte; at the turn it is another one.

    After the last turn it stays as it is for years.
    """
    coming = sorted({moment(instant).instant for instant, _, _ in listed(desk.plan(START))})
    before = desk.build(START)
    for turn in coming:
        assert not difference(desk.build(turn - SECOND), before), turn
        after = desk.build(turn)
        assert difference(after, before), turn
        before = after
    assert not difference(desk.build(coming[-1] + timedelta(days=1000)), before)


def test_what_is_told(desk: Desk) -> None:
    """Each turn in Vietnam time, with number, title and a file that a terminal opens; two languages at once are one line; no draft, no date that is over."""
    said = desk.plan(START)
    assert listed(said) == TOLD
    [line] = [line for line in said.splitlines() if "Hạn đến phút" in line and "deadline" in line]
    assert line.endswith("  content/announcements/gap.vi.md")
    assert "Nháp" not in said
    assert "Two languages" not in said
    assert [what for _, what, _ in listed(desk.plan(moment("2027-01-01 09:00").instant, 2))] == ["slogan ends", "slogan ends"]


def test_days(desk: Desk) -> None:
    """Only what comes within the days asked for, its last second included; when nothing does, it is said, in the reader's language, and no timer is set."""
    assert listed(desk.plan(START, 1)) == TOLD[:3]
    assert desk.plan(moment("2026-11-26 00:00").instant, 0) == "Nothing is coming within 0 days: the site stays as it is until somebody changes it.\n"
    far = moment("2031-01-01").instant
    assert desk.plan(far, language="vi") == "Không có mốc nào sắp tới: trang web giữ nguyên cho đến khi có người sửa.\n"
    assert desk.plan(far, timer=True) == ""


def test_systemd_understands_its_lines(desk: Desk) -> None:
    """Every instant once, exact, in Vietnam time: systemd's own reader takes each, and elapses at the instant that was told."""
    said = desk.plan(START, timer=True)
    calendar = [line.removeprefix("OnCalendar=") for line in said.splitlines() if line.startswith("OnCalendar=")]
    assert calendar[:3] == ["*-*-* 00:00:00 Asia/Ho_Chi_Minh", "2026-11-23 23:59:30 Asia/Ho_Chi_Minh", "2026-11-24 01:30:00 Asia/Ho_Chi_Minh"]
    named = {instant for instant, _, _ in TOLD if not instant.endswith(" 00:00")}
    assert {line.removesuffix(" Asia/Ho_Chi_Minh").removesuffix(":00") for line in calendar[1:]} == named
    assert calendar[1:] == sorted(set(calendar[1:]))
    command = [needed("systemd-analyze", "systemd"), "calendar", f"--base-time={START.astimezone(UTC):%Y-%m-%d %H:%M:%S}", *calendar]
    read = subprocess.run(command, env={"TZ": "UTC", "LC_ALL": "C", "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, encoding="utf-8", check=False)
    assert read.returncode == 0, read.stderr
    elapses = re.findall(r"(?:Next elapse|\(in UTC\)): \w+ ([\d-]+ [\d:]+) UTC", read.stdout)
    assert [moment(f"{elapse.replace(' ', 'T')}Z").instant for elapse in elapses] == [
        moment("2026-11-24").instant,
        *(moment(line.removesuffix(" Asia/Ho_Chi_Minh")).instant for line in calendar[1:]),
    ]


def test_cron_lines_are_in_utc(desk: Desk) -> None:
    """Minute, hour, day and month in UTC, the local time above; a minute that has begun is rounded up, so that no turn is missed; a percent sign is kept from cron."""
    lines = desk.plan(START, timer=True).splitlines()
    assert "# every midnight (GMT+7)" in lines
    assert lines[lines.index("# every midnight (GMT+7)") + 1] == r"0 17 * * * dựng 100\%"
    assert lines[lines.index("# 2026-11-24 00:00 (GMT+7)") + 1] == r"0 17 23 11 * dựng 100\%"  # 23:59:30
    assert lines[lines.index("# 2026-11-25 06:00 (GMT+7)") + 1] == r"0 23 24 11 * dựng 100\%"
    assert lines[lines.index("# 2026-12-31 23:59 (GMT+7)") + 1] == r"59 16 31 12 * dựng 100\%"
    assert all(re.fullmatch(r"#.*|OnCalendar=.*|\d+ \d+ (\d+ \d+|\* \*) \* .*", line) for line in lines)


def test_wrong_content_has_no_plan(desk: Desk) -> None:
    """Content with errors cannot be built when the time comes: they are said, and the exit code is 1."""
    wrong = desk.project.content / "news/sai.vi.md"
    write(desk.project.content, {"news/sai.vi.md": written_story("Sai", "2026-13-45")})
    ended = desk.project.build(desk.folder / "output", desk.folder / "cache", Order("pelicanconf.py", {"CHECK_ONLY": True, "COMING": {"days": 1, "timer": True, "command": ""}}))
    wrong.unlink()
    assert ended.exit_code == 1
    assert ended.problems
    assert "OnCalendar" not in ended.stdout


def test_the_task(tmp_path: Path) -> None:
    """`inv plan` asks all that in the project's own folder, and its cron lines build there."""
    project = copied(tmp_path, {"news/sau.md": written_story("Tin sau", "2026-11-24 08:00")})
    epoch = {"SOURCE_DATE_EPOCH": str(int(START.timestamp()))}
    done = project.inv("plan", "--days", "1", **epoch)
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert re.split(r"  +", first) == ["2026-11-24 08:00 (GMT+7)", "is published", "Tin sau", "content/news/sau.md"]
    assert rest[-1] == f"0 1 24 11 * cd '{project.root}' && python3 tasks.py build"
    assert project.inv("plan", "--all", "--timer", **epoch).stdout.splitlines() == rest
