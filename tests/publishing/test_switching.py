"""Readers go on while releases are switched under them."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from random import Random
from shutil import copytree
from threading import Event

import brotli
import pytest

from plugins.publishing.nginx import Site
from tests.conftest import ROOT, Built, run_pelican, write
from tests.publishing.web_server import Reader, free_port, nginx, release, show
from tests.written import notice, story

PATH = "/union"
READERS = 4
ASSET = re.compile(rb'(?:href|src)="(/union/theme/[^"]+\.(?:css|js|svg))"')


@dataclass(frozen=True, slots=True)
class Two:
    """Two releases of one site on a server, which differ in every page and in the style sheet."""

    site: Site
    pages: Mapping[str, tuple[bytes, bytes]]
    """What each address holds in one and in the other."""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    """Made by two builds."""
    top = tmp_path_factory.mktemp("switched")
    outputs: list[Built] = []
    site = Site("switched", f"http://localhost:{free_port()}{PATH}", str(top / "site"), logs=str(top))
    for name in ("one", "two"):
        theme = copytree(ROOT / "theme", top / name / "theme")
        sheet = theme / "styles/layers.css"
        sheet.write_text(f"{sheet.read_text('utf-8')}\n:root {{ --release-{name}: 1; }}\n", "utf-8")
        texts = {f"news/{number}.vi.md": story(f"Tin {number}", "2026-11-01", body=f"Bản {name}. " * 50) for number in range(5)}
        content = write(top / name / "content", texts | {"announcements/a.vi.md": notice(f"Thông báo {name}", "2026-11-01")})
        built = run_pelican(content, top / name / "output", top / name / "cache", options=("-t", str(theme)), SITEURL=f"https://someone.example{PATH}")
        assert built.exit_code == 0, built.said
        Path(site.folder).mkdir(exist_ok=True)
        release(Path(site.folder), name, built.output)
        outputs.append(built)
        show(Path(site.folder), name)
    files = [path for path in outputs[0].files() & outputs[1].files() if path.endswith(".html")]
    pages = {"/" + path.removesuffix("index.html"): tuple((built.output / path).read_bytes() for built in outputs) for path in sorted(files)}
    return Two(site, {url: (one, other) for url, (one, other) in pages.items() if one != other})


def test_readers_see_one_release_or_the_other(two: Two, tmp_path: Path) -> None:
    """While releases are switched as fast as they can be, no request fails, every page is whole, and all that a page is drawn with is what it names."""
    assert read_while_switching(two, tmp_path, 2_000) == []


@pytest.mark.long
def test_readers_see_one_release_or_the_other_for_long(two: Two, tmp_path: Path) -> None:
    """The same for 100,000 requests."""
    assert read_while_switching(two, tmp_path, 100_000) == []


def read_while_switching(two: Two, folder: Path, requests: int) -> Sequence[str]:
    """What was wrong with so many requests, or a few more; both releases were seen."""
    over, following = Event(), Path(two.site.folder) / ".next"

    def switching() -> int:
        for count, name in enumerate(cycle(("one", "two"))):
            if over.is_set():
                return count
            following.symlink_to(f"releases/{name}")
            following.replace(following.with_name("current"))  # as publishing does, but faster than a shell
            over.wait(0.002)
        return 0

    with nginx(folder / "nginx", [two.site], workers=2), ThreadPoolExecutor(READERS + 1) as threads:
        switched = threads.submit(switching)
        try:
            found = list(threads.map(lambda seed: read(two, Random(seed), requests // READERS), range(READERS)))  # noqa: S311 - repeatable
        finally:
            over.set()
    assert switched.result() > requests // 1000
    assert sum(counts["asked"] for counts, _ in found) >= requests
    assert all(sum(counts[name] for counts, _ in found) > requests // 100 for name in ("one", "two"))
    return [fault for _, faults in found for fault in faults]


def read(two: Two, random: Random, requests: int) -> tuple[Mapping[str, int], Sequence[str]]:
    """Open pages one after the other, as a browser without a cache would: a page, then at once all that it names."""
    reader, counts, faults = Reader(two.site), {"asked": 0, "one": 0, "two": 0}, []
    addresses = sorted(two.pages)
    while counts["asked"] < requests:
        url = random.choice(addresses)
        encoding = random.choice(("br", "identity"))
        answer = reader.get(url, {"Accept-Encoding": encoding})
        page = brotli.decompress(answer.body) if answer.headers.get("content-encoding") == "br" else answer.body
        counts["asked"] += 1
        if answer.status != 200 or page not in two.pages[url]:
            faults.append(f"{answer.status} {url}: no page of a release")
            continue
        counts["one" if page == two.pages[url][0] else "two"] += 1
        named = ASSET.findall(page)
        if not named:
            faults.append(f"{url} names nothing to be drawn with")
        for name in islice(map(bytes.decode, named), 4):
            asset = reader.ask(name)
            counts["asked"] += 1
            if asset.status != 200 or f".{sha256(asset.body).hexdigest()[:10]}." not in name:
                faults.append(f"{asset.status} {name} of {url}")
    reader.close()
    return counts, faults
