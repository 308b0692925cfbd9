"""Entries to items: categories, tags, bylines, what is shown when."""

import pytest

from plugins.model.item import Tag
from plugins.model.problem import Level

from .desk import Desk, items, said, text, warned

CATEGORIES = "- key: phap-luat\n  vi: Pháp luật\n  en: Law\n- key: doi-song\n  vi: Đời sống\n"


def test_a_category_is_a_key_of_the_registry(desk: Desk) -> None:
    """One that is not in it is an error, told with the one that was meant."""
    desk.write("site/categories.yaml", CATEGORIES)
    read, item = desk.one(text(category="phap-luat"))
    assert item.category == "phap-luat"
    assert list(read.registries.categories) == ["phap-luat", "doi-song"]
    told = desk.errors({"news/a.md": text(category="Pháp luật"), "news/a.en.md": text(title="A")})
    assert told == ["news/a.md:4: category: “Pháp luật” is not in site/categories.yaml — write phap-luat"]
    assert desk.errors({"news/a.md": text(category="zzz")}) == [
        "news/a.md:4: category: “zzz” is not in site/categories.yaml — write phap-luat, doi-song"
    ]


def test_a_draft_in_an_unknown_category_is_told_too(desk: Desk) -> None:
    """Before its day comes."""
    desk.write("site/categories.yaml", CATEGORIES)
    assert desk.errors({"news/a.md": text(category="zzz", status="draft")})


def test_without_a_registry_a_category_is_its_own_name(desk: Desk) -> None:
    """Plain files only build too, drafts among them."""
    read = desk.read(
        {
            "news/a.md": text(category="Pháp luật"),
            "news/a.en.md": text(title="A", category="Law"),
            "news/b.md": text(title="B", category="Pháp Luật"),
            "news/c.md": text(title="C", category="Khác", status="draft"),
            "news/d.md": text(title="D", category="Mai", date="2027-01-01"),
        }
    )
    assert warned(read) == []
    assert [item.category for item in read.stories] == ["phap-luat", "law", "phap-luat"]
    assert {key: category.name("vi") for key, category in read.registries.categories.items()} == {"law": "Law", "phap-luat": "Pháp luật"}


def test_a_category_no_address_can_be_made_of(desk: Desk) -> None:
    """It is told, not dropped."""
    assert desk.errors({"news/a.md": text(category="法律")}) == ["news/a.md:4: category: “法律” has no letter and no digit — write another"]


def test_tags_with_one_slug_are_one_tag(desk: Desk) -> None:
    """Shown as its oldest item writes it, in each language by itself."""
    read = desk.read(
        {
            "news/a.md": text(title="A", date="2026-11-03", tags="TIỀN LƯƠNG, tiền lương"),
            "news/b.md": text(title="B", date="2026-11-01", tags="Tiền lương"),
            "news/c.en.md": text(title="C", date="2026-10-01", tags="tien luong"),
        }
    )
    assert [item.tags for item in read.stories] == [
        (Tag("tien-luong", "Tiền lương"),), (Tag("tien-luong", "Tiền lương"),), (Tag("tien-luong", "tien luong"),),
    ]  # fmt: skip


def test_the_place_of_a_tone_mark_does_not_make_another_tag(desk: Desk) -> None:
    """hoà and hòa are both in use."""
    read = desk.read({"news/a.md": text(title="A", tags="hoà giải"), "news/b.md": text(title="B", tags="hòa giải")})
    assert len({item.tags for item in read.stories}) == 1


