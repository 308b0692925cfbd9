"""Texts and pictures as an editor puts them into content."""

import io

from PIL import Image
from pypdf import PdfWriter


def text(title: str, *fields: str, body: str = "Một đoạn văn.") -> str:
    """A file with front matter; `fields` are its other lines."""
    return "\n".join(("---", f"title: {title}", *fields, "---", "", body, ""))


def story(title: str, date: str, *fields: str, body: str = "Một đoạn văn.") -> str:
    """A story, or the dated part of an announcement."""
    return text(title, f"date: {date}", *fields, body=body)


def notice(title: str, date: str, *fields: str, body: str = "Một đoạn văn.") -> str:
    """An announcement of the kind that is current for 90 days."""
    return text(title, f"date: {date}", "kind: TB", *fields, body=body)


CATEGORIES = """
- key: phap-luat
  vi: Chính sách – Pháp luật
  en: Policy and law
- key: doi-song
  vi: Việc làm – Đời sống
  en: Work and welfare
"""


def picture(colour: tuple[int, int, int] = (164, 22, 26)) -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(out, "JPEG")
    return out.getvalue()


def pdf(pages: int = 1, password: str | None = None) -> bytes:
    """A PDF file of so many blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
