"""Small releases as publishing assembles them: with a manifest and a status; and how their files are, wherever they lie."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from plugins.publishing.release import MANIFEST, STATUS, Release, ReleasedFile, named

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def made(folder: Path, number: int, files: Mapping[str, bytes] | None = None) -> Release:
    """The release of that number, made so many minutes after noon; where no `files` are given, a site that shares much with those of other numbers."""
    content = dict(files if files is not None else site(number))
    listed = [asdict(_file(path, data)) for path, data in sorted(content.items())]
    content[MANIFEST] = json.dumps({"files": listed}).encode()
    name = named(content[MANIFEST], NOON + timedelta(minutes=number))
    content[STATUS] = json.dumps({"release": name}).encode()
    root = folder / f"release-{number}"
    for path, data in content.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return Release(name, root, {path: _file(path, data) for path, data in sorted(content.items())})


def site(number: int, unchanged: int = 40) -> dict[str, bytes]:
    """Pages that all say which release they are of, one that only this release has, and some that never change."""
    own = {f"tin-tuc/bài-{page}/index.html": f"<p>{number} {page}</p>".encode() for page in range(20)}
    same = {f"lưu-trữ/{page}/index.html": Random(page).randbytes(300) for page in range(unchanged)}  # noqa: S311 - no secret
    return own | same | {f"chỉ-ở-đây/{number}.html": b"x", "media/film.bin": Random(number).randbytes(200_000)}  # noqa: S311 - no secret


def digests(release: Release) -> dict[str, str]:
    """The SHA-256 of each file of a release."""
    return {path: file.sha256 for path, file in release.files.items()}


def shown(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a folder."""
    return {file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if not file.is_dir()}


def _file(path: str, data: bytes) -> ReleasedFile:
    return ReleasedFile(path, sha256(data).hexdigest(), len(data))
