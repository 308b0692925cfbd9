"""Kinds of union documents."""

import pytest

from plugins.model.kinds import KINDS, kind_code


def test_there_are_the_22_kinds_of_the_decision() -> None:
    """Each with a code, names in both languages and an address of its own."""
    assert len(KINDS) == 22
    assert len({kind.slug for kind in KINDS.values()}) == 22  # ĐA and DA would fold alike
    for kind in KINDS.values():
        assert (kind.named("vi"), kind.named("en"), kind.named("lo")) == ((kind.vi, "vi"), (kind.en, "en"), (kind.en, "en"))
        assert kind.vi != kind.en


@pytest.mark.parametrize("code", KINDS)
def test_a_kind_is_known_by_abbreviation_and_by_name(code: str) -> None:
    """In either language, whatever the case, with or without marks."""
    kind = KINDS[code]
    assert {kind_code(code), kind_code(code.lower()), kind_code(code.upper())} == {code}
    assert {kind_code(kind.vi), kind_code(kind.vi.upper()), kind_code(kind.en), kind_code(kind.en.lower())} == {code}


@pytest.mark.parametrize(("name", "code"), [("thong bao", "TB"), ("Quyet dinh", "QĐ"), ("đa", "ĐA"), ("da", "DA"), ("Thư mời", None), ("", None)])
def test_names_without_marks(name: str, code: str | None) -> None:
    """An editor may type a name without marks; an unknown one is None."""
    assert kind_code(name) == code
