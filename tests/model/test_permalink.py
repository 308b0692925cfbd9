"""What was promised, and what an item is known by."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.item import Item
from plugins.model.permalink import Ledger, Permalink, Standing, astray, guid, lost, mint
from plugins.model.vietnam_time import ZONE

from .samples import static_page, story

HOST = "ban-tin.example"
MINTING = datetime(2026, 11, 25, 9, tzinfo=ZONE)
LATER = MINTING + timedelta(days=1)


def item(name: str, slug: str = "", **changes: object) -> Item:
    """The story in the file `name`, at the address that `slug` makes."""
    identity = f"news/{name}"
    published = datetime(2026, 11, 1, 12, tzinfo=ZONE)
    made = {"identity": identity, "path": f"{identity}.md", "url": f"/tin-tuc/{slug or name}/", "guid": guid(HOST, "vi", identity, published), "published": published}
    return story(**(made | changes))


def files(*items: Item) -> set[str]:
    """The files of content."""
    return {held.path for held in items}


def minted(*items: Item, ledger: Ledger | None = None, instant: datetime = MINTING) -> Ledger:
    """The ledger with these items in it."""
    return mint(ledger or Ledger(()), items, files(*items), instant)


def stood(ledger: Ledger) -> dict[str, tuple[str, Standing]]:
    """Path and standing of every address."""
    return {row.url: (row.path, row.standing) for row in ledger.rows}


def test_a_guid_is_made_of_what_does_not_change() -> None:
    """A tag URI of host, year in Vietnam, language and path; neither title nor address is in it."""
    new_year = datetime(2026, 1, 1, 0, 30, tzinfo=ZONE)
    assert guid("union.example", "vi", "news/2026/đêm giao thừa", new_year) == "tag:union.example,2026:vi/news/2026/%C4%91%C3%AAm%20giao%20th%E1%BB%ABa"


def test_a_guid_that_another_item_holds_is_numbered() -> None:
    """The first free number, from 2."""
    first = guid(HOST, "vi", "news/a", MINTING)
    assert guid(HOST, "vi", "news/a", MINTING, {first}) == f"{first}~2"
    assert guid(HOST, "vi", "news/a", MINTING, {first, f"{first}~2"}) == f"{first}~3"


def test_a_first_minting_bears_the_items_dates_and_a_later_one_its_own() -> None:
    """So that feeds' archives are in order of time at first, and nothing moves in them afterwards, not even for what is dated back."""
    ledger = minted(item("a"))
    assert [row.published for row in ledger.rows] == [item("a").published]
    ledger = minted(item("a"), item("b", published=datetime(2020, 1, 1, tzinfo=ZONE)), ledger=ledger)
    assert {row.url: row.published for row in ledger.rows} == {"/tin-tuc/a/": item("a").published, "/tin-tuc/b/": MINTING}


def test_an_undated_page_has_no_guid() -> None:
    """It stands in no feed; it is minted at the instant of minting."""
    page = static_page(guid="", path="pages/a.md")
    assert [(row.guid, row.published) for row in minted(page).rows] == [("", MINTING)]


def test_another_address_is_a_move() -> None:
    """The old one stays, sends on and keeps its identity; the new one begins when it is minted."""
    ledger = minted(item("a", "mot", guid=item("a").guid), ledger=minted(item("a")), instant=LATER)
    assert stood(ledger) == {"/tin-tuc/a/": ("news/a.md", Standing.MOVED), "/tin-tuc/mot/": ("news/a.md", Standing.CURRENT)}
    assert {row.guid for row in ledger.rows} == {item("a").guid}
    row = ledger.of_file("vi", "news/a.md")
    assert row
    assert row.published == LATER
    assert ledger.former(row, "/tin-tuc/mot/") == ("/tin-tuc/a/",)
    assert ledger.minted == {item("a").guid: item("a").published}


def test_a_way_back_is_a_move_too() -> None:
    """The address that was left is current again, and the other one sends on."""
    once = minted(item("a", "mot"), ledger=minted(item("a")))
    assert stood(minted(item("a"), ledger=once)) == {"/tin-tuc/a/": ("news/a.md", Standing.CURRENT), "/tin-tuc/mot/": ("news/a.md", Standing.MOVED)}


def test_a_folder_that_moves_takes_all_its_addresses_along() -> None:
    """The item is found where it stood, for its file is gone; its older addresses follow it."""
    before = minted(item("a", "mot"), ledger=minted(item("a")))
    moved = item("b", "mot", guid=item("a").guid)
    assert stood(minted(moved, ledger=before)) == {"/tin-tuc/a/": ("news/b.md", Standing.MOVED), "/tin-tuc/mot/": ("news/b.md", Standing.CURRENT)}


