"""Compressed siblings of a built site's files."""

import gzip
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from plugins.publishing.compressed import RECIPE, compressed
from plugins.publishing.messages import NotWholeError
from plugins.publishing.release import MANIFEST
from tests.building import files_of, stats_of
from tests.conftest import ROOT, Built

PAGE = "<p>Công đoàn cơ sở họp mặt đầu xuân.</p>\n"


def site(folder: Path, files: dict[str, bytes]) -> Path:
    """A built site of these files."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    listed = [{"path": path, "sha256": sha256(content).hexdigest(), "size": len(content)} for path, content in sorted(files.items())]
    (folder / MANIFEST).write_text(json.dumps({"files": listed}), "utf-8")
    return folder


def test_sample(sample: Built, tmp_path: Path) -> None:
    """Of the sample site every page, feed, style sheet and script has both siblings, smaller, with the same content; a picture or document has none."""
    found = compressed(sample.output, tmp_path)
    for path, file in found.items():
        original = (sample.output / path[:-3]).read_bytes()
        content = file.read_bytes()
        assert (brotli.decompress if path.endswith(".br") else gzip.decompress)(content) == original, path
        assert len(content) < len(original), path
    originals = {path[:-3] for path in found}
    assert found.keys() == {f"{path}{suffix}" for path in originals for suffix in (".br", ".gz")}
    assert {path for path in sample.files() if path.endswith((".html", "rss.xml", "atom.xml", ".css", ".js"))} <= originals
    assert not {path for path in originals if path.endswith((".jpg", ".png", ".pdf", ".webp"))}


def test_made_once_for_each_content(tmp_path: Path) -> None:
    """What is there is not made again; one content at two addresses is kept once; what no file needs any more is removed; the order of files is no matter."""
    pages = {f"{number}/index.html": (PAGE * 20 + str(number)).encode() for number in range(60)}
    folder, cache = tmp_path / "site", tmp_path / "cache"
    first = compressed(site(folder, pages | {"copy.html": pages["0/index.html"]}), cache)
    assert first["copy.html.br"] == first["0/index.html.br"]
    before = stats_of(cache)
    assert compressed(folder, cache) == first and stats_of(cache) == before
    del pages["1/index.html"]
    pages["2/index.html"] += b"changed"
    second = compressed(site(folder, pages), cache)
    after = stats_of(cache)
    assert "1/index.html.br" not in second and not first["1/index.html.br"].exists() and not first["2/index.html.gz"].exists()
    assert len(before.keys() - after.keys()) == 4 and len(after.keys() - before.keys()) == 2
    assert all(before[path] == after[path] for path in before.keys() & after.keys())


@pytest.mark.parametrize("harm", [b"", b"<p>", None])
def test_damaged(tmp_path: Path, harm: bytes | None) -> None:
    """A file of the cache that was cut short, overwritten in its own length or left half written is made anew; so is all that another recipe made."""
    folder, cache = site(tmp_path / "site", {"index.html": PAGE.encode() * 20}), tmp_path / "cache"
    place = compressed(folder, cache)["index.html.br"]
    good = place.read_bytes()
    place.write_bytes(good[::-1] if harm is None else harm)
    (place.parent / f"{place.name}.new").write_bytes(b"half")
    (cache / "another-recipe").mkdir()
    (cache / "another-recipe" / place.name).write_bytes(good)
    again = compressed(folder, cache)["index.html.br"]
    assert again == place and again.read_bytes() == good
    assert set(files_of(cache)) == {f"{RECIPE}/{place.parent.name}/{file.name}" for file in compressed(folder, cache).values()}


def test_not_worth_it(tmp_path: Path) -> None:
    """What is tiny or hardly shrinks has no sibling, and is not tried again."""
    folder, cache = site(tmp_path / "site", {"tiny.json": b"[]", "noise.txt": os.urandom(5000), "empty.html": b""}), tmp_path / "cache"
    assert compressed(folder, cache) == {}
    before = stats_of(cache)
    assert compressed(folder, cache) == {} and stats_of(cache) == before


def test_same_bytes_everywhere(tmp_path: Path) -> None:
    """The bytes depend on the content only: not on name, time, place, order of hashes or number of processes."""
    pages = {f"{number}.html": (PAGE * 20 + str(number)).encode() for number in range(60)}
    first = {path: file.read_bytes() for path, file in compressed(site(tmp_path / "site", pages), tmp_path / "cache").items()}
    others = site(tmp_path / "other", {f"x/{name}": content for name, content in reversed(pages.items())})
    for path in others.rglob("*.html"):
        os.utime(path, (1, 1))
    program = "import sys; from pathlib import Path; from plugins.publishing.compressed import compressed; compressed(Path(sys.argv[1]), Path(sys.argv[2]))"
    pinned = {min(os.sched_getaffinity(0))}
    subprocess.run([sys.executable, "-c", program, str(others), str(tmp_path / "elsewhere")], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "7"}, check=True, preexec_fn=lambda: os.sched_setaffinity(0, pinned))
    second = {path: file.read_bytes() for path, file in compressed(others, tmp_path / "elsewhere").items()}
    assert {f"x/{path}": content for path, content in first.items()} == second


def test_a_site_that_is_not_whole(tmp_path: Path) -> None:
    """A file that is another one than the manifest says is not compressed."""
    folder = site(tmp_path / "site", {"index.html": PAGE.encode() * 20})
    (folder / "index.html").write_bytes(PAGE.encode() * 21)
    with pytest.raises(NotWholeError, match=r"index\.html is not as it was built"):
        compressed(folder, tmp_path / "cache")
