"""A cache that is told what to forget, by one call for a batch of addresses, as CDNs are."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple

from tests.publishing.web import Quiet, listening


class Call(NamedTuple):
    """What it was told."""

    secret: str
    """As it came in `Authorization`."""
    body: dict[str, list[str]]


@contextmanager
def cache(answer: Callable[[Call], int] = lambda _: 200) -> Iterator[tuple[str, list[Call]]]:
    """The address that is called, and all calls; `answer` says with which status each is answered."""
    calls: list[Call] = []

    class Cache(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(Call(self.headers.get("Authorization", ""), json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(answer(calls[-1]))
            self.send_header("Content-Length", "0")
            self.end_headers()

    with listening(Cache) as address:
        yield f"{address}/purge", calls
