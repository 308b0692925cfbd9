"""What a build keeps between runs, damaged in every way: the next build is as a clean one."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.build.small_site import SmallSite
from tests.building import difference, files_of
from tests.written import story


def truncated(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def emptied(file: Path) -> None:
    os.truncate(file, 0)


def noise(file: Path) -> None:
    file.write_bytes(b"\x9c\x00\xff\x17" * (file.stat().st_size // 4 + 1))


def noise_within(file: Path) -> None:
    """The beginning, by which SQLite knows a file of its own, is left."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        for place in range(min(1024, size // 2), size, 512):
            opened.seek(place)
            opened.write(b"\x9c\x00\xff\x17" * 16)
    os.truncate(file, size)


def folder_in_its_place(file: Path) -> None:
    file.unlink()
    (file / "within").mkdir(parents=True)
    (file / "within/a.txt").write_text("a folder", "utf-8")


def removed(file: Path) -> None:
    file.unlink()


def version(number: int) -> Callable[[Path], None]:
    """As another version of the program leaves it."""

    def written(file: Path) -> None:
        if file.read_bytes().startswith(b"SQLite format 3\0"):
            with closing(sqlite3.connect(file)) as database, database:
                database.execute(f"PRAGMA user_version = {number}")
                database.execute("CREATE TABLE from_another_version (a)")
        else:
            noise(file)

    written.__name__ = f"version_{number}"
    return written


def other_tables(file: Path) -> None:
    """A sound database, but with none of our tables."""
    file.unlink()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE another (a)")


DAMAGES: tuple[Callable[[Path], None], ...] = (
    truncated, emptied, noise, noise_within, folder_in_its_place, removed, version(0), version(1_000_000), other_tables,
)  # fmt: skip


OFTEN = (truncated, noise_within, removed, other_tables)
"""The others are for the long run."""


def states(cache: Path) -> list[Path]:
    """The files of what is remembered of the content and the output; not the encoded pictures."""
    return sorted(file for file in cache.rglob("*.sqlite*") if file.is_file())


@pytest.mark.parametrize("damage", [pytest.param(damage, marks=() if damage in OFTEN else pytest.mark.long, id=damage.__name__) for damage in DAMAGES])
@pytest.mark.parametrize("edited", [False, True])
def test_damaged_state_is_made_anew(site: SmallSite, tmp_path: Path, damage: Callable[[Path], None], edited: bool) -> None:
    """Whatever has become of what was remembered, the next build leaves what a clean one does and exits 0, saying so in one line at most.

    One line is said wherever it is there and of no use; where it is not there at all, nothing needs to be said.
    """
    output, cache = tmp_path / "output", tmp_path / "cache"
    assert site.build(output, cache, 1).exit_code == 0
    found = states(cache)
    assert found
    for file in found:
        damage(file)
    if edited:
        site.save("pages/moi.vi.md", "---\ntitle: Trang mới\n---\n\nMột đoạn văn.\n")
        site.delete("news/2025/ngan.md")
    ended = site.build(output, cache, 2)
    assert ended.exit_code == 0, ended.said
    assert "Traceback" not in ended.said
    said = [line for line in ended.said.splitlines() if found[0].name in line]
    assert len(said) == (damage is not removed), ended.said
    assert not difference(files_of(output), site.cleanly_built())
    again = site.build(output, cache, 1)
    assert not [line for line in again.said.splitlines() if found[0].name in line], "what was made anew is sound"


@pytest.mark.parametrize("damage", [truncated, emptied, noise, removed], ids=lambda damage: damage.__name__)
def test_damaged_kept_file_is_made_anew(site: SmallSite, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Whatever else is kept (encoded pictures, byte code), a damaged one is never published or run: it is made anew."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    assert site.build(output, cache, 1).exit_code == 0
    before = files_of(output)
    kept = sorted(file for file in cache.rglob("*") if file.is_file() and file not in states(cache))
    assert kept
    for file in kept:
        damage(file)
    shutil.rmtree(output)
    site.save("pages/anh.vi.md", "---\ntitle: Ảnh\n---\n\n![ảnh](/news/dai-hoi/anh.jpg)\n")
    ended = site.build(output, cache, 1)
    assert ended.exit_code == 0, ended.said
    assert {path: data for path, data in before.items() if path.startswith("media/")} == {
        path: data for path, data in files_of(output).items() if path.startswith("media/")
    }


@pytest.mark.parametrize("table", ["kept", "documents", "views", *(pytest.param(table, marks=pytest.mark.long) for table in ("files", "bodies", "media", "holds", "shared"))])
def test_a_table_without_its_rows_is_noticed(site: SmallSite, tmp_path: Path, table: str) -> None:
    """Whatever is lost of what was read and planned, a page that is gone and a text that was changed come as in a clean build."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    assert site.build(output, cache, 1).exit_code == 0
    [file] = cache.glob("index-*.sqlite")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - one of those above
    (output / "index.html").unlink()
    for _ in range(2):
        ended = site.build(output, cache, 1)
        assert ended.exit_code == 0, ended.said
        assert not difference(files_of(output), site.cleanly_built())
        site.save("news/luong.vi.md", story("Tiền lương, lần nữa", "2026-10-31", "category: doi-song"))


def test_what_is_kept_grows_with_the_site_only(site: SmallSite, tmp_path: Path) -> None:
    """However often a title or the menu is changed, the index holds as many records as that of a clean build."""

    def kept(cache: Path) -> dict[str, int]:
        [file] = cache.glob("index-*.sqlite")
        with closing(sqlite3.connect(file)) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608 - names of the database's own

    for number in range(3):
        site.save("news/luong.vi.md", story(f"Tiền lương, lần {number}", "2026-10-31", "category: doi-song"))
        site.save("site/menu.yaml", "- section: news\n" * (number % 2) + "- category: doi-song\n")
        assert site.build(tmp_path / "output", tmp_path / "cache", 1).exit_code == 0
        [file] = (tmp_path / "cache").glob("index-*.sqlite")
        with closing(sqlite3.connect(file)) as database, database:  # as a build leaves it that was killed before its pages were made
            database.execute("REPLACE INTO views VALUES ('never/index.html', '')")
    site.save("news/luong.vi.md", story("Tiền lương, lần cuối", "2026-10-31", "category: doi-song"))
    assert site.build(tmp_path / "output", tmp_path / "cache", 1).exit_code == 0
    assert site.build(tmp_path / "clean", tmp_path / "anew", 1).exit_code == 0
    assert kept(tmp_path / "cache") == kept(tmp_path / "anew")
