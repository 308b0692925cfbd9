"""A text in Markdown to safe HTML."""

import html as entities
import re
import signal
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.problem import Report
from plugins.model.stored_text import fill
from plugins.sources import body as body_module
from plugins.sources.body import BodyRenderer, Labels, RenderedBody

from .desk import RENDERERS, Desk, body_line, said, text

PIECES = (
    "\n", "\n\n", " ", "- ", "1. ", "> ", "    ", "# ", "## ", "```", "~~~", "[", "]", "(", ")", "<", "</", ">", "<script>", "</script>",
    "<a href=", "javascript:", "jav&#x61;script:", "java\nscript:", '"', "'", "onclick=", "{", "}", "{: ", "#id", "![", "x", "đ", "*",
    "**", "_", "`", "[^1]", "[^1]: ", "<!--", "-->", "<![CDATA[", "<![if !a]>", "<![if", "<!DOCTYPE", "<?", "?>", "<div>",
    "<div markdown=1>", "</div>", "<p id=a>", '<p id="b">', "<img src=x onerror=alert(1)>", "&#1;", "&#x2;0&#3;", "&lt;", "&amp;", "\\",
    "\t", ": ", "term", "https://youtu.be/abc", "data:text/html,", "<svg>", "<math>", "<style>", "<title>", "<textarea>", "=", "-----",
    "====", "http://a.b", "<h2>", "<h2 id=x>", "</h2>", "<table>", "<td>", "<b>", "<style", "<iframe src=", "{: onclick=x #a .c}",
    "{: href=javascript:x }", "C\u0302", "//e.com", "--", "...", "[a](#a)", "[a](b.md)", "![a](b.png)", "<a id=z>", "<form action=x>",
    "<base href=//e>", "<meta http-equiv=refresh>", "style=x:y",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from([*PIECES, "|", "|---|"]), max_size=40).map("".join) | st.text(max_size=60)
RUNNING = {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "base", "meta", "link", "template"}


