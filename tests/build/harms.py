"""What may happen to an output folder and a cache between two builds, other than by a build."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from hypothesis import assume
from hypothesis import strategies as st

from plugins.build.output import MANIFEST
from tests.build.changes import Draw

Harm = Callable[[Path, Draw], None]


def some_file(output: Path, draw: Draw) -> Path:
    """One of the files of a build, but for the manifest."""
    files = sorted(file for file in output.rglob("*") if file.is_file() and not file.is_symlink() and file.name != MANIFEST)
    assume(files)
    return draw(st.sampled_from(files), "file")


def truncate(output: Path, draw: Draw) -> None:
    os.truncate(some_file(output, draw), draw(st.sampled_from([0, 1])))


def append(output: Path, draw: Draw) -> None:
    with some_file(output, draw).open("ab") as file:
        file.write(b"more")


def alter_keeping_length_and_time(output: Path, draw: Draw) -> None:
    file = some_file(output, draw)
    stat, data = file.stat(), file.read_bytes()
    assume(data)
    file.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def exchange(output: Path, draw: Draw) -> None:
    """Two files change names: their times, lengths and inodes go with them."""
    one, other = some_file(output, draw), some_file(output, draw)
    assume(one != other)
    aside = output / ".aside"
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def remove(output: Path, draw: Draw) -> None:
    some_file(output, draw).unlink()


def remove_a_folder(output: Path, draw: Draw) -> None:
    folder = some_file(output, draw).parent
    assume(folder != output)
    shutil.rmtree(folder)


def put_a_link(output: Path, draw: Draw) -> None:
    """To a file with the very bytes that should be there."""
    file = some_file(output, draw)
    outside = output.with_name("outside")
    shutil.copyfile(file, outside)
    file.unlink()
    file.symlink_to(outside)


def put_a_folder(output: Path, draw: Draw) -> None:
    """An empty one."""
    file = some_file(output, draw)
    file.unlink()
    file.mkdir()


def touch(output: Path, draw: Draw) -> None:
    seconds = draw(st.sampled_from([0, 4102444800]))
    os.utime(some_file(output, draw), (seconds, seconds))


def leave_half_a_build(output: Path, draw: Draw) -> None:
    """As a killed one does."""
    staged = output / ".staging" / draw(st.sampled_from(["index.html", "files/tin-tuc/index.html", "files/khong-ai/index.html"]))
    staged.parent.mkdir(parents=True, exist_ok=True)
    staged.write_text("half a pa", "utf-8")


HARMS: tuple[Harm, ...] = (
    truncate, append, alter_keeping_length_and_time, exchange, remove, remove_a_folder, put_a_link, put_a_folder, touch, leave_half_a_build,
)  # fmt: skip
