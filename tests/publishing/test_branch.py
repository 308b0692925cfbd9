"""Publishing to a branch: each release is one commit of a bare repository on disk, and what stood there before is never lost."""

import os
import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from plugins.publishing.branch import BranchPlace
from plugins.publishing.messages import PublishingError
from plugins.publishing.release import Release
from plugins.publishing.repository import GitError, Repository
from plugins.publishing.targets import Branch
from tests.publishing.killed import killed, published
from tests.publishing.told import Told
from tests.publishing.web import Quiet, listening
from tests.publishing.written_releases import digests, made, shown

SAID = Told()
SOMEBODY = ("-c", "user.name=Lê Thị Ba", "-c", "user.email=ba@union.example")


def git(folder: Path, *arguments: str) -> str:
    """What git says."""
    return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, encoding="utf-8", check=True, timeout=60).stdout.strip()


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """An empty repository, such as a host makes."""
    return repository(tmp_path / "kho lưu trữ.git")


def repository(folder: Path) -> Path:
    """An empty one."""
    subprocess.run(["git", "init", "--quiet", "--bare", folder], check=True, timeout=60)
    return folder


def place_at(remote: Path | str, cache: Path, keep: int = 5) -> BranchPlace:
    """A place."""
    return BranchPlace(Branch("pages", str(remote), "pages", keep=keep), cache)


@pytest.fixture
def place(remote: Path, tmp_path: Path) -> BranchPlace:
    """One that publishes to `remote`."""
    return place_at(remote, tmp_path / "cache")


def check(remote: Path, tmp_path: Path, release: Release) -> None:
    """Whoever clones the branch has that release to the byte, and nothing else."""
    assert members_see(remote, tmp_path) == digests(release)


def members_see(remote: Path, tmp_path: Path) -> dict[str, str]:
    """The SHA-256 of each file of the branch."""
    clone = tmp_path / f"clone-{time.monotonic_ns()}"
    subprocess.run(["git", "-c", "core.autocrlf=false", "clone", "--quiet", "--branch=pages", remote, clone], check=True, timeout=60)
    subprocess.run(["rm", "-r", clone / ".git"], check=True, timeout=60)
    return shown(clone)


