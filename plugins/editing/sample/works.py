"""The works."""

from .canvas import AMBER, CREAM, DEEP, GOLD, HEIGHT, INK, MAROON, PALE, RED, SAND, SMOKE, WIDTH, Canvas, Colour, Point, curve


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


# The sewing shop


def sewing_line(canvas: Canvas) -> None:
    """A sewing machine at work on red cloth, the rest of the line behind it."""
    canvas.disc((760, 470), 380, (*GOLD, 120))
    canvas.block(0, 96, WIDTH, 110, SMOKE)
    for x in (180, 760, 1340):
        canvas.shape([(x - 60, 176), (x + 60, 176), (x + 280, 700), (x - 280, 700)], (*PALE, 110))
        canvas.stroke([(x, 104), (x, 140)], 6, INK)
        canvas.shape([(x - 30, 136), (x + 30, 136), (x + 76, 178), (x - 76, 178)], RED)
    canvas.block(0, 560, WIDTH, 700, (222, 188, 138))
    for x in (-40, 1130):
        far_machine(canvas, (x, 560))
    canvas.block(0, 556, WIDTH, 572, AMBER)
    canvas.block(0, 724, WIDTH, HEIGHT, (170, 104, 52))
    canvas.block(0, 724, WIDTH, 752, AMBER)
    machine(canvas)
    cloth(canvas)
    for x, colour in ((96, GOLD), (186, RED), (1480, CREAM)):
        spool(canvas, (x, 724), 1.2, colour)


def far_machine(canvas: Canvas, corner: Point) -> None:
    """One of the machines further down the line; `corner` is its lower left one."""
    x, y = corner
    shade = (188, 140, 92)
    canvas.block(x + 60, y - 34, x + 450, y, shade, rounding=8)
    canvas.block(x + 350, y - 230, x + 430, y, shade, rounding=18)
    canvas.block(x + 80, y - 230, x + 430, y - 160, shade, rounding=26)
    canvas.block(x + 84, y - 220, x + 146, y - 96, shade, rounding=14)
    canvas.bar((x + 114, y - 100), (x + 114, y - 34), 10, 6, shade)
    canvas.disc((x + 446, y - 180), 40, shade)


def machine(canvas: Canvas) -> None:
    """The machine: bed, pillar, arm, head, needle, handwheel, and the thread's way through it."""
    canvas.disc((760, 730), 520, (90, 46, 26, 90), 0.04)
    canvas.block(1186, 300, 1216, 352, SMOKE, rounding=6)
    canvas.disc((1210, 396), 88, MAROON)
    canvas.disc((1210, 396), 66, RED)
    canvas.ring((1210, 396), 66, 8, GOLD)
    canvas.disc((1210, 396), 18, GOLD)
    canvas.block(330, 652, 1210, 726, INK, rounding=16)
    canvas.shape([(980, 660), (1010, 560), (1016, 330), (1186, 330), (1186, 660)], INK)
    canvas.shape([*curve([(980, 660), (1006, 600), (1014, 520)]), (1014, 660)], INK)
    canvas.block(446, 300, 1190, 436, INK, rounding=52)
    canvas.shape([*curve([(1016, 430), (1004, 470), (1016, 520)]), (1060, 430)], INK)
    canvas.block(452, 310, 584, 560, INK, rounding=26)
    canvas.block(560, 330, 1150, 342, SMOKE, rounding=6)
    for points in ([(640, 396), (720, 374), (800, 396), (880, 374), (960, 396)], [(640, 380), (720, 402), (800, 380), (880, 402), (960, 380)]):
        canvas.stroke(curve(points), 5, GOLD)
    for x in (640, 720, 800, 880, 960):
        canvas.disc((x, 388), 8, RED)
    canvas.ring((1100, 388), 28, 7, GOLD)
    canvas.disc((1100, 388), 12, GOLD)
    canvas.block(470, 350, 566, 362, GOLD, rounding=5)
    canvas.block(470, 540, 566, 552, GOLD, rounding=5)
    canvas.bar((518, 556), (518, 612), 18, 18, (196, 190, 180))
    canvas.bar((518, 612), (518, 662), 9, 3, (214, 208, 198))
    canvas.bar((552, 556), (552, 634), 12, 12, (176, 168, 158))
    canvas.shape([(490, 640), (546, 640), (556, 628), (564, 634), (556, 652), (482, 652)], (176, 168, 158))
    spool(canvas, (760, 302), 1.0, GOLD)
    canvas.stroke(curve([(746, 236), (640, 214), (540, 262), (520, 316)]), 4, GOLD)
    canvas.stroke([(520, 316), (486, 430), (500, 530), (514, 600)], 4, GOLD)


def cloth(canvas: Canvas) -> None:
    """Red cloth under the needle, falling over the table's edge."""
    canvas.shape([*curve([(180, 724), (300, 664), (420, 652), (600, 652), (680, 664), (712, 700), (706, 724)]), (180, 726)], RED)
    canvas.shape([(180, 722), *curve([(180, 722), (330, 714), (520, 718), (706, 722)]), *reversed(curve([(150, 900), (280, 876), (420, 900), (560, 872), (680, 896)]))], RED)
    for left, right, low in ((216, 268, 882), (376, 424, 896), (540, 590, 876)):
        canvas.shape([(left + 8, 730), *curve([(right - 16, 730), (right, 800), (right - 8, low)]), (left - 14, low + 4)], DEEP)
    for number in range(13):
        canvas.bar((214 + number * 24, 694 - number * 2.2), (226 + number * 24, 692.6 - number * 2.2), 6, 6, GOLD)


def spool(canvas: Canvas, foot: Point, size: float, colour: Colour) -> None:
    """A reel of thread."""
    x, y = foot
    canvas.block(x - 30 * size, y - 12 * size, x + 30 * size, y, SAND, rounding=4)
    canvas.block(x - 24 * size, y - 72 * size, x + 24 * size, y - 12 * size, colour, rounding=6)
    for row in range(5):
        canvas.bar((x - 24 * size, y - (20 + row * 11) * size), (x + 24 * size, y - (26 + row * 11) * size), 3, 3, (*INK, 60))
    canvas.block(x - 30 * size, y - 84 * size, x + 30 * size, y - 72 * size, SAND, rounding=4)
