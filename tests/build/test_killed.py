"""kill -9 at any moment: no file is half there, and the next build goes through."""

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from threading import Timer

import pytest

from plugins.build.output import MANIFEST
from tests.build.small_site import SmallSite
from tests.building import difference, files_of
from tests.written import story

ALTERATION = ("theme/templates/base.html", "<body", "<body data-new")
"""Changes every page."""


class Alternating:
    """A site that is changed in all its pages to and fro, and what a clean build makes of either state."""

    def __init__(self, site: SmallSite, folder: Path) -> None:
        self.site = site
        self.output, self.cache = folder / "output", folder / "cache"
        self.built: list[dict[str, bytes]] = []
        self.seconds: list[float] = []
        for state in (0, 1):
            started = time.monotonic()
            self.ended(folder / f"clean-{state}", folder / f"clean-{state}-cache")
            self.seconds.append(time.monotonic() - started)
            self.built.append(files_of(folder / f"clean-{state}"))
            self.turn()
        self.state = 0

    def turn(self) -> None:
        """Into the other state: every page changes, one comes, one goes, or the other way round."""
        self.site.alter(*ALTERATION)
        for number in range(10):
            if f"news/2026/them-{number}.vi.md" in self.site.files("news"):
                self.site.delete(f"news/2026/them-{number}.vi.md")
            else:
                self.site.save(f"news/2026/them-{number}.vi.md", story(f"Tin thêm {number}", "2026-11-02", body="Dài. " * 200))
        self.state = 1 - getattr(self, "state", 0)

    def ended(self, output: Path, cache: Path) -> None:
        """Build to the end."""
        ended = self.site.build(output, cache, 2)
        assert ended.exit_code == 0, ended.said


@pytest.fixture
def alternating(site: SmallSite, tmp_path: Path) -> Alternating:
    """Never killed so far."""
    return Alternating(site, tmp_path)


@pytest.mark.parametrize(
    ("kills", "clean", "whole_group"),
    [
        (4, False, True),
        (2, False, False),
        (2, True, True),
        *(pytest.param(25, clean, whole_group, marks=pytest.mark.long) for clean in (False, True) for whole_group in (True, False)),
    ],
)
def test_killed_at_any_moment(alternating: Alternating, kills: int, clean: bool, whole_group: bool) -> None:
    """Whenever a build is killed, with its workers or without, each file is wholly old or wholly new, and the manifest new only where all is.

    The next build does not wait for the dead one, and leaves what a clean build does.
    """
    chance = random.Random(f"{kills} {clean} {whole_group}")  # noqa: S311 - no secret
    alternating.ended(alternating.output, alternating.cache)
    for _ in range(kills):
        if clean:
            shutil.rmtree(alternating.output)
            shutil.rmtree(alternating.cache, ignore_errors=True)
        old = {} if clean else alternating.built[alternating.state]
        alternating.turn()
        new = alternating.built[alternating.state]
        running = alternating.site.start(alternating.output, alternating.cache, 2)
        end = os.killpg if whole_group else os.kill
        killer = Timer(chance.uniform(0, 1.1) * min(alternating.seconds), killed, (end, running.process_group))
        killer.start()
        code = running.wait().exit_code
        killer.cancel()
        assert code in {0, -signal.SIGKILL}
        left = files_of(alternating.output) if alternating.output.is_dir() else {}
        for path, data in left.items():
            if not path.startswith("."):  # what is staged is no part of the site
                assert data in {old.get(path), new.get(path)}, path
        if left.get(MANIFEST) == new[MANIFEST]:
            assert not difference(left, new | {path: data for path, data in left.items() if path.startswith(".") or path in old})
        alternating.ended(alternating.output, alternating.cache)
        killed(os.killpg, running.process_group)
        assert not difference(files_of(alternating.output), new)


def killed(end: object, process: int) -> None:
    """Kill what may have ended by itself."""
    assert callable(end)
    with suppress(ProcessLookupError):
        end(process, signal.SIGKILL)
