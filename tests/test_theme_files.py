"""The theme's own files: styles and scripts."""

import hashlib
import re
import shutil
from pathlib import Path

from plugins.outputs.assets import style_sheet
from tests.conftest import ROOT, Build, Built
from tests.parsed import found, page


def test_every_file_under_its_fingerprint(sample: Built) -> None:
    """Each file of theme/static is published byte for byte, the style sheets as one, the digest in the name; no page refers to one by another name."""
    published = {path for path in sample.files() if path.startswith("theme/")}
    originals = [file for file in (ROOT / "theme/static").rglob("*") if file.is_file() and not file.name.startswith(".")]
    expected = set()
    for file in originals:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        name = file.relative_to(ROOT / "theme/static").with_suffix(f".{digest[:10]}{file.suffix}").as_posix()
        expected.add(f"theme/{name}")
        assert (sample.output / "theme" / name).read_bytes() == file.read_bytes()
    styles = style_sheet(ROOT / "theme").encode()
    expected.add(f"theme/site.{hashlib.sha256(styles).hexdigest()[:10]}.css")
    assert published == expected
    tree = page(sample, "/tin-tuc/")
    for address in found(tree, "//link[@rel='stylesheet']/@href") + found(tree, "//script/@src"):
        assert re.fullmatch(r"/union/theme/\w+\.[0-9a-f]{10}\.\w+", address)


def test_changed_file_has_another_name(build: Build, tmp_path: Path) -> None:
    """A changed style has a new name, every page refers to it, and the old file goes."""
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    options = ("-t", str(theme))
    before = build({}, options=options)
    old = found(page(before, "/"), "//link[@rel='stylesheet']/@href")
    with (theme / "styles/text.css").open("a", encoding="utf-8") as file:
        file.write("@layer text { .text { color: red; } }\n")
    (theme / "static/.editor-left-this").write_text("no")
    after = build({}, options=options)
    new = found(page(after, "/en/news/"), "//link[@rel='stylesheet']/@href")
    assert old != new
    assert new[0][1:] in after.files()
    assert old[0][1:] not in after.files()
    assert not [path for path in after.files() if "editor-left" in path]
