"""A server reached by ssh: only what changed is sent, beside what members see; what is sent is looked at there, then shown in one instant.

A release is made of one that is no longer kept, or of nothing: what the live one has of it is linked from there, the paths that differ are sent. With
100,000 pages, one of them changed, that takes a small part of the time in which rsync alone compares all of them (docs/publishing.md has the figures).
Everything is then read again on the server, for that is quick: a file that somebody altered there would be linked from release to release. Only where
something is not as it should be does rsync compare all.
"""

import getpass
import re
import secrets
import socket
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256

from . import server_steps as step
from .checksums import checksums, read_checksums
from .messages import PublishingError, Say
from .place import Live
from .release import NAME, Difference, Release, ReleasedFile
from .remote_shell import RemoteShell, environment, host
from .ssh_errors import explained
from .targets import Server

_SENT = re.compile(r"Number of regular files transferred: ([\d,]+).*Total bytes sent: ([\d,]+)", re.DOTALL)


class ServerPlace:
    """A Place on a server that has sshd, sh, rsync, and what every Debian has."""

    def __init__(self, target: Server) -> None:
        self._target = target
        self._known: tuple[str, Live] | None = None
        """The SHA-256 of the live release's manifest when it was read last, and what it says."""

    def live(self) -> Live | None:
        with RemoteShell(self._target) as shell:
            shell.run(step.enter(self._target.folder))
            live = self._live(shell)
            return replace(live, status=shell.run(step.status())) if live else None

    def releases(self) -> Sequence[str]:
        with RemoteShell(self._target) as shell:
            shell.run(step.enter(self._target.folder))
            return tuple(name for name in shell.run(step.list_releases()).decode().split() if NAME.fullmatch(name))

    def files(self, name: str) -> Mapping[str, ReleasedFile]:
        with RemoteShell(self._target) as shell:
            shell.run(step.enter(self._target.folder))
            files = read_checksums(shell.run(step.manifest(name))) if NAME.fullmatch(name) else None
        if not files:
            raise PublishingError("{host} keeps no release {name}; it has: {kept}", host=self._target.host, name=name, kept=", ".join(self.releases()) or "-")
        return files

    def publish(self, release: Release, say: Say) -> None:
        if not NAME.fullmatch(release.name):
            raise PublishingError("a release cannot be called {name}", name=release.name)
        with self._held(say) as shell:
            live = self._live(shell)
            digest = sha256(b"".join(checksums(release.files.values()))).hexdigest()
            if live and live.name == release.name:
                if live.files != release.files:
                    raise PublishingError("{name} is what members see already, with other files: build again, a second later", name=release.name)
            else:
                if shell.run(step.is_there(release.name, digest)) != b"there\n":
                    self._bring(shell, release, live, say)
                shell.run(f"{step.first(release.name)} && {step.switch(release.name)}")
            self._known = (digest, Live(release.name, release.files))
            shell.run(step.prune(self._target.keep))

    def rollback(self, name: str, say: Say) -> None:
        with self._held(say) as shell:
            kept = shell.run(step.list_releases()).decode().split()
            if not NAME.fullmatch(name) or name not in kept:
                raise PublishingError("{host} keeps no release {name}; it has: {kept}", host=self._target.host, name=name, kept=", ".join(kept) or "-")
            if wrong := shell.run(step.wrong(name)):
                raise PublishingError("{file} is not as it was published: go back to another release", file=f"{name}: {wrong.decode('utf-8', 'replace').splitlines()[0]}")
            shell.run(step.switch(name))
        say("{place} shows {name} again.", place=self._target.host, name=name)

    def forget(self, say: Say) -> None:
        with self._held(say) as shell:
            shell.run(step.forget())
        say("{place} keeps no earlier release any longer.", place=self._target.host)

    @contextmanager
    def _held(self, say: Say) -> Iterator[RemoteShell]:
        """A shell in the folder, while nobody else publishes."""
        with RemoteShell(self._target) as shell:
            shell.run(step.enter(self._target.folder))
            shell.run(step.prepare())
            who = f"{getpass.getuser()}@{socket.gethostname()}"
            answer = shell.run(step.hold(who, 0))
            if answer != b"held\n":
                say("Another publication to {host} is under way: waiting for it to end.", host=self._target.host)
                answer = shell.run(step.hold(who, step.WAIT))
            if answer != b"held\n":
                raise PublishingError(
                    "another publication to {host} is under way, by {who}: try again when it is over; one whose line was cut is given up within 20 minutes",
                    host=self._target.host,
                    who=answer.decode("utf-8", "replace").strip() or "-",
                )
            yield shell

    def _live(self, shell: RemoteShell) -> Live | None:
        """What members see; without its files where nothing there says what they are."""
        about, _, text = shell.run(step.look(self._known[0] if self._known else "")).partition(b"\n")
        name, _, digest = about.decode().partition(" ")
        if not NAME.fullmatch(name):
            return None
        if self._known and digest == self._known[0]:
            return Live(name, self._known[1].files)
        files = read_checksums(text) if sha256(text).hexdigest() == digest else None
        if files is None:
            return Live(name, {})
        live = Live(name, files)
        self._known = (digest, live)
        return live

    def _bring(self, shell: RemoteShell, release: Release, live: Live | None, say: Say) -> None:
        """Let the server have a release, whole and looked at. Members do not see it yet."""
        token, base = secrets.token_hex(8), live.name if live and live.files else ""
        before = live.files if live else {}
        difference = Difference.between(before, release.files)
        left = shell.run(step.begin(token)) == b"left\n"
        gone = checksums(before[path] for path in (*difference.removed, *difference.changed))
        new = checksums(release.files[path] for path in difference.sent)
        made = shell.run(step.list_files(token, base, b"".join(gone), b"".join(new))).split()[0].decode()
        if made != sha256(b"".join(checksums(release.files.values()))).hexdigest():
            raise PublishingError("{host} could not write the list of files: publish again", host=self._target.host)
        shell.run(step.tidy(token, left=left))
        if base:
            shell.run(step.link(token, base))
        self._send(shell, token, release, difference.sent, say)
        wrong = shell.run(step.check(token, "manifest" if self._target.read_all or left else "sent"))
        if wrong:
            say("Files on {host} are not as they were published: all are compared.", host=self._target.host)
            self._send(shell, token, release, release.files, say)
            wrong = shell.run(step.check(token, "manifest"))
        if wrong:
            raise PublishingError(
                "what arrived at {host} is not what was sent: its disk may fail, or the release was altered meanwhile ({wrong})",
                host=self._target.host,
                wrong=wrong.decode("utf-8", "replace").splitlines()[0],
            )
        shell.run(step.settle(token, release.name))

    def _send(self, shell: RemoteShell, token: str, release: Release, paths: Iterable[str], say: Say) -> None:
        """Send those files of a release that are not there as they should be."""
        name = host(self._target)
        command = ["rsync", "--checksum", "--compress", "--from0", "--files-from=-", "-s", "--stats", "--chmod=D755,F644"]
        command += [f"--timeout={step.SENDING_TIMEOUT}", f"--rsh={shell.for_rsync}", f"--rsync-path={step.receiver(self._target.folder)}"]
        destination = f"{f'[{name}]' if ':' in name else name}:incoming/{token}.begun/site/"
        given = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
        if not given:
            return
        try:
            done = subprocess.run([*command, "--", f"{release.folder.resolve()}/", destination], input=given, capture_output=True, env=environment(), check=False)
        except OSError as problem:
            raise PublishingError("{program} is not installed on this computer", program="rsync") from problem
        if done.returncode:
            raise explained(done.stderr, self._target)
        if match := _SENT.search(done.stdout.decode("utf-8", "replace")):
            say("Sent to {host}: {files} files, {bytes} bytes.", host=self._target.host, files=match[1], bytes=match[2])