class Seen(HTMLParser):
    """What a browser would find in a text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((tag, name, value or "") for name, value in attrs)

    def values(self, *names: str) -> list[str]:
        return [value for _, name, value in self.attributes if name in names]


def rendered(source: str, language: str = "vi") -> tuple[RenderedBody, list[str]]:
    """A body, and what was said about it."""
    report = Report("a.md")
    made = RENDERERS[language].render(source, 10, report)
    assert made is not None, report.problems
    return made, [f"{problem.line}: {problem.said()}" for problem in report.problems]


@settings(max_examples=150)
@given(HOSTILE)
def test_nothing_in_a_text_can_run(source: str) -> None:
    """No script, no handler, no address that is one, whatever was written."""
    made, _ = rendered(source)
    seen = Seen(fill(made.html, len(made.references), lambda _: (("href", "/x/"),)))
    assert not RUNNING & set(seen.tags)
    assert not [name for _, name, _ in seen.attributes if name.startswith("on") or name in {"style", "srcset", "formaction", "action"}]
    for address in seen.values("href", "src"):
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", re.sub(r"[\s\x00-\x20]", "", address).lower())
        assert scheme is None or scheme[1] in {"http", "https", "mailto", "tel"}


@settings(max_examples=150)
@given(HOSTILE)
def test_ids_are_headings_or_prefixed_and_unique(source: str) -> None:
    """No id of a text can be mistaken for one of the theme; none stands twice; all can be linked to."""
    made, _ = rendered(source)
    ids = [(tag, value) for tag, name, value in Seen(made.html).attributes if name == "id"]
    assert len({value for _, value in ids}) == len(ids)
    assert all(value.startswith("text_") or (re.fullmatch(r"h[2-6]", tag) and re.fullmatch(r"[a-z0-9-]+", value)) for tag, value in ids)
    assert {entities.escape(value, quote=False) for _, value in ids} <= {entities.escape(entities.unescape(known), quote=False) for known in made.ids}


@settings(max_examples=100)
@given(HOSTILE)
def test_references_are_numbered_without_gaps(source: str) -> None:
    """Each can be filled in or left out, and no control character stays behind."""
    made, _ = rendered(source)
    assert re.findall("\x02(\\d+)\x03", made.html) == [str(number) for number in range(len(made.references))]
    assert len(made.lines) == len(made.references)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", fill(made.html, len(made.references), lambda _: None))


@given(HOSTILE)
def test_a_text_is_rendered_alike_after_any_other(source: str) -> None:
    """Nothing of one text leaks into the next: what a file becomes depends on that file."""
    plain = "# A\n\n- b[^1]\n\n[^1]: c\n"
    before, _ = rendered(plain)
    rendered(source)
    assert rendered(plain)[0] == before


@pytest.mark.parametrize(
    ("source", "trace"),
    [
        ("một\n\n<script>alert(1)</script>", "12: <script> is not allowed in a text; it was left out"),
        ("một\n<iframe src='https://e.example/'></iframe>", "11: <iframe> is not allowed"),
        ("một <b onclick='x()'>hai</b>", "10: onclick= is not allowed"),
        ("một\n\n<p style='color:red'>hai</p>", "12: style= is not allowed"),
        ("một\n\n[hai](javascript:alert(1))", "12: href=javascript:… is not allowed"),
        ("[hai](jav&#x61;script:alert(1))", "10: href=javascript:… is not allowed"),
        ("[hai][1]\n\n[1]: vbscript:x", "12: href=vbscript:… is not allowed"),
        ("một\n\n![hai](data:image/png;base64,AAAA)", "12: src=data:… is not allowed"),
        ("một\n\nhai\n{: .red }", '13: class="red" is not allowed'),
        ("một\n{: onclick=x }\n", "11: onclick= is not allowed"),
        ("một\n\n<!-- ghi chú -->", "12: <!-- … --> is not allowed"),
        ("<font color=red>một</font>", "10: <font> is not allowed"),
        ("một\n\n<p><![if !supportLists]>hai<![endif]></p>", "12: <![ … ]> is not allowed"),
        ("<form><input></form>", "10: <form> is not allowed"),
        ("<svg onload=alert(1)>", "10: <svg> is not allowed"),
    ],
)
def test_what_was_taken_away_is_named(source: str, trace: str) -> None:
    """At its line, in a plain word; the rest of the text stays."""
    made, told = rendered(source)
    assert any(one.startswith(trace) for one in told), told
    assert "một" not in source or "một" in made.html


@pytest.mark.parametrize(
    "source",
    [
        "Một < hai > ba & bốn {năm}",
        "<b>đậm</b> <abbr title='Tổng Liên đoàn'>TLĐ</abbr> <span lang='en'>union</span>",
        "<details open><summary>Thêm</summary>Chữ</details>",
        "<table><tr><td colspan=2>a</td></tr></table>",
        "[thư](mailto:a@b.example) [gọi](tel:+84243)",
        "## Đầu {#dau}\n\n[về](#dau)",
        "`<script>` là thẻ",
        "```html\n<script>x</script>\n```",
        "| a | b |\n|:--|--:|\n| 1 | 2 |\n\nx[^1]\n\n[^1]: y",
    ],
)
def test_what_is_allowed_is_not_warned_about(source: str) -> None:
    """Ordinary HTML, code and Markdown stay as they are."""
    assert rendered(source)[1] == []


def test_headings_fold_like_addresses() -> None:
    """Repeats get -2, -3; none meets one that is called so; footnote marks are not in them; level 1 belongs to the page."""
    made, _ = rendered("# Đại hội\n\n## Lương\n\n## Lương[^1]\n\n## Lương\n\n## Lương 2\n\n## 工会\n\n## 工会\n\n[^1]: x")
    assert re.findall(r'<(h\d) id="([^"]*)"', made.html) == [
        ("h2", "dai-hoi"), ("h2", "luong"), ("h2", "luong-2"), ("h2", "luong-3"), ("h2", "luong-2-2"), ("h2", "section"), ("h2", "section-2"),
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["#dai-hoi", "#Đại-hội", "#rieng"])
def test_fragments_lead_to_headings(written: str) -> None:
    """By their id, as one would type it, or by the id the editor gave."""
    made, told = rendered(f"[xem]({written})\n\n## Đại hội {{#rieng}}")
    assert '<a href="#dai-hoi">xem</a>' in made.html
    assert not told


def test_fragments_lead_to_ids_of_the_editor() -> None:
    """Which are prefixed, in the link too."""
    made, told = rendered('<p id="bang">Bảng</p>\n\n[xem](#bang)')
    assert '<p id="text_bang">' in made.html
    assert 'href="#text_bang"' in made.html
    assert not told


def test_a_fragment_that_leads_nowhere_is_a_warning() -> None:
    """The link's text stays."""
    made, told = rendered("một\n\n[xem](#khong-co)")
    assert told == ["12: “#khong-co” leads to no heading of this text; the link was left out"]
    assert fill(made.html, 1, lambda _: None) == "<p>một</p>\n<p>xem</p>"


def test_an_empty_text() -> None:
    """A notice may be nothing but its fields."""
    made, told = rendered(" \n\n")
    assert (made.html, made.minutes, made.first_paragraph, told) == ("", 0, "", [])


def test_reading_time_is_rounded_up() -> None:
    """220 syllables a minute."""
    assert [rendered("chữ " * count)[0].minutes for count in (1, 220, 221)] == [1, 1, 2]


@pytest.mark.parametrize(
    ("source", "summary"),
    [
        ("## Đầu\n\nMột[^1] *hai* & ba.\n\nBốn\n\n[^1]: x", "Một hai & ba."),
        ("![ảnh](a.jpg)\n\nChữ", "Chữ"),
        ("từ " * 200, "từ " * 79 + "từ…"),
        ("x" * 500, "x" * 240 + "…"),
        ("- chỉ\n- danh sách", ""),
    ],
)
def test_the_summary_is_the_first_paragraph(source: str, summary: str) -> None:
    """As plain text, at most 240 characters, cut at a word."""
    assert rendered(source)[0].first_paragraph == summary


