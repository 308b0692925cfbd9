"""A branch of a repository of git that a host shows as a site: GitHub, GitLab and Codeberg Pages. A release is a commit, and the push is the switch.

git itself does it, by fast-import: it takes what has changed as a stream and leaves one pack, where ghp-import starts from all files each
time and dulwich would be one library more for what every editor's computer has.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha1, sha256
from pathlib import Path
from types import MappingProxyType

from plugins.build.lock import Lock

from .messages import NotWholeError, PublishingError, Say
from .place import Live, kept_with
from .release import MANIFEST, NAME, STATUS, Release, ReleasedFile, instant_of, read_manifest
from .repository import ADDRESS, NEXT, WHO, Repository, committed_by_us
from .targets import Branch

TOKEN = "PAGES_TOKEN"  # noqa: S105 - the name of one
"""The variable of the environment that holds a token of the host's, for an https address; without it git knows itself, or ssh does."""
_BACK_AND_FORTH = 4
"""How many commits may come on one release that is kept: going back and forth makes some, too."""
_MORE = 5
"""So many files may lie there that the manifest does not list: itself, its signature, what hosts are told."""
_BACK = "Back to release "
"""How the message begins of a commit that goes back."""
_NO_FURTHER = ", and none before it"
"""How the message ends of a commit past which there is no going back."""


