"""A place where a site is published: what every kind of target can do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .release import Release, ReleasedFile

Say = Callable[[str], None]
"""Takes a line for whoever publishes, in English: a message of the catalogue `problems`, filled in."""


class PublishingError(Exception):
    """A publication, or a step of it, did not succeed; says what to do. What members see is a whole site, the old one or the new one."""

    def __init__(self, text: str, **values: object) -> None:
        """`text`: an English message with `{names}` for `values`, the key in the catalogue `problems`."""
        super().__init__(text, values)
        self.text = text
        self.values = values

    def __str__(self) -> str:
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The message in the language of `translate`."""
        return translate(self.text).format_map(self.values)


@dataclass(frozen=True, slots=True)
class Live:
    """What members see at a place."""

    name: str
    """The release's."""
    files: Mapping[str, ReleasedFile]
    """All of its files, by path."""


class Place(Protocol):
    """Whatever is done here can be killed at any moment; doing it again finishes it."""

    def live(self) -> Live | None:
        """What is published there now; None: nothing yet. Raises PublishingError where the place cannot be reached."""

    def publish(self, release: Release, say: Say) -> None:
        """Bring a release there and let members see it: whole, or not at all. Raises PublishingError."""

    def releases(self) -> Sequence[str]:
        """The names of what it can go back to, the newest first, the live one among them."""

    def rollback(self, name: str, say: Say) -> None:
        """Let members see a release of `releases()` again. Raises PublishingError."""
