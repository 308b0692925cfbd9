"""Publishes a release to a server, in a process of its own that may be killed: `python -m tests.publishing.publisher`, given both by pickle on standard input."""

import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from plugins.publishing.messages import PublishingError
from plugins.publishing.release import Release
from plugins.publishing.server import ServerPlace
from plugins.publishing.targets import Server

ROOT = Path(__file__).resolve().parents[2]  # as tests.conftest has it, which would import a browser


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher at work, with all that it starts one process group."""

    process: "subprocess.Popen[str]"

    @classmethod
    def start(cls, target: Server, release: Release) -> "Publisher":
        """Start one; it waits for `go`, so that what is measured is not the start of Python."""
        command = [sys.executable, "-m", "tests.publishing.publisher"]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, process_group=0, encoding="latin-1"
        )
        publisher = cls(process)
        publisher._tell(pickle.dumps((target, release)).hex())
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        return publisher

    def go(self) -> None:
        """Let it begin."""
        self._tell("go")

    def _tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def end(self, patience: int = 120) -> tuple[int, str]:
        """Wait for its end, `patience` seconds: its exit code, what it said."""
        said, _ = self.process.communicate(timeout=patience)
        return self.process.returncode, said


def main() -> int:
    """Publish; 1 and one line, where it fails."""
    target, release = pickle.loads(bytes.fromhex(sys.stdin.readline()))  # noqa: S301 - from the test that started this
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    try:
        ServerPlace(target).publish(release, lambda text, /, **values: print(text.format_map(values), flush=True))  # noqa: T201
    except PublishingError as problem:
        print(problem)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
