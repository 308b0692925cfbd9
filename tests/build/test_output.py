"""The output folder, changed by real writes on a real disk."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from plugins.build.disk import OutputError
from plugins.build.output import MANIFEST, STAGING, Outcome, Output


def write(folder: Path, files: Iterable[tuple[str, bytes | Path]]) -> Outcome:
    """Bring the folder to hold these files (bytes, or a file to copy), as a build does."""
    with Output(folder) as output:
        output.begin()
        placed = []
        for path, content in files:
            if isinstance(content, bytes):
                placed.append(output.place(path, content))
            else:
                placed.append(output.copy(path, content, hashlib.sha256(content.read_bytes()).hexdigest()))
        return output.finish(placed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder that is not there yet."""
    return tmp_path / "made" / "output"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by path, hidden ones too."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def pages(**texts: str) -> list[tuple[str, bytes | Path]]:
    """Files to write, by path: `__` stands for `/`, `_` for `.`."""
    return [(name.replace("__", "/").replace("_", "."), text.encode()) for name, text in texts.items()]


def test_manifest_is_exact(folder: Path) -> None:
    """The manifest lists every file the build made but itself, sorted, with its SHA-256 and its size in bytes."""
    write(folder, [("z.txt", "đ".encode()), ("a/b/index.html", b""), ("a.txt", b"12")])
    listed = json.loads((folder / MANIFEST).read_text("utf-8"))
    assert listed == {
        "files": [
            {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            for path, data in (("a.txt", b"12"), ("a/b/index.html", b""), ("z.txt", "đ".encode()))
        ]
    }
    assert set(tree(folder)) == {"a.txt", "a/b/index.html", "z.txt", MANIFEST}


def test_files_are_copied_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    """A file that is published as it is keeps its bytes, and the original stays where it was."""
    original = tmp_path / "notice.pdf"
    original.write_bytes(bytes(range(256)) * 1000)
    write(folder, [("media/notice.pdf", original)])
    assert (folder / "media/notice.pdf").read_bytes() == original.read_bytes()


def test_unchanged_files_are_not_touched(folder: Path) -> None:
    """A second build of the same writes nothing, not even the manifest: no file gets a new time or inode."""
    files = pages(a_html="one", b__index_html="two")
    assert write(folder, files) == Outcome(written=2, kept=0, removed=0)
    before = {path: (folder / path).stat() for path in tree(folder)}
    assert write(folder, files) == Outcome(written=0, kept=2, removed=0)
    assert {path: (stat.st_mtime_ns, stat.st_ino) for path, stat in before.items()} == {
        path: ((folder / path).stat().st_mtime_ns, (folder / path).stat().st_ino) for path in tree(folder)
    }


def test_what_no_page_claims_any_more_goes(folder: Path) -> None:
    """A file of the last build that this one does not make is removed, with the folders it leaves empty."""
    write(folder, pages(tin__cu__index_html="x", tin__moi__index_html="y", le__index_html="z"))
    assert write(folder, pages(tin__moi__index_html="y")) == Outcome(written=0, kept=1, removed=2)
    assert set(tree(folder)) == {"tin/moi/index.html", MANIFEST}
    assert not (folder / "tin/cu").exists()
    assert not (folder / "le").exists()


def test_foreign_files_stay(folder: Path) -> None:
    """A file that no build made stays, with its folder, when everything around it goes."""
    write(folder, pages(tin__index_html="x", tin__rss_xml="y"))
    (folder / "tin/google-site.html").write_text("foreign")
    (folder / ".well-known").mkdir()
    (folder / ".well-known/security.txt").write_text("foreign")
    write(folder, pages(index_html="home"))
    assert set(tree(folder)) == {"tin/google-site.html", ".well-known/security.txt", "index.html", MANIFEST}


@pytest.mark.parametrize("damage", [None, b"", b"{", b"[]", b'{"files": 3}', b'{"files": [{"size": 3}]}', b'{"files": ["tin/index.html"]}', b"\xff\xfe"])
def test_nothing_is_removed_without_a_readable_manifest(folder: Path, damage: bytes | None) -> None:
    """Without a manifest, or with a damaged one, no file is removed: nobody knows whose it is. The next manifest is right again."""
    write(folder, pages(tin__index_html="x"))
    if damage is None:
        (folder / MANIFEST).unlink()
    else:
        (folder / MANIFEST).write_bytes(damage)
    assert write(folder, pages(index_html="home")).removed == 0
    assert set(tree(folder)) == {"tin/index.html", "index.html", MANIFEST}
    assert [entry["path"] for entry in json.loads((folder / MANIFEST).read_bytes())["files"]] == ["index.html"]


@pytest.mark.parametrize("path", ["../outside.txt", "tin/../../outside.txt", "ABSOLUTE", "", ".", "..\\outside.txt", "C:/outside.txt"])
def test_a_manifest_cannot_reach_outside(folder: Path, tmp_path: Path, path: str) -> None:
    """A manifest that names anything outside of the output folder, by dots or by an absolute path, removes nothing."""
    write(folder, pages(tin__index_html="x"))
    outside = folder.parent / "outside.txt"
    outside.write_text("precious")
    named = str(outside) if path == "ABSOLUTE" else path
    listed = [{"path": name, "sha256": "", "size": 0} for name in (named, "tin/index.html")]
    (folder / MANIFEST).write_text(json.dumps({"files": listed}))
    write(folder, pages(index_html="home"))
    assert outside.read_text() == "precious"
    assert (folder / "tin/index.html").is_file()
    assert tmp_path.is_dir()


def test_what_lies_behind_a_link_stays(folder: Path) -> None:
    """A file that a manifest names through a link is not taken away; what else is stale is."""
    write(folder, pages(tin__index_html="x"))
    outside = folder.parent / "outside.txt"
    outside.write_text("precious")
    (folder / "link").symlink_to(folder.parent)
    listed = [{"path": name, "sha256": "", "size": 0} for name in ("link/outside.txt", "tin/index.html")]
    (folder / MANIFEST).write_text(json.dumps({"files": listed}))
    assert write(folder, pages(index_html="home")).removed == 1
    assert outside.read_text() == "precious"


def test_foreign_file_is_overwritten_where_a_page_must_go(folder: Path) -> None:
    """A foreign file at a page's address gives way, and so does one where the page needs a folder."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("It works!")
    (folder / "tin").write_text("a file where a folder must be")
    write(folder, pages(index_html="home", tin__index_html="news"))
    assert tree(folder)["index.html"] == b"home"
    assert tree(folder)["tin/index.html"] == b"news"


def test_owned_files_are_mended(folder: Path) -> None:
    """A page that somebody altered (even without changing its length) or deleted is written again."""
    files = pages(a_html="one", b_html="two", c_html="six")
    write(folder, files)
    (folder / "a.html").write_text("eno")
    (folder / "b.html").unlink()
    assert write(folder, files) == Outcome(written=2, kept=1, removed=0)
    assert (folder / "a.html").read_text() == "one"
    assert (folder / "b.html").read_text() == "two"


def test_failed_render_leaves_the_old_output(folder: Path) -> None:
    """When rendering fails half-way, the output folder is as it was, byte for byte, and no half-made file lies in it."""
    write(folder, pages(a_html="one", b_html="two"))
    before = tree(folder)

    def failing() -> Iterator[tuple[str, bytes | Path]]:
        yield "a.html", b"new"
        yield "c.html", b"new"
        raise ValueError("this page cannot be rendered")

    with pytest.raises(ValueError, match="cannot be rendered"):
        write(folder, failing())
    assert tree(folder) == before
    assert not (folder / STAGING).exists()


def test_missing_source_leaves_the_old_output(folder: Path, tmp_path: Path) -> None:
    """When a file to copy has gone, the output folder is as it was."""
    write(folder, pages(a_html="one"))
    before = tree(folder)
    with pytest.raises(OSError, match="gone"):
        write(folder, [("a.html", b"new"), ("gone.pdf", tmp_path / "gone.pdf")])
    assert tree(folder) == before


def test_folder_in_the_way_leaves_the_old_output(folder: Path) -> None:
    """Where a foreign folder with files stands at a page's address, the build fails before it changes anything."""
    write(folder, pages(a_html="one"))
    (folder / "rss.xml").mkdir()
    (folder / "rss.xml/foreign.txt").write_text("foreign")
    before = tree(folder)
    with pytest.raises(OutputError, match=r"rss\.xml"):
        write(folder, pages(a_html="new", rss_xml="feed"))
    assert tree(folder) == before


def test_folder_of_the_last_build_gives_way(folder: Path) -> None:
    """A page may take the place of a folder that held only pages that are no more."""
    write(folder, pages(cu_html__index_html="an old stub", cu_html__a__index_html="another"))
    write(folder, pages(cu_html="a page"))
    assert set(tree(folder)) == {"cu.html", MANIFEST}


def test_file_of_the_last_build_gives_way(folder: Path) -> None:
    """A page may lie below what was a file of the last build."""
    write(folder, pages(cu_html="a stub"))
    write(folder, pages(cu_html__index_html="a page"))
    assert set(tree(folder)) == {"cu.html/index.html", MANIFEST}


def test_folder_named_like_the_manifest_is_in_the_way(folder: Path) -> None:
    """A folder where the manifest must go fails the build before it changes anything."""
    (folder / MANIFEST).mkdir(parents=True)
    (folder / MANIFEST / "foreign.txt").write_text("foreign")
    with pytest.raises(OutputError, match=r"manifest\.json"):
        write(folder, pages(a_html="one"))
    assert not (folder / "a.html").exists()


def test_link_to_a_folder_outside_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    """Where a link stands in for a folder, pages go into a folder of their own; what the link led to stays as it is."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("news")
    folder.mkdir(parents=True)
    (folder / "tin").symlink_to(outside)
    write(folder, pages(tin__index_html="news", tin__b_html="new"))
    assert tree(outside) == {"index.html": b"news"}
    assert not (folder / "tin").is_symlink()
    assert tree(folder).keys() == {"tin/index.html", "tin/b.html", MANIFEST}


def test_output_folder_may_be_a_link(tmp_path: Path) -> None:
    """Where the output folder itself is a link, a build works behind it as in any folder, and removes what is its own."""
    (tmp_path / "disk").mkdir()
    folder = tmp_path / "output"
    folder.symlink_to(tmp_path / "disk")
    write(folder, pages(a__index_html="one"))
    assert write(folder, pages(b__index_html="two")) == Outcome(written=1, kept=0, removed=1)
    assert folder.is_symlink()
    assert tree(tmp_path / "disk").keys() == {"b/index.html", MANIFEST}


def test_link_to_a_file_outside_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    """Where a link stands in for a page, even one that shows the right bytes, the page takes the link's place."""
    outside = tmp_path / "outside.html"
    outside.write_text("home")
    folder.mkdir(parents=True)
    (folder / "index.html").symlink_to(outside)
    (folder / "b.html").symlink_to(tmp_path / "not-there.html")
    write(folder, pages(index_html="home", b_html="new"))
    assert not (folder / "index.html").is_symlink()
    assert outside.read_text() == "home"
    assert not (tmp_path / "not-there.html").exists()
    assert (folder / "b.html").read_text() == "new"


@pytest.mark.parametrize("name", [STAGING, MANIFEST])
def test_link_at_our_own_names_is_not_written_through(folder: Path, tmp_path: Path, name: str) -> None:
    """A link that has the name of the staging folder or of the manifest leads no byte outside."""
    outside = tmp_path / "outside"
    outside.mkdir()
    folder.mkdir(parents=True)
    (outside / "a.html").write_text("precious")
    (folder / name).symlink_to(outside / "manifest.json" if name == MANIFEST else outside)
    write(folder, pages(a_html="one"))
    assert tree(outside) == {"a.html": b"precious"}
    assert tree(folder).keys() == {"a.html", MANIFEST}
    assert not (folder / MANIFEST).is_symlink()


def test_a_second_attempt_knows_nothing_of_the_first(folder: Path) -> None:
    """Content that changed while it was copied makes a build begin again: what it had staged goes nowhere, and is in nobody's way."""
    write(folder, pages(a_html="right"))
    with Output(folder) as output:
        output.begin()
        for path in ("gone/index.html", "a.html", "x"):
            output.place(path, b"wrong")
        output.begin()
        output.finish([output.place("a.html", b"right"), output.place("x/index.html", b"new")])
    assert {path: data for path, data in tree(folder).items() if path != MANIFEST} == {"a.html": b"right", "x/index.html": b"new"}


def test_stale_staging_of_a_killed_build_is_cleared(folder: Path) -> None:
    """What a killed build left half-done neither stays nor gets into the next output."""
    for staged in (folder / STAGING / "tin/index.html", folder / STAGING / "files/tin/index.html"):
        staged.parent.mkdir(parents=True)
        staged.write_text("half a pa")
    write(folder, pages(a_html="one"))
    assert tree(folder).keys() == {"a.html", MANIFEST}
