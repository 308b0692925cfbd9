"""What `inv withdraw` changes: the text that is meant, and no other."""

import os
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest

from plugins.editing import withdrawal
from plugins.editing.withdrawal import NotWithdrawnError
from plugins.model.vietnam_time import ZONE
from tests.conftest import write
from tests.written import story, text

NOW = datetime(2026, 11, 23, 10, tzinfo=ZONE)
LANGUAGES = ("vi", "en")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Texts of every kind; one folder holds a single text, the other several."""
    return write(
        tmp_path / "content",
        {
            "news/2026/đoàn/index.vi.md": story("Đoàn", "2026-11-01"),
            "news/2026/đoàn/index.en.md": text("Union"),
            "news/2025/mot.md": story("Một", "2025-11-01"),
            "news/2025/hai/index.md": story("Hai", "2025-11-01"),
            "news/2026/nhap.md": story("Nháp", "2026-11-01", "status: draft"),
            "news/2026/nhap.en.md": text("A draft in Vietnamese only"),
            "news/2026/mai.vi.md": story("Mai", "2026-11-24"),
            "news/2026/mai.en.md": text("Tomorrow"),
        },
    )


def meant(content: Path, named: str | Path) -> list[str]:
    """The files that would be changed, below content."""
    return [file.relative_to(content.resolve()).as_posix() for file in withdrawal.files(content, content / named, LANGUAGES, NOW)]


def test_what_is_meant(content: Path) -> None:
    """A file, or the folder of one text: then the default language's file, in which all are withdrawn; by any form of its name."""
    assert meant(content, "news/2026/đoàn") == ["news/2026/đoàn/index.vi.md"]
    assert meant(content, normalize("NFD", "news/2026/đoàn/index.en.md")) == ["news/2026/đoàn/index.en.md"]
    assert meant(content, "news/2026/nhap.en.md") == ["news/2026/nhap.en.md"]


def test_through_a_link(content: Path, tmp_path: Path) -> None:
    """A project that is reached through a symbolic link is the same project."""
    (tmp_path / "link").symlink_to(tmp_path)
    assert meant(content, tmp_path / "link/content/news/2026/đoàn") == ["news/2026/đoàn/index.vi.md"]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("news/2026", "several texts lie in it"),
        ("news/2025", "several texts lie in it"),
        ("news/2026/nhap.md", "nobody has seen it yet"),
        ("news/2026/mai.vi.md", "nobody has seen it yet"),
        ("news/2026/mai.en.md", "nobody has seen it yet"),
        ("news/2026/khong-co.md", "no text of content"),
        ("news", "no text of content"),
        (os.devnull, "no text of content"),
    ],
)
def test_what_is_not_withdrawn(content: Path, named: str, told: str) -> None:
    """Not all texts of a folder at once; not what nobody has seen, which its notice would tell of; not what is no text of the site."""
    with pytest.raises(NotWithdrawnError) as raised:
        meant(content, named)
    assert told in raised.value.said(str)
