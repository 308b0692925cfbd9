"""The register in a browser: filters, and whether a file is one that was published."""

import hashlib
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.conftest import run_pelican, write
from tests.written import notice
from tests.written import text as written

from .conftest import DESK, PATH, PHONE, OpenSite, Served, Visit, serving
from .test_pages import TRIES, complaints, moved, overflow
from .test_ways import tab_to

FILE = b"%PDF-1.4\n" + "Quy chế chi tiêu nội bộ".encode()
LIST = "/thong-bao/"
EVERY = 9
"""How many documents there are in Vietnamese that were not withdrawn."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A few documents of three years, of several kinds, issuers and states; the build is on 23 November 2026."""
    folder = tmp_path_factory.mktemp("register")
    content: dict[str, str | bytes] = {
        "announcements/quy-che/index.vi.md": written(
            "Quy chế chi tiêu nội bộ",
            "date: 2024-03-05",
            "number: 03/QC-CĐCS",
            "issuer: Công đoàn cơ sở",
            "summary: Định mức cho đại hội và hội nghị.",
            "attachments: [{file: quy-che.pdf, title: Toàn văn}]",
        ),
        "announcements/quy-che/index.en.md": written("Rules on spending"),
        "announcements/quy-che/quy-che.pdf": FILE,
        "announcements/thay/index.md": written("Quyết định đời sau", "date: 2026-02-01", "number: 9/QĐ-CĐCS", "issuer: Công đoàn cơ sở", "supersedes: [7/QĐ-CĐCS]"),
        "announcements/bi-thay/index.md": written("Quyết định đời trước", "date: 2025-02-01", "number: 7/QĐ-CĐCS", "issuer: Công đoàn cơ sở", "attachments: [{file: cu.pdf}]"),
        "announcements/bi-thay/cu.pdf": FILE + b"1",
        "announcements/dai-hoi.md": notice("Triệu tập Đại hội đoàn viên", "2026-11-16", "issuer: Liên đoàn Lao động tỉnh", "deadline: 2026-12-15 17:00", "pinned: true"),
        "announcements/ca-ngay.md": notice("Đăng ký tham quan", "2026-11-10", "issuer: Liên đoàn Lao động tỉnh", "deadline: 2026-12-09"),
        "announcements/sap.md": written("Kế hoạch năm tới", "date: 2026-11-20", "kind: KH", "effective_from: 2027-01-01", "effective_until: 2027-12-31"),
        "announcements/het.md": written("Kế hoạch đã xong", "date: 2025-01-05", "kind: KH", "effective_until: 2025-12-31"),
        "announcements/bien-ban.md": written("Biên bản họp", "date: 2024-01-05", "kind: BB"),
        "announcements/bien-ban-han.md": written("Biên bản có thời hạn", "date: 2024-01-06", "kind: BB", "effective_until: 2024-12-31"),
        "announcements/go.md": notice("Lịch khám đã gỡ", "2026-06-01", "status: withdrawn", "change_note: Nhầm ngày."),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL=f"https://someone.example{PATH}")
    assert built.exit_code == 0, built.said
    with serving(built) as served:
        yield served


def count(page: Page) -> Locator:
    """What says how many documents were found."""
    return page.locator(".finder-count")


def titles(page: Page) -> list[str]:
    """The titles of the announcements that are shown in the list."""
    return page.locator(".register-list > .notice:visible .notice-title").all_inner_texts()


def opened(visit: OpenSite, site: Served, url: str = LIST) -> Visit:
    """The register, on the day of the build."""
    visited = visit(site, viewport=DESK)
    visited.page.clock.set_fixed_time("2026-11-23T10:00:00+07:00")
    visited.open(url)
    return visited


