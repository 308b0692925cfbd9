"""Draw the PDF files that the sample content attaches.

Downloads that lead nowhere would show nothing, and real documents belong to somebody. So the files are drawn from the
very texts they are attached to: an announcement as an official union document, after Decision 933/QĐ-TLĐ of 14 May 2024
and Decree 30/2020/NĐ-CP; a story as a leaflet for the notice board. A file that is called as a heading of the text is holds what stands there, as
an annex. Each says that it is a sample. The same texts and fonts always give the same bytes: the date inside a file is
the item's own.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fpdf.enums import Align

from plugins.model.kinds import KINDS

from .paper import FACES, FONTS, LEFT, SIZE, TOP, Paper, Style, blocks
from .source import Source, read

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
AUTHORITY = "TM. BAN CHẤP HÀNH"
"""For the executive committee, in whose name a grassroots union's chair signs."""
UNSIGNED = "(văn bản mẫu, không có chữ ký)"

LEFT_HALF, RIGHT_HALF = LEFT + 30, LEFT + 115
"""The middles of what stands side by side at a document's head and foot, in millimetres from the page's edge."""


def write(content: Path, fonts: Path = FONTS) -> list[Path]:
    """Draw every PDF that an announcement or a story in `content` attaches; return the files, in order of their paths.

    Raises FileNotFoundError when a font is missing from the folder `fonts`.
    """
    for name in FACES.values():
        if not (fonts / name).is_file():
            raise FileNotFoundError(f"{fonts / name} is missing: install the Debian package fonts-noto-core")
    written = []
    for path in sorted([*content.glob("announcements/**/*.vi.md"), *content.glob("news/**/*.vi.md")]):
        source = read(path)
        for file, title in source.attached.items():
            paper = Paper(source, fonts)
            if title in source.annexes:
                annex(paper, source, title)
            elif "number" in source.fields:
                document(paper, source)
            else:
                leaflet(paper, source)
            paper.output(file)
            written.append(file)
    return written


def document(paper: Paper, source: Source) -> None:
    """Lay out an announcement as an official document."""
    heads(paper, source)
    fields = source.fields
    paper.face("B", SIZE + 2)
    paper.cell(0, 8, KINDS[fields["kind"]].vi.upper(), align=Align.C, new_x="LMARGIN", new_y="NEXT")
    paper.face("B")
    paper.multi_cell(0, 6, fields["title"], align=Align.C, new_x="LMARGIN", new_y="NEXT")
    paper.rule(LEFT + paper.epw / 2, paper.y + 1.5, 35)
    paper.ln(6)
    blocks(paper, source.own)
    signature(paper, source)


def heads(paper: Paper, source: Source) -> None:
    """The top of an official document: on the left who issues it, below whom, and its number, on the right motto, place and date."""
    fields = source.fields
    left, right = LEFT_HALF, RIGHT_HALF
    lines: Sequence[tuple[float, float, Style, float, str]] = (
        (left, TOP, "", SIZE - 2.5, fields["issuer_parent"].upper()),
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


def annex(paper: Paper, source: Source, title: str) -> None:
    """Lay out one annex of an announcement: its number and name, what it belongs to, its text (Decree 30, appendix I, part II)."""
    paper.set_title(title)
    fields = source.fields
    number, _, name = title.partition(". ")
    belongs = f"(Kèm theo {KINDS[fields['kind']].vi} số {fields['number']} {long_date(source.written)} của {fields['issuer']})"
    lines: Sequence[tuple[Style, str]] = (("B", number), ("B", name.upper()), ("I", belongs))
    for style, text in lines:
        paper.face(style)
        paper.multi_cell(0, 6, text, align=Align.C, new_x="LMARGIN", new_y="NEXT")
    paper.rule(LEFT + paper.epw / 2, paper.y + 1.5, 35)
    paper.ln(6)
    blocks(paper, source.annexes[title])


def leaflet(paper: Paper, source: Source) -> None:
    """Lay out a story for the notice board: headline, standfirst, text, and the day it was published.

    A paragraph that offers this very file for download is left out.
    """
    names = {file.name for file in source.attached}
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
