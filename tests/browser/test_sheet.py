"""An announcement on the notice board: its page printed by a real browser, the paper read back."""

import io
import re
from collections.abc import Iterator
from hashlib import sha256
from unicodedata import normalize

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.conftest import run_pelican, write
from tests.written import picture, story
from tests.written import text as written

from .conftest import DESK, PATH, OpenSite, Served, serving
from .test_pages import overflow

HOST = "someone.example"
A4 = (595, 842)
"""In points."""
POINTS = [
    f"{number}. Đầu{number} các tổ công đoàn phổ biến nội dung này đến từng đoàn viên; rà soát danh sách, tổng hợp ý kiến và gửi về văn phòng để kịp giải quyết, cuối{number}."
    for number in range(1, 41)
]
ROWS = [f"| {number} | Đầu{number} phân xưởng | 7 giờ 30 đến 11 giờ; ai làm ca đêm thì đến sau chín giờ, nhịn ăn sáng, cuối{number} |" for number in range(1, 61)]
DOCUMENT = (
    "issuer: Công đoàn cơ sở Nhà máy", "issuer_parent: Liên đoàn Lao động thử", "place: Hà Nội", "signer: Trần Thị Thử", "signer_post: Chủ tịch",
    "effective_until: 2026-12-31", "deadline: 2026-12-04 17:00", "recipients: [Các tổ công đoàn, 'Lưu: VP']",
)  # fmt: skip


