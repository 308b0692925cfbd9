"""content/site/."""

import pytest

from .desk import Desk, said, text

GOOD = {
    "site/categories.yaml": "# thứ tự hiển thị\n- key: phap-luat\n  vi: 'Chính sách: pháp luật'\n  en: Policy and law\n- key: doi-song\n  vi: Đời sống\n",
    "site/bylines.yaml": "- code: BTG\n  vi: Ban Tuyên giáo\n  en: Propaganda Department\n- code: '045'\n  vi: NO\n",
    "site/menu.yaml": "- section: news\n- category: phap-luat\n- page: pages/gioi-thieu\n  vi: Về chúng tôi\n- url: https://congdoan.vn/\n  vi: Tổng Liên đoàn\n",
    "site/imprint.yaml": "vi:\n  governing_body: Liên đoàn\n  telephone: 024 3942 1181\nen:\n  governing_body: Federation\n",
    "site/glossary.yaml": "- vi: đoàn viên\n  en: member\n",
}


def test_registries_are_read(desk: Desk) -> None:
    """In the order they are written, every value as typed."""
    read = desk.read({**GOOD, "pages/gioi-thieu.md": text()})
    assert said(read) == []
    registries = read.registries
    assert [(one.code, one.name("en")) for one in registries.categories.values()] == [("phap-luat", "Policy and law"), ("doi-song", "Đời sống")]
    assert registries.bylines["BTG"].name("vi") == "Ban Tuyên giáo"
    assert registries.bylines["045"].name("vi") == "NO"
    assert [(entry.kind, entry.target, entry.line) for entry in registries.menu] == [
        ("section", "news", 1), ("category", "phap-luat", 2), ("page", "pages/gioi-thieu", 3), ("url", "https://congdoan.vn/", 5),
    ]  # fmt: skip
    assert registries.imprint["vi"]["telephone"] == "024 3942 1181"
    assert registries.glossary == ({"vi": "đoàn viên", "en": "member"},)


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("categories", "key: a\n", "1: a list expected — begin each entry with “- ”"),
        ("categories", "- a\n", "1: an entry of names and texts expected, such as “- key: …”"),
        ("categories", "- vi: A\n", "1: an entry without key — write key: …"),
        ("categories", "- key: a\n- key: Pháp luật\n", "2: key: “Pháp luật” is part of addresses — write phap-luat"),
        ("categories", "- key: 法\n", "1: key: “法” is part of addresses — write "),
        ("categories", "- key: a\n  vi: A\n- key: a\n", "3: “a” stands twice — keep one"),
        ("categories", "- key: a\n  fr: A\n", "2: unknown name “fr” — one of: key, vi, en, zh, de"),
        ("categories", "- key: a\n  vi: [A]\n", "2: vi is a text — write vi: …, without a list"),
        ("categories", "- key: a\n  vi: A: B\n", '2: cannot be read — write:   vi: "A: B"'),
        ("categories", "- key: a\n  key: b\n", "2: “key” stands twice (first at line 1) — keep one"),
        ("bylines", "- code: a\n- {}\n", "2: an entry without code — write code: …"),
        ("menu", "- vi: A\n", "1: a menu entry has one of: page, section, category, url"),
        ("menu", "- url: https://a.example/\n  section: news\n", "1: a menu entry has one of: page, section, category, url"),
        ("menu", "- section: sports\n", "1: section: “sports” — one of: home, news"),
        ("menu", "- vi: A\n  url: javascript:alert(1)\n", "2: url: “javascript:alert(1)” — write the full address, beginning with https://"),
        ("menu", "- url: https://a.example/\n", "1: a menu entry with url needs its text in each language, such as vi: …"),
        ("menu", "- category: khong\n", "1: category: “khong” is not in site/categories.yaml; the entry was left out"),
        ("menu", "- section: news\n- page: pages/khong\n", "2: page: “pages/khong” is no page of content that is published; the entry was left out"),
        ("imprint", "- vi: x\n", "1: the imprint has one part for each language, such as vi:"),
        ("imprint", "vi:\n  phone: x\n", "2: unknown name “phone” — one of: governing_body"),
        ("imprint", "fr:\n  note: x\n", "1: unknown name “fr” — one of: vi, en, zh, de"),
        ("glossary", "- vi: a\n  word: b\n", "2: unknown name “word” — one of: vi, en, zh, de"),
    ],
)
def test_mistakes_in_registries(desk: Desk, name: str, source: str, expected: str) -> None:
    """Told as those in texts: at their line, with what to write instead."""
    told = said(desk.read({f"site/{name}.yaml": source}))
    assert any(one.startswith(f"site/{name}.yaml:{expected}") for one in told), told


@pytest.mark.parametrize("source", ["", "# nothing yet\n"])
def test_an_empty_registry_is_as_none(desk: Desk, source: str) -> None:
    """A file just begun does no harm."""
    assert said(desk.read({f"site/{name}.yaml": source for name in ("categories", "bylines", "menu", "imprint", "glossary")})) == []


def test_registries_of_other_systems(desk: Desk) -> None:
    """UTF-16 is told; a byte order mark and Windows' line ends are nothing."""
    assert said(desk.read({"site/categories.yaml": "- key: a\n".encode("utf-16")})) == ["site/categories.yaml:1: this file is UTF-16 — save it as UTF-8"]
    assert said(desk.read({"site/categories.yaml": b"\xef\xbb\xbf- key: a\r\n  vi: A\r\n"})) == []
