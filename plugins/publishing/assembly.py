"""A built site becomes a release: with its status, and where a server is to send them, with its compressed files."""

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from .release import MANIFEST, STATUS, Release, ReleasedFile, digest_of, named, released
from .signing import signed
from .site_build import BuiltSite


def assemble(site: BuiltSite, built: Mapping[str, ReleasedFile], folder: Path, accepted: Iterable[str], beside: Mapping[str, Path], key: str = "") -> Release:
    """The release of a built site, in `folder`, which holds nothing else. What lies there from the last one and is the same stays.

    Copies, not links: a link would touch the built file, which the next build would then have to look at.
    `built`: the site's files, as the gate has looked at them; `accepted`: what the gate let pass, to be known again; `beside`: more files by path, such as compressed ones;
    `key`: what it is signed with, as `signed` takes it; empty: it is not. Raises PublishingError.
    """
    name = named((site.folder / MANIFEST).read_bytes(), site.instant)
    digests = {path: file.sha256 for path, file in built.items()} | {path: digest_of(place) for path, place in beside.items()}
    _brought_up_to_date(folder, digests, {path: site.folder / path for path in built} | dict(beside))
    (folder / STATUS).write_bytes(status(site, name, len(built), accepted))
    signature = [signed(folder, key)] if key else []
    files = {path: ReleasedFile(path, digest, (folder / path).stat().st_size) for path, digest in digests.items()}
    files |= {path: released(folder, path) for path in (STATUS, *signature)}
    return Release(name, folder, dict(sorted(files.items())))


def _brought_up_to_date(folder: Path, digests: Mapping[str, str], originals: Mapping[str, Path]) -> None:
    """Let a folder hold copies of these files, by path, and nothing else. What its copies are is remembered beside it, with size and time."""
    memory = folder.with_name(f"{folder.name}.copies.json")
    known = _remembered(memory)
    memory.unlink(missing_ok=True)
    for file in folder.rglob("*") if folder.is_dir() else ():
        if not file.is_dir() and file.relative_to(folder).as_posix() not in originals:
            file.unlink()
    copies: dict[str, list[str]] = {}
    for path, original in originals.items():
        place = folder / path
        if known.get(path) != [digests[path], _signature(place)]:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            shutil.copyfile(original, place)
        copies[path] = [digests[path], _signature(place)]
    memory.write_text(json.dumps(copies), "utf-8")


def _remembered(memory: Path) -> Mapping[str, list[str]]:
    try:
        known: Mapping[str, list[str]] = json.loads(memory.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known


def _signature(file: Path) -> str:
    """Another whenever the file was written to; empty: it is not there."""
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


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


def same_site(before: Mapping[str, ReleasedFile], after: Mapping[str, ReleasedFile]) -> bool:
    """Whether members would see nothing new: all is alike but the status."""
    return {path: file.sha256 for path, file in before.items() if path != STATUS} == {path: file.sha256 for path, file in after.items() if path != STATUS}
