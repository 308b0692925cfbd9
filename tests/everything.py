"""Three tiny sites for judges of whole pages: every construct there is, the same with its drafts, and nothing at all."""

import io
from pathlib import Path

from PIL import Image

from tests.written import pdf

SITE = Path(__file__).parent / "sites" / "everything"
STORIES = 62
"""How many plain stories there are in each language, beside those of the folder: enough for numbered pages."""
NOTICES = 41


def everything() -> dict[str, str | bytes]:
    """A site with every construct, kind of page and state of an announcement, and lists long enough for numbered pages."""
    files: dict[str, str | bytes] = {
        file.relative_to(SITE).as_posix(): file.read_text(encoding="utf-8") for file in sorted(SITE.rglob("*.*"))
    }
    for name in ("news/cac-dang/anh.png", "news/cac-dang/abcDEF12345.png", "announcements/chi-thi/anh.png"):
        files[name] = _picture()
    for name in ("news/cac-dang/quyet-dinh.pdf", "announcements/chi-thi/chi-thi.pdf"):
        files[name] = pdf(2)
    for number in range(1, STORIES + 1):
        day = f"2026-10-{1 + number % 28:02} 08:00"
        files[f"news/tin-{number}.vi.md"] = (
            f"---\ntitle: Tin ngắn số {number}\ndate: {day}\ncategory: phap-luat\ntags: [chủ đề chung]\n---\n\nNội dung tin số {number}.\n"
        )
        files[f"news/tin-{number}.en.md"] = f"---\ntitle: Short item {number}\ntags: [common topic]\n---\n\nWhat item {number} says.\n"
    for number in range(1, NOTICES + 1):
        kind = "QĐ" if number % 2 else "TB"
        files[f"announcements/cu-{number}.vi.md"] = (
            f"---\ntitle: Văn bản số {number}\ndate: 2025-03-{1 + number % 28:02}\nkind: {kind}\n---\n\nNội dung văn bản số {number}.\n"
        )
        files[f"announcements/cu-{number}.en.md"] = f"---\ntitle: Document {number}\n---\n\nWhat document {number} says.\n"
    return files


def nothing() -> dict[str, str | bytes]:
    """A site before its first text."""
    return {"site/categories.yaml": "- key: phap-luat\n  vi: Chính sách – Pháp luật\n  en: Policy and law\n"}


def _picture() -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (900, 600), (164, 22, 26))
    image.paste((227, 185, 91), (450, 0, 900, 600))
    image.save(out, "PNG")
    return out.getvalue()
