"""What editors' Markdown means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.problem import Report
from plugins.model.stored_text import fill
from plugins.sources.references import plain

from .desk import RENDERERS, Desk, squeezed, warned


def rendered(body: str, language: str = "vi") -> str:
    """A body as HTML; what leads elsewhere is left out."""
    made = RENDERERS[language].render(body, 1, Report("a.md"))
    assert made is not None
    return squeezed(fill(made.html, len(made.references), lambda _: None))


LIST = "<ul><li>một</li><li>hai</li></ul>"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Gồm:\n- một\n- hai", f"<p>Gồm:</p>{LIST}"),
        ("Gồm:\n* một\n* hai", f"<p>Gồm:</p>{LIST}"),
        ("Gồm:\n+ một\n+ hai", f"<p>Gồm:</p>{LIST}"),
        ("Gồm:\n  - một\n  - hai", f"<p>Gồm:</p>{LIST}"),
        ("Gồm:\n1. một\n2. hai", "<p>Gồm:</p><ol><li>một</li><li>hai</li></ol>"),
        ("Một\nhai\n- một\n- hai\n\nBa", f"<p>Một\nhai</p>{LIST}<p>Ba</p>"),
        ("Nói:\n> Đoàn kết", "<p>Nói:</p><blockquote><p>Đoàn kết</p></blockquote>"),
        ("> Gồm:\n> - một\n> - hai", f"<blockquote><p>Gồm:</p>{LIST}</blockquote>"),
        ("Nói:\n> Gồm:\n> - một\n> - hai", f"<p>Nói:</p><blockquote><p>Gồm:</p>{LIST}</blockquote>"),
        ("> > Gồm:\n> > - một\n> > - hai", f"<blockquote><blockquote><p>Gồm:</p>{LIST}</blockquote></blockquote>"),
        ("## Đầu\nGồm:\n- một\n- hai", f'<h2 id="dau">Đầu</h2><p>Gồm:</p>{LIST}'),
        ("Gồm:\n\n- một\n- hai", f"<p>Gồm:</p>{LIST}"),
    ],
)
def test_lists_and_quotations_need_no_blank_line(body: str, html: str) -> None:
    """Editors write them right below a line of text."""
    assert rendered(body) == html


@pytest.mark.parametrize(
    "body",
    [
        "Họp ngày 20 tháng 11 năm\n2026. Đại biểu về dự",
        "Tăng lương\n12. Không phải danh sách",
        "Nhiệt độ\n-5 độ",
        "Công thức a\n*nhấn mạnh* ở đầu dòng",
        "Giá\n+84 24 3942 1181",
        "Một câu\n1.5 triệu đồng",
    ],
)
def test_prose_stays_prose(body: str) -> None:
    """A line that begins with a year, a number or a sign is no list."""
    html = rendered(body)
    assert html.startswith("<p>")
    assert "<li>" not in html
    assert html.count("<p>") == 1


def test_a_dash_and_a_space_begin_a_list() -> None:
    """As in CommonMark: hard-wrapped prose must not begin a line so."""
    assert rendered("tuyến Hà Nội\n- Huế") == "<p>tuyến Hà Nội</p><ul><li>Huế</li></ul>"


@pytest.mark.parametrize("fence", ["```", "~~~", "```python"])
def test_text_in_code_blocks_is_untouched(fence: str) -> None:
    """Neither lists nor quotations, quotes, HTML or videos are made of it."""
    code = 'Gồm:\n- "một"\n> hai\n<b>x</b> -- https://youtu.be/abcdefg\n\n# ba\n'
    escaped = 'Gồm:\n- "một"\n&gt; hai\n&lt;b&gt;x&lt;/b&gt; -- https://youtu.be/abcdefg\n\n# ba'
    report = Report("a.md")
    for body in (f"{fence}\n{code}{fence[:3]}\n", "".join(f"    {line}\n" for line in code.splitlines())):
        made = RENDERERS["vi"].render(body, 1, report)
        assert made is not None
        assert made.html.replace("&quot;", '"').strip() == f"<pre><code>{escaped}\n</code></pre>"
    assert not report.problems


def test_inline_code_is_untouched() -> None:
    """Quotes stay straight in it."""
    assert rendered('Gõ `<b>"x"</b>`') == '<p>Gõ <code>&lt;b&gt;"x"&lt;/b&gt;</code></p>'


def test_quotation_marks_dashes_and_dots_are_set() -> None:
    """As they are printed."""
    assert rendered('Ông nói: "Đoàn kết là \'sức mạnh\'"...') == "<p>Ông nói: “Đoàn kết là ‘sức mạnh’”…</p>"
    assert rendered("2025 -- 2026") == "<p>2025 – 2026</p>"
    assert rendered("Đã &lt;&lt;xong>>") == "<p>Đã &lt;&lt;xong&gt;&gt;</p>"


def test_table_cells_are_aligned_by_class() -> None:
    """A strict content security policy forbids style=."""
    html = rendered("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    for side in ("left", "center", "right"):
        assert html.count(f'class="align-{side}"') == 2
    assert "style" not in html
    assert "align=" not in html


@pytest.mark.parametrize("language", ["vi", "en", "de"])
def test_footnotes_speak_the_language(language: str) -> None:
    """The way back has a title, and both links find each other."""
    html = rendered("Luật[^1] và[^a].\n\n[^1]: Điều 4.\n[^a]: Điều 5.", language)
    assert f'title="{language}: back to note 1"' in html
    assert f'title="{language}: back to note 2"' in html
    assert 'href="#text_fn-1"' in html
    assert 'id="text_fn-1"' in html
    assert 'href="#text_fnref-a"' in html
    assert 'id="text_fnref-a"' in html


def test_footnotes_do_not_leak_into_the_next_text() -> None:
    """Each text has its own."""
    assert "Điều 4" in rendered("a[^1]\n\n[^1]: Điều 4.")
    assert "Điều 4" not in rendered("a[^1]")


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com/watch?t=3&v=dQw4w9WgXcQ&x=1",
        "<https://youtu.be/dQw4w9WgXcQ?t=10>",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "https://vimeo.com/123456789",
        "https://www.dailymotion.com/video/x8abcde",
        "https://www.tiktok.com/@congdoan/video/7123456789",
        "https://www.facebook.com/congdoan/videos/123456789/",
        "https://fb.watch/abc123/",
    ],
)
def test_a_video_alone_is_a_card(address: str) -> None:
    """A link with a label; nothing of the third party is loaded."""
    html = rendered(f"Xem:\n\n{address}\n\nHết.")
    assert '<p class="video"><a href="https://' in html
    assert "<span>vi: video on " in html
    assert "<iframe" not in html
    assert "<img" not in html


@pytest.mark.parametrize("address", ["https://www.facebook.com/congdoan", "https://www.youtube.com/@congdoan", "https://youtube.com/playlist?list=PL1", "https://vimeo.com/about"])
def test_a_page_that_is_no_video_is_no_card(address: str) -> None:
    """A channel or a fan page stays text."""
    assert rendered(address) == f"<p>{address}</p>"


def test_a_video_in_a_footnote_or_a_list() -> None:
    """It is a card there too."""
    assert 'class="video"' in rendered("a[^1]\n\n[^1]: https://youtu.be/abcdefg")
    assert 'class="video"' in rendered("- https://youtu.be/abcdefg")


def test_a_video_amid_text_is_a_link_as_any(desk: Desk) -> None:
    """Only alone in its paragraph it becomes a card."""
    assert rendered("Xem [phim](https://youtu.be/abcdefg) này") == '<p>Xem <a href="https://youtu.be/abcdefg">phim</a> này</p>'
    assert warned(desk.read({})) == []


@given(st.text(st.sampled_from("ab \n->1.*+#`|:\t"), max_size=80))
def test_lists_are_made_without_end(body: str) -> None:
    """No mixture of list signs makes reading fail or loses a letter."""
    read = plain(rendered(body))
    assert [read.count(letter) for letter in "ab"] == [body.count(letter) for letter in "ab"]
