"""A publication to a server that breaks off: members see the old release or the new one, whole, and publishing again finishes it."""

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from plugins.publishing.messages import PublishingError
from plugins.publishing.own_nginx import free_ports
from plugins.publishing.release import Release
from plugins.publishing.server import ServerPlace
from plugins.publishing.ssh_errors import explained
from tests.publishing.cut_line import line_to
from tests.publishing.own_sshd import OwnSshd, own_sshd
from tests.publishing.publisher import Publisher
from tests.publishing.releases import digests, pages, release, shown, unchanging
from tests.publishing.told import Told

SILENT = Told()
QUICK = ("-o", "ServerAliveInterval=1", "-o", "ServerAliveCountMax=2")
"""A line that is cut is given up after two seconds."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the server keeps its releases."""
    made = tmp_path / "site"
    made.mkdir()
    return made


def made(tmp_path: Path, number: int) -> Release:
    """A release that shares many files with its neighbours, and not a few not."""
    noise = random.Random(number).randbytes(300_000)  # noqa: S311 - no secret
    return release(tmp_path, number, unchanging(100) | pages(40, str(number)) | {"media/film.bin": noise})


def check_nothing_is_left(folder: Path) -> None:
    """No publication that was broken off lies about, and no process has the lock."""
    assert not list(folder.glob("incoming/*.begun"))
    subprocess.run(["flock", "-w", "20", folder / "lock", "true"], check=True, timeout=30)


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.long)])
def test_killed_at_any_moment(sshd: OwnSshd, folder: Path, tmp_path: Path, kills: int) -> None:
    """kill -9 of a publisher with all that it started, at any moment: the old site or the new one; what its rsync sent is of use, and no lock stays."""
    chance = random.Random(kills)  # noqa: S311 - no secret
    target = sshd.target(folder, keep=2)  # so that releases are made of those that are no longer kept
    place = ServerPlace(target)
    old = made(tmp_path, 0)
    place.publish(old, SILENT)
    started = time.monotonic()
    place.publish(made(tmp_path, 1), SILENT)
    takes = time.monotonic() - started
    old = made(tmp_path, 1)
    ends = set()
    for number in range(2, 2 + kills):
        new = made(tmp_path, number)
        publisher = Publisher.start(target, new)
        publisher.go()
        with suppress(subprocess.TimeoutExpired):
            publisher.process.wait(takes * max(number - 3 + chance.random(), 0) / (kills - 1))  # the first at once, the others each in a part of it
        with suppress(ProcessLookupError):
            os.killpg(publisher.process.pid, signal.SIGKILL)
        publisher.end()
        now = shown(folder)
        assert now in (digests(old), digests(new))
        ends.add(now == digests(new))
        if number % 3 == 0:  # another one, which finds what is left of this one
            new = made(tmp_path, number + 1000 - number % 3)
        place.publish(new, SILENT)
        assert shown(folder) == digests(new)
        check_nothing_is_left(folder)
        old = new
    assert False in ends


