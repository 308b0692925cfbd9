"""Files that cost far more than their size, one each; made by code. Each is a whole small site's content but for a home text."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping

from PIL import Image

from tests.hostile.attacks import quoted
from tests.written import story

Content = Mapping[str, str | bytes]
AT = "news/2026/heavy/index.vi.md"


def body(text: str) -> Content:
    """A story with that text."""
    return {AT: story("Nặng", "2026-11-20", body=text)}


def head(*lines: str) -> Content:
    """A story with those fields."""
    return {AT: story("Nặng", "2026-11-20", *lines)}


def shown(name: str, data: bytes) -> Content:
    """A story with that picture."""
    return {AT: story("Nặng", "2026-11-20", f"image: {name}", "image_alt: x"), f"news/2026/heavy/{name}": data}


def png(width: int, height: int, colour: int = 2) -> bytes:
    """All black, made row by row: small as a file, huge once it is opened. `colour`: PNG's number of a kind of colour."""
    row = bytes(1 + width * {0: 1, 2: 3, 3: 1, 6: 4}[colour])
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def saved(width: int, height: int, kind: str, **options: object) -> bytes:
    """A picture, all black."""
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, kind, **options)
    return out.getvalue()


def film(width: int, height: int, frames: int) -> bytes:
    """An animation."""
    out = io.BytesIO()
    more = [Image.new("P", (width, height), number % 200) for number in range(1, frames)]
    Image.new("P", (width, height)).save(out, "GIF", save_all=True, append_images=more)
    return out.getvalue()


WORST: Mapping[str, Callable[[], Content]] = {
    "paragraphs-reopen": lambda: body("".join(f"<p><b id=x{number}>" for number in range(3_000))),
    "elements-nested": lambda: body("<div>" * 200_000),
    "picture-transparent": lambda: shown("anh.png", png(7_700, 7_700, 6)),
    "picture-tall": lambda: shown("anh.png", png(1_600, 31_000)),
    "picture-at-the-limit": lambda: shown("anh.png", png(7_000, 7_000)),
    "names": lambda: head(*(f"khong_co_{number}: x" for number in range(6_000))),
    "tags": lambda: head("tags: [" + ", ".join(f"t{number}" for number in range(12_000)) + "]"),
}
"""Those that cost most before they were refused."""
OTHERS: Mapping[str, Callable[[], Content]] = {
    "brackets": lambda: body("[" * 20_000),
    "images": lambda: body("![a](b " * 20_000),
    "links": lambda: body("[a](<" * 10_000),
    "sections": lambda: body("<![CDATA[" * 20_000),
    "comments": lambda: body("x <!--" * 50_000),
    "open-quotes": lambda: body('x <a "' * 20_000),
    "stars": lambda: body("*a **b " * 50_000),
    "underscores": lambda: body("_a__" * 100_000),
    "backticks": lambda: body("".join("`" * number + "a" for number in range(1_500))),
    "backslashes": lambda: body("\\" * 500_000),
    "quotations": lambda: body("> " * 20_000),
    "lists": lambda: body("".join("  " * number + "- x\n" for number in range(800))),
    "notes": lambda: body("".join(f"[^{number}]" for number in range(20_000)) + "\n\n" + "".join(f"[^{number}]: x\n" for number in range(20_000))),
    "same-headings": lambda: body("# x\n\n" * 100_000),
    "table": lambda: body("|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + ("|b" * 2_000 + "\n") * 200),
    "formatting": lambda: body("<a href=x><b><i><u>x" * 30_000),
    "svg": lambda: body("<svg><p><b>" * 50_000),
    "lost-fragments": lambda: body("[a](#x) " * 50_000),
    "addresses": lambda: body("[a](x.md) " * 100_000),
    "attribute-lists": lambda: body("x {: " + "a=b " * 50_000 + "}\n\n" + "x {: " * 50_000),
    "video": lambda: body("https://facebook.com/" + "videos/" * 50_000 + "!"),
    "words": lambda: body("mot doan van dai " * 200_000),
    "blank": lambda: body("\n" * 3_000_000),
    "too-large": lambda: body("a" * 50_000_000),
    "yaml-depth": lambda: head("title2: " + "[" * 90_000),
    "yaml-depth-of-maps": lambda: head("title2: " + "{a: " * 20_000),
    "yaml-bomb": lambda: head("a: &a [x,x,x,x,x,x,x,x,x]", *(f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True))),
    "yaml-one-name": lambda: head("a" * 90_000 + ": x"),
    "yaml-broken-lines": lambda: head(*['x: "' + "\\" * 50] * 1_500),
    "yaml-hashes": lambda: head("tags: [" + "a, " * 30_000 + "b] #c"),
    "yaml-quotes": lambda: head("summary: " + quoted("'" * 40_000)),
    "aliases": lambda: head("aliases:", *(f"  - /a/{number}/" for number in range(5_000))),
    "attachments": lambda: head("attachments:", *("  - file: x.pdf" for _ in range(5_000))),
    "number-blanks": lambda: {"announcements/2026/x/index.vi.md": story("x", "2026-11-20", "kind: TB", f"number: {quoted('12/TB' + ' ' * 90_000 + 'x')}")},
    "number-dashes": lambda: {"announcements/2026/x/index.vi.md": story("x", "2026-11-20", "kind: TB", f"number: {quoted('1' + '- ' * 45_000)}")},
    "repealed-blanks": lambda: {"announcements/2026/x/index.vi.md": story("x", "2026-11-20", "kind: TB", f"supersedes: {quoted('12/TB' + '( ' * 30_000)}")},
    "date-digits": lambda: {AT: story("x", "1" * 90_000)},
    "slug-long": lambda: head("slug: " + "a-" * 45_000),
    "marks": lambda: head("summary: " + quoted("a" + "\u0301" * 80_000)),
    "picture-palette": lambda: shown("anh.png", png(7_700, 7_700, 0)),
    "picture-jpeg": lambda: shown("anh.jpg", saved(7_000, 7_000, "JPEG")),
    "picture-progressive": lambda: shown("anh.jpg", saved(7_000, 7_000, "JPEG", progressive=True)),
    "picture-webp": lambda: shown("anh.webp", saved(7_700, 7_700, "WEBP")),
    "picture-webp-at-the-limit": lambda: shown("anh.webp", saved(5_000, 5_000, "WEBP")),
    "picture-film": lambda: shown("anh.gif", film(2_000, 2_000, 60)),
    "picture-lies": lambda: shown("anh.png", png(100, 100)[:16] + struct.pack(">II", 60_000, 60_000) + png(100, 100)[24:]),
    "attachment-large": lambda: {AT: story("x", "2026-11-20", "attachments:", "  - file: a.pdf"), "news/2026/heavy/a.pdf": bytes(700_000_000)},
    "registry-deep": lambda: {"site/menu.yaml": "- [" * 30_000, **head()},
    "registry-long": lambda: {"site/glossary.yaml": "- vi: x\n  en: y\n" * 6_000, **head()},
}
