"""The archive of stories: years and months."""

from tests.conftest import Build
from tests.parsed import found, listed, page, text
from tests.written import notice, story
from tests.written import text as written


def test_archive(build: Build) -> None:
    """The archive has the years and months in which stories were published, newest first; a month holds its stories and nothing else."""
    built = build(
        {
            "news/a.vi.md": story("Tháng Tư", "2019-04-22"),
            "news/a.en.md": written("April"),
            "news/b.md": story("Tháng Một", "2026-01-31T23:59:59"),
            "news/c.md": story("Giờ quốc tế", "2026-01-31T17:00:00Z"),
            "news/d.md": story("Tháng Hai", "2026-02-28"),
            "announcements/e.md": notice("Thông báo", "2024-05-05"),
            "news/f.md": story("Gỡ", "2023-05-05", "status: withdrawn"),
        }
    )
    assert built.exit_code == 0, built.said
    assert sorted(path for path in built.files() if path.startswith("luu-tru/")) == [
        "luu-tru/2019/04/index.html",
        "luu-tru/2019/index.html",
        "luu-tru/2026/01/index.html",
        "luu-tru/2026/02/index.html",
        "luu-tru/2026/index.html",
        "luu-tru/index.html",
    ]
    assert sorted(path for path in built.files() if path.startswith("en/archive/")) == [
        "en/archive/2019/04/index.html",
        "en/archive/2019/index.html",
        "en/archive/index.html",
    ]
    assert found(page(built, "/luu-tru/"), "//main//a/@href") == ["/luu-tru/2026/", "/luu-tru/2026/02/", "/luu-tru/2026/01/", "/luu-tru/2019/", "/luu-tru/2019/04/"]
    assert found(page(built, "/luu-tru/2026/"), "//main//a/@href") == ["/luu-tru/2026/02/", "/luu-tru/2026/01/"]
    assert [text(page(built, url), "//main//li") for url in ("/luu-tru/2026/", "/en/archive/2019/")] == ["Tháng 2 2 bài Tháng 1 1 bài", "April 1 story"]
    assert listed(built, "/luu-tru/2026/02/") == ["/tin-tuc/thang-hai/", "/tin-tuc/gio-quoc-te/"]
    assert listed(built, "/luu-tru/2026/01/") == ["/tin-tuc/thang-mot/"]
    assert text(page(built, "/luu-tru/2026/02/"), "//h1").replace("\u00a0", " ").lower() == "tháng 2 năm 2026"
    assert text(page(built, "/en/archive/2019/04/"), "//h1").replace("\u00a0", " ") == "April 2019"
    assert found(page(built, "/luu-tru/2019/"), "//link[@hreflang='en']/@href") == ["https://ban-tin.example/en/archive/2019/"]
    assert found(page(built, "/luu-tru/2026/"), "//link[@hreflang='en']/@href") == []


def test_month_is_cut_into_pages(build: Build) -> None:
    """A month of 41 stories has one numbered page; a month has no feed."""
    built = build({f"news/{number:02}.md": story(f"Tin {number:02}", f"2026-10-{1 + number // 2:02}") for number in range(41)})
    assert len(listed(built, "/luu-tru/2026/10/")) == 21
    assert len(listed(built, "/luu-tru/2026/10/trang/1/")) == 20
    assert "luu-tru/2026/10/rss.xml" not in built.files()