@pytest.mark.parametrize(("cuts", "silent"), [(1, False), *(pytest.param(25, silent, marks=pytest.mark.long) for silent in (False, True))])
def test_line_cut_at_any_byte(sshd: OwnSshd, folder: Path, tmp_path: Path, cuts: int, silent: bool) -> None:
    """Wherever the line is cut, loudly or silently, publishing ends in a bounded time and says so; the old site or the new one; again, and it is done."""
    chance = random.Random(cuts)  # noqa: S311 - no secret
    old = made(tmp_path, 0)
    ServerPlace(sshd.target(folder)).publish(old, SILENT)
    with line_to(sshd.port) as whole:
        ServerPlace(sshd.target(folder, port=whole.port)).publish(made(tmp_path, 1), SILENT)
    old = made(tmp_path, 1)
    for number in range(2, 2 + cuts):
        new = made(tmp_path, number)
        limit = int(whole.passed * (number - 2 + chance.random()) / cuts)
        with line_to(sshd.port, limit, silent=silent) as line:
            started = time.monotonic()
            try:
                ServerPlace(sshd.target(folder, "-o", "ConnectTimeout=3", *QUICK, port=line.port)).publish(new, SILENT)
            except PublishingError as problem:
                assert "the line to 127.0.0.1 was cut" in str(problem) or "does not answer" in str(problem), problem  # noqa: PT017 - it may come through
            assert time.monotonic() - started < 15
            assert shown(folder) in (digests(old), digests(new))
        ServerPlace(sshd.target(folder)).publish(new, SILENT)
        assert shown(folder) == digests(new)
        check_nothing_is_left(folder)
        old = new


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """`folder` is a disk of 2 MB."""
    refused = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, text=True, timeout=20, check=False)
    if refused.returncode:
        pytest.skip(f"no disk can be mounted here: {refused.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True, timeout=20)


def test_disk_full_there(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """On a full disk publishing fails plainly, the old site stays as it was, and once there is room it goes through."""
    with small_disk(folder):
        place = ServerPlace(sshd.target(folder))
        old, new = made(tmp_path, 0), made(tmp_path, 1)
        place.publish(old, SILENT)
        (folder / "filler").write_bytes(bytes((os.statvfs(folder).f_bavail - 40) * os.statvfs(folder).f_bsize))
        with pytest.raises(PublishingError, match=r"the disk of 127\.0\.0\.1 is full: make room"):
            place.publish(new, SILENT)
        assert shown(folder) == digests(old)
        (folder / "filler").unlink()
        place.publish(new, SILENT)
        assert shown(folder) == digests(new)
        check_nothing_is_left(folder)


def test_permission_lost_there(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """Where nothing can be written any more, publishing and going back fail plainly, and members see what they saw."""
    with small_disk(folder):
        place = ServerPlace(sshd.target(folder))
        old, new = made(tmp_path, 0), made(tmp_path, 1)
        place.publish(old, SILENT)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True, timeout=20)
        attempts: tuple[Callable[[], None], ...] = (lambda: place.publish(new, SILENT), lambda: place.rollback(old.name, SILENT))
        for attempt in attempts:
            with pytest.raises(PublishingError, match="cannot be written"):
                attempt()
        assert shown(folder) == digests(old)
        live = place.live()
        assert live and live.name == old.name
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True, timeout=20)
        place.publish(new, SILENT)
        assert shown(folder) == digests(new)


def test_two_at_once_while_members_read(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """Of publishers at the same time one waits for the other. Whoever reads meanwhile finds every page there, each whole, and all of them of one release."""
    target = sshd.target(folder)
    releases = [made(tmp_path, number) for number in range(3)]
    ServerPlace(target).publish(releases[0], SILENT)
    wholes = [{path: digest for path, digest in digests(each).items() if path.startswith("tin-tuc")} for each in releases]
    over, wrong, reads = threading.Event(), [], []

    def read() -> None:
        page = folder / "current" / "tin-tuc/bài-7/index.html"
        while not over.is_set():
            now = {path: digest for path, digest in shown(folder).items() if path.startswith("tin-tuc")}
            text = page.read_bytes()  # through the link, as a web server does
            reads.append(len(now))
            if now not in wholes or not text.startswith(b"<!doctype html><title>"):
                wrong.append(now)

    reader = threading.Thread(target=read)
    reader.start()
    publishers = [Publisher.start(target, each) for each in releases[1:]]
    for publisher in publishers:
        publisher.go()
    ends = [publisher.end() for publisher in publishers]
    over.set()
    reader.join()
    assert [code for code, _ in ends] == [0, 0], ends
    assert any("waiting for it to end" in said for _, said in ends)
    assert not wrong
    assert reads
    assert shown(folder) in (digests(releases[1]), digests(releases[2]))
    assert set(ServerPlace(target).releases()) == {each.name for each in releases}
    check_nothing_is_left(folder)


def test_what_is_wrong_is_said(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """No key, an unknown host key, another one, no such machine, nobody listening, no such folder, something else where the link goes: each says what to do."""
    first = made(tmp_path, 0)

    def refused(place: ServerPlace) -> str:
        with pytest.raises(PublishingError) as raised:
            place.publish(first, SILENT)
        return str(raised.value)

    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "other"], check=True, timeout=20)
    (tmp_path / "known").write_text("own " + (tmp_path / "other.pub").read_text("utf-8"), "utf-8")
    assert "authorized_keys" in refused(ServerPlace(sshd.target(folder, "-o", "PubkeyAuthentication=no")))
    assert "look at it once yourself" in refused(ServerPlace(sshd.target(folder, "-o", "UserKnownHostsFile=/dev/null")))
    assert "another host key than before" in refused(ServerPlace(sshd.target(folder, "-o", f"UserKnownHostsFile={tmp_path}/known")))
    assert "does not answer" in refused(ServerPlace(sshd.target(folder, port=free_ports(1)[0])))
    assert f"has no folder {folder}/not" in refused(ServerPlace(sshd.target(folder / "not")))
    (folder / "current").mkdir()
    assert "move it away" in refused(ServerPlace(sshd.target(folder)))


def test_server_without_rsync(folder: Path, tmp_path: Path) -> None:
    """A server that lacks rsync is said to."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "sleep", "kill", "flock", "sha256sum"):
        (programs / name).symlink_to(subprocess.run(["which", name], capture_output=True, text=True, check=True, timeout=20).stdout.strip())
    with own_sshd(tmp_path / "sshd", str(programs)) as poor, pytest.raises(PublishingError, match=r"apt-get install rsync.*rsync: not found"):
        ServerPlace(poor.target(folder)).publish(made(tmp_path, 0), SILENT)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ssh: Could not resolve hostname nowhere.example: Name or service not known", "no machine is called"),
        ("mkdir: cannot create directory 'releases': Permission denied", "chown it to who publishes"),
        ('rsync: [receiver] write failed on "/x": Disk quota exceeded (122)\nrsync error: error in file IO (code 11)', "is full"),
        ("Timeout, server union.example not responding.", "was cut"),
        ("something that nobody has thought of", "could not do it: something that nobody"),
    ],
)
def test_causes(sshd: OwnSshd, said: str, told: str) -> None:
    """What cannot be brought about here is understood as the programs say it."""
    assert told in str(explained(said.encode(), sshd.target("/srv/site")))
