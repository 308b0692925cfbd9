"""Python's collector of cycles, held back while many records are made that hold none: it would look through all of them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def pass_over() -> None:
    """What is in memory now is never looked through again; it is freed by itself when nobody holds it any more."""
    gc.freeze()


@contextmanager
def held_back() -> Iterator[None]:
    """Nothing is collected during the block, but what is freed by itself when nobody holds it any more."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
