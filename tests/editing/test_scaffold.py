"""`inv new`: what it asks, what it writes, and that the reader reads it as it was meant."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plugins.editing.scaffold import Answers, NotBegunError, drafts, new, quoted
from plugins.model.fields import Section, fields_of
from plugins.model.problem import Report
from plugins.model.slug import slug
from plugins.sources import front_matter
from plugins.sources.front_matter import Mapping as Read
from plugins.sources.front_matter import Scalar
from tests.deploy.project import Project, copied

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
"""01:30 on the 24th in Vietnam."""
TRICKY = st.text("aăĐ:#-–'\"\\{}[]&*!|>%@`,?~ =.\t\n\u00a0\u0301\U0001f600", min_size=1)
WRITTEN = st.one_of(st.text(), TRICKY, st.sampled_from(["null", "true", "No", "045", "13:49", "~", "---", "- a", "a: b", "a #b", "'", '"', "\\", "|", "<<"]))


def read(text: str) -> dict[str, str]:
    """The fields of a file, as the reader reads them."""
    report = Report("x.md")
    parted = front_matter.split(text, report)
    assert parted is not None, report.problems
    node = front_matter.parse(parted[0], report)
    assert isinstance(node, Read), report.problems
    assert not report.problems
    return {name: entry.text for name, entry in node.entries.items() if isinstance(entry, Scalar)}


def shown(text: str) -> str:
    """A text without what no text needs: control characters, byte order marks, halves of characters, runs of spaces."""
    kept = "".join(" " if unicodedata.category(character) in {"Cc", "Cs"} or character in "\ufeff\ufffe\uffff" else character for character in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


@given(WRITTEN)
def test_whatever_one_types_is_read_back(text: str) -> None:
    """A text with colons, quotes, a leading dash or any other sign is quoted so that it stays what it is."""
    assert read(f"---\nfield: {quoted(text)}\n---\n") == {"field": shown(text)}


@given(st.sampled_from((Section.NEWS, Section.ANNOUNCEMENTS)), WRITTEN, WRITTEN, WRITTEN)
def test_a_draft_says_what_was_answered(section: Section, title: str, english: str, author: str) -> None:
    """Each language's file holds its title, is a draft, and holds nothing but known fields; the English one names its original."""
    assume(slug(title) and slug(english))
    files = drafts(Answers(section, {"vi": title, "en": english}, {"author": author}), NOW)
    vietnamese, translation = (read(text) for text in files.values())
    assert vietnamese == {"title": shown(title), "date": "2026-11-24 01:30", "author": shown(author), "status": "draft"}
    assert translation == {"title": shown(english), "status": "draft", "translated_from": "vi"}


def test_an_item_is_a_folder_in_the_year_of_its_date() -> None:
    """The folder is named for section, year in Vietnam and title; each language with a title has a file in it."""
    now = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)
    assert list(drafts(Answers(Section.NEWS, {"vi": "Đại hội", "en": ""}, {}), now)) == [PurePosixPath("news/2027/dai-hoi/index.vi.md")]
    both = drafts(Answers(Section.ANNOUNCEMENTS, {"vi": "Đại hội", "en": "Congress"}, {"date": "20/11/2025"}), now)
    folder = PurePosixPath("announcements/2025/dai-hoi")
    assert list(both) == [folder / "index.vi.md", folder / "index.en.md"]
    assert read(both[folder / "index.vi.md"])["date"] == "2025-11-20"


@pytest.mark.parametrize("section", [Section.NEWS, Section.ANNOUNCEMENTS])
def test_every_field_is_filled_in_or_hinted(section: Section) -> None:
    """The files hold each field once, in the table's words; taking away a hint's # gives a line that can be read."""
    files = drafts(Answers(section, {"vi": "Đại hội", "en": "Congress"}, {"category": "x"}, hints="en"), NOW)
    for path, text in files.items():
        original = path.name == "index.vi.md"
        expected = {name for name, field in fields_of(section).items() if original or not field.inherited} ^ ({"translated_from"} if original else set())
        hints = [line for line in text.splitlines() if line.startswith("# ")]
        assert {name for name in expected if fields_of(section)[name].en in text or name in read(text)} == expected
        uncommented = read("\n".join(line.removeprefix("# ") for line in text.splitlines()))
        assert set(uncommented) == expected
        assert {uncommented[line.split()[1].removesuffix(":")] for line in hints} == {""}


