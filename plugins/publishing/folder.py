"""A folder on this computer: for a stick, or for a host that takes a folder. The whole folder is exchanged in one step of the file system."""

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from plugins.build import disk

from .place import Live, PublishingError, Say
from .release import NAME, STATUS, Release, ReleasedFile, released
from .targets import Folder

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE (renameat2(2))."""


class FolderPlace:
    """Beside the folder, in `.NAME.releases`, lie the releases one can go back to and what each of them holds."""

    def __init__(self, target: Folder) -> None:
        self._folder = target.folder
        self._kept = target.folder.with_name(f".{target.folder.name}.releases")
        self._keep = target.keep

    def live(self) -> Live | None:
        """What lies in the folder. Raises PublishingError where that is not ours."""
        if not self._folder.exists() or not any(self._folder.iterdir()):
            return None
        try:
            name = self._shown()
            return Live(name, self._files(name))
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise PublishingError("{folder} holds something else: name an empty folder, or one that is not there yet", folder=self._folder) from problem

    def publish(self, release: Release, say: Say) -> None:
        """Copy the release beside the folder, look at every byte of it, and put it in the folder's place."""
        with _told(self._folder):
            live = self.live()
            self._clear()
            for path in release.files:
                place = self._incoming / path
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(release.folder / path, place)
            wrong = [path for path, file in release.files.items() if released(self._incoming, path).sha256 != file.sha256]
            if wrong:
                raise PublishingError("{path} was not written as it is: is the disk full, or damaged?", path=wrong[0])
            listed = json.dumps([asdict(file) for file in release.files.values()], ensure_ascii=False)
            _written(self._list_of(release.name), listed)
            self._exchange(self._incoming, live)
            say(f"{len(release.files)} files in {self._folder}")

    def releases(self) -> Sequence[str]:
        """The live one and those that were kept, the newest first."""
        live = self.live()
        kept = [place.name for place in self._kept.iterdir() if NAME.fullmatch(place.name)] if self._kept.is_dir() else []
        return sorted({*kept, *([live.name] if live else [])}, reverse=True)

    def rollback(self, name: str, say: Say) -> None:
        """Put a kept release in the folder's place."""
        with _told(self._folder):
            live = self.live()
            if live and live.name == name:
                return
            self._exchange(self._kept / name, live)
            say(f"{name} in {self._folder}")

    @property
    def _incoming(self) -> Path:
        return self._kept / "incoming"

    def _list_of(self, name: str) -> Path:
        return self._kept / f"{name}.json"

    def _files(self, name: str) -> Mapping[str, ReleasedFile]:
        return {file["path"]: ReleasedFile(**file) for file in json.loads(self._list_of(name).read_text("utf-8"))}

    def _exchange(self, new: Path, live: Live | None) -> None:
        """`new` becomes the folder, and what was in it is kept; old ones go."""
        disk.on_disk([file for file in new.rglob("*") if file.is_file()])
        if live is None:
            if self._folder.exists():
                self._folder.rmdir()
            new.rename(self._folder)
        else:
            _exchanged(new, self._folder)
            new.rename(self._kept / live.name)
        shown = self._shown()
        for name in self.releases()[self._keep :]:
            if name != shown:
                shutil.rmtree(self._kept / name, ignore_errors=True)
                self._list_of(name).unlink(missing_ok=True)

    def _shown(self) -> str:
        """The name of the release in the folder."""
        return str(json.loads((self._folder / STATUS).read_text("utf-8"))["release"])

    def _clear(self) -> None:
        """What a killed publication left: its copy, or the old release that had just been exchanged."""
        self._kept.mkdir(parents=True, exist_ok=True)
        status = self._incoming / STATUS
        if self._incoming.is_dir() and status.is_file():
            name = json.loads(status.read_text("utf-8"))["release"]
            live = self.live()
            if self._list_of(name).is_file() and not (self._kept / name).exists() and live and live.name != name:
                self._incoming.rename(self._kept / name)
        shutil.rmtree(self._incoming, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> None:
    """Each takes the other's place: at once on Linux; elsewhere there is an instant with nothing there, which the next publication mends."""
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        if library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
            return
    aside = one.with_name("aside")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)


def _written(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, "utf-8")
    disk.on_disk([beside])
    beside.replace(file)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turns what the disk refuses into words."""
    try:
        yield
    except OSError as problem:
        raise PublishingError("{folder} cannot be written: {problem}", folder=folder, problem=problem.strerror or problem) from problem
