"""A live site, looked at as members get it: whether it is what was built, and served as it should be."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import quote, unquote, urlsplit

from plugins.model.address import file_of
from plugins.model.media_types import ATTACHMENTS, PICTURES
from plugins.model.problem import printable

from .http_answer import BROTLI, GZIP, IDENTITY, PATIENCE, Answer, NoAnswerError, fetched
from .messages import Say
from .release import MANIFEST, STATUS, Release, ReleasedFile
from .server_config import LARGEST_STUB, moved

ALL_IN_ALL = 60.0
"""Seconds that looking at a sample may take."""
SLOW = 100_000
"""Bytes a second that a line has at least, where all files are looked at."""
SOME = 2
"""How many old addresses are asked for, of those that moved and of those that are gone."""
SAID_SINGLY = 3
"""How many findings with the same text are each said, after a publication."""
AT_ONCE = 8
"""How many requests are under way at one time."""
NOT_FOUND = file_of("/404.html")
INDEX = "index.html"
FEEDS = ("feed.json", "atom.xml", "rss.xml")
_HOME = "site.webmanifest"
"""What lies beside the home page of each language, and nowhere else."""

_XML = frozenset({"application/xml", "text/xml"})
TYPES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "rss.xml": _XML | {"application/rss+xml"},
        "atom.xml": _XML | {"application/atom+xml"},
        "feed.json": frozenset({"application/feed+json", "application/json"}),
        ".xml": _XML | {"application/atom+xml"},
        ".html": frozenset({"text/html"}),
        ".json": frozenset({"application/json"}),
        ".webmanifest": frozenset({"application/manifest+json", "application/json"}),
        ".opml": _XML | {"text/x-opml", "text/x-opml+xml", "application/octet-stream"},
        ".ics": frozenset({"text/calendar"}),
        ".css": frozenset({"text/css"}),
        ".js": frozenset({"text/javascript", "application/javascript"}),
        ".svg": frozenset({"image/svg+xml"}),
        ".txt": frozenset({"text/plain"}),
        **{suffix: frozenset({media_type}) for suffix, media_type in PICTURES.items()},
        ".pdf": frozenset({ATTACHMENTS[".pdf"]}),
    }
)
"""What a file may be called in Content-Type, by its name, else by its suffix; of others anything will do."""
_UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it should be at one address."""

    address: str
    text: str
    """What was expected and what came, in the language asked for."""
    grave: bool = True
    """False: a remark; what members see is right."""

    def __str__(self) -> str:
        return printable(f"{self.address}: {self.text}", 400)


@dataclass(frozen=True, slots=True)
class Look:
    """How a site is looked at."""

    site_url: str
    """Without a slash at its end."""
    files: Mapping[str, ReleasedFile]
    """What it should hold, by path."""
    ours: bool
    """Whether its server has the configuration of `inv server-config`: then a missing security header is grave."""
    translate: Callable[[str], str]
    moved: Mapping[str, str] | None = None
    """Where the pages that only send readers on lead, both by path; None: it is not known."""

    def address(self, path: str) -> str:
        """Where members find a file."""
        return f"{self.site_url}/{quote(path.removesuffix(INDEX) if PurePosixPath(path).name == INDEX else path)}"

    def finding(self, path: str, text: str, *, grave: bool = True, **values: object) -> Finding:
        """`text`: a message of the catalogue, with `{names}` for `values`."""
        return Finding(self.address(path), self.translate(text).format_map(values), grave)


def verify(site_url: str, release: Release, gone: Sequence[str] = (), *, ours: bool = False, translate: Callable[[str], str] = str) -> list[Finding]:
    """What is wrong with the site that was just published; empty: members see the release.

    Home in each language, the newest of each list, their feeds, one asset, the status, addresses that moved, some of those that are `gone` (root-relative,
    without SITEURL's path), what was never there. At most `ALL_IN_ALL` seconds.
    """
    leads = {file_of(old): file_of(unquote(target)) for old, target in moved(release.folder, urlsplit(site_url).path).items()}
    look = Look(site_url, release.files, ours, translate, leads)
    found = compared(look, sample(release), gone[-SOME:], seconds=ALL_IN_ALL)
    return [finding for finding in found if finding.grave]


def say_in_short(findings: Iterable[Finding], say: Say) -> None:
    """What `verify` found, fit to be read: where a server does not answer at all, that is said once."""
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(finding.text, []).append(finding)
    for same in alike.values():
        singly = same if len(same) <= SAID_SINGLY else same[:1]
        for finding in singly:
            say("{finding}", finding=finding)
        if len(singly) < len(same):
            say("… and the same at {number} more addresses", number=len(same) - 1)


def sample(release: Release) -> tuple[str, ...]:
    """The paths that are looked at after publishing."""

    def held(path: str) -> bytes:
        return (release.folder / path).read_bytes()

    return paths_worth_a_look(release.files, held)


