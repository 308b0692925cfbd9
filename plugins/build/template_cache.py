"""Compiled templates, kept between runs as Python keeps its own: to compile them anew takes longer than an edited page."""

import marshal
import os
import sys
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from plugins.model.records import digest

_MADE_BY = digest(f"{sys.version} {jinja2.__version__}")


class TemplateCache(BytecodeCache):
    """As Jinja's own, but without a pickle: a file for each template, named by the digests of its source and of what compiled it."""

    def __init__(self, folder: Path, made_of: str) -> None:
        """`made_of`: digest of all that goes into a compiled template beside its source; what was made of something else goes."""
        self._folder = folder
        self._made_of = made_of

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Jinja's hook. Its own fails on paths that the locale cannot spell."""
        return sha256(os.fsencode(f"{name}|{filename}")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja's hook: fill `bucket`, where there is something to."""
        file = self._file(bucket)
        if file.is_file():
            try:
                bucket.code = marshal.loads(file.read_bytes())  # noqa: S302 - trusted as much as Python's own __pycache__
            except (EOFError, ValueError, TypeError, OSError):
                file.unlink(missing_ok=True)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja's hook: keep what `bucket` holds."""
        file = self._file(bucket)
        file.parent.mkdir(parents=True, exist_ok=True)
        staged = file.with_name(f"{file.name}.{os.getpid()}")
        staged.write_bytes(marshal.dumps(bucket.code))
        staged.replace(file)
        for older in self._folder.glob(f"{self._stem(bucket)}-*.bin"):
            if older != file:
                older.unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{self._stem(bucket)}-{digest(f'{_MADE_BY} {self._made_of} {bucket.checksum}')}.bin"

    def _stem(self, bucket: Bucket) -> str:
        return digest(bucket.key)