def document(title: str, number: str, body: str) -> str:
    """An announcement with every part of a document."""
    return story(title, "2026-11-05 08:00", f"number: {number}", *DOCUMENT, body=body)


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site of announcements, short and long."""
    folder = tmp_path_factory.mktemp("board")
    content: dict[str, str | bytes] = {
        "announcements/ngan.vi.md": document("Ngắn gọn", "15/QĐ-CĐCS", "Một đoạn văn.\n\nMột đoạn nữa."),
        "announcements/ngan.en.md": written("In brief", "place: Hanoi", "issuer_parent: Sample Federation of Labour", body="One paragraph."),
        "announcements/dai.md": document("Dài", "16/HD-CĐCS", "\n\n".join(POINTS)),
        "announcements/bang.md": document("Bảng", "17/TB-CĐCS", "| TT | Đơn vị | Giờ khám |\n|--:|---|---|\n" + "\n".join(ROWS)),
        "announcements/tran.md": story("Không có gì thêm", "2026-11-05", "kind: TB", "updated: 2026-11-09", "change_note: Sửa giờ", "image: anh.jpg", "image_alt: x"),
        "announcements/anh.jpg": picture(),
    }
    built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL=f"https://{HOST}{PATH}")
    assert built.exit_code == 0, built.said
    with serving(built) as served:
        yield served


def sheets(visit: OpenSite, site: Served, url: str) -> list[str]:
    """What stands on each sheet of paper that a page is printed on, in small letters, spaces made plain."""
    visited = visit(site, viewport=DESK, color_scheme="dark")
    visited.open(url)
    read = PdfReader(io.BytesIO(visited.page.pdf(prefer_css_page_size=True)))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in read.pages} == {A4}
    return [re.sub(r"\s+", " ", normalize("NFC", page.extract_text())).lower() for page in read.pages]


def test_short_announcement_is_one_sheet(visit: OpenSite, board: Served) -> None:
    """Laid out as the document: both bodies, the motto, number, place and date, kind, abstract, text, recipients, signer; then until when, and where."""
    [sheet] = sheets(visit, board, "/thong-bao/ngan-gon/")
    for part in (
        "liên đoàn lao động thử", "công đoàn cơ sở nhà máy", "cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "số: 15/qđ-cđcs",
        "hà nội, ngày 05 tháng 11 năm 2026", "quyết định", "ngắn gọn", "một đoạn nữa", "nơi nhận:", "lưu: vp", "chủ tịch", "trần thị thử",
        "còn hiệu lực đến hết ngày 31 tháng 12 năm 2026", "hạn chót: 17:00 ngày 04/12/2026", "bản đăng ngày 5 tháng 11 năm 2026",
        f"{HOST}{PATH}/thong-bao/ngan-gon/",
    ):  # fmt: skip
        assert part in sheet, part
    for chrome in ("trang chủ", "chia sẻ", "rss", "https://", "gmt+7) tiếng việt", "english"):
        assert chrome not in sheet, chrome


def test_sheet_in_english(visit: OpenSite, board: Served) -> None:
    """A translation is laid out the same, in its own words."""
    [sheet] = sheets(visit, board, "/en/announcements/in-brief/")
    for part in (
        "sample federation of labour", "socialist republic of vietnam", "independence – freedom – happiness", "no.: 15/qđ-cđcs", "hanoi, 5 november 2026",
        "decision", "in force through 31 december 2026", f"{HOST}{PATH}/en/announcements/in-brief/",
    ):  # fmt: skip
        assert part in sheet, part


def test_sheet_of_what_is_hardly_a_document(visit: OpenSite, board: Served) -> None:
    """A notice without number, issuer, place or signer is a sheet without them, and without the motto; changed, it says since when it is so."""
    [sheet] = sheets(visit, board, "/thong-bao/khong-co-gi-them/")
    assert sheet.index("ngày 05 tháng 11 năm 2026") < sheet.index("thông báo") < sheet.index("không có gì thêm")
    assert "bản cập nhật ngày 9 tháng 11 năm 2026" in sheet
    assert not any(part in sheet for part in ("cộng hòa", "số:", "nơi nhận"))


def test_long_announcement(visit: OpenSite, board: Served) -> None:
    """It takes several sheets, numbered from the second on; points are not torn, and the signature stands with the end of the text and with the address."""
    found = sheets(visit, board, "/thong-bao/dai/")
    assert len(found) > 2
    assert f"1/{len(found)} " not in found[0]
    for number, sheet in enumerate(found[1:], 2):
        assert f"{number}/{len(found)}" in sheet
    for number in range(1, 41):
        assert [f"đầu{number} " in sheet for sheet in found] == [f"cuối{number}." in sheet for sheet in found]
    assert [place for place, sheet in enumerate(found) if "trần thị thử" in sheet] == [len(found) - 1]
    assert "cuối40." in found[-1]
    assert f"{HOST}{PATH}/thong-bao/dai/" in found[-1]


def test_long_table(visit: OpenSite, board: Served) -> None:
    """No row is torn, its head stands on every sheet, and the signature is not left alone."""
    found = sheets(visit, board, "/thong-bao/bang/")
    assert len(found) > 1
    for number in range(1, 61):
        assert [f"đầu{number} " in sheet for sheet in found] == [f"cuối{number} " in f"{sheet} " for sheet in found]
    assert all("giờ khám" in sheet for sheet in found)
    assert "cuối60" in found[-1] and "trần thị thử" in found[-1]


@pytest.mark.parametrize("url", ["/thong-bao/ngan-gon/", "/en/announcements/in-brief/", "/thong-bao/khong-co-gi-them/"])
def test_code_leads_to_the_page(visit: OpenSite, board: Served, url: str) -> None:
    """What a telephone reads from the sheet is the page's full address; the code is dark on white for a reader whose system is dark, too, and on paper only."""
    visited = visit(board, viewport=DESK, color_scheme="dark")
    visited.open(url)
    code = visited.page.locator(".sheet-code")
    expect(code).to_be_hidden()
    visited.page.emulate_media(media="print", color_scheme="dark")
    image = Image.open(io.BytesIO(code.screenshot()))
    [read] = zxingcpp.read_barcodes(image)
    assert read.text == f"https://{HOST}{PATH}{url}"
    assert image.convert("L").getpixel((0, 0)) == 255


def test_digest_of_an_attachment(visit: OpenSite, everything_site: Served) -> None:
    """It is a press away, on the narrowest telephone and without scripts; with them, a button copies it."""
    url = "/thong-bao/chi-thi/"
    visited = visit(everything_site, java_script_enabled=False)
    visited.open(url)
    digest = visited.page.locator(".digest code")
    expect(digest).to_be_hidden()
    visited.page.locator(".digest summary").click()
    expect(digest).to_be_visible()
    assert overflow(visited.page) == []
    [file] = (everything_site.built.output / "media/announcements/chi-thi").glob("*.pdf")
    assert digest.text_content() == sha256(file.read_bytes()).hexdigest()
    visited = visit(everything_site, permissions=["clipboard-read", "clipboard-write"])
    visited.open(url)
    visited.page.locator(".digest summary").click()
    visited.page.locator(".digest button").click()
    expect(visited.page.locator(".digest button")).to_have_text("Đã sao chép")
    assert visited.page.evaluate("navigator.clipboard.readText()") == visited.page.locator(".digest code").text_content()
