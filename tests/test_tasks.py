"""The tasks a person can do, run for real: the environment they make for themselves, and the exit codes they end with."""

import ast
import base64
import hashlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import tasks
from tests.conftest import ROOT
from tests.deploy.project import TINY, Project, copied, surroundings

STORY = "news/2026/dai-hoi.vi.md"

# The environment


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder with tasks.py and two small locks, and a Python that has nothing of what they need."""

    root: Path
    wheels: Path
    """Where pip finds packages; it has no network."""

    def run(self, *arguments: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        """`python3 tasks.py …`, from another folder."""
        pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_NO_CACHE_DIR": "1"}
        return subprocess.run(
            [python, str(self.root / "tasks.py"), *arguments],
            cwd=self.root.parent,
            env=surroundings(**pip),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    @property
    def python(self) -> Path:
        """The environment's."""
        return self.root / tasks.VENV.name / tasks.VENV_PYTHON

    def has(self, module: str) -> bool:
        """Whether the environment has a module."""
        return subprocess.run([self.python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def packed(name: str, version: str, files: dict[str, bytes], folder: Path) -> str:
    """Make a wheel; return its line in a lock."""
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    files = files | {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {path: base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=") for path, data in files.items()}
    record = "".join(f"{path},sha256={digests[path]},{len(data)}\n" for path, data in files.items()) + f"{about}/RECORD,,\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, data in (files | {f"{about}/RECORD": record.encode()}).items():
            archive.writestr(path, data)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine on which one task has been run; its lock holds the installed invoke, packed again."""
    wheels = tmp_path_factory.mktemp("wheels")
    installed = importlib.metadata.distribution("invoke")
    sources = {str(file): file.locate().read_bytes() for file in installed.files or () if file.parts[0] == "invoke" and file.suffix != ".pyc"}  # type: ignore[attr-defined]  # a path here
    invoke = packed("invoke", installed.version, sources, wheels)
    extra = packed("extra", "1.0", {"extra.py": b""}, wheels)
    root = tmp_path_factory.mktemp("machine") / "thư mục của tôi"
    root.mkdir()
    shutil.copy2(ROOT / "tasks.py", root)
    (root / "requirements.txt").write_text(invoke, encoding="utf-8")
    (root / "requirements-dev.txt").write_text(invoke + extra, encoding="utf-8")
    machine = Machine(root, wheels)
    done = machine.run()
    assert done.returncode == 0, done.stderr
    assert "build" in done.stdout
    assert "Installing requirements.txt" in done.stderr
    yield machine
    shutil.rmtree(root)


def test_tasks_alone_shows_what_there_is(made: Machine) -> None:
    """`python3 tasks.py` lists every task with what it does, and a second run installs nothing."""
    done = made.run()
    assert (done.returncode, done.stderr) == (0, "")
    described = dict(re.findall(r"^  (\w[\w-]*)   *(\w.+)$", done.stdout, re.MULTILINE))
    assert described.keys() >= {"build", "check", "new", "serve", "test", "lock", "corpus", "messages", "samples"}


def test_the_exit_code_is_passed_on(made: Machine) -> None:
    """What a program ends with, the task ends with, and `python3 tasks.py` too, without a traceback."""
    (made.root / "pelican.py").write_text("raise SystemExit(3)", encoding="utf-8")
    done = made.run("build")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


def test_the_tests_get_their_own_packages_too(made: Machine) -> None:
    """Only a task that needs the larger lock installs it, on top of what is there; afterwards both are there."""
    marker = made.root / ".venv" / "marker"
    marker.touch()
    assert not made.has("extra")
    done = made.run("test")
    assert "Installing requirements-dev.txt" in done.stderr
    assert "No module named ruff" in done.stderr
    assert made.has("extra")
    assert marker.exists()
    assert made.run().stderr == ""
    assert "Installing" not in made.run("test").stderr


def test_a_changed_lock_is_installed_afresh(made: Machine) -> None:
    """After a change of the lock nothing of the old environment is left."""
    marker = made.root / ".venv" / "marker"
    marker.touch()
    for lock in tasks.LOCKS:
        with (made.root / lock).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
    done = made.run()
    assert (done.returncode, "Installing" in done.stderr) == (0, True)
    assert not marker.exists()
    assert made.run().stderr == ""


def test_a_half_made_environment_is_made_again(made: Machine) -> None:
    """An installation that was cut off, or refused, is not taken for a whole one."""
    lock = made.root / "requirements.txt"
    good = lock.read_text(encoding="utf-8")
    lock.write_text(good.replace("sha256:", "sha256:0000"), encoding="utf-8")
    refused = made.run()
    assert (refused.returncode != 0, refused.stdout) == (True, "")
    made.python.unlink()
    lock.write_text(good, encoding="utf-8")
    done = made.run()
    assert (done.returncode, "Installing" in done.stderr) == (0, True)


def test_the_environments_own_python_can_renew_it(made: Machine) -> None:
    """Whoever has activated the environment may run tasks.py too, when the lock has changed."""
    assert made.run().returncode == 0
    with (made.root / "requirements.txt").open("a", encoding="utf-8") as file:
        file.write("# changed again\n")
    done = made.run(python=str(made.python))
    assert (done.returncode, "Installing" in done.stderr) == (0, True)


def test_an_old_python_is_refused_plainly() -> None:
    """Python before 3.11 gets one sentence and exit code 1; it must be able to parse the file for that."""
    source = (ROOT / "tasks.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    run = "import runpy, sys; sys.version_info = (3, 9, 18); runpy.run_path('tasks.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Bản Tin needs Python 3.11 or newer; this is Python 3.9.\n")


def test_every_dependency_has_its_reason() -> None:
    """Each package that a *.in file names has a line in docs/dependencies.md: why, under what licence, what it touches; and no other has one."""
    written = "".join((ROOT / lock.replace(".txt", ".in")).read_text("utf-8") for lock in tasks.LOCKS)
    named = {found[0].lower() for line in written.splitlines() if (found := re.match(r"[A-Za-z][\w.-]*", line))}
    rows = [line.split("|")[1:-1] for line in (ROOT / "docs/dependencies.md").read_text("utf-8").splitlines() if line.startswith("| `")]
    assert {row[0].strip(" `") for row in rows} == named
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in rows)


def test_the_locks_fit_together() -> None:
    """The tests run with the very versions that builds run with; every package has its hashes, no lock names a host."""
    pins = []
    for lock in tasks.LOCKS:
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert not re.search(r"https?:|file:|--(?:extra-)?index-url|--find-links|--trusted-host", text)
        lines = [line for line in text.splitlines() if re.match(r"[\w.-]+==", line)]
        assert all(line.endswith("\\") for line in lines)
        pins.append({line.partition(" ")[0] for line in lines})
    assert pins[0] < pins[1]


# The build


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project with a tiny content."""
    return copied(tmp_path)


def test_build_and_check(project: Project) -> None:
    """`inv check` reads everything and writes nothing; `inv build` builds into output/, without the draft."""
    assert project.inv("check").returncode == 0
    assert not (project.root / "output").exists()
    assert project.inv("build").returncode == 0
    assert "Đại hội lần thứ nhất" in (project.root / "output/index.html").read_text(encoding="utf-8")
    assert not (project.root / "output/tin-tuc/ban-nhap-chua-dang").exists()


@pytest.mark.parametrize("arguments", [("serve", "--port", "eight"), ("corpus", "eight"), ("bench", "--stories", "eight")])
def test_what_is_no_number_is_said_plainly(arguments: tuple[str, ...], project: Project) -> None:
    """A slip of the finger gives a sentence, not a traceback."""
    done = project.inv(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "eight: a number expected\n")


WRONG = {
    "no such target": ("", ("publish", "nowhere"), "publishconf.py names no target nowhere; it names: web, storage\n"),
    "no key": ("", ("publish", "storage"), "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: not set in the environment; without a key nothing can be published to storage\n"),
    "a slip in the file": ("Server(hots='x')", ("releases", "web"), "publishconf.py cannot be read: TypeError: Server.__init__() got an unexpected keyword argument 'hots'\n"),
    "a forgotten comma": ("TARGETS = (TARGETS[0])", ("releases", "web"), "publishconf.py: TARGETS holds targets between round brackets, with a comma after each, after the last one too\n"),
    "no such files": ("", ("ci", "web", "windows"), "there are no files for windows, but for: systemd, cron, github, gitlab\n"),
    "no server": ("", ("server-config", "storage"), "storage is no server, so there is nothing to configure\n"),
}
TARGETS = "\nfrom plugins.publishing.targets import Server\nTARGETS = (Server('web', 'union.example', '/srv/site'), Bucket('storage', 'union'))\nSITEURL = 'https://union.example'\n"


@pytest.mark.parametrize(("more", "arguments", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_published_is_said_plainly(more: str, arguments: tuple[str, ...], told: str, project: Project) -> None:
    """Whatever is wrong with targets and keys gives a sentence, not a traceback."""
    conf = (project.root / "publishconf.py").read_text("utf-8")
    project.write("../publishconf.py", f"{conf}{TARGETS}{more}\n")
    done = project.inv(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


def test_what_is_printed_can_be_put_into_its_file(project: Project) -> None:
    """`inv server-config` and `inv ci` print files, and nothing else; neither needs a key."""
    conf = (project.root / "publishconf.py").read_text("utf-8")
    project.write("../publishconf.py", conf + TARGETS)
    configuration = project.inv("server-config", "web")
    assert configuration.stdout.startswith("# https://union.example: ")
    assert configuration.stdout.rstrip().endswith("}")
    assert "written" in configuration.stderr
    assert project.inv("ci", "storage", "github").stdout.startswith("# .github/workflows/publish.yml\n")


def test_a_text_is_withdrawn(project: Project) -> None:
    """What the ledger lacks, for a text that came since, keeps nobody from withdrawing: it is entered. After somebody went back it is said what to do, and no file touched.

    A terminal that cannot show Vietnamese ends none of this.
    """
    ascii_only = {"PYTHONIOENCODING": "ascii", "LANGUAGE": "vi"}
    project.write("permalinks.csv", "")
    assert project.inv("ledger").returncode == 0
    assert project.inv("publish", "folder", "--accept-warnings", **ascii_only).returncode == 0
    project.write("news/2026/moi.vi.md", TINY[STORY].replace("lần thứ nhất", "lần thứ hai"))
    done = project.inv("withdraw", str(project.root / "content" / STORY), "--reason", "Sai số liệu", "--target", "folder", **ascii_only)
    assert done.returncode == 0, done.stderr
    page = project.root / "published/tin-tuc/dai-hoi-lan-thu-nhat/index.html"
    assert "Sai số liệu" in page.read_text("utf-8") and "Nội dung thứ nhất" not in page.read_text("utf-8")
    assert "dai-hoi-lan-thu-hai" in (project.root / "content/permalinks.csv").read_text("utf-8")
    project.write("news/2026/them.vi.md", TINY[STORY].replace("lần thứ nhất", "lần thứ ba"))
    assert project.inv("publish", "folder", "--keep-ledger", "--accept-warnings").returncode == 0
    assert project.inv("rollback", "folder").returncode == 0
    text = project.root / "content/news/2026/moi.vi.md"
    done = project.inv("withdraw", str(text), "--reason", "Sai", "--target", "folder")
    assert (done.returncode, done.stderr.partition(":")[0]) == (1, "folder shows an older release, for somebody went back")
    assert "withdrawn" not in text.read_text("utf-8")


@pytest.mark.parametrize("task", ["check", "build"])
def test_errors_end_with_exit_code_1(task: str, project: Project) -> None:
    """Every error is said on a line of standard error that begins with `path:line`; no traceback; nothing is built."""
    project.write(STORY, TINY[STORY].replace("category: phap-luat", "category: lạ\nlạ: 1"))
    done = project.inv(task)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.startswith(f"content/{STORY}:5: ")
    assert not (project.root / "output/index.html").exists()


@pytest.mark.parametrize("task", ["check", "build"])
def test_warnings_alone_end_with_exit_code_0(task: str, project: Project) -> None:
    """A dead link is said, with its line, and is no reason to end with an error."""
    project.write(STORY, TINY[STORY] + "\n[đi](khong-co.md)\n")
    done = project.inv(task)
    assert done.returncode == 0
    assert done.stderr.startswith(f"content/{STORY}:9: ")
