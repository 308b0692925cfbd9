"""The whole content folder, read."""

from pathlib import Path

from .desk import Desk, items, said, text

SITE: dict[str, str | bytes] = {
    "site/categories.yaml": "- key: a\n  vi: A\n",
    "news/2026/x/index.vi.md": text("[y](../y.md)\n\n![z](z.png)", title="X", category="a", tags="lương"),
    "news/2026/x/index.en.md": text(title="X", date=""),
    "news/2026/y.md": text(title="Y", date="2026-10-01"),
    "announcements/2026/t.md": text(title="T", number="1/TB-CĐ"),
    "pages/gioi-thieu.md": text(title="Giới thiệu", date=""),
    "slogans/s.md": text(title="S", date=""),
}


def test_everything_is_read(desk: Desk) -> None:
    """Stories, announcements, pages and slogans, each where it belongs, in every language it has."""
    read = desk.read(SITE)
    assert [item.url for item in read.stories] == ["/tin-tuc/x/", "/en/news/x/", "/tin-tuc/y/"]
    assert [item.url for item in read.announcements] == ["/thong-bao/t/"]
    assert [item.url for item in read.pages] == ["/gioi-thieu/"]
    assert [slogan.text for slogan in read.slogans] == ["S"]
    assert read.texts == 6
    assert all(item.body.path in read.bodies for item in items(read))


def test_reading_is_a_pure_function_of_the_files(desk: Desk, tmp_path: Path) -> None:
    """Read again, or read elsewhere from files written in another order, it is the same."""
    first = desk.read(SITE)
    assert desk.read() == first
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other", tmp_path / "pictures")
    for path in reversed(SITE):
        other.write(path, SITE[path])
    again = other.read()
    assert items(again) == items(first)
    assert again.problems == first.problems
    assert again.bodies == first.bodies


def test_one_bad_file_does_not_hide_another(desk: Desk) -> None:
    """All problems of all files come together: registries, texts, pairs, references."""
    read = desk.read(
        SITE
        | {
            "site/menu.yaml": "- section: x\n",
            "news/bad.md": "no front matter",
            "news/2026/y2.md": text(title="Y"),
            "announcements/2026/t.en.md": text(title="T", number="2/TB-CĐ"),
            "news/link.md": text("[x](khong.md)", title="L"),
        }
    )
    assert [one.split(" ")[0] for one in said(read)] == [
        "announcements/2026/t.en.md:4:",
        "news/2026/x/index.vi.md:9:",
        "news/2026/y2.md:2:",
        "news/bad.md:1:",
        "news/link.md:5:",
        "site/menu.yaml:1:",
    ]
