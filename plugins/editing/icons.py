"""The icons of the theme: a sheet pinned to a notice board, in the union's red and gold.

`theme/static/icons/favicon.svg` is the same drawing, written by hand.
"""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

SIDE = 64
"""The drawing is measured in the points of a square of this side, as the one in favicon.svg."""
SHARPNESS = 4
"""How many times larger than the finished icon everything is drawn; shrinking it smooths the edges."""

Colour = tuple[int, int, int]

RED, GOLD, AMBER, CREAM = (164, 22, 26), (232, 173, 53), (217, 163, 44), (255, 246, 230)

ICONS = (("icon-192.png", 192), ("icon-512.png", 512), ("apple-touch-icon.png", 180))
"""Names, and sides in pixels. Their corners are square: phones cut them as they like."""

CARD = ("card.png", (1200, 630))

SHEET = (16, 18, 48, 54)
LINES: Sequence[tuple[tuple[float, float, float, float], Colour]] = (
    ((21, 30, 43, 35), RED),
    ((21, 39, 43, 42), AMBER),
    ((21, 46, 35, 49), AMBER),
)
PIN = (32, 17)


def icon(side: int) -> Image.Image:
    """The icon, `side` pixels wide and high."""
    scale = side * SHARPNESS / SIDE
    image = Image.new("RGB", (side * SHARPNESS, side * SHARPNESS), RED)
    pen = ImageDraw.Draw(image)
    for box, colour in ((SHEET, CREAM), *LINES):
        pen.rectangle([edge * scale for edge in box], fill=colour)
    for radius, colour in ((7, GOLD), (2.5, RED)):
        x, y = PIN
        pen.ellipse([edge * scale for edge in (x - radius, y - radius, x + radius, y + radius)], fill=colour)
    return image.resize((side, side), Image.Resampling.LANCZOS)


def card() -> Image.Image:
    """What stands for a page without a picture where it is shared: the icon on its red, in the shape that networks ask for."""
    width, height = CARD[1]
    image = Image.new("RGB", (width, height), RED)
    image.paste(icon(height), ((width - height) // 2, 0))
    return image


def write(theme: Path) -> list[Path]:
    """Draw every icon into `theme`/static/icons; return the files."""
    folder = theme / "static" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, side in ICONS:
        file = folder / name
        icon(side).save(file, optimize=True)
        written.append(file)
    file = folder / CARD[0]
    card().save(file, optimize=True)
    return [*written, file]
