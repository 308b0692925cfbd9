"""Sitemaps, read back."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.model.vietnam_time import ZONE
from plugins.outputs.location import Location
from plugins.outputs.sitemap import Place, Robots, Sitemap, robots, sitemap
from tests.parsed import check_schema

UNION = Location("https://someone.example/union")


@given(st.lists(st.from_regex(r"/([a-z0-9-]{1,9}/){0,4}", fullmatch=True), min_size=1), st.booleans())
def test_names_what_it_is_given(urls: list[str], index: bool) -> None:
    """Every address given is in the file, in order, in full, and the file follows the protocol."""
    root = etree.fromstring(sitemap(Sitemap(tuple(map(Place, urls)), index=index), UNION))
    check_schema(root, "sitemap.rng")
    assert [element.text for element in root.iter("{*}loc")] == [f"https://someone.example/union{url}" for url in urls]


def test_last_change() -> None:
    """A place that says when it last changed has that instant, with Vietnam's offset; any other says nothing."""
    places = Place("/a/", datetime(2026, 1, 2, 3, 4, 5, 678, ZONE)), Place("/b/")
    root = etree.fromstring(sitemap(Sitemap(places), UNION))
    check_schema(root, "sitemap.rng")
    assert [element.text for element in root.iter("{*}lastmod")] == ["2026-01-02T03:04:05+07:00"]


def test_robots() -> None:
    """robots.txt names the sitemaps in full, one a line."""
    assert robots(Robots(("/sitemap.xml",)), UNION).decode().splitlines()[-1] == "Sitemap: https://someone.example/union/sitemap.xml"
