"""A sheet, the verbs that every picture is made of, and the colours: red, gold, cream and ink."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, pi, radians, sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
SHARPNESS = 3
"""How many times larger than the finished sheet everything is drawn; shrinking it smooths the edges."""

Point = tuple[float, float]
Colour = tuple[int, int, int] | tuple[int, int, int, int]
"""Red, green, blue, and how opaque; 0 to 255 each."""
Solid = tuple[int, int, int]

RED, DEEP, MAROON = (190, 38, 34), (150, 26, 26), (96, 17, 22)
GOLD, AMBER, PALE = (232, 173, 53), (208, 132, 38), (245, 211, 135)
CREAM, SAND = (250, 239, 217), (238, 216, 176)
INK, SMOKE = (38, 30, 33), (92, 70, 66)
LEAF, MOSS = (106, 128, 66), (66, 90, 58)


class Canvas:
    """A sheet to draw on, and the few verbs that every picture is made of."""

    def __init__(self, top: Solid, bottom: Solid, height: int = HEIGHT) -> None:
        """Begin with a sky that fades from `top` to `bottom`."""
        self.height = height
        sky = Image.new("RGB", (1, 2))
        sky.putpixel((0, 0), top)
        sky.putpixel((0, 1), bottom)
        size = (WIDTH * SHARPNESS, height * SHARPNESS)
        self.image = sky.resize(size, Image.Resampling.BILINEAR, box=(0, 0.5, 1, 1.5))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def shape(self, points: Iterable[Point], colour: Colour) -> None:
        """Fill the area within `points`."""
        self.pen.polygon([(x * SHARPNESS, y * SHARPNESS) for x, y in points], fill=colour)

    def disc(self, middle: Point, radius: float, colour: Colour, flatness: float = 1) -> None:
        """Fill a circle, or an ellipse that is `flatness` times as high as it is wide."""
        x, y = middle
        box = (x - radius, y - radius * flatness, x + radius, y + radius * flatness)
        self.pen.ellipse([side * SHARPNESS for side in box], fill=colour)

    def ring(self, middle: Point, radius: float, thickness: float, colour: Colour, flatness: float = 1) -> None:
        """Draw the outline of a circle or ellipse."""
        x, y = middle
        box = (x - radius, y - radius * flatness, x + radius, y + radius * flatness)
        self.pen.ellipse([side * SHARPNESS for side in box], outline=colour, width=round(thickness * SHARPNESS))

    def block(
        self, left: float, top: float, right: float, bottom: float, colour: Colour, *, rounding: float = 0
    ) -> None:
        """Fill an upright rectangle."""
        box = [side * SHARPNESS for side in (left, top, right, bottom)]
        self.pen.rounded_rectangle(box, rounding * SHARPNESS, fill=colour)

    def stroke(self, points: Sequence[Point], thickness: float, colour: Solid) -> None:
        """Draw a line with round ends and corners."""
        for point in points:
            self.disc(point, thickness / 2, colour)
        for start, end in pairwise(points):
            self.bar(start, end, thickness, thickness, colour)

    def bar(self, start: Point, end: Point, first: float, last: float, colour: Colour) -> None:
        """Draw a straight bar that is `first` thick where it starts and `last` where it ends."""
        (ax, ay), (bx, by) = start, end
        length = hypot(bx - ax, by - ay) or 1
        x, y = (ay - by) / length / 2, (bx - ax) / length / 2
        sides = [(ax + x * first, ay + y * first), (bx + x * last, by + y * last)]
        self.shape([*sides, (bx - x * last, by - y * last), (ax - x * first, ay - y * first)], colour)

    def wisp(self, points: Sequence[Point], thickness: float, colour: Solid) -> None:
        """Draw a line that begins and ends in a point."""
        widths = [thickness * sin(pi * step / (len(points) - 1)) for step in range(len(points))]
        for (start, first), (end, last) in pairwise(zip(points, widths, strict=True)):
            self.disc(start, first / 2, colour)
            self.bar(start, end, first, last, colour)

    def rays(self, middle: Point, count: int, colour: Colour) -> None:
        """Draw `count` beams from `middle` to beyond the sheet's edges."""
        for number in range(count):
            turn = 360 * number / count
            width = 90 / count
            self.shape([middle, around(middle, 2000, turn - width), around(middle, 2000, turn + width)], colour)

    def finished(self) -> Image.Image:
        """The sheet at its true size."""
        return self.image.resize((WIDTH, self.height), Image.Resampling.LANCZOS)


def around(middle: Point, radius: float, degrees: float) -> Point:
    """The point at `radius` from `middle`, clockwise from straight up."""
    return middle[0] + radius * sin(radians(degrees)), middle[1] - radius * cos(radians(degrees))


def curve(points: Sequence[Point]) -> list[Point]:
    """A smooth line through `points` (a Catmull-Rom spline)."""
    line = [points[0], *points, points[-1]]
    drawn: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(line, line[1:], line[2:], line[3:], strict=False):
        for step in range(24):
            t = step / 24
            weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
            xs, ys = (ax, bx, cx, dx), (ay, by, cy, dy)
            drawn.append((_blend(weights, xs) / 2, _blend(weights, ys) / 2))
    return [*drawn, points[-1]]


def _blend(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def arc(middle: Point, radius: float, start: float, end: float, flatness: float = 1) -> list[Point]:
    """Points along a circle or ellipse from `start` to `end`, in degrees clockwise from straight up."""
    points = (around((0, 0), radius, start + (end - start) * step / 48) for step in range(49))
    return [(middle[0] + x, middle[1] + y * flatness) for x, y in points]


def between(upper: Sequence[Point], lower: Sequence[Point], share: float) -> list[Point]:
    """The line that lies `share` of the way from `upper` to `lower`."""
    pairs = zip(upper, lower, strict=True)
    return [(ax + (bx - ax) * share, ay + (by - ay) * share) for (ax, ay), (bx, by) in pairs]
