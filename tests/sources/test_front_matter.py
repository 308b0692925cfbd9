"""YAML read as text, and what is said of YAML that is wrong."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.problem import Report
from plugins.sources import front_matter
from plugins.sources.front_matter import Mapping, Scalar

from .desk import Desk, body_line, said, text, warned

PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"))


def parsed(source: str) -> front_matter.Node | None:
    """The YAML in `source`, which must be good."""
    report = Report("a.md")
    text = front_matter.decode(source.encode(), report)
    assert text is not None
    node = front_matter.parse(text, report)
    assert not report.problems
    return node


@given(PLAIN)
def test_any_text_in_quotation_marks_survives(written: str) -> None:
    """What a program writes as JSON is read as it was, in NFC, without white space around it."""
    node = parsed(f"title: {json.dumps(written, ensure_ascii=False)}")
    assert isinstance(node, Mapping)
    assert node.entries["title"] == Scalar(unicodedata.normalize("NFC", written).strip(), 1)


@pytest.mark.parametrize("typed", ["045", "NO", "no", "13:49", "null", "true", "1e3", "0x1F", "2026-11-20", "1_000", "=", "<<"])
def test_values_stay_what_was_typed(typed: str) -> None:
    """YAML's own numbers, dates and truths are not asked."""
    node = parsed(f"title: {typed}")
    assert isinstance(node, Mapping)
    assert node.entries["title"] == Scalar(typed, 1)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_file_makes_reading_fail(data: bytes) -> None:
    """Any bytes give a text or problems, each on a line of the file."""
    report = Report("a.md")
    text = front_matter.decode(data, report)
    assert (text is None) is report.failed
    parted = front_matter.split(text, report) if text is not None else None
    if parted is not None:
        front_matter.parse(parted[0], report)
    assert all(1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 2 for problem in report.problems)


@given(st.text(st.sampled_from("ab:- \n#\"'[]{}&*!|>%@`,?~\\\t."), max_size=60))
def test_no_front_matter_makes_reading_fail(head: str) -> None:
    """Nor does any mixture of the signs that mean something in YAML."""
    report = Report("a.md")
    front_matter.parse(head, report)
    assert all(1 <= problem.line <= head.count("\n") + 1 and problem.said() for problem in report.problems)


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("title: Công đoàn: nghỉ lễ", 'title: "Công đoàn: nghỉ lễ"'),
        ('title: "Công đoàn', 'title: "Công đoàn"'),
        ("title: 'Công đoàn", 'title: "Công đoàn"'),
        ('title: "Tết" sum vầy', 'title: "\\"Tết\\" sum vầy"'),
        ("title: [Ảnh] Ngày hội", 'title: "[Ảnh] Ngày hội"'),
        ("title: @congdoan", 'title: "@congdoan"'),
        ("title: 100%: đạt", 'title: "100%: đạt"'),
        ("title: %x", 'title: "%x"'),
        ("title: - gạch", 'title: "- gạch"'),
        ("title: `x`", 'title: "`x`"'),
    ],
)
def test_a_line_that_needs_quotation_marks_is_shown_with_them(desk: Desk, line: str, quoted: str) -> None:
    """The message says what to write instead, and that is right."""
    assert desk.errors({"news/a.md": f'---\ndate: 2026-11-01\nsource: "đúng: rồi"\n{line}\n---\nx'}) == [f"news/a.md:4: cannot be read — write: {quoted}"]
    assert isinstance(parsed(quoted), Mapping)


def test_an_entry_of_a_list_is_shown_with_quotation_marks_too(desk: Desk) -> None:
    """Its indentation stays."""
    source = "---\ntitle: T\ndate: 2026-11-01\nattachments:\n- file: a.pdf\n  title: Kế hoạch: bản cuối\n---\n"
    assert desk.errors({"news/a.md": source}) == ['news/a.md:6: cannot be read — write:   title: "Kế hoạch: bản cuối"']


@pytest.mark.parametrize(
    ("head", "line", "hint"),
    [
        ("title: T\ntags:\n\t- a", 4, "one field a line"),
        ("title: T\n  date: 2026-11-01", 3, "one field a line"),
        ("title: T\ndate 2026-11-01", 3, "one field a line"),
        ("title: T\ntitle: U", 3, "“title” stands twice (first at line 2) — keep one"),
        ("title: &a T", 2, "name anchors in YAML — put the value between quotation marks"),
        ("title: T\nsummary: *a", 3, "name anchors in YAML — put the value between quotation marks"),
        ("title: T\ntags: &a [x]", 3, "name anchors in YAML"),
        ("title: !!int 5", 2, "! begins a tag in YAML — put the value between quotation marks"),
        ("title: T\ntags: !!python/object [x]", 3, "! begins a tag in YAML"),
        ("title: T\ntags: !x {a: b}", 3, "! begins a tag in YAML"),
        ("title: T\n...\nsummary: x", 4, "cannot be read as YAML"),
        ('title: T\nsummary: "a\\x01b"', 3, "control character U+0001 — delete it"),
        ('title: T\nsummary: "a\\0b"', 3, "control character U+0000 — delete it"),
        ("[a]: b", 2, "a name expected"),
        ("title: " + "[" * 13 + "]" * 13, 2, "too deep"),
        ("- title: T", 2, "the front matter holds no fields — write one a line, such as title: …"),
        ("chỉ là chữ", 2, "the front matter holds no fields"),
        ("# chỉ là ghi chú", 2, "the front matter holds no fields"),
        ("", 2, "the front matter holds no fields"),
    ],
)
def test_yaml_that_is_wrong(desk: Desk, head: str, line: int, hint: str) -> None:
    """Each mistake is named at its line, with what to do about it."""
    told = desk.errors({"news/a.md": f"---\n{head}\n---\nx"})
    assert told[0].startswith(f"news/a.md:{line}: ")
    assert hint in told[0]


