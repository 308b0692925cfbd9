"""The oracle: whatever is edited, an incremental build equals a clean one, byte for byte, file for file."""

import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from plugins.build.output import MANIFEST, STAGING
from tests.build.changes import CHANGES, Change, Draw
from tests.build.faults import FAULTS, Fault
from tests.build.harms import HARMS, Harm
from tests.build.small_site import CleanBuilds, SmallSite
from tests.building import Ended, Project, difference, files_of, stats_of

FOREIGN = ("google-site.html", "tin-tuc/foreign.txt", "media/foreign/x.txt", "tin-tuc/bai-1/index.html")
"""Where a file that no build made may lie; a page may want the last one's address."""


class Workshop:
    """The project of all sequences, the clean builds of it, and a folder for each."""

    def __init__(self, project: Project, clean_builds: CleanBuilds, folder: Path) -> None:
        self.folder = folder
        self.project = project
        self.clean_builds = clean_builds
        self._runs = 0

    def run_folder(self) -> Path:
        """A folder for one sequence, which is not there yet."""
        self._runs += 1
        return self.folder / f"run-{self._runs}"


@pytest.fixture(scope="module")
def workshop(project: Project, clean_builds: CleanBuilds, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Used by all sequences of a worker."""
    return Workshop(project, clean_builds, tmp_path_factory.mktemp("oracle"))


class Sequence(RuleBasedStateMachine):
    """Changes of every kind to a small site, in any order, a build after each."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        self.site = SmallSite(workshop.project, workshop.clean_builds)
        folder = workshop.run_folder()
        self.output, self.cache = folder / "đầu ra", folder / "cache"
        self.foreign: dict[str, bytes] = {}
        """What lies in the output and is no build's."""
        self.good: dict[str, bytes] | None = None
        """The project before a fault that is still to be mended."""

    def teardown(self) -> None:
        self.site.restore()
        shutil.rmtree(self.output.parent, ignore_errors=True)

    @initialize(jobs=st.sampled_from([1, 2]))
    def first(self, jobs: int) -> None:
        self.compare(jobs)

    @rule(data=st.data(), change=st.sampled_from(CHANGES), renames=st.booleans(), jobs=st.sampled_from([1, 2]))
    @precondition(lambda self: self.good is None)
    def change(self, data: st.DataObject, change: Change, renames: bool, jobs: int) -> None:
        """One thing at a time."""
        self.changed(data.draw, [change], renames, jobs)

    @rule(data=st.data(), changes=st.lists(st.sampled_from(CHANGES), min_size=2, max_size=4), renames=st.booleans(), jobs=st.sampled_from([1, 2]))
    def change_several(self, data: st.DataObject, changes: list[Change], renames: bool, jobs: int) -> None:
        """Several things between two builds, while content is wrong, too."""
        self.changed(data.draw, changes, renames, jobs)

    @rule(data=st.data(), harm=st.sampled_from(HARMS), jobs=st.sampled_from([1, 2]))
    @precondition(lambda self: self.output.is_dir())
    def harm_the_output(self, data: st.DataObject, harm: Harm, jobs: int) -> None:
        """A file of the output is damaged, or goes."""
        self.forget_foreign(lambda: harm(self.output, data.draw))
        self.compare(jobs)

    @rule(path=st.sampled_from(FOREIGN), jobs=st.sampled_from([1, 2]))
    @precondition(lambda self: self.output.is_dir())
    def put_a_foreign_file(self, path: str, jobs: int) -> None:
        """It stays, unless a page must go there."""
        file = self.output / path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("foreign", "utf-8")
            self.foreign[path] = b"foreign"
        self.compare(jobs)

    @rule(damage=st.sampled_from([None, b"", b'{"files": [', b"[]"]), jobs=st.sampled_from([1, 2]))
    @precondition(lambda self: (self.output / MANIFEST).is_file())
    def lose_the_manifest(self, damage: bytes | None, jobs: int) -> None:
        """Without it nobody knows whose the files are: none is removed from then on but what is built again."""
        self.foreign |= {path: data for path, data in files_of(self.output).items() if path != MANIFEST}
        (self.output / MANIFEST).unlink()
        if damage is not None:
            (self.output / MANIFEST).write_bytes(damage)
        self.compare(jobs)

    @rule(output=st.booleans(), cache=st.booleans(), jobs=st.sampled_from([1, 2]))
    def forget(self, output: bool, cache: bool, jobs: int) -> None:
        """The cache, the output or both are deleted; or nothing happens at all."""
        if output:
            shutil.rmtree(self.output, ignore_errors=True)
            self.foreign.clear()
        if cache:
            shutil.rmtree(self.cache, ignore_errors=True)
        self.compare(jobs)

    @rule(data=st.data(), fault=st.sampled_from(FAULTS), jobs=st.sampled_from([1, 2]))
    @precondition(lambda self: self.good is None)
    def spoil(self, data: st.DataObject, fault: Fault, jobs: int) -> None:
        """Content that cannot be built: the output stays as it was."""
        good = self.site.snapshot()
        fault(self.site, data.draw)
        self.good = good
        assert self.compare(jobs).exit_code == 1

    @rule(jobs=st.sampled_from([1, 2]))
    @precondition(lambda self: self.good is not None)
    def mend(self, jobs: int) -> None:
        """What was wrong is put right."""
        assert self.good is not None
        self.site.put_back(self.good)
        self.good = None
        assert self.compare(jobs).exit_code == 0

    def changed(self, draw: Draw, changes: list[Change], renames: bool, jobs: int) -> None:
        """Change the site and build it; what by chance cannot be built is put back later."""
        before = self.site.snapshot()
        self.site.renames = renames
        for change in changes:
            change(self.site, draw)
        if self.compare(jobs).exit_code and self.good is None:
            self.good = before

    def forget_foreign(self, harm: Callable[[], None]) -> None:
        """Do harm; foreign files that it hits are what it leaves of them."""
        harm()
        left = files_of(self.output)
        self.foreign = {path: left[path] for path in self.foreign if path in left}

    def compare(self, jobs: int) -> Ended:
        """Build on what is there, build anew, and hold the two against each other."""
        before, stats = (files_of(self.output), stats_of(self.output)) if self.output.is_dir() else ({}, {})
        ended = self.site.build(self.output, self.cache, jobs)
        clean, expected = self.site.clean(3 - jobs)
        after = files_of(self.output) if self.output.is_dir() else {}
        assert (ended.exit_code, ended.problems) == (clean.exit_code, clean.problems), ended.said
        assert "Traceback" not in ended.said
        if ended.exit_code:
            assert ended.problems
            assert not difference(_without_staging(after), _without_staging(before))
        else:
            self.foreign = {path: data for path, data in self.foreign.items() if path not in expected}
            assert not difference(after, {**expected, **self.foreign})
        now = stats_of(self.output) if self.output.is_dir() else {}
        kept = [path for path in after if before.get(path) == after[path]]
        assert {path: now.get(path) for path in kept} == {path: stats.get(path) for path in kept}
        return ended


def _without_staging(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a killed build has left half done is no page: the next one may clear it away, even if it fails."""
    return {path: data for path, data in files.items() if not path.startswith(f"{STAGING}/")}


def run(workshop: Workshop, sequences: int, steps: int, **more: bool) -> None:
    """So many sequences of so many steps at most."""
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example]
    chosen = settings(max_examples=sequences, stateful_step_count=steps, deadline=None, suppress_health_check=checks, **more)  # type: ignore[arg-type]  # flags by name
    run_state_machine_as_test(partial(Sequence, workshop), settings=chosen)  # type: ignore[arg-type]  # anything that makes a machine will do


def test_an_incremental_build_equals_a_clean_one(workshop: Workshop) -> None:
    """After each change to a site, its theme, code, settings, instant, output and cache, the next build leaves what a clean one does.

    The same bytes, exit code and problems; files that stay the same keep time and inode, and a failed build changes nothing.
    """
    run(workshop, 10, 4, derandomize=True)


@pytest.mark.long
@pytest.mark.parametrize("_part", range(5))
def test_an_incremental_build_equals_a_clean_one_five_hundred_times(workshop: Workshop, _part: int) -> None:
    """The same for 500 sequences, new ones in each run; in parts, so that several processes may share them."""
    run(workshop, 100, 6, derandomize=False, database=None)  # type: ignore[arg-type]  # see `run`
