"""What every test may use: a real build of a tiny site, the sample site, the programs of the system."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from plugins.build.lock import Lock
from plugins.deploy.chromium import FLAGS

ROOT = Path(__file__).resolve().parent.parent
signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell puts in the background is deaf to Ctrl-C, and so would all it starts be
INSTANT = "1795402800"
"""2026-11-23 10:00 in Vietnam: when the tests' sites are built, unless a test says otherwise."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run of the stock command left."""

    output: Path
    exit_code: int
    said: str
    """Standard output and standard error."""

    def text(self, path: str) -> str:
        """A file of the output."""
        return (self.output / path).read_text(encoding="utf-8")

    def files(self) -> set[str]:
        """Every file of the output, relative to it."""
        return {file.relative_to(self.output).as_posix() for file in self.output.rglob("*") if file.is_file()}


BuildOnce = Callable[[str, Callable[[], Path], str], Built]
"""`build_once(name, content, site_url)`; `content` makes the site's content."""
Build = Callable[..., Built]
"""`build(content, conf="publishconf.py", options=(), **environment)`."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a tiny site's content: text or bytes by path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def run_pelican(content: Path, output: Path, cache: Path, conf: str = "publishconf.py", options: tuple[str, ...] = (), **environment: str) -> Built:
    """Run the stock `pelican` command on `content`, from another folder."""
    command = [str(Path(sys.executable).with_name("pelican")), str(content), "-s", str(ROOT / conf), "-o", str(output), "--cache-path", str(cache)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": INSTANT, "LANG": "C.UTF-8", "SITEURL": "", "COLUMNS": "200"} | environment
    done = subprocess.run(
        [*command, *options], cwd=content.parent, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )
    return Built(output, done.returncode, done.stdout + done.stderr)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build a tiny site. The same test may build again: content is written over what is there, output and cache stay."""

    def building(files: Mapping[str, str | bytes], conf: str = "publishconf.py", options: tuple[str, ...] = (), **environment: str) -> Built:
        content = write(tmp_path / "content", files)
        return run_pelican(content, tmp_path / "output", tmp_path / "cache", conf, options, **environment)

    return building


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> BuildOnce:
    """Sites that all workers of a run look at and nobody changes: each is built by the first who asks for it."""
    own = tmp_path_factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def built(name: str, content: Callable[[], Path], site_url: str) -> Built:
        folder = common / name
        folder.mkdir(exist_ok=True)
        lock = Lock(folder, folder / "holder")
        try:
            if not (folder / "built").exists():
                done = run_pelican(content(), folder / "output", folder / "cache", SITEURL=site_url)
                assert done.exit_code == 0, done.said
                (folder / "built").touch()
        finally:
            lock.release()
        return Built(folder / "output", 0, "")

    return built


@pytest.fixture(scope="session")
def sample(build_once: BuildOnce) -> Built:
    """The sample union's site, published below a path."""
    return build_once("sample", lambda: ROOT / "content", "https://someone.example/union")


@pytest.fixture(scope="session")
def rooted_sample(build_once: BuildOnce) -> Built:
    """The sample union's site, published at a domain."""
    return build_once("rooted-sample", lambda: ROOT / "content", "https://union.example")


def needed(program: str, package: str) -> str:
    """The path of a program of the system; without it the test is skipped, and fails in CI."""
    found = shutil.which(program)
    if found is None:
        missing = f"{program} is not installed: apt-get install {package}"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """The system's Chromium; one for all tests of a worker, for Playwright drives only one at a time.

    In a long run, the program that people use; else, where it is there, its shell: the same engine without windows, for a third of the processor's time.
    """
    shell = shutil.which("chromium-headless-shell") if pytestconfig.getoption("markexpr") == "not long" else None
    executable = shell or needed("chromium", "chromium fonts-noto-core")
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=executable, args=list(FLAGS)) as chromium:
        yield chromium


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """In CI nothing is skipped."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy's result
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {item.nodeid}: {report.longrepr}"
