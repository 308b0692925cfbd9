"""A real nginx on free ports of this machine, told what `inv server-config` tells one, and readers of what it serves."""

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
from plugins.publishing.own_nginx import BROTLI, running
from tests.conftest import needed

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


def free_port() -> int:
    """Free in IPv6 and IPv4."""
    with socket(AF_INET6) as found:
        found.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        found.bind(("::", 0))
        return int(found.getsockname()[1])


@contextmanager
def nginx(folder: Path, sites: Sequence[Site], workers: int = 1) -> Iterator[None]:
    """Serve these sites; their configuration must be without any complaint."""
    needed("nginx", "nginx")
    needed("curl", "curl")
    if not BROTLI.exists():
        needed("nginx-brotli", "libnginx-mod-http-brotli-static")
    with running(folder, {f"{site.name}.conf": configuration(site) for site in sites}, workers) as complaint:
        assert complaint == ""
        yield
