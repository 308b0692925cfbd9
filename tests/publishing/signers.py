"""Keys that sign releases, and ssh's own file of those who may."""

import subprocess
from pathlib import Path

from tests.conftest import needed


def made_key(file: Path) -> Path:
    """A new key without a passphrase."""
    subprocess.run([needed("ssh-keygen", "openssh-client"), "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(file)], check=True)
    return file


def allowed(file: Path, **keys: Path) -> Path:
    """A file of allowed signers: a name, and her key."""
    file.write_text("".join(f"{name}@union.example {key.with_suffix('.pub').read_text()}" for name, key in keys.items()))
    return file
