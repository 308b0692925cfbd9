"""Plain paragraphs and plain lists, known at sight.

Python-Markdown asks some twenty processors in turn whether a block is theirs; a paragraph is what nobody wanted. Whether it can be
anybody's is written at the beginnings of its lines: every processor of this site looks for one of a few signs there, or else for
the `|` of a table with two lines or more. A block without them is a paragraph, and one whose lines each begin with the sign of an
item, then without any, is a list. Such blocks are given at once to the processors that would have got them in the end.

A processor that is not in the table, such as a third party's, may look for anything: then all are asked in turn, as ever.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import Registry

from .markdown_extensions import InterruptingList, VideoCard

_PLAIN = r"(?:[^\s#=\-_*+\d:>\[<|h]|h(?!ttps?://)|\*\*[^\W_])"
"""How a line begins that is nothing but text. `**` and a letter begin neither a list nor a rule."""


class _AtSight(BlockProcessor):
    """Takes blocks each of whose lines begins with `BEGINNING`."""

    BEGINNING: ClassVar[str]

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type] # the parser, whatever else
        self._first = re.compile(self.BEGINNING)
        self._otherwise = re.compile(rf"\n(?!{self.BEGINNING})")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return (
            self._first.match(block) is not None
            and not self._otherwise.search(block)
            and not ("|" in block and "\n" in block)
            and self._all_are_known
        )

    @cached_property
    def _all_are_known(self) -> bool:
        """All processors are registered before the first text is read."""
        return {type(processor) for processor in self.parser.blockprocessors} <= _KNOWN


class Prose(_AtSight, ParagraphProcessor):
    """A paragraph, or the text of an item in a tight list."""

    BEGINNING = _PLAIN


class PlainBullets(_AtSight, SaneUListProcessor):
    """A list of plain items, one a line."""

    BEGINNING = rf"[*+-] {_PLAIN}"


class PlainNumbers(_AtSight, SaneOListProcessor):
    """The same, numbered."""

    BEGINNING = rf"\d+\. {_PLAIN}"


_KNOWN = frozenset(
    {
        blockprocessors.EmptyBlockProcessor,
        blockprocessors.ListIndentProcessor,
        blockprocessors.CodeBlockProcessor,
        blockprocessors.HashHeaderProcessor,
        blockprocessors.SetextHeaderProcessor,
        blockprocessors.HRProcessor,
        blockprocessors.BlockQuoteProcessor,
        blockprocessors.ReferenceProcessor,
        blockprocessors.ParagraphProcessor,
        DefListIndentProcessor,
        DefListProcessor,
        FootnoteBlockProcessor,
        SaneOListProcessor,
        SaneUListProcessor,
        TableProcessor,
        InterruptingList,
        VideoCard,
        Prose,
        PlainBullets,
        PlainNumbers,
    }
)


class _Ordered(Registry[BlockProcessor]):
    """Keeps its order until it changes, where Python-Markdown's is put in order anew for each block."""

    def __init__(self, stock: Registry[BlockProcessor]) -> None:
        super().__init__()
        self._order: list[BlockProcessor] | None = None
        for item in tuple(stock._priority):  # type: ignore[attr-defined]  # noqa: SLF001 - nothing public tells names and priorities
            self.register(stock[item.name], item.name, item.priority)

    def __iter__(self) -> Iterator[BlockProcessor]:
        if self._order is None:
            self._order = list(super().__iter__())
        return iter(self._order)

    def register(self, item: BlockProcessor, name: str, priority: float) -> None:
        super().register(item, name, priority)
        self._order = None

    def deregister(self, name: str, strict: bool = True) -> None:
        super().deregister(name, strict)
        self._order = None


class SparingBlocks(Extension):
    """Puts them before all others. What is asked for each block and each tag is remembered."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.is_block_level = lru_cache(maxsize=256)(md.is_block_level)  # type: ignore[method-assign]
        md.parser.blockprocessors = _Ordered(md.parser.blockprocessors)
        for priority, processor in enumerate((PlainNumbers, PlainBullets, Prose), 200):
            md.parser.blockprocessors.register(processor(md.parser), processor.__name__, priority)
