"""An A4 page, and how a text is set on it: paragraphs, headings, lists, tables."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal
from xml.etree.ElementTree import Element

from fpdf import FPDF
from fpdf.enums import Align

from .source import Source

FONTS = Path("/usr/share/fonts/truetype/noto")
"""Where Debian's package fonts-noto-core puts its fonts."""

FACES: Mapping[Literal["", "B", "I", "BI"], str] = {
    "": "NotoSerif-Regular.ttf",
    "B": "NotoSerif-Bold.ttf",
    "I": "NotoSerif-Italic.ttf",
    "BI": "NotoSerif-BoldItalic.ttf",
}
SAMPLE = "Văn bản mẫu kèm bộ công cụ Bản Tin, không phải văn bản của tổ chức có thật."

TOP, RIGHT, BOTTOM, LEFT = 20, 20, 20, 30
"""Margins in millimetres, within the bounds of Decree 30 (appendix I, part I)."""
INDENT = 10
"""First line of a paragraph, in millimetres."""
SIZE = 12
"""Of the text, in points."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Style = Literal["", "B", "I", "BI"]


class Paper(FPDF):
    """An A4 page with the numbering of official documents, and a line at the foot that says it is a sample."""

    def __init__(self, source: Source, fonts: Path) -> None:
        super().__init__(format="A4")
        self.set_margins(LEFT, TOP, RIGHT)
        self.set_auto_page_break(auto=True, margin=BOTTOM)
        for style, name in FACES.items():
            self.add_font("serif", style, fonts / name)
        self.set_title(source.fields["title"])
        self.set_lang("vi")
        self.set_creation_date(source.written)
        self.face()
        self.add_page()

    def header(self) -> None:
        """The page's number, in the middle above the text; the first page bears none."""
        if self.page_no() > 1:
            self.face()
            self.set_y(TOP / 2)
            self.cell(0, text=str(self.page_no()), align=Align.C)
            self.set_y(TOP)

    def footer(self) -> None:
        """The sample line."""
        self.set_y(-BOTTOM / 2)
        self.face("I", SIZE - 4)
        self.cell(0, text=SAMPLE, align=Align.C)

    def face(self, style: Style = "", size: float = SIZE) -> None:
        """Choose the face in which text is set from here on."""
        self.set_font("serif", style, size)

    def centred(self, text: str, middle: float, top: float) -> None:
        """Set one line around the point `middle`, its upper edge at `top`; both in millimetres."""
        width = self.get_string_width(text)
        self.set_xy(middle - width / 2 - self.c_margin, top)
        self.cell(width + 2 * self.c_margin, text=text)

    def rule(self, middle: float, top: float, length: float) -> None:
        """Draw a thin line around the point `middle`."""
        self.set_line_width(0.25)
        self.line(middle - length / 2, top, middle + length / 2, top)


# The text


def blocks(paper: Paper, body: Iterable[Element]) -> None:
    """Set the blocks of a text one below the other."""
    for block in body:
        match block.tag:
            case "h2":
                heading(paper, block)
            case "ul" | "ol":
                entries(paper, block)
            case "table":
                table(paper, block)
            case "blockquote":
                for part in block:
                    paragraph(paper, part, "I", left=INDENT)
            case "div":
                paper.rule(LEFT + 20, paper.y + 2, 40)
                paper.ln(4)
                entries(paper, block.findall("ol")[0], SIZE - 3)
            case _:
                paragraph(paper, block)


def heading(paper: Paper, block: Element) -> None:
    """Set a heading; it goes to the next page rather than stand alone at the foot of this one."""
    if paper.will_page_break(24):
        paper.add_page()
    paper.ln(0.8)
    paragraph(paper, block, "B")


def paragraph(
    paper: Paper, block: Element, style: Style = "", *, left: float = 0, size: float = SIZE, bullet: str = ""
) -> None:
    """Set a paragraph, justified; one that is bold from end to end stands in the middle, as “QUYẾT ĐỊNH:” does.

    fpdf2 moves an indented paragraph to the right without making it narrower, so its right margin makes up for it.
    """
    pieces = list(runs(block, style))
    alone = style == "" and all(face == "B" for face, _ in pieces)
    with (
        paper.text_columns(line_height=1.28, r_margin=RIGHT + left) as column,
        column.paragraph(
            text_align=Align.C if alone else Align.J,
            bottom_margin=size / 8,
            indent=left,
            first_line_indent=0 if alone or left else INDENT,
            bullet_string=bullet,
        ) as lines,
    ):
        for face, text in pieces:
            paper.face(face, size)
            lines.write(text)


def entries(paper: Paper, block: Element, size: float = SIZE) -> None:
    """Set a list, its entries numbered or behind dashes."""
    for position, entry in enumerate(block, start=1):
        paper.face("", size)
        paragraph(paper, entry, left=INDENT, size=size, bullet=f"{position}." if block.tag == "ol" else "\N{EN DASH}")


def table(paper: Paper, block: Element) -> None:
    """Set a table: columns as wide as what they hold asks for, aligned as the Markdown says."""
    rows = [["".join(text for _, text in runs(cell)) for cell in row] for row in block.iter("tr")]
    widths = tuple(max(9, min(34, max(len(row[column]) for row in rows))) for column in range(len(rows[0])))
    sides = tuple(alignment(cell) for cell in block.iter("th"))
    paper.face("", SIZE - 1.5)
    paper.ln(1)
    with paper.table(align="LEFT", col_widths=widths, text_align=sides, line_height=5.4, padding=(0.7, 1.5)) as grid:
        for row in rows:
            grid.row(row)
    paper.ln(3)
    paper.face()


def alignment(cell: Element) -> Align:
    """How a column is aligned, from the style that Markdown gives its head."""
    style = cell.get("style", "")
    return Align.R if "right" in style else Align.C if "center" in style else Align.L


def runs(element: Element, style: Style = "") -> Iterator[tuple[Style, str]]:
    """The text in `element`, in pieces of one face each; links become plain text, footnote marks raised digits."""
    if element.get("class") == "footnote-backref":
        return
    if element.tag == "strong":
        style = "BI" if "I" in style else "B"
    elif element.tag == "em":
        style = "BI" if "B" in style else "I"
    if element.text and element.text.strip("\n"):
        yield style, tidy(element.text, raised=element.get("class") == "footnote-ref")
    for child in element:
        yield from runs(child, style)
        if child.tail and child.tail.strip("\n"):
            yield style, tidy(child.tail)


def tidy(text: str, *, raised: bool = False) -> str:
    """Text on one line; digits raised where they are a footnote's mark."""
    line = text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")
    return line.translate(SUPERSCRIPTS) if raised else line
