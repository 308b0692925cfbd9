"""What nginx is told to serve a site: a pure function. Every location says all of its headers, for nginx drops inherited ones where one is added."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from plugins.model import address
from plugins.model.media_types import ATTACHMENTS, PICTURES
from plugins.model.served_as import ALWAYS_ASKED, DIGESTED_ASSETS, DIGESTED_PICTURES, FOR_EVER, NAMED, SHORTLY, TYPES, UNKNOWN

from .release import MANIFEST, STATUS
from .security_headers import ATTACHED, POLICY, READ_ELSEWHERE, security_headers

KEPT = "kept"
"""Beside the releases: the theme's files of all of them, which publishing puts there before a release is shown. No moment of a switch lacks one."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site and the server it stands on."""

    name: str
    """The target's; two sites of one nginx have two."""
    site_url: str
    """Without a slash at its end; https, or http for a server that stands behind another one; a port where it is not the usual one."""
    folder: str
    """Where releases are kept: the live one is `current` in it. From `/` on."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Old addresses, and where their texts are now: root-relative, without SITEURL's path."""
    gone: Iterable[str] = ()
    """Addresses that were given up, likewise."""
    logs: str = "/var/log/nginx"
    certificates: str = "/etc/letsencrypt/live"
    """HOST/fullchain.pem and HOST/privkey.pem lie in it, as certbot puts them."""
    plain_port: int = 80
    """Where an https site sends on who comes without."""

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self.site_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        return urlsplit(self.site_url).hostname or ""

    @property
    def secure(self) -> bool:
        return self.site_url.startswith("https:")

    @property
    def port(self) -> int:
        return urlsplit(self.site_url).port or (443 if self.secure else 80)

    @property
    def path(self) -> str:
        """SITEURL's, as it is written in addresses; empty, or `/union`."""
        return urlsplit(self.site_url).path

    @property
    def variable(self) -> str:
        """What this site's variables and formats end in."""
        return re.sub(r"\W", "_", self.name, flags=re.ASCII)


def configuration(site: Site) -> str:
    """A file for /etc/nginx/sites-enabled: what nginx 1.22 and later, with libnginx-mod-http-brotli-static, is to be told in its `http` block."""
    lines = [
        f"# {site.site_url}: written by `inv server-config {site.name}`. Write it again after an address has moved or was given up; until then",
        "# a page at the old address sends readers on.",
        "",
        *_maps(site),
        *_log(site),
        *(_plain(site) if site.secure else ()),
        *_block("server", _server(site)),
    ]
    return "\n".join(lines) + "\n"


def _maps(site: Site) -> Iterator[str]:
    """Tables of addresses. Their keys are paths as nginx decodes them, with SITEURL's and with or without a slash at the end."""
    moved = {key: target for old, target in sorted(site.moved.items()) for key in _keys(site, old)}
    gone = dict.fromkeys((key for old in sorted(site.gone) for key in _keys(site, old)), "1")
    if longest := max((len(key.encode()) for key in (*moved, *gone)), default=0):
        yield "# Tables of this size; nginx takes these two lines once: where two sites have them, keep the larger numbers."
        yield f"map_hash_bucket_size {1 << (longest + 32).bit_length()};"
        yield f"map_hash_max_size {max(2048, 2 * (len(moved) + len(gone)))};"
        yield ""
    yield from _map("uri", f"moved_{site.variable}", moved)
    yield from _map("uri", f"gone_{site.variable}", gone)
    yield "# The path as it was asked for, still encoded."
    yield from _block(f"map $request_uri $asked_{site.variable}", [f'"~^(?<path_{site.variable}>[^?]*)" $path_{site.variable};'])
    yield ""


def _keys(site: Site, old: str) -> Iterator[str]:
    key = unquote(site.path) + unquote(old)
    yield key
    if key.endswith("/"):
        yield key.removesuffix("/")


