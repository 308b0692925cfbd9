"""After the shift: a game, an evening class."""

from math import sin

from .canvas import (
    AMBER,
    CREAM,
    DEEP,
    GOLD,
    HEIGHT,
    INK,
    MAROON,
    PALE,
    RED,
    SAND,
    SMOKE,
    WIDTH,
    Canvas,
    Point,
    Solid,
    arc,
    around,
    curve,
)

# Volleyball


def volleyball(canvas: Canvas) -> None:
    """A ball above the net, hands reaching for it from both sides, the stands behind."""
    canvas.rays((800, 250), 30, (*PALE, 30))
    stands(canvas)
    for radius, opacity in ((300, 26), (236, 36), (186, 60)):
        canvas.disc((800, 250), radius, (*PALE, opacity))
    for elbow, palm, skin in (((1010, 850), (940, 452), TAN), ((1180, 840), (1072, 506), BROWN)):
        reach(canvas, elbow, palm, INK, skin)
    net(canvas)
    for elbow, palm, skin in (((430, 840), (560, 456), BROWN), ((590, 850), (672, 440), TAN)):
        reach(canvas, elbow, palm, RED, skin)
    ball(canvas, (800, 250), 138)
    for start, height in ((1000, 196), (1030, 240), (990, 284)):
        canvas.wisp(curve([(start, height), (start + 140, height - 40), (start + 290, height - 56)]), 12, CREAM)


BROWN, TAN = (172, 106, 70), (210, 150, 100)
"""Skin."""


def stands(canvas: Canvas) -> None:
    """Rows of heads under floodlights, small and dim."""
    for row in range(5):
        y = 460 + row * 54
        canvas.block(0, y + 18, WIDTH, HEIGHT, ((104, 22, 26), (94, 19, 25), (84, 17, 24), (74, 16, 23), (64, 15, 22))[row])
        for column in range(-1, 34):
            x = column * 49 + 24 * (row % 2)
            shade = ((150, 62, 44), (132, 40, 38), (168, 92, 48))[(column * 7 + row * 5) % 3]
            canvas.disc((x, y + 2), 15, shade)
            canvas.shape(arc((x, y + 42), 23, -90, 90, 1.05), shade)
    for x in (150, 1450):
        canvas.bar((x, 60), (x, 470), 12, 16, INK)
        canvas.block(x - 96, 40, x + 96, 112, INK, rounding=10)
        for lamp in range(4):
            canvas.disc((x - 66 + lamp * 44, 76), 16, PALE)
            canvas.disc((x - 66 + lamp * 44, 76), 10, CREAM)


def net(canvas: Canvas) -> None:
    """A net across the sheet, with a tape along its upper edge and one aerial."""
    for x in range(0, WIDTH + 1, 40):
        canvas.bar((x, 560), (x, 830), 3, 3, (*CREAM, 150))
    for y in range(600, 840, 40):
        canvas.bar((0, y), (WIDTH, y), 3, 3, (*CREAM, 150))
    canvas.block(0, 536, WIDTH, 572, CREAM)
    canvas.block(0, 562, WIDTH, 572, SAND)
    canvas.block(0, 824, WIDTH, 838, SAND)
    for number in range(9):
        y = 836 - number * 66
        canvas.block(1484, y - 66, 1496, y, RED if number % 2 else CREAM)


def ball(canvas: Canvas, middle: Point, radius: float) -> None:
    """A volleyball: three sectors, each of three panels that lie along its neighbour."""
    seams = [curve([middle, around(middle, radius * 0.56, turn - 20), around(middle, radius, turn)]) for turn in (0, 120, 240, 360)]
    for number, colour in enumerate((RED, GOLD, CREAM)):
        rim = [around(middle, radius, number * 120 + step * 4) for step in range(31)]
        canvas.shape([*seams[number], *rim, *reversed(seams[number + 1])], colour)
    for number, seam in enumerate(seams[:3]):
        for share, end in ((0.36, 84), (0.7, 44)):
            start, tip = seam[round(share * 48)], number * 120 + end
            canvas.stroke(curve([start, around(middle, radius * (share + 1.06) / 2, tip - 22 + share * 4), around(middle, radius, tip)]), 5, INK)
        canvas.stroke(seam, 7, INK)
    canvas.ring(middle, radius + 3, 8, INK)
    canvas.shape([*arc(middle, radius, 100, 215), *reversed(arc((middle[0] - 22, middle[1] - 22), radius, 100, 215))], (*INK, 46))