def test_first_then_changed(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """A branch that is not there yet comes to hold the release, then what was changed, added and removed is so; one commit each, of the release's instant."""
    assert place.live() is None
    assert list(place.releases()) == []
    one, two = made(tmp_path, 1), made(tmp_path, 2, {'it\'s "quoted"\\ & odd;.txt': b"x", "lưu-trữ/1/index.html": b"y", "tin-tuc": b"was a folder"})
    for release in (one, two, two):
        place.publish(release, SAID)
        check(remote, tmp_path, release)
        live = place.live()
        assert live and live.name == release.name and live.files == release.files
    assert git(remote, "log", "--format=%s|%an|%ai|%ci", "pages").splitlines() == [
        f"Release {two.name}|Bản Tin|2026-11-23 19:02:00 +0700|2026-11-23 19:02:00 +0700",
        f"Release {one.name}|Bản Tin|2026-11-23 19:01:00 +0700|2026-11-23 19:01:00 +0700",
    ]
    assert list(place.releases()) == [two.name, one.name]


def test_only_what_changed_is_written(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """A page that changed costs its own bytes, those of manifest and status, and the folders above: not a file more."""
    pages = {f"tin-tuc/bài-{number}/index.html": b"%d" % number for number in range(300)}
    place.publish(made(tmp_path, 1, pages), SAID)
    before = set(git(remote, "rev-list", "--objects", "--no-object-names", "pages").split())
    place.publish(made(tmp_path, 2, pages | {"tin-tuc/bài-7/index.html": b"new"}), SAID)
    after = set(git(remote, "rev-list", "--objects", "--no-object-names", "pages").split())
    kinds = [git(remote, "cat-file", "-t", name) for name in after - before]
    assert sorted(kinds) == ["blob"] * 3 + ["commit"] + ["tree"] * 3


def test_reproducible(tmp_path: Path) -> None:
    """From two computers, the same releases are the same commits."""
    releases = [made(tmp_path, number) for number in range(2)]
    tips = []
    for computer in ("one", "two"):
        remote = repository(tmp_path / computer / "pages.git")
        for release in releases:
            place_at(remote, tmp_path / computer / f"cache {release.name}").publish(release, SAID)
        tips.append(git(remote, "rev-parse", "pages"))
    assert tips[0] == tips[1]


def test_forgotten(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """After a text was taken out, nobody goes back to a release that has it; going back to later ones is as ever."""
    one, two, three = (made(tmp_path, number) for number in (1, 2, 3))
    place.publish(one, SAID)
    place.publish(two, SAID)
    place.forget(SAID)
    check(remote, tmp_path, two)
    assert list(place.releases()) == [two.name]
    with pytest.raises(PublishingError, match="keeps no release"):
        place.rollback(one.name, SAID)
    place.publish(three, SAID)
    assert list(place.releases()) == [three.name, two.name]
    place.rollback(two.name, SAID)
    check(remote, tmp_path, two)


def test_back_and_forward(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """Going back, and forward again, is a commit more; whatever was on the branch is still in its history.

    Nobody comes upon a mistake by going back twice, nor does a clock that was set back change the order.
    """
    one, two, three = (made(tmp_path, number) for number in (2, 3, 1))
    tips = []
    for release in (one, two):
        place.publish(release, SAID)
        tips.append(git(remote, "rev-parse", "pages"))
    for release in (one, one, two, one):
        place.rollback(release.name, SAID)
        tips.append(git(remote, "rev-parse", "pages"))
        check(remote, tmp_path, release)
        live = place.live()
        assert live and live.name == release.name
    place.publish(three, SAID)
    check(remote, tmp_path, three)
    assert list(place.releases()) == [three.name, one.name]
    assert place.files(one.name) == one.files
    with pytest.raises(PublishingError, match="keeps no release"):
        place.files(two.name)
    history = git(remote, "rev-list", "--reverse", "pages").splitlines()
    assert history[:-1] == list(dict.fromkeys(tips))
    with pytest.raises(PublishingError, match="keeps no release"):
        place.rollback("20200101T000000Z-0123456789ab", SAID)


def commit(remote: Path, folder: Path, branch: str = "pages", new: bool = False) -> None:
    """Somebody commits a file by hand, and pushes it."""
    arguments = ("--orphan", branch) if new else (branch,)
    subprocess.run(["git", "clone", "--quiet", remote, folder], check=True, capture_output=True, timeout=60)
    git(folder, "checkout", "--quiet", *arguments)
    (folder / "README.md").write_text("x", "utf-8")
    git(folder, "add", "README.md")
    git(folder, *SOMEBODY, "commit", "--quiet", "-m", "Hello")
    git(folder, "push", "--quiet", "origin", branch)


def test_something_else_is_refused(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """A branch that holds something else is not touched, nor one that somebody has committed to; other branches of the repository do not matter."""
    one, two = made(tmp_path, 1), made(tmp_path, 2)
    commit(remote, tmp_path / "a", "main", new=True)
    commit(remote, tmp_path / "b", new=True)
    for ask in (place.live, lambda: place.publish(one, SAID)):
        with pytest.raises(PublishingError, match="holds something else: name a branch that is not there yet"):
            ask()
    git(remote, "branch", "--delete", "--force", "pages")
    place.publish(one, SAID)
    commit(remote, tmp_path / "c")
    tip = git(remote, "rev-parse", "pages")
    with pytest.raises(PublishingError, match="Lê Thị Ba has committed to pages"):
        place.publish(two, SAID)
    assert git(remote, "rev-parse", "pages") == tip
    git(remote, "update-ref", "refs/heads/pages", "pages~1")
    place.publish(two, SAID)
    check(remote, tmp_path, two)


def test_somebody_pushes_in_between(place: BranchPlace, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two that publish from two computers at once, the second one fails politely, and publishes after the first when it tries again."""
    one, two, three = (made(tmp_path, number) for number in range(3))
    place.publish(one, SAID)
    fill = Repository.commit

    def slowly(repository: Repository, stream: Iterator[bytes]) -> str:
        made_commit = fill(repository, stream)
        monkeypatch.setattr(Repository, "commit", fill)
        place_at(remote, tmp_path / "other computer").publish(two, SAID)
        return made_commit

    monkeypatch.setattr(Repository, "commit", slowly)
    with pytest.raises(PublishingError, match=r"somebody else has pushed to pages of .* meanwhile: publish again"):
        place.publish(three, SAID)
    check(remote, tmp_path, two)
    place.publish(three, SAID)
    check(remote, tmp_path, three)
    assert git(remote, "rev-list", "--count", "pages") == "3"


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.long)])
def test_killed_at_any_moment(place: BranchPlace, remote: Path, tmp_path: Path, kills: int) -> None:
    """kill -9 of a publication with all that it started: the branch holds the old release or the new one, and publishing again finishes."""
    chance = random.Random(kills)  # noqa: S311 - no secret
    old, new = made(tmp_path, 0), made(tmp_path, 1)
    place.publish(old, SAID)
    takes, old = published(place, new), new
    ends = set()
    for number in range(2, 2 + kills):
        new = made(tmp_path, number)
        killed(place, new, takes * 1.2 * max(number - 3 + chance.random(), 0) / (kills - 1))  # the first at once, the others each in a part of it
        now = members_see(remote, tmp_path)
        assert now in (digests(old), digests(new))
        ends.add(now == digests(new))
        if number % 2:
            new = made(tmp_path, number + 1000)
        place.publish(new, SAID)
        check(remote, tmp_path, new)
        old = new
    assert False in ends


def test_what_is_kept_here_may_be_damaged(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """What a killed git has locked or half written below .cache is thrown away and fetched again."""
    one, two, three = (made(tmp_path, number) for number in range(3))
    place.publish(one, SAID)
    place.publish(two, SAID)  # has fetched
    kept = tmp_path / "cache/git"
    (kept / "refs/ban-tin/branch.lock").touch()
    (kept / "shallow.lock").touch()
    place.publish(three, SAID)
    check(remote, tmp_path, three)
    for pack in kept.rglob("*.pack"):
        pack.chmod(0o644)
        pack.write_bytes(b"x")
    (kept / "HEAD").write_text("x", "utf-8")
    place.rollback(one.name, SAID)
    check(remote, tmp_path, one)


def test_from_a_hook(remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git tells a hook of another repository leads nobody astray."""
    other = repository(tmp_path / "other.git")
    monkeypatch.setenv("GIT_DIR", str(other))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "objects"))
    one = made(tmp_path, 1)
    place_at(remote, tmp_path / "cache").publish(one, SAID)
    monkeypatch.undo()
    check(remote, tmp_path, one)


def test_history_can_be_cut_short(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """The commands of docs/publishing.md leave one commit, which publishing goes on from."""
    one, two, three = (made(tmp_path, number) for number in range(3))
    place.publish(one, SAID)
    place.publish(two, SAID)
    script = """set -e
git clone --quiet --bare --depth 1 --branch pages "$1" old-pages.git
cd old-pages.git
git config user.name "Bản Tin" && git config user.email ban-tin@localhost
git push --quiet --force "$1" "$(git log -1 --format=%s pages | git commit-tree pages^{tree}):refs/heads/pages"
"""
    subprocess.run(["sh", "-c", script, "-", f"file://{remote}"], cwd=tmp_path, check=True, timeout=60)
    assert git(remote, "rev-list", "--count", "pages") == "1"
    check(remote, tmp_path, two)
    assert list(place.releases()) == [two.name]
    place.publish(three, SAID)
    check(remote, tmp_path, three)


def test_protected(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """A host that declines what is pushed is quoted, and the branch stays as it was."""
    one, two = made(tmp_path, 1), made(tmp_path, 2)
    place.publish(one, SAID)
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'GH006: Protected branch update failed' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    with pytest.raises(PublishingError, match=r"refuses what is pushed to pages: is the branch protected.*GH006"):
        place.publish(two, SAID)
    check(remote, tmp_path, one)


@contextmanager
def answering(status: int) -> Iterator[str]:
    """A host that answers nothing else."""

    class Host(Quiet, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            if status == 401:
                self.send_header("WWW-Authenticate", "Basic realm=x")
            self.end_headers()

    with listening(Host) as address:
        yield f"{address}/pages.git"


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    """No repository, nobody who answers, a host that wants a password: each is told in a moment, and nobody is asked for anything."""

    def refused(address: str) -> str:
        with pytest.raises(PublishingError) as raised:
            place_at(address, tmp_path / "cache").live()
        return str(raised.value)

    began = time.monotonic()
    assert "there is no repository" in refused(str(tmp_path / "nothing.git"))
    assert "does not answer: is there a network?" in refused("ssh://git@127.0.0.1:9/pages.git")
    assert "does not answer: is there a network?" in refused("http://127.0.0.1:9/pages.git")
    for status, told in ((401, "does not let this computer in"), (403, "does not let this computer in"), (404, "there is no repository")):
        with answering(status) as address:
            assert told in refused(address)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Host key verification failed.\nfatal: Could not read from remote repository.", "look at its fingerprint"),
        ("git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.", "does not let this computer in"),
        ("ERROR: Repository not found.\nfatal: Could not read from remote repository.", "there is no repository"),
        ("remote: error: GH001: Large files detected.\n! [remote rejected] a -> pages (pre-receive hook declined)", "or a file too large?"),
        ("fatal: write error: No space left on device", "the disk is full"),
        ("something that nobody has thought of", "git could not do it: something that"),
    ],
)
def test_causes(tmp_path: Path, said: str, told: str) -> None:
    """What cannot be brought about here is understood as git and hosts say it."""
    assert told in str(Repository(tmp_path, "pages.git", "pages", 1)._explained(GitError(said)))


@pytest.mark.long
def test_a_large_site(place: BranchPlace, remote: Path, tmp_path: Path) -> None:
    """18,500 files: at first all are pushed, then only what has changed, in seconds."""
    pages = {f"tin-tuc/2026/bài-{number}/index.html": random.Random(number).randbytes(6000).hex().encode() for number in range(18_500)}  # noqa: S311 - no secret
    began = time.monotonic()
    place.publish(made(tmp_path, 1, pages), SAID)
    first = time.monotonic() - began
    two = made(tmp_path, 2, pages | {f"tin-tuc/2026/bài-{number}/index.html": b"x" for number in range(40)})
    began = time.monotonic()
    place.publish(two, SAID)
    assert time.monotonic() - began < 60
    print(f"18,500 files: {first:.1f} s, then 42 changed: {time.monotonic() - began:.1f} s, {os.cpu_count()} processors")  # noqa: T201 - for docs/publishing.md
    check(remote, tmp_path, two)