def test_a_hashtag_that_yaml_would_swallow_is_a_warning(desk: Desk) -> None:
    """`#` begins a comment: what looks like a tag is told, what looks like a comment is not."""
    told = warned(desk.read({"news/a.md": "---\ntitle: Cuộc thi #CongDoan\ndate: 2026-11-01 # theo công văn\nsource: 'C#, F #x'\n---\nx"}))
    assert told == ["news/a.md:2: “#CongDoan” was not read, # begins a comment — put the value between quotation marks"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("title: T\n", "1: no front matter — begin the file with a line ---, then title: …, then a line ---"),
        ("", "1: no front matter"),
        ("\n\n# T\n", "3: no front matter"),
        ("---\ntitle: T\n", "1: the front matter is not closed — write a line --- after its last field"),
        ("\n---\ntitle: T\n--\nx", "2: the front matter is not closed"),
    ],
)
def test_front_matter_that_is_not_there(desk: Desk, source: str, expected: str) -> None:
    """Absent or never closed."""
    (told,) = desk.errors({"news/a.md": source})
    assert told.startswith(f"news/a.md:{expected}")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (text("Đại hội").encode("utf-16"), "1: this file is UTF-16 — save it as UTF-8"),
        (text("Đại hội").encode("utf-16-le"), "1: this file is UTF-16 — save it as UTF-8"),
        (b"---\ntitle: T\ndate: 2026-11-01\n---\n\xd0ai hoi\n", "5: this line is not UTF-8 — save the file as UTF-8"),
        ("---\ntitle: Đại hội\n".encode("cp1258", "replace"), "2: this line is not UTF-8"),
        (text("a\x08b").encode(), "5: control character U+0008 — delete it"),
        (text("a\x00b").encode(), "5: control character U+0000 — delete it"),
        (text("a\x85b").encode(), "5: control character U+0085 — delete it"),
        (text("a\ufffeb").encode(), "5: control character U+FFFE — delete it"),
        (b"\x00" * 10_000_000, "1: this file is UTF-16"),
    ],
)
def test_files_that_are_no_text(desk: Desk, data: bytes, expected: str) -> None:
    """Other encodings and stray control characters, at their line."""
    told = desk.errors({"news/a.md": data})
    assert told[0].startswith(f"news/a.md:{expected}")


def test_not_every_one_of_a_million_control_characters_is_told(desk: Desk) -> None:
    """A file of rubbish gives a page of problems, not a million."""
    assert len(desk.errors({"news/a.md": text("\x01x" * 1_000_000)})) <= 30


def test_files_of_other_systems(desk: Desk) -> None:
    """A byte order mark and Windows' or old Macs' line ends change nothing, not even line numbers."""
    source = text("[x](khong-co.md)\n\n- a\n- b", tags="a")
    plain = desk.read({"news/a.md": source})
    for data in (b"\xef\xbb\xbf" + source.encode(), source.replace("\n", "\r\n").encode(), source.replace("\n", "\r").encode()):
        read = desk.read({"news/a.md": data})
        assert read.bodies == plain.bodies
        assert said(read) == said(plain) == [f"news/a.md:{body_line(source)}: the link “khong-co.md” leads to no file of content; it was left out"]


def test_letters_are_brought_to_one_form(desk: Desk) -> None:
    """Texts, fields and file names of a Mac (NFD) come out in NFC."""
    source = unicodedata.normalize("NFD", text("Đại hội [ảnh](ảnh.md) C&#x302;", title="Đại hội", tags="Tiền lương", summary='"e\\u0302"'))
    path = unicodedata.normalize("NFD", "news/đại-hội.md")
    read = desk.read({path: source})
    (story,) = read.stories
    for value in (story.title, story.summary, story.path, story.identity, story.tags[0].name, *read.bodies.values(), *said(read)):
        assert unicodedata.is_normalized("NFC", value)
    assert story.summary == "ê"


def test_separators_of_word_processors_do_not_break_front_matter(desk: Desk) -> None:
    """To YAML they would end the line."""
    _, item = desk.one(text(title="Một\u2028hai\u2029ba"))
    assert item.title == "Một hai ba"


def test_hostile_yaml_is_refused_at_once(desk: Desk) -> None:
    """Ten million characters, depth, aliases that multiply, keys without end."""
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(50))
    for head in ("title: " + "x" * 10_000_000, "a: " + "[" * 90_000, "{" * 90_000, "- " * 40_000, bomb, "? " * 40_000, ": " * 40_000, "&a " * 30_000):
        assert desk.errors({"news/a.md": f"---\n{head}\n---\nx"})


def test_a_document_after_the_first_is_told() -> None:
    """A registry that goes on after a line of --- loses nothing silently."""
    report = Report("site/categories.yaml")
    front_matter.parse("---\n- key: a\n---\n- key: b\n", report)
    assert [(problem.line, problem.said()) for problem in report.problems] == [(4, "a line of --- or ... before this ends the YAML — delete it")]
