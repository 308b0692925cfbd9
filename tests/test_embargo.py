"""Nothing of what is not published yet, or no more, gets out: not a word, not a file name."""

from collections.abc import Iterator

import pytest

from tests.conftest import INSTANT, Build, Built
from tests.parsed import alternates, feed, found, listed, page, text
from tests.written import CATEGORIES, notice, picture, story
from tests.written import text as written

MARK = "mat-hieu"
"""Stands in every part of what must not get out; slugs, file names and texts keep it as it is."""
BEFORE, AFTER = INSTANT, "1795489200"
"""One day apart: 2026-11-23 and 24, 10:00 in Vietnam."""


def hidden(*status: str) -> dict[str, str | bytes]:
    """A story, an announcement, a page and a translation, each with a mark in every part; `status` are lines of their front matter."""
    parts = (f"tags: [{MARK} thẻ]", f"summary: {MARK} tóm tắt", f"author: {MARK} bút danh", f"change_note: {MARK}", *status)
    body = f"![{MARK}]({MARK}-anh.jpg)\n\n{MARK} nội dung, [tệp]({MARK}-tep.pdf)."
    shown = (f"image: {MARK}-bia.jpg", f"image_alt: {MARK}")
    attached = (f"attachments: [{{file: {MARK}-dinh-kem.pdf, title: {MARK}}}]",)
    return {
        f"news/2026/{MARK}/index.vi.md": written(f"{MARK} tin", *parts, *shown, *attached, f"category: {MARK}-muc", f"aliases: [/cu/{MARK}/]", body=body),
        f"news/2026/{MARK}/index.en.md": written(f"{MARK} story", *status, body=f"{MARK} text"),
        f"news/2026/{MARK}/{MARK}-anh.jpg": picture(),
        f"news/2026/{MARK}/{MARK}-bia.jpg": picture(),
        f"news/2026/{MARK}/{MARK}-tep.pdf": f"%PDF-1.4 {MARK}",
        f"news/2026/{MARK}/{MARK}-dinh-kem.pdf": f"%PDF-1.4 {MARK}",
        f"announcements/{MARK}.md": written(f"{MARK} thông báo", "kind: TB", f"number: 1/{MARK}", f"issuer: {MARK}", "pinned: true", *parts),
        f"pages/{MARK}.md": written(f"{MARK} trang", *(part for part in parts if not part.startswith(("tags", "author")))),
        "news/2026/khac.vi.md": story("Tin khác", "2026-11-01", body=f"[tin](/tin-tuc/{MARK}-tin/) [tin]({MARK}/index.vi.md) [thẻ](/the/{MARK}-the/)"),
        "site/menu.yaml": f"- section: home\n- page: pages/{MARK}\n- category: {MARK}-muc\n",
    }


def traces(built: Built, mark: str = MARK) -> Iterator[str]:
    """The files of the output that hold the mark, in whatever bytes or in their names."""
    for path in sorted(built.files()):
        data = (built.output / path).read_bytes()
        if mark in path or mark.encode() in data or mark.encode("utf-16-le") in data:
            yield path


def test_not_a_word_gets_out(build: Build) -> None:
    """Of a draft, and of what is dated later, no word, tag, category, picture, attachment, alias or address is anywhere in the output.

    What links to it is built without the link. What was published before and is a draft now leaves no trace.
    """
    later = build(hidden("date: 2026-11-24 09:59"))
    assert later.exit_code == 0, later.said
    assert list(traces(later)) == []
    assert list(traces(build(hidden("date: 2026-11-01")))) != []
    draft = build(hidden("date: 2026-11-01", "status: draft"))
    assert draft.exit_code == 0, draft.said
    assert list(traces(draft)) == []
    assert found(page(draft, "/tin-tuc/tin-khac/"), "//div[@class='text']//a/@href") == []


def test_embargo_ends_by_itself(build: Build) -> None:
    """What is dated later appears with all its parts in the first build after that instant, and not a second before."""
    content = hidden("date: 2026-11-24 10:00")
    assert list(traces(build(content, SOURCE_DATE_EPOCH=str(int(AFTER) - 1)))) == []
    built = build(content, SOURCE_DATE_EPOCH=AFTER)
    assert built.exit_code == 0, built.said
    found_in = list(traces(built))
    for path in (
        f"tin-tuc/{MARK}-tin/index.html",
        f"en/news/{MARK}-story/index.html",
        f"thong-bao/{MARK}-thong-bao/index.html",
        f"{MARK}-trang/index.html",
        f"the/{MARK}-the/rss.xml",
        f"chuyen-muc/{MARK}-muc/index.html",
        f"cu/{MARK}/index.html",
        f"media/news/2026/{MARK}/{MARK}-tep.pdf",
        f"media/news/2026/{MARK}/{MARK}-dinh-kem.pdf",
        "rss.xml",
        "sitemap-2026-vi.xml",
        "manh/announcements.json",
        "index.html",
    ):
        assert path in found_in, path
    assert len([path for path in found_in if path.endswith(".jpg")]) == 2
    assert f"/tin-tuc/{MARK}-tin/" in found(page(built, "/tin-tuc/tin-khac/"), "//div[@class='text']//a/@href")