def _map(source: str, name: str, entries: Mapping[str, str]) -> Iterator[str]:
    yield from _block(f"map ${source} ${name}", ['default "";', *(f"{_quoted(key)} {_quoted(value)};" for key, value in entries.items())])
    yield ""


def _log(site: Site) -> Iterator[str]:
    yield "# What `inv visits` sums, the path as it was asked for; no addresses of readers are kept, here or in the log of errors."
    yield f"log_format visits_{site.variable} '$time_iso8601 $status $request_method $asked_{site.variable} $body_bytes_sent \"$http_referer\" \"$http_user_agent\"';"
    yield ""


def _plain(site: Site) -> Iterator[str]:
    """Who comes without https is sent there; certbot's challenges are answered."""
    yield from _block(
        "server",
        [
            f"listen {site.plain_port};",
            f"listen [::]:{site.plain_port};",
            f"server_name {site.host};",
            "server_tokens off;",
            f"access_log {site.logs}/{site.name}.visits.log visits_{site.variable};",
            f"error_log {site.logs}/{site.name}.error.log crit;",
            *_block("location ^~ /.well-known/acme-challenge/", ["root /var/www/html;"]),
            *_block("location /", [f"return 301 {site.origin}$request_uri;"]),
        ],
    )
    yield ""


def _server(site: Site) -> Iterator[str]:
    listening = " ssl http2" if site.secure else ""
    yield f"listen {site.port}{listening};"
    yield f"listen [::]:{site.port}{listening};"
    yield f"server_name {site.host};"
    if site.secure:
        yield f"ssl_certificate {site.certificates}/{site.host}/fullchain.pem;"
        yield f"ssl_certificate_key {site.certificates}/{site.host}/privkey.pem;"
        yield "ssl_protocols TLSv1.2 TLSv1.3;"
        yield "ssl_session_cache shared:ban_tin:2m;"
        yield "ssl_session_tickets off;"
    yield f"access_log {site.logs}/{site.name}.visits.log visits_{site.variable};"
    yield f"error_log {site.logs}/{site.name}.error.log crit;  # what is less than critical would name readers' addresses"
    yield "log_not_found off;"
    yield "server_tokens off;"
    yield "client_max_body_size 1k;"
    yield ""
    yield f"root {_quoted(f'{site.folder}/current')};"
    yield "disable_symlinks off;  # `current` is one"
    yield "autoindex off;"
    yield "etag on;  # of time and size: a file of another content comes later to the server, and keeps its time from release to release"
    yield "if_modified_since exact;  # after a rollback the older file is the right one"
    yield "gzip off;  # siblings of the files, made when they were published, are sent instead"
    yield "gzip_static on;"
    yield "brotli_static on;"
    yield "gzip_vary on;"
    yield f"error_page 404 410 {_quoted(f'{unquote(site.path)}/404.html')};"
    yield from _types({**TYPES, **PICTURES})
    yield from _headers(site, SHORTLY)
    yield ""
    yield from _block("if ($request_method !~ ^(GET|HEAD)$)", ["return 405;"])
    yield from _moved(site)
    yield from _locations(site)


def _moved(site: Site) -> Iterator[str]:
    """Where an address leads to; not while the release that is shown, perhaps an older one again, has nothing there."""
    yield f"set $to $moved_{site.variable};"
    yield from _block("if (!-f $document_root${to}index.html)", ['set $to "";'])
    yield from _block("if ($to)", [f"return 301 {site.site_url}$to;"])
    yield ""


