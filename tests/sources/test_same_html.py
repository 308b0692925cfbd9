"""Reading is quick, and the HTML is byte for byte that of Python-Markdown as it comes."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.inlinepatterns import Pattern

from plugins.sources.body import Labels, as_it_comes, sparing

LABELS = Labels("về chú thích {}", "Phim ở {host}")
STOCK, QUICK = as_it_comes(LABELS), sparing(LABELS)

CONSTRUCTS = (
    "*nghiêng* _nghiêng_ **đậm** __đậm__ ***cả hai*** ___cả hai___ **đậm *nghiêng* đậm** *a **b** c* a_b_c a*b*c **_x_** *a",
    '`mã` ``a ` b`` `a *b* "c" -- ...` ` `a\\`b` \\`c` \\\\`d` ```',
    "[a](b.md) [a](<b c.md>) [a](b.md 'tên \"x\"') [a](b.md \"tên\") [a [b] c](d) [a](b(c)d) [a]( ) [*a* `b`](c) [a](b\"c\") [![a](b)](c)",
    "![ảnh](a.jpg) ![ảnh](a.jpg \"Tên -- 'x'\") ![*a*](b) ![a][1] ![1]\n\n[1]: x.png 'Tên'",
    "[a][1] [a] [1] [1] [a][] [1][] [không][có]\n\n[1]: https://a.example/?b&c \"Tên\"\n[a]: <b.md>\n  'x'\n[b]:\n  c",
    "<https://a.example/x?y&z> <a@b.example> <mailto:a@b.example> https://a.example <ftp://a\\*b>",
    '<b>đậm</b> <b class="x -- y">a</b> <br> <br/> <!-- a -- b --> <? a ?> <![CDATA[ a ]]> <i>*a*</i> < a > b <3 </b>',
    '&amp; &lt; &#38; &#x26; &hong; & &nbsp;"a" &#1; &copy',
    "\\* \\_ \\` \\[ \\] \\( \\) \\\\ \\> \\# \\+ \\- \\. \\! \\{ \\} \\\" \\' \\a \\<",
    "một  \nhai   \nba \nbốn  ",
    "\"a\" 'b' \"'c'\" '\"d\"' 'tis '80s a's s' \"1\" x\"y -- \"z\" --\"w\" ('v') [\"u\"] “t” ‘s’ \"",
    "\"! a\n\n'! b\n\n\".\" c\n\n'--d\n\n'\"e\"'\n\n\"'f'\"\n\na '\"g\"' h'\" i\"'\n\n('j \"k l\" m' n\" &copy;\"o\" &nbsp;'p --'q",
    "a -- b --- c ---- d--e -- \n--\na... .... . . . a...b",
    "Luật[^1] và[^a][^1] [^không] ![^1]\n\n[^1]: Điều *4*.\n[^a]: Điều\n\n    hai\n\n    - ba\n\n[^b]: `x`",
    "## Đầu {#a .b}\n\nđoạn\n{: .c x=y}\n\n*a*{: .d} [b](c){: hreflang=en } `d`{e} {f}",
    "Từ\n: nghĩa *a*\n: nghĩa\n\nTừ\nHai\n:   nghĩa\n\n    hai\n\n: ba",
    '| a | *b* |\n|:--|--:|\n| `c|d` | \\| |\n| "e" | -- |\n\na | b\n--|--\n1 | 2\n\n|a|\n|-|\n|b|',
    '```\n*a* "b"\n```\n\n~~~ python\n<b>\n~~~\n\n    mã *a*\n\n    hai',
    "- một\n- *hai*\n    - ba\n\n    bốn\n- năm\n\n1. a\n2. b\n\n3. c\n\n* a\n+ b",
    "5. a\n6. b\nba\n\n   bốn\n\n1. a\n    1. b\n        - c",
    "> trích *a*\n> - b\n>\n> c\nd\n\n> > e",
    "Đầu\n===\n\nHai\n---\nba\n\n# A #\nb\n### C ###\n####### d\n#e\n\\# f",
    "a\n***\nb\n\n* * *\n\n- - -\n___",
    "<div>\n*a*\n</div>\n\n<p>b</p> c\n\n<details><summary>d</summary>\n\ne\n</details>\n\n<!-- f -->\ng",
    "+ a\n+ b\n\nGồm:\n+ một\n+ hai\n\nNói:\n1. ba\nxong",
    "https://youtu.be/abcdefg\n\n<https://vimeo.com/12345>\n\n- https://youtu.be/abcdefg\n\nXem https://youtu.be/abcdefg",
    "![a](b.jpg)\n\n[![a](b.jpg 'c')](d)\n\n![a](b) c\n\n///Footnotes Go Here///\n\n[^1]: x",
    "Tiếng Việt: Đại hội Ca\u0302u, Cha\u0302\u0301t\u3000rộng\u00a0hẹp “Nghị quyết” ‘a’ (b) – c — d…",
    "một\r\nhai\r\n\r\n- ba\r\n\rbốn\tnăm\n\tsáu\x02bảy\x03 \x0288\x03 \x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03",
    "1986 là năm. 1) a\n1986. là năm\n2. b\n\n2026-11-20. c\n\n(1) d\n\n+84 243\n\n-5 độ\n\n=\n\na\n=\nb",
    "a:\n: b\n\nc: d\n\n:e\n\na\n : b\n\n|\n\na|b\n\n a\n  b\n   c\n    d",
)
FRAGMENTS = (
    *(" ", "  ", "    ", "\t", "\n", "\n\n", "  \n", "\n    ", "\r\n", "\u2028", "\x02", "\x03", "\x0b", "\x0c", "\x85", "\xa0"),
    *("*", "**", "***", "_", "__", "`", "``", "```", "~~~", "\\", "\\\\", "[", "]", "(", ")", "![", "][", "](", "]:", "[^", "]()", "[]"),
    *("<", ">", "</", "/>", "<b>", "</b>", "<br>", "<div>", "</div>", "<!--", "-->", "<?", "?>", "<a href='", "<p markdown='1'>", "&", ";", "&amp;", "&#42;"),
    *('"', "'", '"\'', "'\"", "-", "--", "---", "----", ".", "..", "...", "....", "'80s", "'s", "“", "”", "‘", "’", "–", "…", "(", "!", "?", ",", ":", ": "),
    *("a", "đ", "Đoàn", "việt nam", "Ca\u0302u", "\u0301", "1", "12", "1986", "工会", "ß", "²", "٣", "_x_", "x_y", "🎉", "http", "https://a.example", "://"),
    *("# ", "## ", "#", "####### ", "> ", ">", "- ", "* ", "+ ", "1. ", "2. ", "1.", "-", "===", "=", "|", "| ", "|--|", "|:-:|", "a|b\n--|--\n", "***", "- - -"),
    *("{", "}", "{: ", "{#a}", "{: .b}", "{: c=d }", "[^1]", "[^1]: ", "\n[^a]: ", "[1]", "[1]: b", "\n[a]: <b> 'c'", "[a](b)", '![a](b "c")', "<https://a.b>", "<a@b.c>"),
    *("https://youtu.be/abcdefg", "*a*", "**b**", "`c`", "term\n: def", "///Footnotes Go Here///", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\x0242\x03", "\x02amp\x03"),
)  # fmt: skip
GLUED = st.lists(st.sampled_from(FRAGMENTS) | st.sampled_from(CONSTRUCTS).map(lambda text: text[: len(text) // 2]), max_size=30).map("".join)
SHUFFLED = st.lists(st.sampled_from(CONSTRUCTS).flatmap(lambda text: st.sampled_from(re.split("(\n+| )", text))), max_size=30).map("".join)
TEXTS = GLUED | SHUFFLED | st.lists(st.sampled_from(CONSTRUCTS), max_size=3).map("\n\n".join) | st.text("ab \n*_`[]()<>\"'-.!&;:|#>1{}\\^=~", max_size=60)


def converted(markdown: Markdown, text: str) -> str:
    """The HTML; or that it is nested too deep, which leaves an instance half-way."""
    try:
        return markdown.reset().convert(text)
    except RecursionError:
        markdown.parser.state.clear()
        return "nested too deep"


def same(text: str) -> None:
    """The promise."""
    assert converted(QUICK, text) == converted(STOCK, text)


@pytest.mark.parametrize("text", CONSTRUCTS)
def test_every_construct(text: str) -> None:
    """Alone, in a list, in a quotation, in a footnote."""
    same(text)
    for begin, indent in (("- ", "    "), ("> ", "> "), ("x[^9]\n\n[^9]: ", "    "), ("1. a\n2. ", "    ")):
        same(begin + text.replace("\n", "\n" + indent))


def test_our_own_texts() -> None:
    """The sample content and the documents of this project."""
    root = Path(__file__).parents[2]
    texts = [*root.glob("content/**/*.md"), *root.glob("docs/*.md"), *root.glob("*.md")]
    assert len(texts) > 10
    for file in texts:
        same(file.read_text("utf-8"))


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_mixture(text: str) -> None:
    """Whatever stands beside whatever."""
    same(text)


@pytest.mark.long
@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_very_many_mixtures(text: str) -> None:
    """The same, for as long as one likes to wait."""
    same(text)


class Hashtag(InlinePattern):
    """A third party's: `#word` is a link."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 - Python-Markdown's
        link = Element("a", {"href": f"/the/{m[1]}/"})
        link.text = m[1]
        return link, m.start(), m.end()


