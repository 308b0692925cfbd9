"""A small site to build, on a project of its own."""

from collections.abc import Iterator

import pytest

from tests.build.small_site import SmallSite
from tests.building import Project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """One for all tests of a worker: its fork servers are dear to start."""
    made = Project(tmp_path_factory.mktemp("building") / "dự án")
    yield made
    made.close()


@pytest.fixture(scope="session")
def cleanly() -> dict[str, dict[str, bytes]]:
    """What clean builds made: most tests ask for the same few."""
    return {}


@pytest.fixture
def site(project: Project, cleanly: dict[str, dict[str, bytes]]) -> Iterator[SmallSite]:
    """The small site as it is at the beginning."""
    made = SmallSite(project, cleanly)
    yield made
    made.restore()
