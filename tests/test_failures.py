"""How a build fails: never with exit code 0, never half-way, and said plainly."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread, Timer
from urllib.request import urlopen

import pytest

from plugins.build.disk import OutputError
from plugins.failures import readers_language
from plugins.site import build_instant
from tests.conftest import INSTANT, ROOT, Build, run_pelican, write
from tests.written import story

GOOD = {"news/a.md": story("Một", "2026-11-01")}
BROKEN = {"news/b.md": story("Hai", "2026-11-31")}
WARNED = {"news/b.md": story("Hai", "2026-11-01", body="[hỏng](/khong-co/)")}


def bytes_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, hidden ones too: its bytes and when it was last written."""
    return {file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("conf", ["pelicanconf.py", "publishconf.py"])
def test_error_in_the_content(build: Build, conf: str) -> None:
    """An error in the content fails the build with exit code 1 and one plain line, and the last good output stays byte for byte.

    Once it is mended, the next build goes through.
    """
    before = bytes_of(build(GOOD, conf=conf).output)
    built = build(BROKEN, conf=conf)
    assert built.exit_code == 1
    assert [line.partition(" — ")[0] for line in built.said.splitlines() if line.startswith("content/")] == [
        "content/news/b.md:3: error: date: “2026-11-31” is not a date"
    ]
    assert "Traceback" not in built.said
    assert bytes_of(built.output) == before
    mended = build({"news/b.md": story("Hai", "2026-11-30")}, conf=conf, SOURCE_DATE_EPOCH="1800000000")
    assert mended.exit_code == 0, mended.said
    assert mended.files() - before.keys() == {"tin-tuc/hai/index.html"}
    assert before.keys() <= mended.files()


def test_problems_are_collected(tmp_path: Path) -> None:
    """All that is wrong is said at once on standard error, by file and line, each on one unbroken line however narrow the terminal."""
    long = f"{'rất-dài-' * 12}b.md"
    content = write(
        tmp_path / "content",
        {
            f"news/{long}": story("Hai", "2026-13-01", "categry: x", "status: gone"),
            "news/a.md": "title: no front matter\n",
            "announcements/c.md": story("Ba", "2026-11-01"),
            "site/menu.yaml": "- nowhere: x\n",
        },
    )
    command = [str(Path(sys.executable).with_name("pelican")), str(content), "-s", str(ROOT / "publishconf.py"), "-o", str(tmp_path / "output")]
    environment = os.environ | {"COLUMNS": "40", "LANG": "C.UTF-8", "SITEURL": ""}
    done = subprocess.run(
        [*command, "--cache-path", str(tmp_path / "cache")], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    said = [line.partition(": ")[0] for line in done.stderr.splitlines() if line.startswith("content/")]
    places = ["announcements/c.md:1", "news/a.md:1", *(f"news/{long}:{line}" for line in (3, 4, 5)), "site/menu.yaml:1"]
    assert list(dict.fromkeys(said)) == [f"content/{place}" for place in places]
    assert "content/" not in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize("conf", ["pelicanconf.py", "publishconf.py"])
def test_warnings_do_not_fail(build: Build, conf: str) -> None:
    """With warnings only, either configuration builds, says each with its file and line, and exits 0."""
    built = build(WARNED, conf=conf)
    assert built.exit_code == 0
    [line] = [line for line in built.said.splitlines() if line.startswith("content/")]
    assert line.startswith("content/news/b.md:6: warning: ")
    assert "tin-tuc/hai/index.html" in built.files()


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "lỗi"),
        ({"LANG": "fr_FR.UTF-8"}, "error"),
    ],
)
def test_problems_are_said_in_the_editors_language(build: Build, environment: dict[str, str], said: str) -> None:
    """Problems are in Vietnamese for whoever works in Vietnamese, in English for everybody else; the site is the same."""
    built = build(BROKEN, **environment)
    [line] = [line for line in built.said.splitlines() if line.startswith("content/")]
    assert line.startswith(f"content/news/b.md:3: {said}: ")
    assert ("là" in line or "không" in line) is (said == "lỗi")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "C", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "vi_VN"}, "vi"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "vi:en"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "vi"}, "vi"),
    ],
)
def test_editors_language(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str) -> None:
    """The editor's language is found where gettext looks: LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert readers_language() == language


@pytest.mark.parametrize("epoch", ["abc", "1.5", "-1", "１２", "99999999999999999999", "1 ", "0x10", "1e9", "1_000"])
def test_instant_that_is_no_number_of_seconds(epoch: str) -> None:
    """No spelling but plain digits is a build instant."""
    with pytest.raises(OutputError, match="SOURCE_DATE_EPOCH"):
        build_instant(epoch)


def test_unreadable_build_instant(build: Build) -> None:
    """SOURCE_DATE_EPOCH is whole seconds; anything else fails the build, and nothing is written."""
    built = build(GOOD, SOURCE_DATE_EPOCH="1.5")
    assert built.exit_code == 1
    assert "SOURCE_DATE_EPOCH" in built.said
    assert "Traceback" not in built.said
    assert built.files() == set()


@pytest.mark.parametrize(
    "plugins",
    ["[*PLUGINS, broken]", "[broken, *PLUGINS]", "[*PLUGINS, 'no.such.plugin']", "[broken]"],
)
def test_plugin_that_cannot_be_loaded(build: Build, tmp_path: Path, plugins: str) -> None:
    """A plugin that cannot be imported, or that fails when it is registered, fails the build: Pelican would go on without it, be it the site's own."""
    write(tmp_path, {"broken.py": "def register():\n    raise RuntimeError('this plugin is broken')\n", "conf.py": f"from publishconf import *\nimport broken\nPLUGINS = {plugins}\n"})
    built = build(GOOD, conf=str(tmp_path / "conf.py"), PYTHONPATH=f"{ROOT}{os.pathsep}{tmp_path}")
    assert built.exit_code == 1
    assert "broken" in built.said or "no.such.plugin" in built.said
    assert built.files() == set()


