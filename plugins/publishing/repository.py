"""What a branch elsewhere holds, kept on this computer in a bare repository, and filled by git's own plumbing: without a working tree or an index."""

import base64
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .messages import PublishingError

_BRANCH = "refs/ban-tin/branch"
"""As it was fetched last."""
NEXT = "refs/ban-tin/next"
"""What is to be pushed."""
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"})
"""What git sets for hooks; somebody may publish from one."""
_SETTINGS = ("-c", "gc.autoDetach=false", "-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=60")
_SSH = "-o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
@dataclass(frozen=True, slots=True)
class _Cause:
    pattern: str
    """In what git says."""
    text: str
    """What it means, and what to do."""


_CAUSES = (
    _Cause(
        r"protected branch|GH0\d\d|not allowed to push|hook declined|push declined|remote rejected",
        "{repository} refuses what is pushed to {branch}: is the branch protected, or a file too large? It says: {said}",
    ),
    _Cause(
        r"non-fast-forward|fetch first|cannot lock ref|failed to update ref|already exists|incorrect old value",
        "somebody else has pushed to {branch} of {repository} meanwhile: publish again",
    ),
    _Cause(r"Host key verification failed", "this computer does not know the host of {repository} yet: connect to it once with ssh, and look at its fingerprint"),
    _Cause(
        r"could not read (?:Username|Password)|Authentication failed|Permission denied|[Aa]ccess denied|(?:HTTP|error:) 40[13]|terminal prompts disabled",
        "{repository} does not let this computer in: give git a key, or a token, that may write there. It says: {said}",
    ),
    _Cause(
        r"not found|does not exist|not appear to be a git repository|could not be found|error: 404|not exported|no such repository",
        "there is no repository {repository}, or it is not shown to this computer: make it, or mend the address. It says: {said}",
    ),
    _Cause(
        r"Could not resolve|unable to connect|Failed to connect|Connection (?:refused|reset|timed out|closed)|unreachable|timed out|too slow|hung up|early EOF|RPC failed",
        "{repository} does not answer: is there a network? It says: {said}",
    ),
    _Cause(r"No space left|[Dd]isk quota", "the disk is full, here or at {repository}: make room, and publish again. It says: {said}"),
)
"""What git says, and what is to be done; the first that is found. `remote rejected` without a cause that is known comes from a hook."""
_RACE = _CAUSES[1]
WHO, ADDRESS = "Bản Tin", "ban-tin@localhost"
"""Whose commits are ours."""
_SECRET = re.compile(r"(?<=://)[^/@\s']+@")
"""Who somebody is, in an address."""


class GitError(Exception):
    """A command has failed; what it said."""


