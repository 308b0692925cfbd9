"""The theme's own files, each with its digest in its name: a server may let browsers keep them for ever."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from plugins.model import address

STYLES = "site.css"
"""What the style sheets of theme/styles become, all in one."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r'("[^"]*")|\s*;?\s*(})\s*|\s*([{;,>]|:(?=\s))\s*|\s+')
"""What stands between words, but for what a string holds."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of the theme, as it is published."""

    name: str
    """As templates call it: relative to theme/static."""
    url: str
    content: bytes | Path
    """The bytes, or the file that holds them."""
    digest: str
    """SHA-256, in hexadecimal."""


def assets(theme: Path) -> Mapping[str, Asset]:
    """Every file of theme/static, and the one style sheet, by name."""
    root = theme / "static"
    found = [_asset(file.relative_to(root).as_posix(), file) for file in _files(root, "*")]
    found.append(_asset(STYLES, style_sheet(theme).encode()))
    return {asset.name: asset for asset in found}


def style_sheet(theme: Path) -> str:
    """The style sheets of theme/styles in one, without comments and needless space; layers.css goes first and orders the others."""
    root = theme / "styles"
    sheets = sorted(_files(root, "*.css"), key=lambda sheet: (sheet.name != "layers.css", sheet.relative_to(root).as_posix()))
    return "".join(_tight(_COMMENT.sub("", sheet.read_text(encoding="utf-8"))) for sheet in sheets)


def _tight(styles: str) -> str:
    return _SPACE.sub(lambda found: found[found.lastindex] if found.lastindex else " ", styles)


def _files(root: Path, pattern: str) -> Iterator[Path]:
    yield from (file for file in sorted(root.rglob(pattern)) if file.is_file() and not file.name.startswith("."))


def _asset(name: str, content: bytes | Path) -> Asset:
    data = content if isinstance(content, bytes) else content.read_bytes()
    digest = sha256(data).hexdigest()
    stem, dot, suffix = name.rpartition(".")
    return Asset(name, f"{address.ASSETS}{stem}.{digest[:10]}{dot}{suffix}", content, digest)
