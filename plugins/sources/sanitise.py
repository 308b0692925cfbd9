"""What may stand in a text: an allow-list applied by nh3, and a plain word about everything it took away."""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from types import MappingProxyType

import nh3

_TAGS = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var"]
)
_EVERYWHERE = frozenset({"id", "lang", "dir", "title", "class"})
_ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset({"href", "hreflang"}),
        "img": frozenset({"src", "alt"}),
        "ol": frozenset({"start", "reversed"}),
        "li": frozenset({"value"}),
        "td": frozenset({"colspan", "rowspan"}),
        "th": frozenset({"colspan", "rowspan", "scope"}),
        "col": frozenset({"span"}),
        "colgroup": frozenset({"span"}),
        "time": frozenset({"datetime"}),
        "details": frozenset({"open"}),
        "figcaption": frozenset({"aria-hidden"}),
    }
)
_CLASSES = frozenset({"align-left", "align-center", "align-right", "footnote", "footnote-ref", "footnote-backref", "video"})
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_WITH_TEXT = frozenset({"script", "style", "iframe", "object", "template", "noscript", "textarea", "title", "svg", "math"})
"""Elements that go with all they hold; of any other element that is not allowed, the text stays."""



def _cleaner(everywhere: frozenset[str], classes: Mapping[str, set[str]]) -> nh3.Cleaner:
    attributes = {"*": set(everywhere)} | {tag: set(names) for tag, names in _ATTRIBUTES.items()}
    return nh3.Cleaner(
        tags=set(_TAGS), clean_content_tags=set(_WITH_TEXT), attributes=attributes, allowed_classes=dict(classes), url_schemes=set(_SCHEMES), link_rel=None
    )


_CLEANER = _cleaner(_EVERYWHERE - {"class"}, {tag: set(_CLASSES) for tag in _TAGS})
_CLEANER_ANY_CLASS = _cleaner(_EVERYWHERE, {})
_SWALLOWING = _WITH_TEXT | {"xmp", "plaintext", "listing", "noembed", "noframes", "select", "frameset", "applet"}
_MARKUP = re.compile(r"""<!--.*?-->|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*)(?:"[^"]*"|'[^']*'|[^<>"'])*>""", re.DOTALL)
_NAMES = re.compile(r"</?([A-Za-z][^\s/<>]*)")
"""What may be the names of tags."""

