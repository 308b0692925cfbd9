"""Small sites, made at once, that hold together as real ones do: pages with their assets, lists with their items, a fragment, a feed."""

import gzip
import json
import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from threading import Event

from plugins.publishing.release import MANIFEST, STATUS, Release, released
from tests.publishing.seaweedfs import Answer

INSTANT = "20261125T120000Z"


def site(stories: Iterable[str], look: str = "1", tags: Iterable[str] = ("luong",)) -> dict[str, bytes]:
    """The files of a site by path. `look`: another one changes the style sheet and every page; every story has every tag."""
    stories, tags = list(stories), list(tags)
    style = f"* {{ --look: {look} }}".encode()
    sheet = f"theme/site.{sha256(style).hexdigest()[:10]}.css"
    files = {sheet: style}

    def page(links: Iterable[str], picture: str = "", *, item: bool = False) -> bytes:
        lines = [f'<meta property="og:type" content="{"article" if item else "website"}">', f'<link rel="stylesheet" href="/{sheet}">']
        lines += [f'<img src="/{picture}">'] if picture else []
        lines += [f'<a href="{link}">x</a>' for link in ("/", *links)]
        return "\n".join(["<!doctype html>", '<div data-slogans="/manh/slogans.json">', *lines, ""]).encode()

    addresses = [f"/tin-tuc/{story}/" for story in stories]
    labels = [f"/the/{tag}/" for tag in tags]
    for number, story in enumerate(stories):
        photo = f"a photo of {story}".encode()
        picture = f"media/{story}/anh-{sha256(photo).hexdigest()[:8]}.jpg"
        files[picture] = photo
        files[f"tin-tuc/{story}/index.html"] = page([*addresses[max(number - 1, 0) : number + 2], *labels], picture, item=True)
    files |= {f"the/{tag}/index.html": page(addresses) for tag in tags}
    files["tin-tuc/index.html"] = page(addresses)
    files["index.html"] = b'<link rel="canonical" href="https://union.example/">' + page(["/tin-tuc/", *labels, *addresses[:10]])
    files["manh/slogans.json"] = json.dumps(addresses).encode()
    files["rss.xml"] = "".join(f"<link>{address}</link>" for address in addresses).encode()
    files["sitemap.xml"] = b"<urlset/>"
    return files


def release(folder: Path, files: Mapping[str, bytes], number: int = 1) -> Release:
    """A release of those files; `number` makes it later than others."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    listed = [{"path": path, "sha256": sha256(data).hexdigest(), "size": len(data)} for path, data in sorted(files.items())]
    manifest = json.dumps({"files": listed}).encode()
    name = f"{int(INSTANT[:8]) + number}{INSTANT[8:]}-{sha256(manifest).hexdigest()[:12]}"
    (folder / MANIFEST).write_bytes(manifest)
    (folder / STATUS).write_text(json.dumps({"release": name}), "utf-8")
    return Release(name, folder, {path: released(folder, path) for path in sorted((*files, MANIFEST, STATUS))})


def plain(body: bytes) -> bytes:
    """A body as it was before storage compressed it."""
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def needs(text: bytes) -> set[str]:
    """The files that a page refers to."""
    found = re.findall(r'(?:href|src|data-slogans)="/([^"]*)"', text.decode())
    return {f"{link}index.html" if link.endswith("/") or not link else link for link in found}


def read_on(get: Callable[[list[str]], Mapping[str, Answer]], found: list[str], rounds: list[int], end: Event) -> None:
    """Read the home page, whatever it leads to, and whatever that needs, until told to end; once in any case.

    `get`: what a reader gets by the paths of files; `found`: what was not there; `rounds`: how many files each round read.
    """
    while not end.is_set() or not rounds:
        seen, ahead = set[str](), ["index.html"]
        while ahead:
            answers = get(ahead)
            found += [f"{path}: {answer.status}" for path, answer in answers.items() if answer.status != 200]
            seen |= set(ahead)
            ahead = list({needed for path, answer in answers.items() if path.endswith(".html") for needed in needs(plain(answer.body))} - seen)
        rounds.append(len(seen))
