"""The first half of a run: which files of content are others than they were, read by the workers, and remembered."""

import json
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import replace
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Protocol

from .build.index import Index, Known, ReadText
from .build.workers import Workers
from .model.problem import Problem, Report
from .model.records import Records, digest
from .model.vietnam_time import Moment
from .sources.document import Document, Outcome
from .sources.media_files import MediaFile
from .sources.tree import Tree

READ = "read"
"""The workers' task."""


class Reader(Protocol):
    """Reads one text."""

    def read_text(self, path: str, data: bytes) -> Document | list[Problem]:
        """The document in `data`, the file at `path` of content; only its problems when it has errors."""


def reading_task(reader: Reader, records: Records) -> Callable[[str], str]:
    """What a worker does: given path, place on the disk and known digest of a text, gives digest, record and HTML; of one that is as it was the digest only."""

    def read(given: str) -> str:
        path, place, known = json.loads(given)
        try:
            data = Path(place).read_bytes()
        except OSError as problem:
            report = Report(path)
            report.error(1, "cannot be opened ({problem}) — mend its permissions", problem=problem.strerror)
            return json.dumps(["", records.text(Outcome(None, tuple(report.problems))), ""])
        found = sha256(data).hexdigest()
        if found == known:
            return json.dumps([found])
        outcome = reader.read_text(path, data)
        if not isinstance(outcome, Document):
            return json.dumps([found, records.text(Outcome(None, tuple(outcome))), ""])
        bare = replace(outcome, body=replace(outcome.body, html=""))
        return json.dumps([found, records.text(Outcome(bare, ())), outcome.body.html], ensure_ascii=False)

    return read


def bring_up_to_date(index: Index, tree: Tree, workers: Workers, told: Callable[[int, int], None]) -> int:
    """Read what is not as the index knows it; how many texts that were. `told` is called with how many are done, and of how many."""
    known = index.files()
    unsettled = [path for path, signature in tree.signatures.items() if not signature or path not in known or known[path].signature != signature]
    texts = frozenset(tree.texts())
    unread = [path for path in unsettled if path in texts]
    given = [json.dumps([path, tree.files[path], known[path].digest if path in known else ""]) for path in unread]
    gone = known.keys() - tree.files.keys()
    if not unsettled and not gone:
        return 0
    read = 0
    with index.changing():
        index.forget_files(gone)
        for done, (place, outcome) in enumerate(workers.map(READ, given, len(given)), 1):
            path = unread[place]
            found, *rest = json.loads(outcome)
            if rest:
                record, html = rest
                index.put_text(ReadText(path, digest(record), digest(html), record, html))
                read += 1
            index.put_file(path, Known(tree.signatures[path] if found else "", found))
            told(done, len(unread))
        for path in unsettled:
            if path not in texts:
                _remember_other(index, tree, path, known.get(path))
    return read


def _remember_other(index: Index, tree: Tree, path: str, known: Known | None) -> None:
    try:
        with Path(tree.files[path]).open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError:
        found = ""
    if known is None or known.digest != found or not found:
        index.forget_files([path])
    index.put_file(path, Known(tree.signatures[path] if found else "", found))


def documents(index: Index, records: Records) -> Iterator[Document | tuple[Problem, ...]]:
    """Every text, as it was last read, in the order of their paths."""
    for record in index.documents():
        outcome = records.record(Outcome, record)
        yield outcome.document or outcome.problems


def turns(read: Document) -> Iterator[datetime]:
    """Every instant that a text names: at one of them, and at midnight, a page may become another by itself."""
    for value in read.values.values():
        if isinstance(value, Moment):
            yield from (value.instant, value.end)


class RememberedMedia(MutableMapping[str, MediaFile]):
    """What pictures and attachments were found to be, kept as records."""

    def __init__(self, texts: MutableMapping[str, str], records: Records) -> None:
        self._texts = texts
        self._records = records

    def __getitem__(self, path: str) -> MediaFile:
        return self._records.record(MediaFile, self._texts[path])

    def __setitem__(self, path: str, found: MediaFile) -> None:
        escaped = json.dumps(json.loads(self._records.text(found)))  # a place on the disk may hold what the locale cannot spell
        self._texts[path] = escaped

    def __delitem__(self, path: str) -> None:
        del self._texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