def test_hints_are_in_the_language_of_whoever_asks() -> None:
    """A Vietnamese editor is told in Vietnamese what a field is for, in both files."""
    for text in drafts(Answers(Section.NEWS, {"vi": "Đại hội", "en": "Congress"}, {}, hints="vi"), NOW).values():
        assert "Tóm tắt" in text
        assert "standfirst" not in text


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project."""
    return copied(tmp_path)


def typing(*answers: str) -> "Typing":
    """Somebody who types these answers and then goes away."""
    return Typing(iter(answers))


class Typing:
    """Answers questions and remembers them."""

    def __init__(self, answers: Iterator[str]) -> None:
        self._answers = answers
        self.questions: list[str] = []

    def __call__(self, question: str) -> str:
        self.questions.append(question)
        try:
            return next(self._answers)
        except StopIteration:
            raise EOFError from None


def test_a_story_is_asked_for(project: Project) -> None:
    """Title, English title, category and byline are asked; a number names one of the categories; what is left empty is left out."""
    person = typing("", "Đại hội: khai mạc", "", "1", "")
    content = project.root / "content"
    assert new(content, {}, NOW, ask=person, language="en") == [content / "news/2026/dai-hoi-khai-mac/index.vi.md"]
    fields = read((content / "news/2026/dai-hoi-khai-mac/index.vi.md").read_text(encoding="utf-8"))
    assert fields == {"title": "Đại hội: khai mạc", "date": "2026-11-24 01:30", "category": "phap-luat", "status": "draft"}
    assert "1 Policy and law" in person.questions[3]


def test_an_announcement_needs_a_number_or_a_kind(project: Project) -> None:
    """The kind is asked where the number does not tell it, until there is one of the two."""
    content = project.root / "content"
    person = typing("2", "Nghỉ lễ", "Holiday", "", "", "TB", "", "BTG")
    written = new(content, {}, NOW, ask=person)
    assert [path.name for path in written] == ["index.vi.md", "index.en.md"]
    assert read(written[0].read_text(encoding="utf-8")).items() >= {"kind": "TB", "author": "BTG"}.items()
    assert person.questions[5].startswith("neither number nor kind")
    person = typing("Nghỉ lễ khác", "", "45/KH-CĐ", "", "")
    assert read(new(content, {"section": "announcements"}, NOW, ask=person)[0].read_text(encoding="utf-8"))["number"] == "45/KH-CĐ"


def test_a_wrong_answer_is_asked_again(project: Project) -> None:
    """What the build would refuse is refused at once, in the same words."""
    person = typing("x", "1", "???", "Đại hội", "", "không có", "phap-luat", "")
    new(project.root / "content", {}, NOW, ask=person)
    assert person.questions[3].startswith("no address can be made from this title")
    assert person.questions[6].startswith("category: “không có” is not in site/categories.yaml — write phap-luat")


def test_nobody_there_to_ask(project: Project) -> None:
    """Without a title and without anybody at the keyboard nothing is written."""
    with pytest.raises(NotBegunError, match="write --title"):
        new(project.root / "content", {}, NOW, ask=typing())


@pytest.mark.parametrize(
    ("given_flags", "complaint"),
    [
        ({"title": "???"}, "no address can be made"),
        ({"title": "Đại hội", "english_title": "!"}, "no address can be made"),
        ({"title": "Đại hội", "section": "pages"}, "section: “pages”"),
        ({"title": "Đại hội", "section": "announcements"}, "neither number nor kind"),
        ({"title": "Đại hội", "category": "lạ"}, "category: “lạ”"),
        ({"title": "Đại hội", "date": "31/02/2026"}, "date: “31/02/2026”"),
        ({"title": "Đại hội", "number": "45/KH-CĐ"}, "unknown field “number”"),
        ({"title": "Đại hội", "author": "x" * 301}, "author is 301 characters long"),
    ],
)
def test_wrong_flags_are_named(given_flags: Mapping[str, str], complaint: str, project: Project) -> None:
    """Flags that the build would refuse are refused, and nothing is written."""
    before = sorted((project.root / "content").rglob("*"))
    with pytest.raises(NotBegunError, match=complaint):
        new(project.root / "content", given_flags, NOW, ask=typing())
    assert sorted((project.root / "content").rglob("*")) == before


def test_the_task_writes_what_the_build_reads(project: Project) -> None:
    """`inv new` with flags asks nothing, says which files it wrote, and the build finds no fault in them."""
    flags = ("--section", "announcements", "--title", 'Nghỉ "Tết": #1', "--english-title", "- Holiday", "--number", "45/KH-CĐ", "--kind", "KH")
    done = project.inv("new", *flags, "--category", "phap-luat", "--author", "BTG", "--date", "20/11/2026 13:49")
    assert done.stderr.startswith("Drafts: inv serve --drafts shows them.")
    written = [Path(line) for line in done.stdout.splitlines()]
    folder = project.root / "content/announcements/2026/nghi-tet-1"
    assert (done.returncode, written) == (0, [folder / "index.vi.md", folder / "index.en.md"])
    checked = project.inv("check")
    assert (checked.returncode, "nghi-tet" in checked.stdout + checked.stderr) == (0, False)


def test_the_task_overwrites_nothing(project: Project) -> None:
    """A file that is there already is named, stays as it is, and no other is written beside it; exit code 1."""
    project.write("news/2026/dai-hoi/index.en.md", "mine")
    done = project.inv("new", "--title", "Đại hội", "--english-title", "Congress", "--date", "2026-11-20")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(str(project.root / "content/news/2026/dai-hoi/index.en.md"))
    assert "Traceback" not in done.stderr
    assert [file.read_text(encoding="utf-8") for file in (project.root / "content/news/2026/dai-hoi").iterdir()] == ["mine"]


def test_the_task_asks_in_the_language_of_the_system(project: Project) -> None:
    """In a Vietnamese environment the questions and the hints are Vietnamese."""
    done = project.inv("new", typed="1\nĐại hội công đoàn\n\n\n\n", LANG="vi_VN.UTF-8", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stderr
    assert "Title in" not in done.stdout
    assert "Tóm tắt" in (project.root / "content").joinpath("news").glob("*/dai-hoi-cong-doan/index.vi.md").__next__().read_text(encoding="utf-8")
