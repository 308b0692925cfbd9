"""What lies in the content folder."""

import os
import unicodedata
from pathlib import Path

import pytest

from plugins.sources.tree import walk

from .desk import Desk, items, said, text, warned


def test_a_link_that_leads_out_is_an_error(desk: Desk) -> None:
    """What lies elsewhere on the machine is never published, not even the text of an item."""
    secret = desk.root.parent / "secret.md"
    secret.write_text(text("bí mật"), encoding="utf-8")
    (desk.root / "news").mkdir()
    (desk.root / "news/a.md").symlink_to(secret)
    (desk.root / "news/b.pdf").symlink_to("/etc/passwd")
    read = desk.read()
    hint = "a link that leads out of the content folder — copy the file here instead"
    assert said(read) == [f"news/a.md:1: {hint}", f"news/b.pdf:1: {hint}"]
    assert not items(read)


def test_links_to_folders_and_to_nothing_are_errors(desk: Desk) -> None:
    """A folder may hold itself."""
    desk.write("news/2026/a.md", text())
    (desk.root / "news/again").symlink_to(desk.root / "news", target_is_directory=True)
    (desk.root / "news/up").symlink_to("..", target_is_directory=True)
    (desk.root / "news/gone.pdf").symlink_to("nothing.pdf")
    (desk.root / "news/out").symlink_to(desk.root.parent, target_is_directory=True)
    read = desk.read()
    assert [one.split(" — ")[0] for one in said(read)] == [
        "news/again:1: a link to a folder, or to nothing",
        "news/gone.pdf:1: a link to a folder, or to nothing",
        "news/out:1: a link that leads out of the content folder",
        "news/up:1: a link to a folder, or to nothing",
    ]


def test_a_link_within_the_folder_is_a_file(desk: Desk) -> None:
    """One picture may stand beside two stories."""
    desk.write("news/a.docx", b"x")
    (desk.root / "news/b.docx").symlink_to("a.docx")
    read, _ = desk.one(text(attachments="[a.docx, b.docx]"))
    assert warned(read) == []


def test_the_content_folder_itself_may_be_a_link(desk: Desk, tmp_path: Path) -> None:
    """Some servers keep releases so."""
    desk.write("news/a.md", text())
    link = tmp_path / "link"
    link.symlink_to(desk.root, target_is_directory=True)
    assert len(Desk(link, desk.kept).read().stories) == 1


def test_what_is_neither_file_nor_folder_is_an_error(desk: Desk) -> None:
    """Reading a pipe would never end."""
    (desk.root / "news").mkdir()
    os.mkfifo(desk.root / "news/a.md")
    assert said(desk.read()) == ["news/a.md:1: neither a file nor a folder — delete it"]


@pytest.mark.parametrize("name", ["news/a.MD", "news/a.Md", "news/a.markdown", "news/a.md.txt", "news/a.html", "pages/a.rst"])
def test_a_text_that_is_not_read_is_a_warning(desk: Desk, name: str) -> None:
    """A file that an editor surely meant to publish is not forgotten."""
    assert warned(desk.read({name: text()})) == [f"{name}:1: this file is not read — texts end in .md; rename it, or move it out of content"]


@pytest.mark.parametrize("name", ["news/.a.md", ".git/a.md", "news/~$a.docx", "news/a.md~", "news/Thumbs.db", "news/.DS_Store", "news/.obsidian/a.md"])
def test_files_of_programs_are_passed_over(desk: Desk, name: str) -> None:
    """They are not the union's."""
    assert said(desk.read({name: "x"})) == []


@pytest.mark.parametrize("name", ["news/a\nb.md", "news/a\x1b[31m.md", "news/a\u200eb.md"])
def test_names_that_cannot_be_shown_are_errors(desk: Desk, name: str) -> None:
    """A report stays one problem a line."""
    (told,) = said(desk.read({name: text()}))
    assert told.isprintable()
    assert told.endswith("a file name with characters that cannot be read — rename it")


def test_names_in_another_encoding_are_errors(desk: Desk) -> None:
    """As an old archive leaves them."""
    (desk.root / "news").mkdir()
    Path(os.fsdecode(os.fsencode(desk.root / "news") + b"/th\xf4ng b\xe1o.md")).write_text(text(), encoding="utf-8")
    (told,) = said(desk.read())
    assert "rename it" in told
    told.encode()


def test_names_of_a_mac_are_brought_to_nfc(desk: Desk) -> None:
    """Both spellings of one name are one file; both at once are an error."""
    composed = unicodedata.normalize("NFC", "news/đại-hội.md")
    desk.write(unicodedata.normalize("NFD", composed), text())
    read = desk.read()
    assert [story.path for story in read.stories] == [composed]
    desk.write(composed, text())
    told = said(desk.read())
    assert told == [f"{composed}:1: two files whose names differ only in how their letters are stored — rename one"]


def test_files_are_listed_in_one_order(tmp_path: Path) -> None:
    """By path, whatever the file system says."""
    for name in ("b.md", "a/z.md", "a.md", "Z.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert list(walk(tmp_path, 0).files) == ["Z.md", "a.md", "a/z.md", "b.md"]


def test_registries_are_no_texts(desk: Desk) -> None:
    """A note for editors may lie in site/."""
    assert said(desk.read({"site/README.md": "# Ghi chú"})) == []
