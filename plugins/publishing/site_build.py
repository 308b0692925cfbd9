"""The build that a publication begins with: the stock command with publishconf.py, into a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .messages import PublishingError


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning of the build."""

    path: str
    """Relative to content."""
    line: int
    text: str
    """In the language of whoever publishes."""
    english: str
    """The same, whoever publishes."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A text that must not be in the output: a draft, or one whose time has not come."""

    path: str
    """Relative to content."""
    marks: tuple[str, ...]
    """Words of it, as HTML, that stand in nothing that is published."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What the build came to."""

    folder: Path
    instant: datetime
    """What it was built for, Vietnam time."""
    site_url: str
    """Without a slash at its end."""
    warnings: tuple[Warned, ...]
    held_back: tuple[HeldBack, ...]
    unminted: int
    """How many lines the ledger of the content lacks; 0 where it has none."""
    next_turn: datetime | None
    """When the site becomes another one by itself."""
    counts: Mapping[str, int]
    """`texts`, `stories_and_announcements`, `pages`: in all languages, as `/status.json` has them."""
    gone: tuple[str, ...] = ()
    """The addresses that the ledger says were given up: root-relative, without SITEURL's path."""


def build(project: Path, folder: Path, instant: datetime, environment: Mapping[str, str]) -> BuiltSite:
    """Build the project's content as it is at `instant` into `folder`. Raises PublishingError where the content has errors: they were said."""
    report = folder.with_name(f"{folder.name}.report.json")
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py", "-o", str(folder), "-e", f"REPORT={json.dumps(str(report))}"]
    environment = {**os.environ, **environment, "SOURCE_DATE_EPOCH": str(int(instant.timestamp()))}
    code = subprocess.call(command, cwd=project, env=environment, stdout=2)  # stderr: what a task prints may go into a file
    if code or not report.is_file():
        raise PublishingError("the site was not built: nothing was sent")
    return read_report(json.loads(report.read_text("utf-8")), folder)


def read_report(said: Mapping[str, Any], folder: Path) -> BuiltSite:
    """What the build reported."""
    return BuiltSite(
        folder,
        datetime.fromisoformat(said["instant"]),
        said["site_url"],
        tuple(Warned(**warning) for warning in said["warnings"]),
        tuple(HeldBack(one["path"], tuple(one["marks"])) for one in said["held_back"]),
        said["unminted"],
        datetime.fromisoformat(said["next_turn"]) if said["next_turn"] else None,
        said["counts"],
        tuple(said["gone"]),
    )
