"""`_headers` and `_redirects`: what Netlify and Cloudflare Pages are told in the folder itself. Both texts are pure functions.

Neither host needs a rule for what may change at its address: both let every reader ask each time (`max-age=0, must-revalidate`), and forget
what they have cached with each new folder. Rules go from general to special: Netlify heeds the last that sets a header, Cloudflare joins
what all of them set, unless a rule first takes away (`!`) what others have set.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from plugins.build import disk
from plugins.model import address
from plugins.model.media_types import PICTURES
from plugins.model.served_as import ALWAYS_ASKED, FOR_EVER, NAMED, TYPES, served_as

from .messages import PublishingError, Say
from .release import MANIFEST, STATUS, ReleasedFile, read_manifest
from .security_headers import ATTACHED, security_headers
from .server_config import moved
from .site_build import BuiltSite

NETLIFY, CLOUDFLARE = "netlify", "cloudflare"
HEADER_RULES, REDIRECTS, LINE = 100, 2000, 1000
"""What Cloudflare Pages takes: rules of headers, redirects without wildcards, characters of a redirect."""
LARGEST, FILES = 25 * 1024 * 1024, 20_000
"""Bytes of a file, and files of a site in its free plan."""

Rule = tuple[str, Mapping[str, str]]
"""A pattern, in which one `*` stands for anything, and the headers of whatever matches it."""


def host_files(host: str, site: BuiltSite, folder: Path, say: Say) -> Mapping[str, Path]:
    """What is published beside the site, by path, written into `folder`. Raises PublishingError where the host would not take the site, or show nothing."""
    if urlsplit(site.site_url).path:
        raise PublishingError("{host} shows a folder at the top of a domain: SITEURL must end there (it is {address})", host=host, address=site.site_url)
    files = read_manifest((site.folder / MANIFEST).read_bytes())
    if host == CLOUDFLARE:
        _check(files.values(), say)
    lines = redirects(host, moved(site.folder, ""), site.gone)
    if host == CLOUDFLARE and len(lines) > REDIRECTS:
        say("Cloudflare Pages takes {most} redirects, and there are {number}: at the other old addresses a page sends readers on.", most=REDIRECTS, number=len(lines))
        lines = lines[:REDIRECTS]
    texts = {"_headers": headers(host, rules(files, secure=site.site_url.startswith("https:"))), "_redirects": "".join(f"{line}\n" for line in lines)}
    return _written(folder, texts)


def pages_files(domain: str, folder: Path) -> Mapping[str, Path]:
    """What a branch tells its host, by path, written into `folder`: to show the files as they are, and at which domain (empty: the host's own)."""
    texts = {".nojekyll": ""} | ({"CNAME": f"{domain}\n"} if domain else {})
    return _written(folder, texts)


def _written(folder: Path, texts: Mapping[str, str]) -> Mapping[str, Path]:
    for name, text in texts.items():
        disk.written(folder / name, text.encode())
    return {name: folder / name for name in texts}


def rules(paths: Iterable[str], *, secure: bool) -> Sequence[Rule]:
    """The rules that some file of the site matches. A rule for ever is none where a file that can change at its address matches it."""
    paths = (*paths, STATUS, MANIFEST)
    return [rule for rule in _candidates(secure=secure) if any(matches(rule[0], path) for path in paths) and _holds(rule, paths)]


def _candidates(*, secure: bool) -> Iterator[Rule]:
    read = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
    yield "/*", security_headers(secure=secure)
    yield f"{address.ASSETS}*", {"Cache-Control": FOR_EVER, "Cross-Origin-Resource-Policy": "cross-origin"}
    yield f"{address.MEDIA}*", {"Content-Security-Policy": ATTACHED, "Cross-Origin-Resource-Policy": "cross-origin"}
    for suffix in PICTURES:
        yield f"{address.MEDIA}*{suffix}", {"Cache-Control": FOR_EVER}
    for name, media_type in NAMED.items():
        yield f"/*{name}", {"Content-Type": media_type, **read}
    for suffix in (".ics", ".opml"):
        yield f"/*{suffix}", {"Content-Type": TYPES[suffix], **read}
    for name in ("/data.csv", "/data.json"):
        yield f"/*{name}", read
    yield "/*.webmanifest", {"Content-Type": TYPES[".webmanifest"]}
    for name in (STATUS, MANIFEST):
        yield f"/{name}", {"Cache-Control": ALWAYS_ASKED}


def matches(pattern: str, path: str) -> bool:
    """Whether a rule is for that file of the site; as both hosts read patterns."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), f"/{path}") is not None


def _holds(rule: Rule, paths: Iterable[str]) -> bool:
    pattern, said = rule
    return said.get("Cache-Control") != FOR_EVER or all(served_as(path).cache_control == FOR_EVER for path in paths if matches(pattern, path))


def headers(host: str, rules: Iterable[Rule]) -> str:
    """`_headers`."""
    lines: list[str] = []
    known: set[str] = set()
    for pattern, said in rules:
        lines.append(pattern)
        lines += [f"  ! {name}" for name in said if name in known and host == CLOUDFLARE]
        lines += [f"  {name}: {value}" for name, value in said.items()]
        known |= said.keys()
    return "\n".join(lines) + "\n"


def redirects(host: str, old: Mapping[str, str], gone: Iterable[str]) -> list[str]:
    """The lines of `_redirects`. `old`: where old addresses lead to; `gone`: those that were given up, for which Cloudflare knows no answer of its own."""
    forced = "!" if host == NETLIFY else ""
    lines = [f"{_address(url)} {_address(target)} 301{forced}" for url, target in sorted(old.items())]
    if host == NETLIFY:
        lines += [f"{_address(url)} /404.html 410!" for url in sorted(set(gone) - old.keys())]
    return lines if host == NETLIFY else [line for line in lines if len(line) <= LINE]


def _address(url: str) -> str:
    """Encoded, so that nothing in it is a wildcard or a placeholder."""
    return quote(unquote(url))


def _check(files: Iterable[ReleasedFile], say: Say) -> None:
    files = list(files)
    for file in files:
        if file.size > LARGEST:
            raise PublishingError("{path} has {size} MiB, and Cloudflare Pages takes no file over 25: make it smaller", path=file.path, size=file.size // 1024**2 + 1)
    if len(files) > FILES:
        say("The site has {number} files: in its free plan Cloudflare Pages takes {most}.", number=len(files), most=FILES)