FILTERS = {
    "kind": ({"kind": "QĐ"}, ["Quyết định đời sau", "Quyết định đời trước"]),
    "issuer": ({"issuer": "Liên đoàn Lao động tỉnh"}, ["Triệu tập Đại hội đoàn viên", "Đăng ký tham quan"]),
    "year": ({"year": "2025"}, ["Quyết định đời trước", "Kế hoạch đã xong"]),
    "upcoming": ({"state": "upcoming"}, ["Kế hoạch năm tới"]),
    "past": ({"state": "past"}, ["Quyết định đời trước", "Kế hoạch đã xong", "Biên bản có thời hạn", "Biên bản họp"]),
    "current": (
        {"state": "current"},
        ["Triệu tập Đại hội đoàn viên", "Đăng ký tham quan", "Quyết định đời sau", "Quy chế chi tiêu nội bộ"],
    ),
    "together": ({"kind": "QĐ", "issuer": "Công đoàn cơ sở", "year": "2025", "state": "past"}, ["Quyết định đời trước"]),
}


def test_filters(visit: OpenSite, site: Served) -> None:
    """Each filter alone, and all together, leave what fits, the newest first; a live region says how many; what was withdrawn is never found."""
    page = opened(visit, site).page
    for name, (chosen, found) in FILTERS.items():
        for field, value in chosen.items():
            page.locator(f"select[name={field}]").select_option(value)
        expect(count(page)).to_have_text(f"Tìm thấy {len(found)} văn bản")
        assert titles(page) == found, name
        page.get_by_role("button", name="Xóa bộ lọc").click()
        expect(count(page)).to_have_text(f"{EVERY} văn bản")


def test_clock_that_is_slow(visit: OpenSite, site: Served) -> None:
    """On a telephone that believes it is 2015 nothing that is over is found among what is in force."""
    visited = opened(visit, site)
    visited.page.clock.set_fixed_time("2015-01-01T00:00:00+07:00")
    visited.open(f"{LIST}?state=past")
    expect(count(visited.page)).to_have_text("Tìm thấy 4 văn bản")
    assert titles(visited.page) == FILTERS["past"][1]


WORDS = {  # no two neighbours find the same
    "dai hoi": ["Triệu tập Đại hội đoàn viên", "Quy chế chi tiêu nội bộ"],
    "dai hoi tinh": ["Triệu tập Đại hội đoàn viên"],
    "Đại hội": ["Triệu tập Đại hội đoàn viên", "Quy chế chi tiêu nội bộ"],
    "03/qc": ["Quy chế chi tiêu nội bộ"],
    "  HỘI   đại ": ["Triệu tập Đại hội đoàn viên", "Quy chế chi tiêu nội bộ"],
    "cong doan doi": ["Quyết định đời sau", "Quyết định đời trước"],
    hashlib.sha256(FILE).hexdigest(): ["Quy chế chi tiêu nội bộ"],
    "không có chữ này": [],
    hashlib.sha256(FILE + b"1").hexdigest().upper(): ["Quyết định đời trước"],
}


def test_words(visit: OpenSite, site: Served) -> None:
    """Words are found with and without their marks, in any order, in number, title, abstract, issuer or digest; all of them must be there.

    Where nothing fits, the page says so, and what may help.
    """
    page = opened(visit, site).page
    for typed, found in WORDS.items():
        page.get_by_label("Tra cứu số hiệu, từ khóa").fill(typed)
        expect(page.locator(".register-list > .notice:visible .notice-title")).to_have_text(found)
        expect(count(page)).to_contain_text(f"Tìm thấy {len(found)} văn bản" if found else "Không tìm thấy văn bản nào. Hãy")


def test_found_looks_like_listed(visit: OpenSite, site: Served) -> None:
    """An entry that was found says what the list says of it, but for the day its state depends on, and leads to the same page."""
    page = opened(visit, site).page

    def facts() -> dict[str, tuple[str, str]]:
        entries = page.locator(".register-list > .notice:visible").all()
        return {
            entry.locator("a").get_attribute("href") or "": (
                re.sub(r"\s+", " ", entry.locator(".notice-facts").inner_text()),
                re.sub(r"\s+", " ", deadline.inner_text()) if (deadline := entry.locator(".notice-deadline")).count() else "",
            )
            for entry in entries
        }

    listed = facts()
    page.get_by_label("Năm ban hành").select_option("2026")
    expect(count(page)).to_have_text("Tìm thấy 4 văn bản")
    found = facts()
    assert len(found) == 4
    assert found == {url: listed[url] for url in found}
    assert any("còn 22 ngày" in deadline for _, deadline in found.values())


