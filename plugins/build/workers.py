"""The same work in this process or in several: texts in, texts out, in whatever order they are done."""

import json
import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Self, cast

from . import collector
from .disk import OutputError

FEW = 48
"""So many tasks and fewer are done here: to start another process costs more."""
BATCH = 12
"""How many tasks a worker is given at a time."""

Task = Callable[[str], str]
"""What a worker does: a pure function of a text, but for the files it reads and stages."""


class WorkerError(Exception):
    """A worker ended in the middle of its work, or its program is at fault; the message says how."""


class Workers:
    """Processes that do named tasks. They are forked at the first large amount of work, and know all that was known then.

    Where a process cannot be forked safely (Windows, macOS, a program with threads) everything is done in this one.
    """

    def __init__(self, jobs: int, tasks: Mapping[str, Task], expected: tuple[type[Exception], ...] = ()) -> None:
        """`jobs`: how many; `expected`: exceptions that are no fault of the program: raised here as they were there, with their message only."""
        self._jobs = jobs
        self._tasks = tasks
        self._expected = expected
        self._connections: list[Connection] = []
        self._processes: list[multiprocessing.process.BaseProcess] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        for connection in self._connections:
            connection.close()
        for process in self._processes:
            process.terminate()
            process.join()
        collector.look_again()
        self._connections, self._processes = [], []

    def map(self, name: str, given: Iterable[str], count: int) -> Iterator[tuple[int, str]]:
        """Do the task `name` for each of `count` texts, made when their turn comes; yields the place of each and what came of it, as they are done."""
        if count <= FEW or self._jobs < 2 or not (self._processes or self._forked()):  # noqa: PLR2004 - more than this process
            task = self._tasks[name]
            yield from ((place, task(text)) for place, text in enumerate(given))
        else:
            yield from self._shared_out(name, given)

    def _forked(self) -> bool:
        if sys.platform in {"win32", "darwin"} or threading.active_count() > 1:
            return False
        collector.pass_over()  # to look through what is known now would copy the memory that is shared
        for _ in range(self._jobs):
            ours, theirs = multiprocessing.Pipe()
            inherited = [*self._connections, ours]
            process = multiprocessing.get_context("fork").Process(target=_work, args=(theirs, inherited, self._tasks, self._expected), daemon=True)
            process.start()
            theirs.close()
            self._connections.append(ours)
            self._processes.append(process)
        return True

    def _shared_out(self, name: str, given: Iterable[str]) -> Iterator[tuple[int, str]]:
        ahead = enumerate(given)
        busy: dict[Connection, list[int]] = {}

        def occupy(connection: Connection) -> None:
            batch = list(islice(ahead, BATCH))
            if batch:
                busy[connection] = [place for place, _ in batch]
                _send(connection, [name, *(text for _, text in batch)])

        for connection in self._connections:
            occupy(connection)
        while busy:
            for connection in cast(list[Connection], wait(list(busy))):
                batch, done = busy.pop(connection), self._received(connection)
                occupy(connection)
                yield from zip(batch, done, strict=True)

    def _received(self, connection: Connection) -> list[str]:
        try:
            outcome = json.loads(connection.recv_bytes())
        except (EOFError, ConnectionError) as problem:
            raise WorkerError("a worker ended in the middle of its work: perhaps the machine's memory was full") from problem
        if isinstance(outcome, dict):
            raise next((error for error in self._expected if error.__name__ == outcome["kind"]), WorkerError)(outcome["message"])
        return list(outcome)


def jobs(wanted: object) -> int:
    """How many processes are to work: `wanted`, or as many as the machine has cores for this one, where it is 0."""
    if isinstance(wanted, bool) or not isinstance(wanted, int) or wanted < 0:
        raise OutputError(f"JOBS is {wanted!r}: a number expected, 0 for as many as there are cores")
    return wanted or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _work(connection: Connection, inherited: Sequence[Connection], tasks: Mapping[str, Task], expected: tuple[type[Exception], ...]) -> None:
    """What a worker does until its connection is closed; what other workers' connections it inherited, it closes."""
    for other in inherited:
        other.close()
    while True:
        try:
            name, *given = json.loads(connection.recv_bytes())
        except (EOFError, OSError, KeyboardInterrupt):
            os._exit(0)  # the building process has ended, or been interrupted
        try:
            outcome: object = [tasks[name](text) for text in given]
        except KeyboardInterrupt:
            os._exit(0)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is raised again where the work was given out
            kind = next((error.__name__ for error in expected if isinstance(problem, error)), "")
            outcome = {"kind": kind, "message": str(problem) if kind else traceback.format_exc()}
        try:
            _send(connection, outcome)
        except OSError:
            os._exit(0)


def _send(connection: Connection, message: object) -> None:
    connection.send_bytes(json.dumps(message, ensure_ascii=False).encode())
