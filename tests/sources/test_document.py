"""One file by itself: its name, its fields, its title."""

import pytest

from plugins.model.problem import Level

from .desk import Desk, items, named, said, text


@pytest.mark.parametrize(
    ("field", "suggestion"),
    [("titel", "title"), ("Date", "date"), ("tag", "tags"), ("image-alt", "image_alt"), ("effectiv_from", "effective_from"), ("attachment", "attachments")],
)
def test_an_unknown_field_is_told_with_the_one_that_was_meant(desk: Desk, field: str, suggestion: str) -> None:
    """At its line; nothing is ignored silently."""
    told = desk.errors({"announcements/a.md": text(kind="TB", **{field: "x"})})
    assert told == [f"announcements/a.md:5: unknown field “{field}” — did you mean {suggestion}?"]


def test_an_unknown_field_unlike_any_other_is_told_with_all_there_are(desk: Desk) -> None:
    """A field of another section is unknown too: stories have no number."""
    (told,) = desk.errors({"news/a.md": text(zzz="x")})
    assert told.startswith("news/a.md:4: unknown field “zzz” — news have: title, date, ")
    (told,) = desk.errors({"news/a.md": text(recipients="x")})
    assert told.startswith("news/a.md:4: unknown field “recipients”")


@pytest.mark.parametrize(
    ("name", "code", "suggestion"),
    [
        ("index.fr.md", "fr", "index.vi.md"),
        ("index.eng.md", "eng", "index.en.md"),
        ("index.EN.md", "EN", "index.en.md"),
        ("index.Vi.md", "Vi", "index.vi.md"),
        ("index.vn.md", "vn", "index.vi.md"),
        ("index.en-GB.md", "en-GB", "index.en.md"),
    ],
)
def test_a_language_that_the_site_does_not_have(desk: Desk, name: str, code: str, suggestion: str) -> None:
    """The code in a file's name is told with the name to give it."""
    told = desk.errors({f"news/2026/x/{name}": text()})
    assert told == [f"news/2026/x/{name}:1: “{code}” is no language of this site (vi, en, zh, de) — name the file {suggestion}"]


@pytest.mark.parametrize(("path", "identity"), [("news/v1.2.md", "news/v1.2"), ("news/bao-cao.cuoi-nam.md", "news/bao-cao.cuoi-nam"), ("news/a.vi.en.md", "news/a.vi")])
def test_a_dot_in_a_name_is_no_language(desk: Desk, path: str, identity: str) -> None:
    """Only what looks like a code is taken for one, and only the last part."""
    _, item = desk.one(text(), path)
    assert item.identity == identity


@pytest.mark.parametrize("path", ["a.md", "README.md", "stories/a.md", "News/a.md"])
def test_a_text_in_no_section_is_told(desk: Desk, path: str) -> None:
    """A file that would be published nowhere is an error, not forgotten."""
    told = desk.errors({path: text()})
    assert told == [f"{path}:1: this file is in none of the folders news/, announcements/, pages/, slogans/ — move it into one"]


@pytest.mark.parametrize(("source", "line"), [(text(title=""), 1), ("---\ndate: 2026-11-01\ntitle:\n---\n", 3), ('---\ntitle: " "\n---\n', 2), ("---\ntitle: ~\n---\n", 2)])
def test_a_text_needs_a_title(desk: Desk, source: str, line: int) -> None:
    """Missing or empty."""
    told = desk.errors({"pages/a.md": source})
    assert told == [f"pages/a.md:{line}: no title — write title: … at the top of the file"]


def test_a_title_that_is_wrong_is_told_once(desk: Desk) -> None:
    """Not also as missing."""
    assert desk.errors({"pages/a.md": "---\ntitle: [a, b]\n---\n"}) == ["pages/a.md:2: title is a text — write title: …, without a list"]


def test_stories_and_announcements_need_a_date(desk: Desk) -> None:
    """A page does not."""
    told = desk.errors({"news/a.md": text(date=""), "announcements/b.md": text(date="", kind="TB"), "pages/c.md": text(date="")})
    assert told == ["announcements/b.md:1: no date — write date: 2026-11-20 13:49", "news/a.md:1: no date — write date: 2026-11-20 13:49"]


@pytest.mark.parametrize("date", ["hôm qua", "31/02/2026", "2026-13-01", "11/20/2026", "2026"])
def test_a_date_that_is_none_is_told(desk: Desk, date: str) -> None:
    """Never dropped, never guessed at: an impossible day like an unreadable one."""
    expected = f"news/a.md:3: date: “{date}” is not a date — write 2026-11-20, 2026-11-20 13:49 or 20/11/2026 (day first)"
    assert expected in desk.errors({"news/a.md": text(date=date)})


def test_everything_wrong_with_a_file_is_told_at_once(desk: Desk) -> None:
    """One round of mending is enough."""
    source = "---\ntitle: T\ndate: 31/02/2026\nlead: maybe\ntagz: a\nstatus: gone\nslug: Đại hội\nsource_url: congdoan.vn\naliases: /a/../b\n---\n"
    lines = [int(told.split(":")[1]) for told in desk.errors({"news/a.md": source})]
    assert lines == [3, 4, 5, 6, 7, 8, 9]


def test_all_files_are_told_of_in_order(desk: Desk) -> None:
    """By path, then line; good files beside bad ones are still read."""
    read = desk.read({"news/b.md": text(foo="x", bar="y"), "news/a.md": "---\n", "news/c.md": text(title="C")})
    assert [told.split(": ")[0] for told in said(read)] == ["news/a.md:1", "news/b.md:4", "news/b.md:5"]
    assert [item.path for item in items(read)] == ["news/c.md"]
    assert all(problem.level is Level.ERROR for problem in read.problems)


def test_plain_names_are_the_default_language(desk: Desk) -> None:
    """STEM.md and STEM.vi.md mean the same; STEM.en.md is its translation."""
    read = desk.read({"news/a.md": text(title="A"), "news/a.en.md": text(title="A"), "news/b.vi.md": text(title="B")})
    assert [(item.identity, item.language, item.url) for item in read.stories] == [
        ("news/a", "vi", "/tin-tuc/a/"),
        ("news/a", "en", "/en/news/a/"),
        ("news/b", "vi", "/tin-tuc/b/"),
    ]
    assert [other.url for other in named(read, "news/a.md").translations] == ["/en/news/a/"]