class Repository:
    """Deleting it costs time only; what is damaged in it is thrown away."""

    def __init__(self, folder: Path, remote: str, branch: str, depth: int, token: str = "") -> None:
        """`depth`: how many commits of the branch are fetched; `token`: lets this computer in by https; empty: git knows itself."""
        self._folder, self._remote, self._branch, self._depth = folder, remote, branch, depth
        self._environment = environment() | (_with_token(remote, token) if token and remote.startswith("http") else {})

    def fetch(self) -> str:
        """The commit that the branch is at now; empty: there is no such branch yet. Raises PublishingError."""
        try:
            return self._fetch()
        except GitError as problem:
            if _cause(problem):
                raise self._explained(problem) from problem
        shutil.rmtree(self._folder, ignore_errors=True)  # damaged, or locked by a command that was killed
        try:
            return self._fetch()
        except GitError as problem:
            raise self._explained(problem) from problem

    def _fetch(self) -> str:
        if not (self._folder / "HEAD").is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare", "--template=", str(self._folder))
        name = f"refs/heads/{self._branch}"
        if not self._git("ls-remote", "--", self._remote, name).strip():
            return ""
        self._git("fetch", "--quiet", "--no-tags", f"--depth={self._depth}", "--", self._remote, f"+{name}:{_BRANCH}")
        return self._git("rev-parse", "--verify", _BRANCH).strip()

    def push(self, commit: str) -> None:
        """Let the branch be at that commit. It follows the one that was fetched, or this fails: nothing is forced. Raises PublishingError."""
        try:
            self._git("push", "--quiet", "--no-verify", "--", self._remote, f"{commit}:refs/heads/{self._branch}")
        except GitError as problem:
            raise self._explained(problem) from problem

    def ask(self, *arguments: str, **environment: str) -> str:
        """What a command says that needs no remote. Raises PublishingError."""
        try:
            return self._git(*arguments, **environment)
        except GitError as problem:
            raise self._explained(problem) from problem

    def blob(self, name: str) -> bytes:
        """What an object holds. Raises PublishingError."""
        return self.ask("cat-file", "blob", name).encode("utf-8", "surrogateescape")

    def files(self, commit: str) -> Mapping[str, str]:
        """The object of each file by path; empty for what is not a plain file."""
        found = {}
        for line in self.ask("ls-tree", "-r", "-z", "--full-tree", commit).split("\0"):
            about, _, path = line.partition("\t")
            if path:
                mode, _, name = about.split()
                found[path] = name if mode == "100644" else ""
        return found

    def commit(self, stream: Iterable[bytes]) -> str:
        """The commit that a stream for git fast-import makes, which marks it `:1`. Only what the stream holds is written, into one pack. Raises PublishingError."""
        command = self._command("fast-import", "--quiet", "--force", "--done")
        with subprocess.Popen(command, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdin
            try:
                with suppress(BrokenPipeError):  # it says why
                    for part in stream:
                        process.stdin.write(part)
                    process.stdin.write(b"get-mark :1\ndone\n")
            except BaseException:
                process.kill()
                raise
            said, wrong = process.communicate()
        if process.returncode:
            raise self._explained(GitError(wrong.decode("utf-8", "replace")))
        return said.decode().strip()

    def _git(self, *arguments: str, **more: str) -> str:
        try:
            done = subprocess.run(self._command(*arguments), env=self._environment | more, capture_output=True, check=False)
        except FileNotFoundError as problem:
            raise PublishingError("{program} is not installed on this computer", program="git") from problem
        if done.returncode:
            raise GitError((done.stderr or done.stdout).decode("utf-8", "replace"))
        return done.stdout.decode("utf-8", "surrogateescape")

    def _command(self, *arguments: str) -> list[str]:
        return ["git", f"--git-dir={self._folder}", *_SETTINGS, *arguments]

    def _explained(self, problem: GitError) -> PublishingError:
        lines = [line.removeprefix("remote:").strip() for line in str(problem).splitlines()]
        said = " / ".join(line for line in lines if line and not line.startswith(("hint:", "To ", "error: failed to push")))
        text = _cause(problem) or _Cause("", "git could not do it: {said}").text
        return PublishingError(text, repository=_SECRET.sub("", self._remote), branch=self._branch, said=_SECRET.sub("", said)[:400] or "-")


def _cause(problem: GitError) -> str:
    """What the message for people is; empty: nobody has thought of it, so this repository itself may be damaged."""
    said = str(problem)
    if re.search(_RACE.pattern, said) and "hook declined" not in said:
        return _RACE.text
    return next((cause.text for cause in _CAUSES if re.search(cause.pattern, said)), "")


def environment() -> dict[str, str]:
    """For git: nobody is asked for anything, and what it says is in English."""
    ours = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    ssh = f"{ours.get('GIT_SSH_COMMAND', 'ssh')} {_SSH}"
    return ours | {"GIT_TERMINAL_PROMPT": "0", "SSH_ASKPASS_REQUIRE": "never", "GIT_SSH_COMMAND": ssh, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}


def committed_by_us(when: str = "") -> dict[str, str]:
    """For git: whose a commit is, and when it was made, as git reads dates; empty: now."""
    said = {"NAME": WHO, "EMAIL": ADDRESS} | ({"DATE": when} if when else {})
    return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in said.items()}


def _with_token(remote: str, token: str) -> dict[str, str]:
    """Hosts take a token as the password of whomever; git is told by the environment, for what stands in a command everybody here can read."""
    secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"http.{remote}.extraHeader", "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}"}