def reach(canvas: Canvas, elbow: Point, palm: Point, sleeve: Solid, skin: Solid) -> None:
    """An arm that reaches up, its fingers spread."""
    (ax, ay), (bx, by) = elbow, palm
    canvas.bar(elbow, palm, 96, 58, skin)
    canvas.bar((ax - (bx - ax) * 0.3, ay - (by - ay) * 0.3), (ax + (bx - ax) * 0.36, ay + (by - ay) * 0.36), 128, 96, sleeve)
    canvas.bar((ax + (bx - ax) * 0.33, ay + (by - ay) * 0.33), (ax + (bx - ax) * 0.36, ay + (by - ay) * 0.36), 98, 96, GOLD)
    lean = (bx - ax) / abs(by - ay) * 50
    canvas.disc(palm, 37, skin)
    for turn, length, width in ((-24, 96, 20), (-8, 110, 21), (8, 107, 21), (24, 92, 19)):
        canvas.stroke([around(palm, 24, turn + lean), around(palm, length, turn + lean)], width, skin)
    thumb = 74 if bx < WIDTH / 2 else -74
    canvas.stroke([around(palm, 20, thumb + lean), around(palm, 70, thumb * 0.86 + lean)], 20, skin)


# An evening class


def classroom(canvas: Canvas) -> None:
    """A class of grown-ups seen from behind, a blackboard with a gear and a diagram, night in the window."""
    canvas.block(0, 690, WIDTH, HEIGHT, (196, 146, 92))
    canvas.block(0, 684, WIDTH, 698, AMBER)
    blackboard(canvas)
    window(canvas)
    for x in (420, 980):
        lamp(canvas, x)
    clock(canvas, (1380, 96))
    for x, colour, hair in ((300, RED, INK), (640, MAROON, SMOKE), (980, AMBER, INK), (1320, DEEP, SMOKE)):
        learner(canvas, (x, 690), 0.86, colour, hair)
    canvas.block(0, 776, WIDTH, HEIGHT, (170, 104, 52))
    canvas.block(0, 776, WIDTH, 796, AMBER)
    for x, width, colour in ((276, 96, CREAM), (620, 84, GOLD), (960, 96, CREAM), (1300, 84, GOLD)):
        canvas.block(x - 10, 764, x + width + 10, 778, RED if colour is GOLD else INK, rounding=4)
        canvas.block(x, 750, x + width, 766, colour, rounding=3)
    for x, colour, hair in ((130, DEEP, SMOKE), (480, INK, INK), (820, RED, SMOKE), (1160, SMOKE, INK), (1490, MAROON, INK)):
        learner(canvas, (x, 830), 1.12, colour, hair)


