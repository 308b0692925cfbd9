"""What members are looked after with."""

from math import cos, sin, sqrt

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
    arc,
    around,
    curve,
)


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


# First aid


def helmet(canvas: Canvas) -> None:
    """A safety helmet, a green first-aid case and gloves on a workbench."""
    canvas.rays((640, 520), 32, (*GOLD, 46))
    canvas.disc((640, 470), 360, (*GOLD, 110))
    canvas.block(0, 740, WIDTH, HEIGHT, DEEP)
    canvas.block(0, 740, WIDTH, 754, MAROON)
    for middle, radius in (((560, 800), 420), ((1210, 800), 300)):
        canvas.disc(middle, radius, (60, 10, 16, 120), 0.08)
    case(canvas)
    hard_hat(canvas)
    bandage(canvas, (960, 776))


def hard_hat(canvas: Canvas) -> None:
    """The helmet: shell, ridges, brim, a band with a star."""
    shell = arc((560, 680), 330, -90, 90, 1.12)
    canvas.shape(shell, GOLD)
    canvas.shape([*arc((560, 680), 330, 24, 90, 1.12), *reversed(arc((500, 680), 300, 24, 90, 1.12))], AMBER)
    canvas.shape([*arc((520, 680), 300, -80, -26, 1.14), *reversed(arc((560, 690), 306, -80, -26, 1.12))], (250, 214, 120))
    for left, width in ((430, 26), (664, 26)):
        line = curve([(left, 640), (left + (560 - left) * 0.16, 460), (left + (560 - left) * 0.36, 326)])
        canvas.stroke(line, width, AMBER)
        canvas.stroke([(x - 5, y) for x, y in line], width - 12, (246, 200, 96))
    canvas.stroke(curve([(560, 630), (560, 460), (560, 308)]), 44, AMBER)
    canvas.stroke(curve([(554, 630), (554, 460), (554, 312)]), 26, (246, 200, 96))
    canvas.shape([(236, 672), *curve([(236, 672), (400, 640), (560, 632), (720, 640), (884, 672)]), *reversed(curve([(180, 740), (370, 706), (560, 698), (750, 706), (940, 740)]))], (240, 184, 70))
    canvas.shape([*curve([(180, 740), (370, 706), (560, 698), (750, 706), (940, 740)]), *reversed(curve([(180, 740), (370, 748), (560, 752), (750, 748), (940, 740)]))], AMBER)
    canvas.disc((560, 566), 62, RED)
    canvas.ring((560, 566), 62, 7, CREAM)
    points = [around((560, 570), 44 if turn % 72 == 0 else 17, turn) for turn in range(0, 360, 36)]
    canvas.shape(points, GOLD)


def case(canvas: Canvas) -> None:
    """The case: green, with a white cross, as the signs for first aid are."""
    canvas.block(1130, 432, 1290, 520, INK, rounding=30)
    canvas.block(1154, 456, 1266, 520, (244, 222, 180), rounding=16)
    canvas.block(970, 480, 1450, 800, MOSS, rounding=34)
    canvas.block(970, 480, 1450, 780, (86, 120, 70), rounding=34)
    canvas.block(970, 556, 1450, 568, MOSS)
    for x in (1066, 1330):
        canvas.block(x - 28, 536, x + 28, 590, SAND, rounding=8)
        canvas.block(x - 14, 560, x + 14, 600, SMOKE, rounding=6)
    canvas.disc((1210, 664), 98, CREAM)
    canvas.block(1186, 598, 1234, 730, (70, 108, 62), rounding=6)
    canvas.block(1144, 640, 1276, 688, (70, 108, 62), rounding=6)


def bandage(canvas: Canvas, foot: Point) -> None:
    """A roll of bandage, its end lying on the bench."""
    x, y = foot
    canvas.shape([(x, y - 10), *curve([(x, y - 10), (x + 130, y + 2), (x + 250, y + 44)]), *reversed(curve([(x - 4, y + 42), (x + 110, y + 52), (x + 220, y + 96)]))], CREAM)
    canvas.stroke(curve([(x - 4, y + 42), (x + 110, y + 52), (x + 220, y + 96)]), 4, SAND)
    canvas.disc((x - 10, y - 20), 66, SAND)
    canvas.disc((x - 10, y - 20), 62, CREAM)
    for radius in (46, 32, 18):
        canvas.ring((x - 10, y - 20), radius, 5, SAND)
    canvas.disc((x - 10, y - 20), 7, SMOKE)


