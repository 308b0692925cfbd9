"""What lies around a build changes nothing in what it makes: clocks, places, names, processes."""

import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.small_site import SmallSite
from tests.building import Order, Project, difference, files_of, run, stats_of
from tests.conftest import INSTANT
from tests.written import story, text


def at(site: SmallSite, instant: int) -> None:
    """Build for another instant from now on."""
    site.order = Order(environment={"SOURCE_DATE_EPOCH": str(instant)})


@pytest.mark.parametrize(
    ("environment", "settings", "umask", "folder"),
    [
        ({"TZ": "America/Los_Angeles", "LANG": "vi_VN.UTF-8", "PYTHONHASHSEED": "2"}, {"JOBS": 2}, "077", "bản tin của chúng tôi"),
        ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "3", "PYTHONUTF8": "0"}, {"JOBS": 1}, "002", "p"),
        ({"TZ": "UTC", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4", "PYTHONOPTIMIZE": "1"}, {"JOBS": 3}, "022", "bàn " + "x" * 100),
    ],
)
def test_same_bytes_everywhere(site: SmallSite, tmp_path: Path, environment: dict[str, str], settings: dict[str, int], umask: str, folder: str) -> None:
    """In whatever zone, language, order of hashing, path, umask and number of jobs: the same bytes, the manifest's too, and nothing to write for who builds on another's output."""
    expected = site.cleanly_built()
    project = Project(tmp_path / folder / "dự án")
    shutil.copytree(site.project.content, project.content, dirs_exist_ok=True)
    order = Order("publishconf.py", settings, {**site.order.environment, **environment})
    masked = ("sh", "-c", f'umask {umask} && exec "$@"', "sh")
    ended = run(project.folder, tmp_path / folder / "đầu ra", tmp_path / "cache", order, masked)
    assert ended.exit_code == 0, ended.said
    assert not difference(files_of(tmp_path / folder / "đầu ra"), expected)
    assert site.build(tmp_path / "output", tmp_path / "another-cache", 1).exit_code == 0
    stats = stats_of(tmp_path / "output")
    again = run(site.project.folder, tmp_path / "output", tmp_path / "another-cache", order)
    assert again.exit_code == 0, again.said
    assert stats_of(tmp_path / "output") == stats


@pytest.mark.parametrize("jobs", [1, 2])
def test_unchanged_files_keep_time_and_inode(site: SmallSite, tmp_path: Path, jobs: int) -> None:
    """A build with nothing to do touches no file, and one after an edit only those whose bytes change."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    assert site.build(output, cache, jobs).exit_code == 0
    before, stats = files_of(output), stats_of(output)
    assert site.build(output, cache, jobs).exit_code == 0
    assert stats_of(output) == stats
    site.save("pages/gioi-thieu.en.md", text("About us", body="Another paragraph."))
    assert site.build(output, cache, jobs).exit_code == 0
    after = files_of(output)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"en/about-us/index.html", "manifest.json"}
    assert {path for path, stat in stats_of(output).items() if stats.get(path) != stat} == changed


@pytest.mark.parametrize("seconds", [0, 4_102_444_800])
def test_file_times_say_nothing(site: SmallSite, tmp_path: Path, seconds: int) -> None:
    """A text from 1970 or from the year 2100 is read as any other, and an edit of it is seen, its length and that time kept."""
    path = "pages/gioi-thieu.vi.md"
    output, cache, file = tmp_path / "output", tmp_path / "cache", site.project.content / path
    os.utime(file, (seconds, seconds))
    assert site.build(output, cache, 1).exit_code == 0
    site.save(path, site.read(path).replace("đại hội", "đại hôi"))
    os.utime(file, (seconds, seconds))
    assert site.build(output, cache, 1).exit_code == 0
    assert "đại hôi".encode() in files_of(output)["gioi-thieu/index.html"]
    assert not difference(files_of(output), site.cleanly_built())


def test_clock_set_back(site: SmallSite, tmp_path: Path) -> None:
    """What was published at a later instant goes again when the next build is for an earlier one."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    site.save("news/mai.vi.md", story("Ngày mai", "2026-11-24"))
    for days, there in ((2, True), (0, False), (3, True), (-400, False)):
        at(site, int(INSTANT) + 86_400 * days)
        assert site.build(output, cache, 1).exit_code == 0
        found = files_of(output)
        assert ("tin-tuc/ngay-mai/index.html" in found) is there
        assert not difference(found, site.cleanly_built())


