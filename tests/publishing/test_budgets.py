"""Budgets: no page is heavier than a member on a slow line should wait for."""

import gzip
from pathlib import Path
from random import Random

import pytest

from plugins.publishing.budgets import over, weigh
from tests.configured import settings
from tests.conftest import Built

KILO = 1024
TEXT = 6 * KILO
"""What a page may hold of text before it earns room."""
RANDOM = Random(1)  # noqa: S311 - bytes that do not shrink, the same each time


def noise(size: int) -> str:
    """That many letters, which gzip makes little smaller: six bits each."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return "".join(RANDOM.choices(letters, k=size))


def site(folder: Path, *, head: str = "", main: str = "", **files: str) -> Path:
    """A site of one page below /union, and other files by their names without dots."""
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    page = folder / "tin-tuc" / "a" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<!doctype html><title>A</title>{head}<main>{main}</main>", encoding="utf-8")
    return folder


STYLE = '<link rel="stylesheet" href="/union/a.css?1">'
SCRIPT = '<script src="/union/a.js" defer></script>'


def test_sample_site_keeps_its_budgets(sample: Built) -> None:
    """No page of the sample site is over a budget."""
    conf = settings()
    assert list(over(sample.output, "/union", conf["PAGE_BUDGET"], conf["SCRIPT_BUDGET"])) == []


def test_pages_of_the_sample_site_are_weighed(sample: Built) -> None:
    """The judge does look: with budgets of nothing every page is over, the home page for its scripts too."""
    found = list(over(sample.output, "/union", 0, 0))
    pages = {path for path in sample.files() if path.endswith(".html")}
    assert {fault.partition(":")[0] for fault in found} == pages
    assert len([fault for fault in found if fault.startswith("index.html: ")]) == 2


def test_style_sheet_counts(tmp_path: Path) -> None:
    """A page weighs what it and its style sheets are, compressed; one that is too heavy is named with its weight and what it may weigh."""
    built = site(tmp_path, head=STYLE, a_css=noise(4 * KILO))
    html = built / "tin-tuc/a/index.html"
    weight = len(gzip.compress(html.read_bytes(), mtime=0)) + len(gzip.compress((built / "a.css").read_bytes(), mtime=0))
    assert 3 * KILO < weight < 5 * KILO
    assert list(over(built, "/union", weight, 0)) == []
    [fault] = over(built, "/union", weight - 1, 0)
    assert fault.startswith("tin-tuc/a/index.html: ")
    assert f" {weight} bytes" in fault and f" {weight - 1} " in fault


def test_script_counts_by_itself(tmp_path: Path) -> None:
    """A page whose scripts are too heavy is named with their weight; they are no part of the page's."""
    built = site(tmp_path, head=SCRIPT, a_js=noise(4 * KILO))
    weight = len(gzip.compress((built / "a.js").read_bytes(), mtime=0))
    assert list(over(built, "/union", KILO, weight)) == []
    [fault] = over(built, "/union", KILO, weight - 1)
    assert fault.startswith("tin-tuc/a/index.html: ")
    assert f" {weight} bytes" in fault and f" {weight - 1} " in fault


def test_page_can_be_over_both(tmp_path: Path) -> None:
    """A page that is over both budgets is named for each."""
    built = site(tmp_path, head=STYLE + SCRIPT, a_css=noise(2 * KILO), a_js=noise(2 * KILO))
    assert len(list(over(built, "/union", KILO, KILO))) == 2


def test_what_repeats_weighs_little(tmp_path: Path) -> None:
    """It is compressed bytes that count: a line and a server are as fast as these."""
    built = site(tmp_path, head=STYLE + SCRIPT, a_css="p { color: red }\n" * 5000, a_js="f();\n" * 5000)
    assert list(over(built, "/union", KILO, KILO)) == []


@pytest.mark.parametrize(("text", "allowed"), [(TEXT, 0), (TEXT + 2 * KILO, KILO), (TEXT + 8 * KILO, 4 * KILO)])
def test_long_text_earns_room(tmp_path: Path, text: int, allowed: int) -> None:
    """Each two bytes of text in the main part over 6 KB add one to what the page may weigh; less text takes nothing away."""
    built = site(tmp_path, main=f"<p>{noise(text)}</p>")
    weight = weigh(built / "tin-tuc/a/index.html", built, "/union")
    assert weight.text == text
    assert list(over(built, "/union", weight.page - allowed, 0)) == []
    assert len(list(over(built, "/union", weight.page - allowed - 1, 0))) == 1


def test_text_is_counted_in_bytes(tmp_path: Path) -> None:
    """Vietnamese letters are as many bytes as they are; markup is no text."""
    built = site(tmp_path, main='<p class="mot-lop-rat-dai">Đời sống</p>')
    assert weigh(built / "tin-tuc/a/index.html", built, "/union").text == len("Đời sống".encode())


def test_text_beside_the_main_part_earns_nothing(tmp_path: Path) -> None:
    """What stands around the text, such as a long menu, does not make a page's room larger."""
    built = site(tmp_path, head=f"<p>{noise(20 * KILO)}</p>", main="<p>a</p>")
    assert weigh(built / "tin-tuc/a/index.html", built, "/union").text == 1
    assert len(list(over(built, "/union", 10 * KILO, 0))) == 1


def test_site_at_the_root(tmp_path: Path) -> None:
    """On a domain of its own, addresses begin at the root."""
    built = site(tmp_path, head=STYLE.replace("/union", ""), a_css=noise(2 * KILO))
    assert weigh(built / "tin-tuc/a/index.html", built, "").page > KILO


def test_style_sheet_that_is_not_there(tmp_path: Path) -> None:
    """A page that asks for what is not there is no light page: the check fails."""
    built = site(tmp_path, head=STYLE)
    with pytest.raises(FileNotFoundError):
        list(over(built, "/union", KILO, KILO))
