"""The union: its anniversary, and the law it works by."""

from .canvas import AMBER, CREAM, DEEP, GOLD, HEIGHT, INK, MAROON, RED, SAND, WIDTH, Canvas, Colour, Point, Solid, arc, between, curve


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
