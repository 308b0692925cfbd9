"""The way to work."""

from itertools import pairwise
from math import sqrt

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
    SMOKE,
    WIDTH,
    Canvas,
    Point,
    Solid,
    arc,
    around,
    curve,
)
from .works import sheds


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


# The early bus


def bus(canvas: Canvas) -> None:
    """A bus with lit windows on an open road at daybreak."""
    sun = (1180, 560)
    canvas.rays(sun, 32, (*GOLD, 34))
    for radius, colour in ((270, (*GOLD, 70)), (220, (240, 160, 70)), (180, PALE)):
        canvas.disc(sun, radius, colour)
    for number in range(30):
        canvas.disc(((number * 389) % 1590, (number * 157) % 260), 1.4 + number % 3 * 0.7, (*PALE, 130))
    for points, colour in (
        ([(0, 520), (180, 430), (360, 500), (560, 410), (820, 520), (1040, 470), (1300, 540), (1600, 460)], (142, 54, 50)),
        ([(0, 580), (240, 520), (480, 576), (760, 530), (1100, 590), (1380, 540), (1600, 580)], (110, 36, 44)),
    ):
        canvas.shape([(0, 800), *curve(points), (WIDTH, 800)], colour)
    for left, top, width in ((-20, 560, 260), (210, 600, 180), (1290, 570, 240), (1500, 600, 180)):
        house(canvas, left, top, width)
    poles(canvas)
    canvas.block(0, 700, WIDTH, 740, (74, 18, 28))
    canvas.block(0, 736, WIDTH, HEIGHT, INK)
    canvas.block(0, 736, WIDTH, 746, SMOKE)
    for x in range(-60, WIDTH, 220):
        canvas.shape([(x + 14, 844), (x + 134, 844), (x + 124, 858), (x, 858)], (*GOLD, 220))
    canvas.shape([(1250, 690), (1600, 640), (1600, 812), (1250, 724)], (*PALE, 70))
    canvas.disc((760, 806), 560, (12, 8, 10, 150), 0.035)
    coach(canvas)


def house(canvas: Canvas, left: float, top: float, width: float) -> None:
    """A house by the road, one of its windows lit."""
    canvas.shape([(left - 14, top + 40), (left + width * 0.2, top), (left + width * 0.8, top), (left + width + 14, top + 40)], (58, 18, 30))
    canvas.block(left, top + 38, left + width, 720, (70, 22, 34))
    for share, colour in ((0.16, GOLD), (0.56, (96, 40, 44))):
        canvas.block(left + width * share, top + 66, left + width * (share + 0.2), top + 110, colour, rounding=3)


def poles(canvas: Canvas) -> None:
    """Telegraph poles and their wires, sparrows on one of them."""
    tops = ((60, 300), (520, 330), (980, 360), (1440, 390))
    for x, top in tops:
        canvas.bar((x, top - 30), (x, 720), 9, 14, (48, 16, 28))
        canvas.block(x - 46, top - 8, x + 46, top + 2, (48, 16, 28), rounding=3)
    for offset in (-40, 40):
        ends = [(-400.0, 270.0), *tops, (1900.0, 420.0)]
        for (ax, ay), (bx, by) in pairwise(ends):
            canvas.stroke(curve([(ax + offset, ay - 6), ((ax + bx) / 2 + offset, (ay + by) / 2 + 30), (bx + offset, by - 6)]), 3, (48, 16, 28))
    for x, y in ((250, 338), (286, 341), (352, 344)):
        canvas.disc((x, y - 13), 10, INK, 1.2)
        canvas.disc((x + 5, y - 26), 7, INK)
        canvas.bar((x - 6, y - 8), (x - 17, y + 4), 6, 3, INK)


def coach(canvas: Canvas) -> None:
    """The bus, seen from the side: its front is on the right."""
    body = [(300, 790), (300, 500), *curve([(300, 500), (308, 452), (350, 440)]), *curve([(1180, 440), (1236, 452), (1252, 520)]), (1268, 660), (1268, 790)]
    canvas.shape(body, RED)
    canvas.shape([(300, 700), (1268, 700), (1268, 790), (300, 790)], DEEP)
    canvas.shape([(300, 648), (1267, 648), (1268, 690), (300, 690)], CREAM)
    canvas.block(300, 662, 1268, 672, GOLD)
    canvas.block(420, 418, 660, 444, DEEP, rounding=10)
    canvas.block(760, 424, 1000, 444, DEEP, rounding=10)
    for number in range(5):
        x = 330 + number * 146
        canvas.block(x, 488, x + 128, 620, INK, rounding=12)
        canvas.block(x + 7, 495, x + 121, 613, GOLD, rounding=8)
        canvas.shape([(x + 70, 495), (x + 121, 495), (x + 76, 613), (x + 26, 613)], (*CREAM, 90))
    for x, conical in ((382, False), (532, True), (832, False), (982, False)):
        passenger(canvas, (x, 613), conical=conical)
    canvas.block(1062, 488, 1142, 770, INK, rounding=12)
    for x in (1070, 1106):
        canvas.block(x, 496, x + 30, 762, (*PALE, 235), rounding=6)
    canvas.shape([(1160, 488), (1232, 488), *curve([(1232, 488), (1244, 540), (1254, 630)]), (1160, 630)], INK)
    canvas.shape([(1168, 496), (1226, 496), *curve([(1226, 496), (1236, 540), (1244, 622)]), (1168, 622)], PALE)
    canvas.shape([*arc((1206, 622), 34, -90, 90, 1.1)], INK)
    canvas.disc((1206, 566), 21, INK)
    canvas.ring((1232, 606), 22, 6, INK)
    canvas.block(1246, 716, 1274, 744, CREAM, rounding=8)
    canvas.block(292, 716, 308, 748, GOLD, rounding=4)
    canvas.block(1236, 772, 1282, 796, INK, rounding=6)
    for x in (500, 980):
        canvas.shape(arc((x, 790), 86, -90, 90), MAROON)
        canvas.disc((x, 790), 70, INK)
        canvas.ring((x, 790), 70, 8, SMOKE)
        canvas.disc((x, 790), 34, (176, 168, 158))
        for turn in range(0, 360, 60):
            canvas.disc(around((x, 790), 21, turn), 5, INK)
        canvas.disc((x, 790), 8, INK)


def passenger(canvas: Canvas, base: Point, *, conical: bool) -> None:
    """Somebody at a window."""
    x, y = base
    canvas.shape([(x - 36, y), *curve([(x - 36, y), (x - 26, y - 28), (x, y - 36), (x + 26, y - 28), (x + 36, y)])], MAROON)
    canvas.disc((x, y - 56), 21, SMOKE)
    if conical:
        canvas.shape([(x - 42, y - 60), (x, y - 96), (x + 42, y - 60)], INK)
