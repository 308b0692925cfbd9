"""Pictures, re-encoded: nothing of a photograph but the photograph is published."""

import contextlib
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageSequence
from PIL.PngImagePlugin import PngInfo

from plugins.sources.pictures import WIDEST, PictureError, encode

SECRET = b"NGUYEN VAN A"
FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF", ".avif": "AVIF"}
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + SECRET + b"</x:xmpmeta>"


def secrets() -> Image.Exif:
    """EXIF with a name, a place, and the camera held upright (orientation 6)."""
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    exif[0x0112] = 6
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (21.0, 1.0, 42.0), "E", (105.0, 51.0, 15.0)
    return exif


def photograph(name: str, size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A picture, red on the left and blue on the right, full of metadata."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    text = PngInfo()
    text.add_text("Author", SECRET.decode())
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    options: dict[str, dict[str, Any]] = {
        "JPEG": {"exif": secrets(), "comment": SECRET, "xmp": XMP, "quality": 95},
        "PNG": {"exif": secrets(), "pnginfo": text},
        "WEBP": {"exif": secrets(), "xmp": XMP, "lossless": True},
        "GIF": {"comment": SECRET},
        "AVIF": {"exif": secrets(), "xmp": XMP},
    }
    out = io.BytesIO()
    image.save(out, name, **options[name])
    data = out.getvalue()
    assert SECRET in data
    return data


def opened(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


@pytest.mark.parametrize("suffix", FORMATS)
def test_metadata_is_removed(suffix: str, tmp_path: Path) -> None:
    """Neither GPS nor names nor comments are in the bytes that are published, in any format."""
    made = encode(photograph(FORMATS[suffix]), suffix, tmp_path)
    data = made.file.read_bytes()
    image = opened(made.file)
    assert SECRET not in data
    assert not any(mark in data for mark in (b"Exif", b"EXIF", b"eXIf", b"adobe", b"xmp"))
    assert not image.getexif()
    assert not {"exif", "xmp", "comment", "XML:com.adobe.xmp", "photoshop", "icc_profile"} & image.info.keys()
    assert image.format == FORMATS[suffix]
    assert made.size == len(data)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_pictures_are_turned_upright(suffix: str, tmp_path: Path) -> None:
    """What the camera noted is done, since the note is removed: left becomes top."""
    made = encode(photograph(FORMATS[suffix]), suffix, tmp_path)
    image = opened(made.file).convert("RGB")
    assert (made.width, made.height) == image.size == (40, 60)
    top, bottom = image.getpixel((20, 5)), image.getpixel((20, 55))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 and top[2] < 60
    assert bottom[2] > 200 and bottom[0] < 60


def test_wide_pictures_are_made_smaller(tmp_path: Path) -> None:
    """For slow lines; narrow ones stay as they are."""
    out = io.BytesIO()
    Image.new("RGB", (4000, 1000)).save(out, "JPEG")
    made = encode(out.getvalue(), ".jpg", tmp_path)
    assert (made.width, made.height) == (WIDEST, WIDEST // 4)


def test_colours_are_brought_to_srgb(tmp_path: Path) -> None:
    """A profile that swaps colours is applied, then left out."""
    rgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", rgb[128:132])[0]
    entries = {bytes(rgb[132 + 12 * n : 136 + 12 * n]): 136 + 12 * n for n in range(count)}
    red, blue = rgb[entries[b"rXYZ"] : entries[b"rXYZ"] + 8], rgb[entries[b"bXYZ"] : entries[b"bXYZ"] + 8]
    rgb[entries[b"rXYZ"] : entries[b"rXYZ"] + 8], rgb[entries[b"bXYZ"] : entries[b"bXYZ"] + 8] = blue, red
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG", icc_profile=bytes(rgb))
    made = encode(out.getvalue(), ".png", tmp_path)
    pixel = opened(made.file).convert("RGB").getpixel((4, 4))
    assert isinstance(pixel, tuple)
    assert pixel[2] > 200 and pixel[0] < 60
    assert b"iCCP" not in made.file.read_bytes()


def test_a_damaged_profile_is_left_out(tmp_path: Path) -> None:
    """The colours stay as stored."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG", icc_profile=b"rubbish" * 30)
    assert opened(encode(out.getvalue(), ".png", tmp_path).file).convert("RGB").getpixel((4, 4)) == (255, 0, 0)


@pytest.mark.parametrize(("suffix", "name"), [(".gif", "GIF"), (".webp", "WEBP")])
def test_an_animation_keeps_its_frames(suffix: str, name: str, tmp_path: Path) -> None:
    """And their timing; not what the file says beside them."""
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    extra = {"comment": SECRET} if name == "GIF" else {"exif": secrets(), "xmp": XMP, "lossless": True}
    frames[0].save(out, name, save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0, **extra)
    made = encode(out.getvalue(), suffix, tmp_path)
    image = opened(made.file)
    durations = []
    colours = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(frame.info["duration"])
        pixel = frame.convert("RGB").getpixel((5, 5))
        assert isinstance(pixel, tuple)
        colours.append(max(range(3), key=lambda channel, pixel=pixel: pixel[channel]))  # type: ignore[misc]  # a default binds the frame
    assert durations == [100, 200, 300]
    assert colours == [0, 1, 2]
    assert SECRET not in made.file.read_bytes()


def test_comments_between_frames_are_removed(tmp_path: Path) -> None:
    """A GIF may carry one before each frame."""
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    comment = b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\x00"
    data = out.getvalue().replace(b"\x21\xf9", comment + b"\x21\xf9")
    assert data.count(SECRET) >= 2
    assert SECRET not in encode(data, ".gif", tmp_path).file.read_bytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_any_kind_of_picture_can_be_published(mode: str, suffix: str, tmp_path: Path) -> None:
    """Whatever its colours, and whatever its suffix says."""
    out = io.BytesIO()
    Image.new(mode, (16, 16)).save(out, "PNG")
    made = encode(out.getvalue(), suffix, tmp_path)
    assert (made.width, made.height) == (16, 16)
    assert opened(made.file).format == FORMATS[suffix]


def test_print_colours_can_be_published(tmp_path: Path) -> None:
    """CMYK becomes RGB."""
    out = io.BytesIO()
    Image.new("CMYK", (16, 16)).save(out, "JPEG")
    assert opened(encode(out.getvalue(), ".jpg", tmp_path).file).mode == "RGB"


def test_transparency_is_kept(tmp_path: Path) -> None:
    """A logo keeps its ground."""
    out = io.BytesIO()
    Image.new("RGBA", (16, 16), (255, 0, 0, 0)).save(out, "PNG")
    assert opened(encode(out.getvalue(), ".png", tmp_path).file).getpixel((1, 1)) == (255, 0, 0, 0)


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"GIF89a" + b"\x00" * 40, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7"])
def test_what_is_no_picture(data: bytes, tmp_path: Path) -> None:
    """Told in words that are the same every time."""
    for suffix in FORMATS:
        messages = set()
        for _ in range(2):
            with pytest.raises(PictureError) as caught:
                encode(data, suffix, tmp_path)
            messages.add(str(caught.value))
        assert len(messages) == 1
        assert " at 0x" not in messages.pop()


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    """A few bytes that claim a billion pixels are not unpacked."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    for side in (8_000, 30_000, 2**31 - 1):
        bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\x00" * 10_000))
        with pytest.raises(PictureError):
            encode(bomb + chunk(b"IEND", b""), ".png", tmp_path)


GOOD = {suffix: photograph(name) for suffix, name in FORMATS.items()}


@settings(max_examples=300)
@given(st.sampled_from(sorted(GOOD)), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12), st.floats(0, 1))
def test_a_damaged_picture_never_crashes(tmp_path_factory: pytest.TempPathFactory, suffix: str, changes: list[tuple[float, int]], cut: float) -> None:
    """It is published if it can be read, else it is a PictureError; never anything else, never a warning of Python's."""
    data = bytearray(GOOD[suffix])
    for place, byte in changes:
        data[int(place * place * (len(data) - 1))] = byte
    whole = bytes(data) if cut < 0.7 else bytes(data[: int(len(data) * cut)])
    with contextlib.suppress(PictureError):
        assert SECRET not in encode(whole, suffix, tmp_path_factory.getbasetemp() / "damaged").file.read_bytes()


def test_a_picture_is_encoded_once(tmp_path: Path) -> None:
    """The next build takes the kept bytes; the same picture has the same digest on every machine's disk."""
    data = photograph("JPEG")
    first = encode(data, ".jpg", tmp_path / "a")
    written = first.file.stat().st_mtime_ns
    assert encode(data, ".jpg", tmp_path / "a") == first
    assert first.file.stat().st_mtime_ns == written
    assert encode(data, ".jpg", tmp_path / "b").digest == first.digest
    assert [file.name for file in (tmp_path / "a").rglob("*") if file.is_file()] == [first.file.name]
