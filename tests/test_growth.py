"""Nothing grows faster than the number of stories: work is counted, not timed."""

import os
import pstats
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.editing import corpus
from tests.conftest import INSTANT, ROOT


def counted(folder: Path, stories: int) -> dict[str, int]:
    """What a build of that many stories costs: function calls, files, bytes of all files, of the largest page and of the largest feed."""
    corpus.write(folder / "content", stories)
    output, profile = folder / "output", folder / "profile"
    subprocess.run(
        [sys.executable, "-m", "cProfile", "-o", str(profile), "-m", "pelican", str(folder / "content"), "-s", str(ROOT / "publishconf.py"), "-o", str(output), "--cache-path", str(folder / "cache")],
        cwd=folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": INSTANT, "LANG": "C.UTF-8", "SITEURL": ""},
        check=True,
        capture_output=True,
        timeout=500,
    )
    sizes = {file.relative_to(output): file.stat().st_size for file in output.rglob("*") if file.is_file()}
    statistics = pstats.Stats(str(profile))
    return {
        "calls": statistics.total_calls,  # type: ignore[attr-defined]  # not in typeshed
        "files": len(sizes),
        "bytes": sum(sizes.values()),
        "list": (output / "tin-tuc/index.html").stat().st_size,
        "feed": (output / "rss.xml").stat().st_size,
    }


@pytest.mark.parametrize(("few", "many"), [(30, 120), pytest.param(250, 1000, marks=pytest.mark.long)])
def test_work_grows_no_faster_than_the_content(tmp_path: Path, few: int, many: int) -> None:
    """Four times the stories cost at most four times the calls, files and bytes; a list's page and a feed stay as long as they were."""
    small, large = counted(tmp_path / "few", few), counted(tmp_path / "many", many)
    times = many / few
    for what in ("calls", "files", "bytes"):
        assert large[what] <= 1.05 * times * small[what], what
    assert large["list"] <= 2 * small["list"]
    assert large["feed"] <= 1.5 * small["feed"]
    assert large["files"] >= many
