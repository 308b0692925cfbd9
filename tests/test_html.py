"""Every page is valid HTML, as the Nu HTML checker sees it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Build, Built, needed
from tests.everything import everything, nothing
from tests.judges import judge


def found_by_the_checker(*pages: Path) -> list[str]:
    """What the Nu HTML checker calls an error, as `page:line: message: extract`; `pages` are files or folders."""
    command = [needed("java", "default-jre-headless"), "-jar", str(judge("vnu-jar/build/dist/vnu.jar"))]
    done = subprocess.run(
        [*command, "--errors-only", "--skip-non-html", "--format", "json", *map(str, pages)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    said: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{message.get('url')}:{message.get('lastLine')}: {message['message']}: {message.get('extract', '')}" for message in said]


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    """The judge does look: a wrong page is named, with its line."""
    wrong = tmp_path / "index.html"
    wrong.write_text("<!doctype html>\n<html lang=vi><title>Sai</title>\n<p><main></p><img src=x>", encoding="utf-8")
    assert any(f"{wrong.name}:3: " in found for found in found_by_the_checker(tmp_path))


def test_sample_site(sample: Built) -> None:
    """No page of the sample site has an error."""
    assert found_by_the_checker(sample.output) == []


@pytest.mark.parametrize("options", [pytest.param((), id="published", marks=pytest.mark.long), pytest.param(("-e", "SHOW_DRAFTS=true"), id="preview")])
def test_every_construct(build: Build, options: tuple[str, ...]) -> None:
    """No construct of a text, kind of page or state of an announcement makes an error, drafts in a preview included."""
    built = build(everything(), options=options)
    assert built.exit_code == 0, built.said
    assert ("ban-nhap" in built.text("manifest.json")) is bool(options)
    assert found_by_the_checker(built.output) == []


def test_nothing_yet(build: Build) -> None:
    """A site without a single text has valid pages too."""
    built = build(nothing())
    assert built.exit_code == 0, built.said
    assert found_by_the_checker(built.output) == []
