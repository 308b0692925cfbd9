"""How many requests a second the published site is served at, and how long the slowest wait: by nginx as `inv server-config` tells it, and as it comes."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from plugins.model.problem import ToldError

from .compressed import compressed
from .nginx import Site, configuration
from .own_nginx import BROTLI, PROGRAM, certificate, free_ports, running
from .release import MANIFEST, read_manifest
from .verify import FEEDS, newest

OURS, STOCK = "as generated", "as it comes"
CONNECTIONS, ROUNDS, SECONDS = 32, 3, 6
"""Of wrk: how many at a time, how often each address has its turn, and for how long."""
_WORKERS = os.cpu_count() or 1
_SCRIPT = """done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('\\nFOUND {"requests": %d, "microseconds": %d, "failed": %d, "p50": %d, "p99": %d, "p999": %d}\\n', summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
"""
_FOUND = "\nFOUND "
_STOCK = """server {{
    listen {port} ssl http2;
    server_name localhost;
    ssl_certificate {certificates}/localhost/fullchain.pem;
    ssl_certificate_key {certificates}/localhost/privkey.pem;
    root {root};
    index index.html;
}}
"""
"""Debian's own site, with TLS: it compresses HTML while somebody waits, and nothing else."""


class NotMeasuredError(ToldError):
    """A program is not here, or a request failed."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One run of wrk."""

    per_second: float
    p50: float
    """Milliseconds, like those below."""
    p99: float
    p999: float


@dataclass(frozen=True, slots=True)
class Rate:
    """How one address is served."""

    what: str
    size: int
    """Bytes of its body, as generated."""
    runs: Mapping[str, Sequence[Answered]]
    """By OURS and STOCK."""

    def typical(self, who: str) -> Answered:
        """The run in the middle, by requests a second."""
        return sorted(self.runs[who], key=lambda run: run.per_second)[len(self.runs[who]) // 2]

    @property
    def ratio(self) -> float:
        """How many times as many requests a second as nginx answers as it comes: the median of the rounds, in each of which both had their turn."""
        return median(ours.per_second / stock.per_second for ours, stock in zip(self.runs[OURS], self.runs[STOCK], strict=True))


def measure(built: Path, folder: Path, seconds: int, say: Callable[[str], None]) -> list[Rate]:
    """Serve the site `built` from a `folder` that is emptied, and ask for each address so many seconds, in turn.

    Raises NotMeasuredError.
    """
    wrk = shutil.which("wrk")
    for program, found in {"wrk": wrk, "nginx": PROGRAM, "libnginx-mod-http-brotli-static": BROTLI.is_file(), "openssl": shutil.which("openssl")}.items():
        if not found:
            raise NotMeasuredError("{program} is not installed on this computer", program=program)
    assert wrk
    shutil.rmtree(folder, ignore_errors=True)
    root, certificates = folder / "site/current", certificate(folder / "certificates")
    shutil.copytree(built, root)
    for path, file in compressed(built, folder / "compressed").items():
        shutil.copyfile(file, root / path)
    (folder / "quantiles.lua").write_text(_SCRIPT, "utf-8")
    ours, plain, theirs = free_ports(3)
    ports = {OURS: ours, STOCK: theirs}
    site = Site("bench", f"https://localhost:{ours}", str(folder / "site"), logs=str(folder), certificates=str(certificates), plain_port=plain)
    stock = _STOCK.format(port=theirs, certificates=certificates, root=root)
    with running(folder / "nginx", {"ours.conf": configuration(site), "stock.conf": stock}, _WORKERS):
        return [_rate(wrk, folder, ports, what, path, seconds, say) for what, path in _asked_for(built)]


def versions() -> str:
    """Of nginx and wrk, as they say themselves."""
    said = [subprocess.run([program, "-v"], capture_output=True, text=True, check=False) for program in (PROGRAM or "nginx", "wrk")]
    return ", ".join(" ".join((one.stderr + one.stdout).splitlines()[0].removeprefix("nginx version: ").split()[:2]) for one in said)


def rows(rates: Sequence[Rate]) -> Iterator[tuple[str, ...]]:
    """A line of a table for each, under `HEADS`."""
    for rate in rates:
        ours, stock = rate.typical(OURS), rate.typical(STOCK)
        numbers = (f"{rate.ratio:.2f}", f"{ours.per_second:,.0f}", *(f"{value:.1f}" for value in (ours.p50, ours.p99, ours.p999, stock.p99)))
        yield (rate.what, f"{rate.size:,}", *numbers)


HEADS = ("what", "bytes", f"× nginx {STOCK}", "requests/s", "p50, ms", "p99, ms", "p99.9, ms", f"p99 {STOCK}, ms")


def _asked_for(built: Path) -> Iterator[tuple[str, str]]:
    """What is asked for, and its path: home, the newest text, the feed of everything, the style sheet."""
    yield "home", "index.html"
    yield "the newest text", newest(FEEDS[0], (built / FEEDS[0]).read_bytes())
    yield "the feed of everything", FEEDS[-1]
    yield "the style sheet", next(path for path in read_manifest((built / MANIFEST).read_bytes()) if path.endswith(".css"))


def _rate(wrk: str, folder: Path, ports: Mapping[str, int], what: str, path: str, seconds: int, say: Callable[[str], None]) -> Rate:
    address = f"/{path.removesuffix('index.html')}"
    runs: dict[str, list[Answered]] = {who: [] for who in ports}
    for _ in range(ROUNDS):
        for who, port in ports.items():
            runs[who].append(_answered(wrk, folder, f"https://localhost:{port}{address}", seconds))
            say(f"{what}, {who}: {runs[who][-1].per_second:,.0f} requests a second")
    sibling = folder / f"site/current/{path}.br"
    return Rate(what, (sibling if sibling.is_file() else sibling.with_suffix("")).stat().st_size, runs)


def _answered(wrk: str, folder: Path, url: str, seconds: int) -> Answered:
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(folder / "quantiles.lua"), "-H", "Accept-Encoding: br, gzip", url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60, check=False)
    _, _, found = done.stdout.partition(_FOUND)
    if done.returncode or not found:
        raise NotMeasuredError("{program} ended with {code} at {address}: {said}", program="wrk", code=done.returncode, address=url, said=(done.stderr or done.stdout)[-300:])
    said = json.loads(found)
    if said["failed"] or not said["requests"]:
        raise NotMeasuredError("{failed} of {number} requests failed at {address}", failed=said["failed"], number=said["requests"], address=url)
    return Answered(said["requests"] / said["microseconds"] * 1e6, *(said[name] / 1000 for name in ("p50", "p99", "p999")))
