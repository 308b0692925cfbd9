"""What each type of field accepts."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.fields import FIELDS, Field
from plugins.model.item import Announcement, Status, Story
from plugins.model.problem import Report
from plugins.sources import front_matter
from plugins.sources.values import value

from .desk import Desk, text, warned


@pytest.mark.parametrize(
    ("fields", "line", "hint"),
    [
        ({"date": "2026-11-01 25:00"}, 3, "is not a date"),
        ({"effective_from": "2026-11-20 13:49"}, 5, "effective_from is a day — write it without a time of day: 2026-11-20"),
        ({"effective_until": "mai"}, 5, "is not a date"),
        ({"pinned": "yes"}, 5, "pinned: “yes” — write true or false"),
        ({"status": "hidden"}, 5, "status: “hidden” — write draft, published or withdrawn"),
        ({"slug": "Đại hội"}, 5, "slug: “Đại hội” — write dai-hoi"),
        ({"slug": "工会"}, 5, "has no letter and no digit"),
        ({"source_url": "congdoan.vn/a"}, 5, "write the full address, beginning with https://"),
        ({"source_url": "javascript:alert(1)"}, 5, "write the full address"),
        ({"source_url": "http://[x"}, 5, "write the full address"),
        ({"aliases": "tin-cu/"}, 5, "write an address of this site, such as /tin-tuc/dai-hoi/"),
        ({"aliases": "[/a/, //evil.example/]"}, 5, "“//evil.example/”"),
        ({"aliases": "/a/../../b"}, 5, "write an address of this site"),
        ({"aliases": "/"}, 5, "write an address of this site"),
        ({"issuer": "[a, b]"}, 5, "issuer is a text — write issuer: …, without a list"),
        ({"tags": "{a: b}"}, 5, "tags is a list of texts"),
        ({"recipients": "[[a]]"}, 5, "recipients is a list of texts — write each on a line of its own after “- ”"),
        ({"number": "x" * 81}, 5, "number is 81 characters long — at most 80"),
        ({"attachments": "[{title: a}]"}, 5, "each attachment is “- file: name.pdf” and, indented below it, “title: …”"),
        ({"attachments": "[{file: a.pdf, size: 3}]"}, 5, "each attachment is"),
        ({"attachments": "[[a.pdf]]"}, 5, "each attachment is"),
    ],
)
def test_a_value_of_the_wrong_kind(desk: Desk, fields: dict[str, object], line: int, hint: str) -> None:
    """Told at its line, with what to write instead."""
    told = desk.errors({"announcements/a.md": text(kind="TB", **fields)})
    assert any(one.startswith(f"announcements/a.md:{line}: ") and hint in one for one in told)


def test_values_are_typed(desk: Desk) -> None:
    """Every field of an announcement arrives as what it is."""
    desk.write("announcements/a.pdf", b"%PDF-1.7")
    notice = desk.announcement(
        "announcements/a.md",
        text(
            number="045/KH-CĐ", effective_from="20/11/2026", effective_until="2027-1-5", deadline="30/11/2026 16:30", pinned="True", status="published",
            tags="lương, nghỉ  lễ,,lương", recipients="\n- TLĐ; Sở Nội vụ, phòng 2\n- Lưu", supersedes="[1/TB-CĐ, 2/TB-CĐ]", event_place="|\n  Hội trường\n  tầng 2",
            attachments="\n- a.pdf\n- file: a.pdf\n  title: Toàn văn", aliases="/thong-bao/cu/, /a.html", updated="2026-11-02", signer="NO", place="13:49",
        ),
    )  # fmt: skip
    assert notice.number == "045/KH-CĐ"
    assert notice.kind == "KH"
    assert (notice.effective_from, notice.effective_until) == (date(2026, 11, 20), date(2027, 1, 5))
    assert notice.deadline is not None
    assert notice.deadline.instant.isoformat() == "2026-11-30T16:30:00+07:00"
    assert notice.pinned is True
    assert [tag.name for tag in notice.tags] == ["lương", "nghỉ lễ"]
    assert notice.recipients == ("TLĐ; Sở Nội vụ, phòng 2", "Lưu")
    assert notice.supersedes == ("1/TB-CĐ", "2/TB-CĐ")
    assert notice.event_place == "Hội trường tầng 2"
    assert [attachment.title for attachment in notice.attachments] == ["a.pdf", "Toàn văn"]
    assert notice.aliases == ("/thong-bao/cu/", "/a.html")
    assert (notice.signer, notice.place) == ("NO", "13:49")


def test_an_empty_value_is_no_value(desk: Desk) -> None:
    """A field left empty, as a form leaves it, is as if it were not there."""
    read, item = desk.one("---\ntitle: T\ndate: 2026-11-01\nsummary:\ntags: []\nstatus: ''\nlead: ~\nimage:\nattachments:\n---\nMột.")
    assert isinstance(item, Story)
    assert (item.summary, item.tags, item.status, item.lead, item.attachments) == ("Một.", (), Status.PUBLISHED, False, ())
    assert warned(read) == []


def test_spaces_and_line_ends_in_a_title_are_one_space(desk: Desk) -> None:
    """A title is one line."""
    _, item = desk.one("---\ntitle: >\n  Một   hai\n  ba\ndate: 2026-11-01\n---\n")
    assert item.title == "Một hai ba"


@settings(max_examples=600)
@given(st.sampled_from(FIELDS), st.text(st.sampled_from("ab2026/-: ,[]{}\n'\"|"), max_size=40) | st.sampled_from(["2026-11-01", "true", "/a/", "[a, b]", "[{file: a}]"]))
def test_any_value_is_typed_or_told(field: Field, source: str) -> None:
    """Never both, never a failure."""
    report = Report("a.md")
    node = front_matter.parse(source, report)
    if node is None:
        return
    read = value(field, node, report)
    assert read is None or not report.failed
    assert all(problem.said() for problem in report.problems)


def test_kind_is_an_abbreviation_or_a_name(desk: Desk) -> None:
    """An unknown one is shown as written, with a warning."""
    kinds = {name: desk.announcement("announcements/a.md", text(kind=name)).kind for name in ("qđ", "Thông báo", "Decision", "ke hoach")}
    assert kinds == {"qđ": "QĐ", "Thông báo": "TB", "Decision": "QĐ", "ke hoach": "KH"}
    read, item = desk.one(text(kind="Thư mời"), "announcements/a.md")
    assert isinstance(item, Announcement)
    assert item.kind == "Thư mời"
    assert warned(read) == ["announcements/a.md:4: kind: “Thư mời” is no kind of union document we know; it is shown as written"]
