"""Python's collector of cycles, held back while many records are made that hold none: it would look through all of them again and again."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

atexit.register(gc.freeze)  # at the end of the program everything goes at once; Python would look for cycles in it first


def pass_over() -> None:
    """What is in memory now is not looked through until `look_again`; it is freed by itself when nobody holds it any more."""
    gc.freeze()


def look_again() -> None:
    """What was passed over is looked through like everything else."""
    gc.unfreeze()


@contextmanager
def held_back() -> Iterator[None]:
    """Nothing is collected during the block, but what is freed by itself when nobody holds it any more; what was made in it is passed over."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        pass_over()
        if before:
            gc.enable()