def blackboard(canvas: Canvas) -> None:
    """The board: a gear, a triangle, a curve between two axes, a few lines of writing."""
    canvas.block(196, 120, 1124, 560, SMOKE, rounding=10)
    canvas.block(216, 140, 1104, 540, (46, 66, 56))
    canvas.block(196, 552, 1124, 574, AMBER, rounding=6)
    for x, colour in ((300, CREAM), (356, PALE), (1000, CREAM)):
        canvas.block(x, 544, x + 42, 554, colour, rounding=4)
    for turn in range(0, 360, 30):
        canvas.bar(around((400, 300), 88, turn), around((400, 300), 116, turn), 30, 22, PALE)
    canvas.ring((400, 300), 96, 16, PALE)
    canvas.ring((400, 300), 38, 10, PALE)
    canvas.stroke([(590, 400), (760, 400), (590, 230), (590, 400)], 7, CREAM)
    canvas.stroke([(590, 372), (618, 372), (618, 400)], 5, CREAM)
    canvas.stroke([(850, 190), (850, 410), (1060, 410)], 6, CREAM)
    canvas.stroke(curve([(858, 396), (910, 360), (956, 270), (1000, 236), (1050, 226)]), 8, GOLD)
    for y, end in ((452, 720), (488, 660)):
        canvas.stroke(curve([(300 + step * 20, y + 6 * sin(step * 1.7)) for step in range((end - 300) // 20 + 1)]), 5, SAND)
    canvas.stroke([(850, 470), (1010, 470)], 5, SAND)


def window(canvas: Canvas) -> None:
    """A window with the moon in it."""
    canvas.block(1212, 190, 1548, 540, SMOKE, rounding=8)
    canvas.block(1228, 206, 1532, 524, (44, 22, 44))
    canvas.disc((1450, 290), 46, PALE)
    canvas.disc((1468, 280), 42, (44, 22, 44))
    for x, y in ((1270, 260), (1330, 236), (1300, 330), (1500, 380), (1370, 300), (1260, 390), (1420, 410)):
        canvas.disc((x, y), 3, PALE)
    canvas.shape([(1228, 524), (1228, 470), (1290, 430), (1352, 470), (1352, 490), (1430, 490), (1430, 450), (1532, 450), (1532, 524)], INK)
    for x, y in ((1266, 482), (1306, 482), (1456, 470), (1492, 470)):
        canvas.block(x, y, x + 18, y + 24, GOLD, rounding=2)
    canvas.block(1372, 206, 1388, 524, SMOKE)
    canvas.block(1228, 356, 1532, 370, SMOKE)
    canvas.block(1196, 536, 1564, 558, AMBER, rounding=6)


def lamp(canvas: Canvas, x: float) -> None:
    """A lamp on a cord, and its light."""
    canvas.shape([(x - 64, 84), (x + 64, 84), (x + 330, 690), (x - 330, 690)], (*PALE, 26))
    canvas.stroke([(x, -8), (x, 40)], 6, INK)
    canvas.shape([(x - 26, 36), (x + 26, 36), (x + 78, 84), (x - 78, 84)], RED)
    canvas.shape([(x + 6, 36), (x + 26, 36), (x + 78, 84), (x + 28, 84)], DEEP)
    canvas.disc((x, 84), 30, CREAM, 0.5)


def clock(canvas: Canvas, middle: Point) -> None:
    """A clock at half past seven."""
    canvas.disc(middle, 66, INK)
    canvas.disc(middle, 56, CREAM)
    for turn in range(0, 360, 30):
        canvas.bar(around(middle, 44, turn), around(middle, 51, turn), 5, 5, INK)
    canvas.stroke([middle, around(middle, 26, 225)], 8, INK)
    canvas.stroke([middle, around(middle, 40, 180)], 6, RED)


def learner(canvas: Canvas, base: Point, size: float, colour: Solid, hair: Solid) -> None:
    """Somebody at a desk, seen from behind: shoulders, collar, head, hair cut short or tied."""
    x, y = base

    def at(right: float, down: float) -> Point:
        return x + right * size, y + down * size

    shoulders = curve([at(-118, 120), at(-104, 20), at(-46, -16), at(46, -16), at(104, 20), at(118, 120)])
    canvas.shape([at(-120, 220), *shoulders, at(120, 220)], colour)
    canvas.shape([at(20, -12), at(46, -16), *curve([at(46, -16), at(104, 20), at(118, 120)]), at(120, 220), at(70, 220)], (*INK[:3], 44))
    canvas.block(*at(-24, -54), *at(24, -6), BROWN, rounding=10)
    canvas.shape(arc(at(0, -10), 44 * size, 90, 270, 0.4), BROWN)
    for side in (-1, 1):
        canvas.disc(at(62 * side, -96), 13 * size, BROWN, 1.3)
    canvas.disc(at(0, -104), 64 * size, hair, 1.08)
    if hair is INK:
        canvas.disc(at(0, -64), 30 * size, hair)
        canvas.block(*at(-14, -60), *at(14, -48), RED, rounding=4)
        canvas.shape(curve([at(-16, -50), at(-26, 10), at(0, 62), at(26, 10), at(16, -50)]), hair)
    else:
        canvas.block(*at(-46, -70), *at(46, -44), hair, rounding=14)
