"""A built site becomes a release: with its status, and where a server is to send them, with its compressed files."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from .release import MANIFEST, STATUS, Release, ReleasedFile, named, released, whole
from .signing import signed
from .site_build import BuiltSite


def assemble(site: BuiltSite, folder: Path, accepted: Iterable[str], beside: Mapping[str, Path], key: str = "") -> Release:
    """The release of a built site, in `folder`, which holds nothing else; its files are links to those that were built, where the disk has links.

    `accepted`: what the gate let pass, to be known again; `beside`: more files by path, such as compressed ones;
    `key`: what it is signed with, as `signed` takes it; empty: it is not. Raises NotWholeError, PublishingError.
    """
    files = dict(whole(site.folder))
    name = named((site.folder / MANIFEST).read_bytes(), site.instant)
    shutil.rmtree(folder, ignore_errors=True)
    for path, original in {**{path: site.folder / path for path in files}, **beside}.items():
        _linked(original, folder / path)
    (folder / STATUS).write_bytes(status(site, name, len(files), accepted))
    signature = [signed(folder, key)] if key else []
    files |= {path: released(folder, path) for path in (*beside, STATUS, *signature)}
    return Release(name, folder, dict(sorted(files.items())))


def status(site: BuiltSite, name: str, files: int, accepted: Iterable[str]) -> bytes:
    """For a monitor: which release this is, what it holds, and when it should be followed by another one. Instants are Vietnam's, ISO 8601."""
    said = {
        "release": name,
        "built_for": site.instant.isoformat(),
        "next_due": site.next_turn.isoformat() if site.next_turn else None,
        "files": files,
        **site.counts,
        "accepted_warnings": sorted(accepted),
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _linked(original: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(original, place)
    except OSError:  # another disk, or one without links
        shutil.copyfile(original, place)


def same_site(before: Mapping[str, ReleasedFile], after: Mapping[str, ReleasedFile]) -> bool:
    """Whether members would see nothing new: all is alike but the status."""
    return {path: file.sha256 for path, file in before.items() if path != STATUS} == {path: file.sha256 for path, file in after.items() if path != STATUS}
