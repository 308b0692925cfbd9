"""Small releases, and what a place that keeps them in folders shows of them."""

import os
import random
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from plugins.publishing.release import Release, ReleasedFile

ODD = (
    "thông-báo/Nghỉ lễ 30/4 & 1/5.html",  # NFC, spaces
    "media/it's \"quoted\" $HOME `id` \\n;.txt",
    "media/-rf.txt",
    "media/*?[a].txt",
    ".well-known/security.txt",
)
"""Names that a shell, or rsync, would take for something else."""


def release(folder: Path, number: int, files: Mapping[str, bytes]) -> Release:
    """A release that holds these files; made some minutes after those of lower numbers."""
    root = folder / f"release-{number}"
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, (1_700_000_000, 1_700_000_000))  # of all of them the disk says the same
    released = {path: ReleasedFile(path, sha256(content).hexdigest(), len(content)) for path, content in files.items()}
    name = f"20261123T{10 + number // 60:02d}{number % 60:02d}00Z-{sha256(repr(sorted(released.values(), key=repr)).encode()).hexdigest()[:12]}"
    return Release(name, root, released)


def pages(count: int, of: str) -> dict[str, bytes]:
    """A site of `count` pages that all say which release they are `of`, and an asset."""
    text = f"<!doctype html><title>{of}</title>".encode()
    return {f"tin-tuc/bài-{number}/index.html": text + bytes(str(number) * 50, "ascii") for number in range(count)} | {f"theme/{of}.css": text}


def unchanging(count: int) -> dict[str, bytes]:
    """Pages that are the same in every release."""
    chance = random.Random(count)  # noqa: S311 - no secret
    return {f"lưu-trữ/{number}/index.html": chance.randbytes(200) for number in range(count)}


def shown(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file that members see, all of one instant."""
    root = (folder / "current").resolve(strict=True)
    return {file.relative_to(root).as_posix(): sha256(file.read_bytes()).hexdigest() for file in root.rglob("*") if not file.is_dir()}


def digests(release: Release) -> dict[str, str]:
    """What `shown` is when members see that release."""
    return {path: file.sha256 for path, file in release.files.items()}
