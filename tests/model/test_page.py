"""Lists cut into pages that stay still."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.model.page import A_PAGE, portions


@given(st.integers(0, 300))
def test_every_item_stands_on_one_page(count: int) -> None:
    """No item twice, none missing, newest first; the pages are numbered from the oldest."""
    items = list(range(count, 0, -1))
    cut = list(portions(items))
    assert [item for portion in cut for item in portion.items] == items
    assert [portion.number for portion in cut] == [0, *range(max(0, count // A_PAGE - 1), 0, -1)]
    assert all(len(portion.items) == A_PAGE for portion in cut[1:])
    assert len(cut[0].items) < 2 * A_PAGE
    assert len(cut) == 1 or len(cut[0].items) >= A_PAGE


@given(st.integers(0, 200))
def test_a_new_item_leaves_full_pages_as_they_were(count: int) -> None:
    """Only the first page changes, and now and then one numbered page is added."""
    before = {portion.number: list(portion.items) for portion in portions(list(range(count, 0, -1)))}
    after = {portion.number: list(portion.items) for portion in portions(list(range(count + 1, 0, -1)))}
    assert all(after[number] == items for number, items in before.items() if number)
    assert len(after) - len(before) in {0, 1}
