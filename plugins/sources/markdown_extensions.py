"""What our editors' Markdown means beyond Python-Markdown's own extensions."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

VIDEO_PICTURE = "?video-picture="
"""How a video card refers to the picture that may lie beside the text: this, then the video's code."""

_VIDEO = re.compile(
    r"https?://(?:www\.|m\.)?(?:(?P<host>youtube\.com|vimeo\.com|dailymotion\.com|tiktok\.com|facebook\.com)"
    r"/(?:watch/?\?(?:\S*&)?v=|shorts/|live/|embed/|reel/|(?:\S+/)?videos?/|(?=\d+\b))"
    r"|(?P<short>youtu\.be|fb\.watch)/)(?P<code>[\w-]{3,})\S*"
)


class InterruptingList(BlockProcessor):
    """A list may follow a line of text without a blank line between them: editors write it so all the time.

    As in CommonMark (section 5.3), a numbered list may do so only when it begins with 1, so that a line of prose
    that happens to begin with a year stays prose.
    """

    START = re.compile(r"\n(?= {0,3}(?:[*+-]|1\.)[ \t]+\S)")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return self.START.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        before, after = self.START.split(blocks.pop(0), maxsplit=1)
        self.parser.parseBlocks(parent, [before])
        blocks.insert(0, after)


class VideoCard(BlockProcessor):
    """A video's address alone in a paragraph becomes a link with a local picture: nothing is asked of third parties."""

    def __init__(self, markdown: Markdown, label: str) -> None:
        super().__init__(markdown.parser)
        self.label = label

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return _VIDEO.fullmatch(block.strip().strip("<>")) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        address = blocks.pop(0).strip().strip("<>")
        found = _VIDEO.fullmatch(address)
        assert found is not None
        paragraph = SubElement(parent, "p", {"class": "video"})
        paragraph.text = ""  # in a footnote, the way back is put after it
        link = SubElement(paragraph, "a", {"href": address})
        SubElement(link, "img", {"src": VIDEO_PICTURE + found["code"], "alt": ""})
        SubElement(link, "span").text = self.label.format(host=found["host"] or found["short"])


class Figures(Treeprocessor):
    """An image alone in a paragraph is a figure; its title, else its description, is the caption."""

    def run(self, root: Element) -> None:
        for paragraph in list(root.iter("p")):
            image = _only_image(paragraph)
            if image is None:
                continue
            paragraph.tag = "figure"
            title = image.attrib.pop("title", "")
            if caption := title or image.get("alt", ""):
                SubElement(paragraph, "figcaption", {} if title else {"aria-hidden": "true"}).text = caption


def _only_image(paragraph: Element) -> Element | None:
    if paragraph.get("class") == "video":
        return None
    holder = paragraph
    while len(holder) == 1 and not (holder.text or "").strip() and not (holder[0].tail or "").strip():
        holder = holder[0]
        if holder.tag == "img":
            return holder
        if holder.tag != "a":
            return None
    return None


class Alignment(Treeprocessor):
    """A table cell's alignment as a class: a strict content security policy forbids `style`."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in {"td", "th"} and (side := cell.attrib.pop("align", "")):
                cell.set("class", f"align-{side}")


class BulletinMarkdown(Extension):
    """All of the above."""

    def __init__(self, video_label: str) -> None:
        super().__init__()
        self.video_label = video_label

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.parser.blockprocessors.register(VideoCard(md, self.video_label), "video-card", 15.5)
        md.parser.blockprocessors.register(InterruptingList(md.parser), "interrupting-list", 15)
        md.treeprocessors.register(Figures(md), "figures", 15)
        md.treeprocessors.register(Alignment(md), "alignment", 14)
