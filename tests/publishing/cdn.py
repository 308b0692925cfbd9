"""A cache in front of object storage that keeps the rules of docs/publishing.md (“A CDN in front”): nginx, and a call that makes it forget, as CDNs have one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import md5
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from plugins.publishing.own_nginx import free_ports, running
from tests.conftest import needed
from tests.publishing.purged_cache import Call, cache
from tests.publishing.seaweedfs import Answer, Seaweed

TOKEN = "secret of the cache"  # noqa: S105 - a made-up one
_CONFIGURATION = """
proxy_cache_path {kept} levels=1:2 keys_zone=cdn:4m inactive=1y use_temp_path=off;
server {{                                   # what is kept, and for how long: as the origin says
    listen 127.0.0.1:{port};
    proxy_cache cdn;
    proxy_cache_key $uri;                   # of what is asked for after `?`, nothing
    proxy_cache_use_stale off;
    proxy_cache_lock on;
    gunzip on;
    add_header X-Cache $upstream_cache_status always;
    location / {{ proxy_pass http://127.0.0.1:{origin}; }}
}}
server {{                                   # the bucket as a site
    listen 127.0.0.1:{origin};
    proxy_intercept_errors on;
    error_page 403 404 /404.html;
    location ^~ /.releases {{ return 404; }}
    location = /404.html {{
        proxy_pass {storage}/{bucket}/404.html;
        proxy_hide_header Cache-Control;
        add_header Cache-Control "public, max-age=10" always;
    }}
    location / {{
        rewrite ^(.*/)$ /{bucket}$1index.html break;
        rewrite ^(.*)$ /{bucket}$1 break;
        proxy_pass {storage};
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Cdn:
    """One that runs."""

    port: int
    purging: str
    """The address that is told what to forget."""

    @property
    def address(self) -> str:
        """The site's, as members know it."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> Answer:
        """As a browser does."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        got = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return got


    def get_all(self, paths: list[str]) -> dict[str, Answer]:
        """What is got where files are, by their paths."""
        return {path: self.get("/" + quote(path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path)) for path in paths}


@contextmanager
def cdn(folder: Path, storage: Seaweed, bucket: str) -> Iterator[Cdn]:
    """Put one in front of a bucket."""
    needed("nginx", "nginx")
    (port, origin), kept = free_ports(2), folder / "kept"
    filled = _CONFIGURATION.format(kept=kept, port=port, origin=origin, bucket=bucket, storage=storage.endpoint)

    def forget(call: Call) -> int:
        if call.secret != f"Bearer {TOKEN}":
            return 403
        for address in call.body["files"]:
            key = md5(unquote(urlsplit(address).path).encode(), usedforsecurity=False).hexdigest()
            (kept / key[-1] / key[-3:-1] / key).unlink(missing_ok=True)
        return 200

    with running(folder, {"cdn.conf": filled}) as complaint, cache(forget) as (purging, _):
        assert complaint == ""
        yield Cdn(port, purging)
