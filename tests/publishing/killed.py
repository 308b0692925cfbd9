"""Publishes a release in a process of its own, which is killed: `python -m tests.publishing.killed`, given place and release by pickle on standard input."""

import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from plugins.publishing.place import Place
from plugins.publishing.release import Release
from tests.publishing.told import silent

ROOT = Path(__file__).resolve().parents[2]  # as tests.conftest has it, which would import a browser


def published(place: Place, release: Release) -> float:
    """How many seconds a publication takes that nobody kills."""
    with _publisher(place, release) as process:
        began = time.monotonic()
        _tell(process, "go")
        process.communicate(timeout=120)
        assert process.returncode == 0
        return time.monotonic() - began


def killed(place: Place, release: Release, after: float) -> None:
    """Publish, and kill it with all that it has started `after` so many seconds."""
    with _publisher(place, release) as process:
        _tell(process, "go")
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)


def _publisher(place: Place, release: Release) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.publishing.killed"]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    _tell(process, pickle.dumps((place, release)).hex())
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def _tell(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdin
    process.stdin.write(line + "\n")
    process.stdin.flush()


def main() -> None:
    """Publish what standard input says, once it says so."""
    place, release = pickle.loads(bytes.fromhex(sys.stdin.readline()))  # noqa: S301 - from the test that started this
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    place.publish(release, silent)


if __name__ == "__main__":
    main()
