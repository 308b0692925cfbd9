"""Python-Markdown's work on the whole text before it is parted into blocks, spared the texts that hold nothing for it.

Each of its preprocessors changes only texts in which certain signs stand: code is fenced by rows of `` ` `` or `~`, raw HTML has a `<` or
a `&`, white space is in order but for a few characters. A text without them is what the preprocessor would leave it.
"""

from collections.abc import Sequence

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace, Preprocessor
from markdown.util import ETX, STX

_SPARED: Sequence[tuple[str, int, type[Preprocessor], Sequence[str], Sequence[str]]] = (
    ("normalize_whitespace", 30, NormalizeWhitespace, (STX, ETX, "\r", "\t", " \n"), ("", "")),
    ("fenced_code_block", 25, FencedBlockPreprocessor, ("```", "~~~"), ()),
    ("html_block", 20, HtmlBlockPreprocessor, ("<", "&"), ()),
)
"""Name and priority, class, the signs of which one must be there, and the lines it adds to every text."""


class SparingPreprocessor(Preprocessor):
    """Runs `stock` on texts that hold one of `signs`; others only get the lines `added`."""

    def __init__(self, stock: Preprocessor, signs: Sequence[str], added: Sequence[str]) -> None:
        super().__init__(stock.md)
        self._stock, self._signs, self._added = stock, signs, added

    def run(self, lines: list[str]) -> list[str]:
        """The lines, as `stock` leaves them."""
        text = "\n".join(lines) + "\n"
        if any(sign in text for sign in self._signs):
            return self._stock.run(lines)
        return [*lines, *self._added]


class SparingPreprocessors(Extension):
    """Puts them in the places of Python-Markdown's own, if these are there."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        for name, priority, kind, signs, added in _SPARED:
            if name in md.preprocessors and type(stock := md.preprocessors[name]) is kind:
                md.preprocessors.register(SparingPreprocessor(stock, signs, added), name, priority)
