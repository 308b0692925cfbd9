"""A server reached by ssh: real sshd, real rsync. What members see is one release, whole."""

import os
import re
import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.publishing import remote_shell
from plugins.publishing.checksums import checksums, read_checksums
from plugins.publishing.messages import PublishingError
from plugins.publishing.remote_shell import RemoteShell
from plugins.publishing.server import ServerPlace
from tests.publishing.own_sshd import OwnSshd
from tests.publishing.publisher import Publisher
from tests.publishing.releases import ODD, digests, pages, release, shown, unchanging
from tests.publishing.told import Told

SILENT = Told()


def sent(said: list[str]) -> int:
    """How many files were sent, as rsync counted them."""
    return sum(int(match[1].replace(",", "")) for line in said if (match := re.search(r": ([\d,]+) files", line)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the server keeps its releases."""
    made = tmp_path / "of the union's “site” $HOME"
    made.mkdir()
    return made


def test_from_nothing_on(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """Whatever files are called, members see all of them; then only what changed is sent, even where size and time are as they were; what is gone is gone."""
    place = ServerPlace(sshd.target(folder))
    assert place.live() is None
    assert place.releases() == ()
    files = pages(20, "1") | {name: name.encode() for name in ODD} | {"a/b.html": b"folder", "c": b"file"}
    said = Told()
    first = release(tmp_path, 1, files)
    place.publish(first, said)
    assert shown(folder) == digests(first)
    assert sent(said) == len(files)
    assert (folder / "current").readlink() == Path("releases", first.name)
    assert {file.name for file in folder.iterdir()} == {"current", "incoming", "kept", "lock", "manifests", "releases", "sending"}
    files |= {"tin-tuc/bài-3/index.html": files["tin-tuc/bài-3/index.html"].replace(b"3", b"4"), "new.html": b"new", "a": b"now a file", "c/d.html": b"now a folder"}
    for gone in (ODD[0], "a/b.html", "c"):
        del files[gone]
    said.clear()
    second = release(tmp_path, 2, files)
    place.publish(second, said)
    assert shown(folder) == digests(second)
    assert sent(said) == 4
    assert (folder / "previous").resolve().name == first.name
    same = "tin-tuc/bài-5/index.html"
    assert (folder / "releases" / first.name / same).samefile(folder / "current" / same)
    live = ServerPlace(sshd.target(folder)).live()
    assert live
    assert (live.name, live.files) == (second.name, second.files)
    place.publish(second, said)
    assert shown(folder) == digests(second)
    assert (folder / "current" / same).stat().st_mode & 0o777 == 0o644


def test_there_and_back(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """A release can be gone back to, and forward again, unless somebody has altered it there. The last ones that members saw are kept; the live one and the one before are in any case."""
    place = ServerPlace(sshd.target(folder, keep=2))
    made = [release(tmp_path, number, unchanging(3) | pages(2, str(number))) for number in range(4)]
    names = [each.name for each in made]
    for each in made[:3]:
        place.publish(each, SILENT)
    assert list(place.releases()) == [names[2], names[1]]
    with pytest.raises(PublishingError, match=f"keeps no release {names[0]}; it has: {names[2]}, {names[1]}"):
        place.rollback(names[0], SILENT)
    place.rollback(names[1], SILENT)
    assert shown(folder) == digests(made[1])
    live = place.live()
    assert live and live.name == names[1]
    place.rollback(names[2], SILENT)
    assert shown(folder) == digests(made[2])
    page = folder / "releases" / names[1] / "tin-tuc/bài-1/index.html"
    right = page.read_bytes()
    for harm in (lambda: page.write_bytes(b"defaced"), page.unlink, lambda: (page.write_bytes(right), page.with_name("x.php").write_bytes(b""))):
        harm()
        with pytest.raises(PublishingError, match="is not as it was published: go back to another release"):
            place.rollback(names[1], SILENT)
        assert shown(folder) == digests(made[2])
    page.with_name("x.php").unlink()
    place.rollback(names[1], SILENT)
    place.publish(made[3], SILENT)
    assert shown(folder) == digests(made[3])
    assert list(place.releases()) == [names[3], names[1]]
    assert (folder / "previous").resolve().name == names[1]
    assert (folder / "current/lưu-trữ/1/index.html").samefile(folder / "previous/lưu-trữ/1/index.html")
    assert place.files(names[1]) == made[1].files
    with pytest.raises(PublishingError, match="keeps no release"):
        place.files(names[2])


def test_order_of_publishing(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """One goes back in the order of publishing: not by names, when a clock was set back, nor upon a mistake that somebody had gone back from."""
    place = ServerPlace(sshd.target(folder))
    good, mistake, another, last = (release(tmp_path, number, pages(2, str(number))) for number in (3, 4, 2, 1))
    place.publish(good, SILENT)
    place.publish(mistake, SILENT)
    place.rollback(good.name, SILENT)
    assert list(place.releases()) == [mistake.name, good.name]
    place.publish(another, SILENT)
    assert list(place.releases()) == [another.name, good.name]
    for name in place.releases():
        moved = (folder / "manifests" / name).stat().st_mtime + 3600  # the server's clock was an hour fast until now
        os.utime(folder / "manifests" / name, (moved, moved))
    place.publish(last, SILENT)
    assert list(place.releases()) == [last.name, another.name, good.name]


def test_forgotten(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """After a text was taken out, nothing of it is left on the server, though releases had come, gone and been broken off; the next one comes as ever."""
    place = ServerPlace(sshd.target(folder, keep=2))
    made = [release(tmp_path, number, pages(2, str(number)) | ({"secret.html": b"a name"} if number < 2 else {})) for number in range(3)]
    for each in made:
        place.publish(each, SILENT)
    (folder / "incoming/broken.begun/site").mkdir(parents=True)
    (folder / "incoming/broken.begun/site/secret.html").write_bytes(b"a name")
    place.forget(SILENT)
    assert not list(folder.rglob("secret.html")) and not (folder / "previous").is_symlink()
    assert list(place.releases()) == [made[2].name] and shown(folder) == digests(made[2])
    place.publish(release(tmp_path, 4, pages(2, "4")), SILENT)
    assert len(place.releases()) == 2


@pytest.mark.parametrize("harm", ["altered", "added", "manifest lost", *(pytest.param(harm, marks=pytest.mark.long) for harm in ("deleted", "manifest cut"))])
def test_what_somebody_altered_there(sshd: OwnSshd, folder: Path, tmp_path: Path, harm: str) -> None:
    """What was altered on the server in what members see is not carried on into the next release; nor does a lost list keep one from being published."""
    place = ServerPlace(sshd.target(folder))
    first = release(tmp_path, 1, unchanging(30) | pages(3, "1"))
    place.publish(first, SILENT)
    victim, manifest = folder / "current/lưu-trữ/7/index.html", folder / "manifests" / first.name
    if harm == "altered":
        victim.write_bytes(bytes(200))
    elif harm == "deleted":
        victim.unlink()
    elif harm == "added":
        (victim.parent / "shell\n.php").write_bytes(b"<?php")
        (victim.parent / "link.html").symlink_to("/etc/passwd")
    elif harm == "manifest lost":
        manifest.unlink()
    else:
        manifest.write_bytes(manifest.read_bytes()[:-30])
    second = release(tmp_path, 2, unchanging(30) | pages(3, "2"))
    ServerPlace(sshd.target(folder)).publish(second, SILENT)
    assert shown(folder) == digests(second)


def test_manifests_are_what_the_server_can_check(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """Whoever keeps the server checks a release with its own programs; the same list is read back, and nothing that is not whole."""
    made = release(tmp_path, 1, pages(3, "1") | dict.fromkeys(ODD, b"x"))
    ServerPlace(sshd.target(folder)).publish(made, SILENT)
    command = f"cut -d' ' -f1,3- ../../manifests/{made.name} | sha256sum -c --strict --quiet"
    subprocess.run(command, shell=True, cwd=folder / "releases" / made.name, check=True, timeout=20)  # noqa: S602 - as the paper has it
    lines = b"".join(checksums(made.files.values()))
    assert read_checksums(lines) == made.files
    assert read_checksums(lines[:-1]) is None
    assert read_checksums(lines + b"\n") is None
    with pytest.raises(PublishingError, match="one line"):
        checksums(release(tmp_path, 2, {"a\nb": b""}).files.values())


def test_signs_of_life_stay_apart(sshd: OwnSshd, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a step takes its time, the server gives signs of life, and what the step prints is all that is taken for its answer."""
    monkeypatch.setattr(remote_shell, "_BEAT", 0.1)
    with RemoteShell(sshd.target(folder)) as shell:
        assert shell.run("echo a; timeout 0.5 tail -f /dev/null; printf b") == b"a\nb"
        shell._complaints.seek(0)
        assert shell._complaints.read().count(b"\n") > 1


def test_relative_to_home(tmp_path: Path, sshd: OwnSshd) -> None:
    """A folder may be named from the user's own on."""
    home = Path.home()
    there = Path(os.path.relpath(tmp_path, home))
    made = release(tmp_path, 1, pages(1, "1"))
    ServerPlace(sshd.target(f"~/{there}")).publish(made, SILENT)
    assert shown(tmp_path) == digests(made)
    shutil.rmtree(tmp_path / "releases")


@pytest.mark.long
def test_a_hundred_thousand_files(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """A site of 100,000 files is published, and one page of it that changed is all that is sent; a publisher, and what it starts, stays under 400 MB."""
    files = {f"lưu-trữ/{number % 1000}/{number}.html": str(number).encode() for number in range(100_000)}
    target = sshd.target(folder, keep=2)
    changed = "lưu-trữ/7/7.html"
    for number, count in enumerate(("100,000", "1")):
        made = release(tmp_path, number, files | {changed: f"{number}".encode()})
        publisher = Publisher.start(target, made)
        publisher.go()
        code, said = publisher.end(600)
        assert (code, f": {count} files" in said) == (0, True), said
        assert len(os.listdir(folder / "current/lưu-trữ/7")) == 100  # noqa: PTH208 - their number
        assert (folder / "current" / changed).read_bytes() == f"{number}".encode()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 400 << 10


def test_what_a_web_server_tells_apart_by(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """What is the same keeps its time; another content of the same size comes in a later second, however soon it is published. nginx makes ETags of both."""
    place = ServerPlace(sshd.target(folder))
    seconds: list[tuple[int, int]] = []
    for number, text in enumerate((b"one", b"two", b"six"), 1):
        place.publish(release(tmp_path, number, {"index.html": text, "same.html": b"same"}), SILENT)
        changed, same = ((folder / "current" / path).stat() for path in ("index.html", "same.html"))
        seconds.append((int(changed.st_mtime), int(same.st_mtime)))
    assert len({changed for changed, _ in seconds}) == 3
    assert len({same for _, same in seconds}) == 1


def test_the_theme_is_kept_longer_than_its_release(sshd: OwnSshd, folder: Path, tmp_path: Path) -> None:
    """Style sheets of releases that are no longer kept are there for pages still open, the same file as long as a release has it; going back changes nothing."""
    place = ServerPlace(sshd.target(folder, keep=2))
    for number in range(1, 5):
        place.publish(release(tmp_path, number, pages(1, str(number))), SILENT)
    kept = folder / "kept/theme"
    assert {file.name for file in kept.iterdir()} == {"1.css", "2.css", "3.css", "4.css"}
    assert (kept / "4.css").samefile(folder / "current/theme/4.css")
    place.rollback(place.releases()[1], SILENT)
    assert len(list(kept.iterdir())) == 4
