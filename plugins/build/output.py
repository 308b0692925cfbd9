"""The output folder: what a build owns in it, and how it changes: staged, renamed in, manifest last."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from .database import DamagedError
from .disk import MANY, OutputError, below_link, bytes_of, check_way, digest_of, move_in, on_disk, remove, written
from .lock import Lock

MANIFEST = "manifest.json"
STAGING = ".staging"
_line = json.JSONEncoder(ensure_ascii=False).encode
_NO_STEPS = frozenset({"", ".", ".."})
"""Between the slashes of no path that a build writes."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A file of the output that a build made."""

    path: str
    """Relative to the output folder, forward slashes."""
    sha256: str
    size: int
    staged: bool = False
    """Whether it is staged, to be moved in; else it lies in the output, as it should be."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build changed."""

    written: int
    kept: int
    """Already there, byte for byte: not touched."""
    removed: int


class Output:
    """The output folder, held by one build at a time: another one waits, and says for whom."""

    def __init__(self, folder: Path) -> None:
        """Make the folder, where it is not there, and hold it until `close`."""
        self.folder = folder
        self._made_here = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        self._staging = folder / STAGING
        self._staged = self._staging / "files"
        """What is to be moved in, each file at its path."""
        self._lock = Lock(folder, self._staging / "holder")
        self._begun = _listed(self._staging / MANIFEST)
        """What a build had begun to put in when it was killed: ours too."""
        try:
            self._clear()
            self._staging.mkdir(exist_ok=True)
            self._lock.tell()
        except BaseException:
            self.close()
            raise

    @cached_property
    def _before(self) -> frozenset[str]:
        """What the manifest lists: nobody else changes it while the folder is held."""
        return frozenset(_listed(self.folder / MANIFEST))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder; it goes where nothing was put into it."""
        self._clear()
        if self._made_here:
            with suppress(OSError):
                self.folder.rmdir()
        self._lock.release()

    def _clear(self) -> None:
        """Empty the staging folder; what a killed build had begun stays known until a build has ended well."""
        if self._staging.is_symlink() or self._staging.is_file():
            self._staging.unlink()
        if not self._begun:
            shutil.rmtree(self._staging, ignore_errors=True)
        elif self._staging.is_dir():
            for file in self._staging.iterdir():
                if file.is_dir() and not file.is_symlink():
                    shutil.rmtree(file)
                elif file.name != MANIFEST:
                    file.unlink()

    @property
    def interrupted(self) -> bool:
        """Whether a build was killed while it put its files in."""
        return bool(self._begun)

    def begin(self) -> None:
        """Nothing is staged: what an attempt before this one had staged, or a build that was killed, is never moved in."""
        if self._staged.exists():
            shutil.rmtree(self._staged)

    def place(self, path: str, content: bytes) -> Owned:
        """Stage a file that is to lie at `path`; one that lies there already, byte for byte, is left alone. May be called in another process."""
        made = sha256(content).hexdigest()
        staged = not self._holds(path, content)
        if staged:
            written(self._staged / path, content)
        return Owned(path, made, len(content), staged)

    def copy(self, path: str, original: Path, expected: str) -> Owned:
        """Stage a copy of a file that is published as it is; `expected` is the SHA-256 of its bytes. Raises DamagedError where it is another now."""
        final = self.folder / path
        size = original.stat().st_size
        if final.is_file() and final.stat().st_size == size and not self._linked(path) and digest_of(final) == expected:
            return Owned(path, expected, size)
        staged = self._staged / path
        staged.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, staged)
        if digest_of(staged) != expected:
            raise DamagedError(f"{original} is not what it was when it was read")
        return Owned(path, expected, staged.stat().st_size, staged=True)

    def signature(self, path: str) -> str:
        """What the disk says of a file of the output; empty where there is none, or it lies behind a link. Changes whenever the file does."""
        try:
            found = os.lstat(f"{self.folder}/{path}")
        except OSError:
            return ""
        return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"

    def finish(self, files: Sequence[Owned]) -> Outcome:
        """Make the folder hold exactly `files` of what a build owns.

        Nothing of the old output changes before every file is on the disk. Files that no build made are left alone, except where a
        page must go. Without a readable manifest nothing is removed.
        """
        owned = {file.path: file for file in files}
        staged = [file for file in files if file.staged]
        stale = sorted(path for path in {*self._before, *self._begun} - owned.keys() if not below_link(self.folder, path))
        manifest = _manifest(owned)
        listed = bytes_of(self.folder / MANIFEST) == manifest
        check_way(self.folder, (*(file.path for file in staged), MANIFEST), stale)
        if staged or stale:
            self._begin(owned)
            on_disk([self._staged / file.path for file in staged] + [self._staging / MANIFEST])
            if staged:
                move_in(self._staged, self.folder)
            for path in stale:
                remove(self.folder, path)
        self._check(files)
        if not listed:
            last = self._staging / "last"
            written(last / MANIFEST, manifest)
            on_disk([last / MANIFEST, *{self.folder / above for file in staged[:MANY] for above in PurePosixPath(file.path).parents}])
            move_in(last, self.folder)
            on_disk([self.folder])
        self._before, self._begun, self._made_here = frozenset(owned), [], False
        return Outcome(len(staged), len(files) - len(staged), len(stale))

    def _begin(self, owned: Mapping[str, Owned]) -> None:
        """Note what is about to be put in and was not ours before: it is from here on, should this build be cut short."""
        new = {path: file for path, file in owned.items() if path not in self._before}
        begun = {path: Owned(path, "", 0) for path in self._begun}
        (self._staging / MANIFEST).write_bytes(_manifest(begun | new))

    def _check(self, files: Iterable[Owned]) -> None:
        """An error swallowed on the way cannot pass: what should be there is there, in its full length."""
        for file in files:
            try:
                size = os.stat(f"{self.folder}/{file.path}").st_size  # noqa: PTH116 - quick: thousands
            except OSError:
                size = -1
            if size != file.size:
                raise OutputError(f"{self.folder / file.path} was not written as planned")

    def _holds(self, path: str, content: bytes) -> bool:
        """Whether these bytes lie at `path`. A file behind a link does not count: what that leads to is not ours."""
        return bytes_of(f"{self.folder}/{path}", len(content)) == content and not self._linked(path)

    def _linked(self, path: str) -> bool:
        file = PurePosixPath(path)
        return any((self.folder / step).is_symlink() for step in (file, *file.parents[:-1]))


def _listed(manifest: Path) -> list[str]:
    """The files that a manifest lists; none where there is no readable one, or one that names anything outside of its folder."""
    try:
        listed = json.loads(manifest.read_bytes())
        paths = [str(entry["path"]) for entry in listed["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return paths if all(map(_is_plain, paths)) else []


def _is_plain(path: str) -> bool:
    """Whether it leads into the folder: no root, no drive, no step up."""
    return _NO_STEPS.isdisjoint(path.split("/")) and "\\" not in path and ":" not in path


def _manifest(owned: Mapping[str, Owned]) -> bytes:
    entries = ",\n".join(_line({"path": file.path, "sha256": file.sha256, "size": file.size}) for file in _in_order(owned))
    return f'{{"files": [\n{entries}\n]}}\n'.encode()


def _in_order(owned: Mapping[str, Owned]) -> Iterator[Owned]:
    yield from (owned[path] for path in sorted(owned))
