"""A web server for a release, which answers as it should, or otherwise where a test says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

GOOD = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""The headers that protect readers."""


class Quiet(BaseHTTPRequestHandler):
    """Says nothing of what it was asked."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        pass


class Handler(Quiet, SimpleHTTPRequestHandler):
    """Serves a folder; `web.otherwise` may answer in its place."""

    def __init__(self, *arguments: Any, web: "Web", **more: Any) -> None:
        self.web = web
        super().__init__(*arguments, directory=str(web.folder), **more)

    def do_GET(self) -> None:
        otherwise = self.web.otherwise.get(unquote(self.path).removeprefix(self.web.path))
        self.web.asked.append(self.path)
        if otherwise:
            otherwise(self)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self.web.path))

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """An answer of the test's own; `_` in a header's name stands for `-`."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code == 404:
            self.answer(404, (self.web.folder / "404.html").read_bytes(), Content_Type="text/html; charset=utf-8")
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        for name, value in self.web.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        types = {".webmanifest": "application/manifest+json", ".ics": "text/calendar", ".opml": "text/x-opml", ".xml": "application/xml"}
        return types.get(Path(str(path)).suffix) or str(super().guess_type(path))


@dataclass
class Web:
    """What is served, and how."""

    folder: Path
    path: str = ""
    """Where the site stands on the server."""
    address: str = ""
    headers: dict[str, str] = field(default_factory=lambda: dict(GOOD))
    otherwise: dict[str, Callable[[Handler], None]] = field(default_factory=dict)
    """By address below the site: what answers there instead."""
    asked: list[str] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64  # whoever finds a short queue full asks again only after a second

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asks may leave before the end."""


@contextmanager
def listening(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address, without a slash at its end, of a free port of this machine where `handler` answers."""
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def serving(folder: Path, path: str = "") -> Iterator[Web]:
    """The folder on a free port of this machine, below `path`."""
    web = Web(folder, path)
    with listening(partial(Handler, web=web)) as address:
        web.address = f"{address}{path}"
        yield web
