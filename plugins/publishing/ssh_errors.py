"""What ssh, rsync and a shell far away complain of, and what to do about it."""

import re
from dataclasses import dataclass

from plugins.model.problem import printable

from .messages import PublishingError
from .targets import Server


@dataclass(frozen=True, slots=True)
class _Cause:
    pattern: str
    """Of what was said."""
    message: str


_CAUSES = (
    _Cause(
        r"REMOTE HOST IDENTIFICATION HAS CHANGED",
        "{host} shows another host key than before: ask who keeps it whether that is meant; then forget the old one: ssh-keygen -R {host}",
    ),
    _Cause(r"Host key verification failed", "the host key of {host} is not known here: look at it once yourself: ssh {host}"),
    _Cause(
        r"Permission denied \([a-z,-]+\)|Too many authentication failures",
        "{host} lets nobody in with the keys that ssh has here: put the public key into ~/.ssh/authorized_keys there, or name another one in the target's options",
    ),
    _Cause(r"account is (currently )?not available", "the user on {host} may run nothing there: chsh -s /bin/sh"),
    _Cause(r"Could not resolve hostname", "no machine is called {host}: see the target in publishconf.py"),
    _Cause(
        r"connect to (host|address) .*: |Connection timed out during banner exchange",
        "{host} does not answer: is it on, is sshd running there, is this computer on the net? ({said})",
    ),
    _Cause(r"No space left on device|Disk quota exceeded", "the disk of {host} is full: make room there, then publish again; a smaller `keep` needs less"),
    _Cause(r"Read-only file system", "{folder} on {host} cannot be written: its disk is mounted to be read only, often because it fails"),
    _Cause(r"(cd|chdir): .*(can't cd to|No such file or directory)", "{host} has no folder {folder}: make it there, owned by who publishes"),
    _Cause(
        r"\b(rsync|flock|sha256sum|sync|find|comm|xargs): (command )?not found|flock: failed to execute",
        "{host} lacks a program: apt-get install rsync util-linux findutils ({said})",
    ),
    _Cause(r"overwrite directory|current: cannot overwrite", "`current` in {folder} on {host} must be ours to switch, and it is a folder: move it away"),
    _Cause(r"Permission denied|Operation not permitted", "in {folder} on {host} something is not ours to write: chown it to who publishes ({said})"),
    _Cause(
        r"Timeout, server|Connection (to .* )?(closed|reset)|Broken pipe|client_loop|connection unexpectedly closed|timeout in data|kex_exchange",
        "the line to {host} was cut: members see what they saw before, or all of the new site; publish again to finish ({said})",
    ),
)


def explained(said: bytes, target: Server) -> PublishingError:
    """The error for what was said: the first of the causes that fits."""
    text = "\n".join(line for line in said.decode("utf-8", "replace").splitlines() if line.strip())
    last = printable(text.splitlines()[-1] if text else "…")
    for cause in _CAUSES:
        if found := re.search(cause.pattern, text):
            line = next((line for line in text.splitlines() if found.group() in line), last)
            return PublishingError(cause.message, host=target.host, folder=target.folder, said=printable(line))
    return PublishingError("{host} could not do it: {said}", host=target.host, said=last)
