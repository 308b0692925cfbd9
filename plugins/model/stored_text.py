"""A text as it is kept between reading and rendering: HTML in which each reference to the site's own is a number.

Where a reference leads is a matter of other items, so it is filled in when the page is rendered.
"""

import html as entities
import re
from collections.abc import Callable, Sequence

OPEN, CLOSE = "\x02", "\x03"
"""Around a reference's number: content holds no control characters, so nothing can be mistaken for one."""

_REFERENCE = re.compile(rf'(href|src)="{OPEN}(\d+){CLOSE}"')


def fill(html: str, count: int, filling: Callable[[int], Sequence[tuple[str, str]] | None]) -> str:
    """Put the references of a stored text back in.

    `filling(n)` gives the attributes that the n-th reference's own one becomes, or None: then a picture goes, with its
    figure, and of a link only the text stays.
    """
    filled = [filling(place) for place in range(count)]

    def written(own: re.Match[str]) -> str:
        attributes = filled[int(own[2])] or ()
        if own[1] == "href":
            attributes = [("href", value) for _, value in attributes[:1]]  # a link to a picture has an address only
        return " ".join(f'{name}="{entities.escape(value)}"' for name, value in attributes)

    for place, attributes in enumerate(filled):
        if attributes is None:
            html = _without(html, f"{OPEN}{place}{CLOSE}")
    return _REFERENCE.sub(written, html)


def _without(html: str, token: str) -> str:
    marked = rf'"{re.escape(token)}"'
    figure = re.sub(rf"<figure[^>]*>(?:(?!</figure>).)*<img [^>]*{marked}.*?</figure>", "", html, count=1, flags=re.DOTALL)
    if figure != html:
        return figure
    picture = re.sub(rf"<img [^>]*{marked}[^>]*>", "", html, count=1)
    return picture if picture != html else re.sub(rf"<a [^>]*{marked}[^>]*>(.*?)</a>", r"\1", html, count=1, flags=re.DOTALL)