def paths_worth_a_look(files: Mapping[str, ReleasedFile], held: Callable[[str], bytes]) -> tuple[str, ...]:
    """Home in each language with its feeds, the lists below it with theirs, the newest item of each, one asset, old addresses, status and manifest; those there are.

    `held`: the bytes of a file.
    """
    homes = [path.removesuffix(_HOME) for path in files if PurePosixPath(path).name == _HOME]
    feeds = [path for path in files if path.endswith(f"/{FEEDS[0]}") or path == FEEDS[0]]
    lists = [folder for folder in (path.removesuffix(FEEDS[0]) for path in feeds) if folder in homes or _parent(folder) in homes]
    wanted = [f"{folder}{name}" for folder in sorted({*homes, *lists}) for name in (INDEX, *FEEDS)]
    wanted += [item for folder in sorted(lists) if (item := newest(f"{folder}{FEEDS[0]}", held(f"{folder}{FEEDS[0]}")))]
    small = sorted((file.size, path) for path, file in files.items() if path.endswith(f"/{INDEX}"))  # the smallest pages are those that send readers on
    wanted += [next((path for path in sorted(files) if path.endswith(".css")), ""), *(path for _, path in small[:SOME]), MANIFEST, STATUS]
    return tuple(path for path in dict.fromkeys(wanted) if path in files)


def compared(look: Look, paths: Iterable[str], gone: Iterable[str] = (), *, seconds: float | None = None) -> Iterator[Finding]:
    """What is wrong with these files of the site, and with its answers where nothing is, in order.

    `gone`: addresses that were given up; `seconds`: how long all of it may take; None: as long as it does.
    """
    ends = None if seconds is None else time.monotonic() + seconds

    def patience(size: int) -> float:
        return PATIENCE + size / SLOW if ends is None else min(PATIENCE, ends - time.monotonic())

    def one(path: str) -> list[Finding]:
        left = patience(look.files[path].size)
        if left <= 0:
            return [look.finding(path, look.translate("not looked at: the site answers too slowly"))]
        return _answered(look, path, _of_file(look, path, left))

    with ThreadPoolExecutor(AT_ONCE) as at_once:
        for findings in at_once.map(one, (path for path in paths if path != NOT_FOUND)):
            yield from findings
    for path in (unquote(url.removeprefix("/")) for url in gone):
        yield from _answered(look, path, _of_gone(look, path, max(patience(0), 1.0)))
    nowhere = f"khong-co-{sha256(look.site_url.encode()).hexdigest()[:12]}/"
    yield from _answered(look, nowhere, _of_nothing(look, nowhere, max(patience(0), 1.0)))


def _answered(look: Look, path: str, findings: Iterator[Finding]) -> list[Finding]:
    """What is wrong at an address; that none answers, where none does."""
    try:
        return list(findings)
    except NoAnswerError as problem:
        return [look.finding(path, "expected an answer; none came ({problem})", problem=problem)]


def _of_file(look: Look, path: str, patience: float) -> Iterator[Finding]:
    """It is there, its bytes are those that were built, its type is right, and what protects readers comes with it. Raises NoAnswerError."""
    file = look.files[path]
    answer = fetched(look.address(path), file.size, patience)
    sends_on = file.size < LARGEST_STUB if look.moved is None else path in look.moved
    if sends_on and answer.status in {301, 308, 410}:
        yield from _of_moved(look, path, answer)
        return
    if answer.status != 200:  # noqa: PLR2004 - HTTP's
        location = answer.headers.get("Location")
        yield look.finding(path, "expected 200, got {status}", status=f"{answer.status} → {location}" if location else answer.status)
        return
    if answer.headers.get("Content-Encoding", IDENTITY) not in {IDENTITY, GZIP}:
        yield look.finding(path, "expected plain bytes, got {encoding}, which was not asked for", encoding=answer.headers["Content-Encoding"])
    elif answer.size != file.size:
        came = answer.size if answer.size < file.size else f"> {file.size}"
        yield look.finding(path, "expected {size} bytes, got {came}", size=file.size, came=came)
    elif answer.sha256 != file.sha256:
        yield look.finding(path, "expected the bytes that were built, got others")
    elif "accept-encoding" in answer.headers.get("Vary", "").lower():
        yield from _of_packed(look, path, patience)
    yield from _of_headers(look, path, answer)


def _of_packed(look: Look, path: str, patience: float) -> Iterator[Finding]:
    """Browsers, which ask for packed bytes, get the same when they have unpacked them: those are files of their own on the server."""
    file = look.files[path]
    for encoding in (BROTLI, GZIP):
        try:
            answer = fetched(look.address(path), file.size, patience, encoding=encoding)
        except NoAnswerError as problem:
            yield look.finding(path, "expected an answer by {encoding}; none came ({problem})", encoding=encoding, problem=problem)
            continue
        if (answer.status, answer.sha256) != (200, file.sha256):
            yield look.finding(path, "expected the bytes that were built, got others by {encoding}, which browsers ask for", encoding=encoding)


