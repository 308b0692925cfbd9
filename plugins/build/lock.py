"""One build at a time: who comes second waits, and says for whom."""

import os
import sys
from pathlib import Path

if os.name != "nt":
    import fcntl


class Lock:
    """Holds a folder; the system lets go of it when the process ends, however it ends. Where it knows no such locks (Windows), nothing is held."""

    def __init__(self, folder: Path, holder: Path) -> None:
        """Hold `folder`, however long another process does; the file `holder` is where that one has said which it is."""
        self._holder = holder
        self._descriptor = -1
        if os.name == "nt":
            return
        self._descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Another build ({self._held_by()}) is writing {folder}: waiting for it to end.", file=sys.stderr, flush=True)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def tell(self) -> None:
        """Say who holds it."""
        self._holder.write_text(f"process {os.getpid()}\n", "utf-8")

    def _held_by(self) -> str:
        try:
            return self._holder.read_text("utf-8").strip()[:40] or "just begun"
        except OSError:
            return "just begun"

    def release(self) -> None:
        """Let go of it."""
        if self._descriptor >= 0:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)  # for workers, too, who have inherited it
            os.close(self._descriptor)
            self._descriptor = -1
