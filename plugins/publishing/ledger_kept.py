"""The ledger, entered by a machine: committed and pushed before anything is published, so that nobody publishes addresses that nobody keeps.

A text whose time comes has no line in the ledger before it: whoever publishes on time must enter it then.
"""

import subprocess
from pathlib import Path

from plugins.sources.ledger import FILE

from .messages import PublishingError
from .repository import committed_by_us, environment

REMOTE = "origin"
MESSAGE = "Ledger: new addresses [skip ci]"
"""So marked that it starts no pipeline of its own: the one that made it publishes it."""
PATIENCE = 300
"""Seconds that git may take for one step."""
_LEDGER = f"content/{FILE}"


def has_ledger(project: Path) -> bool:
    """Whether addresses are kept at all."""
    return (project / _LEDGER).is_file()


def up_to_date(project: Path) -> None:
    """Have what others have pushed, for without it nothing can be pushed.

    Texts that were changed here and not committed would be promised to everybody and had by nobody: they are refused. Whatever else was changed stays as
    it is. Raises PublishingError.
    """
    if not _shared(project):
        return
    changed = _git(project, "status", "--porcelain", "--untracked-files=all", "-z", "--", "content", f":(exclude){_LEDGER}").split("\0")[0]
    if changed:
        raise PublishingError("{file} was changed here and is not committed: commit and push it first, or publish without --keep-ledger", file=changed[3:])
    branch = _run(project, "symbolic-ref", "--quiet", "--short", "HEAD").stdout.strip()
    if not branch:
        raise PublishingError("no branch of the repository is checked out here, so the ledger cannot be kept: git switch main")
    try:
        _git(project, "pull", "--quiet", "--rebase", "--autostash", REMOTE, branch)
    except PublishingError:
        _run(project, "rebase", "--abort")  # else it would be in the way the next time
        raise
    if unmerged := _git(project, "diff", "--name-only", "--diff-filter=U", "-z").split("\0")[0]:  # git calls it a success
        raise PublishingError("{file} was changed here, and by others too: mend it where git has marked it, then git add {file} && git stash drop", file=unmerged)


def kept(project: Path) -> None:
    """Commit the ledger where it has become another one, and push what was not pushed. Without git it is only entered. Raises PublishingError."""
    if _run(project, "rev-parse", "--verify", "HEAD").returncode:
        return
    _git(project, "add", "--", _LEDGER)
    if _run(project, "diff", "--cached", "--quiet", "--", _LEDGER).returncode:
        _git(project, "commit", "--quiet", "-m", MESSAGE, "--", _LEDGER)
    if _shared(project):
        _git(project, "push", "--quiet", REMOTE, "HEAD")


def _shared(project: Path) -> bool:
    return REMOTE in _run(project, "remote").stdout.split()


def _git(project: Path, *arguments: str) -> str:
    done = _run(project, *arguments)
    if done.returncode:
        said = " / ".join(done.stderr.split("\n")).strip(" /") or str(done.returncode)
        raise PublishingError("the ledger is not kept, so nothing was published: git {step} says: {said}", step=arguments[0], said=said)
    return done.stdout


def _run(project: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The machine commits, unless its environment says otherwise."""
    try:
        return subprocess.run(["git", *arguments], cwd=project, env=committed_by_us() | environment(), capture_output=True, encoding="utf-8", errors="replace", timeout=PATIENCE, check=False)  # noqa: S607 - as the system has it
    except FileNotFoundError as problem:
        raise PublishingError("{program} is not installed on this computer", program="git") from problem
    except subprocess.TimeoutExpired as problem:
        raise PublishingError("the ledger is not kept, so nothing was published: git {step} says: {said}", step=arguments[0], said=f"> {PATIENCE} s") from problem
