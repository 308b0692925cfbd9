"""Draw the pictures of the sample content: flat posters in red, gold, cream and ink.

Photographs of real people do not belong in a sample, and a grey box would show nobody how a page looks. So each
picture is a small function made of the verbs of `Canvas`; what it draws is measured in the points of a sheet of 1600 by
900. The same version of Pillow always gives the same bytes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, sqrt
from pathlib import Path

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


# Shift meals


def noodles(canvas: Canvas) -> None:
    """A steaming bowl on a table before a golden disc."""
    canvas.disc((800, 470), 400, GOLD)
    canvas.disc((800, 470), 350, (240, 188, 80))
    canvas.block(0, 730, WIDTH, HEIGHT, MAROON)
    canvas.block(0, 730, WIDTH, 742, INK)
    canvas.disc((800, 812), 330, (60, 10, 16), 0.14)
    for left, rise in ((620, 0), (790, -40), (960, 10)):
        steam = [(left, 330), (left + 46, 270), (left - 34, 190), (left + 34, 110), (left - 10, 40)]
        canvas.wisp(curve([(x, y + rise) for x, y in steam]), 30, CREAM)
    bowl(canvas)
    filling(canvas)
    for tip, end in (((396, 356), (1340, 176)), ((424, 392), (1352, 246))):
        canvas.bar(tip, end, 9, 21, INK)
        third = ((tip[0] + end[0] * 3) / 4, (tip[1] + end[1] * 3) / 4)
        canvas.bar(third, end, 18, 21, RED)
        canvas.bar(third, (third[0] + 14, third[1] - 2.5), 18, 18.4, GOLD)


def bowl(canvas: Canvas) -> None:
    """The bowl: foot, body, painted bands, and the rim."""
    canvas.block(680, 770, 920, 822, SAND, rounding=14)
    canvas.block(680, 770, 920, 792, (214, 186, 140), rounding=8)
    canvas.shape(arc((800, 400), 390, 90, 270, 1.02), CREAM)
    for top, bottom, colour in ((446, 492, RED), (504, 512, DEEP)):
        upper, lower = belt(top), belt(bottom)
        canvas.shape([*upper, *reversed(lower)], colour)
    for point in belt(469)[4:45:4]:
        canvas.disc(point, 9, GOLD)
    outline, inner = arc((800, 400), 390, 90, 180, 1.02), arc((800, 400), 330, 90, 180, 1.2055)
    canvas.shape([*outline, *reversed(inner)], (96, 30, 20, 40))
    canvas.disc((800, 400), 392, SAND, 0.27)
    canvas.disc((800, 398), 382, CREAM, 0.27)
    canvas.disc((800, 406), 358, AMBER, 0.245)


def belt(height: float) -> list[Point]:
    """A line around the front of the bowl that meets its outline at `height`."""
    return arc((800, height), 390 * sqrt(1 - ((height - 400) / 398) ** 2), 270, 90, 0.2)


def filling(canvas: Canvas) -> None:
    """Noodles in broth, with sliced meat, spring onion, chilli and lime."""
    canvas.disc((800, 410), 344, (222, 152, 60), 0.235)
    for number in range(15, -1, -1):
        middle = (690 + 26 * sin(number * 2.1), 414 + 8 * cos(number * 1.7))
        loop = arc(middle, 36 + number * 11, number * 67, number * 67 + 300, 0.29)
        canvas.stroke([(x, y + 3) for x, y in loop], 9, AMBER)
        canvas.stroke(loop, 7, CREAM)
    for x, y, tilt in ((912, 404, 0), (984, 420, 10), (1048, 402, 4)):
        canvas.disc((x, y + 6), 60, MAROON, 0.5)
        canvas.disc((x, y), 60, (176, 98, 70), 0.5)
        canvas.disc((x, y - 1), 50, (192, 116, 84), 0.46)
        canvas.wisp(curve([(x - 40, y + tilt - 8), (x, y + tilt / 2), (x + 38, y - 12)]), 9, SAND)
    for x, y in ((560, 396), (610, 438), (662, 388), (716, 446), (762, 404), (836, 448), (618, 368), (800, 372)):
        canvas.ring((x, y), 16, 7, LEAF, 0.72)
    for x, y in ((646, 454), (742, 376), (856, 386), (546, 430)):
        canvas.ring((x, y), 13, 8, RED, 0.72)
    for radius, colour in ((58, MOSS), (48, (214, 222, 150)), (40, (176, 196, 104))):
        canvas.shape(arc((1010, 470), radius, 262, 442, 0.62), colour)


# The Mid-Autumn Festival


def lanterns(canvas: Canvas) -> None:
    """A star lantern between two round ones beneath the full moon."""
    moon = (1120, 300)
    for radius, opacity in ((400, 24), (330, 34), (262, 46)):
        canvas.disc(moon, radius, (*PALE, opacity))
    canvas.disc(moon, 205, PALE)
    for x, y, radius in ((1060, 250, 34), (1180, 350, 46), (1150, 210, 18), (1080, 380, 20)):
        canvas.disc((x, y), radius, (236, 196, 112))
    for number in range(46):
        canvas.disc(((number * 389) % 1590, (number * 157) % 560), 1.6 + number % 3, (*PALE, 170))
    for left, top, width in ((90, 610, 210), (1250, 560, 250), (980, 660, 190), (420, 700, 220)):
        cloud(canvas, left, top, width)
    roofs(canvas)
    for x, bottom in ((640, 150), (260, 240), (1016, 320)):
        canvas.stroke([(x, -10), (x, bottom)], 4, GOLD)
    round_lantern(canvas, (260, 330), 112)
    round_lantern(canvas, (1016, 385), 84)
    star_lantern(canvas, (640, 400), 250)


def cloud(canvas: Canvas, left: float, top: float, width: float) -> None:
    """A flat band of cloud."""
    canvas.block(left, top, left + width, top + 18, (*PALE, 60), rounding=9)
    canvas.block(left + width * 0.3, top - 22, left + width * 0.85, top - 4, (*PALE, 44), rounding=9)


def roofs(canvas: Canvas) -> None:
    """A street of tiled roofs along the lower edge; the nearer houses have lights in their windows."""
    far = ((-60, 770, 420), (640, 776, 440), (1230, 762, 460))
    near = ((280, 800, 480), (970, 806, 400))
    for left, top, width in (*far, *near):
        colour = INK if (left, top, width) in near else (66, 20, 30)
        canvas.shape([(left, top + 44), (left + 46, top), (left + width - 46, top), (left + width, top + 44)], colour)
        canvas.block(left + 26, top + 40, left + width - 26, HEIGHT, colour)
    for left, top, width in near:
        for x in range(left + 66, left + width - 80, 64):
            canvas.block(x, top + 60, x + 30, top + 92, (*GOLD, 225), rounding=3)


def round_lantern(canvas: Canvas, middle: Point, radius: float) -> None:
    """A ribbed lantern with a tassel."""
    x, y = middle
    canvas.disc(middle, radius, DEEP, 0.84)
    for share, colour in ((0.76, RED), (0.42, (214, 74, 46)), (0.12, GOLD)):
        canvas.shape([*arc(middle, radius * share, 0, 360, 0.84 / share)], colour)
    for side in (-1, 1):
        top = y + side * radius * 0.84
        canvas.block(x - radius * 0.36, top - 9, x + radius * 0.36, top + 9, GOLD, rounding=6)
    tassel(canvas, (x, y + radius * 0.84 + 9), radius)


def tassel(canvas: Canvas, top: Point, length: float) -> None:
    """Threads that hang from a bead."""
    x, y = top
    for offset in (-10, -5, 0, 5, 10):
        canvas.stroke([(x, y + 8), (x + offset * 1.3, y + length)], 4, GOLD if offset % 2 else AMBER)
    canvas.disc((x, y + 12), 11, RED)


def star_lantern(canvas: Canvas, middle: Point, radius: float) -> None:
    """A lantern of red cellophane on a golden frame, its points lit from one side, within a hoop."""
    canvas.disc(middle, radius * 1.04, (*GOLD, 34))
    canvas.ring(middle, radius * 1.04, 9, GOLD)
    star(canvas, middle, radius, (218, 58, 42), DEEP)
    tips = [around(middle, radius, 72 * number) for number in range(5)]
    for number, tip in enumerate(tips):
        canvas.stroke([tip, tips[(number + 2) % 5]], 8, GOLD)
    canvas.disc(middle, radius * 0.17, PALE)
    canvas.disc(middle, radius * 0.1, CREAM)
    for tip in tips:
        canvas.disc(tip, 13, PALE)
    for tip in tips[2:4]:
        tassel(canvas, tip, radius * 0.5)


def star(canvas: Canvas, middle: Point, radius: float, light: Colour, dark: Colour) -> None:
    """A five-pointed star whose points are lit on one side."""
    for number in range(5):
        tip = around(middle, radius, 72 * number)
        for turn, colour in ((-36, light), (36, dark)):
            canvas.shape([middle, tip, around(middle, radius * 0.382, 72 * number + turn)], colour)


def making_a_star(canvas: Canvas) -> None:
    """Three steps on plain paper: one star of bamboo, two of them joined, the lantern covered."""
    for x in (276, 800, 1324):
        canvas.disc((x, 280), 236, SAND)
    for x in (538, 1062):
        canvas.shape([(x - 16, 250), (x + 26, 280), (x - 16, 310)], INK)
    frame(canvas, (276, 292), 182, AMBER)
    near, far = (788, 306), (826, 276)
    frame(canvas, far, 182, (222, 184, 116))
    frame(canvas, near, 182, AMBER)
    for turn in range(36, 360, 72):
        canvas.stroke([around(near, 69, turn), around(far, 69, turn)], 11, RED)
    star(canvas, (1324, 292), 182, (218, 58, 42), DEEP)
    frame(canvas, (1324, 292), 182, GOLD)


def frame(canvas: Canvas, middle: Point, radius: float, colour: Solid) -> None:
    """A star tied from five strips of bamboo."""
    tips = [around(middle, radius + 8, 72 * number) for number in range(5)]
    for number, tip in enumerate(tips):
        canvas.stroke([tip, tips[(number + 2) % 5]], 11, colour)
    for turn in range(0, 360, 36):
        canvas.disc(around(middle, radius if turn % 72 == 0 else radius * 0.382, turn), 10, INK)


# The union's anniversary


def flags(canvas: Canvas) -> None:
    """Red flags above a crowd at sunrise."""
    canvas.rays((800, 720), 24, (*GOLD, 70))
    canvas.disc((800, 720), 330, GOLD)
    canvas.disc((800, 720), 270, (242, 193, 92))
    for x, top, width in ((300, 210, 250), (1180, 190, 260)):
        flag(canvas, (x, top), width, DEEP, MAROON)
    for x, top, width in ((90, 330, 220), (1010, 330, 220)):
        flag(canvas, (x, top), width, RED, DEEP)
    flag(canvas, (640, 90), 400, RED, DEEP)
    rows = ((760, MAROON, MAROON), (822, (62, 20, 26), DEEP), (884, INK, AMBER))
    for row, (base, colour, hats) in enumerate(rows):
        for column in range(-1, 13):
            place = (column * 136 + 68 * (row % 2), base)
            if row == 0 and column % 3 == 1:
                arm(canvas, place, colour)
            person(canvas, place, colour, hats, conical=(column * 5 + row * 3) % 7 in (0, 3, 5))


def flag(canvas: Canvas, corner: Point, width: float, light: Colour, dark: Colour) -> None:
    """A flag that waves from a pole planted beyond the lower edge; `corner` is its upper left one."""
    x, y = corner
    canvas.stroke([(x - 4, y - 26), (x - 4, 900)], 11, INK)
    canvas.disc((x - 4, y - 32), 13, GOLD)

    def edge(lowered: float) -> list[Point]:
        """The flag's width as a wave, `lowered` by so much."""
        heights = (0, -0.09, 0.02, 0.1, 0.03, -0.05)
        return curve([(x + width * step / 5, y + lowered + width * rise) for step, rise in enumerate(heights)])

    height = width * 0.62
    upper, lower = edge(0), edge(height)
    canvas.shape([*upper, *reversed(lower)], light)
    fold = slice(40, 92)
    canvas.shape([*upper[fold], *reversed(lower[fold])], dark)
    canvas.shape([*upper[fold][:14], *reversed(lower[fold][:14])], (*INK[:3], 40))


