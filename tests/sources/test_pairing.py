"""Files of one stem are one item in several languages."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.item import Announcement, Status
from plugins.model.permalink import Ledger
from plugins.model.problem import in_order
from plugins.sources.document import Document
from plugins.sources.pairing import pair

from .desk import LANGUAGES, Desk, items, named, read_text, said, text, warned

FULL = {
    "summary": "S", "category": "C", "tags": "T", "author": "A", "slug": "goc", "image": "a.png", "image_alt": "I", "image_credit": "IC", "source": "SO",
    "source_url": "https://s.example/", "status": "published", "updated": "2026-11-05", "change_note": "N", "aliases": "/cu/", "allow": "x",
    "translated_from": "en", "number": "1/KH-CĐ", "kind": "KH", "issuer": "IS", "issuer_parent": "IP", "signer": "SI", "signer_post": "SP", "place": "P",
    "effective_from": "2026-11-02", "effective_until": "2026-12-02", "deadline": "2026-11-30", "event_start": "2026-11-21", "event_end": "2026-11-22",
    "event_place": "EP", "pinned": "true", "supersedes": "1", "amends": "2", "repeals": "3", "recipients": "R", "attachments": "a.pdf",
}  # fmt: skip


def test_what_a_translation_inherits() -> None:
    """Exactly what the table says: every field but its own, each with the file it comes from."""
    original = read_text("announcements/a.md", text(**FULL).encode())
    translation = read_text("announcements/a.en.md", text(title="E", date="").encode())
    assert isinstance(original, Document)
    assert isinstance(translation, Document)
    entries, problems = pair([translation, original], LANGUAGES, Ledger(()), ())
    assert not problems
    own = {"title", "summary", "tags", "slug", "aliases", "image_alt", "updated", "change_note", "translated_from", "status"}
    vietnamese, english = entries
    assert vietnamese.values.keys() == FULL.keys() | {"title", "date"}
    assert english.values.keys() == vietnamese.values.keys() - own | {"title"}
    assert all(english.values[name] == vietnamese.values[name] for name in english.values.keys() - {"title"})
    assert {name: origin.place.path for name, origin in english.origins.items()} == {
        name: "announcements/a.en.md" if name == "title" else "announcements/a.md" for name in english.values
    }


def test_a_translation_may_say_it_otherwise(desk: Desk) -> None:
    """Its own value goes before the inherited one, an own date too; the line for `inherited` words follows."""
    read = desk.read({"news/a.vi.md": text(author="Ban Tuyên giáo", source="Báo"), "news/a.en.md": text(title="A", date="2026-11-10", author="Press office")})
    english = named(read, "news/a.en.md")
    assert english.author == "Press office"
    assert english.source == "Báo"
    assert english.original_language("source") == "vi"
    assert english.original_language("author") == "en"
    assert english.published is not None
    assert english.published.day == 10


def test_without_the_default_language_each_stands_by_itself(desk: Desk) -> None:
    """An English and a German text inherit nothing from each other."""
    read = desk.read({"news/a.en.md": text(title="A", author="X"), "news/a.de.md": text(title="A")})
    assert [(item.language, item.author) for item in read.stories] == [("en", "X"), ("de", "")]


def test_translations_are_named_in_the_order_of_the_site(desk: Desk) -> None:
    """Not in that of their codes or dates."""
    read = desk.read({f"news/a.{code}.md": text(title="A", date=f"2026-11-0{day}") for day, code in enumerate(["de", "zh", "en", "vi"], start=1)})
    assert [other.language for other in named(read, "news/a.vi.md").translations] == ["en", "zh", "de"]
    assert [other.language for other in named(read, "news/a.de.md").translations] == ["vi", "en", "zh"]


@pytest.mark.parametrize(
    ("field", "original", "translation"),
    [
        ("number", "1/TB-CĐ", "2/TB-CĐ"),
        ("kind", "Thông báo", "Decision"),
        ("effective_from", "2026-11-01", "2026-11-02"),
        ("effective_until", "2026-12-01", "2026-12-02"),
        ("effective_until", "", "2026-12-02"),
    ],
)
def test_a_translation_must_not_contradict(desk: Desk, field: str, original: str, translation: str) -> None:
    """Number, kind and days are the document's, not the translation's: told at its line, with the other file."""
    fields = {"kind": "TB", field: original}
    told = desk.errors({"announcements/a.md": text(**fields), "announcements/a.en.md": text(title="A", date="", **{field: translation})})
    assert told == [f"announcements/a.en.md:3: {field} differs from announcements/a.md — delete it here: a translation takes it from there"]


def test_a_translation_may_repeat(desk: Desk) -> None:
    """The same number, day or kind is no contradiction, however it is spelt."""
    read = desk.read(
        {
            "announcements/a.md": text(number="1/TB-CĐ", kind="Thông báo", effective_from="2026-11-02"),
            "announcements/a.en.md": text(title="A", number="1/TB-CĐ", kind="Notice", effective_from="02/11/2026"),
        }
    )
    assert warned(read) == []
    assert [notice.kind for notice in read.announcements] == ["TB", "TB"]


@pytest.mark.parametrize(("first", "other", "shown"), [("withdrawn", "published", 2), ("withdrawn", "draft", 1), ("published", "withdrawn", 2), ("published", "draft", 1)])
def test_withdrawn_in_the_default_language_withdraws_every_language(desk: Desk, first: str, other: str, shown: int) -> None:
    """The other way round it is only that translation. What was a draft was never published, and nothing of it shows."""
    read = desk.read({"news/a.vi.md": text(status=first, change_note="Nhầm"), "news/a.en.md": text(title="A", status=other)})
    made = {item.language: item.status for item in items(read)}
    assert len(made) == shown
    if first == "withdrawn":
        assert set(made.values()) == {Status.WITHDRAWN}
    else:
        assert made["vi"] is Status.PUBLISHED
        assert made.get("en") in {None, Status.WITHDRAWN}


def test_translation_is_withdrawn_when_its_original_is(desk: Desk) -> None:
    """Its feeds say when; an own `updated` tells of a change before that, and one that came later was withdrawn at its own time."""
    original = text(status="withdrawn", updated="2026-11-10 09:00", date="2026-11-01")
    translations: tuple[tuple[dict[str, str], int | None], ...] = (
        ({}, 10),
        ({"updated": "2026-11-05"}, 10),
        ({"updated": "2026-11-11", "status": "withdrawn"}, 11),
        ({"date": "2026-11-12"}, None),
    )
    for fields, day in translations:
        read = desk.read({"news/a.vi.md": original, "news/a.en.md": text(title="A", **({"date": ""} | fields))})
        updated = named(read, "news/a.en.md").updated
        assert (updated and updated.day) == day


def test_a_draft_behind_a_withdrawn_original_stays_a_draft(desk: Desk) -> None:
    """It was never published: it holds no address, and what it says is nowhere; only a preview shows it."""
    files: dict[str, str | bytes] = {
        "news/a.vi.md": text(status="withdrawn"),
        "news/a.en.md": text(title="Secret", status="draft", aliases="/secret/"),
        "news/b.en.md": text(title="Secret", aliases="/secret/"),
    }
    read = desk.read(files)
    assert warned(read) == []
    assert {item.path: item.status for item in items(read)} == {"news/a.vi.md": Status.WITHDRAWN, "news/b.en.md": Status.PUBLISHED}
    assert {item.path: item.status for item in items(desk.read(drafts=True))}["news/a.en.md"] is Status.DRAFT


def test_of_a_withdrawn_item_only_the_reason_stays(desk: Desk) -> None:
    """Neither its text, summary, pictures nor attachments are in the output."""
    desk.write("news/a.pdf", b"x")
    read, item = desk.one(text("# Bí mật", status="withdrawn", change_note="Sai số liệu", summary="S", attachments="a.pdf"))
    assert (item.change_note, item.summary, item.attachments, item.body.path, item.reading_minutes) == ("Sai số liệu", "", (), "", 0)
    assert read.bodies == {}


def test_the_same_language_twice(desk: Desk) -> None:
    """STEM.md and STEM.vi.md are both Vietnamese."""
    assert desk.errors({"news/a.md": text(), "news/a.vi.md": text(title="B")}) == [
        "news/a.vi.md:1: the same text in the same language as news/a.md — rename or delete one"
    ]


def test_two_files_that_want_one_address_are_both_named(desk: Desk) -> None:
    """At the line of the title or the slug that makes it."""
    told = desk.errors({"news/a.md": text(title="Đại hội"), "news/2026/b.md": text(title="Bài", slug="dai-hoi"), "pages/c.md": text(title="Đại hội")})
    assert told == ["news/a.md:2: the address /tin-tuc/dai-hoi/ is taken by news/2026/b.md — give one of them another slug"]


def test_a_draft_holds_no_address(desk: Desk) -> None:
    """Until it is published."""
    assert warned(desk.read({"news/a.md": text(), "news/b.md": text(status="draft")})) == []


@pytest.mark.parametrize(
    ("alias", "holder"),
    [
        ("/tin-tuc/hai/", "news/b.md"),
        ("/tin-tuc/hai", "news/b.md"),
        ("/Tin-Tuc/HAI/", "news/b.md"),
        ("/tin-tuc/mai/", "news/c.md"),
        ("/cu/", "news/0.md"),
        ("/CU", "news/0.md"),
        ("/mai-cu/", "news/00.md"),
        ("/tin-tuc/go/", "news/d.md"),
        ("/en/news/b/", "news/b.en.md"),
        ("/tin-tuc/bai/", "news/a.md"),
        ("/TIN-TUC/Bai", "news/a.md"),
    ],
)
def test_an_alias_that_is_taken_is_an_error(desk: Desk, alias: str, holder: str) -> None:
    """By an item's address or alias, a later or a withdrawn one's, or by its own address; case does not matter; told at its line."""
    files: dict[str, str | bytes] = {
        "news/0.md": text(title="Không", aliases="/cu/"),
        "news/00.md": text(title="Không hai", date="2027-01-01", aliases="/mai-cu/"),
        "news/b.md": text(title="Hai"),
        "news/b.en.md": text(title="B", date=""),
        "news/c.md": text(title="Mai", date="2027-01-01"),
        "news/d.md": text(title="Gỡ", status="withdrawn"),
    }
    told = desk.errors(files | {"news/a.md": text(summary="s", aliases=f"[/rieng/, {alias}]")})
    address = alias if alias.endswith("/") else f"{alias}/"
    assert told == [f"news/a.md:5: the address {address} is taken by {holder} — delete this alias"]


def test_a_later_item_claims_its_aliases_too(desk: Desk) -> None:
    """Told now, not on its day."""
    told = desk.errors({"news/a.md": text(date="2027-01-01", aliases="/tin-tuc/hai/"), "news/b.md": text(title="Hai")})
    assert told == ["news/a.md:4: the address /tin-tuc/hai/ is taken by news/b.md — delete this alias"]


def test_a_drafts_aliases_are_free(desk: Desk) -> None:
    """Until it is published."""
    draft = text(title="Nháp", status="draft", aliases="[/tin-tuc/bai/, /cu/, /tin-tuc/nhap/]")
    assert warned(desk.read({"news/0.md": draft, "news/a.md": text(aliases="/cu/")})) == []


@pytest.mark.parametrize("translation", ["en", "de"])
def test_no_date_is_told_once(desk: Desk, translation: str) -> None:
    """Of the original; a translation without an original is one itself."""
    wrong = "1: no date — write date: 2026-11-20 13:49"
    files: dict[str, str | bytes] = {"news/a.md": text(date=""), f"news/a.{translation}.md": text(title="A", date="")}
    assert desk.errors(files) == [f"news/a.md:{wrong}"]
    assert desk.errors({"news/a.md": text(), "news/b.en.md": text(title="B", date="")}) == [f"news/b.en.md:{wrong}"]


@pytest.mark.parametrize(
    ("path", "title", "line"),
    [
        ("pages/a.md", "Tin tức", 2),
        ("pages/a.md", "En", 2),
        ("pages/a.md", "Media", 2),
        ("pages/a.md", "RSS", 2),
        ("pages/a.en.md", "News", 2),
        ("news/a.md", "Trang", 2),
        ("news/a.en.md", "Page", 2),
        ("announcements/a.md", "Năm", 2),
        ("announcements/a.en.md", "Kind", 2),
    ],
)
def test_a_slug_that_belongs_to_the_site(desk: Desk, path: str, title: str, line: int) -> None:
    """Section words, languages and numbered pages are reserved at their level."""
    fields = {"kind": "TB"} if path.startswith("ann") else {}
    (told,) = desk.errors({path: text(title=title, **fields)})
    assert told.startswith(f"{path}:{line}: the address “")
    assert told.endswith("belongs to the site itself — write slug: … with another word")


def test_reserved_elsewhere_is_free(desk: Desk) -> None:
    """A story may be called like a section."""
    assert warned(desk.read({"news/a.md": text(title="Tin tức"), "news/b.md": text(title="Admin"), "pages/c.md": text(title="Page")})) == []


def test_a_title_no_address_can_be_made_of(desk: Desk) -> None:
    """Chinese characters only: a slug is asked for, and taken."""
    told = desk.errors({"news/a.zh.md": text(title="工会新闻")})
    assert told == ["news/a.zh.md:2: no address can be made from this title — write slug: … with letters a to z or digits"]
    _, item = desk.one(text(title="工会新闻", slug="gong-hui"), "news/a.zh.md")
    assert item.url == "/zh/news/gong-hui/"


def test_a_long_title_makes_an_address_of_80_characters(desk: Desk) -> None:
    """Cut at a word; the title itself stays."""
    title = "Công đoàn cơ sở " * 300
    _, item = desk.one(text(title=title))
    assert len(item.slug) <= 80
    assert item.slug.endswith("so") or item.slug.endswith("co") or item.slug.endswith("doan") or item.slug.endswith("cong")
    assert item.title == title.strip()


def test_faults_of_the_original_are_told_once(desk: Desk) -> None:
    """A translation is not blamed for what it inherits, nor for what it lacks because the original cannot be read."""
    faulty = text(effective_from="2026-11-05", effective_until="2026-11-01", event_start="2026-11-05", event_end="2026-11-01", attachments="khong.pdf")
    told = desk.errors({"announcements/a.vi.md": faulty, "announcements/a.en.md": text(title="A", date="")})
    assert [one.partition(" ")[0] for one in told] == [f"announcements/a.vi.md:{line}:" for line in (1, 5, 7, 8)]
    assert [one.split(":")[:2] for one in desk.errors({"announcements/a.vi.md": text(foo="x")})] == [["announcements/a.vi.md", "4"]]


STORIES = [
    ("news/a.vi.md", text(title="A", tags="lương, Tết")),
    ("news/a.en.md", text(title="A", date="")),
    ("news/b.md", text(title="A")),
    ("news/b.vi.md", text(title="B")),
    ("news/c.en.md", text(title="A", tags="pay")),
    ("announcements/d.md", text(number="1/TB-CĐ")),
    ("announcements/d.en.md", text(title="D", number="2/TB-CĐ")),
    ("pages/e.md", text(title="Tin tức", date="")),
]
DOCUMENTS = [document for path, source in STORIES if isinstance(document := read_text(path, source.encode()), Document)]


@given(st.permutations(DOCUMENTS))
def test_the_order_of_reading_does_not_matter(documents: list[Document]) -> None:
    """The same entries and the same problems, however a folder lists its files."""
    entries, problems = pair(documents, LANGUAGES, Ledger(()), ())
    expected, wrong = pair(DOCUMENTS, LANGUAGES, Ledger(()), ())
    assert entries == expected
    assert in_order(problems) == in_order(wrong)
    assert len(wrong) == 5


@settings(max_examples=10)
@given(st.permutations(STORIES))
def test_the_order_of_writing_does_not_matter(tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, str]]) -> None:
    """Nor does the order in which a file system keeps them."""
    folder = tmp_path_factory.mktemp("desk")
    made = Desk(folder / "content", Path(folder / "pictures"))
    read = made.read(dict(files))
    assert [told.split(": ")[0] for told in said(read)] == [
        "announcements/d.en.md:4", "news/b.md:2", "news/b.vi.md:1", "news/c.en.md:2", "pages/e.md:2",
    ]  # fmt: skip
    assert [item.path for item in items(read)] == ["news/a.vi.md", "news/a.en.md", "announcements/d.md"]


def test_an_announcement_needs_number_or_kind(desk: Desk) -> None:
    """Either will do; the number's symbol says the kind."""
    assert desk.errors({"announcements/a.md": text()}) == ["announcements/a.md:1: neither number nor kind — write number: 45/KH-CĐ, or kind: TB"]
    read = desk.read({"announcements/a.md": text(number="933/QĐ-TLĐ")})
    assert [notice.kind for notice in read.announcements if isinstance(notice, Announcement)] == ["QĐ"]
