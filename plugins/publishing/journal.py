"""What was published when: a log that is only added to."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

PUBLISHED, ROLLED_BACK, REFUSED, FAILED = "published", "rolled back", "refused", "failed"
"""What a line says was done: members see it; they see an older release; it was not fit to be seen; a step did not succeed, and members see what they saw."""


@dataclass(frozen=True, slots=True)
class Journal:
    """Of one target."""

    folder: Path
    """Of all targets."""
    target: str

    @property
    def log(self) -> Path:
        """One JSON object a line, the oldest first; nothing in it is ever changed."""
        return self.folder / f"{self.target}.jsonl"

    def add(self, instant: datetime, what: str, facts: Mapping[str, object]) -> None:
        """One more line, on the disk before this returns; `what` is one of the above."""
        self.folder.mkdir(exist_ok=True)
        line = json.dumps({"at": instant.isoformat(), "what": what, **facts}, ensure_ascii=False)
        with self.log.open("ab+") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - 1))
            cut = log.read() not in {b"", b"\n"}
            log.write((b"\n" if cut else b"") + line.encode() + b"\n")
            log.flush()
            os.fsync(log.fileno())

    @property
    def went_back(self) -> bool:
        """Whether members see an older release, for somebody went back, and nobody has published since."""
        return next((line["what"] for line in self.lines() if line["what"] in {PUBLISHED, ROLLED_BACK}), None) == ROLLED_BACK

    def lines(self) -> Iterator[Mapping[str, Any]]:
        """What was done, the newest first; a line that a kill cut short is passed over."""
        try:
            written = self.log.read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return
        for line in reversed(written):
            with suppress(ValueError):
                yield json.loads(line)
