"""Content that means harm: what it costs, what it can read and write, and that a build asks nobody."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.problem import Report
from plugins.sources import front_matter
from tests.conftest import INSTANT, ROOT, needed, run_pelican, write
from tests.hostile import heavy
from tests.hostile.attacks import ATTACKS, BREAK_OUT, hostile_site, quoted
from tests.sources.desk import read_text
from tests.written import picture, story, text

SECONDS = 10
MEGABYTES = 500
SCALES = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=2)
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""
"""A small program between: what a process has held counts as held by those that it starts, and this test holds huge pictures."""
CANARY = b"%PDF-1.4 what lies outside of content is nobody's business 8d1c"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a build and all of its processes."""

    exit_code: int
    seconds: float
    """Of the processor."""
    megabytes: int
    """The most that one process held."""
    said: str


def cost(folder: Path, content: Mapping[str, str | bytes], **environment: str) -> Cost:
    """Build `content` in `folder`."""
    write(folder / "content", content)
    command = [str(Path(sys.executable).with_name("pelican")), "content", "-s", str(ROOT / "publishconf.py"), "-o", "output", "--cache-path", str(folder / "cache")]
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": INSTANT, "LANG": "C.UTF-8", "SITEURL": "", "COLUMNS": "200"} | environment
    with (folder / "said").open("wb") as said:
        weighed = subprocess.run([sys.executable, "-S", "-c", SCALES, *command], cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=said, check=True, timeout=120)
    code, seconds, kilobytes = weighed.stdout.split()
    return Cost(int(code), float(seconds), int(kilobytes) // 1024, (folder / "said").read_text("utf-8", "replace"))


def bearable(found: Cost) -> None:
    """It ended by itself, plainly, and cost no more than promised."""
    assert found.exit_code in {0, 1}, found.said[-2000:]
    assert "Traceback" not in found.said, found.said[-2000:]
    assert found.seconds < SECONDS
    assert found.megabytes < MEGABYTES


@pytest.mark.parametrize("made", heavy.WORST.values(), ids=heavy.WORST.keys())
def test_no_file_is_too_much(tmp_path: Path, made: Callable[[], Mapping[str, str | bytes]]) -> None:
    """A file that is small and costs much is refused, or published, within ten seconds and 500 MB."""
    bearable(cost(tmp_path, made()))


@pytest.mark.long
@pytest.mark.parametrize("made", heavy.OTHERS.values(), ids=heavy.OTHERS.keys())
def test_no_other_file_is_too_much(tmp_path: Path, made: Callable[[], Mapping[str, str | bytes]]) -> None:
    """The same of everything else we could think of: every regular expression, every parser, every format."""
    bearable(cost(tmp_path, made()))


# What it reads and writes


def outside() -> Mapping[str, str | bytes]:
    """A story that asks for what lies outside of content in every way a text can."""
    ways = ("../../../../secret.pdf", "/../secret.pdf", "..%2f..%2f..%2f..%2fsecret.pdf", "/etc/passwd", "file:///etc/passwd", "....//....//secret.pdf", "\\..\\..\\secret.pdf")
    pictures = ("../../../../secret.png", "/../secret.png", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.png")
    links = " ".join([*(f"[a]({way})" for way in ways), *(f"![b]({way})" for way in pictures), "[c](../../../../secret.md)", "{% include '../secret.pdf' %}"])
    return {"news/2026/x/index.vi.md": story("X", "2026-11-20", f"image: {pictures[0]}", "image_alt: x", body=links), "news/2026/x/anh.jpg": picture()}


def watched(tmp_path: Path, content: Mapping[str, str | bytes]) -> tuple[Cost, list[tuple[str, Path]]]:
    """A build of `content` with secrets beside it, and what it did to which file."""
    (tmp_path / "hook").mkdir()
    shutil.copyfile(ROOT / "tests/hostile/watched.py", tmp_path / "hook/sitecustomize.py")
    for name in ("secret.pdf", "secret.png", "secret.md"):
        (tmp_path / name).write_bytes(CANARY)
    done = cost(tmp_path, content, PYTHONPATH=str(tmp_path / "hook"), WATCHED=str(tmp_path / "notes"), PYTHONDONTWRITEBYTECODE="1")
    notes = []
    for line in (tmp_path / "notes").read_text("utf-8").splitlines():
        what, _, path = line.partition("\t")
        notes.append((what, Path(ast.literal_eval(path))))
    return done, notes


def test_nothing_outside_is_read_or_written(tmp_path: Path) -> None:
    """A build opens content, the project, its cache, its output and what Python itself consists of; it changes output and cache; it asks no network.

    Whatever a text asks for. What the hook notes is every file that Python opens, in every process of the build.
    """
    done, notes = watched(tmp_path, {**hostile_site(), **outside()})
    assert done.exit_code == 0, done.said
    assert len(notes) > 1000
    own = [tmp_path / name for name in ("content", "output", "cache", "hook")]
    python = [Path(path) for path in (sys.prefix, sys.base_prefix, *sys.path, "/usr", "/lib", "/etc/mime.types", "/dev", "/proc", "/sys")]
    read = {str(path) for what, path in notes if what == "read" and path != tmp_path and not _below(path, [ROOT, *own, *python])}
    wrote = {str(path) for what, path in notes if what == "write" and not _below(path, [*own[1:], Path("/dev")])}
    assert read == set()
    assert wrote == set()
    assert [path for what, path in notes if what == "network"] == []
    assert not [file for file in (tmp_path / "output").rglob("*") if file.is_file() and CANARY in file.read_bytes()]


def _below(path: Path, folders: Iterable[Path]) -> bool:
    """Whether it is one of them, or lies in one."""
    return any(path.is_relative_to(folder) or path.is_relative_to(folder.resolve()) for folder in folders)


def test_links_and_devices_lead_nowhere(tmp_path: Path) -> None:
    """A link out of content, a link to a folder, a pipe, a loop of links: each an error of its own; the build waits for none and publishes none."""
    content = write(tmp_path / "content", {"news/2026/x/index.vi.md": story("X", "2026-11-20", "attachments:", "  - file: a.pdf")})
    (tmp_path / "secret.pdf").write_bytes(CANARY)
    here = content / "news/2026/x"
    (here / "a.pdf").symlink_to(tmp_path / "secret.pdf")
    (here / "passwd.md").symlink_to("/etc/passwd")
    (here / "folder").symlink_to(tmp_path)
    (here / "loop.pdf").symlink_to("loop.pdf")
    (content / "site").symlink_to("/etc")
    os.mkfifo(here / "pipe.vi.md")
    built = run_pelican(content, tmp_path / "output", tmp_path / "cache")
    assert built.exit_code == 1
    assert "Traceback" not in built.said
    for name in ("a.pdf", "passwd.md", "folder", "loop.pdf", "pipe.vi.md"):
        assert f"news/2026/x/{name}:1: error: " in built.said, built.said
    assert "content/site:1: error: " in built.said
    assert not (tmp_path / "output").exists() or not list((tmp_path / "output").rglob("*.pdf"))


NAMES = ["a\nb", "a\x1b[31mb", "\u202etxt.fdp", "<script>alert(1)<", "con", "aux.vi", "a" * 200, " ", "a b ", "-rf", "$(id)", "`id`", "a;b&c", "%2e%2e", "..a", "a\\..\\b", "ａ", "e\u0301", "\U0001f4a9", "a#b?c=d", "a:b", "\u200b"]


def test_names_of_files_stay_names(tmp_path: Path) -> None:
    """A folder of any name gives an address of plain letters, or an error that shows no control character; the others are published as ever."""
    files = {name: f"news/2026/{name}/index.vi.md" for name in NAMES}
    content = write(tmp_path / "content", {path: story(f"Tên {number}", "2026-11-20") for number, path in enumerate(files.values())})
    for name in NAMES:
        (content / "news/2026" / name / "anh.jpg").write_bytes(picture())
    refused = run_pelican(content, tmp_path / "output", tmp_path / "cache")
    assert refused.exit_code == 1
    assert "Traceback" not in refused.said
    errors = [line for line in refused.said.splitlines() if ": error: " in line]
    assert all(line.isprintable() for line in errors), errors
    for name in NAMES:
        if not name.isprintable():
            shutil.rmtree(content / "news/2026" / name)
    built = run_pelican(content, tmp_path / "output", tmp_path / "cache")
    assert built.exit_code == 0, built.said
    assert all(path.isascii() and not set(path) & set("<>\"'\\:;&`$#?%\n\x1b ") for path in built.files()), built.files()
    assert len([path for path in built.files() if path.startswith("tin-tuc/ten-")]) >= len([name for name in NAMES if name.isprintable() and not name.startswith(".")])


ADDRESSES = ("javascript:alert(1)", "' javascript:alert(1)'", '"java\\tscript:alert(1)"', "data:text/html,x", "//evil.example")
REGISTRIES = {
    "tag": "- url: !!python/object/apply:os.system ['true']\n",
    "anchor": "- &a {url: 'https://x'}\n- *a\n",
    "twice": "- url: https://x\n  url: https://y\n  vi: x\n  en: x\n",
    "merge": "- <<: {url: 'https://x'}\n  vi: x\n",
}


def test_a_menu_leads_to_the_web_only(tmp_path: Path) -> None:
    """An address that could run is an error at its line."""
    menu = "".join(f"- url: {written}\n  vi: x\n  en: x\n" for written in ADDRESSES)
    built = run_pelican(write(tmp_path / "content", {"site/menu.yaml": menu}), tmp_path / "output", tmp_path / "cache")
    assert built.exit_code == 1
    assert all(f"content/site/menu.yaml:{line}:" in built.said for line in range(1, len(menu.splitlines()), 3)), built.said


@pytest.mark.parametrize("written", REGISTRIES.values(), ids=REGISTRIES.keys())
def test_a_menu_is_plain(tmp_path: Path, written: str) -> None:
    """YAML's tags, anchors, merges and doubled keys are errors."""
    built = run_pelican(write(tmp_path / "content", {"site/menu.yaml": written}), tmp_path / "output", tmp_path / "cache")
    assert built.exit_code == 1
    assert "content/site/menu.yaml:" in built.said
    assert "Traceback" not in built.said


# Whatever is written


HEADS = {
    "tag": "title: !!python/name:os.system x",
    "object": "title: !!python/object/apply:os.system ['touch pwned']",
    "binary": "title: !!binary R0lGODdh",
    "anchors": "title: &a x\nsummary: *a",
    "merge": "<<: {title: x}",
    "twice": "title: a\ntitle: b",
    "null": 'title: "a\\0b"',
    "bell": 'title: "a\\x07b"',
    "surrogate": 'title: "\\ud800"',
    "escape-name": '"ti\\x1btle": x',
    "list-name": "? [a, b]\n: x",
    "document": "title: a\n--- \ntitle: b",
    "directive": "%YAML 9.9\ntitle: x",
    "directive-tag": "%TAG ! tag:x,2000:\ntitle: x",
    "tabs": "\ttitle: x",
    "deep": "title: " + "[" * 50 + "]" * 50,
    "bidi": "title: a\u202eb\u2066",
    "noncharacter": 'title: "\\uffff"',
    "huge-number": "number: " + "9" * 1000,
    "empty-name": ": x",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_front_matter_is_only_text(head: str) -> None:
    """Tags, anchors, escapes and the like are errors at a line, or text; nothing is made of them, and nothing is raised."""
    found = read_text("news/2026/x/index.vi.md", f"---\n{head}\n---\nX.\n".encode("utf-8", "surrogatepass"))
    if isinstance(found, list):
        assert all(problem.line >= 1 and problem.said().isprintable() for problem in found)
    else:
        assert all(isinstance(value, str | bool | tuple) or value is not None for value in found.values.values())


SIGNS = st.lists(st.sampled_from([*"-:#&*!|>'\"%@`{}[],?\\ \n\ta1é", "---", "\u2028", "\x00", "\u202e", "title", "date", "tags", ": ", "- ", "<<", "!!", "&a", "*a", '"\\x', "\ufeff"]), max_size=80).map("".join)
PIECES = st.lists(
    st.one_of(
        st.sampled_from([*ATTACKS.values(), BREAK_OUT]),
        st.sampled_from(["<", ">", "[", "](", ")", "`", "```\n", "*", "_", "\n", "\n\n", "> ", "- ", "1. ", "    ", "#", "|", "|-|", "{:", "}", "!", "&", "&#", "<!--", "-->", "<![", "[^1]", "[^1]: ", "\\", '"', "<b>", "</b>", "<p>", "<svg>", "<a href=", "\x02", "\u2028"]),
        st.text(max_size=6),
    ),
    max_size=25,
).map("".join)


def raises_nothing(head: str, body: str) -> None:
    """Front matter and text of any kind are read, or refused at a line."""
    report = Report("x")
    front_matter.parse(head, report)
    found = read_text("news/2026/x/index.vi.md", f"---\ntitle: {quoted('x')}\n{head}\n---\n{body}".encode("utf-8", "surrogatepass"))
    if isinstance(found, list):
        assert found
        assert all(problem.line >= 1 for problem in found)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SIGNS, PIECES)
def test_whatever_is_written_is_read_or_refused(head: str, body: str) -> None:
    """No text raises, hangs or is refused without a line."""
    raises_nothing(head, body)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None)
@given(SIGNS, PIECES)
def test_whatever_else_is_written_is_read_or_refused(head: str, body: str) -> None:
    """The same, for minutes."""
    raises_nothing(head, body)


# Nobody is asked


def test_a_build_needs_no_network(tmp_path: Path) -> None:
    """In a network namespace of its own, with not even a loopback that is up, the sample site is built as ever."""
    unshare = needed("unshare", "util-linux")
    if subprocess.run([unshare, "-n", "true"], check=False, capture_output=True).returncode:
        pytest.skip("unshare -n is not allowed here: run as root")
    write(tmp_path / "content", {"news/2026/x/index.vi.md": story("X", "2026-11-20", body="https://youtu.be/dQw4w9WgXcQ\n\n[a](https://union.example)"), "pages/x.vi.md": text("Giới thiệu")})
    command = [unshare, "-n", str(Path(sys.executable).with_name("pelican")), "content", "-s", str(ROOT / "publishconf.py"), "-o", "output", "--cache-path", str(tmp_path / "cache")]
    environment = os.environ | {"SOURCE_DATE_EPOCH": INSTANT, "SITEURL": "https://union.example"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "output/manifest.json").is_file()
