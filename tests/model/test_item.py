"""Items."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from plugins.model.item import Status, newest_first

from .samples import NOON, static_page, story


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abc")), unique=True), st.randoms())
def test_lists_have_one_order(keys: list[tuple[int, str]], random: st.DataObject) -> None:
    """Newest first, ties broken by address, whatever the order of reading."""
    items = [story(published=NOON + timedelta(days=days), url=f"/{url}/") for days, url in keys]
    ordered = newest_first(items)
    random.shuffle(items)  # type: ignore[attr-defined]  # st.randoms() gives a random.Random
    assert newest_first(items) == ordered
    assert [item.instant for item in ordered] == sorted((item.instant for item in items), reverse=True)


def test_when_an_item_last_changed() -> None:
    """Its update, else its publication; an undated page has neither."""
    assert story(updated=NOON).modified == NOON
    assert story(published=NOON).modified == NOON
    assert static_page().modified is None
    assert story(status=Status.WITHDRAWN).withdrawn
