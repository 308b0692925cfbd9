"""The theme's own files, each with its digest in its name: a server may let browsers keep them for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from plugins.model import address


@dataclass(frozen=True, slots=True)
class Asset:
    """One file of theme/static."""

    name: str
    """Relative to theme/static."""
    url: str
    file: Path
    digest: str
    """SHA-256, in hexadecimal."""


def assets(theme: Path) -> Mapping[str, Asset]:
    """Every file of theme/static, by name."""
    root = theme / "static"
    found = (file for file in sorted(root.rglob("*")) if file.is_file() and not file.name.startswith("."))
    return {asset.name: asset for asset in (_asset(file, root) for file in found)}


def _asset(file: Path, root: Path) -> Asset:
    name = file.relative_to(root).as_posix()
    digest = sha256(file.read_bytes()).hexdigest()
    return Asset(name, f"{address.ASSETS}{name.removesuffix(file.suffix)}.{digest[:10]}{file.suffix}", file, digest)
