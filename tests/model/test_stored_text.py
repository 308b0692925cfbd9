"""Stored texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.stored_text import CLOSE, OPEN, fill


def ref(number: int) -> str:
    return f"{OPEN}{number}{CLOSE}"


IMAGE = f'<img alt="a" src="{ref(0)}">'
FIGURE = f"<figure>{IMAGE}<figcaption>c</figcaption></figure>"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (f'<p>x <a href="{ref(0)}" title="t">the <em>text</em></a> y</p>', "<p>x the <em>text</em> y</p>"),
        (f"<p>x {IMAGE} y</p>", "<p>x  y</p>"),
        (f"<p>1</p>{FIGURE}<p>2</p>", "<p>1</p><p>2</p>"),
        (f'<figure><img src="/b"></figure>{FIGURE}', '<figure><img src="/b"></figure>'),
        (f'<figure><a href="{ref(0)}"><img src="/b"></a></figure>', '<figure><img src="/b"></figure>'),
        (f'<p><a href="/k">k</a> <a href="{ref(0)}">x</a> <a href="/l">l</a></p>', '<p><a href="/k">k</a> x <a href="/l">l</a></p>'),
    ],
)
def test_what_leads_nowhere_is_left_out(stored: str, expected: str) -> None:
    """Of a link the text stays; a picture goes with its figure, and takes no other along."""
    assert fill(stored, 1, lambda _: None) == expected


def test_values_are_escaped() -> None:
    """No address can leave its attribute."""
    assert fill(f'<a href="{ref(0)}">x</a>', 1, lambda _: (("href", '/?a="><script>'),)) == '<a href="/?a=&quot;&gt;&lt;script&gt;">x</a>'


def test_a_link_to_a_picture_has_only_its_address() -> None:
    """Width and height are for pictures that are shown."""
    filled = fill(f'<a href="{ref(0)}"><img src="{ref(1)}"></a>', 2, lambda _: (("src", "/a.jpg"), ("width", "9")))
    assert filled == '<a href="/a.jpg"><img src="/a.jpg" width="9"></a>'


@given(st.lists(st.one_of(st.none(), st.text()), max_size=30))
def test_every_reference_is_filled_in(targets: list[str | None]) -> None:
    """No number stays behind, whatever the mixture."""
    stored = "".join(f'<a href="{ref(number)}">{number}.</a>' for number in range(len(targets)))
    filled = fill(stored, len(targets), lambda number: None if (target := targets[number]) is None else (("href", target),))
    assert filled.count("<a href=") == sum(target is not None for target in targets)
    assert f'="{OPEN}' not in filled
    assert all(f"{number}." in filled for number in range(len(targets)))
