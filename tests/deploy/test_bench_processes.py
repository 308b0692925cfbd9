"""What `inv bench` says a command took is what it took."""

import sys
from pathlib import Path

import pytest

from plugins.deploy.bench.contestants import surroundings
from plugins.deploy.bench.processes import FailedError, Run, run, tree, written

MEGABYTES = 1_000_000
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at on Linux only")
HOLD = "import time; held = bytearray(60_000_000); held[::4096] = bytes(len(held[::4096])); time.sleep(2)"
"""Holds 60 MB for two seconds: a busy machine looks rarely."""
SHARE = f"import os\n{HOLD.partition('; time.sleep')[0]}\nos.fork()\ntime.sleep(2)"
"""Two processes hold the same 60 MB."""


def took(folder: Path, lines: str, looking: float = 1) -> Run:
    """Run some Python."""
    return run([sys.executable, "-c", lines], folder, surroundings(), looking=looking)


def test_seconds_are_by_the_wall(tmp_path: Path) -> None:
    """A command that waits takes as long as it waits."""
    assert 0.5 <= took(tmp_path, "import time; time.sleep(0.5)", 0).seconds < 5


@LINUX
def test_memory_is_what_was_held_at_most(tmp_path: Path) -> None:
    """Memory that a process gives back before its end is seen."""
    peak = took(tmp_path, f"{HOLD}; del held; time.sleep(0.3)").peak
    assert peak is not None and 60 * MEGABYTES < peak < 90 * MEGABYTES


@LINUX
def test_memory_is_of_all_processes_together(tmp_path: Path) -> None:
    """What a child holds counts too."""
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}])"
    peak = took(tmp_path, f"import subprocess, sys; other = subprocess.Popen([sys.executable, '-c', {HOLD!r}]); {child}; other.wait()").peak
    assert peak is not None and 120 * MEGABYTES < peak < 190 * MEGABYTES


@LINUX
def test_shared_memory_counts_once(tmp_path: Path) -> None:
    """What a forked worker has in common with its parent is not held twice."""
    peak = took(tmp_path, SHARE).peak
    assert peak is not None and 60 * MEGABYTES < peak < 90 * MEGABYTES


def test_memory_is_not_looked_at_unasked(tmp_path: Path) -> None:
    """A run that is timed is left alone."""
    assert took(tmp_path, "", 0).peak is None


def test_a_failed_command_is_no_figure(tmp_path: Path) -> None:
    """A build that fails ends the benchmark, with its code and what it said."""
    with pytest.raises(FailedError, match=r"(?s)ended with 3:.*no such luck"):
        took(tmp_path, "print('no such luck'); raise SystemExit(3)")


def test_only_what_was_written_counts(tmp_path: Path) -> None:
    """New files, and old ones that were written again, even with the same bytes; no others."""
    for name in ("kept", "replaced", "removed"):
        (tmp_path / name).write_text("12345", "utf-8")
    before = tree(tmp_path)
    (tmp_path / "removed").unlink()
    (tmp_path / "beside").write_text("12345", "utf-8")
    (tmp_path / "beside").replace(tmp_path / "replaced")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/new").write_text("123", "utf-8")
    assert written(before, tree(tmp_path)) == (2, 8)
    assert (tree(tmp_path / "nowhere"), written({}, {})) == ({}, (0, 0))
