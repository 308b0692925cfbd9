"""Front matter to typed values: what each type of field accepts, and what to write where it does not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from urllib.parse import urlsplit

from plugins.model.fields import Field, Type
from plugins.model.item import Status
from plugins.model.problem import Report
from plugins.model.slug import slug
from plugins.model.vietnam_time import Moment, moment

from . import front_matter
from .front_matter import Node, Scalar


@dataclass(frozen=True, slots=True)
class AttachmentNamed:
    """An entry of `attachments`, as written."""

    file: str
    title: str
    line: int


MOST_ENTRIES = 100
"""Of a list: each tag and each old address is a page of the site."""

Value = str | bool | date | Moment | Status | tuple[str, ...] | tuple[AttachmentNamed, ...]


def value(field: Field, node: Node, report: Report) -> Value | None:
    """The value of `field` written as `node`; None where it is empty or wrong (noted in `report`)."""
    if isinstance(node, Scalar) and node.text in {"", "~"}:
        return None
    before = len(report.problems)
    read = _READERS[field.type](field, node, report)
    return read if len(report.problems) == before else None


def _text(field: Field, node: Node, report: Report) -> str:
    if not isinstance(node, Scalar):
        report.error(node.line, "{field} is a text — write {field}: …, without a list", field=field.name)
        return ""
    if len(node.text) > field.limit:
        report.error(node.line, "{field} is {length} characters long — at most {limit}", field=field.name, length=len(node.text), limit=field.limit)
    return node.text


def _line(field: Field, node: Node, report: Report) -> str:
    return " ".join(_text(field, node, report).split())


def _texts(field: Field, node: Node, report: Report) -> Iterator[str]:
    for entry in _entries(field, node, report):
        if isinstance(entry, Scalar):
            yield _line(field, entry, report)
        else:
            report.error(entry.line, "{field} is a list of texts — write each on a line of its own after “- ”", field=field.name)


def _entries(field: Field, node: Node, report: Report) -> tuple[Node, ...]:
    entries = node.entries if isinstance(node, front_matter.Sequence) else (node,)
    _bounded(field, len(entries), node, report)
    return entries[:MOST_ENTRIES]


def _bounded(field: Field, count: int, node: Node, report: Report) -> None:
    if count > MOST_ENTRIES:
        report.error(node.line, "{field} has {count} entries — at most {limit}", field=field.name, count=count, limit=MOST_ENTRIES)


def _lines(field: Field, node: Node, report: Report) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in _texts(field, node, report) if text))


def _words(field: Field, node: Node, report: Report) -> tuple[str, ...]:
    written = _texts(field, node, report)
    parted = [word for text in written for word in (text.split(",") if isinstance(node, Scalar) else (text,))]
    words = tuple(dict.fromkeys(word.strip() for word in parted if word.strip()))
    if isinstance(node, Scalar):
        _bounded(field, len(words), node, report)
    return words


def _moment(field: Field, node: Node, report: Report) -> Moment | None:
    written = _text(field, node, report)
    if not isinstance(node, Scalar):
        return None
    try:
        return moment(written)
    except ValueError:
        report.error(
            node.line,
            "{field}: “{value}” is not a date — write 2026-11-20, 2026-11-20 13:49 or 20/11/2026 (day first)",
            field=field.name,
            value=written,
        )
        return None


def _day(field: Field, node: Node, report: Report) -> date | None:
    read = _moment(field, node, report)
    if read is not None and not read.whole_day:
        report.error(node.line, "{field} is a day — write it without a time of day: {day}", field=field.name, day=read.day)
    return read.day if read else None


def _flag(field: Field, node: Node, report: Report) -> bool:
    written = _text(field, node, report).lower()
    if written not in {"true", "false"}:
        report.error(node.line, "{field}: “{value}” — write true or false", field=field.name, value=written)
    return written == "true"


def _status(field: Field, node: Node, report: Report) -> Status | None:
    written = _text(field, node, report)
    try:
        return Status(written.lower())
    except ValueError:
        report.error(node.line, "status: “{value}” — write draft, published or withdrawn", value=written)
        return None


def _slug(field: Field, node: Node, report: Report) -> str:
    written = _line(field, node, report)
    if not slug(written):
        report.error(node.line, "slug: “{value}” has no letter and no digit — write one such as dai-hoi-cong-doan", value=written)
    elif slug(written) != written:
        report.error(node.line, "slug: “{value}” — write {slug}", value=written, slug=slug(written))
    return written


def _address(field: Field, node: Node, report: Report) -> str:
    written = _line(field, node, report)
    try:
        parts = urlsplit(written)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in written
    except ValueError:
        good = False
    if not good:
        report.error(node.line, "{field}: “{value}” — write the full address, beginning with https://", field=field.name, value=written)
    return written


_OWN_ADDRESS = re.compile(r"/(?:[\w.~%-]+/)*(?:[\w.~%-]+)?")


def _addresses(field: Field, node: Node, report: Report) -> tuple[str, ...]:
    written = _words(field, node, report)
    for address in written:
        if not is_own_address(address):
            report.error(node.line, "{field}: “{value}” — write an address of this site, such as /tin-tuc/dai-hoi/", field=field.name, value=address)
    return written


def is_own_address(text: str) -> bool:
    """Whether `text` is a root-relative address below home that names a file or folder, and no way to another one."""
    return bool(_OWN_ADDRESS.fullmatch(text)) and text != "/" and {".", ".."}.isdisjoint(text.split("/"))


def _attachments(field: Field, node: Node, report: Report) -> tuple[AttachmentNamed, ...]:
    return tuple(found for entry in _entries(field, node, report) if (found := _attachment(field, entry, report)))


def _attachment(field: Field, node: Node, report: Report) -> AttachmentNamed | None:
    if isinstance(node, Scalar):
        return AttachmentNamed(_line(field, node, report), "", node.line)
    if isinstance(node, front_matter.Mapping) and node.entries.keys() <= {"file", "title"} and "file" in node.entries:
        title = node.entries.get("title")
        return AttachmentNamed(
            _line(field, node.entries["file"], report), _line(field, title, report) if title else "", node.lines["file"]
        )
    report.error(node.line, "each attachment is “- file: name.pdf” and, indented below it, “title: …”")
    return None


_READERS: Mapping[Type, Callable[[Field, Node, Report], Value | None]] = MappingProxyType(
    {
        Type.LINE: _line,
        Type.TEXT: _line,
        Type.WORDS: _words,
        Type.LINES: _lines,
        Type.MOMENT: _moment,
        Type.DAY: _day,
        Type.FLAG: _flag,
        Type.SLUG: _slug,
        Type.FILE: _line,
        Type.ADDRESS: _address,
        Type.ADDRESSES: _addresses,
        Type.STATUS: _status,
        Type.ATTACHMENTS: _attachments,
    }
)
