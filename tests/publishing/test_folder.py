"""Publishing to a folder: it is wholly the old site or wholly the new one, and nothing else is touched."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from plugins.publishing import folder as folder_module
from plugins.publishing.folder import FolderPlace
from plugins.publishing.messages import PublishingError
from plugins.publishing.release import Release
from plugins.publishing.targets import Folder
from tests.publishing.killed import killed, published
from tests.publishing.told import Told
from tests.publishing.written_releases import digests, made, shown

SAID = Told()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Not there yet."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick/site"


def place_at(folder: Path, keep: int = 5) -> FolderPlace:
    """A place."""
    return FolderPlace(Folder("folder", folder, keep))


def publish(place: FolderPlace, *releases: Release) -> None:
    """One after the other."""
    for release in releases:
        place.publish(release, SAID)


def check(place: FolderPlace, folder: Path, release: Release, kept: int) -> None:
    """The folder holds that release and nothing else, as the place says; beside it lie the others that are kept, whole, their lists and order."""
    assert shown(folder) == digests(release)
    live = place.live()
    assert live and live.name == release.name and live.files == release.files
    assert len(place.releases()) == kept
    beside = folder.with_name(".site.releases")
    lists, others = [f"{name}.json" for name in place.releases()], [name for name in place.releases() if name != release.name]
    assert sorted(file.name for file in beside.iterdir()) == sorted(["order", *lists, *others])


def test_first_then_changed(folder: Path, tmp_path: Path) -> None:
    """A folder that is not there, and one that is empty, come to hold the release; then what was changed, added and removed is so; what lies beside it stays."""
    neighbour = folder.with_name("ảnh.jpg")
    neighbour.write_bytes(b"x")
    place = place_at(folder)
    assert place.live() is None
    assert list(place.releases()) == []
    folder.mkdir()
    assert place.live() is None
    one, two = made(tmp_path, 1), made(tmp_path, 2)
    publish(place, one)
    check(place, folder, one, 1)
    publish(place, two, two)
    check(place, folder, two, 2)
    assert neighbour.read_bytes() == b"x"
    assert sorted(file.name for file in folder.parent.iterdir()) == [".site.releases", "site", neighbour.name]


def test_something_else_is_refused(folder: Path, tmp_path: Path) -> None:
    """A folder that holds something else, a file in its place, and a file that somebody has put among the pages are refused, and stay as they are."""
    one, two = made(tmp_path, 1), made(tmp_path, 2)
    folder.mkdir()
    (folder / "luận-văn.doc").write_bytes(b"x")
    with pytest.raises(PublishingError, match="holds something else: name an empty folder"):
        place_at(folder).publish(one, SAID)
    assert shown(folder).keys() == {"luận-văn.doc"}
    (folder / "luận-văn.doc").unlink()
    publish(place_at(folder), one)
    (folder / "tin-tuc/ghi-chú.txt").write_bytes(b"x")
    (folder / "tin-tuc/.DS_Store").write_bytes(b"x")
    attempts: tuple[Callable[[], None], ...] = (lambda: place_at(folder).publish(two, SAID), lambda: place_at(folder).rollback(one.name, SAID))
    for attempt in attempts:
        with pytest.raises(PublishingError, match=r"tin-tuc/ghi-chú\.txt was not put there by inv publish: move it away"):
            attempt()
    (folder / "tin-tuc/ghi-chú.txt").unlink()
    publish(place_at(folder), two)
    check(place_at(folder), folder, two, 2)
    folder.with_name("a file").write_bytes(b"x")
    with pytest.raises(PublishingError, match="cannot be written or read"):
        place_at(folder.with_name("a file")).publish(one, SAID)


def test_back_and_forward(folder: Path, tmp_path: Path) -> None:
    """Any kept release can be gone back to, and the newer one is there to come back to; what was published with it then comes after all of them."""
    one, two, three, four = (made(tmp_path, number) for number in range(4))
    place = place_at(folder)
    publish(place, one, two, three)
    for release in (one, one, three, two):
        place.rollback(release.name, SAID)
        check(place, folder, release, 3)
    publish(place, three)
    check(place, folder, three, 3)
    publish(place, four)
    check(place, folder, four, 4)
    assert list(place.releases()) == [each.name for each in (four, three, two, one)]
    with pytest.raises(PublishingError, match="keeps no release"):
        place.rollback("20200101T000000Z-0123456789ab", SAID)
    damaged = folder.with_name(".site.releases") / one.name / "media/film.bin"
    damaged.write_bytes(b"x")
    with pytest.raises(PublishingError, match="is not as it was published"):
        place.rollback(one.name, SAID)
    assert shown(folder) == digests(four)


def test_what_was_gone_back_from(folder: Path, tmp_path: Path) -> None:
    """Nobody comes upon a mistake by going back twice, nor does a clock that was set back change the order; what was gone back from is not kept."""
    good, mistake, another = made(tmp_path, 2), made(tmp_path, 3), made(tmp_path, 1)
    place = place_at(folder)
    publish(place, good, mistake)
    place.rollback(good.name, SAID)
    publish(place, another)
    assert list(place.releases()) == [another.name, good.name]
    assert place.files(good.name) == good.files
    check(place, folder, another, 2)
    with pytest.raises(PublishingError, match="keeps no release"):
        place.files(mistake.name)


def test_as_many_as_asked_are_kept(folder: Path, tmp_path: Path) -> None:
    """The newest stay, the live one among them, be it old."""
    releases = [made(tmp_path, number) for number in range(5)]
    place = place_at(folder, keep=3)
    publish(place, *releases[:4])
    check(place, folder, releases[3], 3)
    place.rollback(releases[1].name, SAID)
    check(place, folder, releases[1], 3)
    publish(place_at(folder, keep=1), releases[4])
    check(place, folder, releases[4], 1)


def test_forgotten(folder: Path, tmp_path: Path) -> None:
    """After a text was taken out, no former release is left beside the folder."""
    one, two = made(tmp_path, 1), made(tmp_path, 2)
    place = place_at(folder)
    publish(place, one, two)
    place.forget(SAID)
    check(place, folder, two, 1)
    assert not list(folder.with_name(".site.releases").rglob("*.html"))


def test_damage_is_mended(folder: Path, tmp_path: Path) -> None:
    """A file of the site that was changed or deleted by hand is as it should be after the same release was published again."""
    one = made(tmp_path, 1)
    place = place_at(folder)
    publish(place, one)
    (folder / "media/film.bin").unlink()
    (folder / "tin-tuc/bài-1/index.html").write_bytes(b"x")
    publish(place, one)
    check(place, folder, one, 1)


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.long)])
def test_killed_at_any_moment(folder: Path, tmp_path: Path, kills: int) -> None:
    """kill -9 at any moment: the folder is the old site or the new one to the byte, and publishing again, or another release, finishes the work."""
    chance = random.Random(kills)  # noqa: S311 - no secret
    place = place_at(folder, keep=3)
    old, new = made(tmp_path, 0), made(tmp_path, 1)
    publish(place, old)
    takes, old = published(place, new), new
    ends = set()
    for number in range(2, 2 + kills):
        new = made(tmp_path, number)
        killed(place, new, takes * 1.2 * max(number - 3 + chance.random(), 0) / (kills - 1))  # the first at once, the others each in a part of it
        now = shown(folder)
        assert now in (digests(old), digests(new))
        ends.add(now == digests(new))
        if number % 2:  # another one, which finds what is left of this one
            new = made(tmp_path, number + 1000)
        publish(place, new)
        check(place, folder, new, len(place.releases()))
        assert len(place.releases()) <= 3
        old = new
    assert False in ends


class BrokenOffError(BaseException):
    """As good as a kill: nothing is tidied up after it."""


_LEFT: list[int] = []
"""How many steps of the disk are done yet; empty: all."""


def _step(event: str, _arguments: tuple[object, ...]) -> None:
    if _LEFT and event in {"os.rename", "os.remove", "os.rmdir"}:
        _LEFT[0] -= 1
        if _LEFT[0] == 0:
            raise BrokenOffError


sys.addaudithook(_step)


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "no exchange"])
def test_broken_off_at_any_step(folder: Path, tmp_path: Path, exchange: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before whichever step of the disk it ends, publishing again finishes. Without an exchange the folder may be missing until then, but is never mixed."""
    one, two, three = (made(tmp_path, number, {"index.html": bytes([number])}) for number in range(3))
    if not exchange:
        monkeypatch.setattr(folder_module, "_EXCHANGE", 1 << 30)  # flags that no kernel knows: EINVAL, as from a file system without it
    missing = set()
    for steps in range(1, 40):
        target = folder.with_name(f"site-{steps}")
        publish(place_at(target, 2), one, two)
        _LEFT.append(steps)
        try:
            publish(place_at(target, 2), three)
            ended = True
        except BrokenOffError:
            ended = False
        _LEFT.clear()
        missing.add(not target.exists())
        if target.exists():
            assert shown(target) in (digests(two), digests(three))
        publish(place_at(target, 2), three)
        assert shown(target) == digests(three)
        assert list(place_at(target, 2).releases()) == [three.name, two.name]
        if ended:
            assert steps > 5
            assert missing == ({False} if exchange else {True, False})
            return
    pytest.fail("it has too many steps")


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 3 MB where the folder is to lie."""
    refused = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder.parent], capture_output=True, text=True, timeout=20, check=False)
    if refused.returncode:
        pytest.skip(f"no disk can be mounted here: {refused.stderr.strip()}")
    yield folder.parent
    subprocess.run(["umount", "-l", folder.parent], check=True, timeout=20)


def test_disk_full(small_disk: Path, folder: Path, tmp_path: Path) -> None:
    """On a full disk publishing fails plainly, the folder is as it was and what was begun takes no room; with room it goes through."""
    one, two = made(tmp_path, 1), made(tmp_path, 2)
    place = place_at(folder)
    publish(place, one)
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(bytes((room.f_bavail - 40) * room.f_bsize))
    with pytest.raises(PublishingError, match=r"the disk of .* is full: make room"):
        place.publish(two, SAID)
    check(place, folder, one, 1)
    (small_disk / "filler").unlink()
    publish(place, two)
    check(place, folder, two, 2)


def test_nothing_can_be_written(small_disk: Path, folder: Path, tmp_path: Path) -> None:
    """On a disk that became read-only, publishing and going back fail plainly, and what is there can be read."""
    one, two, three = (made(tmp_path, number) for number in range(3))
    place = place_at(folder)
    publish(place, one, two)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True, timeout=20)
    attempts: tuple[Callable[[], None], ...] = (lambda: place.publish(three, SAID), lambda: place.rollback(one.name, SAID))
    for attempt in attempts:
        with pytest.raises(PublishingError, match=r"cannot be written or read \(Read-only file system\)"):
            attempt()
    check(place, folder, two, 2)
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True, timeout=20)
    publish(place, three)
    check(place, folder, three, 3)


def test_the_folder_is_a_disk(small_disk: Path, tmp_path: Path) -> None:
    """A stick itself cannot change places with anything: a folder on it is asked for."""
    with pytest.raises(PublishingError, match="name a folder on it"):
        place_at(small_disk).publish(made(tmp_path, 1), SAID)


def test_permission_lost(tmp_path: Path) -> None:
    """Who may not write there any more is told which file it is; the folder stays as it is."""
    one, two = made(tmp_path, 1), made(tmp_path, 2)
    with TemporaryDirectory() as open_to_all:
        folder = Path(open_to_all) / "site"
        Path(open_to_all).chmod(0o755)
        place = place_at(folder)
        publish(place, one)
        folder.with_name(".site.releases").chmod(0o555)
        with somebody(), pytest.raises(PublishingError, match=r"site.releases/.* cannot be written or read \(Permission denied\): mend its permissions"):
            place.publish(two, SAID)
        assert shown(folder) == digests(one)
        folder.with_name(".site.releases").chmod(0o755)
        publish(place, two)
        check(place, folder, two, 2)


@contextmanager
def somebody() -> Iterator[None]:
    """Not root, who may do everything."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


@pytest.mark.long
def test_twenty_thousand_files(folder: Path, tmp_path: Path) -> None:
    """A large site takes no longer than a minute, and little memory: its files are copied one after the other."""
    pages = {f"tin-tuc/2026/bài-{number}/index.html": b"<p>%d</p>" % number * 300 for number in range(20_000)}
    place = place_at(folder)
    one, two = made(tmp_path, 1, pages), made(tmp_path, 2, pages | {"index.html": b"x"})
    publish(place, one)
    began = time.monotonic()
    publish(place, two)
    assert time.monotonic() - began < 60
    check(place, folder, two, 2)
