"""What was published when: a log that is only added to."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .release import instant_of

PUBLISHED, ROLLED_BACK, REFUSED, FAILED = "published", "rolled back", "refused", "failed"
"""What a line says was done: members see it; they see an older release; it was not fit to be seen; a step did not succeed."""


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
    def shown(self) -> Mapping[str, Any] | None:
        """The newest line that says what members see."""
        return next(self._shown(), None)

    def went_back(self, live: str = "") -> bool:
        """Whether members see an older release than the last one, for somebody went back here, and nobody has published since.

        `live`: what they see, where that is known: a release of a later instant was published elsewhere.
        """
        shown = self._shown()
        newest = next(shown, None)
        if newest is None or newest["what"] != ROLLED_BACK or (live and instant_of(live) > datetime.fromisoformat(newest["at"])):
            return False
        return bool(newest["release"] != next((line["release"] for line in shown if line["what"] == PUBLISHED), None))

    def _shown(self) -> Iterator[Mapping[str, Any]]:
        """The lines that say what members see, the newest first."""
        return (line for line in self.lines() if "release" in line)

    def lines(self) -> Iterator[Mapping[str, Any]]:
        """What was done, the newest first; a line that a kill cut short is passed over."""
        try:
            written = self.log.read_text("utf-8", "replace").split("\n")  # of ends of lines, only its own
        except FileNotFoundError:
            return
        for line in reversed(written):
            with suppress(ValueError):
                yield json.loads(line)
