"""`inv publish --keep-ledger`: new addresses are committed and pushed before anything is published; where that fails, it is said, and the next time all is made good."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.publishing import ledger_kept
from plugins.publishing.messages import PublishingError

LEDGER = "content/permalinks.csv"


def git(folder: Path, *arguments: str) -> str:
    """What git prints there, done by somebody."""
    who = ("-c", "user.name=An", "-c", "user.email=an@union.example")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, encoding="utf-8", timeout=20).stdout


@dataclass(frozen=True, slots=True)
class Shared:
    """A repository that two clone."""

    remote: Path
    here: Path
    """The machine that publishes."""
    other: Path
    """Somebody who writes."""

    def log(self) -> list[str]:
        """What everybody has, the newest first."""
        return git(self.remote, "log", "--format=%s", "main").splitlines()

    def written(self, line: str) -> None:
        """What `inv ledger` does."""
        with (self.here / LEDGER).open("a", encoding="utf-8") as ledger:
            ledger.write(f"{line}\n")


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    """With a ledger of one line."""
    remote, here, other = tmp_path / "union.git", tmp_path / "here", tmp_path / "other"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", remote], check=True, timeout=20)
    git(tmp_path, "clone", "--quiet", str(remote), str(other))
    (other / "content").mkdir()
    (other / LEDGER).write_text("first\n", "utf-8")
    (other / ".gitattributes").write_text(f"{LEDGER} merge=union\n", "utf-8")
    git(other, "add", ".")
    git(other, "commit", "--quiet", "-m", "First")
    git(other, "push", "--quiet", "origin", "HEAD:main")
    git(tmp_path, "clone", "--quiet", str(remote), str(here))
    return Shared(remote, here, other)


def test_kept(shared: Shared) -> None:
    """One commit of the ledger alone, pushed; with nothing new, none. What others have pushed is there first, and what was changed here stays."""
    (shared.here / "publishconf.py").write_text("mine\n", "utf-8")
    git(shared.here, "add", ".")
    git(shared.other, "commit", "--quiet", "--allow-empty", "-m", "A story")
    git(shared.other, "push", "--quiet", "origin", "HEAD:main")
    for line in ("second", ""):
        ledger_kept.up_to_date(shared.here)
        if line:
            shared.written(line)
        ledger_kept.kept(shared.here)
    assert shared.log() == [ledger_kept.MESSAGE, "A story", "First"]
    assert git(shared.remote, "show", f"main:{LEDGER}") == "first\nsecond\n"
    assert git(shared.here, "status", "--short") == "A  publishconf.py\n"


def test_a_push_that_fails_is_told_and_made_good(shared: Shared) -> None:
    """Nothing is published then; the next time, what was not pushed is."""
    hook = shared.remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho the branch is closed >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    shared.written("second")
    with pytest.raises(PublishingError, match=r"nothing was published: git push says: .*the branch is closed"):
        ledger_kept.kept(shared.here)
    with pytest.raises(PublishingError):
        ledger_kept.kept(shared.here)
    hook.unlink()
    (shared.other / LEDGER).write_text("first\nanother\n", "utf-8")
    git(shared.other, "commit", "--quiet", "-a", "-m", "Another")
    git(shared.other, "push", "--quiet", "origin", "HEAD:main")
    ledger_kept.up_to_date(shared.here)
    ledger_kept.kept(shared.here)
    assert shared.log() == [ledger_kept.MESSAGE, "Another", "First"]
    assert sorted(git(shared.remote, "show", f"main:{LEDGER}").split()) == ["another", "first", "second"]


def test_what_cannot_be_merged_is_told_and_leaves_nothing_half_done(shared: Shared) -> None:
    """Somebody looks at it; until then each run says the same, and none finds the repository in the middle of something."""
    for clone, text in ((shared.other, "theirs"), (shared.here, "ours")):
        (clone / "README").write_text(f"{text}\n", "utf-8")
        git(clone, "add", ".")
        git(clone, "commit", "--quiet", "-m", text)
    git(shared.other, "push", "--quiet", "origin", "HEAD:main")
    for _ in range(2):
        with pytest.raises(PublishingError, match=r"git pull says: .*conflict"):
            ledger_kept.up_to_date(shared.here)
    assert git(shared.here, "status", "--short") == ""


def test_what_was_not_committed(shared: Shared) -> None:
    """A text that nobody else has is not promised to them, nor is one published with git's marks of a conflict in it; of other files' marks one is told."""
    for clone, text in ((shared.other, "theirs"), (shared.here, "ours")):
        (clone / "README").write_text(f"{text}\n", "utf-8")
        git(clone, "add", "README")
    git(shared.other, "commit", "--quiet", "-m", "Read me")
    git(shared.other, "push", "--quiet", "origin", "HEAD:main")
    mine = shared.here / "content/tin mới.md"
    mine.write_text("mine", "utf-8")
    with pytest.raises(PublishingError, match=r"content/tin mới.md was changed here and is not committed"):
        ledger_kept.up_to_date(shared.here)
    mine.unlink()
    with pytest.raises(PublishingError, match=r"README was changed here, and by others too: .* then git add README && git stash drop"):
        ledger_kept.up_to_date(shared.here)
    (shared.here / "README").write_text("both\n", "utf-8")
    git(shared.here, "add", "README")
    git(shared.here, "stash", "drop", "--quiet")
    ledger_kept.up_to_date(shared.here)
    git(shared.here, "checkout", "--quiet", "--force", "--detach")
    with pytest.raises(PublishingError, match="no branch of the repository is checked out"):
        ledger_kept.up_to_date(shared.here)


@pytest.mark.parametrize("repository", [False, True], ids=["no git", "no remote"])
def test_without_a_repository_to_share(tmp_path: Path, repository: bool) -> None:
    """The ledger is only entered, or committed where it lies: there is nobody to keep it for."""
    (tmp_path / "content").mkdir()
    (tmp_path / LEDGER).write_text("first\n", "utf-8")
    if repository:
        git(tmp_path, "init", "--quiet")
        git(tmp_path, "commit", "--quiet", "--allow-empty", "-m", "First")
    assert ledger_kept.has_ledger(tmp_path)
    ledger_kept.up_to_date(tmp_path)
    ledger_kept.kept(tmp_path)
    if repository:
        assert git(tmp_path, "log", "--format=%an %s").splitlines() == [f"Bản Tin {ledger_kept.MESSAGE}", "An First"]
