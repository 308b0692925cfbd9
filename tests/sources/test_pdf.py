"""How many pages a PDF file has."""

import gc
import logging
from hashlib import sha256

import pytest

from plugins.sources import pdf as pdf_module
from plugins.sources.pdf import PdfError, pages
from tests.written import pdf

from .desk import Desk, text, warned

BROKEN = "the file “a.pdf” cannot be read as PDF; it is published as it is — save it as PDF anew"


@pytest.mark.parametrize("count", [1, 2, 35])
def test_pages_are_counted(count: int) -> None:
    """All of them, and an encrypted file's too where it opens without a password."""
    assert pages(pdf(count)) == count
    assert pages(pdf(count, "")) == count


def test_encrypted_file_may_keep_its_pages_to_itself() -> None:
    """A file that asks for a password is not broken: its members may know it."""
    assert pages(pdf(3, "chỉ nội bộ")) is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n%%EOF\n", b"PK\x03\x04" * 99, pdf(3)[:-30], pdf(3)[:200]], ids=["empty", "bare", "other", "cut", "half"])
def test_what_is_no_pdf(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """A file that was cut off, or is another kind of file, is said to be none; the library that looked at it says nothing by itself."""
    with caplog.at_level(logging.DEBUG), pytest.raises(PdfError):
        pages(data)
    assert caplog.records == []


def test_counting_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that keeps the library busy is given up, though the library goes on after any exception."""
    data = pdf(1500)
    monkeypatch.setattr(pdf_module, "SECONDS", 0.01)
    gc.disable()  # Hypothesis listens to the collector, and there an alarm would be lost
    try:
        with pytest.raises(PdfError):
            pages(data)
    finally:
        gc.enable()


def test_broken_pdf_is_published_with_a_warning(desk: Desk) -> None:
    """It is what the editor put there, with the digest of what it is; who wrote the link is told of it, each time."""
    data = b"%PDF-1.4\n%%EOF\n"
    desk.write("news/a.pdf", data)
    read = desk.read({"news/a.md": text("[x](a.pdf)")})
    assert warned(read) == [f"news/a.md:5: {BROKEN}"]
    assert list(read.files) == [sha256(data).hexdigest()]
    attached = desk.read({"news/a.md": text(attachments="[a.pdf]")})
    assert warned(attached) == [f"news/a.md:4: {BROKEN}"]
    assert attached.stories[0].attachments[0].pages is None


def test_pages_of_attachments(desk: Desk) -> None:
    """An attached PDF has its pages; a file of another kind has none, and nobody looks for them."""
    desk.write("news/a.pdf", pdf(4))
    desk.write("news/b.docx", b"PK")
    read = desk.read({"news/a.md": text(attachments="[a.pdf, b.docx]")})
    assert warned(read) == []
    assert [attachment.pages for attachment in read.stories[0].attachments] == [4, None]
