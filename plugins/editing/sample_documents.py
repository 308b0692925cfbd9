"""Draw the PDF files that the sample content attaches.

Downloads that lead nowhere would show nothing, and real documents belong to somebody. So the files are drawn from the
very texts they are attached to: an announcement as an official union document, after Decision 933/QĐ-TLĐ of 14 May 2024
and Decree 30/2020/NĐ-CP; a story as a leaflet for the notice board. Each says that it is a sample. The same texts and
fonts always give the same bytes: the date inside a file is the item's own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element, fromstring

import yaml
from fpdf import FPDF
from fpdf.enums import Align
from markdown import markdown

from plugins.model.kinds import KINDS
from plugins.model.vietnam_time import moment

FONTS = Path("/usr/share/fonts/truetype/noto")
"""Where Debian's package fonts-noto-core puts its fonts."""

FACES: Mapping[Literal["", "B", "I", "BI"], str] = {
    "": "NotoSerif-Regular.ttf",
    "B": "NotoSerif-Bold.ttf",
    "I": "NotoSerif-Italic.ttf",
    "BI": "NotoSerif-BoldItalic.ttf",
}
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
AUTHORITY = "TM. BAN CHẤP HÀNH"
"""For the executive committee, in whose name a grassroots union's chair signs."""
SAMPLE = "Văn bản mẫu kèm bộ công cụ Bản Tin, không phải văn bản của tổ chức có thật."
UNSIGNED = "(văn bản mẫu, không có chữ ký)"

TOP, RIGHT, BOTTOM, LEFT = 20, 20, 20, 30
"""Margins in millimetres, within the bounds of Decree 30 (appendix I, part I)."""
LEFT_HALF, RIGHT_HALF = LEFT + 30, LEFT + 115
"""The middles of what stands side by side at a document's head and foot, in millimetres from the page's edge."""
INDENT = 10
"""First line of a paragraph, in millimetres."""
SIZE = 12
"""Of the text, in points."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Style = Literal["", "B", "I", "BI"]


@dataclass(frozen=True, slots=True)
class Source:
    """What the default language's file of an item says."""

    path: Path
    fields: Mapping[str, Any]
    """The front matter: texts, lists of texts, and the list of attachments."""
    body: Element
    """The text as an element that holds its blocks: p, h2, ul, ol, table, blockquote, div."""

    @property
    def written(self) -> datetime:
        """Its date, Vietnam time."""
        return moment(self.fields["date"]).instant

    @property
    def files(self) -> list[Path]:
        """The files attached to it."""
        return [self.path.parent / entry["file"] for entry in self.fields.get("attachments", [])]


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


def write(content: Path, fonts: Path = FONTS) -> list[Path]:
    """Draw every PDF that an announcement or a story in `content` attaches; return the files, in order of their paths.

    Raises FileNotFoundError when a font is missing from the folder `fonts`.
    """
    for name in FACES.values():
        if not (fonts / name).is_file():
            raise FileNotFoundError(f"{fonts / name} is missing: install the Debian package fonts-noto-core")
    parent = _yaml((content / "site" / "imprint.yaml").read_text("utf-8"))["vi"]["governing_body"]
    written = []
    for path in sorted([*content.glob("announcements/**/*.vi.md"), *content.glob("news/**/*.vi.md")]):
        source = read(path)
        for file in source.files:
            paper = Paper(source, fonts)
            if "number" in source.fields:
                document(paper, source, parent)
            else:
                leaflet(paper, source)
            paper.output(file)
            written.append(file)
    return written


def read(path: Path) -> Source:
    """Read an item's file: YAML between two lines of dashes, then Markdown."""
    _, front, text = path.read_text("utf-8").split("---\n", 2)
    html = markdown(text, extensions=["tables", "footnotes"])
    body = fromstring(f"<body>{html}</body>")  # noqa: S314 — our own text, rendered a line above
    return Source(path, _yaml(front), body)


def _yaml(text: str) -> Any:
    """Read YAML with every value as the text that was typed."""
    return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 — makes texts, lists and mappings, nothing else


# What stands around the text


