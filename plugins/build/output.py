"""The output folder: what a build owns in it, and how it changes: staged, renamed in, manifest last."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

MANIFEST = "manifest.json"
STAGING = ".staging"


@dataclass(frozen=True, slots=True)
class Owned:
    """A file of the output that a build made."""

    path: str
    """Relative to the output folder, forward slashes."""
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build changed."""

    written: int
    kept: int
    """Already there, byte for byte: not touched."""
    removed: int


class OutputError(Exception):
    """The output folder cannot be written as planned; the message says what is in the way."""

    exitcode = 1


def write(folder: Path, files: Iterable[tuple[str, bytes | Path]]) -> Outcome:
    """Make the output folder hold exactly `files` (path, then bytes or a file to copy) of what a build owns.

    Nothing of the old output changes before every file is staged. Files that no build made are left alone, except where
    a page must go. Without a readable manifest nothing is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    staging = folder / STAGING
    if staging.is_symlink() or staging.is_file():
        staging.unlink()
    shutil.rmtree(staging, ignore_errors=True)
    try:
        before = _read_manifest(folder)
        owned: dict[str, Owned] = {}
        changed: list[str] = []
        for path, content in files:
            owned[path] = _described(path, content)
            if not _same(folder, owned[path]):
                _stage(staging / path, content)
                changed.append(path)
        stale = [path for path in before if path not in owned]
        _check_way(folder, (*changed, MANIFEST), stale)
        for path in changed:
            _rename_in(staging / path, folder, path)
        _check(folder, owned)
        for path in stale:
            _remove(folder, path)
        _write_manifest(folder, staging, owned)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Outcome(len(changed), len(owned) - len(changed), len(stale))


def _described(path: str, content: bytes | Path) -> Owned:
    if isinstance(content, bytes):
        return Owned(path, sha256(content).hexdigest(), len(content))
    with content.open("rb") as file:
        return Owned(path, file_digest(file, "sha256").hexdigest(), content.stat().st_size)


def _same(folder: Path, owned: Owned) -> bool:
    """Whether a file is already what it should be. One behind a link is not: what that leads to is not ours."""
    file = folder / owned.path
    if not file.is_file() or file.stat().st_size != owned.size or _linked(folder, owned.path):
        return False
    return _described(owned.path, file) == owned


def _linked(folder: Path, path: str) -> bool:
    """Whether there is a symbolic link on the way from `folder` to `path`, or at its end."""
    file = PurePosixPath(path)
    return any((folder / step).is_symlink() for step in (file, *file.parents[:-1]))


def _stage(staged: Path, content: bytes | Path) -> None:
    staged.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        staged.write_bytes(content)
    else:
        shutil.copyfile(content, staged)


def _check_way(folder: Path, paths: Iterable[str], stale: Iterable[str]) -> None:
    """A folder gives way to a file only where all that it holds is stale. Asked before anything changes."""
    gone = frozenset(stale)
    for path in paths:
        final = folder / path
        if final.is_dir() and not final.is_symlink():
            held = {file.relative_to(folder).as_posix() for file in final.rglob("*") if file.is_symlink() or not file.is_dir()}
            if not held <= gone:
                raise OutputError(f"{final} is a folder, and a page must go there: move it away")


def _rename_in(staged: Path, folder: Path, path: str) -> None:
    final = folder / path
    for parent in reversed(final.relative_to(folder).parents[:-1]):
        if (folder / parent).is_symlink() or (folder / parent).is_file():
            (folder / parent).unlink()
    final.parent.mkdir(parents=True, exist_ok=True)
    if final.is_dir() and not final.is_symlink():
        shutil.rmtree(final)  # see _check_way
    staged.replace(final)


def _check(folder: Path, owned: Mapping[str, Owned]) -> None:
    """An error swallowed on the way cannot pass: what should be there is there."""
    for file in owned.values():
        found = folder / file.path
        if not found.is_file() or found.stat().st_size != file.size:
            raise OutputError(f"{found} was not written as planned")


def _remove(folder: Path, path: str) -> None:
    file = folder / path
    if file.is_symlink() or file.is_file():  # not where a folder has taken its place
        file.unlink()
    parent = file.parent
    while parent != folder and parent.is_dir() and not any(parent.iterdir()):
        parent.rmdir()
        parent = parent.parent


def _read_manifest(folder: Path) -> list[str]:
    """The files the last build made; none where there is no readable manifest, or one that names anything outside."""
    try:
        listed = json.loads((folder / MANIFEST).read_bytes())
        paths = [str(entry["path"]) for entry in listed["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return paths if all(_inside(folder, path) for path in paths) else []


def _inside(folder: Path, path: str) -> bool:
    plain = PurePosixPath(path)
    if plain.is_absolute() or not plain.parts or ".." in plain.parts or "\\" in path or ":" in path:
        return False
    return not any((folder / parent).is_symlink() for parent in plain.parents[:-1])


def _write_manifest(folder: Path, staging: Path, owned: Mapping[str, Owned]) -> None:
    written = {"files": [{"path": file.path, "sha256": file.sha256, "size": file.size} for file in _in_order(owned)]}
    data = (json.dumps(written, ensure_ascii=False, indent=0) + "\n").encode()
    manifest = folder / MANIFEST
    if manifest.is_file() and not manifest.is_symlink() and manifest.read_bytes() == data:
        return
    staging.mkdir(exist_ok=True)
    with (staging / MANIFEST).open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _rename_in(staging / MANIFEST, folder, MANIFEST)


def _in_order(owned: Mapping[str, Owned]) -> Iterator[Owned]:
    yield from (owned[path] for path in sorted(owned))
