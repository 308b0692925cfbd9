"""Pictures and attachments of the content folder: read once, then remembered for as long as their files are as they were."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from plugins.model import address
from plugins.model.item import Attachment, Picture
from plugins.model.media_types import ATTACHMENTS, PICTURES
from plugins.model.slug import slug

from .pdf import PdfError, pages
from .pictures import MOST_BYTES, Encoded, PictureError, encode, smaller, suffix_of

PDF = ".pdf"
"""The suffix of the files whose pages are counted."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """What lies at a path of content."""

    media: Picture | Attachment | None
    """None: it cannot be read."""
    problem: str
    """Why, in the system's words."""
    files: tuple[tuple[str, str, int], ...] = ()
    """Digest, place and size in bytes of the files that are published for it."""
    broken: bool = False
    """Whether it is published as it is though it cannot be read as what its name says."""


class MediaFiles:
    """Reads what lies at a path; remembers it between runs."""

    def __init__(self, files: Mapping[str, str], pictures: Path, remembered: MutableMapping[str, MediaFile]) -> None:
        """`files`: as in Tree; `pictures`: where encoded ones are kept; `remembered`: what was read, by path: only what is as it was then."""
        self._files = files
        self._pictures = pictures
        self._remembered = remembered
        self.published: dict[str, Path] = {}
        """Where the bytes of pictures and attachments lie, by digest."""

    def at(self, path: str) -> Picture | Attachment | str | None:
        """What lies at `path`: None if nothing does; in the system's words, why it cannot be read."""
        if path not in self._files:
            return None
        known = self._remembered.get(path)
        if known is None or not all(_lies(place, size) for _, place, size in known.files):
            known = self._remembered[path] = self._read(path)
        self.published.update((digest, Path(place)) for digest, place, _ in known.files)
        return known.media or known.problem

    def broken(self, path: str) -> bool:
        """Whether what `at` found at `path` cannot be read as what its name says."""
        known = self._remembered.get(path)
        return known is not None and known.broken

    def _read(self, path: str) -> MediaFile:
        file, name = Path(self._files[path]), PurePosixPath(path)
        suffix = suffix_of(path)
        base = address.MEDIA + "".join(f"{slug(part) or 'x'}/" for part in name.parent.parts) + (slug(name.stem) or "x")
        try:
            if suffix not in PICTURES:
                with file.open("rb") as opened:
                    digest, size = file_digest(opened, "sha256").hexdigest(), file.stat().st_size
                    opened.seek(0)
                    count, broken = _pages(opened.read()) if suffix == PDF and size <= MOST_BYTES else (None, False)
                attachment = Attachment(base + suffix, "", ATTACHMENTS[suffix], size, digest, count)
                return MediaFile(attachment, "", ((digest, str(file), size),), broken)
            with file.open("rb") as opened:
                made = encode(opened.read(MOST_BYTES + 1), suffix, self._pictures)
        except OSError as problem:
            return MediaFile(None, problem.strerror or str(problem))
        except PictureError as problem:
            return MediaFile(None, str(problem))
        small = smaller(made, self._pictures)
        kept = tuple((one.digest, str(one.file), one.size) for one in (made, small) if one)
        return MediaFile(_picture(base, made, _picture(base, small) if small else None), "", kept)


def _picture(base: str, made: Encoded, small: Picture | None = None) -> Picture:
    return Picture(f"{base}-{made.digest[:8]}{made.file.suffix}", made.width, made.height, made.type, made.size, made.digest, small)


def _pages(data: bytes) -> tuple[int | None, bool]:
    """How many pages a PDF has, where that can be told; whether it is none."""
    try:
        return pages(data), False
    except PdfError:
        return None, True


def _lies(place: str, size: int) -> bool:
    file = Path(place)
    return file.is_file() and file.stat().st_size == size