def test_page_that_cannot_be_rendered(build: Build, tmp_path: Path) -> None:
    """A name mistyped in a template, be it on the last page, fails the build, and the last good output stays byte for byte."""
    before = bytes_of(build(GOOD).output)
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    template = theme / "templates/not_found.html"
    template.write_text(template.read_text(encoding="utf-8").replace("<h1>", "<h1>{{ no_such_name }}"), encoding="utf-8")
    built = build({"news/c.md": story("Ba", "2026-11-03")}, options=("-t", str(theme)))
    assert built.exit_code == 1
    assert bytes_of(built.output) == before


def test_error_that_pelican_only_logs(build: Build, tmp_path: Path) -> None:
    """What anything logs as an error under Pelican's name while pages are made fails the build."""
    plugin = "import logging\nfrom pelican import signals\n\ndef log(_):\n    logging.getLogger('pelican.x').error('too many open files')\n\ndef register():\n    signals.all_generators_finalized.connect(log)\n"
    write(tmp_path, {"logs.py": plugin, "conf.py": "from publishconf import *\nimport logs\nPLUGINS = [*PLUGINS, logs]\n"})
    built = build(GOOD, conf=str(tmp_path / "conf.py"), PYTHONPATH=f"{ROOT}{os.pathsep}{tmp_path}")
    assert built.exit_code == 1
    assert "too many open files" in built.said


WAITS = """import os, signal
from pelican import signals
from plugins.reader import BulletinReader

def wait(where):
    if where == os.environ["WAIT_WHILE"]:
        print("waiting while", where, flush=True)
        signal.pause()
    return ""

class WaitingReader(BulletinReader):
    def read_text(self, path, data):
        wait("reading")
        return super().read_text(path, data)

def replace(readers):
    readers.reader_classes["md"] = WaitingReader

def register():
    wait("loading")
    signals.readers_init.connect(replace)
"""
"""A plugin with which a build waits at one place, until a signal comes."""
CONF = """from publishconf import *
import waits
PLUGINS = [*PLUGINS, waits]
JINJA_GLOBALS = {"wait": waits.wait}
"""


