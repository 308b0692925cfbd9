"""Pictures, re-encoded when they are read: photographs of workers carry GPS and names, and none of it is published."""

import io
import os
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from plugins.model.media_types import PICTURES

VERSION = "2"
"""Goes into the names of kept pictures: change it with anything below that changes their bytes."""
WIDEST = 1600
"""Pixels; wider pictures are made smaller."""
SMALL = 800
"""Pixels: what a telephone's screen or a list needs. A picture much wider is published in this width too."""
WORTHWHILE = 1.25
"""From how many times `SMALL` on a second size spares a reader more than it costs the site."""
MOST_PIXELS = 50_000_000
"""As many as telephones' cameras take. Opened, each takes four bytes, for a while twice, whatever the file's own size."""
MOST_OTHERWISE = 25_000_000
"""The same of what no camera makes: with transparency, or in a format that needs more room to be opened."""
MOST_PUBLISHED = 16_000_000
"""Pixels of what is published, `WIDEST` wide or less: ten screens high."""
MOST_MOVING = 100_000_000
"""Pixels of all frames of an animation."""
MOST_BYTES = 64_000_000
"""The largest file that is opened."""

_FORMATS: Mapping[str, tuple[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "image/jpeg": ("JPEG", {"quality": 82, "optimize": True, "progressive": True}),
        "image/png": ("PNG", {"optimize": True}),
        "image/webp": ("WEBP", {"quality": 82}),
        "image/gif": ("GIF", {"optimize": True}),
        "image/avif": ("AVIF", {"quality": 70, "speed": 8}),
    }
)


class PictureError(Exception):
    """The file is no picture we can publish; the message is Pillow's."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture ready to be published."""

    file: Path
    width: int
    height: int
    type: str
    size: int
    digest: str


def encode(data: bytes, suffix: str, kept: Path) -> Encoded:
    """Re-encode a picture upright, at most `WIDEST` wide, in sRGB and without any metadata; `kept` is the folder of those already made.

    Raises PictureError for bytes that are no picture, or one of over `MOST_PIXELS`.
    """
    media_type = PICTURES[suffix.lower()]
    name = sha256(f"{VERSION} {PIL.__version__} {media_type} ".encode() + data).hexdigest()
    file = kept / name[:2] / f"{name}{suffix.lower()}"
    return _remembered(file, media_type, lambda: _encoded(data, media_type))


def smaller(picture: Encoded, kept: Path) -> Encoded | None:
    """`picture` in the width `SMALL`; None where it is hardly wider itself, or moves."""
    suffix = picture.file.suffix
    name = sha256(f"{VERSION} {PIL.__version__} {picture.type} {SMALL} {picture.digest}".encode()).hexdigest()
    file = kept / name[:2] / f"{name}{suffix}"
    with Image.open(picture.file) as image:
        if image.width < SMALL * WORTHWHILE or getattr(image, "n_frames", 1) > 1:
            return None
        return _remembered(file, picture.type, lambda: _resized(image, picture.type))


def _resized(image: Image.Image, media_type: str) -> bytes:
    name, options = _FORMATS[media_type]
    out = io.BytesIO()
    _narrowed(_unindexed(image), SMALL).save(out, name, **options)
    return out.getvalue()


def _remembered(file: Path, media_type: str, make: Callable[[], bytes]) -> Encoded:
    """The picture that `make` makes, kept in `file`: made only where it is not there yet, or was damaged."""
    published = _kept(file) or make()
    with Image.open(io.BytesIO(published)) as image:
        width, height = image.size
    if not file.is_file() or file.stat().st_size != len(published):
        _keep(published, file)
    return Encoded(file, width, height, media_type, len(published), sha256(published).hexdigest())


def _kept(file: Path) -> bytes:
    """The picture made in an earlier run; nothing where there is none, or where it was damaged since."""
    if not file.is_file():
        return b""
    try:
        with Image.open(file) as image:
            for frame in ImageSequence.Iterator(image):
                frame.load()
    except (OSError, SyntaxError):
        return b""
    return file.read_bytes()


def _encoded(data: bytes, media_type: str) -> bytes:
    name, options = _FORMATS[media_type]
    out = io.BytesIO()
    if len(data) > MOST_BYTES:
        raise PictureError(f"{len(data)} bytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about damage to what is not published: EXIF, MPO
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[known for known, _ in _FORMATS.values()]) as image:
                _bounded(image)
                if getattr(image, "n_frames", 1) > 1 and name in {"GIF", "WEBP"}:
                    image.save(out, name, save_all=True, duration=_moving(image), **options)
                else:
                    _still(image, name).save(out, name, **options)
    except (PictureError, MemoryError):
        raise
    except UnidentifiedImageError as problem:
        raise PictureError("no picture in it") from problem
    except Exception as problem:  # on damaged files Pillow raises whatever its code comes to
        raise PictureError(str(problem)) from problem
    return out.getvalue()


def _bounded(image: Image.Image) -> None:
    plain = image.format in {"JPEG", "PNG", "MPO"} and image.mode not in {"RGBA", "LA", "PA", "CMYK"}
    if image.width * image.height > (MOST_PIXELS if plain else MOST_OTHERWISE):
        raise PictureError(f"{image.width} x {image.height} pixels")
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and image.width * image.height * frames > MOST_MOVING:
        raise PictureError(f"{frames} x {image.width} x {image.height} pixels")


def _still(image: Image.Image, name: str) -> Image.Image:
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)  # a second copy only of one that was turned
    upright = _unindexed(image)
    if profile and upright.mode in {"RGB", "RGBA"}:
        upright = _srgb(upright, profile)
    if name == "JPEG" and upright.mode == "RGBA":
        upright = upright.convert("RGB")
    if upright.width > WIDEST:
        upright = _narrowed(upright, WIDEST)
    if upright.width * upright.height > MOST_PUBLISHED:
        raise PictureError(f"{upright.width} x {upright.height} pixels")
    upright.info = {}
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _unindexed(image: Image.Image) -> Image.Image:
    """With colours of its own for every point, as resizing needs them."""
    if image.mode in {"RGB", "RGBA", "L"}:
        return image
    return image.convert("RGBA" if "transparency" in image.info or image.mode in {"LA", "PA"} else "RGB")


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)


def _moving(image: Image.Image) -> list[int]:
    """Make an animation ready to be saved with its frames and their timing (milliseconds, given back), and nothing else it carries."""
    timing = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        timing.append(int(frame.info.get("duration", 0)))
    image.seek(0)
    image.info = {key: value for key, value in image.info.items() if key in {"loop", "transparency", "background"}}
    return timing


def _srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=image.mode)
    except (ImageCms.PyCMSError, OSError):
        return image  # a damaged profile: the colours stay as stored
    return converted if converted is not None else image


def _keep(data: bytes, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_name(f"{file.name}.{os.getpid()}")
    staged.write_bytes(data)
    staged.replace(file)


def suffix_of(path: str) -> str:
    """The suffix of a path, in lower case."""
    return PurePosixPath(path).suffix.lower()
