"""A small site to build, on a project of its own."""

from collections.abc import Iterator

import pytest

from tests.build.small_site import CleanBuilds, SmallSite
from tests.building import Project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """One for all tests of a worker: its fork servers are dear to start."""
    made = Project(tmp_path_factory.mktemp("building") / "dự án")
    yield made
    made.close()


@pytest.fixture(scope="session")
def clean_builds(tmp_path_factory: pytest.TempPathFactory) -> CleanBuilds:
    """Of that project."""
    return CleanBuilds(tmp_path_factory.mktemp("clean"))


@pytest.fixture
def site(project: Project, clean_builds: CleanBuilds) -> Iterator[SmallSite]:
    """The small site as it is at the beginning."""
    made = SmallSite(project, clean_builds)
    yield made
    made.restore()