class Shout(Pattern):
    """A third party's of the old style: `HURRA` is strong."""

    def handleMatch(self, m: re.Match[str]) -> Element:  # noqa: ARG002, N802 - Python-Markdown's
        strong = Element("strong")
        strong.text = "hurra"
        return strong


class ThirdParty(Extension):
    """Adds them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.inlinePatterns.register(Hashtag(r"@(\w+)"), "hashtag", 105)
        md.inlinePatterns.register(Shout("HURRA"), "shout", 65)


@pytest.mark.parametrize("make", [as_it_comes, sparing])
def test_patterns_of_third_parties(make: Callable[..., Markdown]) -> None:
    """Whatever they begin with, they are tried on every text."""
    markdown = make(LABELS, ThirdParty())
    html = markdown.convert("một @hai ba\n\n*HURRA* @bốn")
    assert html == '<p>một <a href="/the/hai/">hai</a> ba</p>\n<p><em><strong>hurra</strong></em> <a href="/the/bốn/">bốn</a></p>'


class Remark(BlockProcessor):
    """A third party's: a paragraph or an item that begins with `Chú ý:` is an aside."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return block.startswith(("Chú ý:", "- Chú ý:"))

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "aside").text = blocks.pop(0)


class Remarks(Extension):
    """Adds it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.parser.blockprocessors.register(Remark(md.parser), "remark", 175)


@pytest.mark.parametrize("make", [as_it_comes, sparing])
def test_blocks_of_third_parties(make: Callable[..., Markdown]) -> None:
    """However they begin, third parties are asked about every block."""
    html = make(LABELS, Remarks()).convert("Chú ý: hai\n\n- Chú ý: *ba*\n\nbốn")
    assert html == "<aside>Chú ý: hai</aside>\n<aside>- Chú ý: <em>ba</em></aside>\n<p>bốn</p>"
