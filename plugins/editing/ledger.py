"""`inv ledger`: what would be minted or moved, shown and kept."""

import os
from difflib import unified_diff
from pathlib import Path

from plugins.model.permalink import Ledger
from plugins.sources.ledger import FILE, written


def difference(before: Ledger, after: Ledger) -> str:
    """The lines that go and those that come, as a diff without the lines around them; empty where the ledger stays as it is."""
    old, new = (written(ledger).splitlines() if ledger.rows else [] for ledger in (before, after))
    return "\n".join(unified_diff(old, new, FILE, FILE, n=0, lineterm=""))


def write(content: Path, ledger: Ledger) -> None:
    """Keep the ledger of the content folder, whole or not at all."""
    if not ledger.rows:
        return
    file = content / FILE
    beside = file.with_name(f".{FILE}.{os.getpid()}")
    beside.write_text(written(ledger), "utf-8", newline="")
    beside.replace(file)
