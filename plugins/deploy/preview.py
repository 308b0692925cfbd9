"""`inv serve`: the site in the browser while one writes; every page as it is now, shown anew by itself.

Nothing is written: the site is kept in memory (plugins/live.py), and a page is rendered when a browser asks for it.
"""
# ruff: noqa: T201 - what it says goes to the terminal

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from watchfiles import Change, DefaultFilter, watch

from plugins.model.media_types import ATTACHMENTS, PICTURES

from .live_site import LiveSite, Shown

HOST = "127.0.0.1"
OUTPUT = ".preview-{port}"
"""Where the preview would be built, and is not: what is kept of it is kept apart from what is kept of output/, and of another preview."""
CONTENT, PROGRAM = "content", ("theme", "plugins")
"""The folders that are watched: what is saved in the second ones needs another process."""
CONFIGURATION = "pelicanconf.py"
STEP = 20
"""Milliseconds without another save after which one is followed."""

EVENTS, SCRIPT = "/_reload", "/_reload.js"
ALIVE = 15.0
"""Seconds between signs of life on a stream of events: only then is a browser that has gone noticed."""

TYPES = {
    **PICTURES,
    **ATTACHMENTS,
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".opml": "text/x-opml",
    ".ics": "text/calendar",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
"""What a file is, by suffix; the same on every machine."""
NOTHING_YET = b'<!doctype html><meta name="viewport" content="width=device-width"><title>\xe2\x80\xa6</title>'
_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml", "application/manifest+json")


def serve(root: Path, port: int, *, drafts: bool, translate: Callable[[str], str] = str) -> int:
    """Show the site of the project at `root` until Ctrl-C; return the exit code. `drafts`: and what is dated later.

    What is wrong with what was saved is shown over the pages as they were before.
    """
    try:
        server = Server((HOST, port), Handler)
    except (OSError, OverflowError):
        message = translate("port {port} cannot be had, perhaps another program has it — choose another with --port")
        print(message.format(port=port), file=sys.stderr)
        return 1
    address = f"http://{HOST}:{server.server_port}"
    settings = ("LIVE=true", f"SITEURL={json.dumps(address)}", f"SHOW_DRAFTS={json.dumps(drafts)}")
    command = [sys.executable, "-m", "pelican", CONTENT, "-s", CONFIGURATION, "-o", OUTPUT.format(port=server.server_port), "-e", *settings]
    site = LiveSite(command, root, translate("the program has ended: the terminal says why"))
    screen = server.screen = Screen(site, translate("What was saved last is not shown yet"))
    saved = Saved()
    try:
        with server, _answering(server), _watching(root, saved):
            screen.show(site.follow(()))
            message = translate("The site is at {address} and follows what you save; Ctrl-C ends this.")
            print(message.format(address=f"{address}/"), flush=True)
            while True:
                content, anew = saved.taken()
                screen.show(site.follow(content, anew=anew))
    except KeyboardInterrupt:
        return 0
    finally:
        site.close()


@contextmanager
def _answering(server: "Server") -> Iterator[None]:
    """Answer requests during the block."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()


class Saved:
    """What was saved and is not followed yet."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._content: set[str] = set()
        self._anew = False

    def add(self, places: Iterable[str], *, content: bool) -> None:
        """Something was saved; `content`: in the content folder."""
        with self._changed:
            self._content.update(places if content else ())
            self._anew = self._anew or not content
            self._changed.notify_all()

    def taken(self) -> tuple[set[str], bool]:
        """Wait until there is something; then the places in the content folder, and whether there was anything else."""
        with self._changed:
            while not self._changed.wait_for(lambda: self._content or self._anew, 1):
                """Windows notices Ctrl-C only between waits."""
            content, anew = self._content, self._anew
            self._content, self._anew = set(), False
            return content, anew


@contextmanager
def _watching(root: Path, saved: Saved) -> Iterator[None]:
    """Note in `saved` whatever changes of all that the site is made from, during the block."""
    stop = threading.Event()

    def follow(*paths: Path, kept: Callable[[Change, str], bool], recursive: bool = True, content: bool = False) -> None:
        for changes in watch(*paths, watch_filter=kept, step=STEP, recursive=recursive, stop_event=stop, raise_interrupt=False):
            saved.add((place for _, place in changes), content=content)

    def configures(_change: Change, path: str) -> bool:
        return Path(path).name == CONFIGURATION

    def begin(*paths: Path, **how: Any) -> None:
        if paths:
            threading.Thread(target=follow, args=paths, kwargs=how, daemon=True).start()

    begin(*_there(root, CONTENT), kept=DefaultFilter(), content=True)
    begin(*_there(root, *PROGRAM), kept=DefaultFilter())
    # Editors replace a file by a new one of its name, which ends a watch on the file itself: so its folder is watched.
    begin(root, kept=configures, recursive=False)
    try:
        yield
    finally:
        stop.set()


def _there(root: Path, *names: str) -> list[Path]:
    return [root / name for name in names if (root / name).is_dir()]


class Screen:
    """What browsers see; they can wait until it is something else."""

    def __init__(self, site: LiveSite, title: str) -> None:
        """`title`: stands over what is wrong."""
        self.site = site
        self._title = title
        self._changed = threading.Condition()
        self._shown = Shown()

    def show(self, shown: Shown) -> None:
        """From now on this is shown."""
        with self._changed:
            self._shown = shown
            self._changed.notify_all()

    def other_than(self, shown: Shown, seconds: float) -> Shown:
        """What is shown as soon as it is not `shown`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown != shown, seconds)
            return self._shown

    def wrong(self, shown: Shown) -> bytes:
        """What the page's script is told of what is wrong."""
        return json.dumps({"title": self._title, "lines": shown.wrong}).encode()


class Handler(BaseHTTPRequestHandler):
    """Answers one request from the site as it is now."""

    server: "Server"

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == EVENTS:
            self._events(address.query)
        elif address.path == SCRIPT:
            self._answer(HTTPStatus.OK, ".js", Path(__file__).with_name("reload.js").read_bytes())
        else:
            self._page(unquote(address.path))

    do_HEAD = do_GET  # noqa: N815 - the names that http.server looks for

    def _page(self, path: str) -> None:
        screen = self.server.screen
        page = screen.site.page(path)
        screen.show(screen.site.shown)
        shown = "\n".join(["<!doctype html>", *(f"<p>{escape(line)}" for line in page.wrong)]).encode() if page.wrong else page.content
        body = reloading(shown or NOTHING_YET, page.build) if page.suffix == ".html" and not page.location else page.content
        self._answer(page.status, page.suffix, body, location=quote(page.location))

    def _answer(self, status: int, suffix: str, body: bytes, location: str = "") -> None:
        kind = TYPES.get(suffix.lower(), "application/octet-stream")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self, build: str) -> None:
        """Say when another build is shown than that of the page that asks, and until then what is wrong with what was saved."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(b"retry: 1000\n\n")
        screen, told = self.server.screen, Shown(build)
        shown = screen.other_than(told, 0)
        while shown.build == build:
            said = b": still here\n\n" if shown == told else b"event: wrong\ndata: " + screen.wrong(shown) + b"\n\n"
            self.wfile.write(said)
            told, shown = shown, screen.other_than(shown, ALIVE)
        self.wfile.write(b"event: built\ndata: reload\n\n")

    def log_message(self, *_message: object) -> None:
        """Leave the terminal to the problems of the content."""


class Server(ThreadingHTTPServer):
    """Serves this computer only; a browser that goes away in the middle of an answer is no error."""

    allow_reuse_address = os.name != "nt"  # there it would share a port that another program has
    block_on_close = False
    screen: Screen

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Be silent about closed connections."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def reloading(page: bytes, build: str) -> bytes:
    """The page with the script that shows it anew when it was not `build` that is shown."""
    script = f'<script src="{SCRIPT}?{build}" defer></script>'.encode()
    head, end, rest = page.rpartition(b"</body>")
    return head + script + end + rest if end else page + script
