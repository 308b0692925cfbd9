"""A release: a built site, whole and ready to be sent, and how it differs from what members see now."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path
from types import MappingProxyType
from typing import Self

from .messages import NotWholeError

MANIFEST = "manifest.json"
"""What the build owns; the last file that a build writes."""
STATUS = "status.json"
"""Written by publishing: which release this is, for a monitor."""
NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}")
"""How releases are called: the instant they were made for in UTC, and the first digits of the manifest's SHA-256."""


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file of a release."""

    path: str
    """Relative to the site, forward slashes."""
    sha256: str
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be done to one set of files to have another; paths, sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @classmethod
    def between(cls, before: Mapping[str, ReleasedFile], after: Mapping[str, ReleasedFile]) -> Self:
        """From `before` to `after`, by path."""
        changed = (path for path in before.keys() & after.keys() if before[path].sha256 != after[path].sha256)
        return cls(tuple(sorted(after.keys() - before.keys())), tuple(sorted(changed)), tuple(sorted(before.keys() - after.keys())))

    @property
    def sent(self) -> tuple[str, ...]:
        """What is to be sent."""
        return (*self.added, *self.changed)


@dataclass(frozen=True, slots=True)
class Release:
    """A site, whole: every file lies in `folder`, and nothing else does."""

    name: str
    folder: Path
    files: Mapping[str, ReleasedFile]
    """By path, the manifest and whatever publishing added among them."""

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(file.size for file in self.files.values())


def named(manifest: bytes, instant: datetime) -> str:
    """What the release of that manifest is called, made for `instant`."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}-{sha256(manifest).hexdigest()[:12]}"


def instant_of(name: str) -> datetime:
    """The instant that a release was made for, in UTC. Raises ValueError where that is no release's name."""
    if not NAME.fullmatch(name):
        raise ValueError(f"no release: {name}")
    return datetime.strptime(name.partition("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def read_manifest(text: bytes) -> Mapping[str, ReleasedFile]:
    """The files that a manifest lists, by path, without itself. Raises NotWholeError where it is none."""
    try:
        listed = json.loads(text)["files"]
        files = {entry["path"]: ReleasedFile(str(entry["path"]), str(entry["sha256"]), int(entry["size"])) for entry in listed}
    except (ValueError, KeyError, TypeError, RecursionError) as problem:  # a live site may show anything as its manifest
        raise NotWholeError("{manifest} cannot be read: {problem}", manifest=MANIFEST, problem=problem) from problem
    return MappingProxyType(files)


def whole(folder: Path) -> Mapping[str, ReleasedFile]:
    """The files of a built site by path, each looked at: its bytes are those that the manifest says. Raises NotWholeError."""
    try:
        manifest = (folder / MANIFEST).read_bytes()
    except OSError as problem:
        raise NotWholeError("{folder} holds no built site: {problem}", folder=folder, problem=problem.strerror) from problem
    files = dict(read_manifest(manifest))
    wrong = [path for path, file in files.items() if digest_of(folder / path) != file.sha256]
    if wrong:
        raise NotWholeError("{what} is not as it was built: publish again", what=f"{folder}: {_some(wrong)}")
    files[MANIFEST] = released(folder, MANIFEST)
    return MappingProxyType(files)


def released(folder: Path, path: str) -> ReleasedFile:
    """A file as it lies in a folder."""
    return ReleasedFile(path, digest_of(folder / path), (folder / path).stat().st_size)


def digest_of(file: Path) -> str:
    """SHA-256, in hexadecimal; empty: there is no such file."""
    try:
        with file.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def _some(paths: Iterable[str]) -> str:
    """A few of them, for a message."""
    some = sorted(paths)
    return ", ".join(some[:5]) + (f" … ({len(some)})" if len(some) > 5 else "")  # noqa: PLR2004 - as many as one reads
