"""The allow-list, and the word about what it takes away."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.sanitise import clean, disarmed, removed

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


SWALLOWING = ["script", "style", "iframe", "object", "template", "noscript", "textarea", "title", "svg", "math", "xmp", "plaintext", "listing", "noembed", "noframes", "select", "frameset", "applet"]


@pytest.mark.parametrize("tag", [*SWALLOWING, "IFRAME"])
@pytest.mark.parametrize("written", ["<{}>", '<{} src="x">', "<{}/>"])
def test_a_tag_that_nothing_closes_swallows_no_text(tag: str, written: str) -> None:
    """It is shown as text itself; what stands before and after it stays, mark-up and all."""
    opened = written.format(tag)
    made = clean(disarmed(f"<p>một {opened} hai</p>\n<p>ba <b>bốn</b></p>"))
    assert made == f"<p>một {opened.replace('<', '&lt;').replace('>', '&gt;')} hai</p>\n<p>ba <b>bốn</b></p>"


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "object", "template", "textarea", "title", "svg", "math"])
def test_what_is_closed_goes_with_all_it_holds(tag: str) -> None:
    """Closed in whatever case; what follows it stays."""
    assert clean(disarmed(f"<p>một <{tag}>hai</{tag.upper()} > ba</p>")) == "<p>một  ba</p>"


@pytest.mark.parametrize("tag", ["iframe", "object", "template", "title", "svg", "math"])
def test_a_tag_is_not_closed_by_anothers_end(tag: str) -> None:
    """Opened twice and closed once, the first one swallows nothing either."""
    assert "hai" in clean(disarmed(f"<div><{tag}>\n\nhai\n\n<{tag}></{tag}>\n\nba</div>"))
    assert "ba" in clean(disarmed(f"<div><{tag}><{tag}></{tag}>\n\nba</div>"))


@pytest.mark.parametrize("tag", ["text", "mi", "image", "view", "filter", "foo", "font", "embed", "button"])
def test_any_other_tag_that_nothing_closes_leaves_the_text(tag: str) -> None:
    """Names that drawings and formulas use too are names like any other where there is no drawing."""
    made = clean(disarmed(f"<p>một <{tag}> hai</p>\n<p>ba</p>"))
    assert "hai" in made
    assert "ba" in made


@given(st.lists(st.sampled_from(SWALLOWING), min_size=1, max_size=4))
def test_whatever_is_opened_the_last_word_stays(tags: list[str]) -> None:
    """However many tags stand open before it."""
    assert clean(disarmed("".join(f"<{tag}>" for tag in tags) + "\n\n<p>ba</p>")).endswith("<p>ba</p>")
