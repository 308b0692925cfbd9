"""Loaded by a build's Python before anything else (as sitecustomize): notes every file that is opened or changed, and forbids the network.

WATCHED names the file that notes go to. A forked process goes on noting.
"""

import os
import sys
from typing import Any

_NOTES = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_CHANGES = {"os.rename": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1, "os.link": 2, "os.symlink": 2, "os.truncate": 1, "os.chmod": 1, "shutil.rmtree": 1, "os.utime": 1}
"""Events that change the disk, and how many paths each names first."""
_LISTS = {"os.listdir": 1, "os.scandir": 1}
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto", "socket.gethostbyname", "urllib.Request", "http.client.connect")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _noted(what: str, path: Any) -> None:
    if isinstance(path, int) or ("/" not in os.fsdecode(path) and not os.path.lexists(path)):
        return  # below a folder that is open already, whose own opening was noted
    os.write(_NOTES, f"{what}\t{os.path.abspath(os.fsdecode(path))!r}\n".encode())  # noqa: PTH100 - pathlib would be imported here first


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, mode, flags = arguments
        writes = bool(flags & _WRITING) if isinstance(flags, int) and not isinstance(mode, str) else any(letter in (mode or "") for letter in "wax+")
        _noted("write" if writes else "read", path)
    elif event == "sqlite3.connect":
        _noted("write", arguments[0])
    elif event in _CHANGES:
        for path in arguments[: _CHANGES[event]]:
            _noted("write", path)
    elif event in _LISTS and arguments[0] is not None:
        _noted("read", arguments[0])
    elif event.startswith(_NETWORK):
        _noted("network", event)
        raise PermissionError(f"a build asks the network: {event} {arguments}")


sys.addaudithook(_watch)
