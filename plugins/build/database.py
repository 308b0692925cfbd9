"""An SQLite file that may be lost, damaged or of another version at any time, and is then made anew."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

from plugins.model.records import digest

_APPLICATION = 0x42_54_49_31
_HOPELESS = frozenset(getattr(sqlite3, f"SQLITE_{name}") for name in ("FULL", "READONLY", "CANTOPEN", "BUSY", "LOCKED", "IOERR", "PERM"))


class DamagedError(Exception):
    """What the index says is not what was written into it."""


class Database:
    """One file, with a connection for each process that uses it."""

    def __init__(self, file: Path, schema: int, tables: str) -> None:
        """Open or make it. `began_anew` says why, where there was something that could not be used. Raises sqlite3.OperationalError where it can be neither.

        `schema`: the version of `tables`, the statements that make them.
        """
        self.file = file
        self._schema = schema
        self._tables = tables
        self.began_anew = ""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._connections = {os.getpid(): self._opened()}

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the process that asks: one that was inherited from another process must not be used, nor closed."""
        own = os.getpid()
        if own not in self._connections:
            self._connections[own] = self._connected()
        return self._connections[own]

    def _opened(self) -> sqlite3.Connection:
        if self.file.exists():
            try:
                connection = self._connected()
                version = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
                if version == [_APPLICATION, self._schema]:
                    return connection
                connection.close()
                self.began_anew = "it is of another version"
            except sqlite3.DatabaseError as problem:
                if hopeless(problem) and not self.file.is_dir():
                    raise
                self.began_anew = str(problem)
        return self._made()

    def _made(self) -> sqlite3.Connection:
        remove(self.file)
        connection = self._connected()
        with connection:
            connection.executescript(f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {self._schema}; {self._tables}")
        return connection

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, isolation_level=None, timeout=60)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def close(self) -> None:
        """Let go of the file."""
        self._connections.pop(os.getpid()).close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """What is changed in the block is kept when it ends, all of it or nothing; within another such block, when that one ends."""
        within = self.connection.in_transaction
        if not within:
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            if not within:
                self.connection.execute("COMMIT")
        finally:
            if self.connection.in_transaction and not within:
                self.connection.execute("ROLLBACK")


class CheckedTexts(MutableMapping[str, str]):
    """Texts by name, each checked against its digest when it is read."""

    def __init__(self, database: Database, table: str) -> None:
        self._database = database
        self._table = table

    def __getitem__(self, name: str) -> str:
        row = self._database.connection.execute(f"SELECT record, digest FROM {self._table} WHERE name = ?", (name,)).fetchone()  # noqa: S608 - one of ours
        if row is None:
            raise KeyError(name)
        return sound(row[0], row[1], name)

    def __setitem__(self, name: str, text: str) -> None:
        self._database.connection.execute(f"REPLACE INTO {self._table} VALUES (?, ?, ?)", (name, digest(text), text))  # noqa: S608 - one of ours

    def __delitem__(self, name: str) -> None:
        self._database.connection.execute(f"DELETE FROM {self._table} WHERE name = ?", (name,))  # noqa: S608 - one of ours

    def __iter__(self) -> Iterator[str]:
        yield from (name for (name,) in self._database.connection.execute(f"SELECT name FROM {self._table}"))  # noqa: S608 - one of ours

    def __len__(self) -> int:
        return int(self._database.connection.execute(f"SELECT count(*) FROM {self._table}").fetchone()[0])  # noqa: S608 - one of ours


def remove(file: Path) -> None:
    """Delete a database, whatever is in its place, with what SQLite keeps beside it."""
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-journal"):
        file.with_name(name).unlink(missing_ok=True)


def hopeless(problem: Exception) -> bool:
    """Whether a new database would fare no better: the disk is full, cannot be written, or is held by another program."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF in _HOPELESS


def sound(text: str, expected: str, name: str) -> str:
    """`text`, if `expected` is its digest. Raises DamagedError, which names `name`."""
    if digest(text) != expected:
        raise DamagedError(name)
    return text
