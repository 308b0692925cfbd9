"""Announcements: their list, in the order of what is urgent, and a page for each."""

from hashlib import sha256

import pytest

from tests.conftest import Build, Built, run_pelican, write
from tests.model.samples import announcement
from tests.parsed import feed, found, listed, page, text
from tests.written import notice, pdf, story
from tests.written import text as written

STANDING = "//aside[@class='standing']//a/@href"


def addresses(*slugs: str) -> list[str]:
    """Of announcements in Vietnamese."""
    return [f"/thong-bao/{slug}/" for slug in slugs]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Announcements in every state; the build is on 23 November 2026."""
    folder = tmp_path_factory.mktemp("announcements")
    content = {
        "announcements/qua-cu.md": notice("Qua cũ", "2026-01-01"),
        "announcements/qua-moi.md": notice("Qua mới", "2026-11-20", "effective_until: 2026-11-22"),
        "announcements/qua-ghim.md": notice("Qua ghim", "2026-01-02", "pinned: true", "effective_until: 2026-01-03"),
        "announcements/moi.md": notice("Mới", "2026-11-21"),
        "announcements/cu.md": notice("Cũ", "2026-11-19"),
        "announcements/ghim.md": notice("Ghim", "2026-09-01", "pinned: true"),
        "announcements/han-xa.md": notice("Hạn xa", "2026-11-01", "deadline: 2026-12-15"),
        "announcements/han-gan.md": notice("Hạn gần", "2026-10-01", "deadline: 2026-11-23 17:00"),
        "announcements/han-het.md": notice("Hạn hết", "2026-11-18", "deadline: 2026-11-23 09:00"),
        "announcements/sap-gan.md": notice("Sắp gần", "2026-11-01", "effective_from: 2026-11-24"),
        "announcements/sap-xa.md": notice("Sắp xa", "2026-11-02", "effective_from: 2027-01-01"),
        "announcements/ngay-cuoi.md": notice("Ngày cuối", "2026-11-17", "effective_until: 2026-11-23"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


def test_list_is_in_the_order_of_what_is_urgent(site: Built) -> None:
    """Current ones first (pinned, then the soonest open deadline, then the newest), then those to come, then those that are over."""
    current = addresses("ghim", "han-gan", "han-xa", "moi", "cu", "han-het", "ngay-cuoi")
    upcoming, past = addresses("sap-xa", "sap-gan"), addresses("qua-moi", "qua-ghim", "qua-cu")
    assert listed(site, "/thong-bao/") == current + upcoming + past


def test_feed_is_newest_first(site: Built) -> None:
    """The feed does not follow urgency: newest first."""
    links = [entry.link.removeprefix("https://ban-tin.example") for entry in feed(site, "/thong-bao/rss.xml").entries]
    assert links == addresses("moi", "qua-moi", "cu", "han-het", "ngay-cuoi", "sap-xa", "sap-gan", "han-xa", "han-gan", "ghim", "qua-ghim", "qua-cu")


@pytest.mark.parametrize(
    ("slug", "state", "badge", "validity"),
    [
        ("sap-gan", "upcoming", "Sắp có hiệu lực", "Có hiệu lực từ ngày 24 tháng 11 năm 2026"),
        ("ngay-cuoi", "current", "Còn hiệu lực", "Còn hiệu lực đến hết ngày 23 tháng 11 năm 2026"),
        ("qua-moi", "past", "Hết hiệu lực", "Hết hiệu lực sau ngày 22 tháng 11 năm 2026"),
        ("moi", "current", "Còn hiệu lực", ""),
    ],
)
def test_state_is_said_in_words(site: Built, slug: str, state: str, badge: str, validity: str) -> None:
    """An announcement's page says whether it is to come, in force or over, and the day that depends on; the list too.

    Without a last day, one that does not last until it is repealed is in force for 90 days; but no day is printed that nobody decided.
    """
    on_page = page(site, f"/thong-bao/{slug}/")
    assert found(on_page, "//article[@class='announcement']/@data-state") == [state]
    assert text(on_page, "//p[@class='announcement-state']").replace("\u00a0", " ") == (validity or badge)
    listed_as = f"//article[h2/a/@href='/thong-bao/{slug}/']"
    assert found(page(site, "/thong-bao/"), f"{listed_as}/@data-state") == [state]
    assert text(page(site, "/thong-bao/"), f"{listed_as}//strong") == badge
    assert text(page(site, "/thong-bao/"), f"{listed_as}/p[@class='notice-validity']").replace("\u00a0", " ").startswith(validity)


def test_history_ends_in_whole_words(site: Built) -> None:
    """The day stands before the words: they need none after them."""
    last = "//section[@class='history']//li[last()]"
    assert text(page(site, "/thong-bao/ngay-cuoi/"), last).split(maxsplit=1) == ["23/11/2026", "Ngày cuối cùng có hiệu lực"]


def test_list_beyond_one_page(build: Build) -> None:
    """The list's pages hold exactly the items of their portion; older ones that are pinned or in force stand beside the first page.

    What stands beside it is on its numbered page all the same.
    """
    content = {f"announcements/{number:02}.md": notice(f"Số {number:02}", f"2026-01-{1 + number % 28:02} {number // 28:02}:00", f"slug: so-{number:02}") for number in range(45)}
    content |= {
        "announcements/qd.md": written("Quyết định", "date: 2020-01-01", "kind: QĐ"),
        "announcements/ghim.md": notice("Ghim", "2020-01-02", "pinned: true"),
        "announcements/bo.md": written("Bị gỡ", "date: 2020-01-03", "kind: QĐ", "status: withdrawn"),
        "news/x.md": story("Tin", "2026-11-01"),
    }
    built = build(content)
    assert built.exit_code == 0, built.said
    first, second = listed(built, "/thong-bao/"), listed(built, "/thong-bao/trang/1/")
    assert (len(first), len(second)) == (27, 20)
    assert sorted(first + second) == sorted(addresses("quyet-dinh", "ghim", *(f"so-{number:02}" for number in range(45))))
    assert found(page(built, "/thong-bao/"), STANDING) == addresses("ghim", "quyet-dinh")
    assert found(page(built, "/thong-bao/trang/1/"), STANDING) == []
    assert second[-2:] == addresses("ghim", "quyet-dinh")
    assert len(feed(built, "/thong-bao/rss.xml").entries) == 30


def test_page_shows_what_its_file_says(build: Build) -> None:
    """An announcement's page has its number, kind, issuing bodies, place and date, days, signer, recipients, files and related documents."""
    plan = pdf(2)
    built = build(
        {
            "announcements/cu.md": notice("Văn bản cũ", "2025-03-02", "number: 12/TB-CĐ"),
            "announcements/a/index.md": written(
                "Hội thi",
                "date: 2026-02-05 08:00",
                "number: 45/KH-CĐ",
                "issuer: Công đoàn cơ sở",
                "issuer_parent: Liên đoàn Lao động",
                "signer: Trần Thị Mẫu",
                "signer_post: Chủ tịch",
                "place: Hà Nội",
                "effective_from: 2026-02-06",
                "effective_until: 2026-12-31",
                "deadline: 2026-11-30 17:00",
                "event_start: 2026-12-01 08:00",
                "event_end: 2026-12-01 11:00",
                "event_place: Hội trường",
                "supersedes: [12/TB-CĐ]",
                "amends: [99/TB-CĐ]",
                "recipients: [Các tổ công đoàn, 'Lưu: VP']",
                "attachments: [{file: ke-hoach.pdf, title: Kế hoạch}, {file: mau-don.docx, title: Mẫu đơn}]",
            ),
            "announcements/a/ke-hoach.pdf": plan,
            "announcements/a/mau-don.docx": b"PK" * 600,
        }
    )
    assert built.exit_code == 0, built.said
    tree = page(built, "/thong-bao/hoi-thi/")
    facts = text(tree, "//dl[@class='facts']").replace("\u00a0", " ")
    for fact in (
        "45/KH-CĐ",
        "Liên đoàn Lao động",
        "Công đoàn cơ sở",
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Hà Nội, ngày 05 tháng 02 năm 2026",
        "31 tháng 12 năm 2026",
        "17:00 ngày 30/11/2026 (GMT+7)",
        "08:00–11:00, ngày 1 tháng 12 năm 2026 (GMT+7)",
        "Hội trường",
    ):
        assert fact in facts, fact
    assert text(tree, "//p[@class='signer']") == "Chủ tịchTrần Thị Mẫu"
    assert found(tree, "//section[@class='recipients']//li/text()") == ["Các tổ công đoàn;", "Lưu: VP."]  # as Decree 30 punctuates them
    assert text(tree, "//p[@class='document-kind']") == "Kế hoạch"
    assert found(tree, "//section[@class='attachments']//a/@href") == ["/media/announcements/a/ke-hoach.pdf", "/media/announcements/a/mau-don.docx"]
    files = text(tree, "//section[@class='attachments']//li").replace("\u00a0", " ")
    assert files.startswith("Kế hoạch (PDF, 2 trang, 1 KB)")
    assert "Mẫu đơn (DOCX, 1 KB)" in files
    assert found(tree, "//section[@class='attachments']//code/text()") == [sha256(plan).hexdigest(), sha256(b"PK" * 600).hexdigest()]
    assert found(tree, "//dl[@class='facts']//a/@href") == ["/thong-bao/van-ban-cu/"]
    assert "99/TB-CĐ" in facts


