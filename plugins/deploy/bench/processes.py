"""A command run to its end: how long it takes, how much memory all its processes hold together, what it writes."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Self

EVERY = 0.05
"""Seconds between looks at the memory, where looking is quick."""
SPARING, THOROUGH = 0.01, 0.1
"""Parts of the time that looking at the memory may take: in a run that is timed, and in one that is not."""
_LAST_WORDS = 2_000
"""How many characters of what a failed command said are passed on."""

Tree = Mapping[str, tuple[int, int]]
"""The files below a folder: inode and nanosecond of the last change, by path."""


class FailedError(Exception):
    """A command that is measured ended otherwise than it should; the text says which, and what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command, from its start to its end."""

    seconds: float
    """By the wall clock."""
    peak: int | None = None
    """Bytes that its processes held together at their most, shared ones counted once; None: not looked at."""


def run(command: list[str], folder: Path, environment: Mapping[str, str], *, looking: float = 0) -> Run:
    """Run a command in `folder`. `looking`: the part of the time that looking at its memory may take. Raises FailedError unless it ends with 0."""
    if sys.platform != "win32":
        os.sync()  # what was written before is not paid for by this one
    said = folder / "said.txt"
    with said.open("wb") as out:
        began = perf_counter()
        process = started(command, folder, environment, out.fileno())
        try:
            with Peak(process.pid, looking) as peak:
                code = process.wait()
            seconds = perf_counter() - began
        finally:
            end(process)
    if code:
        raise FailedError(f"{' '.join(command[:3])} … ended with {code}:\n{said.read_text('utf-8', 'replace')[-_LAST_WORDS:]}")
    return Run(seconds, peak.bytes)


def started(command: list[str], folder: Path, environment: Mapping[str, str], out: int) -> subprocess.Popen[bytes]:
    """Start a command as the first of a session of its own, by which its processes are known."""
    return subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)


def end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a command, with all that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    process.wait()


class Peak:
    """The most memory that the processes of a session hold together during a block."""

    def __init__(self, session: int, looking: float = THOROUGH) -> None:
        """`looking`: the part of the time that may take; 0: not at all."""
        self.bytes: int | None = None
        self._session = session
        self._looking = looking
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True) if looking and sys.platform == "linux" else None

    def __enter__(self) -> Self:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()

    def _watch(self) -> None:
        while not self._over.is_set():
            began = perf_counter()
            held = sum(map(_proportional, _of_session(self._session)))
            self.bytes = max(self.bytes or 0, held)
            look = perf_counter() - began  # at gigabytes it takes long, and holds their process up
            self._over.wait(max(EVERY, look / self._looking - look))


def _of_session(session: int) -> Iterator[str]:
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text("utf-8", "replace")
            except OSError:  # it has ended
                continue
            if int(stat.rpartition(")")[2].split()[3]) == session:
                yield entry.path


def _proportional(process: str) -> int:
    """Bytes of memory a process holds; of what n processes share, the n-th part (PSS)."""
    try:
        lines = Path(process, "smaps_rollup").read_text("utf-8").splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def tree(folder: Path) -> Tree:
    """The files below a folder; none where it is not there."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [str(folder)] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found[entry.path] = (stat.st_ino, stat.st_mtime_ns)
    return found


def written(before: Tree, after: Tree) -> tuple[int, int]:
    """How many files are new or other than before, and how many bytes they have."""
    files = [path for path, state in after.items() if before.get(path) != state]
    return len(files), sum(Path(path).stat().st_size for path in files)
