"""Python-Markdown's walk over inline patterns, spared the texts and the patterns where nothing could be found.

The walk tries each of some thirty patterns on each text, though most texts are plain prose. Here each pattern is known by its
regular expression, and with it the signs of which any match holds at least one (a link its `[`, a picture its `!`). Then

- a text that holds no sign of any pattern, nor the mark of a placeholder, is what the walk would leave it: it is set aside
  before the walk and put back after it;
- in another text, a pattern none of whose signs is there is passed over. A match takes signs away and puts a placeholder in
  their place, which holds none, so that signs need to be looked for once.

A regular expression that is not in the table, such as a third party's, has the empty sign, which every text holds: it is tried
everywhere, as ever. Everything else is Python-Markdown's own: what is found is made, nested and numbered in its order.
"""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.extensions import Extension, smarty
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString, Registry

_EVERYWHERE = frozenset({""})
_SINGLE, _DOUBLE, _DASHES = frozenset("'"), frozenset('"'), frozenset({"--"})
_SIGNS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        inlinepatterns.BACKTICK_RE: frozenset("`"),
        inlinepatterns.ESCAPE_RE: frozenset("\\"),
        r"\[\^([^\]]*)\]": frozenset("^"),  # a footnote's mark; no constant holds it
        inlinepatterns.REFERENCE_RE: frozenset("["),
        inlinepatterns.LINK_RE: frozenset("["),
        inlinepatterns.IMAGE_LINK_RE: frozenset("!"),
        inlinepatterns.IMAGE_REFERENCE_RE: frozenset("!"),
        inlinepatterns.AUTOLINK_RE: frozenset("<"),
        inlinepatterns.AUTOMAIL_RE: frozenset("<"),
        inlinepatterns.HTML_RE: frozenset("<"),
        inlinepatterns.ENTITY_RE: frozenset("&"),
        inlinepatterns.LINE_BREAK_RE: frozenset("\n"),
        r"\*|_": frozenset("*_"),
        r"(?<!-)---(?!-)": _DASHES,
        r"(?<!-)--(?!-)": _DASHES,
        r"(?<!\.)\.{3}(?!\.)": frozenset({"..."}),
        smarty.singleQuoteStartRe: _SINGLE,
        smarty.doubleQuoteStartRe: _DOUBLE,
        smarty.doubleQuoteSetsRe: _DOUBLE,
        smarty.singleQuoteSetsRe: _SINGLE,
        smarty.doubleQuoteSetsRe2: _SINGLE,
        smarty.singleQuoteSetsRe2: _SINGLE,
        smarty.decadeAbbrRe: _SINGLE,
        smarty.openingSingleQuotesRegex: _SINGLE,
        smarty.closingSingleQuotesRegex: _SINGLE,
        smarty.closingSingleQuotesRegex2: _SINGLE,
        smarty.remainingSingleQuotesRegex: _SINGLE,
        smarty.openingDoubleQuotesRegex: _DOUBLE,
        smarty.closingDoubleQuotesRegex: _DOUBLE,
        smarty.closingDoubleQuotesRegex2: _DOUBLE,
        smarty.remainingDoubleQuotesRegex: _DOUBLE,
    }
)


class SparingInlineProcessor(InlineProcessor):
    """Does what the stock processor does, where there is something to do."""

    def __init__(self, markdown: Markdown, stock: InlineProcessor) -> None:
        super().__init__(markdown)
        self.inlinePatterns = stock.inlinePatterns

    @cached_property
    def _patterns(self) -> list[tuple[inlinepatterns.Pattern, frozenset[str]]]:
        """The patterns in their order, each with its signs; all are registered before the first text is read."""
        patterns = cast(Registry[inlinepatterns.Pattern], self.inlinePatterns)
        return [(pattern, _SIGNS.get(pattern.getCompiledRegExp().pattern, _EVERYWHERE)) for pattern in patterns]

    @cached_property
    def _signs(self) -> tuple[str, ...]:
        return tuple(sorted(frozenset().union(*(signs for _, signs in self._patterns))))

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Set the plain texts aside, walk over the others."""
        whole = "".join(tree.itertext())
        signs = [sign for sign in (*self._signs, STX) if sign in whole]
        if not signs:
            self.stashed_nodes = {}
            return tree

        def plain(text: str) -> bool:
            return not [sign for sign in signs if sign in text]

        texts = [(element, text) for element in tree.iter() if (text := element.text) and plain(text)]
        tails = [(element, tail) for element in tree.iter() if (tail := element.tail) and plain(tail)]
        for element, _ in texts:
            element.text = None
        for element, _ in tails:
            element.tail = None
        super().run(tree, ancestors)
        for element, text in texts:
            element.text = text
        for element, tail in tails:
            element.tail = tail
        return tree

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - takes the place of a private one
        """Try the patterns from `patternIndex` on whose signs are in `data`, each until it finds no more."""
        if isinstance(data, AtomicString):
            return data
        present = [sign for sign in self._signs if sign in data]
        if present:
            for index, (pattern, signs) in enumerate(self._patterns[patternIndex:], patternIndex):
                matched, start = not signs.isdisjoint(present), 0
                while matched:
                    data, matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined] # private
        return data


class SparingInline(Extension):
    """Puts sparing processors in the places of Python-Markdown's own and smarty's, if these are there; comes after smarty."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        for name, priority in (("inline", 20), ("smarty", 6)):
            if name in md.treeprocessors and type(stock := md.treeprocessors[name]) is InlineProcessor:
                md.treeprocessors.register(SparingInlineProcessor(md, stock), name, priority)