def arm(canvas: Canvas, base: Point, colour: Solid) -> None:
    """An arm held up, the hand closed."""
    x, y = base
    canvas.stroke(curve([(x + 44, y + 40), (x + 66, y - 50), (x + 56, y - 118)]), 20, colour)
    canvas.block(x + 42, y - 146, x + 70, y - 112, colour, rounding=11)


def person(canvas: Canvas, base: Point, colour: Solid, hat: Solid, *, conical: bool) -> None:
    """Somebody in the crowd, seen from behind, in a conical hat or a helmet."""
    x, y = base
    shoulders = curve([(x - 64, y + 70), (x - 42, y + 8), (x, y - 6), (x + 42, y + 8), (x + 64, y + 70)])
    canvas.shape([(x - 66, 910), *shoulders, (x + 66, 910)], colour)
    canvas.disc((x, y - 34), 30, colour)
    if conical:
        canvas.shape([(x - 62, y - 36), (x, y - 94), (x + 62, y - 36)], hat)
        canvas.shape([(x + 14, y - 36), (x, y - 94), (x + 62, y - 36)], (*INK, 50))
    else:
        canvas.shape(arc((x, y - 44), 35, -90, 90), hat)
        canvas.shape([(x + 12, y - 44), *arc((x, y - 44), 35, 20, 90)], (*INK, 50))
        canvas.block(x - 42, y - 48, x + 42, y - 38, hat, rounding=5)


