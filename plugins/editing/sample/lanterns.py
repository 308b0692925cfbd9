"""The Mid-Autumn Festival: lanterns, and how one is made."""

from .canvas import AMBER, CREAM, DEEP, GOLD, HEIGHT, INK, PALE, RED, SAND, Canvas, Colour, Point, Solid, arc, around


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
