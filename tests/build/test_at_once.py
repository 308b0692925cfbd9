"""Two builds of one output at once, and builds beside which the content goes on changing."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer

import pytest

from tests.build.small_site import SmallSite, with_field
from tests.building import PATIENCE, Ended, Order, begun, difference, files_of
from tests.written import text

GATE = """
import os, sys
sys.path.insert(0, os.path.dirname(__file__))
from publishconf import *

def gate():
    print("at the gate", flush=True)
    with open(os.environ["GATE"]) as opened:
        return opened.read()  # ends when somebody has opened and closed the other end

JINJA_GLOBALS = {"gate": gate}
"""
"""A configuration with which a build waits while it renders."""
IN_TEMPLATE = ("theme/templates/not_found.html", "<h1>", "<h1>{{ gate() }}")
A_WHILE = 3
"""Seconds after which a build that has not ended is taken to wait."""


class Waiting:
    """A build of the small site that has come to the gate, where it waits."""

    def __init__(self, site: SmallSite, output: Path, folder: Path) -> None:
        gate = folder / "gate"
        os.mkfifo(gate)
        site.alter("gateconf.py", "", GATE)
        site.alter(*IN_TEMPLATE)
        environment = {**site.order.environment, "GATE": str(gate)}
        self.process = begun(site.project.folder, output, folder / "cache", Order("gateconf.py", {"JOBS": 1}, environment))
        self._watchdog = Timer(PATIENCE, kill, (self.process,))
        self._watchdog.start()
        self._gate = gate
        assert self.process.stdout
        said: list[str] = []
        for line in self.process.stdout:
            said.append(line)
            if line == "at the gate\n":
                break
        else:
            stdout, stderr = self.process.communicate()
            pytest.fail(f"the build never came to the gate: {''.join(said)}{stdout}{stderr}")
        site.alter(*IN_TEMPLATE)

    def go_on(self) -> Ended:
        """Open the gate, and wait for the end."""
        self._gate.open("w", encoding="utf-8").close()
        return end_of(self.process)

    def end(self) -> None:
        """Kill it, where it is still at work, with all its workers."""
        kill(self.process)
        self.process.communicate()
        self._watchdog.cancel()


def kill(process: "subprocess.Popen[str]") -> None:
    """Kill a build that is still at work, with all its workers."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def end_of(process: "subprocess.Popen[str]", seconds: float = PATIENCE) -> Ended:
    """How a build ends. Raises `subprocess.TimeoutExpired` where it does not."""
    stdout, stderr = process.communicate(timeout=seconds)
    return Ended(process.returncode, stdout, stderr)


@pytest.fixture
def output(site: SmallSite, tmp_path: Path) -> Path:
    """The output of an earlier build."""
    folder = tmp_path / "output"
    assert site.build(folder, tmp_path / "cache", 1).exit_code == 0
    return folder


@pytest.fixture
def first(site: SmallSite, output: Path, tmp_path: Path) -> Iterator[Waiting]:
    """A build that will change every page of the output, and waits at the gate."""
    site.alter("theme/templates/base.html", "<body", "<body data-new")
    waiting = Waiting(site, output, tmp_path)
    yield waiting
    waiting.end()


def test_second_build_does_not_touch_what_the_first_is_building(site: SmallSite, output: Path, first: Waiting, tmp_path: Path) -> None:
    """While a build of an output is at work, another waits, or ends with exit code 1 and names the first one; the output stays as it is."""
    before = without_hidden(output)
    second = begun(site.project.folder, output, tmp_path / "another-cache", site.order)
    try:
        ended = end_of(second, A_WHILE)
    except subprocess.TimeoutExpired:
        kill(second)
        second.communicate()
    else:
        assert ended.exit_code == 1, "the second build did not wait"
        assert str(first.process.pid) in ended.said
        assert "Traceback" not in ended.said
    assert not difference(without_hidden(output), before)


@pytest.mark.parametrize("cache", ["cache", "another-cache"])
def test_both_of_two_builds_end(site: SmallSite, output: Path, first: Waiting, tmp_path: Path, cache: str) -> None:
    """Two builds of one output at once both end, with exit code 0 or a plain message, and what they leave is what the later one saw."""
    site.save("pages/moi.vi.md", text("Trang mới"))
    second = begun(site.project.folder, output, tmp_path / cache, site.order)
    ended = None
    with suppress(subprocess.TimeoutExpired):
        ended = end_of(second, A_WHILE)
    assert first.go_on().exit_code == 0
    ended = ended or end_of(second)
    assert "Traceback" not in ended.said
    if ended.exit_code:
        assert ended.exit_code == 1
        assert site.build(output, tmp_path / cache, 1).exit_code == 0
    assert not difference(files_of(output), site.cleanly_built())


def test_build_goes_on_after_one_that_was_killed(site: SmallSite, output: Path, first: Waiting, tmp_path: Path) -> None:
    """What a killed build held is free: the next one does not wait, and says nothing of it but perhaps that it cleaned up."""
    kill(first.process)
    ended = site.build(output, tmp_path / "cache", 1)
    assert ended.exit_code == 0, ended.said
    assert not difference(files_of(output), site.cleanly_built())


@pytest.mark.parametrize("times", [5, pytest.param(50, marks=pytest.mark.long)])
def test_content_that_changes_while_it_is_read(site: SmallSite, tmp_path: Path, times: int) -> None:
    """A text is saved, its length as it was, at any moment of a build: whatever that build made of it, the next one leaves what a clean one does."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    started = time.monotonic()
    assert site.build(output, cache, 1).exit_code == 0
    usual = time.monotonic() - started
    chance = random.Random(times)  # noqa: S311 - no secret
    body = site.read("pages/gioi-thieu.vi.md")
    for number in range(times):
        saved = [(path, with_field(body, "title", f"Tên {number:03} {path[-6:-3]}")) for path in ("pages/moi.vi.md", "pages/moi.en.md")]
        timers = [Timer(chance.uniform(0, usual), site.save, one) for one in saved]
        for timer in timers:
            timer.start()
        site.build(output, cache, 1 + number % 2)
        for timer in timers:
            timer.join()
        assert site.build(output, cache, 1).exit_code == 0
        assert {f"ten-{number:03}-vi/index.html", f"en/ten-{number:03}-en/index.html"} <= files_of(output).keys()
    assert not difference(files_of(output), site.cleanly_built())


def without_hidden(output: Path) -> dict[str, bytes]:
    """The files of the site; what a build at work has staged is not yet among them."""
    return {path: data for path, data in files_of(output).items() if not path.startswith(".")}