@contextmanager
def running(folder: Path, *options: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The stock command at work, in a group of its own, all it says in one stream; killed after a minute, whatever happens."""
    command = [str(Path(sys.executable).with_name("pelican")), str(folder / "content"), "-o", str(folder / "output"), "--cache-path", str(folder / "cache"), *options]
    environment = os.environ | {"SOURCE_DATE_EPOCH": INSTANT, "LANG": "C.UTF-8", "SITEURL": "", "COLUMNS": "200", "PYTHONUNBUFFERED": "1"} | environment
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", start_new_session=True) as process:
        watchdog = Timer(60, lambda: os.killpg(process.pid, signal.SIGKILL))
        watchdog.start()
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            watchdog.cancel()


def waited_for(process: subprocess.Popen[str], sign: str) -> str:
    """All that `process` says until a line holds `sign`; the test fails where it ends before."""
    said = []
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if sign in line:
            return "".join(said)
    pytest.fail(f"ended without “{sign}”: {''.join(said)}")


@pytest.mark.parametrize("where", ["loading", "reading", "rendering"])
def test_interrupted(tmp_path: Path, where: str) -> None:
    """Ctrl-C while plugins are loaded, texts are read or pages are made ends the build with exit code 130, plainly, and the old output is whole."""
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    template = theme / "templates/not_found.html"
    template.write_text(template.read_text(encoding="utf-8").replace("<h1>", "<h1>{{ wait('rendering') }}"), encoding="utf-8")
    write(tmp_path, {"waits.py": WAITS, "conf.py": CONF})
    content = write(tmp_path / "content", GOOD)
    first = run_pelican(content, tmp_path / "output", tmp_path / "cache")
    assert first.exit_code == 0, first.said
    before = bytes_of(first.output)
    write(content, {"news/a.md": story("Một đã sửa", "2026-11-02"), "news/b.md": story("Hai", "2026-11-02")})
    options = ("-s", str(tmp_path / "conf.py"), "-t", str(theme))
    with running(tmp_path, *options, PYTHONPATH=f"{ROOT}{os.pathsep}{tmp_path}", WAIT_WHILE=where) as process:
        waited_for(process, f"waiting while {where}")
        process.send_signal(signal.SIGINT)
        said = process.communicate()[0]
    assert process.returncode == 130, said
    assert "Interrupted." in said
    assert "Traceback" not in said
    assert bytes_of(tmp_path / "output") == before


@contextmanager
def saving(content: Path, files: dict[str, str]) -> Iterator[None]:
    """Save `files` again and again during the block: Pelican does not see what is saved between its build and its next look."""
    heard = Event()

    def save() -> None:
        write(content, files)
        while not heard.wait(1):
            write(content, files)

    saver = Thread(target=save)
    saver.start()
    try:
        yield
    finally:
        heard.set()
        saver.join()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def test_serving_and_building_anew(tmp_path: Path) -> None:
    """`pelican -lr` builds, serves, builds anew when a file is saved, lives through a broken one, and ends on Ctrl-C."""
    content = write(tmp_path / "content", GOOD)
    port = free_port()
    with running(tmp_path, "-s", str(ROOT / "pelicanconf.py"), "-lr", "-p", str(port), "-b", "127.0.0.1") as process:
        said = waited_for(process, "Done: ")
        if "Serving site at" not in said:
            waited_for(process, "Serving site at")
        with urlopen(f"http://127.0.0.1:{port}/tin-tuc/mot/", timeout=10) as answer:
            assert "Một" in answer.read().decode()
        with saving(content, BROKEN):
            waited_for(process, "content/news/b.md:3: error: ")
        with saving(content, {"news/b.md": story("Hai", "2026-11-02")}):
            waited_for(process, "Done: ")
        with urlopen(f"http://127.0.0.1:{port}/tin-tuc/hai/", timeout=10) as answer:
            assert "Hai" in answer.read().decode()
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()
    assert process.returncode is not None
    assert process.returncode >= 0


def test_siteurl_that_is_no_address(build: Build) -> None:
    """A SITEURL that is no full address fails the build plainly, and nothing is written."""
    built = build(GOOD, SITEURL="union.example")
    assert built.exit_code == 1
    assert "SITEURL is 'union.example': a full address expected, such as https://someone.example/union" in " ".join(built.said.split())
    assert "Traceback" not in built.said
    assert built.files() == set()


def test_output_inside_of_content(tmp_path: Path) -> None:
    """An output folder within the content folder is refused: the next build would read what this one wrote."""
    content = write(tmp_path / "content", GOOD)
    built = run_pelican(content, content / "output", tmp_path / "cache", COLUMNS="1000")
    assert built.exit_code == 1
    assert f"{content / 'output'} lies in the content folder: choose one outside of it" in built.said
    assert "Traceback" not in built.said
    assert built.files() == set()
