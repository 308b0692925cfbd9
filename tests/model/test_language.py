"""Languages are data."""

import pytest

from plugins.model.language import WORDS, Language, languages


def test_the_default_language_stands_first_and_at_the_root() -> None:
    """Whatever the order they are listed in; the others keep theirs, each below its code."""
    made = languages(Language("en", "English"), Language("zh", "中文"), Language("vi", "Tiếng Việt"), default="vi")
    assert [(language.code, language.prefix) for language in made] == [("vi", ""), ("en", "/en"), ("zh", "/zh")]


def test_a_third_language_is_one_line() -> None:
    """Name and code are enough: locale and words have defaults."""
    (made,) = languages(Language("km", "ខ្មែរ"), default="km")
    assert made.locale == "km"
    assert made.words == WORDS


@pytest.mark.parametrize(
    ("wanted", "default"),
    [
        ([Language("vi", "a")], "en"),
        ([Language("vi", "a"), Language("vi", "b")], "vi"),
        ([], "vi"),
        ([Language("vi", "a", words={"news": "tin-tuc"})], "vi"),
    ],
)
def test_settings_that_cannot_be_are_refused(wanted: list[Language], default: str) -> None:
    """No default among them, a code twice, a word missing."""
    with pytest.raises(ValueError, match="language"):
        languages(*wanted, default=default)