def test_a_tag_no_address_can_be_made_of(desk: Desk) -> None:
    """It is told, not dropped."""
    assert desk.errors({"news/a.md": text(tags="lương, 工会")}) == ["news/a.md:4: tag “工会” has no letter and no digit — write another"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"status": "draft"}, False),
        ({"date": "2026-11-20 12:01"}, False),
        ({"date": "2026-11-20 12:00"}, True),
        ({"date": "2026-11-21"}, False),
        ({"date": "2026-11-20T05:00:01Z"}, False),
        ({"date": "2026-11-20T05:00:00Z"}, True),
        ({"status": "withdrawn"}, True),
        ({"date": "20/11/2026"}, True),
    ],
)
@pytest.mark.parametrize("section", ["news", "announcements", "pages"])
def test_drafts_and_later_items_are_not_shown(desk: Desk, section: str, fields: dict[str, object], shown: bool) -> None:
    """Nothing of them is in what is read, except in a preview."""
    path = f"{section}/a.md"
    kind = {"kind": "TB"} if section == "announcements" else {}
    read = desk.read({path: text("Bí mật", **kind, **fields)})
    assert warned(read) == []
    assert bool(items(read)) is shown
    assert bool(read.bodies) is (shown and fields.get("status") != "withdrawn")
    assert len(items(desk.read(drafts=True))) == 1


def test_a_translation_appears_on_its_own_day(desk: Desk) -> None:
    """And is not named before."""
    read = desk.read({"news/a.md": text(), "news/a.en.md": text(title="A", date="2026-12-01"), "news/a.de.md": text(title="A", status="draft")})
    assert [(item.language, item.translations) for item in read.stories] == [("vi", ())]


def test_the_summary_is_the_standfirst_else_the_first_paragraph(desk: Desk) -> None:
    """A translation has its own."""
    read = desk.read({"news/a.md": text("Một.", summary="Sa-pô"), "news/a.en.md": text("One.", title="A")})
    assert [item.summary for item in read.stories] == ["Sa-pô", "One."]


@pytest.mark.parametrize(
    ("fields", "line", "hint"),
    [
        ({"effective_from": "2026-11-02", "effective_until": "2026-11-01"}, 6, "ends before it takes effect"),
        ({"event_start": "2026-11-02 08:00", "event_end": "2026-11-02 07:59"}, 6, "the event ends before it begins"),
        ({"event_start": "2026-11-02 08:00", "event_end": "2026-11-01"}, 6, "the event ends before it begins"),
    ],
)
def test_days_in_the_wrong_order(desk: Desk, fields: dict[str, object], line: int, hint: str) -> None:
    """Told at the later field."""
    (told,) = desk.errors({"announcements/a.md": text(kind="TB", **fields)})
    assert told.startswith(f"announcements/a.md:{line}: {hint}")


def test_days_in_order(desk: Desk) -> None:
    """The same day is in order, and an event may end on the day it begins."""
    fields = {"effective_from": "2026-11-02", "effective_until": "2026-11-02", "event_start": "2026-11-02 08:00", "event_end": "2026-11-02"}
    assert warned(desk.read({"announcements/a.md": text(kind="TB", **fields)})) == []


def test_slogans(desk: Desk) -> None:
    """A line and its days; without days it is for always; two may be alike."""
    read = desk.read({"slogans/a.md": text(date="", effective_from="2026-11-01"), "slogans/b.md": text(date="")})
    assert warned(read) == []
    assert [(slogan.text, slogan.first_day.isoformat(), slogan.last_day.isoformat()) for slogan in read.slogans] == [
        ("Bài", "2026-11-01", "9999-12-31"),
        ("Bài", "0001-01-01", "9999-12-31"),
    ]
    told = desk.errors({"slogans/a.md": text(date="", effective_from="2026-11-02", effective_until="2026-11-01")})
    assert told == ["slogans/a.md:4: ends before it takes effect — effective_until is the later day"]


def test_an_empty_content_folder(desk: Desk) -> None:
    """Builds to an empty site without complaint."""
    read = desk.read()
    assert (items(read), said(read), read.texts, read.files) == ((), [], 0, {})


def test_an_item_with_errors_is_not_read_further(desk: Desk) -> None:
    """Nothing half right gets into the model."""
    read = desk.read({"news/a.md": text(attachments="khong.pdf"), "news/b.md": text(title="B")})
    assert [problem.level for problem in read.problems] == [Level.ERROR]
    assert [item.path for item in items(read)] == ["news/b.md"]


