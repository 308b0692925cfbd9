"""The judges that come from npm: locked in package-lock.json, run as they are."""

import os
from pathlib import Path

import pytest

MODULES = Path(__file__).parent / "node_modules"


def judge(path: str) -> Path:
    """A file of an npm package; without it the test is skipped, and fails in CI."""
    file = MODULES / path
    if not file.is_file():
        missing = f"{path.partition('/')[0]} is not installed: npm ci --prefix tests --ignore-scripts"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return file
