"""Static pages: their addresses, and those they cannot have."""

from tests.conftest import Build
from tests.parsed import found, listed, page, text
from tests.written import text as written


def test_static_pages(build: Build) -> None:
    """A static page stands directly below its language's home, in no list and no feed; a dated one too."""
    built = build(
        {
            "pages/gioi-thieu/index.vi.md": written("Giới thiệu", "updated: 2026-01-02", "change_note: Số mới", body="## Lịch sử\n\nMột đoạn."),
            "pages/gioi-thieu/index.en.md": written("About us"),
            "pages/lien-he.md": written("Liên hệ", "date: 2026-01-01", "summary: Gặp chúng tôi"),
        }
    )
    assert built.exit_code == 0, built.said
    tree = page(built, "/gioi-thieu/")
    assert text(tree, "//h1") == "Giới thiệu"
    assert found(tree, "//h2/@id") == ["lich-su"]
    assert "Số mới" in text(tree, "//p[@class='change']")
    assert text(page(built, "/en/about-us/"), "//h1") == "About us"
    assert found(page(built, "/lien-he/"), "//meta[@name='description']/@content") == ["Gặp chúng tôi"]
    assert listed(built, "/tin-tuc/") == []
    assert "lien-he" not in built.text("rss.xml")
    assert "/lien-he/" in built.text("sitemap-pages-vi.xml")


RESERVED = {
    "pages/{}.vi.md": ("tin-tuc", "thong-bao", "chuyen-muc", "the", "luu-tru", "tac-gia", "tim-kiem", "rss", "trang", "en", "admin", "media", "theme", "manh"),
    "pages/{}.en.md": ("news", "announcements", "topics", "tags", "archive", "authors", "search", "page", "fragments"),
    "news/{}.vi.md": ("trang",),
    "news/{}.en.md": ("page",),
    "announcements/{}.vi.md": ("trang", "loai", "nam"),
    "announcements/{}.en.md": ("page", "kind", "year"),
}


def test_reserved_words(build: Build) -> None:
    """A page that wants an address of the site's own is a problem that names the file and the line; at another level the words are free."""
    wanted = [(path.format(slug), slug) for path, slugs in RESERVED.items() for slug in slugs]
    content = {path: written("Tựa", "date: 2026-01-01", *(["kind: TB"] if path.startswith("ann") else []), f"slug: {slug}") for path, slug in wanted}
    content |= {"news/tu-do.md": written("Thông báo", "date: 2026-01-01"), "pages/tu-do.en.md": written("Tin tức")}
    built = build(content)
    assert built.exit_code == 1
    said = sorted(line.partition(": ")[0] for line in built.said.splitlines() if line.startswith("content/"))
    lines = {path: content[path].splitlines().index(f"slug: {slug}") + 1 for path, slug in wanted}
    assert said == sorted(f"content/{path}:{line}" for path, line in lines.items())
