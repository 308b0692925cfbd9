"""The preview's half of the talk with the process that keeps the site in memory (plugins/live.py): what was saved goes there, pages come back."""
# ruff: noqa: T201 - what that process prints goes to the terminal

import json
import os
import subprocess
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

READY = b"ready\n"
"""What the process says when it is ready to be asked."""
_APART: Mapping[str, Any] = {"creationflags": 0x200} if os.name == "nt" else {"process_group": 0}
"""Ctrl-C on the terminal is not for it: it is ended from here."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown."""

    build: str = ""
    """Another whenever a page may be another; empty: nothing yet."""
    wrong: tuple[str, ...] = ()
    """Why what was saved is not shown, a line each: `content/news/a.md:3: error: …`; what was good before is."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a web server would answer."""

    status: int
    suffix: str
    """Of the file: `.html`."""
    content: bytes
    build: str
    location: str = ""
    """Where to go instead."""
    wrong: tuple[str, ...] = ()
    """Why it cannot be shown."""


NOTHING = Page(404, ".html", b"", "")


class EndedError(Exception):
    """The process has ended: its program is at fault, or the configuration; the terminal says how."""


class LiveSite:
    """One site, followed by one process at a time; another one takes its place when the theme or the program is another."""

    def __init__(self, command: list[str], root: Path, ended: str) -> None:
        """`command` starts the process at the top of the project, `root`; `ended`: what to say when it ends by itself."""
        self._command = command
        self._root = root
        self._ended = ended
        self._asking = threading.Lock()
        self._process: _Process | None = None
        self._outdated = True
        """Whether the process was started before theme, program or configuration became what they are."""
        self._looked_at = "/"
        self.shown = Shown()
        """What is shown now."""

    def follow(self, saved: Iterable[str], *, anew: bool = False) -> Shown:
        """Bring the site up to what was `saved`: places in the content folder. `anew`: something else was saved, too."""
        self._outdated = self._outdated or anew
        with suppress(EndedError):  # that is shown
            if self._outdated:
                self._begin_anew()
            else:
                self._ask("saved", sorted(saved))
        return self.shown

    def page(self, path: str) -> Page:
        """The page at the decoded path of an address."""
        try:
            about, content = self._ask("page", path)
        except EndedError:
            return NOTHING
        if "place" in about:
            try:
                content = Path(about["place"]).read_bytes()
            except OSError:  # deleted a moment ago
                return NOTHING
        if about["suffix"] == ".html" and about["status"] == 200:  # noqa: PLR2004 - as HTTP has it
            self._looked_at = path
        return Page(about["status"], about["suffix"], content, about["build"], about.get("location", ""), tuple(about.get("wrong", ())))

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.close()

    def _begin_anew(self) -> None:
        """A new process takes the old one's place as soon as it can show the site, and the page that was looked at last."""
        process = _Process(self._command, self._root)
        try:
            about = process.ask("saved", None)[0]
            if not about["wrong"]:
                about["wrong"] = process.ask("page", self._looked_at)[0].get("wrong", [])
        except BaseException as problem:
            process.close()
            if isinstance(problem, EndedError):
                self.shown = replace(self.shown, wrong=(self._ended,))
            raise
        if about["wrong"] and self._process:
            process.close()
            self.shown = replace(self.shown, wrong=tuple(about["wrong"]))
            return
        with self._asking:
            old, self._process, self._outdated = self._process, process, False
            self.shown = Shown(about["build"], tuple(about["wrong"]))
        if old:
            old.close()

    def _ask(self, asked: str, given: object) -> tuple[dict[str, Any], bytes]:
        with self._asking:
            if self._process is None:
                raise EndedError
            try:
                about, content = self._process.ask(asked, given)
            except EndedError:
                self._process.close()
                self._process, self._outdated = None, True
                self.shown = replace(self.shown, wrong=(self._ended,))
                raise
            wrong = tuple(about["wrong"]) if asked == "saved" else self.shown.wrong
            self.shown = Shown(about["build"], wrong)  # at midnight a page can be of another build without a save
            return about, content


class _Process:
    def __init__(self, command: list[str], root: Path) -> None:
        self._process: subprocess.Popen[bytes] = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_APART)
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        self._ready = False

    def ask(self, asked: str, given: object) -> tuple[dict[str, Any], bytes]:
        try:
            self._in.write(json.dumps({"asked": asked, "given": given}).encode() + b"\n")
            self._in.flush()
            while not self._ready:
                self._ready = self._line() == READY
            about: dict[str, Any] = json.loads(self._line())
            content: bytes = self._out.read(about["size"])
        except (OSError, ValueError) as problem:
            raise EndedError from problem
        return about, content

    def _line(self) -> bytes:
        line = self._out.readline()
        if not line:
            raise EndedError
        if not self._ready and line != READY:
            print(line.decode("utf-8", "replace"), end="", flush=True)
        return line

    def close(self) -> None:
        self._process.kill()
        self._in.close()
        self._out.close()
        self._process.wait()
