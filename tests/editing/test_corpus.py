"""The corpus to measure with is what it says it is."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from plugins.editing.corpus import Corpus, write
from plugins.editing.corpus_words import CATEGORIES, TAGS
from plugins.model.slug import LIMIT, slug
from tests.conftest import run_pelican

MANY = 2_500


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The files of the first items, by path."""
    corpus = Corpus(1)
    return {path.as_posix(): text for index in range(MANY) for path, text in corpus.item(index)}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs write the same files, a larger corpus holds the smaller one, another seed gives another corpus."""
    folders = {name: tmp_path / name for name in ("one", "two", "more", "other")}
    counts = [write(folders["one"], 50), write(folders["two"], 50), write(folders["more"], 80), write(folders["other"], 50, seed=2)]
    assert counts == [70, 70, 112, 70]
    one, two, more, other = ({file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")} for folder in folders.values())
    assert one == two
    assert one.items() < more.items()
    assert not one.keys() >= other.keys()


def test_its_shares_are_as_documented(texts: dict[str, str]) -> None:
    """All in Vietnamese, 40 % in English too, 1 in 25 an announcement, in English as often as the others."""
    kinds = Counter((path.partition("/")[0], path.split(".")[-2]) for path in texts)
    announcements, in_english = MANY // 25, MANY * 2 // 5
    assert kinds == {
        ("news", "vi"): MANY - announcements,
        ("announcements", "vi"): announcements,
        ("news", "en"): in_english - announcements * 2 // 5,
        ("announcements", "en"): announcements * 2 // 5,
    }


def test_bodies_are_of_about_six_kilobytes(texts: dict[str, str]) -> None:
    """The mean is near 6 KB in each language, and no body is empty or endless."""
    for language in ("vi", "en"):
        sizes = [len(text.split("---\n", 2)[2].encode()) for path, text in texts.items() if path.endswith(f".{language}.md")]
        assert 5_500 < sum(sizes) / len(sizes) < 6_800
        assert min(sizes) > 2_900
        assert max(sizes) < 11_000


def test_everything_markdown_has_is_there(texts: dict[str, str]) -> None:
    """Headings, both kinds of lists, quotations, tables, links and strong text all occur, in both languages."""
    for language in ("vi", "en"):
        joined = "\n".join(text for path, text in texts.items() if path.endswith(f".{language}.md"))
        for pattern in (r"^## ", r"^- ", r"^2\. ", r"^> ", r"^\|:--\|", r"\]\(/news/.*\.md\)", r"\*\*"):
            assert re.search(pattern, joined, re.MULTILINE)


def test_dates_lie_over_twenty_years(texts: dict[str, str]) -> None:
    """Every date, the last days of announcements too, lies between November 2006 and October 2026."""
    dates = [date.fromisoformat(found) for text in texts.values() for found in re.findall(r"^(?:date|effective_until): (\S{10})", text, re.MULTILINE)]
    assert len(dates) > MANY
    assert date(2006, 11, 1) <= min(dates) < date(2006, 12, 1)
    assert date(2026, 10, 1) < max(dates) < date(2026, 11, 1)


def test_every_category_and_tag_is_used(texts: dict[str, str]) -> None:
    """Eight categories and, in each language, sixty tags, the first of them much oftener than the last."""
    categories = Counter(found for text in texts.values() for found in re.findall(r"^category: (.+)", text, re.MULTILINE))
    assert categories.keys() == {key for key, _, _ in CATEGORIES}
    for place, language in enumerate(("vi", "en")):
        lists = (re.search(r"^tags: \[(.+)\]", text, re.MULTILINE) for path, text in texts.items() if path.endswith(f".{language}.md"))
        tags = Counter(tag for found in lists if found for tag in found[1].split(", "))
        names = [pair[place] for pair in TAGS]
        assert tags.keys() == set(names)
        assert len(names) == 60
        assert tags[names[0]] > 10 * tags[names[-1]]


def test_it_builds_without_a_word(tmp_path: Path) -> None:
    """The reader finds nothing wrong with it: no field, no link, no address."""
    write(tmp_path / "content", 100)
    built = run_pelican(tmp_path / "content", tmp_path / "output", tmp_path / "cache", options=("-e", "CHECK_ONLY=true"))
    assert built.exit_code == 0, built.said
    assert ".md:" not in built.said
    assert ".yaml:" not in built.said


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """An editor's content is never mixed with a corpus."""
    (tmp_path / "mine.md").touch()
    with pytest.raises(FileExistsError, match="is not empty"):
        write(tmp_path, 10)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.md"]


@pytest.mark.long
def test_a_hundred_thousand_addresses_are_different() -> None:
    """Up to the federation's 100,000 stories, and past the point where titles come again, no two share an address or a title."""
    corpus = Corpus(1)
    for language in (0, 1):
        titles = [corpus._title(index, language) for index in range(120_000)]
        assert len({slug(title) for title in titles}) == len(titles)
        assert max(map(len, map(slug, titles))) < LIMIT
