"""Sitemaps and robots.txt."""

import pytest

from tests.conftest import Build, Built
from tests.parsed import check_schema, document, found, xml
from tests.written import notice, story
from tests.written import text as written

HOST = "https://someone.example/union"


def locations(built: Built, url: str) -> list[str]:
    """The addresses a sitemap names."""
    return [str(element.text) for element in xml(built, url).iter("{*}loc")]


def test_sample_sitemaps(sample: Built) -> None:
    """The index names every sitemap, each follows the protocol, and together they name every page that may be listed, once."""
    maps = locations(sample, "/sitemap.xml")
    assert maps == sorted(maps) or len(set(maps)) == len(maps)
    assert {address.removeprefix(f"{HOST}/") for address in maps} == {path for path in sample.files() if path.startswith("sitemap-")}
    named = [location for address in maps for location in locations(sample, address.removeprefix(HOST))]
    for address in ["/sitemap.xml", *(address.removeprefix(HOST) for address in maps)]:
        check_schema(xml(sample, address), "sitemap.rng")
    pages = {path: document((sample.output / path).read_bytes()) for path in sample.files() if path.endswith(".html")}
    listable = [f"{HOST}/{path.removesuffix('index.html')}" for path, tree in pages.items() if not found(tree, "//meta[@name='robots']/@content")]
    assert sorted(named) == sorted(listable)


def test_one_file_for_each_year_and_language(build: Build) -> None:
    """Stories and announcements stand in the file of their year in Vietnam and their language, with their last change; all else with the pages.

    What was withdrawn, stubs and 404.html stand in none.
    """
    built = build(
        {
            "news/a.vi.md": story("Một", "2024-12-31T18:00:00Z", "updated: 2026-02-03 04:05", "aliases: [/cu/]"),
            "news/a.en.md": written("One"),
            "announcements/b.md": notice("Hai", "2024-12-31 23:00"),
            "news/c.md": story("Gỡ", "2023-01-01", "status: withdrawn"),
            "pages/d.md": written("Trang riêng", "date: 2022-01-01"),
        },
        SITEURL=HOST,
    )
    assert built.exit_code == 0, built.said
    assert sorted(path for path in built.files() if path.startswith("sitemap")) == [
        "sitemap-2024-vi.xml",
        "sitemap-2025-en.xml",
        "sitemap-2025-vi.xml",
        "sitemap-pages-en.xml",
        "sitemap-pages-vi.xml",
        "sitemap.xml",
    ]
    assert locations(built, "/sitemap-2025-vi.xml") == [f"{HOST}/tin-tuc/mot/"]
    assert [element.text for element in xml(built, "/sitemap-2025-vi.xml").iter("{*}lastmod")] == ["2026-02-03T04:05:00+07:00"]
    assert [element.text for element in xml(built, "/sitemap-2025-en.xml").iter("{*}lastmod")] == ["2025-01-01T01:00:00+07:00"]
    assert locations(built, "/sitemap-2024-vi.xml") == [f"{HOST}/thong-bao/hai/"]
    pages = locations(built, "/sitemap-pages-vi.xml")
    assert {f"{HOST}/", f"{HOST}/tin-tuc/", f"{HOST}/luu-tru/2025/01/", f"{HOST}/trang-rieng/"} <= set(pages)
    assert not {f"{HOST}/cu/", f"{HOST}/tin-tuc/go/", f"{HOST}/404.html", f"{HOST}/en/"} & set(pages)
    assert pages == sorted(pages)


@pytest.mark.parametrize(("fixture", "host"), [("sample", HOST), ("rooted_sample", "https://union.example")])
def test_robots(request: pytest.FixtureRequest, fixture: str, host: str) -> None:
    """robots.txt lets everybody read everything, and says where the sitemaps are."""
    built: Built = request.getfixturevalue(fixture)
    lines = built.text("robots.txt").splitlines()
    assert "User-agent: *" in lines
    assert f"Sitemap: {host}/sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow")]
