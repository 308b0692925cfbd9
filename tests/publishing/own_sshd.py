"""A real OpenSSH server on 127.0.0.1 for one test run: its own keys, its own port, nothing of the machine's own configuration."""

import getpass
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.publishing.own_nginx import free_ports
from plugins.publishing.targets import Server
from tests.conftest import needed


@dataclass(frozen=True, slots=True)
class OwnSshd:
    """It listens until the tests are over."""

    port: int
    keys: Path
    """Where the user's and the host's are."""

    def target(self, folder: Path | str, *options: str, port: int = 0, keep: int = 5) -> Server:
        """A target on it; `port`: of something before it."""
        mine = {"UserKnownHostsFile": self.keys / "known", "HostKeyAlias": "own", "IdentityFile": self.keys / "user", "IdentitiesOnly": "yes"}
        # a path with a space stands between quotes in ssh's configuration
        given = [word for name, value in mine.items() for word in ("-o", f'{name}="{value}"')]
        return Server("own", "127.0.0.1", str(folder), getpass.getuser(), port or self.port, keep, ("-F", "/dev/null", *options, *given))


@contextmanager
def own_sshd(folder: Path, path: str = os.environ["PATH"]) -> Iterator[OwnSshd]:
    """Run one, with its files in `folder`; who logs in has `path` as PATH."""
    program = needed("/usr/sbin/sshd", "openssh-server")
    needed("rsync", "rsync")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True, timeout=20)
    (folder / "known").write_text("own " + (folder / "host.pub").read_text("utf-8"), "utf-8")
    port = free_ports(1)[0]
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": f'"{folder}/host"',
        "AuthorizedKeysFile": f'"{folder}/user.pub"',
        "PidFile": "none",
        "UsePAM": "no",
        "StrictModes": "no",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "prohibit-password",
        "KexAlgorithms": "curve25519-sha256",  # the quickest
        "SetEnv": f'"PATH={path}"',
    }
    (folder / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()), "utf-8")
    Path("/run/sshd").mkdir(exist_ok=True)
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([program, "-D", "-e", "-f", folder / "sshd_config"], stderr=log, stdin=subprocess.DEVNULL)
    try:
        _wait_for(port, running, folder / "log")
        yield OwnSshd(port, folder)
    finally:
        running.terminate()
        running.wait(20)


def _wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 10
    while running.poll() is None and time.monotonic() < until:
        with closing(socket.socket()) as opened:
            opened.settimeout(0.2)
            if opened.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError(log.read_text("utf-8"))
