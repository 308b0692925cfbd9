"""A stored text to the HTML of a page or of a feed."""

import re
from collections.abc import Callable, Sequence

from plugins.model.item import Attachment, Body, Picture, Target
from plugins.model.stored_text import fill

from .location import Location
from .picture_sizes import srcset

WIDTH = "(min-width: 45rem) 42rem, 100vw"
"""How wide a picture in a text stands: as --measure in the theme's tokens."""
LoadBody = Callable[[str], str]
"""A stored text, by the file of content it stands in."""

_WHERE_IT_STANDS = re.compile(r'(<a(?: [a-z-]+="[^"]*")*? href=")(#|//)')
"""Links that depend on the address of the page they stand in: fragments of its own, and those without a scheme."""


def for_page(body: Body, load: LoadBody, location: Location) -> str:
    """With root-relative addresses; pictures keep their place while they load."""

    def filling(place: int) -> Sequence[tuple[str, str]] | None:
        target = body.targets[place]
        if isinstance(target, Picture):
            size = ("width", str(target.width)), ("height", str(target.height)), ("loading", "lazy")
            several = srcset(target, location.link)
            return ("src", location.link(target.address)), *((("srcset", several), ("sizes", WIDTH)) if several else ()), *size
        return _link(target, location.link)

    return fill(load(body.path), len(body.targets), filling)


def for_feed(stored: str, targets: Sequence[Target], location: Location, url: str) -> str:
    """A stored text with full addresses; `url` is the item's, which the text's own fragments are on."""

    def filling(place: int) -> Sequence[tuple[str, str]] | None:
        target = targets[place]
        if isinstance(target, Picture):
            return ("src", location.absolute(target.address)), ("width", str(target.width)), ("height", str(target.height))
        return _link(target, location.absolute)

    beginnings = {"#": f"{location.absolute(url)}#", "//": "https://"}  # a reader of feeds may be no browser, and know no scheme
    return _WHERE_IT_STANDS.sub(lambda found: f"{found[1]}{beginnings[found[2]]}", fill(stored, len(targets), filling))


def _link(target: Target, locate: Callable[[str], str]) -> Sequence[tuple[str, str]] | None:
    if target is None:
        return None
    return (("href", locate(target.address if isinstance(target, Attachment | Picture) else target)),)
