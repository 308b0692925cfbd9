"""What a build asks of the disk: to keep what was written, to let a file take its place, to take one away. Nothing here knows of pages."""

import os
import shutil
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from stat import S_ISDIR

MANY = 64
"""From so many files on the whole disk is told to keep them, instead of one after the other."""
_BLOCK = 1 << 20


class OutputError(Exception):
    """The output folder cannot be written as planned; the message says what is in the way."""

    exitcode = 1


def bytes_of(file: str | Path, size: int | None = None) -> bytes | None:
    """What a file holds; None where there is none, or one of another size."""
    try:
        if size is not None and os.stat(file).st_size != size:  # noqa: PTH116 - quick: thousands
            return None
        return Path(file).read_bytes()
    except OSError:
        return None


def digest_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    made = sha256()
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            made.update(block)
    return made.hexdigest()


def on_disk(files: Sequence[Path]) -> None:
    """Wait until the disk has what was written to these files and folders."""
    if len(files) >= MANY and hasattr(os, "sync"):
        os.sync()
        return
    for file in files:
        if file.is_dir() and os.name == "nt":
            continue  # Windows opens no folders
        descriptor = os.open(file, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def check_way(folder: Path, paths: Iterable[str], stale: Iterable[str]) -> None:
    """A folder gives way to a file only where all that it holds is stale. Asked before anything changes."""
    gone = frozenset(stale)
    for path in paths:
        final = folder / path
        if _is_folder(final):
            held = {file.relative_to(folder).as_posix() for file in final.rglob("*") if file.is_symlink() or not file.is_dir()}
            if not held <= gone:
                raise OutputError(f"{final} is a folder, and a page must go there: move it away")


def _is_folder(path: Path) -> bool:
    """Not one that a link leads to."""
    try:
        return S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def move_in(staged: Path, folder: Path) -> None:
    """Let all that lies in `staged` take its place in `folder`: file by file, but a folder whole where there is none of its name.

    What lies in the way is ours (see check_way), or a link, which is not followed: it goes.
    """
    with os.scandir(staged) as found:
        entries = list(found)
    for entry in entries:
        final = folder / entry.name
        if _is_folder(final):
            if entry.is_dir(follow_symlinks=False):
                move_in(Path(entry.path), final)
                continue
            shutil.rmtree(final)
        elif entry.is_dir(follow_symlinks=False) and os.path.lexists(final):
            final.unlink()
        os.replace(entry.path, final)  # noqa: PTH105 - quick: thousands


def written(file: Path, content: bytes) -> None:
    """Write a file, and the folders it lies in; read back, so that no error of writing can pass. Raises OutputError."""
    try:
        opened = file.open("w+b")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = file.open("w+b")
    with opened:
        opened.write(content)
        opened.seek(0)
        if opened.read() != content:
            raise OutputError(f"{file} was not written as planned")


def below_link(folder: Path, path: str) -> bool:
    """Whether a link lies on the way to `path`."""
    return any((folder / parent).is_symlink() for parent in PurePosixPath(path).parents[:-1])


def remove(folder: Path, path: str) -> None:
    """Take a file away, and the folders that it leaves empty."""
    file = folder / path
    if file.is_symlink() or file.is_file():  # not where a folder has taken its place
        file.unlink()
    parent = file.parent
    while parent != folder and parent.is_dir() and not any(parent.iterdir()):
        parent.rmdir()
        parent = parent.parent