def test_names_are_the_same_however_they_are_stored(site: SmallSite, tmp_path: Path) -> None:
    """A file whose name comes decomposed, as macOS stores it, is the file it was: nothing is written for it, and links to it hold."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    site.save("news/hội nghị/bài.vi.md", story("Hội nghị", "2026-11-01"))
    site.save("pages/dan.vi.md", text("Dẫn", body="[hội nghị](</news/hội nghị/bài.vi.md>)"))
    assert site.build(output, cache, 1).problems == []
    before, stats = files_of(output), stats_of(output)
    site.move("news/hội nghị/bài.vi.md", unicodedata.normalize("NFD", "news/hội nghị/bài.vi.md"))
    ended = site.build(output, cache, 1)
    assert (ended.exit_code, ended.problems) == (0, [])
    assert not difference(files_of(output), before)
    assert stats_of(output) == stats


@pytest.mark.parametrize("name", ["news/ngoai.vi.md", "news/dai-hoi/ngoai.jpg", "news/thu-muc", "site/glossary.yaml"])
def test_link_out_of_content_is_refused(site: SmallSite, tmp_path: Path, name: str) -> None:
    """A link that leads out of content fails the build, which names it, and the output is as it was: also where a file of that name was there before."""
    output, cache, outside = tmp_path / "output", tmp_path / "cache", tmp_path / "outside"
    outside.mkdir() if name.endswith("thu-muc") else outside.write_text(text("Ngoài", "date: 2026-11-01"), "utf-8")
    assert site.build(output, cache, 1).exit_code == 0
    before = files_of(output)
    (site.project.content / name).symlink_to(outside)
    ended = site.build(output, cache, 1)
    assert ended.exit_code == 1
    assert [line for line in ended.problems if line.startswith(f"content/{name}:1: error: ")]
    assert not difference(files_of(output), before)
    (site.project.content / name).unlink()
    assert site.build(output, cache, 1).exit_code == 0
    assert not difference(files_of(output), before)


PLACES: tuple[Callable[[SmallSite, Path], Path], ...] = (
    lambda _site, folder: folder / "một chỗ khác" / "cache",
    lambda site, _folder: site.project.folder / ".cache",
    lambda site, _folder: site.project.content / ".cache",
    lambda _site, folder: folder / "output" / ".cache",
    lambda _site, _folder: Path(".cache-relative"),
)


@pytest.mark.parametrize("place", PLACES, ids=["elsewhere", "project", "content", "output", "relative"])
def test_cache_anywhere(site: SmallSite, tmp_path: Path, place: Callable[[SmallSite, Path], Path]) -> None:
    """The cache may lie beside the site, in the project, hidden in content or in the output, be named from the current folder, or move: it is never published."""
    output, cache = tmp_path / "output", place(site, tmp_path)
    expected = site.cleanly_built()
    try:
        for _ in range(2):
            assert site.build(output, cache, 2).exit_code == 0
            assert not difference({path: data for path, data in files_of(output).items() if not path.startswith(".cache/")}, expected)
        site.save("pages/gioi-thieu.en.md", text("About us all"))
        assert site.build(output, cache, 1).exit_code == 0
        expected = site.cleanly_built()
        assert not difference({path: data for path, data in files_of(output).items() if not path.startswith(".cache/")}, expected)
    finally:
        shutil.rmtree(site.project.folder / cache, ignore_errors=True)


def test_one_cache_for_several_outputs(site: SmallSite, tmp_path: Path) -> None:
    """Outputs at other addresses, and of other content, may share a cache: each is what a clean build makes."""
    cache = tmp_path / "cache"
    published = Order("publishconf.py", {}, {**site.order.environment, "SITEURL": "https://union.example"})
    preview = Order("pelicanconf.py", {"SHOW_DRAFTS": True}, site.order.environment)
    for number in range(2):
        site.save(f"news/nhap-{number}.vi.md", story(f"Nháp {number}", "2026-11-02", "status: draft"))
        for name, order in (("published", published), ("preview", preview)):
            site.order = order
            assert site.build(tmp_path / name, cache, 1).exit_code == 0
            assert not difference(files_of(tmp_path / name), site.cleanly_built())
