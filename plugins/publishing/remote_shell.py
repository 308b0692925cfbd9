"""A shell on another machine, kept open by ssh. It is given steps, each done whole or not at all, and what it holds it holds until the line ends."""

import os
import secrets
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from types import TracebackType
from typing import Self

from .messages import PublishingError
from .ssh_errors import explained
from .targets import Server

_ALWAYS: Mapping[str, str] = {
    "BatchMode": "yes",  # a question would wait for ever where nobody sits
    "ConnectTimeout": "15",
    "ServerAliveInterval": "10",  # with the next one: a line that is cut is given up after half a minute
    "ServerAliveCountMax": "3",
    "ClearAllForwardings": "yes",
    "ForwardAgent": "no",
    "RemoteCommand": "none",
    "RequestTTY": "no",
}
_BEGIN = """LC_ALL=C && export LC_ALL && umask 022
while sleep {beat} 2>/dev/null 3>&- && kill -0 $$; do echo >&3; done </dev/null >/dev/null 2>&1 &
beat=$! && exec 3>&- && trap 'kill $beat' EXIT"""
"""English messages; files that a web server may read; and a sign of life now and then, so that the machine there learns that nobody listens any more."""
_BEAT = 15
"""Seconds between two signs of life."""
_PATIENCE = 10
"""Seconds that ssh is given to end."""


def _ssh(target: Server, line: Path, *, first: bool) -> list[str]:
    """The command that reaches the machine, without its name. What the target and ssh's own configuration say of the rest, stays."""
    ours = {"ControlMaster": "yes" if first else "no", "ControlPath": f'"{line}"', "ControlPersist": "no"}
    always = [word for name, value in {**ours, **_ALWAYS}.items() for word in ("-o", f"{name}={value}")]
    port = ["-p", str(target.port)] if target.port else []
    user = ["-l", target.user] if target.user else []
    return ["ssh", *target.options, *always, *port, *user]  # of two values ssh takes the first


def host(target: Server) -> str:
    """The machine's name as ssh takes it. Raises PublishingError where that would be an option."""
    if not target.host or target.host.startswith("-"):
        raise PublishingError("publishconf.py names no host for {target}", target=target.name)
    return target.host


class RemoteShell:
    """One line to a machine with a plain sh; whatever login shell the user has there only starts it."""

    def __init__(self, target: Server) -> None:
        """Reach the machine. Raises PublishingError."""
        self._target = target
        self._end = secrets.token_hex(16).encode()
        """What no output holds."""
        self._complaints = TemporaryFile()  # noqa: SIM115 - open as long as the line is
        self._folder = TemporaryDirectory(prefix="ssh-", ignore_cleanup_errors=True)
        self._line = Path(self._folder.name) / "line"
        """What others go through who need the same line: its end is the end of them all."""
        command = [*_ssh(target, self._line, first=True), "--", host(target), "exec sh"]
        try:
            self._ssh = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, env=environment())
        except OSError as problem:
            self._complaints.close()
            self._folder.cleanup()
            raise PublishingError("{program} is not installed on this computer", program="ssh") from problem
        try:
            self._tell("exec 3>&2\n")  # where ssh's own complaints go, and no step's
            self.run(_BEGIN.format(beat=_BEAT))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def run(self, step: str) -> bytes:
        """What a step prints. It is begun only when all of it has arrived, and then goes on to its end, even if the line is cut meanwhile.

        Raises PublishingError where it fails, or the line does.
        """
        assert self._ssh.stdout
        end = self._end.decode()
        whole = f"{{ {{\n{step}\n}} </dev/null 2>&1\nprintf '\\n%s %s\\n' {end} $?\n}}\n"  # to a shell, a group that is not closed is no command
        said: list[bytes] = []
        self._tell(whole)
        for line in self._ssh.stdout:
            if line.startswith(self._end):
                output = b"".join(said)[:-1]
                if line.split()[1] != b"0":
                    raise explained(output, self._target)
                return output
            said.append(line)
        raise explained((b"".join(said) + self._complained()).strip() or b"Connection closed", self._target)

    def _tell(self, text: str) -> None:
        assert self._ssh.stdin
        with suppress(BrokenPipeError):  # what is read next says why
            self._ssh.stdin.write(text.encode("utf-8", "surrogateescape"))
            self._ssh.stdin.flush()

    @property
    def for_rsync(self) -> str:
        """The command that goes through the same line, for rsync's --rsh, which knows quotes, doubled within quotes, and no backslash."""
        return " ".join("'" + word.replace("'", "''") + "'" for word in _ssh(self._target, self._line, first=False))

    def close(self) -> None:
        """End the line."""
        assert self._ssh.stdin
        assert self._ssh.stdout
        with suppress(BrokenPipeError):
            self._ssh.stdin.close()
        try:
            self._ssh.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._ssh.kill()
            self._ssh.wait()
        self._ssh.stdout.close()
        self._complaints.close()
        self._folder.cleanup()

    def _complained(self) -> bytes:
        """What ssh itself said, and what the login shell did."""
        with suppress(subprocess.TimeoutExpired):
            self._ssh.wait(_PATIENCE)
        self._complaints.seek(0)
        return self._complaints.read()


def environment() -> Mapping[str, str]:
    """For ssh and rsync: messages in English, and nothing of what else rsync would take from there."""
    return {name: value for name, value in os.environ.items() if not name.startswith("RSYNC_")} | {"LC_ALL": "C"}

