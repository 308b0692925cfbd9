"""`inv verify`: a live site held against the manifest of a build, and the manifest against its signature."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from plugins.model.problem import printable
from plugins.outputs.location import Location

from .http_answer import NoAnswerError, fetched
from .messages import PublishingError, Say
from .release import MANIFEST, read_manifest
from .signing import SIGNATURE, signer
from .verify import Finding, Look, compared, paths_worth_a_look

MOST = 256 * 1024 * 1024
"""Bytes: a manifest of a million files is smaller."""
MOST_OF_SIGNATURE = 64 * 1024
PATIENCE = 60.0
"""Seconds that the manifest may take."""


def inspect(url: str, manifest: Path | None, signers: Path | None, *, every: bool, say: Say, translate: Callable[[str], str]) -> bool:
    """Whether the site at `url` is as its manifest says; every finding is said, a line each.

    `manifest`: that of a build; None: what the site itself shows, which tells damage, and malice only where it is signed.
    `signers`: as `signer` takes it; None: no signature is asked for. `every`: all files, not a sample. Raises PublishingError.
    """
    try:
        site_url = Location(url).siteurl
    except ValueError as problem:
        raise PublishingError("{address}: write the site's full address, beginning with https://", address=url) from problem
    shown = _shown(site_url, MANIFEST, MOST)
    findings: list[Finding] = []
    expected = shown
    if manifest:
        try:
            expected = manifest.read_bytes()
        except OSError as problem:
            raise PublishingError("{file} cannot be read: {problem}", file=manifest, problem=problem.strerror) from problem
        if expected != shown:
            findings.append(Finding(f"{site_url}/{MANIFEST}", translate("expected the manifest of the build, got that of another")))
    if signers:
        name = signer(shown, _shown(site_url, SIGNATURE, MOST_OF_SIGNATURE), signers)
        if name:
            say("Signed by {name}.", name=name)
        else:
            findings.append(Finding(f"{site_url}/{SIGNATURE}", translate("expected the signature of somebody who may sign, got none")))
    findings += _differences(site_url, expected, every=every, translate=translate)
    return not _told(findings, say)


def _told(findings: Iterable[Finding], say: Say) -> int:
    """Say all of it; how many are grave."""
    grave = [finding for finding in findings if finding.grave]
    for finding in grave:
        say("{finding}", finding=finding)
    remarks = Counter(finding.text for finding in findings if not finding.grave)
    for text, number in remarks.items():
        say("remark, at {number} addresses: {text}", number=number, text=printable(text))
    if grave:
        say("The site is not as it should be; addresses with faults: {number}.", number=len(grave))
    else:
        say("The site is as it should be.")
    return len(grave)


def _differences(site_url: str, manifest: bytes, *, every: bool, translate: Callable[[str], str]) -> list[Finding]:
    files = dict(read_manifest(manifest))
    look = Look(site_url, files, False, translate)
    if every:
        return list(compared(look, sorted(files)))

    def held(path: str) -> bytes:
        try:
            return fetched(look.address(path), min(files[path].size, MOST), kept=True).body
        except NoAnswerError:
            return b""  # said when it is compared

    return list(compared(look, paths_worth_a_look(files, held)))


def _shown(site_url: str, path: str, most: int) -> bytes:
    """What the site shows at a path that it must have."""
    address = f"{site_url}/{path}"
    try:
        answer = fetched(address, most, PATIENCE, kept=True)
    except NoAnswerError as problem:
        raise PublishingError("{address} cannot be fetched ({problem})", address=address, problem=problem) from problem
    if answer.status != 200:  # noqa: PLR2004 - HTTP's
        raise PublishingError("{address} cannot be fetched ({problem})", address=address, problem=answer.status)
    return answer.body