# The law


def law(canvas: Canvas) -> None:
    """An open book with a pair of scales above it."""
    canvas.rays((800, 400), 32, (*GOLD, 46))
    canvas.disc((800, 400), 330, (*GOLD, 130))
    canvas.block(0, 800, WIDTH, HEIGHT, DEEP)
    canvas.block(0, 800, WIDTH, 812, MAROON)
    scales(canvas)
    book(canvas)


def scales(canvas: Canvas) -> None:
    """The scales: pillar, beam, chains, pans."""
    canvas.shape([(788, 200), (812, 200), (826, 640), (774, 640)], INK)
    canvas.stroke(curve([(500, 222), (620, 196), (800, 208), (980, 196), (1100, 222)]), 18, INK)
    canvas.disc((800, 178), 34, RED)
    canvas.ring((800, 178), 34, 8, INK)
    for x in (508, 1092):
        canvas.disc((x, 222), 15, RED)
        for side in (-112, 0, 112):
            canvas.stroke([(x, 232), (x + side, 428)], 4, INK)
        canvas.shape(arc((x, 426), 136, 90, 270, 0.48), RED)
        canvas.shape([*arc((x, 426), 136, 90, 150, 0.48), *reversed(arc((x - 24, 426), 120, 90, 150, 0.44))], DEEP)
        canvas.block(x - 144, 418, x + 144, 434, GOLD, rounding=8)


