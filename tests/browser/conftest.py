"""A browser, servers of built sites, and pages that remember what went wrong while they were open."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, ViewportSize

from tests.conftest import Built, run_pelican, write
from tests.everything import everything
from tests.judges import judge

PATH = "/union"
"""Where the sites stand on their servers: links that forget SITEURL's path lead nowhere."""
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""The strictest Content-Security-Policy: nothing inline, nothing evaluated, nothing from elsewhere."""
PHONE: ViewportSize = {"width": 360, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 900}
PATIENCE = 10_000
"""Milliseconds until a browser that does not answer is a failure."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site below PATH as a decent server does: with a strict policy, and 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        inside = unquote(urlsplit(path).path)
        return super().translate_path(inside.removeprefix(PATH)) if inside.startswith(f"{PATH}/") else str(Path(self.directory) / "outside")

    def do_GET(self) -> None:
        """A page, or nothing for the picture that browsers ask every host for: it is not the site's to give, below a path."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    """Does not mind a browser that leaves before it has its answer."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@dataclass(frozen=True, slots=True)
class Served:
    """A built site on a server."""

    built: Built
    address: str
    """Of the site, with its path and no slash at its end: a page's address is this and its URL."""

    def pages(self) -> list[str]:
        """The URL of every page, as the site's own addresses are written."""
        files = sorted(self.built.output.rglob("*.html"))
        return [f"/{file.relative_to(self.built.output).as_posix()}".removesuffix("index.html") for file in files]


@contextmanager
def serving(built: Built) -> Iterator[Served]:
    """The site on a free port of this machine."""
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(built.output))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Served(built, f"http://127.0.0.1:{server.server_port}{PATH}")
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def sample_site(sample: Built) -> Iterator[Served]:
    """The sample union's site."""
    with serving(sample) as served:
        yield served


@pytest.fixture(scope="session")
def everything_site(common: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site with every construct and kind of page."""
    folder = common / "everything"
    folder.mkdir(exist_ok=True)
    with suppress(OSError):  # another worker was first
        write(tmp_path_factory.mktemp("content") / "content", everything()).rename(folder / "content")
    built = run_pelican(folder / "content", folder / "output", folder / "cache", SITEURL=f"https://someone.example{PATH}")
    assert built.exit_code == 0, built.said
    with serving(built) as served:
        yield served


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that judges a page's accessibility."""
    return judge("axe-core/axe.min.js").read_text(encoding="utf-8")


@dataclass  # without slots: Playwright keeps what listens in the object's own attributes
class Visit:
    """A page of the browser, open on one site, and what went wrong in it so far."""

    page: Page
    site: Served
    faults: list[str] = field(default_factory=list)
    _fetching: set[str] = field(default_factory=set)
    """What scripts asked for and have not got yet."""

    def open(self, url: str) -> None:
        """Go to a URL of the site, and wait for what its scripts ask for."""
        self.page.goto(self.site.address + url)
        while self._fetching:
            self.page.wait_for_event("requestfinished")

    def follow(self, link: Locator) -> None:
        """Press a link, and wait for the page it leads to."""
        with self.page.expect_navigation():
            link.click()

    def at(self) -> str:
        """The URL of the site that the page is at."""
        return unquote(self.page.url.removeprefix(self.site.address))

    def watch(self) -> None:
        """Note errors, requests that fail, and requests that leave the site."""
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"error in a script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("requestfinished", lambda request: self._fetching.discard(request.url))
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _asked(self, request: Request) -> None:
        if request.resource_type == "fetch":
            self._fetching.add(request.url)
        if not request.url.startswith(f"{self.site.address}/") and not request.url.endswith("/favicon.ico"):
            self.faults.append(f"request to elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        self._fetching.discard(request.url)
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it came
            self.faults.append(f"request failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if not response.ok and response.status != 304 and not response.url.endswith("/favicon.ico"):
            self.faults.append(f"{response.status}: {response.url}")


OpenSite = Callable[..., Visit]
"""`visit(site, **options of Playwright's new_context)`: a fresh page on `site`, at 360 pixels unless told otherwise."""


@pytest.fixture
def visit(browser: Browser) -> Iterator[OpenSite]:
    """Open a fresh page on a site; at the test's end nothing may have gone wrong in it but what the test forgave."""
    visits: list[Visit] = []

    def opening(site: Served, **options: Any) -> Visit:
        context = browser.new_context(**{"viewport": PHONE, "locale": "vi-VN", "reduced_motion": "reduce"} | options)
        context.set_default_timeout(PATIENCE)
        opened = Visit(context.new_page(), site)
        opened.watch()
        visits.append(opened)
        return opened

    yield opening
    for opened in visits:
        opened.page.context.close()
    assert [fault for opened in visits for fault in opened.faults] == []
