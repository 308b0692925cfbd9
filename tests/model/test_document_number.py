"""Numbers of documents, and how a text cites one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.document_number import Citation, DocumentNumber, kind_of_number, same_number
from plugins.model.kinds import KINDS


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("933/QĐ-TLĐ", (933, "", None, "QĐ", "TLĐ")),
        ("45/KH-CĐ", (45, "", None, "KH", "CĐ")),
        ("66-QĐ/TW", (66, "", None, "QĐ", "TW")),
        ("Số: 12/TB-LĐLĐ", (12, "", None, "TB", "LĐLĐ")),
        ("Số 012 / TB – LĐLĐ", (12, "", None, "TB", "LĐLĐ")),
        ("21/2026/QĐ-TLĐ", (21, "", 2026, "QĐ", "TLĐ")),
        ("08a/HD-CĐ", (8, "a", None, "HD", "CĐ")),
        ("12/CĐCS-VP", (12, "", None, "", "CĐCS-VP")),
        ("12/XYZ-CĐ", (12, "", None, "", "XYZ-CĐ")),
        ("7/TLĐ", (7, "", None, "", "TLĐ")),
        ("7/ctr-cđcs", (7, "", None, "CTr", "cđcs")),
    ],
)
def test_a_number_has_parts(number: str, parts: tuple[object, ...]) -> None:
    """Serial number, what was put in between, the year where it is named, the kind, the issuing body."""
    found = DocumentNumber.read(number)
    assert found
    assert (found.serial, found.suffix, found.year, found.kind, found.issuer) == parts
    assert kind_of_number(number) == (parts[3] or None)


@pytest.mark.parametrize("written", ["", "123", "QĐ-TLĐ", "TB số 5", "45/", "/KH-CĐ"])
def test_what_is_no_number_has_none(written: str) -> None:
    """Whatever is not made as numbers are is nothing else than its text."""
    assert DocumentNumber.read(written) is None
    assert kind_of_number(written) is None


@given(st.text())
def test_any_text_can_be_asked(written: str) -> None:
    """No text makes the reading fail, and a number is the same however often it is tidied."""
    DocumentNumber.read(written)
    Citation.read(written)
    assert same_number(same_number(written)) == same_number(written)


@given(st.integers(1, 9999), st.sampled_from(sorted(KINDS)), st.sampled_from(["TLĐ", "CĐCS", "LĐLĐ"]))
def test_every_kind_can_be_numbered(serial: int, kind: str, issuer: str) -> None:
    """However one number is written, it is the same number, and says its kind."""
    ways = [f"{serial}/{kind}-{issuer}", f"Số: 0{serial}/{kind}–{issuer}", f" {serial} / {kind} - {issuer}", f"{serial}/{kind}-{issuer}".lower()]
    assert len({same_number(way) for way in ways}) == 1
    assert {kind_of_number(way) for way in ways} == {kind}
    assert same_number(f"{serial + 1}/{kind}-{issuer}") != same_number(ways[0])


def test_a_citation_may_name_the_year() -> None:
    """In brackets, for numbers begin anew each year."""
    assert Citation.read("02/QC-CĐCS") == Citation("02/QC-CĐCS", None)
    assert Citation.read(" 02/QC-CĐCS (2025) ") == Citation("02/QC-CĐCS", 2025)