def test_address_is_the_search(visit: OpenSite, site: Served) -> None:
    """What is asked stands in the address; who gets that address sees the same, at once; without a question the address is the list's."""
    visited = opened(visit, site)
    page = visited.page
    page.get_by_label("Loại văn bản").select_option("QĐ")
    page.get_by_label("Tra cứu số hiệu, từ khóa").fill("đời trước")
    expect(count(page)).to_have_text("Tìm thấy 1 văn bản")
    asked = visited.at()
    assert asked.startswith(f"{LIST}?") and "kind=QĐ" in asked
    other = opened(visit, site, page.url.removeprefix(site.address))
    expect(count(other.page)).to_have_text("Tìm thấy 1 văn bản")
    assert titles(other.page) == titles(page) == ["Quyết định đời trước"]
    assert other.page.get_by_label("Loại văn bản").input_value() == "QĐ"
    page.get_by_role("button", name="Xóa bộ lọc").click()
    expect(count(page)).to_have_text(f"{EVERY} văn bản")
    assert visited.at() == LIST


def test_without_a_question_the_list_is_as_it_was(visit: OpenSite, site: Served) -> None:
    """When the last filter is taken away, the list stands there as it was built."""
    page = opened(visit, site).page
    before = titles(page)
    assert len(before) == EVERY
    words = page.get_by_label("Tra cứu số hiệu, từ khóa")
    words.fill("đời trước")
    expect(count(page)).to_have_text("Tìm thấy 1 văn bản")
    words.fill(" ")
    expect(count(page)).to_have_text(f"{EVERY} văn bản")
    assert titles(page) == before


@pytest.mark.parametrize("day", ["2027-06-01", "2028-01-01"])
def test_state_is_today_s(visit: OpenSite, site: Served, day: str) -> None:
    """States are those of the reader's day, not of the build: what was to come is in force, then over."""
    visited = visit(site, viewport=DESK)
    visited.page.clock.set_fixed_time(f"{day}T10:00:00+07:00")
    visited.open(f"{LIST}?q=năm+tới")
    expect(count(visited.page)).to_have_text("Tìm thấy 1 văn bản")
    badge = "Còn hiệu lực" if day < "2028" else "Hết hiệu lực"
    expect(visited.page.locator(".register-list > .notice:visible .badge")).to_have_text(badge)
    visited.page.get_by_label("Tình trạng hiệu lực").select_option("past")
    expect(count(visited.page)).to_contain_text("Không tìm thấy" if day < "2028" else "Tìm thấy 1 văn bản")


def test_superseded_is_said(visit: OpenSite, site: Served) -> None:
    """What another document ended is called superseded, not only over."""
    page = opened(visit, site, f"{LIST}?q=đời+trước").page
    expect(page.locator(".register-list > .notice:visible .badge")).to_have_text("Đã được thay thế")


def test_data_is_fetched_when_it_is_wanted(visit: OpenSite, site: Served) -> None:
    """Who only reads does not load the register's data; who searches loads it once."""
    visited = visit(site, viewport=DESK)
    asked: list[str] = []
    visited.page.on("request", lambda request: asked.append(request.url))
    visited.open(LIST)
    visited.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith("data.json")]
    for year in ("2025", "2026"):
        visited.page.get_by_label("Năm ban hành").select_option(year)
        expect(count(visited.page)).to_contain_text("Tìm thấy")
    assert len([url for url in asked if url.endswith("data.json")]) == 1


