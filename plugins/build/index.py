"""What a build remembers of the one before it: an SQLite database under CACHE_PATH.

It spares work and decides nothing: deleting it costs time only. What was read is remembered at once, for it is true whatever becomes
of the output; what was written is remembered when it is on the disk. Every text in it is checked against its digest when it is used.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.model.records import digest

SCHEMA = 1
"""Of the tables below: an index of another one is made anew."""
_APPLICATION = 0x42_54_49_31
_HOPELESS = frozenset(getattr(sqlite3, f"SQLITE_{name}") for name in ("FULL", "READONLY", "CANTOPEN", "BUSY", "LOCKED", "IOERR", "PERM"))
_TABLES = """
CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, signature TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (path TEXT PRIMARY KEY, face TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (path TEXT PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE bodies (path TEXT PRIMARY KEY, html TEXT NOT NULL);
CREATE TABLE media (name TEXT PRIMARY KEY, digest TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pages (file TEXT PRIMARY KEY, output TEXT NOT NULL, view TEXT NOT NULL, made_with TEXT NOT NULL,
                    sha256 TEXT NOT NULL, size INTEGER NOT NULL, signature TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE holds (file TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (file, path)) WITHOUT ROWID;
CREATE TABLE views (file TEXT PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE shared (name TEXT PRIMARY KEY, digest TEXT NOT NULL, record TEXT NOT NULL);
"""


class DamagedError(Exception):
    """What the index says is not what was written into it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file of content, as it was last read."""

    signature: str
    """What the disk said of it (see sources/tree.py); empty: not to be relied on."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A Markdown file, read."""

    path: str
    face: str
    """Digest of `record`."""
    body: str
    """Digest of `html`."""
    record: str
    """All that is known of it but its text."""
    html: str


@dataclass(frozen=True, slots=True)
class MadePage:
    """A file of the output, as it was last made."""

    file: str
    output: str
    """A template's name, or another kind of output."""
    view: str
    """Digest of its view."""
    made_with: str
    """Digest of everything else that the page comes from, but the texts it holds."""
    sha256: str
    size: int
    signature: str
    """As in Output."""


class Index:
    """One database; of one content folder, one output folder and one configuration."""

    def __init__(self, file: Path) -> None:
        """Open or make it. `began_anew` says why, where there was something that could not be used. Raises sqlite3.OperationalError where it can be neither."""
        self.file = file
        self.began_anew = ""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._connections = {os.getpid(): self._opened()}

    @property
    def database(self) -> sqlite3.Connection:
        """The connection of the process that asks: one that was inherited from another process must not be used, nor closed."""
        own = os.getpid()
        if own not in self._connections:
            self._connections[own] = self._connected()
        return self._connections[own]

    def _opened(self) -> sqlite3.Connection:
        if self.file.exists():
            try:
                database = self._connected()
                version = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
                if version == [_APPLICATION, SCHEMA]:
                    return database
                database.close()
                self.began_anew = "it is of another version"
            except sqlite3.DatabaseError as problem:
                if hopeless(problem) and not self.file.is_dir():
                    raise
                self.began_anew = str(problem)
        return self._made()

    def _made(self) -> sqlite3.Connection:
        remove(self.file)
        database = self._connected()
        with database:
            database.executescript(f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {SCHEMA}; {_TABLES}")
        return database

    def _connected(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.file, isolation_level=None, timeout=60)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        return database

    def close(self) -> None:
        """Let go of the file."""
        self._connections.pop(os.getpid()).close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """What is changed in the block is kept when it ends, all of it or nothing."""
        self.database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.database.execute("COMMIT")
        finally:
            if self.database.in_transaction:
                self.database.execute("ROLLBACK")

    def value(self, name: str) -> str:
        """What was last kept under `name`; empty: nothing."""
        row = self.database.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def keep(self, name: str, value: str) -> None:
        """Keep `value` under `name`."""
        self.database.execute("REPLACE INTO kept VALUES (?, ?)", (name, value))

    # what was read

    def files(self) -> dict[str, Known]:
        """Every file of content, by path."""
        return {path: Known(signature, known) for path, signature, known in self.database.execute("SELECT * FROM files")}

    def put_file(self, path: str, known: Known) -> None:
        """Remember a file of content as it is now."""
        self.database.execute("REPLACE INTO files VALUES (?, ?, ?)", (path, known.signature, known.digest))

    def forget_files(self, paths: Iterable[str]) -> None:
        """Forget these files, and everything that was read in them."""
        rows = [(path,) for path in paths]
        for table, name in (("files", "path"), ("texts", "path"), ("documents", "path"), ("bodies", "path"), ("media", "name")):
            self.database.executemany(f"DELETE FROM {table} WHERE {name} = ?", rows)  # noqa: S608 - the names stand above

    def put_text(self, text: ReadText) -> None:
        """Remember a text that was read."""
        self.database.execute("REPLACE INTO texts VALUES (?, ?, ?)", (text.path, text.face, text.body))
        self.database.execute("REPLACE INTO documents VALUES (?, ?)", (text.path, text.record))
        self.database.execute("REPLACE INTO bodies VALUES (?, ?)", (text.path, text.html))

    def forget_texts(self) -> None:
        """Forget all that was read in texts and media: they are read in another way now."""
        for table in ("files", "texts", "documents", "bodies", "media"):
            self.database.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above

    def state(self) -> Iterator[str]:
        """All that a plan comes from: what was read in the texts but their HTML, and the bytes of everything else."""
        for path, known, face in self.database.execute("SELECT path, digest, face FROM files LEFT JOIN texts USING (path) ORDER BY path"):
            yield f"{path} {face or known}"

    def documents(self) -> Iterator[str]:
        """The record of every text, in the order of their paths. Raises DamagedError."""
        for path, record, face in self.database.execute("SELECT path, record, face FROM documents JOIN texts USING (path) ORDER BY path"):
            yield _sound(record, face, path)

    def body(self, path: str) -> str:
        """A text as HTML. Raises DamagedError."""
        row = self.database.execute("SELECT html, body FROM bodies JOIN texts USING (path) WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise DamagedError(path)
        return _sound(row[0], row[1], path)

    def bodies(self) -> dict[str, str]:
        """The digest of every text's HTML, by path."""
        return dict(self.database.execute("SELECT path, body FROM texts"))

    @property
    def media(self) -> MutableMapping[str, str]:
        """What pictures and attachments were found to be, by path."""
        return _Texts(self, "media")

    # what was planned and written

    def pages(self) -> dict[str, MadePage]:
        """Every page of the last build, by file. Raises DamagedError."""
        found = {}
        for *row, checked in self.database.execute("SELECT * FROM pages"):
            found[row[0]] = page = MadePage(*row)
            if checked != _checked(page):
                raise DamagedError(page.file)
        return found

    def page_count(self) -> int:
        """How many pages the last build had."""
        return int(self.database.execute("SELECT count(*) FROM pages").fetchone()[0])

    def signatures(self) -> Iterator[tuple[str, str]]:
        """File and signature of every page of the last build."""
        yield from self.database.execute("SELECT file, signature FROM pages")

    def outdated(self) -> set[str]:
        """The files of the output that hold a text which was read anew since they were made."""
        found = self.database.execute("SELECT DISTINCT file FROM holds LEFT JOIN texts USING (path) WHERE holds.body IS NOT texts.body")
        return {file for (file,) in found}

    def held(self, file: str) -> tuple[str, ...]:
        """The texts that a page holds, by path."""
        return tuple(path for (path,) in self.database.execute("SELECT path FROM holds WHERE file = ? ORDER BY path", (file,)))

    def view(self, file: str) -> str:
        """The record of a page's view; empty where it is not kept."""
        found = self.database.execute("SELECT record FROM views WHERE file = ?", (file,)).fetchone()
        return found[0] if found else ""

    def put_page(self, page: MadePage, view: str, held: Mapping[str, str]) -> None:
        """Remember a page with the record of its view (empty: not kept) and the digests of the texts it holds, by path."""
        row = (page.file, page.output, page.view, page.made_with, page.sha256, page.size, page.signature, _checked(page))
        self.forget_pages([page.file])
        self.database.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        if view:
            self.database.execute("INSERT INTO views VALUES (?, ?)", (page.file, view))
        self.database.executemany("INSERT INTO holds VALUES (?, ?, ?)", ((page.file, path, body) for path, body in held.items()))

    def forget_pages(self, files: Iterable[str]) -> None:
        """Forget what was made at these places."""
        rows = [(file,) for file in files]
        for table in ("pages", "views", "holds"):
            self.database.executemany(f"DELETE FROM {table} WHERE file = ?", rows)  # noqa: S608 - the names stand above

    @property
    def shared(self) -> MutableMapping[str, str]:
        """Records that many views hold, by digest."""
        return _Texts(self, "shared")


class _Texts(MutableMapping[str, str]):
    """Texts by name, each checked against its digest when it is read."""

    def __init__(self, index: Index, table: str) -> None:
        self._index = index
        self._table = table

    def __getitem__(self, name: str) -> str:
        row = self._index.database.execute(f"SELECT record, digest FROM {self._table} WHERE name = ?", (name,)).fetchone()  # noqa: S608 - one of ours
        if row is None:
            raise KeyError(name)
        return _sound(row[0], row[1], name)

    def __setitem__(self, name: str, text: str) -> None:
        self._index.database.execute(f"REPLACE INTO {self._table} VALUES (?, ?, ?)", (name, digest(text), text))  # noqa: S608 - one of ours

    def __delitem__(self, name: str) -> None:
        self._index.database.execute(f"DELETE FROM {self._table} WHERE name = ?", (name,))  # noqa: S608 - one of ours

    def __iter__(self) -> Iterator[str]:
        yield from (name for (name,) in self._index.database.execute(f"SELECT name FROM {self._table}"))  # noqa: S608 - one of ours

    def __len__(self) -> int:
        return int(self._index.database.execute(f"SELECT count(*) FROM {self._table}").fetchone()[0])  # noqa: S608 - one of ours


def remove(file: Path) -> None:
    """Delete a database, whatever is in its place, with what SQLite keeps beside it."""
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-journal"):
        file.with_name(name).unlink(missing_ok=True)


def hopeless(problem: Exception) -> bool:
    """Whether a new database would fare no better: the disk is full, cannot be written, or is held by another program."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF in _HOPELESS


def _sound(text: str, expected: str, name: str) -> str:
    if digest(text) != expected:
        raise DamagedError(name)
    return text


def _checked(page: MadePage) -> str:
    return digest("\0".join((page.file, page.output, page.view, page.made_with, page.sha256, str(page.size), page.signature)))
