"""A folder on this computer: for a stick, or for a host that takes a folder. The whole folder is exchanged in one step of the file system.

Beside the folder, in `.NAME.releases`, lie the releases one can go back to, each under its name, for each a list of what it holds, and their order. A
release is copied there, read again, and then changes places with the folder: for an instant the old one lies under the name of the new one.
What lies there says itself which release it is (status.json), so whoever comes next puts that right.
"""

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from plugins.build import disk

from .messages import PublishingError, Say
from .place import Live, kept_with
from .release import NAME, STATUS, Release, ReleasedFile
from .targets import Folder

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE (renameat2(2))."""
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems leave in every folder that somebody looks into."""


class FolderPlace:
    """Nothing is linked between releases: whoever edits a file of the folder by hand alters no other one, and a stick has no links."""

    def __init__(self, target: Folder) -> None:
        self._folder = target.folder.resolve()
        self._kept = self._folder.with_name(f".{self._folder.name}.releases")
        self._keep = target.keep

    def live(self) -> Live | None:
        """What lies in the folder. Raises PublishingError where that is not ours, or not only ours."""
        with self._told():
            if not self._folder.parent.is_dir():
                raise PublishingError("{folder} is not there: is the stick plugged in? Else make the folder that it is to lie in", folder=self._folder.parent)
            if not _entries(self._folder):
                return None
            name = _name_of(self._folder)
            files = self._list(name)
            if files is None:
                raise PublishingError("{folder} holds something else: name an empty folder, or one that is not there yet", folder=self._folder)
            foreign = next((path for path in _paths(self._folder) if path not in files), None)
            if foreign:
                raise PublishingError("{file} was not put there by inv publish: move it away, and publish again", file=self._folder / foreign)
            return Live(name, files, (self._folder / STATUS).read_bytes())

    def publish(self, release: Release, say: Say) -> None:
        """Copy the release beside the folder, look at every byte of it, and put it in the folder's place."""
        live = self.live()
        with self._told():
            self._mend(live)
            kept = kept_with(release.name, self._releases(live), live.name if live else "", self._keep)
            if live is None or live.name != release.name or _wrong(self._folder, release.files):
                if self._list(release.name) != release.files or _wrong(self._kept / release.name, release.files):
                    self._bring(release)
                self._write("order", "".join(f"{name}\n" for name in kept))
                self._show(release.name, live)
            self._prune(kept)
        say("{folder} holds {files} files.", folder=self._folder, files=len(release.files))

    def releases(self) -> Sequence[str]:
        live = self.live()
        with self._told():
            return self._releases(live)

    def files(self, name: str) -> Mapping[str, ReleasedFile]:
        with self._told():
            files = self._list(name)
        if files is None:
            raise self._keeps_no(name)
        return files

    def rollback(self, name: str, say: Say) -> None:
        """Put a kept release in the folder's place, once every byte of it was looked at."""
        live = self.live()
        if live and live.name == name:
            return
        with self._told():
            self._mend(live)
            files = self._list(name)
            if files is None or not (self._kept / name).is_dir():
                raise self._keeps_no(name)
            if wrong := _wrong(self._kept / name, files):
                raise PublishingError("{file} is not as it was published: go back to another release", file=self._kept / name / wrong)
            self._show(name, live)
        say("{folder} holds {name} again.", folder=self._folder, name=name)

    def forget(self, say: Say) -> None:
        """Delete what is kept beside the folder."""
        live = self.live()
        with self._told():
            self._mend(live)
            self._prune([live.name] if live else [])
        say("{place} keeps no earlier release any longer.", place=self._folder)

    def _bring(self, release: Release) -> None:
        """A copy among the kept ones. What was there under its name, and is not as it should be, goes."""
        incoming, place = self._kept / "incoming", self._kept / release.name
        shutil.rmtree(place, ignore_errors=True)
        try:
            _copy(release, incoming)
        except BaseException:
            shutil.rmtree(incoming, ignore_errors=True)  # it may be what fills the disk
            raise
        self._write(self._list_of(release.name).name, json.dumps([asdict(file) for file in release.files.values()], ensure_ascii=False))
        incoming.rename(place)

    def _show(self, name: str, live: Live | None) -> None:
        """What is kept under `name` becomes the folder, and what was in it is kept."""
        new = self._kept / name
        if live is None:
            for dropping in _entries(self._folder, everything=True):
                (self._folder / dropping).unlink()
            with suppress(FileNotFoundError):
                self._folder.rmdir()
            new.rename(self._folder)
        elif live.name == name:  # damaged: the copy goes with the name
            _exchanged(new, self._folder)
            shutil.rmtree(new, ignore_errors=True)
        else:
            _exchanged(new, self._folder)
            if new.is_dir():
                new.rename(self._kept / live.name)
        disk.on_disk([self._kept, self._folder.parent])

    def _prune(self, kept: Sequence[str]) -> None:
        """All but these go."""
        for place in self._copies():
            if place.name not in kept:
                self._list_of(place.name).unlink(missing_ok=True)  # first: what has no list is offered to nobody
                shutil.rmtree(place)

    def _mend(self, live: Live | None) -> None:
        """Put right what a killed publication left: half a copy, a release under the name of another one, a list without its release."""
        self._kept.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._kept / "incoming", ignore_errors=True)
        for place in self._copies():
            name = _name_of(place)
            if self._list(name) is None or (live and live.name == name):
                shutil.rmtree(place)
            elif place.name != name:
                shutil.rmtree(self._kept / name, ignore_errors=True)
                place.rename(self._kept / name)
        known = {self._list_of(place.name).name for place in self._copies()} | ({self._list_of(live.name).name} if live else set())
        for listed in self._kept.glob("*.json"):
            if listed.name not in known:
                listed.unlink()

    def _releases(self, live: Live | None) -> Sequence[str]:
        """Those that are whole, in the order that was written down at the last publication; newest names first where none was."""
        whole = {name for name in map(_name_of, self._copies()) if self._list(name) is not None} | ({live.name} if live else set())
        try:
            order = [name for name in (self._kept / "order").read_text("utf-8").split() if name in whole]
        except FileNotFoundError:
            order = sorted(whole, reverse=True)
        return order if live is None or live.name in order else [live.name, *order]

    def _copies(self) -> list[Path]:
        """The folders of releases; nothing else that may lie among them is looked at."""
        return [self._kept / name for name in sorted(_entries(self._kept)) if NAME.fullmatch(name)]

    def _write(self, name: str, text: str) -> None:
        """A file beside the releases: wholly, or as it was."""
        beside = self._kept / f"{name}.new"
        beside.write_text(text, "utf-8")
        disk.on_disk([beside])
        beside.replace(self._kept / name)

    def _keeps_no(self, name: str) -> PublishingError:
        return PublishingError("{folder} keeps no release {name}", folder=self._folder, name=name)

    def _list_of(self, name: str) -> Path:
        return self._kept / f"{name}.json"

    def _list(self, name: str) -> Mapping[str, ReleasedFile] | None:
        """What a release holds; None: nobody knows."""
        try:
            return {file["path"]: ReleasedFile(**file) for file in json.loads(self._list_of(name).read_text("utf-8"))}
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what the disk refuses into words."""
        try:
            yield
        except OSError as problem:
            raise _explained(problem, self._folder) from problem


def _explained(problem: OSError, folder: Path) -> PublishingError:
    match problem.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return PublishingError("the disk of {folder} is full: make room, and publish again", folder=folder)
        case errno.EXDEV | errno.EBUSY:
            return PublishingError("{folder} is a disk of its own, or in use: name a folder on it, or close what uses it", folder=folder)
        case _:
            return PublishingError(
                "{file} cannot be written or read ({problem}): mend its permissions, or name another folder than {folder}",
                file=problem.filename or folder,
                problem=problem.strerror or problem,
                folder=folder,
            )


def _copy(release: Release, place: Path) -> None:
    """What is there afterwards was read again, and is on the disk."""
    for path in release.files:
        copy = place / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(release.folder / path, copy)
    if wrong := _wrong(place, release.files):
        raise PublishingError("{file} was not written as it is: the disk is damaged, or the site was built anew meanwhile", file=place / wrong)
    disk.on_disk([place / path for path in release.files])


def _exchanged(new: Path, folder: Path) -> None:
    """Each takes the other's place: at once on Linux, where the file system can; elsewhere there is an instant with nothing there."""
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None, use_errno=True), "renameat2"):
        if library.renameat2(_HERE, os.fsencode(new), _HERE, os.fsencode(folder), _EXCHANGE) == 0:
            return
        if ctypes.get_errno() not in {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP}:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    aside = new.with_name(_name_of(folder) if _name_of(folder) != new.name else "incoming")
    folder.rename(aside)
    new.rename(folder)


