"""Pictures, figures and links in a text, settled."""

import pytest

from plugins.sources.references import first_paragraph, number, plain


@pytest.mark.parametrize(
    ("html", "references"),
    [
        ('<a href="b.md">x</a>', [("b.md", False)]),
        ('<img src="a&amp;b.png" alt="">', [("a&b.png", True)]),
        ('<a href="/tin-tuc/a/?x=1#y">x</a>', [("/tin-tuc/a/?x=1#y", False)]),
        ('<a href="">x</a>', [("", False)]),
        ('<img alt="x">', [("", True)]),
        ('<img src="https://e.example/t.gif">', [("https://e.example/t.gif", True)]),
        ('<img src="//e.example/t.gif">', [("//e.example/t.gif", True)]),
        ('<a href="https://e.example/">x</a><a href="//e.example/">x</a><a href="mailto:a@b.example">x</a><a id="x">y</a>', []),
    ],
)
def test_references_are_what_leads_into_the_site(html: str, references: list[tuple[str, bool]]) -> None:
    """Links to elsewhere stay; pictures from elsewhere do not: they would tell a third party who reads what."""
    assert [(one.target, one.picture) for one in number(html).references] == references


def test_headings_within_headings() -> None:
    """Broken HTML keeps unique ids."""
    made = number('<h2 id="a">x<div><h3 id="a">y</h3></div></h2><h2 id="a">z</h2>')
    assert made.html.count('id="') == len({part.split('"')[0] for part in made.html.split('id="')[1:]})


def test_plain_text() -> None:
    """One line, entities resolved, footnote marks left out."""
    assert plain('<p>a <b>b</b>\n &amp; c<sup id="x"><a href="#">1</a></sup></p>') == "a b & c"


def test_a_paragraph_without_text_is_no_first_paragraph() -> None:
    """The next one is."""
    assert first_paragraph("<p><img></p><p> b </p>") == "b"
