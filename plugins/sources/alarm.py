"""An end to what somebody else's code does with a file that was made, by chance or on purpose, to keep it busy for ever."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLongError(BaseException):
    """The alarm rang. No Exception: libraries that go on after any of those would never hear it."""


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise TookTooLongError in the block after `seconds` of the processor, however busy the machine: a signal does interrupt `re`.

    In the main thread of Unix only; elsewhere there is no such bound.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds)  # again, if it rang where Python lets no exception out, such as in `__del__`
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