def test_data_does_not_come(visit: OpenSite, site: Served) -> None:
    """On a line that breaks the page says so and keeps its list; the next try may do."""
    visited = opened(visit, site)
    page = visited.page
    page.route("**/data.json", lambda route: route.abort())
    page.get_by_label("Năm ban hành").select_option("2025")
    expect(count(page)).to_contain_text("Không tải được sổ đăng ký văn bản")
    assert len(titles(page)) == EVERY
    page.unroute("**/data.json")
    page.get_by_label("Loại văn bản").select_option("KH")
    expect(count(page)).to_have_text("Tìm thấy 1 văn bản")
    visited.faults.clear()  # the line that broke


@pytest.mark.parametrize(
    ("file", "said", "title", "badge"),
    [
        (FILE, "Đúng bản đã công bố ngày 05/03/2024:", "Quy chế chi tiêu nội bộ", "Còn hiệu lực"),
        (FILE + b"1", "Đúng bản đã công bố ngày 01/02/2025:", "Quyết định đời trước", "Đã được thay thế"),
    ],
)
def test_file_that_was_published(visit: OpenSite, site: Served, file: bytes, said: str, title: str, badge: str) -> None:
    """A file that was published here is known by its digest alone: when, in which document, how that stands, with a link; it is not sent anywhere."""
    visited = opened(visit, site)
    page = visited.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_text("Kiểm tra một văn bản").click()
    page.get_by_label("Tệp cần kiểm tra").set_input_files({"name": "ten-khac.bin", "mimeType": "application/octet-stream", "buffer": file})
    answer = page.locator(".finder-check [role=status]")
    expect(answer).to_contain_text(said)
    expect(answer.locator(".notice-title")).to_have_text(title)
    expect(answer.locator(".badge")).to_have_text(badge)
    assert set(sent) <= {"GET"}
    visited.follow(answer.get_by_role("link"))
    expect(page.locator("h1")).to_have_text(title)


def test_file_that_was_not_published(visit: OpenSite, site: Served) -> None:
    """A file with one byte changed is not known, and the page says what that means; the next file is looked up as well."""
    page = opened(visit, site).page
    page.get_by_text("Kiểm tra một văn bản").click()
    chosen = page.get_by_label("Tệp cần kiểm tra")
    chosen.set_input_files({"name": "quy-che.pdf", "mimeType": "application/pdf", "buffer": FILE + b"\n"})
    answer = page.locator(".finder-check [role=status]")
    expect(answer).to_contain_text("Sổ đăng ký tiếng Việt không có tệp nào như vậy")
    expect(answer.locator(".notice")).to_have_count(0)
    chosen.set_input_files({"name": "quy-che.pdf", "mimeType": "application/pdf", "buffer": FILE})
    expect(answer).to_contain_text("Đúng bản đã công bố")


def test_no_check_where_the_connection_is_not_safe(visit: OpenSite, site: Served) -> None:
    """Where a browser does not let a page reckon digests, there is no control for it; filters are there all the same."""
    visited = visit(site)
    visited.page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    visited.open(LIST)
    expect(visited.page.get_by_label("Tra cứu số hiệu, từ khóa")).to_be_visible()
    expect(visited.page.get_by_text("Kiểm tra một văn bản")).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_without_scripts(visit: OpenSite, site: Served, viewport: ViewportSize) -> None:
    """Without scripts there is no form and no room left for one; the lists by kind and by year lead on."""
    visited = visit(site, viewport=viewport, java_script_enabled=False)
    visited.open(LIST)
    page = visited.page
    expect(page.locator(".finder")).to_be_hidden()
    expect(page.locator(".finder")).to_have_css("display", "none")
    visited.follow(page.locator(".register-ways").get_by_role("link", name="2026"))
    expect(page.locator(".document-index tbody tr:not(.index-group)")).to_have_count(4)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves(visit: OpenSite, site: Served, viewport: ViewportSize) -> None:
    """The form has its place from the first paint on, and takes no other when its script has come."""
    assert 0 in (moved(visit, site, viewport, LIST) for _ in range(TRIES))


