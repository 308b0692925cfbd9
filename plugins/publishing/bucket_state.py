"""What a bucket knows of itself, so that any computer can go on, or back: which releases it keeps, what is live, what was begun, what is to go."""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Self

from plugins.model.served_as import served_as

from .release import ReleasedFile

FOLDER = ".releases"
"""Where all of this lies; nothing links there, and readers need not be able to read it."""
STATE = f"{FOLDER}/state.json"
LOCK = f"{FOLDER}/lock.json"
BLOBS = f"{FOLDER}/blobs"
UNSURE = f"{FOLDER}/unsure.json.gz"
"""A record: what a publication that was not finished may have shown."""
COMPRESSED = (".html", ".css", ".js", ".svg")
"""Stored compressed, for storage does not negotiate: what only browsers ask for, which all know gzip. What programs read (feeds, calendars, data,
sitemaps) stays as it is, for some of them take no encoding that they did not ask for."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a release as the bucket keeps it."""

    sha256: str
    """Of its bytes before they are compressed."""
    size: int
    """In bytes, likewise."""
    headers: str
    """The first digits of the SHA-256 of the headers it is served with."""

    @property
    def blob(self) -> str:
        """The key of the object it is copied from: one for all paths with the same bytes and headers."""
        return f"{BLOBS}/{self.sha256}-{self.headers}"


UNKNOWN = Stored("", 0, "")
"""One of several."""


@dataclass(frozen=True)
class Record:
    """A release as the bucket keeps it: all that is needed to show it again."""

    name: str
    files: Mapping[str, Stored]
    """By path."""

    @classmethod
    def of(cls, name: str, files: Mapping[str, ReleasedFile]) -> Self:
        """Of a release that is about to be sent."""
        return cls(name, {path: Stored(file.sha256, file.size, _digest(headers(path))) for path, file in sorted(files.items())})

    @classmethod
    def read(cls, data: bytes) -> Self:
        """From what `written` made. Raises ValueError, KeyError or TypeError where it is none."""
        held = json.loads(gzip.decompress(data))
        return cls(held["name"], {path: Stored(*stored) for path, stored in held["files"].items()})

    @property
    def released(self) -> Mapping[str, ReleasedFile]:
        """Its files as other places know them, by path."""
        return {path: ReleasedFile(path, stored.sha256, stored.size) for path, stored in self.files.items()}

    @cached_property
    def written(self) -> bytes:
        """As it lies in the bucket."""
        return gzip.compress(self._text, mtime=0)

    @cached_property
    def identity(self) -> str:
        """The release's name, and a digest: the same site may be published again with another status."""
        return f"{self.name}.{sha256(self._text).hexdigest()[:8]}"

    @cached_property
    def _text(self) -> bytes:
        files = {path: (stored.sha256, stored.size, stored.headers) for path, stored in self.files.items()}
        return json.dumps({"name": self.name, "files": files}, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class State:
    """Of a bucket; releases are called by their records' `identity`."""

    live: str = ""
    """What members see; empty: nothing was ever published."""
    unsure: bool = False
    """Something else was begun since and not finished: UNSURE holds which paths may show what."""
    orphans: bool = False
    """Something was begun and not finished: there may be blobs that no record names."""
    releases: tuple[str, ...] = ()
    """What is kept, what was published last first."""
    dropped: tuple[str, ...] = ()
    """No longer kept; what only they need is to be deleted."""
    leaving: Mapping[str, str] = field(default_factory=dict)
    """Paths that no release links to any more, each with the instant since when, ISO 8601: deleted after the target's grace."""

    @classmethod
    def read(cls, data: bytes) -> Self:
        """From what `written` made. Raises ValueError, KeyError or TypeError where it is none."""
        held = json.loads(data)
        return cls(held["live"], held["unsure"], held["orphans"], tuple(held["releases"]), tuple(held["dropped"]), dict(held["leaving"]))

    @property
    def written(self) -> bytes:
        """As it lies in the bucket."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    def finished(self, record: Record, before: Iterable[Record], kept: tuple[str, ...], now: datetime) -> Self:
        """When members see all of `record`; `before`: what they may have seen until now; `kept`: the releases from now on."""
        dropped = {*self.dropped, *self.releases} - set(kept)
        linked = dict.fromkeys((path for one in before for path in one.files), now.isoformat())  # until now, so that their grace begins
        leaving = {path: since for path, since in sorted((dict(self.leaving) | linked).items()) if path not in record.files}
        return replace(self, live=record.identity, unsure=False, releases=kept, dropped=tuple(sorted(dropped)), leaving=leaving)

    def alone(self) -> Self:
        """Without any release but the live one."""
        return replace(self, orphans=True, releases=(self.live,), dropped=tuple(sorted({*self.dropped, *self.releases} - {self.live})))

    def due(self, grace: timedelta, now: datetime) -> tuple[str, ...]:
        """The paths that are to be deleted now."""
        return tuple(path for path, since in self.leaving.items() if datetime.fromisoformat(since) + grace <= now)

    def swept(self, paths: Iterable[str]) -> Self:
        """When those are deleted, and what was dropped too."""
        deleted = set(paths)
        return replace(self, orphans=False, dropped=(), leaving={path: since for path, since in self.leaving.items() if path not in deleted})


def merged(records: Sequence[Record]) -> Record:
    """What each path may show where any of `records` may have been brought there: the blob that all have who have it, else none that is known."""
    files: dict[str, Stored] = {}
    for record in records:
        for path, stored in record.files.items():
            files[path] = stored if files.get(path, stored) == stored else UNKNOWN
    return Record("", files)


def key_of(identity: str) -> str:
    """Where the record lies."""
    return f"{FOLDER}/{identity}.json.gz"


def name_of(identity: str) -> str:
    """The release's name."""
    return identity.partition(".")[0]


def headers(path: str) -> Mapping[str, str]:
    """What the file at `path` is stored with."""
    served = served_as(path)
    encoding = {"Content-Encoding": "gzip"} if path.endswith(COMPRESSED) else {}
    return {"Content-Type": served.type, "Cache-Control": served.cache_control} | encoding


def _digest(given: Mapping[str, str]) -> str:
    return sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:8]