def _name_of(place: Path) -> str:
    """Which release lies there, as it says itself; empty: none, or half of one."""
    try:
        name = json.loads((place / STATUS).read_text("utf-8"))["release"]
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return ""
    return name if isinstance(name, str) and NAME.fullmatch(name) else ""


def _entries(folder: Path, *, everything: bool = False) -> list[str]:
    """What lies directly in a folder; nothing in one that is not there."""
    try:
        return [name for name in os.listdir(folder) if everything or name not in _OF_SYSTEMS]  # noqa: PTH208 - names are asked for
    except FileNotFoundError:
        return []


def _paths(folder: Path) -> Iterator[str]:
    """The path of every file below a folder, and of every link."""
    for parent, folders, files in os.walk(folder):
        inside = Path(parent).relative_to(folder)
        links = (name for name in folders if (Path(parent) / name).is_symlink())
        yield from ((inside / name).as_posix() for name in (*files, *links) if name not in _OF_SYSTEMS)


def _wrong(folder: Path, files: Mapping[str, ReleasedFile]) -> str:
    """A file that is not as it should be; empty: all are, and there is nothing else."""
    if not folder.is_dir():
        return "."
    foreign = next((path for path in _paths(folder) if path not in files), "")
    return foreign or next((path for path, file in files.items() if not _is(folder / path, file)), "")


def _is(place: Path, file: ReleasedFile) -> bool:
    return place.is_file() and place.stat().st_size == file.size and disk.digest_of(place) == file.sha256