def test_script_that_does_not_come(visit: OpenSite, site: Served) -> None:
    """Where the script does not come, nothing is shown that would not answer, and the list and the ways to others are there."""
    visited = visit(site)
    visited.page.route("**/register.*.js", lambda route: route.abort())
    visited.open(LIST)
    expect(visited.page.get_by_label("Tra cứu số hiệu, từ khóa")).to_be_hidden()
    assert len(titles(visited.page)) == EVERY
    visited.faults.clear()  # the script we withheld


def test_by_keyboard(visit: OpenSite, site: Served) -> None:
    """On a telephone's screen everything is done by keyboard alone: words, more filters, clearing, and on to what was found."""
    visited = visit(site)
    visited.page.clock.set_fixed_time("2026-11-23T10:00:00+07:00")
    visited.open(LIST)
    page = visited.page
    tab_to(visited, page.get_by_label("Tra cứu số hiệu, từ khóa"))
    page.keyboard.type("ke hoach")
    page.keyboard.press("Enter")
    expect(count(page)).to_have_text("Tìm thấy 2 văn bản")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Lọc thêm")).to_be_focused()
    expect(page.get_by_label("Tình trạng hiệu lực")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lọc thêm")).to_have_attribute("aria-expanded", "true")
    tab_to(visited, page.get_by_label("Tình trạng hiệu lực"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(count(page)).to_have_text("Tìm thấy 1 văn bản")
    tab_to(visited, page.locator(".register-list:visible .notice a"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Kế hoạch năm tới")


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk"])
def test_everything_open_is_accessible(visit: OpenSite, site: Served, axe: str, viewport: ViewportSize, scheme: str) -> None:
    """With filters, results and a checked file on the page axe finds nothing, nothing sticks out, and a thumb hits each control."""
    visited = visit(site, viewport=viewport, color_scheme=scheme)
    visited.open(f"{LIST}?q=doi")
    page = visited.page
    if viewport is PHONE:
        page.get_by_role("button", name="Lọc thêm").click()
    page.get_by_text("Kiểm tra một văn bản").click()
    page.get_by_label("Tệp cần kiểm tra").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": FILE})
    expect(page.locator(".finder-check .notice")).to_be_visible()
    expect(count(page)).to_contain_text("Tìm thấy")
    assert complaints(page, axe) == []
    assert overflow(page) == []
    for control in page.locator(".finder :is(input, select, button, summary):visible").all():
        box = control.bounding_box()
        assert box and box["height"] >= 44, control


def test_what_an_entry_says_of_its_state(visit: OpenSite, site: Served) -> None:
    """As the list does: a deadline that is over is said to be, and minutes are never in force, or no longer."""
    visited = visit(site, viewport=DESK)
    visited.page.clock.set_fixed_time("2028-01-01T10:00:00+07:00")
    visited.open(f"{LIST}?q=dang+ky")
    shown = visited.page.locator(".register-list > .notice:visible")
    expect(shown.locator(".badge")).to_have_text("Hết hiệu lực")
    expect(shown.locator(".notice-deadline")).to_contain_text("đã hết hạn")
    visited.open(f"{LIST}?q=bien+ban")
    expect(shown).to_have_count(2)
    assert shown.locator(".badge").all_inner_texts() == ["Hết hiệu lực", ""]


def test_in_english(visit: OpenSite, site: Served) -> None:
    """The English register searches what there is in English, and speaks English."""
    visited = opened(visit, site, "/en/announcements/")
    page = visited.page
    expect(count(page)).to_have_text("1 document")
    page.get_by_label("Search number, words").fill("spending qc-cdcs")
    expect(count(page)).to_have_text("1 document found")
    assert titles(page) == ["Rules on spending"]
    expect(page.locator(".register-list > .notice:visible [data-is=issued]")).to_have_text("5 Mar 2024".replace(" ", "\u00a0"))
