"""Front matter and registries: YAML read as text, with the line of everything.

YAML's own ideas of numbers, dates and truth are not asked: `045`, `NO` and `13:49` stay what was typed, and the
table of fields says what they mean. Anchors, aliases and tags are refused, so that a file is what it looks like.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast

import yaml

from plugins.model.problem import Report

FENCE = "---"
DEPTH = 12
"""How deep lists and mappings may stand in one another."""
MOST = 4_000_000
"""The largest text or registry, in bytes: a book of a thousand pages."""
LIMIT = 100_000
"""The longest front matter or registry, in characters."""
NAMES = 100
"""How many names a mapping may hold; each that is not known is compared with all that are."""
LONGEST = 100
"""The longest name, in characters."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that no text needs and that break feeds (XML 1.0, section 2.2)."""
_NAMED = 20
"""How many control characters of one file are named."""
_LINE_ENDS_OF_YAML = ("\u2028", "\u2029")
"""Word processors leave them inside of paragraphs; to YAML they end a line, to nothing else here."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as typed, without its quotes."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    entries: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names and values, each name once."""

    entries: dict[str, "Node"]
    lines: dict[str, int]
    """Where each name stands."""
    line: int


Node = Scalar | Sequence | Mapping


def texts(node: Mapping) -> dict[str, str]:
    """The fields that are a text or a list of texts; the entries of a list one a line."""
    found = {}
    for name, entry in node.entries.items():
        entries = entry.entries if isinstance(entry, Sequence) else (entry,)
        lines = [held.text for held in entries if isinstance(held, Scalar)]
        if len(lines) == len(entries) and not isinstance(entry, Mapping):
            found[name] = "\n".join(lines)
    return found


class _NotPlainError(Exception):
    """Something YAML allows and we do not, at a line."""

    def __init__(self, line: int, text: str, **values: str) -> None:
        self.line = line
        self.text = text
        self.values = values
        super().__init__(text)


