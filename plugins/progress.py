"""How far a long run is, on a terminal; elsewhere nothing is said."""

import threading
import time
from collections.abc import Callable

from pelican.log import console
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

AFTER, EVERY = 1.0, 0.1
"""Seconds from when on it is shown, and between two looks."""


class Display:
    """Phase, count and rate of what goes on."""

    def __init__(self) -> None:
        self._began = self._drawn = time.monotonic()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}/s"),
            TimeElapsedColumn(),
            console=console,
            auto_refresh=False,  # without a thread: processes are forked
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, tuple[TaskID, float]] = {}

    def close(self) -> None:
        """Show no more of it."""
        self._progress.stop()

    @property
    def seconds(self) -> float:
        """Since it was made."""
        return time.monotonic() - self._began

    def phase(self, name: str) -> Callable[[int, int], None]:
        """What is to be told how many pieces of this phase are done, and of how many."""

        def told(done: int, total: int) -> None:
            now = time.monotonic()
            if self._progress.disable or now - self._began < AFTER or (now - self._drawn < EVERY and done < total):
                return
            self._drawn = now
            self._progress.start()
            if name not in self._tasks:
                self._tasks[name] = self._progress.add_task(name, total=total, rate=0), now - 1
            task, since = self._tasks[name]
            self._progress.update(task, completed=done, rate=round(done / (now - since)))
            self._progress.refresh()

        return told


def still() -> None:
    """Stop the spinner that Pelican's command turns: its thread must not be there when workers are forked."""
    for thread in threading.enumerate():
        live = getattr(thread, "live", None)
        if isinstance(live, Live):
            live.stop()
            thread.join()