def test_what_stands_where_another_text_is_still_there_is_another_item() -> None:
    """Only where the file is gone, somebody else at its address is the same item."""
    ledger = minted(item("a"))
    assert ledger.of_item("vi", "news/b.md", ("/tin-tuc/a/",), {"news/a.md", "news/b.md"}) is None
    assert ledger.of_item("vi", "news/b.md", ("/tin-tuc/a/",), {"news/b.md"}) == ledger.rows[0]


def test_what_was_given_up_is_not_lost() -> None:
    """Anything else is that has no page; what was minted at this instant was never seen by anybody."""
    ledger = minted(item("a"), item("b"))
    gone = Ledger(row if row.url == "/tin-tuc/a/" else Permalink(row.language, row.url, row.guid, row.published, row.path, Standing.GONE) for row in ledger.rows)
    assert [row.url for row in lost(ledger, [], lambda _: False, MINTING)] == ["/tin-tuc/a/", "/tin-tuc/b/"]
    assert [row.url for row in lost(gone, [], lambda _: False, MINTING)] == ["/tin-tuc/a/"]
    assert list(lost(ledger, [], lambda _: False, item("a").published or MINTING)) == []


def test_an_address_with_another_text_is_lost() -> None:
    """A page is there, but what feeds knew is not; an alias says that it is meant so."""
    ledger = minted(item("a"))
    other = item("b", "a")
    assert [row.url for row in lost(ledger, [other], lambda _: True, LATER)] == ["/tin-tuc/a/"]
    assert list(lost(ledger, [item("b", aliases=("/tin-tuc/a/",))], lambda _: True, LATER)) == []


def test_two_slugs_that_a_merge_brought_together() -> None:
    """Two editors gave one item another slug each: whichever it has now, both addresses and the first lead to it, and are entered so."""
    first, mine, theirs = (minted(item("a", slug), ledger=minted(item("a"))) for slug in ("", "mot", "hai"))
    merged = Ledger({(row.url): row for row in (*first.rows, *mine.rows, *theirs.rows)}.values())
    for slug, other in (("mot", "hai"), ("hai", "mot")):
        row = merged.of_item("vi", "news/a.md", f"/tin-tuc/{slug}/", {"news/a.md"})
        assert row
        assert set(merged.former(row, f"/tin-tuc/{slug}/")) == {"/tin-tuc/a/", f"/tin-tuc/{other}/"}
        standing = {url: found for url, (_, found) in stood(minted(item("a", slug), ledger=merged)).items()}
        assert standing == {"/tin-tuc/a/": Standing.MOVED, f"/tin-tuc/{other}/": Standing.MOVED, f"/tin-tuc/{slug}/": Standing.CURRENT}


def test_an_address_that_leads_on_is_nobody_elses() -> None:
    """A new text at it is not entered, and the address is lost; once it is given up by hand, it is free."""
    ledger = minted(item("a", "mot"), ledger=minted(item("a")))
    other = item("b", "a")
    assert minted(item("a", "mot"), other, ledger=ledger).rows == ledger.rows
    assert [row.url for row in lost(ledger, [item("a", "mot"), other], lambda _: True, LATER)] == ["/tin-tuc/a/"]
    free = Ledger(replace(row, standing=Standing.GONE) if row.url == "/tin-tuc/a/" else row for row in ledger.rows)
    entered = minted(item("a", "mot"), other, ledger=free, instant=LATER)
    assert [(row.guid, row.published) for row in entered.rows if row.url == "/tin-tuc/a/"] == [(other.guid, LATER)]


def test_what_is_new_waits_for_what_has_gone_astray() -> None:
    """It may be the very text, with another title in another folder: entered as new it would be shown to subscribers again."""
    ledger = minted(item("a"), item("c"))
    new, astray_rows = item("b", "khac"), [row.url for row in astray(ledger, [item("b", "khac"), item("c")], {"news/b.md", "news/c.md"})]
    assert astray_rows == ["/tin-tuc/a/"]
    assert minted(new, item("c"), ledger=ledger).rows == ledger.rows
    told = item("b", "a", guid=item("a").guid)
    assert stood(minted(told, item("c"), ledger=ledger))["/tin-tuc/a/"] == ("news/b.md", Standing.CURRENT)
    named = item("c", aliases=("/tin-tuc/a/",))
    assert "/tin-tuc/khac/" in stood(minted(new, named, ledger=ledger))


