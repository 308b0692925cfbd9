"""The lunar New Year."""

from .canvas import (
    AMBER,
    CREAM,
    DEEP,
    GOLD,
    HEIGHT,
    INK,
    LEAF,
    MAROON,
    MOSS,
    PALE,
    RED,
    SAND,
    SMOKE,
    WIDTH,
    Canvas,
    Point,
    Solid,
    around,
    curve,
)


def tet_market(canvas: Canvas) -> None:
    """A stall at the New Year market: a branch of peach blossom, kumquat trees in pots, cakes in green leaves."""
    canvas.disc((800, 420), 360, (*GOLD, 70))
    canvas.disc((800, 420), 300, (*GOLD, 80))
    bunting(canvas)
    canvas.block(0, 720, WIDTH, HEIGHT, MAROON)
    canvas.block(0, 720, WIDTH, 732, INK)
    peach(canvas)
    kumquat(canvas, (1250, 800), 1.0)
    kumquat(canvas, (890, 772), 0.62)
    cakes(canvas, (420, 800))
    for x, y in ((300, 210), (980, 150), (700, 290), (1120, 420), (500, 480), (640, 640), (1010, 620), (180, 640)):
        blossom(canvas, (x, y), 13, turn=x)


def bunting(canvas: Canvas) -> None:
    """Two strings of little flags across the sky."""
    for line in (curve([(-20, 40), (400, 130), (820, 40)]), curve([(780, 40), (1220, 150), (1640, 30)])):
        canvas.stroke(line, 4, INK)
        for number, (x, y) in enumerate(line[3::6]):
            canvas.shape([(x - 26, y), (x + 26, y), (x, y + 56)], (GOLD, CREAM, AMBER)[number % 3])


def peach(canvas: Canvas) -> None:
    """A peach tree in a blue-grey jar, in flower."""
    canvas.disc((300, 812), 210, (60, 10, 16, 130), 0.12)
    limbs: tuple[tuple[list[Point], float], ...] = (
        ([(300, 640), (286, 520), (320, 400), (300, 260)], 30),
        ([(296, 540), (220, 450), (180, 340), (110, 270)], 20),
        ([(308, 470), (390, 400), (430, 300), (520, 240)], 20),
        ([(312, 400), (250, 330), (240, 240), (200, 170)], 14),
        ([(302, 300), (350, 240), (360, 170), (410, 110)], 13),
        ([(410, 340), (490, 350), (560, 330)], 11),
        ([(196, 390), (120, 400), (60, 370)], 11),
    )
    for points, thickness in limbs:
        line = curve(points)
        for step, point in enumerate(line):
            canvas.disc(point, thickness * (1 - step / len(line) * 0.72) / 2, SMOKE)
    for points, _ in limbs:
        line = curve(points)
        for number, (x, y) in enumerate(line[10::9]):
            side = -1 if number % 2 else 1
            canvas.stroke([(x, y), (x + side * 20, y - 22)], 5, SMOKE)
            if not (number + 1) % 3:
                canvas.shape(curve([(x + side * 18, y - 20), (x + side * 40, y - 46), (x + side * 30, y - 14), (x + side * 18, y - 20)]), LEAF)
            blossom(canvas, (x + side * 22, y - 24), 21 + number % 3 * 4, turn=number * 31)
            if number % 2:
                canvas.disc((x - side * 18, y + 12), 9, (226, 110, 110))
    canvas.shape([(214, 664), *curve([(214, 664), (178, 730), (226, 812)]), *reversed(curve([(386, 664), (422, 730), (374, 812)]))], (92, 104, 112))
    canvas.shape([*curve([(340, 664), (372, 730), (322, 812)]), *reversed(curve([(386, 664), (422, 730), (374, 812)]))], (70, 80, 90))
    canvas.block(204, 636, 396, 668, (112, 124, 130), rounding=12)
    canvas.stroke(curve([(198, 728), (300, 746), (402, 728)]), 8, CREAM)
    canvas.stroke(curve([(206, 756), (300, 774), (394, 756)]), 5, CREAM)


def blossom(canvas: Canvas, middle: Point, radius: float, *, turn: float) -> None:
    """A peach flower with five petals."""
    for number in range(5):
        canvas.disc(around(middle, radius * 0.62, turn + number * 72), radius * 0.52, (240, 150, 146))
    for number in range(5):
        canvas.disc(around(middle, radius * 0.5, turn + number * 72), radius * 0.36, (250, 198, 188))
    canvas.disc(middle, radius * 0.3, (206, 76, 84))
    for number in range(5):
        canvas.disc(around(middle, radius * 0.36, turn + 36 + number * 72), radius * 0.09, GOLD)


