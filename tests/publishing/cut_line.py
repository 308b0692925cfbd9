"""A line that can be cut: a small proxy before a server on 127.0.0.1."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    """What went through it so far, both ways."""

    port: int
    limit: int | None
    """In bytes: after so many the line is cut."""
    silent: bool
    """Cut so that nobody is told: nothing goes through any more, and nothing is closed."""
    passed: int = 0
    open: list[socket.socket] = field(default_factory=list)
    counting: threading.Lock = field(default_factory=threading.Lock)

    def through(self, source: socket.socket, sink: socket.socket) -> None:
        """Pass on what comes, until the line is cut."""
        with suppress(OSError):
            while data := source.recv(65536):
                with self.counting:
                    room = len(data) if self.limit is None else max(0, min(len(data), self.limit - self.passed))
                    self.passed += room
                sink.sendall(data[:room])
                if room < len(data):
                    if not self.silent:
                        self.hang_up()
                    return
            sink.shutdown(socket.SHUT_WR)

    def hang_up(self) -> None:
        """Both ends learn that it is over."""
        for each in self.open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(port: int, limit: int | None = None, *, silent: bool = False) -> Iterator[Line]:
    """A port that leads to another one."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Line(listening.getsockname()[1], limit, silent)
        threads: list[threading.Thread] = []

        def accept() -> None:
            with suppress(OSError):
                while True:
                    near, _ = listening.accept()
                    far = socket.create_connection(("127.0.0.1", port))
                    line.open.extend((near, far))
                    for pair in ((near, far), (far, near)):
                        threads.append(threading.Thread(target=line.through, args=pair))
                        threads[-1].start()

        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield line
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join()
            line.hang_up()
            for thread in threads:
                thread.join()
            for each in line.open:
                each.close()
