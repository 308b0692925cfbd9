"""Slots: what is fresh on every page, as files for the pages' script."""

import json

from tests.conftest import Build, Built
from tests.parsed import found, page
from tests.written import notice, story
from tests.written import text as written


def lines(built: Built, path: str) -> list[dict[str, str]]:
    """A fragment's lines."""
    read: list[dict[str, str]] = json.loads(built.text(path))
    return read


def test_fragments(build: Build) -> None:
    """Every language has its newest five announcements that are not over, each with its last day, and its slogans of today and to come.

    Pages name the files.
    """
    content = {f"announcements/{number}.md": notice(f'Số "{number}" <b>', f"2026-11-0{number}") for number in range(1, 8)}
    content |= {
        "announcements/7.en.md": written("Seven"),
        "announcements/8.md": notice("Gỡ", "2026-11-09", "status: withdrawn"),
        "announcements/9.md": notice("Đã hết", "2026-11-09", "effective_until: 2026-11-22"),
        "announcements/6.md": notice('Số "6" <b>', "2026-11-06", "effective_until: 2026-11-23"),
        "announcements/5.md": written('Số "5" <b>', "date: 2026-11-05", "kind: QĐ"),
        "news/a.md": story("Tin", "2026-11-10"),
        "slogans/qua.md": written("Đã qua", "effective_until: 2026-11-22"),
        "slogans/nay.md": written('"Hôm & nay"', "effective_from: 2026-11-01", "effective_until: 2026-11-23"),
        "slogans/mai.md": written("Ngày mai", "effective_from: 2026-11-24", "effective_until: 2026-11-30"),
    }
    built = build(content, SITEURL="https://someone.example/union")
    assert built.exit_code == 0, built.said
    assert lines(built, "manh/announcements.json") == [
        {"text": f'Số "{number}" <b>', "url": f"/union/thong-bao/so-{number}-b/", "first": "", "last": last}
        for number, last in {7: "2027-02-05", 6: "2026-11-23", 5: "", 4: "2027-02-02", 3: "2027-02-01"}.items()
    ]
    assert lines(built, "en/fragments/announcements.json") == [{"text": "Seven", "url": "/union/en/announcements/seven/", "first": "", "last": "2027-02-05"}]
    assert lines(built, "manh/slogans.json") == [
        {"text": "Hôm & nay", "url": "", "first": "2026-11-01", "last": "2026-11-23"},
        {"text": "Ngày mai", "url": "", "first": "2026-11-24", "last": "2026-11-30"},
    ]
    assert "en/fragments/slogans.json" not in built.files()
    story_page = page(built, "/tin-tuc/tin/")
    assert found(story_page, "//@data-slogans") == ["/union/manh/slogans.json"]
    assert found(story_page, "//@data-announcements") == ["/union/manh/announcements.json"]
    assert found(story_page, "//*[@data-announcements]//a/@href") == ["/union/thong-bao/"]
    assert found(page(built, "/en/announcements/seven/"), "//@data-slogans") == []


def test_slot_does_not_change_the_page(build: Build) -> None:
    """A new announcement or slogan changes no story's page: it holds a link, not what is fresh."""
    content = {"news/a.md": story("Tin", "2026-11-10"), "slogans/a.md": written("Một")}
    before = build(content).text("tin-tuc/tin/index.html")
    built = build({"announcements/b.md": notice("Mới", "2026-11-11"), "slogans/b.md": written("Hai")})
    assert [line["text"] for line in lines(built, "manh/announcements.json")] == ["Mới"]
    assert len(lines(built, "manh/slogans.json")) == 2
    assert built.text("tin-tuc/tin/index.html") == before
