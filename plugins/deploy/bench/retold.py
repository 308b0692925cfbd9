"""The reference corpus in the words of the other two: the same texts and pictures of front matter, as each of them reads it.

A translation of ours inherits what it does not say, which neither of them knows: there it is said.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import yaml

from plugins.model.vietnam_time import ZONE

SAID = ("title", "summary", "tags", "date", "category", "author")
"""What a bare theme shows; an announcement's own fields are left out."""
INHERITED = ("date", "category", "author")
SECTIONS = ("news", "announcements")
_FENCE = "---\n"

Fields = dict[str, str | list[str]]
Manner = Callable[[Fields, str], str]


def write(corpus: Path, folder: Path, manner: Manner) -> None:
    """Write the `corpus` into `folder`, each file as `manner` makes it of its fields and its text."""
    for section in SECTIONS:
        for file in sorted((corpus / section).rglob("*.md")):
            target = folder / file.relative_to(corpus)
            target.parent.mkdir(parents=True, exist_ok=True)
            fields, body = _parts(file)
            original = file.with_name(file.name.replace(".en.md", ".vi.md"))
            if original != file:
                inherited = _parts(original)[0]
                fields |= {name: inherited[name] for name in INHERITED}
            target.write_bytes(manner({name: fields[name] for name in SAID}, body).encode())


def for_hugo(fields: Fields, body: str) -> str:
    """YAML, with a date as Hugo reads it; it finds links to files as they are written."""
    moment = datetime.strptime(str(fields["date"]), "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    said = fields | {"date": moment.isoformat()}
    return "".join(_lines(said, lambda value: json.dumps(value, ensure_ascii=False))) + body


def for_pelican(fields: Fields, body: str) -> str:
    """Lines of `key: value` without quotes, tags with commas between them; links to files begin with `{filename}`."""
    return "".join(_lines(fields, lambda value: value if isinstance(value, str) else ", ".join(value))) + body.replace("](/", "]({filename}/")


def _lines(fields: Fields, written: Callable[[str | list[str]], str]) -> Iterator[str]:
    yield _FENCE
    for name, value in fields.items():
        yield f"{name}: {written(value)}\n"
    yield _FENCE


def _parts(file: Path) -> tuple[Fields, str]:
    """A file's fields, and its text from the line after them."""
    _, head, body = file.read_text("utf-8").split(_FENCE, 2)
    return yaml.load(head, Loader=yaml.CBaseLoader), body  # noqa: S506 - the loader makes text only
