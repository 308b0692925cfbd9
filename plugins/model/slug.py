"""The fold that makes addresses, heading ids and comparison keys out of Vietnamese text."""

import re
import unicodedata
from functools import lru_cache

LIMIT = 80
"""The longest slug, in characters."""

_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_RUNS = re.compile(r"[^a-z0-9]+")


def without_marks(text: str) -> str:
    """`text` without its diacritics, in lower case: `Đại hội` becomes `dai hoi`.

    đ has no decomposition in Unicode (it is a letter of its own), so it is replaced by name.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return plain.replace("đ", "d").replace("Đ", "d").lower()


@lru_cache(1 << 12)  # tags come again and again
def slug(text: str) -> str:
    """The address made from `text`: `45/KH-CĐ` becomes `45-kh-cd`; at most `LIMIT` characters, cut at a word.

    Empty when the text has no letter of a to z and no digit.
    """
    folded = _RUNS.sub("-", without_marks(text)).strip("-")
    if len(folded) <= LIMIT:
        return folded
    cut = folded[: LIMIT + 1].rpartition("-")[0]
    return cut or folded[:LIMIT]


_TONES = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}
_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=100)}


def vietnamese_order(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """A sort key in Vietnamese order: a ă â b c d đ e ê …; tones (level, huyền, hỏi, ngã, sắc, nặng) only break ties."""
    letters: list[int] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text).lower():
        tone = 1
        base = ""
        for part in unicodedata.normalize("NFD", character):
            if part in _TONES:
                tone = _TONES[part]
            else:
                base += part
        if not base:  # a tone that no letter with it is written in one character
            tones[-1:] = [_TONES[character]]
            continue
        letter = unicodedata.normalize("NFC", base)
        letters.append(_LETTERS.get(letter, 0 if letter.isspace() else min(ord(letter[0]), 99) if letter < "a" else 200 + ord(letter[0])))
        tones.append(tone)
    return tuple(letters), tuple(tones), text