@pytest.mark.parametrize(
    ("statuses", "named"),
    [
        (("published", "withdrawn", "published"), {"vi": ["de"], "en": ["vi", "de"], "de": ["vi"]}),
        (("withdrawn", "published", "published"), {"vi": [], "en": [], "de": []}),
    ],
)
def test_a_withdrawn_item_is_nobodys_counterpart(desk: Desk, statuses: tuple[str, ...], named: dict[str, list[str]]) -> None:
    """What was withdrawn is not offered as a translation."""
    codes = ("vi", "en", "de")
    read = desk.read({f"news/a.{code}.md": text(title="A", status=status) for code, status in zip(codes, statuses, strict=True)})
    assert {item.language: [other.language for other in item.translations] for item in read.stories} == named


@pytest.mark.parametrize(("date", "updated"), [("2026-11-10 08:00", "2026-11-10 07:59"), ("2026-11-10 08:00", "2026-11-09"), ("2026-11-10", "2026-11-09 23:59")])
def test_an_update_before_the_publication_is_an_error(desk: Desk, date: str, updated: str) -> None:
    """Told at its line."""
    assert desk.errors({"news/a.md": text(date=date, updated=updated)}) == ["news/a.md:4: updated lies before date — write when it was changed"]


@pytest.mark.parametrize(("date", "updated"), [("2026-11-10 08:00", "2026-11-10 08:00"), ("2026-11-10 08:00", "2026-11-10"), ("2026-11-10", "2026-11-20 12:00")])
def test_an_update_in_time(desk: Desk, date: str, updated: str) -> None:
    """At the same minute, on the same day, at the instant of the build."""
    read = desk.read({"news/a.md": text(date=date, updated=updated)})
    assert warned(read) == []
    assert read.stories[0].updated is not None


def test_an_update_in_the_future_is_a_warning(desk: Desk) -> None:
    """Of what is published; what is dated later may well be updated later."""
    read = desk.read(
        {
            "news/a.md": text(updated="2026-11-20 12:01"),
            "news/b.md": text(title="B", date="2027-01-01", updated="2027-01-02"),
            "news/c.md": text(title="C", status="draft", updated="2027-01-02"),
        }
    )
    assert warned(read) == ["news/a.md:4: updated lies in the future — write when it was changed"]
    assert [item.path for item in read.stories] == ["news/a.md"]


def test_a_number_of_no_known_kind_is_a_warning(desk: Desk) -> None:
    """At its line, once, and only where no kind is written."""
    read = desk.read({"announcements/a.md": text(number="12/XYZ-CĐ"), "announcements/a.en.md": text(title="A", date="")})
    assert warned(read) == ["announcements/a.md:4: number: “12/XYZ-CĐ” names no kind of union document we know — write kind: … too"]
    assert [notice.kind for notice in read.announcements] == ["", ""]
    assert warned(desk.read({"announcements/a.md": text(number="12/XYZ-CĐ", kind="TB")})) == []


def test_words_of_another_language_are_known(desk: Desk) -> None:
    """Of every field that a page shows and that a translation inherits: kind and attachments among them. Its own are its own."""
    desk.write("announcements/a.pdf", b"%PDF-1.7")
    shown = {
        "author": "A", "source": "S", "image_credit": "C", "kind": "Thư ngỏ", "issuer": "I", "issuer_parent": "IP", "signer_post": "P", "place": "H", "event_place": "E",
        "recipients": "R", "attachments": "[{file: a.pdf, title: Toàn văn}]",
    }  # fmt: skip
    read = desk.read({"announcements/a.md": text(**shown), "announcements/a.en.md": text(title="A", date="", place="Hanoi")})
    vietnamese, english = read.announcements
    assert {name: vietnamese.original_language(name) for name in shown} == dict.fromkeys(shown, "vi")
    assert {name: english.original_language(name) for name in shown} == dict.fromkeys(shown, "vi") | {"place": "en"}
    assert english.original_language("title") == "en"