# Giving blood


def giving_blood(canvas: Canvas) -> None:
    """A drop of blood held in two hands, a star of light in it."""
    middle = (800, 380)
    canvas.rays(middle, 36, (*GOLD, 56))
    for radius, opacity in ((380, 60), (310, 90)):
        canvas.disc(middle, radius, (*GOLD, opacity))
    for side, colour, cuff in ((-1, INK, GOLD), (1, MAROON, CREAM)):
        hand(canvas, side, colour, cuff)
    drop(canvas, (800, 400), 190)
    for side in (-1, 1):
        fingers(canvas, side)


def drop(canvas: Canvas, middle: Point, radius: float) -> None:
    """A drop with a light and a dark side, and a heart in it."""
    x, y = middle
    left = curve([(x, y - radius * 1.72), (x - radius * 0.34, y - radius * 0.9), (x - radius * 0.86, y - radius * 0.14)])
    right = [(x + x - px, py) for px, py in left]
    canvas.shape([*left, *arc((x, y + radius * 0.3), radius * 0.97, 297, 63), *reversed(right)], RED)
    canvas.disc((x, y + radius * 0.3), radius * 0.97, RED)
    edge = arc((x, y + radius * 0.3), radius * 0.97, 52, 196)
    canvas.shape([*edge, *reversed(curve([edge[0], (x + radius * 0.5, y + radius * 0.76), edge[-1]]))], DEEP)
    canvas.wisp(arc((x, y + radius * 0.3), radius * 0.76, 225, 300), 26, (226, 92, 76))
    heart = [(x, y + radius * 0.78), (x - radius * 0.42, y + radius * 0.34), (x - radius * 0.4, y + radius * 0.02), (x - radius * 0.14, y - radius * 0.04), (x, y + radius * 0.16)]
    outline = curve(heart)
    canvas.shape([*outline, *reversed([(x + x - px, py) for px, py in outline])], CREAM)


def hand(canvas: Canvas, side: int, sleeve: Solid, cuff: Solid) -> None:
    """The palm and forearm of a hand that holds the drop from below; `side` is -1 on the left, 1 on the right."""

    def at(right: float, down: float) -> Point:
        return 800 + side * right, down

    skin = (206, 148, 102) if side < 0 else (176, 112, 74)
    canvas.shape(curve([at(440, 720), at(402, 600), at(300, 560), at(196, 596), at(96, 660), at(30, 700), at(40, 742), at(140, 790), at(270, 840), at(420, 810), at(440, 720)]), skin)
    canvas.shape([at(246, 832), at(468, 766), at(560, 960), at(296, 960)], sleeve)
    canvas.shape([at(226, 796), at(454, 728), at(474, 776), at(246, 846)], cuff)


def fingers(canvas: Canvas, side: int) -> None:
    """The fingers of that hand, before the drop."""
    skin, dark = ((206, 148, 102), (176, 118, 78)) if side < 0 else ((176, 112, 74), (146, 86, 56))

    def at(right: float, down: float) -> Point:
        return 800 + side * right, down

    for shift in (2, 1, 0):
        line = curve([at(330, 690 + shift * 30), at(210, 668 + shift * 34), at(70 + shift * 6, 690 + shift * 30)])
        canvas.stroke([(x, y + 6) for x, y in line], 46, dark)
        canvas.stroke(line, 44, skin)
    thumb = curve([at(400, 640), at(330, 560), at(236, 470)])
    canvas.stroke([(x + side * 6, y + 4) for x, y in thumb], 52, dark)
    canvas.stroke(thumb, 50, skin)
    canvas.stroke(curve([at(246, 484), at(238, 472)]), 26, PALE if side < 0 else (214, 160, 120))