def book(canvas: Canvas) -> None:
    """The book: cover, the block of pages, two pages with lines, a ribbon."""
    canvas.disc((800, 836), 560, (60, 10, 16, 120), 0.06)
    canvas.shape([(262, 812), (318, 560), (1282, 560), (1338, 812), (800, 838)], MAROON)
    for side in (-1, 1):
        upper = curve([(800, 592), (800 + side * 130, 540), (800 + side * 300, 540), (800 + side * 460, 566)])
        lower = curve([(800, 796), (800 + side * 140, 744), (800 + side * 320, 742), (800 + side * 506, 772)])
        for depth, colour in ((26, (214, 188, 140)), (13, SAND), (0, CREAM)):
            page = [(x + (x - 800) * depth * 0.0012, y + depth) for x, y in lower]
            canvas.shape([*upper, *reversed(page)], colour)
        for row, end in enumerate((63, 63, 63, 63, 63, 63, 44)):
            line = between(upper, lower, 0.16 + row * 0.115)[10:end]
            canvas.stroke(line, 7 if row else 14, (206, 184, 150) if row else RED)
        canvas.shape([*upper[:5], *reversed(lower[:5])], (150, 110, 70, 60))
    canvas.shape([(906, 762), (942, 758), (950, 866), (930, 844), (908, 868)], GOLD)


