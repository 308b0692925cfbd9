"""The whole project copied to a folder of its own, with a tiny content, so that its tasks can be run for real."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT, write

PARTS = ("plugins", "theme")
FILES = ("tasks.py", "pelicanconf.py", "publishconf.py", "requirements.txt", "requirements-dev.txt")
TINY: Mapping[str, str] = {
    "site/categories.yaml": "- key: phap-luat\n  vi: Chính sách – Pháp luật\n  en: Policy and law\n",
    "site/bylines.yaml": "- code: BTG\n  vi: Ban Tuyên giáo\n  en: Information Board\n",
    "news/2026/dai-hoi.vi.md": "---\ntitle: Đại hội lần thứ nhất\ndate: 2026-01-02 08:00\ncategory: phap-luat\n---\n\nNội dung thứ nhất.\n",
    "news/2026/mai-sau.vi.md": "---\ntitle: Bản nháp chưa đăng\ndate: 2026-01-03\nstatus: draft\n---\n\nChưa xong.\n",
}
"""A story and a draft."""


@dataclass(frozen=True, slots=True)
class Project:
    """A copy of the project."""

    root: Path

    def write(self, path: str, text: str) -> None:
        """Save a file of the content as an editor's program does: a new file takes the old one's place."""
        file = self.root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.tmp")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)

    def command(self, *arguments: str) -> list[str]:
        """Invoke's command line for a task of the copy."""
        return [sys.executable, "-m", "invoke", "--search-root", str(self.root), *arguments]

    def inv(self, *arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a task to its end, from another folder."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root.parent,
            env=surroundings(**environment),
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )


def surroundings(**more: str) -> dict[str, str]:
    """An environment that does not depend on who runs the tests; the build is for now."""
    kept = {name: value for name, value in os.environ.items() if name not in {"SITEURL", "SOURCE_DATE_EPOCH", "LANGUAGE", "LC_ALL", "LC_MESSAGES"}}
    return kept | {"LANG": "C.UTF-8", "COLUMNS": "200", "PYTHONUNBUFFERED": "1"} | more


def copied(folder: Path, content: Mapping[str, str] = TINY) -> Project:
    """Copy the project into a folder whose name has a space and marks."""
    root = folder / "thư mục của tôi"
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy2(ROOT / name, root / name)
    write(root / "content", dict(content))
    return Project(root)
