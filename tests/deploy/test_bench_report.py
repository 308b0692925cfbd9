"""The tables of `inv bench` say truly which aims are kept."""

from datetime import datetime
from importlib.metadata import version

import pytest

from plugins.deploy.bench.aims import AIMS
from plugins.deploy.bench.contestants import HUGO, OURS, STOCK, hugo_program, versions
from plugins.deploy.bench.edits import EDITS
from plugins.deploy.bench.measure import CLEAN, GROWN, PREVIEW, Figure
from plugins.deploy.bench.report import DOCUMENT, FIGURES, REFERENCE, tables, today, updated
from plugins.model.vietnam_time import ZONE
from tests.conftest import ROOT

DAY = datetime(2026, 11, 24, tzinfo=ZONE)
WITH_HUGO = {"Python": "3.11.7", "Pelican": "4.12.0", "Hugo": "0.168.0"}


def figure(who: str, scenario: str, *seconds: float, stories: int = REFERENCE, peak: int = 100) -> Figure:
    """A figure; `peak` in megabytes."""
    return Figure(who, scenario, stories, seconds, peak * 1_000_000, 12_345, 6_780_000)


def row(text: str, begin: str) -> list[str]:
    """The cells of the first row that begins so."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {begin}"))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_an_aim_is_kept_or_missed() -> None:
    """A ratio is to the median of Hugo's clean build in the same run; only our rows have aims."""
    found = (figure(OURS, CLEAN, 9, 30, 10), figure(HUGO, CLEAN, 12.5, 1, 90), figure(STOCK, CLEAN, 40), figure(OURS, GROWN, 1.0))
    text = tables(found, REFERENCE, WITH_HUGO, DAY)
    assert row(text, f"{OURS}: {CLEAN}") == [f"{OURS}: {CLEAN}", "≤ 1.0 × Hugo", "kept", "0.800", "10.00", "9.00 – 30.00", "3", "12,345", "6.8", "100.0"]
    assert row(text, f"{HUGO}: {CLEAN}")[1:7] == ["", "", "1.000", "12.50", "1.00 – 90.00", "3"]
    assert row(text, f"{STOCK}: {CLEAN}")[1:5] == ["", "", "3.200", "40.00"]
    assert row(text, f"{OURS}: {GROWN}")[1:5] == ["≤ 1/15 × Hugo", "**missed**", "0.080", "1.00"]
    assert "Measured on 2026-11-24 with " in text and "Python 3.11.7, Pelican 4.12.0, Hugo 0.168.0." in text


@pytest.mark.parametrize(("scenario", "just", "over"), [("nothing to do", 0.5, 0.51), (PREVIEW, 0.3, 0.31), ("template edit", 7.5, 7.6), ("delete", 1.0, 1.01), (CLEAN, 15, 15.1)])
def test_the_aims_are_the_promised_ones(scenario: str, just: float, over: float) -> None:
    """With a Hugo that takes 15 s, exactly the promised time is within the aim, and a little more is not."""
    aim = AIMS[scenario]
    assert (aim.kept(just, 15.0), aim.kept(over, 15.0)) == (True, False)


def test_every_scenario_has_an_aim() -> None:
    """None is measured without one."""
    assert AIMS.keys() == {CLEAN, PREVIEW, *EDITS}


def test_the_whole_is_judged_by_the_worst() -> None:
    """Memory by the scenario that holds most; growth where there is a large corpus; its rows carry no aims of the small one."""
    small = (figure(OURS, CLEAN, 10), figure(HUGO, CLEAN, 15, peak=1500), figure(OURS, PREVIEW, 0.2, peak=301))
    text = tables(small, REFERENCE, WITH_HUGO, DAY)
    assert row(text, "peak memory")[1:] == ["≤ 300 MB", "**missed**", f"301 MB ({PREVIEW})"]
    assert "100,000" not in text
    large = (figure(OURS, CLEAN, 109, stories=100_000, peak=900), figure(OURS, GROWN, 4.5, stories=100_000))
    text = tables((*small, *large), REFERENCE, WITH_HUGO, DAY)
    assert row(text, "clean build of 10 ×")[1:] == ["≤ 11 × as long", "kept", "10.9 ×"]
    assert row(text, "edit one body in 10 ×")[1:] == ["≤ 4 s", "**missed**", "4.50 s"]
    assert row(text, "peak memory")[3].startswith("301 MB")
    assert row(text.partition("### 100,000 stories")[2], f"{OURS}: {CLEAN}")[1:5] == ["", "", "–", "109.00"]


def test_without_hugo_nothing_is_judged_by_it() -> None:
    """Where Hugo is not installed the tables say so, and only aims in seconds are kept or missed."""
    text = tables((figure(OURS, CLEAN, 10), figure(OURS, "nothing to do", 0.4)), REFERENCE, {"Python": "3.11.7"}, DAY)
    assert "Hugo is not installed" in text
    assert row(text, f"{OURS}: {CLEAN}")[1:4] == ["≤ 1.0 × Hugo", "–", "–"]
    assert row(text, f"{OURS}: nothing to do")[2] == "kept"


def test_what_is_not_known_is_not_nought() -> None:
    """Memory is known on Linux only, and a preview's files are not counted."""
    text = tables((Figure(OURS, PREVIEW, REFERENCE, (0.2,), None),), REFERENCE, WITH_HUGO, DAY)
    assert row(text, f"{OURS}: {PREVIEW}")[7:] == ["–", "–", "–"]
    assert "peak memory, all" not in text


def test_the_document_takes_the_tables() -> None:
    """docs/benchmarks.md has the marks; what stands around them stays, what stood between them goes, and writing twice changes nothing."""
    document = (ROOT / DOCUMENT).read_text("utf-8")
    once = updated(document, "first\n")
    assert updated(once, "second\n") == once.replace("first\n", "second\n")
    assert once.partition(FIGURES[0])[0] == document.partition(FIGURES[0])[0]
    assert once.partition(FIGURES[1])[2] == document.partition(FIGURES[1])[2]
    with pytest.raises(ValueError, match="substring not found"):
        updated("no marks", "")


def test_the_document_explains_every_scenario() -> None:
    """Whoever reads a row finds what was done."""
    document = (ROOT / DOCUMENT).read_text("utf-8").partition(FIGURES[1])[2]
    assert not [scenario for scenario in (CLEAN, PREVIEW, *EDITS) if scenario not in document]


def test_the_day_is_the_builds() -> None:
    """SOURCE_DATE_EPOCH says which day it is, in Vietnam."""
    assert (today("1795453200").date().isoformat(), today("1795453199").date().isoformat()) == ("2026-11-24", "2026-11-23")


def test_versions_are_the_installed_ones() -> None:
    """What was measured is named by what is really here; Hugo by its own program."""
    program = hugo_program()
    found = versions(program)
    assert found["Pelican"] == version("pelican")
    assert ("Hugo" in found) == (program is not None)
    assert all(part.isdigit() for part in ".".join(found.values()).split("."))
