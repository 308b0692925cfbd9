"""One publisher at a time: an object in the bucket that only one can create, and that runs out when its owner is dead."""

import json
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from .bucket_storage import Found, Storage
from .messages import PublishingError

LIFE = timedelta(minutes=5)
"""After which another computer may take over from a publisher that was killed; this one may at once. Their clocks may differ by half of it."""

Clock = Callable[[], datetime]


class BucketLock:
    """Held by whoever changes the bucket."""

    def __init__(self, storage: Storage, key: str, clock: Clock) -> None:
        self._storage = storage
        self._key = key
        self._clock = clock
        self._owner = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(8)}"
        self._tag = ""
        self._until = clock()
        self._renewing = Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raises PublishingError where another publication is under way."""
        self._take()
        try:
            yield
        finally:
            if self._clock() < self._until:  # else it may be another's by now
                with suppress(PublishingError):  # it runs out by itself
                    self._storage.delete(self._key)

    def hold(self) -> None:
        """Renew it when half of its life is over; to be called before every change. Raises PublishingError where another one has taken over."""
        with self._renewing:
            if self._until - self._clock() < LIFE / 2:
                self._write(self._tag)

    def _take(self) -> None:
        found = self._storage.get(self._key)
        if found and not self._given_up(found):
            raise self._under_way(found)
        self._write(found.tag if found else "")

    def _write(self, tag: str) -> None:
        """Over the object with that ETag; empty: there is none."""
        until = self._clock() + LIFE
        data = json.dumps({"owner": self._owner, "until": until.isoformat()}).encode()
        written = self._storage.replace(self._key, data, tag) if tag else self._storage.create(self._key, data)
        if written is None:
            found = self._storage.get(self._key)
            if not found or found.data != data:  # ours, where the answer was lost and the request was made again
                raise self._under_way(found)
            written = found.tag
        self._tag, self._until = written, until

    def _given_up(self, found: Found) -> bool:
        held = _read(found)
        if held is None or datetime.fromisoformat(held["until"]) <= self._clock():
            return True
        host, process, _ = held["owner"].split(" ")
        return host == socket.gethostname() and not _runs(int(process))

    @staticmethod
    def _under_way(found: Found | None) -> PublishingError:
        held = _read(found) if found else None
        if held is None:
            return PublishingError("another publication to this bucket is under way: wait for it")
        host, process, _ = held["owner"].split(" ")
        return PublishingError(
            "another publication to this bucket is under way, by process {process} on {host}: wait for it; if it was killed, the bucket is free again at {until}",
            process=process,
            host=host,
            until=held["until"],
        )


def _read(found: Found) -> Any:
    """None: it was never written by us."""
    try:
        held = json.loads(found.data)
        datetime.fromisoformat(held["until"])
        return held if len(held["owner"].split(" ")) == 3 else None  # noqa: PLR2004 - host, process, chance
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # there, asking would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