DEEPEST = 250
"""How many elements may stand open at one place. An HTML parser repeats open ones in every paragraph, and looks through them at every
tag: 44 KB of `<p><b id=…>` would become 1.2 GB, in C, where no alarm is heard."""
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)")
_NEVER_OPEN = frozenset({"br", "hr", "img", "col", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup"})
"""They hold nothing, or the next one of their kind closes them."""

_SUSPECT = re.compile(r"<[A-Za-z/!?]|\{[^{}\n]*\}|(?:href|src)=\"\s*(?!https?:|mailto:|tel:)[^\"/?#]*:")


class TooDeepError(Exception):
    """More elements stand open at once than a text needs."""


def clean(html: str, *, any_class: bool = False) -> str:
    """`html` with nothing in it that could run, load, track or, unless `any_class`, dress up as ours. Raises TooDeepError."""
    if _open_at_once(html) > DEEPEST:
        raise TooDeepError
    return (_CLEANER_ANY_CLASS if any_class else _CLEANER).clean(html)


def _open_at_once(html: str) -> int:
    """The most elements that may stand open at one place of it."""
    if html.count("<") <= DEEPEST:
        return 0  # as nearly every text
    opened: Counter[str] = Counter()
    count = most = 0
    for end, written in _TAG.findall(html):
        name = written.lower()
        if name in _NEVER_OPEN:
            continue
        if not end:
            opened[name] += 1
            count += 1
            most = max(most, count)
        elif opened[name]:
            opened[name] -= 1
            count -= 1
    return most


def disarmed(html: str) -> str:
    """`html` in which no tag can take with it text that it does not hold.

    A tag that would swallow all that follows, because nothing closes it, is only text. A tag that is nowhere allowed goes by itself:
    names of SVG and MathML (`<text>`, `<mi>`) outside a drawing or formula would be cut out by nh3 with all they hold.
    """
    if all(name.lower() in _TAGS for name in set(_NAMES.findall(html))):
        return html  # as nearly every text
    unclosed = _unclosed(html)

    def shown(match: re.Match[str]) -> str:
        if match.start() in unclosed:
            return f"&lt;{match[0][1:]}"
        name = (match["name"] or "").lower()
        return match[0] if not name or name in _TAGS or name in _SWALLOWING else ""

    return _MARKUP.sub(shown, html)


def _unclosed(html: str) -> frozenset[int]:
    """Where the swallowing tags stand that have no end of their own; one that ends outside the tag it began in has none."""
    opened: list[tuple[str, int]] = []
    unclosed = set()
    for match in _MARKUP.finditer(html):
        name = (match["name"] or "").lower()
        if name not in _SWALLOWING:
            continue
        if not match["end"]:
            opened.append((name, match.start()))
        elif name != "plaintext" and any(name == other for other, _ in opened):
            while (last := opened.pop())[0] != name:
                unclosed.add(last[1])
    return frozenset(unclosed | {start for _, start in opened})


def removed(source: str, html: str, *, any_class: bool = False) -> Iterator[tuple[str, str]]:
    """What `clean` takes out of `html`, made from the Markdown in `source`: what it is, and text to find its line by.

    The careful look is skipped where `source` has no raw HTML and no attribute list, as nearly every text.
    """
    if not (_may_be_suspect(source) and _SUSPECT.search(source)) and not _SUSPECT.search(_attributes_only(html)):
        return
    finder = _Finder()
    finder.feed(html)
    finder.close()
    yield from dict.fromkeys((what, trace) for what, trace in finder.found if not (any_class and what.startswith("class=")))


def _may_be_suspect(source: str) -> bool:
    """Whether it holds a sign that is in every match of `_SUSPECT`: much sooner known."""
    return any(sign in source for sign in ("<", "{", '="'))


def _attributes_only(html: str) -> str:
    return " ".join(entities.unescape(found) for name in ("href", "src") for found in re.findall(rf'{name}="[^"]*"?', html))


class _Finder(HTMLParser):
    """Lists what the allow-list does not hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.found.append((f"<{tag}>", f"<{tag}"))
            return
        for name, value in attrs:
            if name == "class":
                extra = sorted(word for word in set((value or "").split()) - _CLASSES if not (tag == "code" and word.startswith("language-")))
                self.found.extend((f'class="{word}"', word) for word in extra)
            elif name not in _EVERYWHERE | _ATTRIBUTES.get(tag, frozenset()):
                self.found.append((f"{name}=", f"{name}="))
            elif name in {"href", "src"} and (bad := _scheme(value or "")):
                self.found.append((f"{name}={bad}:…", f"{bad}:"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - HTMLParser's signature
        self.found.append(("<!-- … -->", "<!--"))

    def handle_decl(self, decl: str) -> None:
        self.found.append((f"<!{decl}>", "<!"))

    def handle_pi(self, data: str) -> None:
        self.found.append((f"<?{data}>", "<?"))

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - HTMLParser's signature
        """`<![if !supportLists]>` of a word processor: HTMLParser trips over most of them."""
        self.found.append(("<![ … ]>", "<!["))
        return self.rawdata.find(">", i) + 1 or -1

    def unknown_decl(self, data: str) -> None:
        self.found.append((f"<![{data}", "<!["))


def _scheme(address: str) -> str:
    """The scheme of `address` when it is not one of ours; browsers ignore white space and control characters in it."""
    bare = re.sub(r"[\s\x00-\x20]", "", address)
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return found[1].lower() if found and found[1].lower() not in _SCHEMES else ""
