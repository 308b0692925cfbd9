"""A line that is cut: a proxy on this machine that passes so many bytes to the other side, and then nothing any more."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread


@contextmanager
def cut_line(port: int, after: int) -> Iterator["Line"]:
    """A line to `port` of 127.0.0.1, cut `after` that many bytes were sent; from then on nobody listens."""
    line = Line(port, after)
    Thread(target=line.listen, daemon=True).start()
    try:
        yield line
    finally:
        line.cut()


class Line:
    """Its near end listens on `port`."""

    def __init__(self, port: int, left: int) -> None:
        self.near = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.near.getsockname()[1]
        self._port = port
        self.left = left
        """Bytes that may still be sent."""
        self._open: list[socket.socket] = []
        self._counting = Lock()

    def listen(self) -> None:
        """Until it is cut."""
        with suppress(OSError):
            while True:
                near, _ = self.near.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                self._open += [near, far]
                Thread(target=self._pass, args=(near, far, True), daemon=True).start()
                Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := source.recv(4096):
                if counted:
                    with self._counting:
                        self.left -= len(data)
                        if self.left < 0:
                            self.cut()
                            return
                target.sendall(data)
        for one in (source, target):
            one.close()

    def cut(self) -> None:
        """Everything is closed; what is on its way is lost."""
        for one in (self.near, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
