"""Small sites, made at once, that hold together as real ones do: pages with their assets, lists with their items, a fragment, a feed."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from plugins.publishing.release import MANIFEST, STATUS, Release, released

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
