"""Pictures and attachments of what is published."""

from tests.conftest import Build
from tests.parsed import found, page
from tests.written import notice, picture, story
from tests.written import text as written


def test_only_what_is_shown_is_published(build: Build) -> None:
    """A picture or a file is published where something published shows it, once however often; what nothing shows is not."""
    built = build(
        {
            "news/a/index.vi.md": story("Một", "2026-11-01", "image: anh.jpg", "image_alt: Ảnh", body="![lần nữa](anh.jpg) [tệp](Kế hoạch số 1.pdf)"),
            "news/a/index.en.md": written("One", "image_alt: Picture", body="![again](anh.jpg)"),
            "news/a/anh.jpg": picture(),
            "news/a/Kế hoạch số 1.pdf": b"%PDF-1.4\n",
            "news/a/khong-ai-dung.jpg": picture(),
            "news/a/khong-ai-dung.pdf": b"%PDF-1.4\n",
            "news/a/ghi-chu.txt": "của biên tập",
        }
    )
    assert built.exit_code == 0, built.said
    media = sorted(path for path in built.files() if path.startswith("media/"))
    assert len(media) == 2
    assert media[0].startswith("media/news/a/anh-")
    assert media[1] == "media/news/a/ke-hoach-so-1.pdf"
    assert (built.output / media[1]).read_bytes() == b"%PDF-1.4\n"
    for url in ("/tin-tuc/mot/", "/en/news/one/"):
        assert set(found(page(built, url), "//main//img/@src")) == {f"/{media[0]}"}
    assert "again" in found(page(built, "/en/news/one/"), "//main//img/@alt")


def test_changed_picture_has_another_address(build: Build) -> None:
    """A picture's address changes with its bytes: a browser may keep it for ever. The old file goes."""
    text = story("Một", "2026-11-01", body="![ảnh](anh.jpg)")
    before = {path for path in build({"news/a.md": text, "news/anh.jpg": picture()}).files() if path.startswith("media/")}
    after = {path for path in build({"news/anh.jpg": picture((0, 0, 0))}).files() if path.startswith("media/")}
    assert (len(before), len(after)) == (1, 1)
    assert not before & after


def test_two_files_of_one_address(build: Build) -> None:
    """Two files whose names fold to one address are a problem that names the item, not one silently in the other's place."""
    built = build(
        {
            "announcements/a.md": notice("Một", "2026-11-01", "attachments: [Kế hoạch.pdf, ke-hoach.pdf]"),
            "announcements/Kế hoạch.pdf": b"%PDF-1.4 one",
            "announcements/ke-hoach.pdf": b"%PDF-1.4 two",
        }
    )
    assert built.exit_code == 1
    assert "content/announcements/a.md:" in built.said
    assert "/media/announcements/ke-hoach.pdf" in built.said