ENDLESS = ["[" * 20_000, "[a](<" * 10_000, "<a " * 20_000, "<![" * 20_000]


@pytest.mark.parametrize("source", ENDLESS, ids=["brackets", "links", "tags", "declarations"])
def test_a_text_that_takes_too_long_is_an_error(source: str, monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """The build goes on with the next file, and renders it as ever."""
    monkeypatch.setattr(body_module, "SECONDS", 0.5)
    hostile, good = text(f"- đầu\n\n{source}"), text("- một\n\n    hai[^1]\n\n[^1]: ba", title="B")
    read = desk.read({"news/a.md": hostile, "news/b.md": good})
    assert [(problem.path, problem.line) for problem in read.problems] in ([], [("news/a.md", body_line(hostile))])
    assert all(problem.said() == "this text takes over 0.5 seconds to read — look for rows of brackets or signs" for problem in read.problems)
    fresh = BodyRenderer(Labels("vi: back to note {}", "")).render("- một\n\n    hai[^1]\n\n[^1]: ba\n", 1, Report("a"))
    assert fresh is not None
    assert fresh.html in read.bodies.values()


def test_one_of_them_does_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the bound would not be tested."""
    monkeypatch.setattr(body_module, "SECONDS", 0.2)
    report = Report("a.md")
    assert RENDERERS["vi"].render("[" * 20_000, 7, report) is None
    assert [(problem.line, report.failed) for problem in report.problems] == [(7, True)]


def test_a_text_nested_too_deep_is_an_error(desk: Desk) -> None:
    """Not a crash; and the next text is rendered as ever."""
    good = text("Một\n\n- hai", title="B")
    read = desk.read({"news/a.md": text("- " * 500 + "a"), "news/b.md": good})
    assert said(read) == ["news/a.md:5: lists or quotations are nested too deep — use fewer levels"]
    assert "<p>Một</p>\n<ul>\n<li>hai</li>\n</ul>" in read.bodies.values()


def test_text_with_control_characters_by_escape() -> None:
    """`&#1;` is no way around: feeds cannot hold it."""
    made, _ = rendered('a&#1;b &#2;0&#3; <span title="&#7;x">C&#x302;</span>')
    assert made.html == '<p>ab 0 <span title="x">Ĉ</span></p>'


def test_each_mention_is_told_at_its_own_line() -> None:
    """The second time a link is written, it is that line; a longer address that begins alike is another."""
    made, _ = rendered("[a](x.md)\n\n[b](x.md#y) ![c](x.png)\n\n[d](x.md)\n<a href='x.md'>e</a>\n\n[g][1] ![f](x.png)\n\n[1]: x.md")
    assert [(reference.target, line) for reference, line in zip(made.references, made.lines, strict=True)] == [
        ("x.md", 10), ("x.md#y", 12), ("x.png", 12), ("x.md", 14), ("x.md", 15), ("x.md", 19), ("x.png", 17),
    ]  # fmt: skip


@pytest.mark.parametrize("opened", ["<iframe src='https://e.example/'>", "<textarea>", "<title>", "<plaintext>", "<script>", "<style>", "<svg>", "<template>"])
def test_an_open_tag_does_not_swallow_the_rest(opened: str) -> None:
    """Nothing closes it: it is told and shown as text, and every word after it stays."""
    made, told = rendered(f"một {opened} hai\n\n## Ba\n\nbốn [năm](b.md)")
    name = opened.strip("<>").partition(" ")[0]
    assert told == [f"10: <{name}> is not allowed in a text; it was left out"]
    assert [word in made.html for word in ("một", f"&lt;{name}", "hai", '<h2 id="ba">Ba</h2>', "bốn", "năm")] == [True] * 6
    assert [reference.target for reference in made.references] == ["b.md"]


def test_waiting_is_not_working(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is time of the processor: on a busy machine an innocent text fails no build."""
    monkeypatch.setattr(body_module, "SECONDS", 0.1)

    def waiting(html: str) -> str:
        time.sleep(0.4)
        return html

    def working(html: str) -> str:
        until = time.process_time() + 5
        while time.process_time() < until:
            pass
        return html

    before = signal.getsignal(signal.SIGPROF)
    monkeypatch.setattr(body_module, "disarmed", waiting)
    assert RENDERERS["vi"].render("một", 1, Report("a.md")) is not None
    monkeypatch.setattr(body_module, "disarmed", working)
    assert RENDERERS["vi"].render("một", 1, Report("a.md")) is None
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_what_other_code_makes_of_a_text_is_sanitised() -> None:
    """A plugin may add elements and give them classes; nothing that runs, and no address of a scheme that is not allowed."""

    def amended(html: str) -> str:
        return f'{html}<p class="box" onclick="run()">thêm<script>run()</script> <a href="javascript:run()">đây</a></p>'

    rendered = BodyRenderer(Labels("{}", "")).render("một", 1, Report("a"), amended)
    assert rendered
    assert rendered.html.replace("\n", "") == '<p>một</p><p class="box">thêm <a>đây</a></p>'