def document(paper: Paper, source: Source, parent: str) -> None:
    """Lay out an announcement as an official document; `parent` is the body above the issuing one."""
    heads(paper, source, parent)
    fields = source.fields
    paper.face("B", SIZE + 2)
    paper.cell(0, 8, KINDS[fields["kind"]].vi.upper(), align=Align.C, new_x="LMARGIN", new_y="NEXT")
    paper.face("B")
    paper.multi_cell(0, 6, fields["title"], align=Align.C, new_x="LMARGIN", new_y="NEXT")
    paper.rule(LEFT + paper.epw / 2, paper.y + 1.5, 35)
    paper.ln(6)
    blocks(paper, source.body)
    signature(paper, source)


def heads(paper: Paper, source: Source, parent: str) -> None:
    """The top of an official document: on the left who issues it and its number, on the right motto, place and date."""
    fields = source.fields
    left, right = LEFT_HALF, RIGHT_HALF
    lines: Sequence[tuple[float, float, Style, float, str]] = (
        (left, TOP, "", SIZE - 2.5, parent.upper()),
        (left, TOP + 5, "B", SIZE - 2.5, fields["issuer"].upper()),
        (left, TOP + 13, "", SIZE - 1, f"Số: {fields['number']}"),
        (right, TOP, "B", SIZE - 2.5, MOTTO[0]),
        (right, TOP + 5, "B", SIZE - 1, MOTTO[1]),
        (right, TOP + 13, "I", SIZE - 1, f"{fields['place']}, {long_date(source.written)}"),
    )
    for middle, top, style, size, text in lines:
        paper.face(style, size)
        paper.centred(text, middle, top)
    paper.face("B", SIZE - 1)
    paper.rule(right, TOP + 11, paper.get_string_width(MOTTO[1]))
    paper.rule(left, TOP + 11, 24)
    paper.set_xy(LEFT, TOP + 26)


def long_date(day: datetime) -> str:
    """The date as documents write it: a leading zero for days under 10 and for January and February (Decree 30)."""
    month = f"{day.month:02}" if day.month in (1, 2) else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def signature(paper: Paper, source: Source) -> None:
    """The foot of an official document: recipients on the left, on the right who signs; both on one page."""
    recipients = source.fields.get("recipients", [])
    if paper.will_page_break(16 + 5 * len(recipients)):
        paper.add_page()
    paper.ln(4)
    top = paper.y
    paper.face("BI", SIZE - 1)
    paper.cell(70, 6, "Nơi nhận:", new_x="LMARGIN", new_y="NEXT")
    paper.face("", SIZE - 2)
    for position, recipient in enumerate(recipients, start=1):
        end = "." if position == len(recipients) else ";"
        paper.cell(70, 5, f"- {recipient}{end}", new_x="LMARGIN", new_y="NEXT")
    paper.face("B")
    paper.centred(AUTHORITY, RIGHT_HALF, top)
    paper.centred(source.fields["signer_post"].upper(), RIGHT_HALF, top + 6)
    paper.face("I", SIZE - 2)
    paper.centred(UNSIGNED, RIGHT_HALF, top + 13)


def leaflet(paper: Paper, source: Source) -> None:
    """Lay out a story for the notice board: headline, standfirst, text, and the day it was published.

    A paragraph that offers this very file for download is left out.
    """
    names = {file.name for file in source.files}
    text = [block for block in source.body if not any(link.get("href") in names for link in block.iter("a"))]
    paper.face("B", SIZE + 8)
    paper.multi_cell(0, 10, source.fields["title"], align=Align.L, new_x="LMARGIN", new_y="NEXT")
    paper.ln(2)
    paper.face("I")
    paper.multi_cell(0, 6, source.fields["summary"], align=Align.L, new_x="LMARGIN", new_y="NEXT")
    paper.rule(LEFT + paper.epw / 2, paper.y + 3, paper.epw)
    paper.ln(7)
    blocks(paper, text)
    paper.face("I", SIZE - 2)
    day = source.written
    paper.ln(3)
    paper.cell(0, text=f"Đăng ngày {day.day}/{day.month}/{day.year}", align=Align.R)


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