def _locations(site: Site) -> Iterator[str]:
    """The first one that matches counts. `$file`: the path below SITEURL's."""
    if site.path:
        yield from _block(f"location = {_quoted(unquote(site.path))}", [f"return 301 {site.site_url}/;"])
    yield from _block(r'location ~ "/\.|\.(?:br|gz)$"', ["return 404;"])
    yield "# A page of an earlier release may still be open, or on its way to a reader: what it is drawn with stays there longer than the release."
    kept = [f"root {_quoted(site.folder)};", f"try_files /{KEPT}$file /current$file @absent;"]
    yield from _location(site, _whole(DIGESTED_ASSETS), [*kept, *_headers(site, FOR_EVER, elsewhere=True)])
    yield from _location(site, _whole(DIGESTED_PICTURES), [_FILE, *_headers(site, FOR_EVER, elsewhere=True)])
    yield "# Attachments. Nobody knows the encoding of an attached text."
    yield from _location(site, f"{re.escape(address.MEDIA[1:])}.+", [_FILE, *_types({**PICTURES, **ATTACHMENTS}), *_headers(site, SHORTLY, elsewhere=True, policy=ATTACHED)])
    for pattern, media_type in _feeds():
        yield from _location(site, pattern, [_FILE, *_typed(media_type), *_headers(site, SHORTLY, elsewhere=True, read=True)])
    yield from _location(site, READ_ELSEWHERE, [_FILE, *_headers(site, SHORTLY, elsewhere=True, read=True)])
    yield from _location(site, f"(?:{re.escape(STATUS)}|{re.escape(MANIFEST)})", [_FILE, *_headers(site, ALWAYS_ASKED)])
    yield from _location(site, "(?:.+/)?", ["try_files ${file}index.html @absent;", *_headers(site, SHORTLY)])
    folder = _block("if (-d $document_root$file)", [f"return 301 {site.origin}$asked_{site.variable}/$is_args$args;"])
    yield from _location(site, ".+", [*folder, "try_files $file @absent;", *_headers(site, SHORTLY)])
    given_up = _block(f"if ($gone_{site.variable})", ["return 410;"])
    yield from _block("location @absent", [*given_up, "return 404;"])
    yield from _block("location /", ["return 404;"])


_FILE = "try_files $file @absent;"


def _feeds() -> Iterator[tuple[str, str]]:
    """Patterns and types."""
    for name, media_type in NAMED.items():
        yield rf"(?:.+/)?{re.escape(name)}", media_type
    yield r"(?:.+/)?atom/[0-9]+\.xml", NAMED["atom.xml"]


def _location(site: Site, pattern: str, lines: Iterable[str]) -> list[str]:
    """For all paths below SITEURL's that match as a whole."""
    return _block(f"location ~ {_quoted(f'^{re.escape(unquote(site.path))}(?<file>/{pattern})$')}", lines)


def _headers(site: Site, cache_control: str, *, elsewhere: bool = False, read: bool = False, policy: str = POLICY) -> list[str]:
    """All headers of a location, errors and redirects too. `elsewhere`: other sites' pages may show it; `read`: programs on them may read it."""
    headers = {"Cache-Control": cache_control, **security_headers(secure=site.secure, elsewhere=elsewhere, read=read, policy=policy)}
    return [f"add_header {name} {_quoted(value)} always;" for name, value in headers.items()]


def _types(types: Mapping[str, str]) -> list[str]:
    by_type: dict[str, list[str]] = {}
    for suffix, media_type in types.items():
        by_type.setdefault(media_type, []).append(suffix.removeprefix("."))
    return [*_block("types", [f"{_quoted(media_type)} {' '.join(suffixes)};" for media_type, suffixes in by_type.items()]), f"default_type {UNKNOWN};"]


def _typed(media_type: str) -> list[str]:
    """Whatever its suffix."""
    return ["types { }", f"default_type {_quoted(media_type)};"]


def _whole(pattern: "re.Pattern[str]") -> str:
    """A pattern for a whole path, without its anchors."""
    return pattern.pattern.removeprefix("^").removesuffix("$")


def _block(head: str, lines: Iterable[str]) -> list[str]:
    return [f"{head} {{", *(f"    {line}" if line else "" for line in lines), "}"]


def _quoted(text: str) -> str:
    """As nginx reads it between quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
