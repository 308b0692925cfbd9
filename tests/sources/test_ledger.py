"""`content/permalinks.csv`: read strictly, merged gently, written so that it reads back."""

from datetime import datetime, timedelta
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.permalink import Ledger, Permalink, Standing
from plugins.model.problem import Problem
from plugins.model.vietnam_time import ZONE
from plugins.sources.ledger import FILE, HEADER, read, written

FIRST = ",".join(HEADER)
ROW = 'vi,/tin-tuc/a/,"tag:h,2026:vi/news/a",2026-11-01T08:00:00+07:00,news/a.md,current'
OTHER = ROW.replace("vi/news/a", "vi/news/b")


def reading(folder: Path, text: str | bytes, *others: str) -> tuple[Ledger | None, list[Problem]]:
    """What a ledger with this text is read as; `others`: other files of content."""
    file = folder / FILE
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read({FILE: str(file)} | dict.fromkeys(others, ""), ("vi", "en"))


def test_no_ledger_is_no_ledger(tmp_path: Path) -> None:
    """Content without one builds without one; so it does with an empty file."""
    assert read({}, ("vi",)) == (None, [])
    assert reading(tmp_path, "\n") == (None, [])


@pytest.mark.parametrize("text", [f"\ufeff{FIRST}\r\n{ROW}\r\n", f"{FIRST}\n\n{ROW}\n{FIRST}\n{ROW}\n", f"{FIRST}\n{ROW}"], ids=["from Excel", "twice", "no last line end"])
def test_what_programs_make_of_it_is_read(tmp_path: Path, text: str) -> None:
    """A byte order mark, other line ends, empty and repeated lines change nothing."""
    ledger, problems = reading(tmp_path, text)
    assert problems == []
    assert ledger
    instant = datetime(2026, 11, 1, 8, tzinfo=ZONE)
    assert ledger.rows == (Permalink("vi", "/tin-tuc/a/", "tag:h,2026:vi/news/a", instant, "news/a.md", Standing.CURRENT),)


WRONG = {
    "no header": (ROW, 1, "the first line is not"),
    "a conflict": (f"{FIRST}\n<<<<<<< HEAD\n{ROW}\n", 2, "git left open"),
    "too few values": (f"{FIRST}\nvi,/a/\n", 2, "2 values in this line"),
    "a language": (f"{FIRST}\n{ROW.replace('vi,', 'fr,', 1)}", 2, "“fr” is no language"),
    "an address": (f"{FIRST}\n{ROW.replace('/tin-tuc', 'https://x.example/tin-tuc')}", 2, "is no address of this site"),
    "an address of another host": (f"{FIRST}\n{ROW.replace('/tin-tuc', '//tin-tuc')}", 2, "is no address of this site"),
    "an address that leads elsewhere": (f"{FIRST}\n{ROW.replace('/tin-tuc/a/', '/x/../../a/')}", 2, "is no address of this site"),
    "a guid": (f"{FIRST}\n{ROW.replace('tag:', 'urn:')}", 2, "is no guid"),
    "a state": (f"{FIRST}\n{ROW.replace('current', 'dead')}", 2, "state: “dead” is none"),
    "an instant": (f"{FIRST}\n{ROW.replace('+07:00', '')}", 2, "is no instant"),
    "a day": (f"{FIRST}\n{ROW.replace('2026-11-01T08:00:00+07:00', '01/11/2026')}", 2, "is no instant"),
    "a path": (f"{FIRST}\n{ROW.replace('news/a.md', '')}", 2, "no path"),
    "quotes": (f'{FIRST}\n{ROW}\nvi,"/b/"x,,,,\n', 3, "cannot be read"),
    "another guid": (f"{FIRST}\n{ROW}\n{OTHER}", 3, "has another guid in line 2"),
}


@pytest.mark.parametrize(("text", "line", "said"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    """Nothing that is promised is passed over."""
    _, problems = reading(tmp_path, text)
    assert [(problem.path, problem.line) for problem in problems] == [(FILE, line)]
    assert said in problems[0].said()


def test_one_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A build without it would promise nothing."""
    (tmp_path / FILE).mkdir()
    ledger, problems = read({FILE: str(tmp_path / FILE)}, ("vi",))
    assert ledger is None
    assert [problem.said().partition(" (")[0] for problem in problems] == ["cannot be opened"]


def test_a_guid_belongs_to_one_file(tmp_path: Path) -> None:
    """Where a copy has it too, both lines are named."""
    copy = ROW.replace("/tin-tuc/a/", "/tin-tuc/b/").replace("news/a.md", "news/b.md")
    _, problems = reading(tmp_path, f"{FIRST}\n{ROW}\n{copy}", "news/a.md", "news/b.md")
    assert [(problem.line, problem.said()) for problem in problems] == [(3, "the guid of this line is that of news/a.md in line 2 — delete the line of the copy")]
    assert reading(tmp_path, f"{FIRST}\n{ROW}\n{copy}", "news/a.md")[1] == []


def test_two_lines_of_one_address_are_one(tmp_path: Path) -> None:
    """As git leaves them when two editors changed one: the first minting, the last state, the file that is there; in any order."""
    lines = [ROW, ROW.replace("2026-11-01", "2026-10-01").replace("current", "moved"), ROW.replace("news/a.md", "news/2026/a.md")]
    read_so = []
    for order in (lines, lines[::-1]):
        ledger, problems = reading(tmp_path, "\n".join([FIRST, *order]), "news/2026/a.md")
        assert problems == []
        assert ledger
        read_so.append(ledger.rows)
    assert read_so[0] == read_so[1]
    [row] = read_so[0]
    assert (row.published.month, row.standing, row.path) == (10, Standing.MOVED, "news/2026/a.md")


WORD = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12).map(lambda text: normalize("NFC", text))
PERMALINKS = st.builds(
    Permalink,
    st.sampled_from(["vi", "en"]),
    st.from_regex(r"/[a-z0-9-]{1,9}/", fullmatch=True),
    WORD.map(lambda word: f"tag:{word}") | st.just(""),
    st.integers(0, 10**9).map(lambda seconds: datetime(2000, 1, 1, tzinfo=ZONE) + timedelta(seconds=seconds)),
    WORD,
    st.sampled_from(Standing),
)


@given(st.lists(PERMALINKS, unique_by=lambda row: (row.language, row.url)))
def test_what_is_written_reads_back(tmp_path_factory: pytest.TempPathFactory, rows: list[Permalink]) -> None:
    """Commas, quotation marks and letters of any kind included."""
    ledger, problems = reading(tmp_path_factory.getbasetemp(), written(Ledger(rows)))
    assert problems == []
    assert ledger
    assert ledger.rows == Ledger(rows).rows
