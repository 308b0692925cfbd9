"""A project of its own that tests may edit in every part, and builds of it in quick succession, from outside: by the stock command."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

from tests.conftest import INSTANT, ROOT

CONTENT = "content"
PATIENCE = 120
"""Seconds that a build of a small site may take, however busy the machine."""
_PROBLEM = re.compile(rf"{CONTENT}/.*:\d+: ")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a build ended, and what it said."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def said(self) -> str:
        """Standard output and standard error."""
        return self.stdout + self.stderr

    @property
    def problems(self) -> list[str]:
        """The Problems on standard error, sorted."""
        return sorted(line for line in self.stderr.splitlines() if _PROBLEM.match(line))


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: the state of the world but for the project's files."""

    conf: str = "publishconf.py"
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What `-e` sets, beside CACHE_PATH."""
    environment: Mapping[str, str] = field(default_factory=dict)


class Running:
    """A build at work."""

    def __init__(self, server: "subprocess.Popen[str]", said: Path) -> None:
        self._server = server
        self._said = said
        self.process_group = int(_line(server))

    def wait(self) -> Ended:
        """Its end; a negative exit code is the signal that ended it. What waits for ever is killed."""
        watchdog = Timer(PATIENCE, self._kill)
        watchdog.start()
        code = int(_line(self._server))
        watchdog.cancel()
        return Ended(code, *((self._said / name).read_text("utf-8", "replace") for name in ("stdout", "stderr")))

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process_group, signal.SIGKILL)


def _line(server: "subprocess.Popen[str]") -> str:
    assert server.stdout
    line = server.stdout.readline()
    assert line, "the fork server has ended"
    return line


class Project:
    """A copy of the theme, the Python and the configurations in `folder`, with a content folder to fill, and fork servers that build it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        for name in ("theme", "plugins"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pelicanconf.py", "publishconf.py"):
            shutil.copyfile(ROOT / name, folder / name)
        (folder / CONTENT).mkdir()
        self._servers: dict[str, subprocess.Popen[str]] = {}

    @property
    def content(self) -> Path:
        """Where its texts lie."""
        return self.folder / CONTENT

    def start(self, output: Path, cache: Path, order: Order | None = None) -> Running:
        """Start a build of this project's content into `output`."""
        order = order or Order()
        request = {
            "folder": str(self.folder),
            "arguments": arguments(self.content, self.folder / order.conf, output, cache, order.settings),
            "environment": environment(order.environment),
        }
        said = self.folder.with_name("said")
        said.mkdir(exist_ok=True)
        server = self._server()
        assert server.stdin
        server.stdin.write(json.dumps(request | {name: str(said / name) for name in ("stdout", "stderr")}) + "\n")
        server.stdin.flush()
        return Running(server, said)

    def build(self, output: Path, cache: Path, order: Order | None = None) -> Ended:
        """Build this project's content into `output`."""
        return self.start(output, cache, order).wait()

    def _server(self) -> "subprocess.Popen[str]":
        """The fork server that has imported the Python as it is now: a module that was imported once stays as it was."""
        python = fingerprint({name: data for name, data in files_of(self.folder / "plugins").items() if name.endswith(".py")})
        if python not in self._servers:
            command = [sys.executable, "-B", str(ROOT / "tests/fork_server.py"), str(self.folder)]
            server = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
            assert _line(server) == "ready\n"
            self._servers[python] = server
        return self._servers[python]

    def close(self) -> None:
        """End the servers."""
        for server in self._servers.values():
            server.communicate("")
        self._servers.clear()


def arguments(content: Path, conf: Path, output: Path, cache: Path, settings: Mapping[str, Any]) -> list[str]:
    """Of the `pelican` command. All settings go into one `-e`: of two, Pelican heeds the last only."""
    changed = [f"{name}={json.dumps(value)}" for name, value in ({"CACHE_PATH": str(cache)} | dict(settings)).items()]
    return [str(content), "-s", str(conf), "-o", str(output), "-e", *changed]


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a build, the same on every machine but for where programs are."""
    plain = {"SOURCE_DATE_EPOCH": INSTANT, "LANG": "C.UTF-8", "SITEURL": "", "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"}
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")} | plain | dict(more)


def command() -> str:
    """The stock command."""
    return str(Path(sys.executable).with_name("pelican"))


def run(project: Path, output: Path, cache: Path, order: Order | None = None, through: tuple[str, ...] = ()) -> Ended:
    """Build the content of `project` with an interpreter of its own, as an editor does; `through` is a command that runs its arguments."""
    with begun(project, output, cache, order, through) as process:
        stdout, stderr = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, stdout, stderr)


def begun(project: Path, output: Path, cache: Path, order: Order | None = None, through: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
    """The same, while it is at work: a process group of its own."""
    order = order or Order()
    asked = arguments(project / CONTENT, project / order.conf, output, cache, order.settings)
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", "errors": "replace"}
    return subprocess.Popen([*through, command(), *asked], cwd=project, env=environment(order.environment), start_new_session=True, **pipes)


def files_of(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder by its path, hidden ones too; a link is what it says, an empty folder nothing."""
    found: dict[str, bytes] = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink():
            found[name] = b"link to " + os.fsencode(file.readlink())
        elif not file.is_dir():
            found[name] = file.read_bytes()
    return found


def stats_of(folder: Path) -> dict[str, tuple[int, int]]:
    """When every file below a folder was last written, and its inode."""
    stats = {file.relative_to(folder).as_posix(): file.stat() for file in folder.rglob("*") if file.is_file()}
    return {name: (stat.st_mtime_ns, stat.st_ino) for name, stat in stats.items()}


def fingerprint(files: Mapping[str, bytes]) -> str:
    """One digest of names and bytes."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{name}\0{len(files[name])}\0".encode())
        total.update(files[name])
    return total.hexdigest()


def difference(found: Mapping[str, bytes], expected: Mapping[str, bytes]) -> str:
    """What is not as expected, one file a line; empty where all is."""
    lines = [f"missing: {name}" for name in sorted(expected.keys() - found.keys())]
    lines += [f"too many: {name}" for name in sorted(found.keys() - expected.keys())]
    lines += [f"differs: {name}{_first_difference(found[name], expected[name])}" for name in sorted(expected.keys() & found.keys()) if found[name] != expected[name]]
    return "\n".join(lines)


def _first_difference(found: bytes, expected: bytes) -> str:
    place = next((at for at, (one, other) in enumerate(zip(found, expected, strict=False)) if one != other), min(len(found), len(expected)))
    start = max(0, place - 60)
    return f" at byte {place}: …{found[start : place + 60]!r} instead of …{expected[start : place + 60]!r}"