def test_lasting_kinds_are_in_force_until_repealed(build: Build) -> None:
    """A decision of long ago is in force, and its page says until when: until it is repealed. English words on the English page."""
    built = build({"announcements/a.vi.md": written("Quyết định", "date: 2010-01-01", "number: 7/QĐ-CĐ"), "announcements/a.en.md": written("Decision")})
    vietnamese = page(built, "/thong-bao/quyet-dinh/")
    assert found(vietnamese, "//article[@class='announcement']/@data-state") == ["current"]
    assert text(vietnamese, "//p[@class='announcement-state']") == "Có hiệu lực đến khi được thay thế hoặc bãi bỏ"
    english = page(built, "/en/announcements/decision/")
    assert text(english, "//p[@class='announcement-state']") == "In force until repealed"
    assert text(english, "//p[@class='document-kind']") == "Decision"


@pytest.fixture(scope="module")
def forceless(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Minutes, a report, a submission and official letters; one report was superseded, one letter says until when it holds."""
    folder = tmp_path_factory.mktemp("forceless")
    content = {
        "announcements/bb.md": written("Biên bản", "date: 2024-01-05", "kind: BB", "effective_from: 2024-01-05", "updated: 2024-01-07", "change_note: Sửa tên"),
        "announcements/ttr.md": written("Tờ trình", "date: 2026-11-05", "kind: TTr"),
        "announcements/bc-cu.md": written("Báo cáo cũ", "date: 2026-10-01", "number: 1/BC-CĐ"),
        "announcements/bc.md": written("Báo cáo", "date: 2026-11-01", "number: 2/BC-CĐ", "supersedes: 1/BC-CĐ"),
        "announcements/cv.md": written("Công văn", "date: 2026-11-06", "kind: CV", "effective_until: 2026-12-31"),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache")
    assert built.exit_code == 0, built.said
    return built


@pytest.mark.parametrize("slug", ["bien-ban", "to-trinh", "bao-cao"])
def test_what_is_never_in_force_is_not_said_to_be(forceless: Built, slug: str) -> None:
    """Of minutes, reports, submissions and official letters members read the day of issue, and no word of force, now or later; `data-state` stays."""
    tree = page(forceless, f"/thong-bao/{slug}/")
    assert found(tree, "//article/@data-state") == ["past" if slug == "bien-ban" else "current"]
    assert text(tree, "//div[@class='facts-more']").startswith("Ngày ban hành")
    shown = [text(tree, "//main"), *(text(page(forceless, url), f"//*[self::article or self::tr][.//a/@href='/thong-bao/{slug}/']") for url in ("/thong-bao/", "/thong-bao/nam/2026/"))]
    assert [words for words in (*shown, *found(tree, "//main//@*")) if "hiệu lực" in words] == []
    assert found(tree, "//section[@class='history']/@class | //p[@class='announcement-state']/@class") == []


@pytest.mark.parametrize(("slug", "state"), [("bao-cao-cu", "Được thay thế từ ngày 1 tháng 11 năm 2026"), ("cong-van", "Còn hiệu lực đến hết ngày 31 tháng 12 năm 2026")])
def test_what_is_known_of_such_documents_is_said(forceless: Built, slug: str, state: str) -> None:
    """That another one has taken its place, and until when it holds where somebody wrote that."""
    assert text(page(forceless, f"/thong-bao/{slug}/"), "//p[@class='announcement-state']").replace("\u00a0", " ") == state


def test_what_stays_of_a_withdrawn_document_says_which_it_was(build: Build) -> None:
    """Its kind, number and day, when it was withdrawn and why, and the way to the others; a story's says the same of a text."""
    gone = ("status: withdrawn", "updated: 2026-11-10 08:00", "change_note: Nhầm ngày")
    built = build(
        {
            "announcements/a.vi.md": notice("Lịch khám", "2026-11-01", "number: 9/TB-CĐ", *gone),
            "announcements/a.en.md": written("Health checks"),
            "announcements/b.md": notice("Họp", "2026-11-02", "status: withdrawn"),
            "news/c.md": story("Tin", "2026-11-03", *gone),
            "pages/d.md": written("Ghi chú", "status: withdrawn"),
        }
    )
    assert built.exit_code == 0, built.said
    shown = {url: text(page(built, url), "//article").replace("\u00a0", " ") for url in ("/thong-bao/lich-kham/", "/en/announcements/health-checks/", "/thong-bao/hop/", "/tin-tuc/tin/", "/ghi-chu/")}
    assert shown == {
        "/thong-bao/lich-kham/": "Thông báo số 9/TB-CĐ ngày 01/11/2026 Lịch khám Văn bản này đã được gỡ lúc 08:00 - 10/11/2026 (GMT+7). Lý do: Nhầm ngày Tất cả thông báo",
        "/en/announcements/health-checks/": "Notice No. 9/TB-CĐ of 1 Nov 2026 Health checks This document was withdrawn on 10 November 2026, 08:00 (GMT+7). All announcements",
        "/thong-bao/hop/": "Thông báo ngày 02/11/2026 Họp Văn bản này đã được gỡ. Tất cả thông báo",
        "/tin-tuc/tin/": "Tin Nội dung này đã được gỡ lúc 08:00 - 10/11/2026 (GMT+7). Lý do: Nhầm ngày Tất cả tin tức",
        "/ghi-chu/": "Ghi chú Nội dung này đã được gỡ. Về trang chủ",
    }
    assert [found(page(built, url), "//article//a/@href") for url in shown] == [["/thong-bao/"], ["/en/announcements/"], ["/thong-bao/"], ["/tin-tuc/"], ["/"]]


@pytest.mark.parametrize(
    ("number", "issuer", "motto"),
    [("7/QĐ-CĐ", "Công đoàn", True), ("21/2026/QĐ-TLĐ", "", True), ("", "Công đoàn", True), ("66-QĐ/TW", "Ban Chấp hành Trung ương", False), ("", "", False)],
)
def test_motto(number: str, issuer: str, motto: bool) -> None:
    """The national motto heads what a body issued, but not the Party's documents, whose number is written otherwise, nor a plain notice."""
    assert announcement(number=number, issuer=issuer).bears_motto is motto
