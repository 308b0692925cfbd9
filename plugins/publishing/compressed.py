"""Compressed siblings of a built site's files, `PATH.br` and `PATH.gz`: made once for each content, sent by the server as they are."""

import gzip
import io
import json
import os
import posixpath
import re
import zlib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import brotli

from plugins.build.workers import Workers, jobs

from .messages import NotWholeError
from .release import MANIFEST, read_manifest

SHRINK = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".ics", ".csv", ".opml", ".webmanifest"})
"""Pictures, sounds and documents are compressed by themselves."""
SMALL = 256
"""Bytes; what has fewer is one packet anyhow."""
WORTH = 0.9
"""A sibling is kept where it has at most this part of the bytes."""
BROTLI, GZIP = 10, 9
"""Qualities; see docs/benchmarks.md for what others cost and save."""


def _brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=BROTLI))


def _gzip(data: bytes) -> bytes:
    """Without time, name or system, which gzip would note."""
    made = io.BytesIO()
    with gzip.GzipFile("", "wb", GZIP, made, mtime=0) as stream:
        stream.write(data)
    return made.getvalue()


ENCODINGS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType({".br": _brotli, ".gz": _gzip})
"""By suffix of the sibling."""
OWN = re.compile("[0-9a-f]{16}")
"""How a file of the cache is called: ORIGINAL.OWN.br, two digests; of its own, the first digits."""
RECIPE = f"brotli-{brotli.__version__}-{BROTLI}-zlib-{zlib.ZLIB_RUNTIME_VERSION}-{GZIP}"
"""The same recipe makes the same bytes; what another one made is not used."""

SPAN = 1 << 30
"""Seconds from 1970 to 2004, which every disk can note."""

Kept = dict[tuple[str, str], tuple[str, int]]
"""Place and size in the cache by the original's digest and the sibling's suffix; 0 bytes: it was not worth it."""


def compressed(folder: Path, cache: Path) -> Mapping[str, Path]:
    """The siblings of the built site in `folder`, by path, and where their bytes lie in `cache`; nothing else is left there.

    What is not there is made, in as many processes as there are cores; of what is there only name, size and time are looked at. Raises
    NotWholeError where the folder does not hold what its manifest says.
    """
    shelf = cache / RECIPE
    wanted: dict[str, list[str]] = {}
    for path, file in read_manifest((folder / MANIFEST).read_bytes()).items():
        if posixpath.splitext(path)[1] in SHRINK and file.size >= SMALL:
            wanted.setdefault(file.sha256, []).append(path)
    kept = _tidied(cache, shelf, wanted)
    lacking = [digest for digest in wanted if any((digest, suffix) not in kept for suffix in ENCODINGS)]
    kept |= _made(folder, shelf, [(digest, wanted[digest][0]) for digest in lacking])
    found = {f"{path}{suffix}": place for (digest, suffix), (place, size) in kept.items() if size for path in wanted[digest]}
    return MappingProxyType({path: Path(place) for path, place in sorted(found.items())})


def _tidied(cache: Path, shelf: Path, wanted: Container[str]) -> Kept:
    """What lies there whole for the originals that are wanted; the rest is removed."""
    kept: Kept = {}
    for place, size, time in _files(cache):
        where, _, name = place.rpartition(os.sep)
        match name.split("."):
            case [original, own, suffix] if original in wanted and where == f"{shelf}{os.sep}{original[:2]}" and _sound(own, suffix, time):
                kept[original, f".{suffix}"] = place, size
            case _:
                os.unlink(place)  # noqa: PTH108 - quick: thousands
    return kept


def _time(own: str) -> int:
    """The time of a file of the cache, made of its digest: whatever is written into it later gives it another one."""
    return int(own, 16) % SPAN


def _sound(own: str, suffix: str, time: float) -> bool:
    """Whether it is as it was made."""
    return f".{suffix}" in ENCODINGS and OWN.fullmatch(own) is not None and time == _time(own)


def _files(folder: Path) -> Iterator[tuple[str, int, float]]:
    """Place, size and time of everything below a folder."""
    for where, _, names in os.walk(folder):
        for name in names:
            place = os.path.join(where, name)  # noqa: PTH118 - quick: thousands
            found = os.stat(place)  # noqa: PTH116 - likewise
            yield place, found.st_size, found.st_mtime


def _made(folder: Path, shelf: Path, originals: Sequence[tuple[str, str]]) -> Kept:
    """The siblings of these originals, each by digest and path, put on the shelf."""

    def make(order: str) -> str:
        digest, path = json.loads(order)
        data = (folder / path).read_bytes()
        if sha256(data).hexdigest() != digest:
            raise NotWholeError("{what} is not as it was built: publish again", what=folder / path)
        return json.dumps([(digest, suffix, *_put(shelf, digest, suffix, encode(data), len(data) * WORTH)) for suffix, encode in ENCODINGS.items()])

    made: Kept = {}
    with Workers(jobs(0), {"compress": make}, (NotWholeError,)) as workers:
        for _, done in workers.map("compress", map(json.dumps, originals), len(originals)):
            made |= {(digest, suffix): (place, size) for digest, suffix, place, size in json.loads(done)}
    return made


def _put(shelf: Path, original: str, suffix: str, made: bytes, limit: float) -> tuple[str, int]:
    """Keep what was made, or that it is not worth it; place and size."""
    content = made if len(made) <= limit else b""
    own = sha256(content).hexdigest()[:16]
    place = shelf / original[:2] / f"{original}.{own}{suffix}"
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.name}.new")
    unfinished.write_bytes(content)
    os.utime(unfinished, (_time(own), _time(own)))
    unfinished.replace(place)
    return str(place), len(content)
