"""A real nginx on this machine alone, for whoever looks at a site as members do: the tests, and `inv bench --served`."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
"""Where it is; None: nowhere."""
_SCRATCH = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def running(folder: Path, configurations: Mapping[str, str], workers: int = 1) -> Iterator[str]:
    """Run one in `folder`, which is not there yet, by what its `http` block is to include, by file name; yields what it says of them, empty where all is well.

    Raises FileNotFoundError where there is none, subprocess.CalledProcessError where it does not start.
    """
    if PROGRAM is None or not BROTLI.is_file():
        raise FileNotFoundError("nginx is not here: install Debian's nginx and libnginx-mod-http-brotli-static")
    folder.mkdir()
    for name, text in configurations.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\nworker_processes {workers};\npid {folder}/pid;\nerror_log {folder}/error.log;\nload_module {BROTLI};\n"
        "events { worker_connections 512; }\n"
        f"http {{\nsendfile on;\ngzip on;\naccess_log off;\n{''.join(f'{kind}_temp_path {folder}/{kind};' for kind in _SCRATCH)}\n"
        f"{''.join(f'include {folder}/{name};' for name in configurations)}\n}}\n",
        "utf-8",
    )
    command = [PROGRAM, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    subprocess.run(command, check=True, capture_output=True)  # returns once it listens
    try:
        yield "" if tried.returncode == 0 and "[warn]" not in tried.stderr else tried.stderr
    finally:
        subprocess.run([*command, "-s", "stop"], check=True, capture_output=True)


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 on which nobody listens."""
    with ExitStack() as stack:
        opened = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in opened]


def certificate(folder: Path) -> Path:
    """A certificate that localhost made for itself, for two days, where certbot would put it; returns certbot's folder. Raises FileNotFoundError without openssl."""
    place = folder / "localhost"
    place.mkdir(parents=True)
    key = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"]
    subprocess.run(["openssl", *key, *names, "-keyout", place / "privkey.pem", "-out", place / "fullchain.pem"], capture_output=True, check=True)  # noqa: S607 - as the system has it
    return folder
