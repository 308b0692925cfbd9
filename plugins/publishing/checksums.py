"""What a release on a server holds, as a text that its own programs can check: `cut -d' ' -f1,3- MANIFEST | sha256sum -c` in the release's folder.

A line a file, `SHA256 SIZE  PATH`, sorted by their bytes.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from .messages import PublishingError
from .release import ReleasedFile

_LINE = re.compile(rb"([0-9a-f]{64}) (\d+)  ([^\n]+)")


def checksums(files: Iterable[ReleasedFile]) -> list[bytes]:
    """The lines, each with its end. Raises PublishingError for a name that would take two."""
    return sorted(_line(file) for file in files)


def _line(file: ReleasedFile) -> bytes:
    if "\n" in file.path or "\0" in file.path:
        raise PublishingError("a file's name must be one line: {path}", path=repr(file.path))
    return f"{file.sha256} {file.size}  {file.path}\n".encode("utf-8", "surrogateescape")


def read_checksums(text: bytes) -> Mapping[str, ReleasedFile] | None:
    """The files by path; None: that is no such text, or not all of it."""
    if text and not text.endswith(b"\n"):
        return None
    files = {}
    for line in text.split(b"\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        path = match[3].decode("utf-8", "surrogateescape")
        files[path] = ReleasedFile(path, match[1].decode(), int(match[2]))
    return MappingProxyType(files)
