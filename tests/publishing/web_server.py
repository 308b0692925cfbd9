"""A real nginx on free ports of this machine, told what `inv server-config` tells one, and readers of what it serves."""

import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from socket import AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket

from plugins.publishing import server_steps as step
from plugins.publishing.compressed import compressed
from plugins.publishing.nginx import Site, configuration
from tests.conftest import needed

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
PATIENCE = 10
"""Seconds that an answer may take, however busy the machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """To a request."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case; one that is there twice is joined, as RFC 9110 (5.2) has it."""
    body: bytes


class Reader:
    """Asks a site over one connection, without any politeness that is not said."""

    def __init__(self, site: Site, address: str = "localhost", port: int = 0) -> None:
        """`port`: another one than the site's, without TLS."""
        certificate = Path(site.certificates) / site.host / "fullchain.pem"
        if site.secure and not port:
            self._connection: HTTPConnection = HTTPSConnection(address, site.port, timeout=PATIENCE, context=ssl.create_default_context(cafile=str(certificate)))
        else:
            self._connection = HTTPConnection(address, port or site.port, timeout=PATIENCE)
        self._path = "" if port else site.path

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """Ask for a path below the site's, as it is written."""
        return self.ask(self._path + path, headers, method)

    def ask(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """Ask for a path of the host."""
        said = headers or {}
        self._connection.putrequest(method, path, skip_host="Host" in said, skip_accept_encoding=True)
        for name, value in said.items():
            self._connection.putheader(name, value)
        self._connection.endheaders()
        answer = self._connection.getresponse()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
        return Answer(answer.status, found, answer.read())

    def close(self) -> None:
        self._connection.close()


def release(folder: Path, name: str, built: Path) -> Path:
    """Bring a built site to a server's folder, as publishing does but for the sending; members do not see it yet."""
    place = folder / "releases" / name
    shutil.copytree(built, place)
    for path, file in compressed(built, folder.with_name("compressed")).items():
        shutil.copyfile(file, place / path)
    (place / "status.json").write_text("{}\n", "utf-8")
    (folder / "manifests").mkdir(exist_ok=True)
    return place


def show(folder: Path, name: str) -> None:
    """Let members see a release, as publishing does."""
    subprocess.run(["sh", "-c", step.switch(name)], cwd=folder, check=True)


def certificate(folder: Path) -> Path:
    """A certificate that localhost made for itself, where certbot would put it; returns certbot's folder."""
    place = folder / "localhost"
    place.mkdir(parents=True)
    program = needed("openssl", "openssl")
    key = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"]
    subprocess.run([program, *key, *names, "-keyout", str(place / "privkey.pem"), "-out", str(place / "fullchain.pem")], capture_output=True, check=True)
    return folder


def free_port() -> int:
    """Free in IPv6 and IPv4."""
    with socket(AF_INET6) as found:
        found.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        found.bind(("::", 0))
        return int(found.getsockname()[1])


@contextmanager
def nginx(folder: Path, sites: Sequence[Site], workers: int = 1) -> Iterator[None]:
    """Serve these sites; their configuration must be without any complaint."""
    program = needed("nginx", "nginx")
    needed("curl", "curl")
    if not BROTLI.exists():
        needed("nginx-brotli", "libnginx-mod-http-brotli-static")
    folder.mkdir()
    for site in sites:
        (folder / f"{site.name}.conf").write_text(configuration(site), "utf-8")
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\nworker_processes {workers};\npid {folder}/pid;\nerror_log {folder}/error.log;\nload_module {BROTLI};\n"
        "events { worker_connections 512; }\n"
        f"http {{\nsendfile on;\ngzip on;\n{''.join(f'{kind}_temp_path {folder}/{kind};' for kind in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))}\n"
        f"access_log off;\n{''.join(f'include {folder}/{site.name}.conf;' for site in sites)}\n}}\n",
        "utf-8",
    )
    command = [program, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0 and "[warn]" not in tried.stderr, tried.stderr
    subprocess.run(command, check=True)  # returns once it listens
    try:
        yield
    finally:
        subprocess.run([*command, "-s", "stop"], check=True)
