"""The handbook's tables of fields and of kinds of document, from the tables that the reader goes by."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.model.fields import FIELDS, Field, Section, Type
from plugins.model.kinds import KINDS

BEGIN, END = "<!-- {name}: written by `inv handbook` -->", "<!-- end of {name} -->"

_WRITTEN = {
    Type.LINE: "text",
    Type.TEXT: "text",
    Type.WORDS: "list, or text with commas",
    Type.LINES: "list of texts",
    Type.MOMENT: "day, or day and time",
    Type.DAY: "day",
    Type.FLAG: "`true` or `false`",
    Type.SLUG: "lower-case letters, digits, hyphens",
    Type.FILE: "file name",
    Type.ADDRESS: "`https://…`",
    Type.ADDRESSES: "list of `/…/`",
    Type.STATUS: "`draft`, `published`, `withdrawn`",
    Type.ATTACHMENTS: "list of `file`, `title`",
}
_LETTERS = {Section.NEWS: "S", Section.ANNOUNCEMENTS: "A", Section.PAGES: "P", Section.SLOGANS: "K"}


def fields_table() -> str:
    """Every field: where it may stand, what one writes, whether a translation inherits it, what it is for."""
    rows = ((_name(field), _where(field), _WRITTEN[field.type], "yes" if field.inherited else "", field.vi, field.en) for field in FIELDS)
    return _table(("field", "in", "written as", "inherited", "tiếng Việt", "English"), rows)


def kinds_table() -> str:
    """Every kind of document, and how long it stays current."""
    rows = ((kind.code, kind.vi, kind.en, "until repealed" if kind.lasting else "90 days") for kind in KINDS.values())
    return _table(("code", "tiếng Việt", "English", "current without a last day"), rows)


def updated(handbook: str) -> str:
    """The handbook's text with both tables as they are now. Raises ValueError when a table's marks are missing."""
    for name, table in (("fields", fields_table()), ("kinds", kinds_table())):
        begin, end = BEGIN.format(name=name), END.format(name=name)
        before, after = handbook.index(begin) + len(begin), handbook.index(end)
        handbook = f"{handbook[:before]}\n{table}{handbook[after:]}"
    return handbook


def update(root: Path) -> None:
    """Bring docs/handbook.md below `root` in step with the tables."""
    file = root / "docs" / "handbook.md"
    file.write_text(updated(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def _name(field: Field) -> str:
    return f"`{field.name}`"


def _where(field: Field) -> str:
    return " ".join(letter for section, letter in _LETTERS.items() if section in field.sections)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    def lines() -> Iterator[str]:
        yield "| " + " | ".join(heads) + " |"
        yield "|" + "---|" * len(heads)
        for row in rows:
            yield "| " + " | ".join(row) + " |"

    return "\n".join(lines()) + "\n"
