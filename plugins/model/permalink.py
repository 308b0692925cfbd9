"""The ledger: every address that was ever published, and the identity that feeds have given it. Both are promises."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import chain, count
from urllib.parse import quote

from .item import Item
from .vietnam_time import ZONE


class Standing(StrEnum):
    """What became of an address."""

    CURRENT = "current"
    """Its text is there."""
    MOVED = "moved"
    """It sends the reader to where its text is now."""
    GONE = "gone"
    """Given up, by hand: nothing is promised any more."""


_TELLING = (Standing.MOVED, Standing.GONE, Standing.CURRENT)
"""Of several lines of one file, the later one here tells where its item stood last; merged branches may leave none that is current."""


@dataclass(frozen=True, slots=True)
class Permalink:
    """One address, published once."""

    language: str
    url: str
    """Root-relative, without SITEURL's path."""
    guid: str
    """Of its item, in every feed; empty for an undated page."""
    published: datetime
    """When it was minted, Vietnam time, in whole seconds; in a ledger's first minting, when its item was published."""
    path: str
    """Its item's file, relative to content."""
    standing: Standing
    line: int = field(default=0, compare=False)
    """Where it stands in the ledger; 0: nowhere yet."""


class Ledger:
    """Every address that was ever published; each language has each once."""

    def __init__(self, rows: Iterable[Permalink]) -> None:
        self.rows = tuple(sorted(rows, key=lambda row: (row.language, row.url)))
        self.minted: dict[str, datetime] = {}
        """When each guid was first minted."""
        self._at = {(row.language, row.url): row for row in self.rows}
        self._held: dict[tuple[str, str], Permalink] = {}
        self._alive: dict[tuple[str, str], list[Permalink]] = {}
        for row in self.rows:
            owner = row.language, row.path
            if row.standing is not Standing.GONE:
                self._alive.setdefault(owner, []).append(row)
            if owner not in self._held or _TELLING.index(row.standing) >= _TELLING.index(self._held[owner].standing):
                self._held[owner] = row
            if row.guid:
                self.minted[row.guid] = min(row.published, self.minted.get(row.guid, row.published))

    def of_file(self, language: str, path: str) -> Permalink | None:
        """What was last published from a file."""
        return self._held.get((language, path))

    def of_item(self, language: str, path: str, urls: Iterable[str], files: Container[str]) -> Permalink | None:
        """What was last published of the item in the file `path`: from that file, else at one of `urls` from a file that is gone.

        `urls`: the item's own address, then the old ones that it names; `files`: those of content.
        """
        held = self.of_file(language, path)
        if held or not self.rows:
            return held
        found = (self._at.get((language, url)) for url in urls)
        return next((row for row in found if row and row.standing is Standing.CURRENT and row.path not in files), None)

    def former(self, row: Permalink, url: str) -> tuple[str, ...]:
        """Where the item of `row`, which stands at `url` now, was published before; also where only one of two merged branches had it."""
        return tuple(old.url for old in self.alive(row) if old.url != url)

    def alive(self, row: Permalink) -> tuple[Permalink, ...]:
        """Every address of the item of `row` that was not given up."""
        return tuple(self._alive.get((row.language, row.path), ()))

    def order(self, language: str, sections: Container[str]) -> list[str]:
        """The guids of a language and of some sections, in the order in which they were minted; of what has gone, too."""
        guids = {row.guid for row in self.rows if row.guid and row.language == language and row.path.partition("/")[0] in sections}
        return sorted(guids, key=lambda name: (self.minted[name], name))


def guid(host: str, language: str, identity: str, published: datetime, others: Container[str] = ()) -> str:
    """The identity of an item in every feed, for ever: a tag URI (RFC 4151) that no change of title or address touches.

    `host` is the authority; the year is that of its date in Vietnam; `others`: identities that other items hold.
    """
    path = quote(identity, safe="/").replace("~", "%7E")
    made = f"tag:{host},{published.astimezone(ZONE).year}:{language}/{path}"
    return next(name for name in chain([made], (f"{made}~{number}" for number in count(2))) if name not in others)


def mint(ledger: Ledger, items: Iterable[Item], files: Container[str], instant: datetime) -> Ledger:
    """The ledger once `items`, those that are published at `instant`, have their addresses and identities in it. No row goes, and no guid.

    What is new waits where a text has gone astray: it may be that very text. So does what stands at another one's address. `files`: those
    of content.
    """
    items = tuple(items)
    waiting = {(row.language, row.path.partition("/")[0]) for row in astray(ledger, items, files)}
    first = not ledger.rows
    rows = {(row.language, row.url): row for row in ledger.rows}
    renamed: dict[tuple[str, str], str] = {}
    minted: dict[tuple[str, str], Permalink] = {}
    for item in items:
        before = ledger.of_item(item.language, item.path, (item.url, *item.aliases), files)
        if before and before.path != item.path:
            renamed[item.language, before.path] = item.path
        known = rows.get((item.language, item.url))
        if known and known.guid not in {"", item.guid} and known.standing is not Standing.GONE:
            continue
        if before is None and (item.language, item.path.partition("/")[0]) in waiting:
            continue
        for old in ledger.alive(before) if before else ():
            if old.url != item.url:
                rows[item.language, old.url] = replace(old, standing=Standing.MOVED)
        published = known.published if known and known.guid == item.guid else item.published if first and item.published else instant
        made = Permalink(item.language, item.url, item.guid, published.astimezone(ZONE).replace(microsecond=0), item.path, Standing.CURRENT)
        minted[item.language, item.url] = made
    followed = {place: replace(row, path=renamed.get((row.language, row.path), row.path)) for place, row in rows.items()}
    return Ledger((followed | minted).values())


def astray(ledger: Ledger, items: Iterable[Item], files: Container[str]) -> Iterator[Permalink]:
    """What was published from a file that is there no more, and nothing takes its place. `files`: those of content."""
    missing = _missing(items)
    yield from (row for row in ledger.rows if missing(row) and row.path not in files)


def lost(ledger: Ledger, items: Iterable[Item], answered: Callable[[str], bool], instant: datetime) -> Iterator[Permalink]:
    """What was published before `instant` and would be no more: an address where nothing is, or another text than was promised.

    `answered`: whether the site has a page at an address.
    """
    items = tuple(items)
    missing = _missing(items)
    there = {(item.language, item.url): item.guid for item in items}
    for row in ledger.rows:
        if row.standing is Standing.GONE or row.published >= instant:
            continue
        replaced = row.guid and there.get((row.language, row.url), row.guid) != row.guid
        if replaced or missing(row) or not answered(row.url):
            yield row


def _missing(items: Iterable[Item]) -> Callable[[Permalink], bool]:
    """Tells whether no item has the identity of a current row, and none names its address among its old ones."""
    guids: set[str] = set()
    aliases: set[str] = set()
    for item in items:
        guids.add(item.guid)
        aliases.update(item.aliases)
    return lambda row: row.standing is Standing.CURRENT and bool(row.guid) and row.guid not in guids and row.url not in aliases