class BranchPlace:
    """History is never rewritten: going back is a commit more. `folder` holds what was fetched, and can be deleted."""

    def __init__(self, target: Branch, folder: Path, environment: Mapping[str, str] = MappingProxyType({})) -> None:
        self._target, self._folder = target, folder
        self._repository = Repository(folder / "git", target.repository, target.branch, _BACK_AND_FORTH * target.keep, environment.get(TOKEN, ""))

    def live(self) -> Live | None:
        """What the branch holds. Raises PublishingError where that is not ours."""
        with self._held():
            commit = self._repository.fetch()
            return self._live(commit, self._repository.files(commit)) if commit else None

    def publish(self, release: Release, say: Say) -> None:
        """One commit more, with what has changed, and the push of it."""
        with self._held():
            parent = self._repository.fetch()
            before = self._repository.files(parent) if parent else {}
            if parent:
                self._live(parent, before)
            after = {path: _object(_read(release, path)) for path in release.files}
            sent = sorted(path for path, name in after.items() if before.get(path) != name)
            if not sent and before.keys() == after.keys():
                return
            stream = self._stream(release, parent, sorted(before.keys() - after.keys()), sent)
            self._repository.push(self._repository.commit(stream))
        say("Pushed to {branch} of {repository}: {files} files.", branch=self._target.branch, repository=self._target.repository, files=len(sent))

    def releases(self) -> Sequence[str]:
        with self._held():
            return list(self._commits(self._repository.fetch()))

    def files(self, name: str) -> Mapping[str, ReleasedFile]:
        with self._held():
            commit = self._commit(self._commits(self._repository.fetch()), name)
            return self._live(commit, self._repository.files(commit)).files

    def rollback(self, name: str, say: Say) -> None:
        """One commit more, which holds what an older one held."""
        with self._held():
            parent = self._repository.fetch()
            tree = self._tree(self._commit(self._commits(parent), name))
            if tree == self._tree(parent):
                return
            self._add(tree, parent, name, f"{_BACK}{name}")
        say("{branch} of {repository} holds {name} again.", branch=self._target.branch, repository=self._target.repository, name=name)

    def forget(self, say: Say) -> None:
        """One commit more, past which there is no going back. What was on the branch stays in its history."""
        with self._held():
            parent = self._repository.fetch()
            if parent:
                name = self._live(parent, self._repository.files(parent)).name
                self._add(self._tree(parent), parent, name, f"Release {name}{_NO_FURTHER}")
        say("{branch} of {repository}: nobody goes back past this release any longer; its history still holds them.", branch=self._target.branch, repository=self._target.repository)

    def _tree(self, commit: str) -> str:
        return self._repository.ask("rev-parse", f"{commit}^{{tree}}").strip()

    def _add(self, tree: str, parent: str, name: str, message: str) -> None:
        """One commit more, whose tree is there already."""
        whose = committed_by_us(f"{self._instant(name, parent)} +0700")
        self._repository.push(self._repository.ask("commit-tree", tree, "-p", parent, "-m", message, **whose).strip())

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(self._folder, self._folder / "holder")
        try:
            lock.tell()
            yield
        finally:
            lock.release()

    def _live(self, commit: str, files: Mapping[str, str]) -> Live:
        """The release that a commit holds. Raises PublishingError where it is none of ours, or somebody has committed something else onto it."""
        about = {"branch": self._target.branch, "repository": self._target.repository, "commit": commit[:12]}
        subject, who, address = self._repository.ask("log", "-1", "--format=%s%x00%cn%x00%ce", commit).strip().split("\0")
        name, listed = NAME.search(subject), self._listed(files)
        more = sorted(files.keys() - listed.keys())
        if listed and address != ADDRESS:
            raise PublishingError(
                "{who} has committed to {branch} of {repository} ({commit}), which is inv publish's: set the branch back to the commit before, or name another one",
                **about,
                who=who,
            )
        if not name or not listed or STATUS not in files or len(more) > _MORE:
            raise PublishingError("{branch} of {repository} holds something else: name a branch that is not there yet", **about)
        for path in more:
            data = self._repository.blob(files[path])
            listed[path] = ReleasedFile(path, sha256(data).hexdigest(), len(data))
        return Live(name[0], {path: file for path, file in listed.items() if path in files}, self._repository.blob(files[STATUS]))

    def _listed(self, files: Mapping[str, str]) -> dict[str, ReleasedFile]:
        """What a commit's manifest says; empty: it has none."""
        try:
            return dict(read_manifest(self._repository.blob(files[MANIFEST])))
        except (KeyError, NotWholeError):
            return {}

    def _commits(self, newest: str) -> Mapping[str, str]:
        """The newest commit of each release that is kept, by the releases' names, what was published last first."""
        kept: tuple[str, ...] = ()
        commits: dict[str, str] = {}
        live = ""
        for line in self._repository.ask("log", "--reverse", "--format=%H %s", newest).splitlines() if newest else ():
            commit, _, subject = line.partition(" ")
            if name := NAME.search(subject):
                if subject.endswith(_NO_FURTHER):
                    kept = (name[0],)
                elif name[0] not in kept or not subject.startswith(_BACK):
                    kept = kept_with(name[0], kept, live, self._target.keep)
                live, commits[name[0]] = name[0], commit
        return {name: commits[name] for name in kept}

    def _commit(self, commits: Mapping[str, str], name: str) -> str:
        """Which of them holds that release. Raises PublishingError where none does."""
        if name not in commits:
            raise PublishingError("{branch} keeps no release {name}", branch=self._target.branch, name=name)
        return commits[name]

    def _instant(self, name: str, parent: str) -> int:
        """When a commit is made, in seconds of Unix: the instant of its release, but not before its parent, which some programs would stumble over."""
        own = int(instant_of(name).timestamp())
        return max(own, int(self._repository.ask("log", "-1", "--format=%ct", parent))) if parent else own

    def _stream(self, release: Release, parent: str, removed: Iterable[str], sent: Iterable[str]) -> Iterator[bytes]:
        """For git fast-import."""
        who, message = f"{WHO} <{ADDRESS}> {self._instant(release.name, parent)} +0700", f"Release {release.name}\n".encode()
        yield f"commit {NEXT}\nmark :1\nauthor {who}\ncommitter {who}\n".encode() + _data(message)
        if parent:
            yield f"from {parent}\n".encode()
        for path in removed:
            yield b"D " + _quoted(path) + b"\n"
        for path in sent:
            yield b"M 100644 inline " + _quoted(path) + b"\n" + _data(_read(release, path))


def _read(release: Release, path: str) -> bytes:
    data = (release.folder / path).read_bytes()
    if sha256(data).hexdigest() != release.files[path].sha256:
        raise PublishingError("{path} is not as it was built: publish again", path=path)
    return data


def _object(data: bytes) -> str:
    """What git calls these bytes."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _data(data: bytes) -> bytes:
    return b"data %d\n" % len(data) + data + b"\n"


def _quoted(path: str) -> bytes:
    """As git fast-import reads a path."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode("utf-8", "surrogateescape")