def between(upper: Sequence[Point], lower: Sequence[Point], share: float) -> list[Point]:
    """The line that lies `share` of the way from `upper` to `lower`."""
    pairs = zip(upper, lower, strict=True)
    return [(ax + (bx - ax) * share, ay + (by - ay) * share) for (ax, ay), (bx, by) in pairs]


# Workers' Month


def factory(canvas: Canvas) -> None:
    """Saw-tooth roofs and chimneys before a rising sun, mirrored in a canal."""
    sun = (1010, 470)
    canvas.rays(sun, 36, (*GOLD, 60))
    for radius, colour in ((300, (*GOLD, 120)), (250, (222, 92, 44)), (214, RED)):
        canvas.disc(sun, radius, colour)
    for x, top, width in ((170, 250, 44), (270, 310, 40), (1330, 220, 48)):
        chimney(canvas, x, top, width)
    tank(canvas, (628, 400))
    sheds(canvas, (-60, 560), 5, 150, DEEP)
    sheds(canvas, (700, 610), 4, 170, MAROON)
    sheds(canvas, (60, 640), 4, 190, INK)
    canvas.block(1380, 560, 1640, 760, INK)
    for x in range(1410, 1600, 52):
        for y in (600, 660):
            canvas.block(x, y, x + 28, y + 36, GOLD, rounding=3)
    canal(canvas, sun[0])


def chimney(canvas: Canvas, x: float, top: float, width: float) -> None:
    """A tapering chimney with a banded head and a plume of smoke."""
    canvas.bar((x, top), (x, 760), width * 0.8, width * 1.24, MAROON)
    for offset in (18, 56):
        canvas.block(x - width * 0.44, top + offset, x + width * 0.44, top + offset + 16, CREAM)
    canvas.block(x - width * 0.52, top - 10, x + width * 0.52, top + 6, INK, rounding=4)
    for offset, radius in ((0, 24), (34, 32), (78, 40), (130, 34), (170, 22)):
        canvas.disc((x + 16 + offset, top - 44 - offset * 0.36), radius, (255, 250, 240))


def sheds(
    canvas: Canvas, corner: Point, count: int, width: float, colour: Colour, *, light: Colour = (*GOLD, 235)
) -> None:
    """Workshops with saw-tooth roofs; the upright panes catch the sky, the windows below are lit."""
    left, top = corner
    canvas.block(left, top, left + count * width, 780, colour)
    for number in range(count):
        x = left + number * width
        pane = x + width * 0.3
        canvas.shape([(x, top + 2), (x, top - 86), (x + width, top + 2)], colour)
        canvas.shape([(x + 10, top - 8), (x + 10, top - 62), (pane, top - 38), (pane, top - 8)], (*PALE, 225))
        for window in (x + width * 0.14, x + width * 0.58):
            canvas.block(window, top + 34, window + width * 0.28, top + 84, light, rounding=3)


