"""A place where a site is published: what every kind of target can do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .messages import Say
from .release import Release, ReleasedFile


@dataclass(frozen=True, slots=True)
class Live:
    """What members see at a place."""

    name: str
    """The release's."""
    files: Mapping[str, ReleasedFile]
    """All of its files, by path."""
    status: bytes = b""
    """Its status.json, which no host shows late; empty: it was not asked for, or is not there."""


class Place(Protocol):
    """Whatever is done here can be killed at any moment; doing it again finishes it."""

    def live(self) -> Live | None:
        """What is published there now; None: nothing yet. Raises PublishingError where the place cannot be reached."""

    def publish(self, release: Release, say: Say) -> None:
        """Bring a release there and let members see it: whole, or not at all. Raises PublishingError."""

    def releases(self) -> Sequence[str]:
        """The names of what is kept, what was published last first; see `kept_with`.

        What stands before the live one, somebody has gone back from, or a publication that was killed has left.
        """

    def files(self, name: str) -> Mapping[str, ReleasedFile]:
        """What a release of `releases()` holds, by path. Raises PublishingError where it is not kept."""

    def rollback(self, name: str, say: Say) -> None:
        """Let members see a release of `releases()` again. Raises PublishingError."""

    def forget(self, say: Say) -> None:
        """Keep no release but the live one, for a text that must not lie anywhere any longer. Raises PublishingError."""


def kept_with(new: str, kept: Sequence[str], live: str, keep: int) -> tuple[str, ...]:
    """What is kept once `new` is published while members see `live`: itself, that, and what stood there before it, at most `keep` of them.

    A server does the same by the times of its manifests (`first` and `prune` of server_steps.py), where two are kept at least.

    It is the order of publishing, whatever the clocks of those who published said. What somebody has gone back from is not among them: it was a
    mistake, and nobody is to come upon it by going back.
    """
    before = kept[kept.index(live) :] if live in kept else kept
    return (new, *(name for name in before if name != new))[: max(keep, 1)]
