"""A text in Markdown to safe HTML: once, when it is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from plugins.model.item import Heading
from plugins.model.problem import Report

from .alarm import TookTooLongError, alarm
from .front_matter import without_control
from .inline import SparingInline
from .markdown_extensions import BulletinMarkdown
from .preprocessors import SparingPreprocessors
from .prose import SparingBlocks
from .references import Reference, first_paragraph, number, words
from .sanitise import TooDeepError, clean, disarmed, removed

SECONDS = 5.0
"""How long one text may take. Python-Markdown can be made to search for minutes (20 KB of `[`)."""
WORDS_A_MINUTE = 220
"""Syllables a minute, for the reading time."""
_NO_ADDRESS = re.compile(r"\(\s*\)")


@dataclass(frozen=True, slots=True)
class Labels:
    """The words a body needs from us, in its language."""

    back_to_text: str
    """The title of a footnote's way back; `{}` is its number."""
    video: str
    """The text of a video's link; `{host}` is where it leads."""


@dataclass(frozen=True, slots=True)
class RenderedBody:
    """A text, ready to be put into pages but for what its references lead to."""

    html: str
    """Sanitised; each reference is its number between control characters (see references.py)."""
    references: tuple[Reference, ...]
    lines: tuple[int, ...]
    """Where each reference stands in the file."""
    ids: frozenset[str]
    headings: tuple[Heading, ...]
    """Those of the second level."""
    first_paragraph: str
    minutes: int
    """Reading time, rounded up; 0 for an empty text."""


class BodyRenderer:
    """Renders the bodies of one language; keeps one Python-Markdown instance, which is dear to make."""

    def __init__(self, labels: Labels, more: Sequence[str | Extension] = (), configured: Mapping[str, Mapping[str, Any]] = MappingProxyType({})) -> None:
        """`more`: Markdown extensions that a site adds, whose elements may have any class; `configured`: settings of extensions, by name."""
        self._labels = labels
        self._more = more
        self._configured = configured
        self._markdown = self._made()

    def _made(self) -> Markdown:
        return as_it_comes(self._labels, *self._more, configured=self._configured) if self._more else sparing(self._labels)

    def render(self, text: str, first_line: int, report: Report, amended: Callable[[str], str] | None = None) -> RenderedBody | None:
        """The body written in `text`, which begins at `first_line` of its file; None when it cannot be rendered.

        `amended`: what other people's code makes of its HTML, which may have any class.
        """
        try:
            with alarm(SECONDS):
                return self._rendered(text, first_line, report, amended)
        except TookTooLongError:
            report.error(first_line, "this text takes over {seconds} seconds to read — look for rows of brackets or signs", seconds=f"{SECONDS:g}")
        except (RecursionError, TooDeepError):
            report.error(first_line, "lists or quotations are nested too deep — use fewer levels")
        self._markdown = self._made()  # the old one stopped half-way: its `reset` does not forget where
        return None

    def _rendered(self, text: str, first_line: int, report: Report, amended: Callable[[str], str] | None) -> RenderedBody:
        html = self._markdown.reset().convert(text)
        for what, trace in removed(text, html, any_class=bool(self._more)):
            report.warning(_line_of(text, trace, first_line), "{what} is not allowed in a text; it was left out", what=what)
        safe = clean(disarmed(html), any_class=bool(self._more))
        if amended:
            safe = clean(disarmed(amended(safe)), any_class=True)
        numbered = number(without_control(safe))
        for fragment in numbered.lost:
            report.warning(
                _line_of(text, fragment, first_line), "“{target}” leads to no heading of this text; the link was left out", target=fragment
            )
        return RenderedBody(
            numbered.html,
            numbered.references,
            _lines_of(text, [reference.target for reference in numbered.references], first_line),
            numbered.ids,
            tuple(Heading(name, text) for level, name, text in numbered.headings if level == "2"),
            first_paragraph(numbered.html),
            ceil(len(words(numbered.html)) / WORDS_A_MINUTE),
        )


def sparing(labels: Labels, *more: Extension) -> Markdown:
    """`as_it_comes`, in less time."""
    return as_it_comes(labels, *more, SparingPreprocessors(), SparingBlocks(), SparingInline())


def as_it_comes(labels: Labels, *more: str | Extension, configured: Mapping[str, Mapping[str, Any]] = MappingProxyType({})) -> Markdown:
    """Python-Markdown with the extensions of this site and `more`; `configured`: their settings, by name."""
    return Markdown(
        extensions=["tables", "footnotes", "attr_list", "def_list", "fenced_code", "smarty", "sane_lists", BulletinMarkdown(labels.video), *more],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": labels.back_to_text, "SEPARATOR": "-"},
            "smarty": {"smart_angled_quotes": False},
            **configured,
        },
        output_format="html",
    )


def _lines_of(text: str, targets: Sequence[str], first_line: int) -> tuple[int, ...]:
    """The lines of the file where the targets of references stand: the second mention of one is the second in the body."""
    passed: dict[str, int] = {}
    lines = []
    for target in targets:
        found = _mention(text, target, passed.get(target, 0)) or _mention(text, target, 0)
        if found:
            passed[target] = found[1]
        lines.append(first_line + text.count("\n", 0, found[0]) if found else _line_of(text, target, first_line))
    return tuple(lines)


def _mention(text: str, target: str, start: int) -> tuple[int, int] | None:
    """Where `target` stands as an address, not as a part of a longer one: from, to. An empty one stands between parentheses."""
    if not target:
        empty = _NO_ADDRESS.search(text, start)
        return empty.span() if empty else None
    while (place := text.find(target, start)) >= 0:
        end = place + len(target)
        if _is_edge(text[place - 1 : place], "(<\"'=") and (end == len(text) or _is_edge(text[end], ")>\"'")):
            return place, end
        start = place + 1
    return None


def _is_edge(character: str, signs: str) -> bool:
    return character.isspace() or (character != "" and character in signs)


def _line_of(text: str, trace: str, first_line: int) -> int:
    """The line of the file where `trace` first stands in its body; the body's first line when it was respelt."""
    place = text.lower().find(trace.lower())
    return first_line + (text.count("\n", 0, place) if place > 0 else 0)