def tank(canvas: Canvas, top: Point) -> None:
    """A water tank on legs."""
    x, y = top
    for side in (-52, 52):
        canvas.stroke([(x + side * 0.7, y + 60), (x + side, 780)], 9, INK)
    canvas.stroke([(x - 40, y + 76), (x + 44, y + 140)], 6, INK)
    canvas.stroke([(x + 40, y + 76), (x - 44, y + 140)], 6, INK)
    canvas.block(x - 66, y - 60, x + 66, y + 70, INK, rounding=12)
    canvas.shape([(x - 74, y - 56), (x, y - 104), (x + 74, y - 56)], INK)


def canal(canvas: Canvas, glow: float) -> None:
    """The water along the lower edge, with the sun's light broken on it."""
    canvas.block(0, 760, WIDTH, HEIGHT, (74, 18, 24))
    canvas.block(0, 756, WIDTH, 768, SMOKE)
    for row in range(6):
        half = 190 - row * 20 + (34 if row % 2 else 0)
        y = 784 + row * 20
        canvas.block(glow - half, y, glow + half, y + 8, (*GOLD, 220 - row * 22), rounding=4)
    for number in range(14):
        x, y = (number * 247) % 1500, 790 + (number * 53) % 100
        canvas.block(x, y, x + 90, y + 5, (*RED, 120), rounding=2)


# Cycling to work


def bicycles(canvas: Canvas) -> None:
    """Three bicycles in a row under a tree, a workshop behind them."""
    canvas.disc((1290, 230), 130, GOLD)
    sheds(canvas, (560, 500), 6, 190, (228, 192, 142), light=(240, 214, 168))
    canvas.block(0, 700, WIDTH, HEIGHT, (214, 168, 108))
    canvas.block(0, 700, WIDTH, 712, (186, 136, 82))
    tree(canvas)
    for x, colour in ((320, RED), (750, INK), (1180, AMBER)):
        canvas.disc((x + 125, 800), 205, (120, 74, 44, 90), 0.08)
        bicycle(canvas, (x, 684), colour)


def tree(canvas: Canvas) -> None:
    """A broad crown over the left half of the sheet."""
    canvas.shape([*curve([(120, 724), (178, 640), (190, 330)]), *curve([(236, 330), (246, 640), (300, 724)])], SMOKE)
    canvas.bar((214, 500), (340, 340), 36, 20, SMOKE)
    crown = [(40, 210, 170), (220, 130, 200), (430, 170, 180), (600, 120, 130)]
    crown += [(330, 260, 150), (140, 300, 120), (520, 250, 110)]
    for x, y, radius in crown:
        canvas.disc((x, y), radius, MOSS)
    for x, y, radius in crown:
        canvas.disc((x - 16, y - 26), radius * 0.8, LEAF)
    for number in range(44):
        leaf = around((0, 0), 44 * sqrt(number), 137.5 * number)
        canvas.disc((300 + leaf[0], 150 + leaf[1] * 0.5), 12, (134, 154, 84), 0.62)