def test_what_was_given_up_lends_its_identity_to_no_other_file() -> None:
    """Next year's text of the same title is another item."""
    ledger = Ledger(replace(row, standing=Standing.GONE) for row in minted(item("a")).rows)
    assert ledger.of_item("vi", "news/b.md", ("/tin-tuc/a/",), {"news/b.md"}) is None


NAMES = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", "mot", "hai", "ba"])), unique_by=(lambda pair: pair[0], lambda pair: pair[1] or pair[0]))


def known(ledger: Ledger, name: str, slug: str, there: set[str]) -> Item:
    """The item as content has it, with the identity that the ledger holds."""
    found = item(name, slug)
    row = ledger.of_item("vi", found.path, (found.url,), there)
    return item(name, slug, guid=row.guid if row else guid(HOST, "vi", found.identity, found.instant, ledger.minted)) if hasattr(found, "instant") else found


@given(st.lists(NAMES, max_size=6), st.randoms(use_true_random=False))
def test_no_promise_is_ever_lost(publications: list[list[tuple[str, str]]], order: random.Random) -> None:
    """Whatever is published one after the other: no address goes, no two items are known by one guid, a second minting and another order change nothing."""
    ledger = Ledger(())
    for number, names in enumerate(publications):
        there = {f"news/{name}.md" for name, _ in names}
        items = [known(ledger, name, slug, there) for name, slug in names]
        after = mint(ledger, items, there, MINTING + timedelta(hours=number))
        assert {(row.language, row.url) for row in ledger.rows} <= {(row.language, row.url) for row in after.rows}
        assert len({made.guid for made in items}) == len(items)
        shuffled = list(after.rows)
        order.shuffle(shuffled)
        assert Ledger(shuffled).rows == after.rows
        assert mint(Ledger(shuffled), items, there, LATER).rows == after.rows
        ledger = after


def row(url: str, path: str, standing: Standing) -> Permalink:
    """A line about the story that was `a.md` first."""
    return Permalink("vi", url, item("a").guid, MINTING, path, standing)


MERGED = {
    "a way back, and nothing": ([row("/mot/", "a.md", Standing.MOVED), row("/moi/", "a.md", Standing.MOVED)], "a.md"),
    "two slugs": ([row("/mot/", "a.md", Standing.MOVED), row("/aa/", "a.md", Standing.CURRENT), row("/zz/", "a.md", Standing.CURRENT)], "a.md"),
    "another folder, and another slug": ([row("/mot/", "b.md", Standing.MOVED), row("/zz/", "a.md", Standing.CURRENT)], "b.md"),
}


@pytest.mark.parametrize(("rows", "path"), MERGED.values(), ids=list(MERGED))
@pytest.mark.parametrize("url", ["/zz/", "/mot/", "/aa/"])
def test_what_two_branches_did_to_one_item_is_one_item(rows: list[Permalink], path: str, url: str) -> None:
    """Whatever lines a merge leaves, the item keeps its identity, and every address of its leads to it."""
    ledger = Ledger(rows)
    found = ledger.of_item("vi", path, (url,), {path})
    assert found
    assert found.guid == item("a").guid
    made = item("a", path=path, url=url, aliases=ledger.former(found, url))
    assert list(lost(ledger, [made], lambda address: address in {made.url, *made.aliases, "/zz/"}, LATER)) == []
    after = mint(ledger, [made], {path}, LATER)
    assert {row.guid for row in after.rows} == {item("a").guid}
    assert [row.url for row in after.rows if row.standing is Standing.CURRENT and row.path == path] == [url]


def test_an_item_that_changes_file_and_address_is_found_by_the_address_that_it_names() -> None:
    """As one that moves from the announcements to the news does."""
    ledger = minted(item("a"))
    moved = item("b", aliases=("/tin-tuc/a/",))
    found = ledger.of_item("vi", moved.path, (moved.url, *moved.aliases), {moved.path})
    assert found == ledger.rows[0]
    after = minted(item("b", aliases=("/tin-tuc/a/",), guid=item("a").guid), ledger=ledger)
    assert stood(after) == {"/tin-tuc/a/": ("news/b.md", Standing.MOVED), "/tin-tuc/b/": ("news/b.md", Standing.CURRENT)}


def test_a_page_that_gets_a_date_gets_its_identity() -> None:
    """It is the same page: nothing was promised of it but its address."""
    page = static_page(guid="", path="pages/a.md")
    dated = static_page(guid="tag:h,2026:vi/pages/a", path="pages/a.md", published=MINTING)
    ledger = minted(page)
    assert list(lost(ledger, [dated], lambda _: True, LATER)) == []
    assert [(row.guid, row.published) for row in minted(dated, ledger=ledger).rows] == [(dated.guid, MINTING)]
