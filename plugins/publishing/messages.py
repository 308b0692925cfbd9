"""What whoever publishes is told, in their language."""

from collections.abc import Callable
from typing import Protocol

from plugins.model.problem import ToldError


class Say(Protocol):
    """Tells a line."""

    def __call__(self, text: str, /, **values: object) -> None:
        """`text`: an English message with `{names}` for `values`, the key in the catalogue `problems`."""


def saying(write: Callable[[str], None], translate: Callable[[str], str]) -> Say:
    """What writes each line in the language of `translate`."""
    return lambda text, /, **values: write(translate(text).format_map(values))


class PublishingError(ToldError):
    """A publication, or a step of it, did not succeed. What members see is a whole site, the old one or the new one."""


class NotWholeError(PublishingError):
    """A folder does not hold what its manifest says: nothing of it may be sent."""
