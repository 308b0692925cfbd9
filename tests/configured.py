"""The configurations, as Pelican reads them."""

import signal
from typing import Any

from pelican.settings import read_settings

from tests.conftest import ROOT


def settings(conf: str = "pelicanconf.py") -> dict[str, Any]:
    """The settings of a configuration; what it does about Ctrl-C is undone, since it is the tests' process that would heed it."""
    heeding = signal.getsignal(signal.SIGINT)
    try:
        read: dict[str, Any] = read_settings(str(ROOT / conf))
    finally:
        signal.signal(signal.SIGINT, heeding)
    return read
