"""What several tests of publishing run against."""

from collections.abc import Iterator

import pytest

from tests.publishing.own_sshd import OwnSshd, own_sshd
from tests.publishing.seaweedfs import Seaweed, seaweed


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSshd]:
    """A server of ssh, one for all tests of a module."""
    with own_sshd(tmp_path_factory.mktemp("own sshd")) as running:
        yield running


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seaweed]:
    """An object storage, one for all tests of a worker: it takes seconds to start."""
    with seaweed(tmp_path_factory.mktemp("seaweed")) as started:
        yield started