def _of_moved(look: Look, path: str, answer: Answer) -> Iterator[Finding]:
    """An old address is answered by the page that sends readers on, or by its server at once: to where that page does, if need be by one address more."""
    to = urlsplit(answer.headers.get("Location", ""))
    site = urlsplit(look.site_url)
    inside = not to.netloc or to.netloc == site.netloc
    target = unquote(to.path).removeprefix(f"{unquote(site.path)}/")
    known = f"{target}{INDEX}" if target.endswith("/") or not target else target
    leads = look.moved or {}
    right = leads.get(path)
    if answer.status == 410 or (inside and known in look.files and known != path and right in {None, known, leads.get(known)}):  # noqa: PLR2004 - HTTP's
        return
    location = answer.headers.get("Location", "")
    if right:
        yield look.finding(path, "expected 200, or a way to {address}; got {status} to {location}", address=look.address(right), status=answer.status, location=location)
    else:
        yield look.finding(path, "expected 200, or a way to a page of the site; got {status} to {location}", status=answer.status, location=location)


def _of_headers(look: Look, path: str, answer: Answer) -> Iterator[Finding]:
    allowed = TYPES.get(PurePosixPath(path).name) or TYPES.get(PurePosixPath(path).suffix.lower())
    if allowed and answer.type not in allowed:
        yield look.finding(path, "expected the type {type}, got {came}", type=" / ".join(sorted(allowed)), came=answer.type or "–")
    for name in missing_protection(answer, page=path.endswith(".html"), secure=look.site_url.startswith("https:")):
        yield look.finding(path, "expected the header {header}", grave=look.ours, header=name)


def missing_protection(answer: Answer, *, page: bool, secure: bool) -> Iterator[str]:
    """The security headers that an answer lacks, as they should read. `page`: whether it is one; `secure`: whether it came by HTTPS."""
    if answer.headers.get("X-Content-Type-Options", "").strip().lower() != "nosniff":
        yield "X-Content-Type-Options: nosniff"
    if secure and "max-age" not in answer.headers.get("Strict-Transport-Security", ""):
        yield "Strict-Transport-Security: max-age=…"
    if not page:
        return
    policies = answer.headers.get_all("Content-Security-Policy") or []
    if not any(_holds(policy) for policy in policies):
        yield "Content-Security-Policy: default-src … (no unsafe word)"
    if "Referrer-Policy" not in answer.headers:
        yield "Referrer-Policy: …"


def _holds(policy: str) -> bool:
    """Whether a policy keeps scripts out that are not the site's."""
    directives = {name.lower() for name, *_ in map(str.split, filter(str.strip, policy.split(";")))}
    return bool(directives & {"default-src", "script-src"}) and not any(word in policy for word in _UNSAFE)


def _of_gone(look: Look, path: str, patience: float) -> Iterator[Finding]:
    """What was given up is not there. That it is gone for good (410) only a server can say that was told. Raises NoAnswerError."""
    answer = fetched(look.address(path), look.files[NOT_FOUND].size if NOT_FOUND in look.files else 0, patience)
    if answer.status not in {404, 410}:
        yield look.finding(path, "expected 410 or 404, for it was given up; got {status}", status=answer.status)


def _of_nothing(look: Look, nowhere: str, patience: float) -> Iterator[Finding]:
    """Where nothing is, the answer is 404 and the site's own page for it. Raises NoAnswerError."""
    page = look.files.get(NOT_FOUND)
    answer = fetched(look.address(nowhere), page.size if page else 0, patience)
    if answer.status != 404:  # noqa: PLR2004 - HTTP's
        yield look.finding(nowhere, "expected 404, for nothing is there; got {status}", status=answer.status)
    elif page and answer.sha256 != page.sha256:
        yield look.finding(nowhere, "expected the site's own page for what is not there, got another", grave=look.ours)
    else:
        for name in missing_protection(answer, page=True, secure=look.site_url.startswith("https:")):
            yield look.finding(nowhere, "expected the header {header}", grave=look.ours, header=name)


def newest(path: str, feed: bytes) -> str:
    """The file of the first item of the JSON Feed at `path`; empty where it has none."""
    try:
        read = json.loads(feed)
        root = read["feed_url"].removesuffix(quote(path))
        url = read["items"][0]["url"]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return ""
    return f"{unquote(url.removeprefix(root))}{INDEX}"


def _parent(folder: str) -> str:
    """The folder that a folder lies in; both with a slash at their ends, the site's own empty."""
    above = str(PurePosixPath(folder).parent)
    return "" if above == "." else f"{above}/"
