"""What a web server answers, asked without trust: bounded in time and size, as it is, redirects not followed."""

import os
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from hashlib import sha256
from http.client import HTTPException
from typing import Any
from urllib.request import HTTPErrorProcessor, HTTPSHandler, ProxyHandler, Request, build_opener

import brotli

PATIENCE = 10.0
"""Seconds that one answer may take, all in all."""
IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
AGENT = "ban-tin-verify"
"""What we call ourselves: a site is looked at often, and that is no reader."""
_PIECE = 64 * 1024


class NoAnswerError(Exception):
    """Nothing came, or not in time; says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """To one request."""

    status: int
    headers: Message
    size: int
    """Bytes of the body; at most one more than was allowed."""
    sha256: str
    """Of these bytes."""
    body: bytes
    """Empty where it was not to be kept."""

    @property
    def type(self) -> str:
        """The media type, in lower case, without parameters; empty where none was said."""
        return str(self.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


class _AsItIs(HTTPErrorProcessor):
    """Answers of any status are answers."""

    def http_response(self, _request: Request, response: object) -> object:
        return response

    https_response = http_response  # type: ignore[assignment]  # see above


@lru_cache(maxsize=1)
def _trust(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    """Whom this computer trusts: read once, for it takes longer than a request. The arguments are what OpenSSL's own choice depends on."""
    return ssl.create_default_context()


def _plain(response: Any, most: int) -> Iterator[bytes]:
    """The body in pieces, at most one byte more than `most`."""
    while most >= 0 and (piece := response.read1(min(_PIECE, most + 1))):
        most -= len(piece)
        yield piece


def _unpacked(response: Any, most: int) -> Iterator[bytes]:
    """The same, of a body that came packed by gzip."""
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
    while most >= 0 and (packed := unpacking.unconsumed_tail or response.read1(_PIECE)):
        try:
            piece = unpacking.decompress(packed, most + 1)
        except zlib.error as problem:
            raise NoAnswerError(f"damaged gzip: {problem}") from problem
        most -= len(piece)
        yield piece


def _expanded(response: Any, most: int) -> Iterator[bytes]:
    """The same, of a body that came packed by brotli."""
    unpacking = brotli.Decompressor()
    while most >= 0:
        packed = response.read1(_PIECE) if unpacking.can_accept_more_data() else b""
        try:
            piece = unpacking.process(packed, output_buffer_limit=_PIECE)[: most + 1]
        except brotli.error as problem:
            raise NoAnswerError("damaged brotli") from problem
        if not packed and not piece:
            return
        most -= len(piece)
        yield piece


_UNPACKED = {GZIP: _unpacked, BROTLI: _expanded}
"""By Content-Encoding."""


def fetched(address: str, most: int, patience: float = PATIENCE, *, kept: bool = False, encoding: str = IDENTITY) -> Answer:
    """The answer of `address` (http or https) to a request for its bytes as they are. Object storage keeps pages packed, and cannot do otherwise: they are unpacked.

    `most`: bytes that are read, unpacked; `patience`: seconds; `kept`: whether they are wanted themselves; `encoding`: how they may be packed, as browsers ask. Raises NoAnswerError.
    """
    if not address.startswith(("http://", "https://")):
        raise NoAnswerError("not an address of the web")
    ends = time.monotonic() + patience
    try:
        request = Request(address, headers={"Accept-Encoding": encoding, "User-Agent": AGENT})  # noqa: S310 - see above
        trust = _trust(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
        with build_opener(ProxyHandler(), _AsItIs, HTTPSHandler(context=trust)).open(request, timeout=patience) as response:
            size, digest, body = 0, sha256(), bytearray()
            unpacked = _UNPACKED.get(response.headers.get("Content-Encoding"), _plain)
            for piece in unpacked(response, most):
                size += len(piece)
                digest.update(piece)
                body += piece if kept else b""
                if time.monotonic() > ends:  # a server that drips is one that does not answer
                    raise NoAnswerError(f"not within {patience:.0f} s")
            return Answer(response.status, response.headers, size, digest.hexdigest(), bytes(body))
    except TimeoutError as problem:
        raise NoAnswerError(f"not within {patience:.0f} s") from problem
    except (OSError, HTTPException, ValueError) as problem:
        raise NoAnswerError(str(getattr(problem, "reason", problem)) or type(problem).__name__) from problem
