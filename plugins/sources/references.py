"""Ids, fragments and references in a sanitised text.

nh3 writes attributes in one form only (`name="value"`, quotation marks escaped), so its output can be read by regular
expression. What leads elsewhere in the site is cut out of the text and numbered: where it leads is a matter of the
other items, and is filled in when the page is rendered.
"""

import html as entities
import itertools
import re
from dataclasses import dataclass

from plugins.model.slug import slug
from plugins.model.stored_text import CLOSE, OPEN

_ATTRIBUTES = r'((?: [a-z-]+="[^"]*")*)'
_HEADING = re.compile(rf"<h([1-6]){_ATTRIBUTES}>((?:(?!<h[1-6]\b).)*?)</h\1>", re.DOTALL)
_TAG = re.compile(rf"<(img|[a-z][a-z0-9]*(?= )){_ATTRIBUTES}( ?/?)>")
"""A tag with attributes, or a picture; nothing is to be done about another."""
_ID = re.compile(r' id="[^"]*"')
_MARKUP = re.compile(r"<[^>]*>")
_NOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)

ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
"""How an address begins that is not of this site."""
PREFIX = "text_"
"""Goes before every id of the text that is not a heading's; no heading's id holds an underscore, nor does one of the theme lack it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a text that leads to something of the site's own."""

    target: str
    """As written, entities resolved."""
    picture: bool
    """Whether it is shown (src), not followed (href)."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text whose ids are settled and whose references are cut out."""

    html: str
    references: tuple[Reference, ...]
    ids: frozenset[str]
    """What a fragment may name."""
    lost: tuple[str, ...]
    """Fragments of its own that lead nowhere, as written."""
    headings: tuple[tuple[str, str, str], ...]
    """Level, id and text of each, in order."""


def number(html: str) -> Numbered:
    """Give headings their ids, prefix the others, resolve the text's own fragments, cut out its references."""
    named: set[str] = set()
    """Ids as written: each is kept once."""
    taken: set[str] = set()
    headings: list[tuple[str, str, str]] = []
    counts: dict[str, int] = {}
    """How many headings fold to a name: where to go on counting."""
    renamed: dict[str, str] = {}

    def prefixed(match: re.Match[str]) -> str:
        tag, attributes, end = match.groups()
        written = _attribute(attributes, "id")
        kept = f' id="{PREFIX}{written}"' if written and written not in named else ""
        named.add(written)
        attributes = _ID.sub(lambda _: kept, attributes).replace(' class=""', "")
        return f"<{tag}{attributes}{end}>"

    def headed(match: re.Match[str]) -> str:
        level, attributes, inner = match.groups()
        level = max(level, "2")
        text = " ".join(entities.unescape(_MARKUP.sub("", _NOTE.sub("", inner))).split())
        folded = slug(text) or "section"
        numbered = (f"{folded}-{count}" if count > 1 else folded for count in itertools.count(counts.get(folded, 1)))
        made = next(name for name in numbered if name not in taken)
        counts[folded] = counts.get(folded, 0) + 1
        taken.add(made)
        if written := _attribute(attributes, "id"):
            renamed[written.removeprefix(PREFIX)] = made
        rest = _ID.sub("", attributes)
        headings.append((level, made, text))
        return f'<h{level} id="{made}"{rest}>{inner}</h{level}>'

    html = _HEADING.sub(headed, _TAG.sub(prefixed, html))
    ids = taken | {PREFIX + written for written in named if written and written not in renamed}
    references: list[Reference] = []
    lost: list[str] = []

    def settled(match: re.Match[str]) -> str:
        tag, attributes, end = match.groups()
        name = {"a": "href", "img": "src"}.get(tag)
        if name is None or (tag == "a" and f' {name}="' not in attributes):
            return f"<{tag}{attributes}{end}>"
        if f' {name}="' not in attributes:
            attributes += f' {name}=""'  # a picture whose address was not allowed
        written = entities.unescape(_attribute(attributes, name)).strip()
        if tag == "a" and ELSEWHERE.match(written):
            return f"<{tag}{attributes}{end}>"
        if written.startswith("#") and tag == "a":
            fragment = _own_fragment(written[1:], ids, renamed)
            if fragment is not None:
                return f"<{tag}{_with(attributes, name, '#' + fragment)}{end}>"
            lost.append(written)
        references.append(Reference(written, tag == "img"))
        return f"<{tag}{_with(attributes, name, f'{OPEN}{len(references) - 1}{CLOSE}')}{end}>"

    return Numbered(_TAG.sub(settled, html), tuple(references), frozenset(ids), tuple(lost), tuple(headings))


def _own_fragment(written: str, ids: set[str], renamed: dict[str, str]) -> str | None:
    candidates = (renamed.get(written, written), PREFIX + written, slug(written))
    return next((candidate for candidate in candidates if candidate in ids), None)


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', attributes)
    return found[1] if found else ""


def _with(attributes: str, name: str, value: str) -> str:
    """`attributes` with one of them set anew; `value` is text, escaped here."""
    return re.sub(rf' {name}="[^"]*"', lambda _: f' {name}="{entities.escape(value)}"', attributes)


def first_paragraph(html: str, limit: int = 240) -> str:
    """The text of the first paragraph that has any, at most `limit` characters, cut at a word."""
    for paragraph in _PARAGRAPH.finditer(html):
        text = plain(paragraph[1])
        if text:
            return text if len(text) <= limit else (text[:limit].rpartition(" ")[0] or text[:limit]).rstrip(" ,;:–-") + "…"
    return ""


def plain(html: str) -> str:
    """`html` as text on one line, without its footnote marks."""
    return " ".join(words(html))


def words(html: str) -> list[str]:
    """What stands between the spaces in its text, without its footnote marks."""
    return entities.unescape(_MARKUP.sub(" ", _NOTE.sub("", html))).split()
