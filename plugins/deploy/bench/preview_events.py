"""`inv serve` as a browser sees it: how long it takes from a save until the page is told to load itself anew."""

import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter, sleep

from plugins.deploy.preview import EVENTS, HOST, SCRIPT

from . import edits
from .contestants import Ours
from .processes import FailedError, Peak, end, started

PATIENCE = 3_600.0
"""Seconds until something that does not come is a failure."""
QUIET = 1.0
"""Seconds before each save in which nothing happens."""
_STOPPING = 60.0
_FIRST = 40
"""The number of the first old story that is edited here: another one than on the command line."""


def measure(ours: Ours, enough: Callable[[list[float]], bool]) -> tuple[list[float], int | None]:
    """Seconds from the save of an old story's text to the event, of each edit until there are `enough`; and the most memory it held, in bytes.

    Raises FailedError where the preview ends, says nothing, or shows another text than was saved.
    """
    found: list[float] = []
    with _served(ours) as (port, process):
        with Peak(process.pid) as first:
            _await_page(port, process)
        while not enough(found):
            found.append(_save_to_event(ours.folder, port, _FIRST + len(found)))
        with Peak(process.pid) as later:  # this one is not timed: looking at the memory takes some of its time
            _save_to_event(ours.folder, port, _FIRST + len(found))
    peaks = [peak.bytes for peak in (first, later) if peak.bytes is not None]
    return found, max(peaks, default=None)


@contextmanager
def _served(ours: Ours) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = _free_port()
    command = [sys.executable, "-m", "invoke", "--search-root", str(ours.folder), "serve", "--port", str(port)]
    with (ours.folder / "said.txt").open("wb") as out:
        process = started(command, ours.folder, ours.environment(), out.fileno())
        try:
            yield port, process
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_STOPPING)
        finally:
            end(process)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return int(asked.getsockname()[1])


def _await_page(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = perf_counter() + PATIENCE
    while perf_counter() < deadline:
        if process.poll() is not None:
            raise FailedError(f"inv serve ended with {process.returncode}")
        try:
            if _build(port):
                return
        except OSError:  # it does not listen yet
            pass
        sleep(0.2)
    raise FailedError("inv serve shows no page")


def _ask(port: int, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    connection.request("GET", path)
    return connection.getresponse()


def _build(port: int) -> str:
    """Which build the home page is of; empty where there is none yet."""
    page = _ask(port, "/").read().decode()
    return page.partition(f"{SCRIPT}?")[2].partition('"')[0]


def _save_to_event(project: Path, port: int, nth: int) -> float:
    sleep(QUIET)
    with _ask(port, f"{EVENTS}?{_build(port)}") as stream:
        stream.readline()  # the stream is open
        began = perf_counter()
        edits.body(project, nth)
        while line := stream.readline():
            if line.startswith(b"event: built"):
                seconds = perf_counter() - began
                break
        else:
            raise FailedError("inv serve ended the stream without an event")
    name = edits.old_story(project, nth).name.removesuffix(".vi.md")
    if edits.sentence(nth) not in _ask(port, f"/tin-tuc/{name}/").read().decode():
        raise FailedError(f"inv serve says that {name} is built, but shows an older text")
    return seconds
