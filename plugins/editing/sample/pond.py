"""A lotus pond."""

from .canvas import AMBER, DEEP, GOLD, HEIGHT, INK, LEAF, MAROON, MOSS, RED, SMOKE, WIDTH, Canvas, Colour, Point, Solid, arc, around, curve


def lotus_pond(canvas: Canvas) -> None:
    """Lotus flowers and leaves before a low sun, a dragonfly above them."""
    sun = (560, 420)
    canvas.rays(sun, 36, (*GOLD, 50))
    for radius, colour in ((250, (*GOLD, 110)), (200, (224, 96, 48)), (168, RED)):
        canvas.disc(sun, radius, colour)
    for points, colour in (
        ([(0, 470), (150, 400), (320, 440), (520, 390), (700, 450), (900, 410), (1100, 452), (1320, 380), (1600, 440)], (226, 184, 128)),
        ([(0, 506), (220, 462), (430, 500), (640, 470), (900, 506), (1180, 458), (1400, 500), (1600, 470)], (206, 152, 100)),
    ):
        canvas.shape([(0, 560), *curve(points), (WIDTH, 560)], colour)
    canvas.block(0, 520, WIDTH, HEIGHT, MAROON)
    canvas.block(0, 520, WIDTH, 530, SMOKE)
    for row in range(7):
        half = 180 - row * 16 + (30 if row % 2 else 0)
        canvas.block(sun[0] - half, 548 + row * 24, sun[0] + half, 556 + row * 24, (*GOLD, 210 - row * 24), rounding=4)
    for x, y, radius in ((130, 590, 90), (980, 586, 96), (1300, 600, 110), (760, 610, 70), (1540, 582, 80)):
        pad(canvas, (x, y), radius, (84, 104, 62), MOSS)
    for x, y, radius in ((320, 700, 150), (1120, 710, 170), (40, 800, 190), (700, 790, 190), (1480, 760, 200)):
        pad(canvas, (x, y), radius, LEAF, MOSS)
    for foot, tip, size in (((1150, 720), (1180, 400), 1.0), ((352, 700), (300, 560), 0.6), ((900, 900), (884, 640), 0.8)):
        canvas.stroke(curve([foot, ((foot[0] + tip[0]) / 2 + 14, (foot[1] + tip[1]) / 2), tip]), 12 * size + 2, MOSS)
        lotus(canvas, tip, 150 * size)
    for foot, tip in (((1390, 740), (1420, 470)), ((560, 820), (600, 660))):
        canvas.stroke(curve([foot, (tip[0] - 14, (foot[1] + tip[1]) / 2), tip]), 10, MOSS)
        bud(canvas, tip, 84)
    for x, y, radius in ((1180, 880, 230), (300, 900, 210)):
        pad(canvas, (x, y), radius, (126, 148, 80), LEAF)
    dragonfly(canvas, (1010, 170))


def pad(canvas: Canvas, middle: Point, radius: float, light: Solid, dark: Solid) -> None:
    """A round leaf on the water, cut to its middle, with veins."""
    x, y = middle
    canvas.disc((x, y + radius * 0.07), radius, (*INK, 90), 0.34)
    canvas.shape([middle, *arc(middle, radius, 24, 372, 0.34)], dark)
    canvas.shape([(x, y - 4), *arc((x, y - 4), radius * 0.94, 24, 372, 0.34)], light)
    for turn in range(44, 360, 32):
        tip = around((0, 0), radius * 0.8, turn)
        canvas.bar((x, y - 4), (x + tip[0], y - 4 + tip[1] * 0.34), 5, 2, dark)
    canvas.disc((x, y - 4), radius * 0.07, dark, 0.5)


def petal(canvas: Canvas, base: Point, length: float, width: float, turn: float, light: Colour, dark: Colour) -> None:
    """A pointed petal that grows from `base`; its outer half is lit."""
    tip = around(base, length, turn)
    sides = [(around(base, length * 0.5, turn - width), around(base, length * 0.84, turn - width * 0.42)), (around(base, length * 0.5, turn + width), around(base, length * 0.84, turn + width * 0.42))]
    left, right = (curve([base, near, far, tip]) for near, far in sides)
    canvas.shape([*left, *reversed(right)], light)
    canvas.shape([*right, *reversed(curve([base, around(base, length * 0.5, turn), tip]))], dark)


def lotus(canvas: Canvas, middle: Point, size: float) -> None:
    """An open flower: petals in three rows around a golden heart."""
    base = (middle[0], middle[1] + size * 0.4)
    for turn in (-84, 84, -62, 62):
        petal(canvas, base, size * 1.06, 22, turn, (226, 128, 116), (206, 92, 88))
    for turn in (-30, 30, 0):
        petal(canvas, base, size * 1.1, 19, turn, (222, 112, 104), (200, 80, 78))
    canvas.disc((base[0], base[1] - size * 0.44), size * 0.26, GOLD, 0.7)
    for turn in (-46, 46):
        petal(canvas, base, size * 0.98, 22, turn, (242, 178, 160), (228, 142, 130))
    for turn in (-19, 19):
        petal(canvas, base, size * 0.84, 23, turn, (250, 206, 186), (238, 168, 150))
    petal(canvas, base, size * 0.66, 27, 0, (253, 226, 206), (245, 192, 172))


def bud(canvas: Canvas, middle: Point, size: float) -> None:
    """A closed flower."""
    base = (middle[0], middle[1] + size * 0.5)
    for turn in (-14, 14):
        petal(canvas, base, size * 1.4, 22, turn, (214, 100, 94), (190, 70, 70))
    petal(canvas, base, size * 1.5, 19, 0, (236, 152, 138), (222, 122, 112))


def dragonfly(canvas: Canvas, middle: Point) -> None:
    """A dragonfly seen from above."""
    x, y = middle
    for side in (-1, 1):
        for lift, length in ((-34, 120), (16, 106)):
            wing = [(x, y), (x + side * length * 0.5, y + lift - 16), (x + side * length, y + lift), (x + side * length * 0.5, y + lift + 16), (x, y + 8)]
            canvas.shape(curve(wing), (*AMBER, 120))
            canvas.stroke([(x, y), (x + side * length * 0.94, y + lift)], 4, SMOKE)
    canvas.wisp(curve([(x, y - 30), (x + 4, y + 60), (x - 6, y + 150)]), 20, DEEP)
    canvas.disc((x, y - 6), 15, MAROON, 1.4)
    canvas.disc((x, y - 36), 14, INK)