def kumquat(canvas: Canvas, foot: Point, size: float) -> None:
    """A kumquat tree, cut to a cone, in a glazed pot with a ribbon; `foot` is where the pot stands."""
    x, y = foot

    def at(right: float, down: float) -> Point:
        return x + right * size, y + down * size

    canvas.disc(at(0, 4), 190 * size, (60, 10, 16, 130), 0.12)
    canvas.bar(at(0, -260), at(0, -140), 20 * size, 26 * size, SMOKE)
    canvas.shape(curve([at(0, -690), at(-90, -540), at(-170, -380), at(-214, -230), at(0, -190), at(214, -230), at(170, -380), at(90, -540), at(0, -690)]), MOSS)
    for row in range(9):
        width = 26 + row * 21
        for column in range(row + 2):
            across = -width + 2 * width * column / (row + 1)
            shade = LEAF if (row + column) % 2 else (88, 112, 62)
            tilt = across * 0.3
            leaf(canvas, at(across, -626 + row * 48), 44 * size, tilt + (40 if column % 2 else -40), shade)
    for row in range(8):
        width = 20 + row * 22
        for column in range(row + 1):
            across = -width + 2 * width * column / max(1, row) + (14 if row % 2 else -8)
            fruit(canvas, at(across, -596 + row * 48 + (column * 7) % 15), 19 * size)
    canvas.shape([at(-150, -150), at(150, -150), at(112, 0), at(-112, 0)], RED)
    canvas.shape([at(40, -150), at(150, -150), at(112, 0), at(40, 0)], DEEP)
    canvas.block(*at(-168, -186), *at(168, -144), GOLD, rounding=10 * size)
    canvas.block(*at(-112, -14), *at(112, 4), AMBER, rounding=6 * size)
    canvas.disc(at(0, -74), 42 * size, GOLD)
    canvas.disc(at(0, -74), 34 * size, RED)
    points = [around(at(0, -74), (26 if turn % 90 == 0 else 11) * size, turn) for turn in range(0, 360, 45)]
    canvas.shape(points, GOLD)


def leaf(canvas: Canvas, middle: Point, length: float, turn: float, colour: Solid) -> None:
    """A pointed leaf."""
    ends = around(middle, length / 2, turn), around(middle, length / 2, turn + 180)
    sides = around(middle, length / 4, turn + 90), around(middle, length / 4, turn - 90)
    canvas.shape([*curve([ends[0], sides[0], ends[1]]), *curve([ends[1], sides[1], ends[0]])], colour)


def fruit(canvas: Canvas, middle: Point, radius: float) -> None:
    """A kumquat, lit from above."""
    x, y = middle
    canvas.disc(middle, radius, AMBER, 1.08)
    canvas.disc((x - radius * 0.1, y - radius * 0.14), radius * 0.82, (240, 160, 48), 1.08)
    canvas.disc((x - radius * 0.3, y - radius * 0.42), radius * 0.24, PALE)


def cakes(canvas: Canvas, foot: Point) -> None:
    """Square cakes wrapped in leaves and tied with strips of bamboo, on a tray with a red paper."""
    x, y = foot
    canvas.disc((x + 190, y + 22), 300, (60, 10, 16, 130), 0.1)
    canvas.disc((x + 190, y + 10), 290, SAND, 0.12)
    canvas.disc((x + 190, y + 2), 278, AMBER, 0.12)
    for left, top, side in ((x - 20, y - 132, 136), (x + 126, y - 126, 130), (x + 266, y - 134, 138), (x + 60, y - 262, 132), (x + 204, y - 258, 128)):
        cake(canvas, (left, top), side)


def cake(canvas: Canvas, corner: Point, side: float) -> None:
    """One cake, seen a little from above."""
    x, y = corner
    canvas.block(x, y, x + side, y + side, MOSS, rounding=10)
    canvas.block(x, y, x + side, y + side - 12, (92, 120, 66), rounding=10)
    canvas.shape([(x + side * 0.5, y), (x + side - 8, y), (x + side, y + 8), (x + side, y + side * 0.5)], LEAF)
    canvas.shape([(x, y + side * 0.5), (x + side * 0.5, y + side - 12), (x + 8, y + side - 12), (x, y + side - 20)], (80, 106, 60))
    for share in (0.32, 0.68):
        canvas.block(x + side * share - 4, y, x + side * share + 4, y + side, PALE)
        canvas.block(x, y + side * share - 4, x + side, y + side * share + 4, PALE)
