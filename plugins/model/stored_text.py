"""A text as it is kept between reading and rendering: HTML in which each reference to the site's own is a number.

Where a reference leads is a matter of other items, so it is filled in when the page is rendered.
"""

import html as entities
import re
from collections.abc import Callable, Sequence

OPEN, CLOSE = "\x02", "\x03"
"""Around a reference's number: content holds no control characters, so nothing can be mistaken for one."""


def fill(html: str, count: int, filling: Callable[[int], Sequence[tuple[str, str]] | None]) -> str:
    """Put the references of a stored text back in.

    `filling(n)` gives the attributes that the n-th reference's own one becomes, or None: then a picture goes, with its
    figure, and of a link only the text stays.
    """
    for place in range(count):
        token = f"{OPEN}{place}{CLOSE}"
        attributes = filling(place)
        if attributes is None:
            html = _without(html, token)
        else:
            link = f'href="{entities.escape(attributes[0][1])}"'
            written = " ".join(f'{name}="{entities.escape(value)}"' for name, value in attributes)
            html = re.sub(rf'(href|src)="{re.escape(token)}"', lambda own, made=written, to=link: to if own[1] == "href" else made, html, count=1)
    return html


def _without(html: str, token: str) -> str:
    marked = rf'"{re.escape(token)}"'
    figure = re.sub(rf"<figure[^>]*>(?:(?!</figure>).)*<img [^>]*{marked}.*?</figure>", "", html, count=1, flags=re.DOTALL)
    if figure != html:
        return figure
    picture = re.sub(rf"<img [^>]*{marked}[^>]*>", "", html, count=1)
    return picture if picture != html else re.sub(rf"<a [^>]*{marked}[^>]*>(.*?)</a>", r"\1", html, count=1, flags=re.DOTALL)
