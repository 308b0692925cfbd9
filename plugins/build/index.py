"""What a build remembers of the one before it: an SQLite database under CACHE_PATH.

It spares work and decides nothing: deleting it costs time only. What was read is remembered at once, for it is true whatever becomes
of the output; what was written is remembered when it is on the disk. Every text in it is checked against its digest when it is used.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from plugins.model.records import digest

from .database import CheckedTexts, DamagedError, Database, sound

SCHEMA = 2
"""Of the tables below: an index of another one is made anew."""
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


class Index(Database):
    """One database; of one content folder, one output folder and one configuration."""

    def __init__(self, file: Path) -> None:
        """As Database."""
        super().__init__(file, SCHEMA, _TABLES)

    def value(self, name: str) -> str:
        """What was last kept under `name`; empty: nothing."""
        row = self.connection.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def keep(self, name: str, value: str) -> None:
        """Keep `value` under `name`."""
        self.connection.execute("REPLACE INTO kept VALUES (?, ?)", (name, value))

    # what was read

    def files(self) -> dict[str, Known]:
        """Every file of content, by path."""
        return {path: Known(signature, known) for path, signature, known in self.connection.execute("SELECT * FROM files")}

    def put_file(self, path: str, known: Known) -> None:
        """Remember a file of content as it is now."""
        self.connection.execute("REPLACE INTO files VALUES (?, ?, ?)", (path, known.signature, known.digest))

    def forget_files(self, paths: Iterable[str]) -> None:
        """Forget these files, and everything that was read in them."""
        rows = [(path,) for path in paths]
        for table, name in (("files", "path"), ("texts", "path"), ("documents", "path"), ("bodies", "path"), ("media", "name")):
            self.connection.executemany(f"DELETE FROM {table} WHERE {name} = ?", rows)  # noqa: S608 - the names stand above

    def put_text(self, text: ReadText) -> None:
        """Remember a text that was read."""
        self.connection.execute("REPLACE INTO texts VALUES (?, ?, ?)", (text.path, text.face, text.body))
        self.connection.execute("REPLACE INTO documents VALUES (?, ?)", (text.path, text.record))
        self.connection.execute("REPLACE INTO bodies VALUES (?, ?)", (text.path, text.html))

    def forget_texts(self) -> None:
        """Forget all that was read in texts and media: they are read in another way now."""
        for table in ("files", "texts", "documents", "bodies", "media"):
            self.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above

    def state(self) -> Iterator[str]:
        """All that a plan comes from: what was read in the texts but their HTML, and the bytes of everything else."""
        for path, known, face in self.connection.execute("SELECT path, digest, face FROM files LEFT JOIN texts USING (path) ORDER BY path"):
            yield f"{path} {face or known}"

    def documents(self) -> Iterator[str]:
        """The record of every text, in the order of their paths. Raises DamagedError."""
        for path, record, face in self.connection.execute("SELECT path, record, face FROM texts LEFT JOIN documents USING (path) ORDER BY path"):
            yield sound(record or "", face, path)

    def body(self, path: str) -> str:
        """A text as HTML. Raises DamagedError."""
        row = self.connection.execute("SELECT html, body FROM bodies JOIN texts USING (path) WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise DamagedError(path)
        return sound(row[0], row[1], path)

    def bodies(self) -> dict[str, str]:
        """The digest of every text's HTML, by path."""
        return dict(self.connection.execute("SELECT path, body FROM texts"))

    @property
    def media(self) -> MutableMapping[str, str]:
        """What pictures and attachments were found to be, by path."""
        return CheckedTexts(self, "media")

    # what was planned and written

    def pages(self) -> dict[str, MadePage]:
        """Every page of the last build, by file. Raises DamagedError."""
        found = {}
        for *row, checked in self.connection.execute("SELECT * FROM pages"):
            found[row[0]] = page = MadePage(*row)
            if checked != _checked(page):
                raise DamagedError(page.file)
        return found

    def page_count(self) -> int:
        """How many pages the last build had."""
        return int(self.connection.execute("SELECT count(*) FROM pages").fetchone()[0])

    def signatures(self) -> Iterator[tuple[str, str]]:
        """File and signature of every page of the last build."""
        yield from self.connection.execute("SELECT file, signature FROM pages")

    def outdated(self) -> set[str]:
        """The files of the output that hold a text which was read anew since they were made."""
        found = self.connection.execute("SELECT DISTINCT file FROM holds LEFT JOIN texts USING (path) WHERE holds.body IS NOT texts.body")
        return {file for (file,) in found}

    def held(self, file: str) -> tuple[str, ...]:
        """The texts that a page holds, by path."""
        return tuple(path for (path,) in self.connection.execute("SELECT path FROM holds WHERE file = ? ORDER BY path", (file,)))

    def view(self, file: str) -> str:
        """The record of a page's view; empty where there is none."""
        found = self.connection.execute("SELECT record FROM views WHERE file = ?", (file,)).fetchone()
        return found[0] if found else ""

    def put_view(self, file: str, record: str) -> None:
        """Keep the view that a page is about to be made of: until it is, another one than `pages` speaks of."""
        self.connection.execute("REPLACE INTO views VALUES (?, ?)", (file, record))

    def forget_views(self) -> None:
        """Forget the views of pages that were planned and never made."""
        self.connection.execute("DELETE FROM views WHERE file NOT IN (SELECT file FROM pages)")

    def put_page(self, page: MadePage, held: Mapping[str, str]) -> None:
        """Remember a page as it was made, with the digests of the texts it holds, by path."""
        row = (page.file, page.output, page.view, page.made_with, page.sha256, page.size, page.signature, _checked(page))
        self.connection.execute("REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        self.connection.execute("DELETE FROM holds WHERE file = ?", (page.file,))
        self.connection.executemany("INSERT INTO holds VALUES (?, ?, ?)", ((page.file, path, body) for path, body in held.items()))

    def forget_pages(self, files: Iterable[str]) -> None:
        """Forget what was made at these places."""
        rows = [(file,) for file in files]
        for table in ("pages", "views", "holds"):
            self.connection.executemany(f"DELETE FROM {table} WHERE file = ?", rows)  # noqa: S608 - the names stand above

    def forget_shared(self, needed: frozenset[str]) -> None:
        """Forget every shared record but those whose digests are `needed`."""
        self.connection.executemany("DELETE FROM shared WHERE name = ?", [(name,) for name in self.shared.keys() - needed])

    @property
    def shared(self) -> MutableMapping[str, str]:
        """Records that many views hold, by digest."""
        return CheckedTexts(self, "shared")


def _checked(page: MadePage) -> str:
    return digest("\0".join((page.file, page.output, page.view, page.made_with, page.sha256, str(page.size), page.signature)))
