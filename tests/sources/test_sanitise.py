"""The allow-list, and the word about what it takes away."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.sanitise import clean, removed

from .test_body import Seen

BEFORE = st.text(st.sampled_from("\t\n\r \x01\x0b"), max_size=2)
WITHIN = st.text(st.sampled_from("\t\n\r"), max_size=2)
SPELLINGS: list[Callable[[str], str]] = [str, str.upper, lambda one: f"&#{ord(one)};", lambda one: f"&#x{ord(one):x};"]
ENCODED = st.sampled_from(SPELLINGS)


@given(st.sampled_from(["javascript", "vbscript", "data", "file", "blob"]), st.lists(ENCODED, min_size=12, max_size=12), BEFORE, WITHIN, st.sampled_from(["a", "img"]))
def test_an_address_that_could_run_is_removed_and_told(scheme: str, spelling: list[Callable[[str], str]], before: str, within: str, tag: str) -> None:
    """However its letters are written, and whatever white space a browser would overlook in it."""
    letters = [spell(letter) for spell, letter in zip(spelling, scheme, strict=False)]
    name = "href" if tag == "a" else "src"
    html = f'<p><{tag} {name}="{before}{letters[0]}{within}{"".join(letters[1:])}:alert(1)">x</p>'
    assert not Seen(clean(html)).values("href", "src")
    assert [what for what, _ in removed(html, html)] == [f"{name}={scheme}:…"]


@given(st.sampled_from(["https", "http", "mailto", "tel", "HTTPS"]))
def test_an_address_that_only_leads_somewhere_stays(scheme: str) -> None:
    """Web, post, telephone."""
    html = f'<p><a href="{scheme}:x">x</a></p>'
    assert Seen(clean(html)).values("href")
    assert not list(removed(html, html))


def test_a_text_without_html_is_not_looked_at_twice() -> None:
    """Nearly every text: nothing is removed from it, so nothing can be told."""
    assert not list(removed("một *hai* [ba](b.md)", '<p>một <em>hai</em> <a href="b.md">ba</a></p>'))


def test_each_thing_is_told_once() -> None:
    """Twenty coloured words are one finding."""
    html = '<p><font color="red">a</font></p>' * 20
    assert list(removed(html, html)) == [("<font>", "<font")]


def test_the_text_of_an_element_that_is_not_allowed_stays() -> None:
    """Except where it is a program."""
    assert clean("<font>a</font><center>b</center><script>c</script><style>d</style>") == "ab"
