"""The fold of Vietnamese text into addresses, and Vietnamese order."""

import itertools
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.slug import LIMIT, slug, vietnamese_order, without_marks

TEXTS = st.one_of(st.text(), st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠĐẶỆ 0123456789/-–.,\u0301\u0323"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đại hội Công đoàn", "dai-hoi-cong-doan"),
        ("45/KH-CĐ", "45-kh-cd"),
        ("Ước mơ ở Ễnh Ương: ướt ữ ỗ", "uoc-mo-o-enh-uong-uot-u-o"),
        ("  — Tết!  ", "tet"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("工会", ""),
        ("", ""),
    ],
)
def test_addresses_are_readable_without_marks(text: str, expected: str) -> None:
    """Every mark goes, đ becomes d, all else becomes one hyphen."""
    assert slug(text) == expected


@given(TEXTS)
def test_a_slug_is_fit_for_an_address(text: str) -> None:
    """Only a to z, digits and single inner hyphens; at most 80 characters."""
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= LIMIT == 80


@given(TEXTS)
def test_a_slug_is_its_own_slug(text: str) -> None:
    """Folding twice changes nothing."""
    assert slug(slug(text)) == slug(text)


@given(TEXTS)
def test_how_letters_are_stored_does_not_matter(text: str) -> None:
    """Macs store marks apart (NFD), others together (NFC): one address."""
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert slug(composed) == slug(decomposed)
    assert without_marks(composed) == without_marks(decomposed)


@given(st.lists(st.text("abcđê", min_size=1, max_size=30), min_size=1, max_size=20))
def test_a_long_title_is_cut_at_a_word(words: list[str]) -> None:
    """A cut slug ends with a whole word, unless its first word is too long by itself."""
    whole = "-".join(without_marks(word) for word in words)
    made = slug(" ".join(words))
    assert whole == made or whole.startswith(f"{made}-") or "-" not in made


def test_a_word_that_is_too_long_is_cut_anywhere() -> None:
    """One endless word still gets an address."""
    assert slug("đ" * 500) == "d" * 80


@pytest.mark.parametrize(
    "words",
    [
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        "ma mà mả mã má mạ",
        "an ăn ân ban dan đan",
        "Dân,Đà Nẵng,Đông,Em,Ếch",
        "co,cô,cơ,cờ bạc",
        "An,An Giang,Anh",
        "2026,An",
    ],
)
def test_vietnamese_order(words: str) -> None:
    """Letters in the order of the alphabet; tones only break ties: level, huyền, hỏi, ngã, sắc, nặng."""
    wanted = words.split("," if "," in words else " ")
    assert all(sorted(order, key=vietnamese_order) == wanted for order in itertools.islice(itertools.permutations(wanted), 200))


def test_a_tone_decides_only_where_letters_do_not() -> None:
    """`mạ non` stands before `ma trận`: n comes before t, whatever the tones."""
    assert sorted(["ma trận", "mạ non", "mà"], key=vietnamese_order) == ["mà", "mạ non", "ma trận"]


@given(st.lists(TEXTS))
def test_any_text_can_be_sorted(texts: list[str]) -> None:
    """Sorting never fails, loses nothing, and does not depend on the order before."""
    ordered = sorted(texts, key=vietnamese_order)
    backwards = [*reversed(texts)]
    assert sorted(backwards, key=vietnamese_order) == ordered
    assert sorted(texts) == sorted(ordered)


@given(TEXTS)
def test_order_does_not_depend_on_how_letters_are_stored(text: str) -> None:
    """NFC and NFD sort alike."""
    assert vietnamese_order(unicodedata.normalize("NFC", text))[:2] == vietnamese_order(unicodedata.normalize("NFD", text))[:2]
