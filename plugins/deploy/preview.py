"""`inv serve`: the site in the browser while one writes; built on every save, shown anew by itself.

The pages on disk stay as they were built; the few lines that reload them are added as they are served.
"""
# ruff: noqa: T201 - what it says goes to the terminal

import functools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from watchfiles import Change, DefaultFilter, watch

from plugins.model.media_types import ATTACHMENTS, PICTURES

HOST = "127.0.0.1"
OUTPUT = ".preview"
"""Where the preview is built: not in output/, so that no draft can be published by mistake."""
WATCHED = ("content", "theme", "plugins")
CONFIGURATION = "pelicanconf.py"

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
NOTHING_YET = b"<!doctype html><title>404</title><p>Nothing is built yet: see the terminal.</p>"
_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml", "application/manifest+json")


def serve(root: Path, port: int, *, drafts: bool, translate: Callable[[str], str] = str) -> int:
    """Show the site of the project at `root` until Ctrl-C; return the exit code. `drafts`: and what is dated later.

    A failed build says why and leaves the pages of the last good one.
    """
    output, shown, saved = root / OUTPUT, Shown(), threading.Event()
    try:
        server = Server((HOST, port), functools.partial(Handler, folder=output, shown=shown))
    except (OSError, OverflowError):
        message = translate("port {port} cannot be had, perhaps another program has it — choose another with --port")
        print(message.format(port=port), file=sys.stderr)
        return 1
    try:
        with server, _answering(server), _watching(root, saved):
            _build(root, output, shown, server.server_port, drafts=drafts)
            message = translate("The site is at {address} and follows what you save; Ctrl-C ends this.")
            print(message.format(address=f"http://{HOST}:{server.server_port}/"), flush=True)
            while True:
                _await(saved)
                saved.clear()  # before the build: a save in the middle of one asks for another
                _build(root, output, shown, server.server_port, drafts=drafts)
    except KeyboardInterrupt:
        return 0


def _build(root: Path, output: Path, shown: "Shown", port: int, *, drafts: bool) -> None:
    settings = ("SITEURL=" + json.dumps(f"http://{HOST}:{port}"), "SHOW_DRAFTS=" + json.dumps(drafts))
    command = (sys.executable, "-m", "pelican", "content", "-s", CONFIGURATION, "-o", OUTPUT, "-e", *settings)
    subprocess.call(command, cwd=root)
    manifest = output / "manifest.json"
    shown.show(sha256(manifest.read_bytes()).hexdigest()[:16] if manifest.is_file() else "")


def _await(event: threading.Event) -> None:
    while not event.wait(1):
        """Windows notices Ctrl-C only between waits."""


@contextmanager
def _answering(server: "Server") -> Iterator[None]:
    """Answer requests during the block."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()


@contextmanager
def _watching(root: Path, saved: threading.Event) -> Iterator[None]:
    """Set `saved` whenever something the site is built from changes, during the block."""
    stop = threading.Event()

    def follow(*paths: Path, kept: Callable[[Change, str], bool], recursive: bool) -> None:
        for _changes in watch(*paths, watch_filter=kept, recursive=recursive, stop_event=stop, raise_interrupt=False):
            saved.set()

    def configures(_change: Change, path: str) -> bool:
        return Path(path).name == CONFIGURATION

    # Editors replace a file by a new one of its name, which ends a watch on the file itself: so its folder is watched.
    folders = [root / name for name in WATCHED if (root / name).is_dir()]
    threading.Thread(target=follow, args=folders, kwargs={"kept": DefaultFilter(), "recursive": True}, daemon=True).start()
    threading.Thread(target=follow, args=[root], kwargs={"kept": configures, "recursive": False}, daemon=True).start()
    try:
        yield
    finally:
        stop.set()


class Shown:
    """Which build is shown; whoever shows an older one can wait for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.build = ""
        """A digest of what was built: the same bytes are the same build, also after a restart."""

    def show(self, build: str) -> None:
        """From now on this build is shown."""
        with self._changed:
            self.build = build
            self._changed.notify_all()

    def other_than(self, build: str, seconds: float) -> bool:
        """Whether another build than `build` is shown, now or within so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self.build != build, seconds)


class Handler(BaseHTTPRequestHandler):
    """Answers one request from the folder as it is now."""

    def __init__(self, *arguments: Any, folder: Path, shown: Shown) -> None:
        self._folder = folder
        self._shown = shown
        super().__init__(*arguments)

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
        build = self._shown.build  # before the file: a page newer than its number is loaded once too often, an older one would stay
        file = found(self._folder, path)
        if file and file.is_dir():
            self._answer(HTTPStatus.MOVED_PERMANENTLY, ".html", b"", location="/" + quote(path.strip("/")) + "/")
        elif file:
            body = file.read_bytes()
            self._answer(HTTPStatus.OK, file.suffix, reloading(body, build) if file.suffix == ".html" else body)
        else:
            missing = found(self._folder, "/404.html")
            self._answer(HTTPStatus.NOT_FOUND, ".html", reloading(missing.read_bytes() if missing else NOTHING_YET, build))

    def _answer(self, status: HTTPStatus, suffix: str, body: bytes, location: str = "") -> None:
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
        """Say so, once, when another build is shown than that of the page that asks."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(b"retry: 1000\n\n")
        while not self._shown.other_than(build, ALIVE):
            self.wfile.write(b": still here\n\n")
        self.wfile.write(b"event: built\ndata: reload\n\n")

    def log_message(self, *_message: object) -> None:
        """Leave the terminal to the problems of the content."""


class Server(ThreadingHTTPServer):
    """Serves this computer only; a browser that goes away in the middle of an answer is no error."""

    allow_reuse_address = os.name != "nt"  # there it would share a port that another program has
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Be silent about closed connections."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def found(folder: Path, path: str) -> Path | None:
    """The file in `folder` that the decoded `path` of an address means, or a folder that it names without its slash; else None."""
    try:
        file = folder.joinpath(*path.split("/")).joinpath("index.html" if path.endswith("/") else "").resolve()
    except ValueError:  # a null character
        return None
    return file if file.is_relative_to(folder.resolve()) and (file.is_file() or (file / "index.html").is_file()) else None


def reloading(page: bytes, build: str) -> bytes:
    """The page with the script that shows it anew when it was not `build` that is shown."""
    script = f'<script src="{SCRIPT}?{build}" defer></script>'.encode()
    head, end, rest = page.rpartition(b"</body>")
    return head + script + end + rest if end else page + script