def bicycle(canvas: Canvas, hub: Point, colour: Solid) -> None:
    """A bicycle seen from the side; `hub` is the middle of its back wheel."""
    x, y = hub
    front, crank, seat, head = (x + 250, y), (x + 104, y + 8), (x + 66, y - 150), (x + 210, y - 156)
    joint, fork = (seat[0] + 8, seat[1] + 28), (head[0] + 8, head[1] + 34)
    for wheel in (hub, front):
        canvas.ring(wheel, 108, 11, INK)
        canvas.ring(wheel, 97, 3, SMOKE)
        for turn in range(0, 360, 30):
            canvas.bar(wheel, around(wheel, 98, turn), 1.6, 1.6, SMOKE)
        canvas.disc(wheel, 11, INK)
    for start, end in ((hub, crank), (hub, joint), (crank, seat), (crank, fork), (joint, head)):
        canvas.stroke([start, end], 12, colour)
    canvas.stroke(curve([(head[0] - 6, head[1] - 44), fork, (front[0] - 14, front[1] - 60), front]), 12, colour)
    grips = ((head[0] - 56, head[1] - 58), (head[0] - 8, head[1] - 48), (head[0] + 26, head[1] - 60))
    canvas.stroke(curve(grips), 10, INK)
    canvas.bar((seat[0] - 3, seat[1] - 22), seat, 9, 9, SMOKE)
    canvas.bar((seat[0] - 34, seat[1] - 25), (seat[0] + 36, seat[1] - 22), 20, 10, INK)
    canvas.disc((seat[0] + 36, seat[1] - 22), 5, INK)
    canvas.disc((seat[0] - 28, seat[1] - 24), 15, INK, 0.8)
    canvas.ring(crank, 27, 7, SMOKE)
    canvas.stroke([(crank[0] - 16, crank[1] + 44), (crank[0] + 16, crank[1] - 44)], 7, INK)
    for pedal in ((crank[0] - 16, crank[1] + 44), (crank[0] + 16, crank[1] - 44)):
        canvas.stroke([(pedal[0] - 12, pedal[1]), (pedal[0] + 12, pedal[1])], 8, INK)
    basket(canvas, (head[0] + 14, head[1] - 40))


def basket(canvas: Canvas, corner: Point) -> None:
    """A wicker basket; `corner` is its upper left one."""
    x, y = corner
    canvas.shape([(x, y), (x + 96, y), (x + 82, y + 66), (x + 14, y + 66)], PALE)
    for step in range(1, 6):
        canvas.bar((x + step * 16, y), (x + 14 + step * 11.4, y + 66), 4, 4, AMBER)
    canvas.bar((x + 6, y + 30), (x + 90, y + 30), 5, 5, AMBER)
    canvas.stroke([(x, y), (x + 96, y)], 8, AMBER)
    canvas.stroke([(x + 14, y + 66), (x + 82, y + 66)], 6, AMBER)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the sample content."""

    file: str
    """Where it belongs, relative to content."""
    draw: Callable[[Canvas], None]
    top: Solid
    """The colour of the sky at the upper edge."""
    bottom: Solid
    """And at the lower one."""
    height: int = HEIGHT


PICTURES = (
    Picture("news/2026/bua-an-ca/bat-bun.jpg", noodles, DEEP, RED),
    Picture("news/2026/den-ong-sao/den-ong-sao.jpg", lanterns, (34, 18, 40), (122, 30, 40)),
    Picture("news/2026/den-ong-sao/cac-buoc.png", making_a_star, CREAM, CREAM, height=560),
    Picture("news/2026/ngay-thanh-lap-cong-doan/co-do.jpg", flags, CREAM, PALE),
    Picture("news/2026/luat-cong-doan/sach-luat.jpg", law, CREAM, SAND),
    Picture("news/2026/thang-cong-nhan/nha-may.jpg", factory, CREAM, PALE),
    Picture("news/2024/di-lam-bang-xe-dap/xe-dap.jpg", bicycles, CREAM, (252, 226, 180)),
)


def write(content: Path) -> list[Path]:
    """Draw every picture into its story's folder in `content`; return the files."""
    written = []
    for picture in PICTURES:
        canvas = Canvas(picture.top, picture.bottom, picture.height)
        picture.draw(canvas)
        file = content / picture.file
        if file.suffix == ".png":
            canvas.finished().quantize(48).save(file, optimize=True)
        else:
            canvas.finished().save(file, quality=82, subsampling=0, optimize=True, progressive=True)
        written.append(file)
    return written
