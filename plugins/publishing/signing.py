"""A release is signed with an SSH key, and whoever has the public one can tell that the site is the union's."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from .messages import PublishingError
from .release import MANIFEST

SIGNATURE = "manifest.json.sig"
"""The signature of the manifest, beside it: of every file's digest, and so of every file that was built."""
NAMESPACE = "ban-tin"
"""What the signature is for: one that the key made for something else is none for a site."""
PATIENCE = 120
"""Seconds: somebody may have to type a passphrase, or touch a key."""


def signed(folder: Path, key: str) -> str:
    """Sign the manifest in `folder`; the path of the signature in it.

    `key`: the file of a private key, or of a public one whose private part ssh-agent holds. Raises PublishingError.
    """
    manifest = (folder / MANIFEST).read_bytes()
    done = _ssh_keygen("sign", "-n", NAMESPACE, "-f", str(Path(key).expanduser()), given=manifest)
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise PublishingError("the release could not be signed with {key} ({problem}): mend SIGNING_KEY in publishconf.py", key=key, problem=_said(done))
    (folder / SIGNATURE).write_bytes(done.stdout)
    return SIGNATURE


def signer(manifest: bytes, signature: bytes, allowed: Path) -> str | None:
    """Who signed the manifest, as `allowed` names her; None: nobody in it.

    `allowed`: ssh's own file of allowed signers, a line for each: a name, such as an address, and a public key. Raises PublishingError.
    """
    if not allowed.is_file():
        raise PublishingError("there is no file {file} of those who may sign", file=allowed)
    with TemporaryDirectory() as folder:
        written = Path(folder) / SIGNATURE
        written.write_bytes(signature)
        found = _ssh_keygen("find-principals", "-s", str(written), "-f", str(allowed), given=b"")
        for name in found.stdout.decode("utf-8", "replace").splitlines() if not found.returncode else ():
            verified = _ssh_keygen("verify", "-n", NAMESPACE, "-I", name, "-s", str(written), "-f", str(allowed), given=manifest)
            if not verified.returncode:
                return name
    return None


def _ssh_keygen(what: str, *arguments: str, given: bytes) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(["ssh-keygen", "-Y", what, *arguments], input=given, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S607 - as the system has it
    except FileNotFoundError as problem:
        raise PublishingError("ssh-keygen is not installed: it comes with OpenSSH") from problem
    except subprocess.TimeoutExpired as problem:
        raise PublishingError("ssh-keygen did not end within {seconds} seconds", seconds=PATIENCE) from problem


def _said(done: "subprocess.CompletedProcess[bytes]") -> str:
    return " ".join(done.stderr.decode("utf-8", "replace").split()) or f"ssh-keygen: {done.returncode}"