def test_day_begins_in_vietnam(build: Build) -> None:
    """An item dated with a day appears at midnight in Vietnam, where it is 17:00 UTC the day before.

    A translation with a date of its own is hidden until then, and its original does not speak of it.
    """
    content = {"news/a.vi.md": story("Tin", "2026-11-01"), "news/a.en.md": story(f"{MARK} story", "2026-11-24"), "news/b.md": story("Sau", "2026-11-24")}
    midnight = 1795453200
    before = build(content, SOURCE_DATE_EPOCH=str(midnight - 1), TZ="UTC")
    assert listed(before, "/tin-tuc/") == ["/tin-tuc/tin/"]
    assert list(traces(before)) == []
    assert alternates(page(before, "/tin-tuc/tin/")).keys() == {"vi", "x-default"}
    after = build(content, SOURCE_DATE_EPOCH=str(midnight), TZ="UTC")
    assert listed(after, "/tin-tuc/") == ["/tin-tuc/sau/", "/tin-tuc/tin/"]
    assert alternates(page(after, "/tin-tuc/tin/")).keys() == {"vi", "en", "x-default"}


@pytest.mark.parametrize("translation_too", [False, True])
def test_withdrawn(build: Build, translation_too: bool) -> None:
    """Of what was withdrawn only a notice stays at its address, with the reason; no list, sitemap or archive speaks of it, and feeds say no more.

    Withdrawn in the default language's file, it is withdrawn in every language, and no picture or file of it is published.
    """
    status = "status: withdrawn"
    content: dict[str, str | bytes] = {
        "site/categories.yaml": CATEGORIES,
        "news/a/index.vi.md": written("Tin gỡ", "date: 2026-11-01", *([status] if translation_too else []), "tags: [thẻ gỡ]", f"image: {MARK}.jpg", f"attachments: [{MARK}.pdf]", "category: phap-luat", "change_note: Sai số liệu", body=f"{MARK} ![]({MARK}.jpg)"),
        "news/a/index.en.md": written("Withdrawn story", *([] if translation_too else [status]), "change_note: Wrong figures", f"summary: {MARK}", body=MARK),
        f"news/a/{MARK}.jpg": picture(),
        f"news/a/{MARK}.pdf": MARK,
        "announcements/b.md": notice("Thông báo gỡ", "2026-11-02", status, "change_note: Đã bị thay thế", "pinned: true", body=MARK),
        "pages/c.md": written("Trang gỡ", status, "change_note: Không còn đúng", body=MARK),
    }
    built = build(content)
    assert built.exit_code == 0, built.said
    gone = {"/en/news/withdrawn-story/": "Wrong figures", "/thong-bao/thong-bao-go/": "Đã bị thay thế", "/trang-go/": "Không còn đúng"}
    if translation_too:
        gone["/tin-tuc/tin-go/"] = "Sai số liệu"
        assert list(traces(built)) == []
    for url, reason in gone.items():
        tree = page(built, url)
        assert reason in text(tree, "//main"), url
        assert MARK not in text(tree), url
        assert found(tree, "//meta[@name='robots']/@content") == ["noindex"]
        assert not [path for path in built.files() if not path.endswith("index.html") and path.startswith("sitemap") and url in built.text(path)]
    assert listed(built, "/en/news/") == []
    assert [entry.title for entry in feed(built, "/en/rss.xml").entries] == ["[Withdrawn] Withdrawn story"]
    assert listed(built, "/thong-bao/") == []
    assert "archive/2026" not in " ".join(path for path in built.files() if path.startswith("en/"))
    assert ("the/the-go/index.html" in built.files()) is not translation_too


def test_draft_behind_a_withdrawn_original(build: Build) -> None:
    """A translation that is still a draft when its original is withdrawn was never published: no word, address or alias of it gets out."""
    content = {
        "news/a.vi.md": story("Tin gỡ", "2026-11-01", "status: withdrawn", "change_note: Sai số liệu"),
        "news/a.en.md": written(f"{MARK} story", "status: draft", f"aliases: [/cu/{MARK}/]", f"change_note: {MARK}", body=MARK),
    }
    built = build(content)
    assert built.exit_code == 0, built.said
    assert list(traces(built)) == []
    assert "Sai số liệu" in text(page(built, "/tin-tuc/tin-go/"), "//main")
