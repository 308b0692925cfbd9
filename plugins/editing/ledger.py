"""`inv ledger`: what would be minted or moved, shown and kept."""

import os
from pathlib import Path

from plugins.build import disk
from plugins.model.permalink import Ledger
from plugins.sources.ledger import FILE, written


def difference(before: Ledger, after: Ledger) -> str:
    """The lines that go and those that come, by their addresses; empty where the ledger stays as it is."""
    old, new = (written(ledger).splitlines()[1:] for ledger in (before, after))
    gone, come = set(old) - set(new), set(new) - set(old)
    return "\n".join(f"{'-' if line in gone else '+'}{line}" for line in sorted(gone | come, key=lambda line: (line.split(",", 2)[:2], line in come)))


def write(content: Path, ledger: Ledger) -> None:
    """Keep the ledger of the content folder, whole or not at all."""
    if not ledger.rows:
        return
    file = content / FILE
    beside = file.with_name(f".{FILE}.{os.getpid()}")
    disk.written(beside, written(ledger).encode())
    disk.on_disk([beside])
    beside.replace(file)
