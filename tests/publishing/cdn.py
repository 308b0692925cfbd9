"""A cache in front of object storage that keeps the rules of docs/publishing.md (“A CDN in front”): nginx, and a call that makes it forget, as CDNs have one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import md5
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from plugins.publishing.own_nginx import running
from tests.conftest import needed
from tests.publishing.seaweedfs import Answer, Seaweed
from tests.publishing.web_server import free_port

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


@contextmanager
def cdn(folder: Path, storage: Seaweed, bucket: str) -> Iterator[Cdn]:
    """Put one in front of a bucket."""
    needed("nginx", "nginx")
    port, origin, kept = free_port(), free_port(), folder / "kept"
    filled = _CONFIGURATION.format(kept=kept, port=port, origin=origin, bucket=bucket, storage=storage.endpoint)
    with running(folder, {"cdn.conf": filled}) as complaint, _forgetting(kept) as purging:
        assert complaint == ""
        yield Cdn(port, purging)


@contextmanager
def _forgetting(kept: Path) -> Iterator[str]:
    """What CDNs offer: a call with a list of full addresses, each of which is forgotten; whoever does not know the secret is refused."""

    class Forgets(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = self.headers.get("Authorization") == f"Bearer {TOKEN}"
            for address in body["files"] if known else ():
                path = unquote(urlsplit(address).path)
                key = md5(path.encode(), usedforsecurity=False).hexdigest()
                (kept / key[-1] / key[-3:-1] / key).unlink(missing_ok=True)
            self.send_response(200 if known else 403)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Forgets)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/purge"
    finally:
        server.shutdown()
        server.server_close()