def decode(data: bytes, report: Report) -> str | None:
    """The text of a file: UTF-8 with or without a byte order mark, any line ends, brought to NFC."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:200].count(0) > len(data[:200]) // 4:
        report.error(1, "this file is UTF-16 — save it as UTF-8")
        return None
    if len(data) > MOST:
        report.error(1, "this file has {size} bytes, too many for a text — at most {limit}; is it one?", size=len(data), limit=MOST)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        report.error(line, "this line is not UTF-8 — save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for line_end in _LINE_ENDS_OF_YAML:
        text = text.replace(line_end, " ")
    text = unicodedata.normalize("NFC", text)
    for found in islice(_CONTROL.finditer(text), _NAMED):
        report.error(text.count("\n", 0, found.start()) + 1, "control character {code} — delete it", code=f"U+{ord(found[0]):04X}")
    return None if report.failed else text


def without_control(text: str) -> str:
    """`text` without control characters, in NFC: for what was spelt with escapes, which `decode` cannot see."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def split(text: str, report: Report) -> tuple[str, str, int] | None:
    """A file's front matter, its body, and the line the body begins at."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        report.error(start + 1, "no front matter — begin the file with a line ---, then title: …, then a line ---")
        return None
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == FENCE:
            head = "\n" * (start + 1) + "\n".join(lines[start + 1 : number])
            return head, "\n".join(lines[number + 1 :]), number + 2
    report.error(start + 1, "the front matter is not closed — write a line --- after its last field")
    return None


def parse(text: str, report: Report) -> Node | None:
    """The YAML in `text`; None where it has none, or errors (noted in `report`)."""
    if len(text) > LIMIT:
        report.error(1, "over {limit} characters of YAML — shorten it", limit=LIMIT)
        return None
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CBaseLoader)
    if "#" in text:
        events = _not_cut(events, text.split("\n"), report)
    try:
        return _only_node(events)
    except yaml.MarkedYAMLError as problem:
        marks = [mark.line + 1 for mark in (problem.problem_mark, problem.context_mark) if mark]
        _explain(text, marks or [1], problem.problem or "", report)
    except yaml.YAMLError as problem:
        report.error(1, "cannot be read: {problem}", problem=problem)
    except _NotPlainError as problem:
        report.error(problem.line, problem.text, **problem.values)
    return None


def _only_node(events: Iterator[yaml.Event]) -> Node | None:
    found: Node | None = None
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            if found is not None:
                raise _NotPlainError(_line(event), "a line of --- or ... before this ends the YAML — delete it")
            found = _node(event, events, DEPTH)
    return found


def _line(event: yaml.Event) -> int:
    """Where it begins, counted from 1."""
    assert event.start_mark is not None
    return event.start_mark.line + 1


def _not_cut(events: Iterator[yaml.Event], lines: list[str], report: Report) -> Iterator[yaml.Event]:
    """The events; a value that YAML cuts at a hashtag (`title: Cuộc thi #CongDoan`) is a warning."""
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.end_mark:
            line, column = event.end_mark.line, event.end_mark.column
            after = lines[line][column:] if line < len(lines) else ""
            if re.match(r"\s+#[^\s#]", after):
                report.warning(line + 1, "“{text}” was not read, # begins a comment — put the value between quotation marks", text=after.strip())
        yield event


def _node(event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
    line = _line(event)
    if depth == 0:
        raise _NotPlainError(line, "lists within lists, too deep — keep it flat")
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise _NotPlainError(line, "& and * name anchors in YAML — put the value between quotation marks")
    if getattr(event, "tag", None) not in {None, "!"}:
        raise _NotPlainError(line, "! begins a tag in YAML — put the value between quotation marks")
    if isinstance(event, yaml.ScalarEvent):
        if escaped := _CONTROL.search(event.value):
            raise _NotPlainError(line, "control character {code} — delete it", code=f"U+{ord(escaped[0]):04X}")
        return Scalar(unicodedata.normalize("NFC", event.value).strip(), line)
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(tuple(_sequence(events, depth)), line)
    return _mapping(events, depth, line)


def _sequence(events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        yield _node(cast(yaml.NodeEvent, event), events, depth - 1)


def _mapping(events: Iterator[yaml.Event], depth: int, line: int) -> Mapping:
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _node(cast(yaml.NodeEvent, event), events, depth - 1)
        if not isinstance(key, Scalar):
            raise _NotPlainError(key.line, "a name expected, such as title — lists and mappings cannot be names")
        if len(entries) == NAMES or len(key.text) > LONGEST:
            raise _NotPlainError(key.line, "too many names, or one too long — name a field once, such as title: …")
        if key.text in entries:
            raise _NotPlainError(key.line, "“{name}” stands twice (first at line {first}) — keep one", name=key.text, first=str(lines[key.text]))
        entries[key.text] = _node(cast(yaml.NodeEvent, next(events)), events, depth - 1)
        lines[key.text] = key.line
    return Mapping(entries, lines, line)


def _explain(text: str, marked: list[int], problem: str, report: Report) -> None:
    """Name the line at fault; where a value only lacks its quotation marks, show it with them."""
    lines = text.split("\n")
    for number in (marked[0], marked[0] - 1, marked[-1]):
        written = lines[number - 1] if 0 < number <= len(lines) else ""
        name, colon, value = written.partition(":")
        quoted = _unquoted(value.strip()).replace("\\", "\\\\").replace('"', '\\"')
        mended = f'{name}: "{quoted}"'
        if colon and quoted and not _readable(written) and _readable(mended):
            report.error(number, "cannot be read — write: {line}", line=mended)
            return
    report.error(min(marked[0], len(lines)), "cannot be read as YAML ({problem}) — one field a line, such as title: …", problem=problem)


def _unquoted(value: str) -> str:
    """`value` without the quotation marks around it, or the one that was never closed."""
    mark = value[:1]
    if mark not in {'"', "'"} or value.count(mark) > 1 + value[1:].endswith(mark):
        return value
    return value.strip(mark)


def _readable(line: str) -> bool:
    """Whether `line` is YAML by itself."""
    try:
        list(yaml.parse(line, Loader=yaml.CBaseLoader))
    except yaml.YAMLError:
        return False
    return True
