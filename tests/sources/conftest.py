"""What tests of the sources share."""

from pathlib import Path

import pytest

from .desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty content folder."""
    root = tmp_path / "content"
    root.mkdir()
    return Desk(root, tmp_path / "pictures")
