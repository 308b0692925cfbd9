"""A build that cannot write: no space, no permission. It says so plainly, and the last good output is whole."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.build.small_site import SmallSite
from tests.building import Ended, difference, files_of, run, stats_of
from tests.written import picture

ALTERATION = ("theme/templates/base.html", "<body", "<body data-new")
"""Changes every page."""


def mount(*arguments: str) -> str:
    """Mount something; what is wrong where that is not allowed."""
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    refused = mount("-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk))
    if refused:
        pytest.skip(f"no disk can be mounted here: {refused}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Nothing more can be written to `disk`."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    yield
    filler.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Nothing can be written to `disk`, not even by root."""
    assert not mount("-o", "remount,ro", str(disk))
    yield
    assert not mount("-o", "remount,rw", str(disk))


def check_refused(ended: Ended, reason: str) -> None:
    """One plain line says what is wrong, however many files it is wrong with."""
    assert ended.exit_code == 1, ended.said
    assert "Traceback" not in ended.said
    assert len([line for line in ended.said.splitlines() if reason in line]) == 1, ended.said


@pytest.mark.parametrize("starve", [full, read_only])
@pytest.mark.parametrize("jobs", [1, 2])
def test_output_that_cannot_be_written(site: SmallSite, small_disk: Path, tmp_path: Path, starve: object, jobs: int) -> None:
    """On a full disk, or on one that is read-only, a build ends with exit code 1 and one plain line; not a byte, time or inode of the output changes.

    Once there is space, the next build leaves what a clean one does.
    """
    output, cache = small_disk / "output", tmp_path / "cache"
    assert site.build(output, cache, jobs).exit_code == 0
    before, stats = files_of(output), stats_of(output)
    site.alter(*ALTERATION)
    site.save("news/dai-hoi/anh.jpg", picture((20, 90, 40)))
    assert callable(starve)
    with starve(small_disk):
        ended = site.build(output, cache, jobs)
        assert not difference(files_of(output), before)
        assert stats_of(output) == stats
    check_refused(ended, "No space left on device" if starve is full else "Read-only file system")
    assert site.build(output, cache, jobs).exit_code == 0
    assert not difference(files_of(output), site.cleanly_built())


@pytest.mark.parametrize("starve", [full, read_only])
def test_cache_that_cannot_be_written(site: SmallSite, small_disk: Path, tmp_path: Path, starve: object) -> None:
    """Where nothing can be kept, a build that has something to keep ends with exit code 1 and one plain line, and the output is as it was."""
    output, cache = tmp_path / "output", small_disk / "cache"
    assert site.build(output, cache, 1).exit_code == 0
    before, stats = files_of(output), stats_of(output)
    site.alter(*ALTERATION)
    site.save("news/dai-hoi/anh.jpg", picture((20, 90, 40)))
    assert callable(starve)
    with starve(small_disk):
        ended = site.build(output, cache, 1)
        assert not difference(files_of(output), before)
        assert stats_of(output) == stats
    assert ended.exit_code == 1
    assert "Traceback" not in ended.said
    assert site.build(output, cache, 1).exit_code == 0
    assert not difference(files_of(output), site.cleanly_built())


@pytest.mark.parametrize("starve", [full, read_only])
def test_cache_that_can_only_be_read(site: SmallSite, small_disk: Path, tmp_path: Path, starve: object) -> None:
    """Where only a text has changed, either the build goes through all the same, or it fails plainly and the output is as it was."""
    output, cache = tmp_path / "output", small_disk / "cache"
    assert site.build(output, cache, 1).exit_code == 0
    before = files_of(output)
    site.save("pages/gioi-thieu.vi.md", site.read("pages/gioi-thieu.vi.md") + "\n\nThêm một đoạn.\n")
    assert callable(starve)
    with starve(small_disk):
        ended = site.build(output, cache, 1)
    assert "Traceback" not in ended.said
    assert ended.exit_code in {0, 1}
    assert not difference(files_of(output), before if ended.exit_code else site.cleanly_built())
    assert site.build(output, cache, 1).exit_code == 0
    assert not difference(files_of(output), site.cleanly_built())


def test_files_that_may_not_grow(site: SmallSite, tmp_path: Path) -> None:
    """Under a limit on the size of files (`ulimit -f`), smaller than a page, a build ends with exit code 1 and leaves the output as it was."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    assert site.build(output, cache, 1).exit_code == 0
    before, stats = files_of(output), stats_of(output)
    site.alter(*ALTERATION)
    limited = run(site.project.folder, output, cache, site.order, through=("sh", "-c", 'ulimit -f 2; exec "$0" "$@"'))
    assert not difference(files_of(output), before)
    assert stats_of(output) == stats
    check_refused(limited, "disk I/O error")
