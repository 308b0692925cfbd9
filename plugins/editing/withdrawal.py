"""`inv withdraw`: a text is taken out of the site; what stays at its address is a notice that it was withdrawn, and why."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from plugins.build import disk
from plugins.model.problem import Report, ToldError
from plugins.model.vietnam_time import ZONE
from plugins.sources import front_matter

from .scaffold import quoted

_WRITTEN = ("status", "updated", "change_note")


class NotWithdrawnError(ToldError):
    """There is no such text, or it cannot be read."""


def files(content: Path, named: Path, default_language: str) -> list[Path]:
    """The files to be changed so that the text at `named` is withdrawn: its own, or in a folder of one text, that of the default language.

    A file in another language than the default one withdraws that language only. Raises NotWithdrawnError.
    """
    place = named if named.is_absolute() else Path.cwd() / named
    if place.is_dir():
        found = [file for suffix in (f".{default_language}.md", ".md") for file in sorted(place.glob(f"*{suffix}")) if "." not in file.name.removesuffix(suffix)]
        found = found or sorted(place.glob("*.md"))
    else:
        found = [place] if place.suffix == ".md" and place.is_file() else []
    if not found or not place.resolve().is_relative_to(content.resolve()):
        raise NotWithdrawnError("{named}: no text of content — name its file, or the folder that holds nothing else", named=named)
    return found


def withdraw(file: Path, reason: str, now: datetime) -> None:
    """Write into a text's front matter that it is withdrawn, since when and why; all else in the file stays. Raises NotWithdrawnError."""
    report = Report(file.name)
    text = front_matter.decode(file.read_bytes(), report)
    parts = front_matter.split(text, report) if text is not None else None
    node = front_matter.parse(parts[0], report) if parts else None
    if text is None or parts is None or not isinstance(node, front_matter.Mapping) or report.failed:
        raise NotWithdrawnError("{file}: its front matter cannot be read — inv check says why; mend it first", file=file)
    said = {"status": "withdrawn", "updated": f"{now.astimezone(ZONE):%Y-%m-%d %H:%M}", "change_note": quoted(reason)}
    head = [line for number, line in enumerate(parts[0].splitlines(), 1) if _field_at(node, number) not in _WRITTEN]
    fields = "".join(f"{line}\n" for line in (*head, *(f"{name}: {said[name]}" for name in _WRITTEN))).lstrip("\n")
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    disk.written(beside, f"{front_matter.FENCE}\n{fields}{front_matter.FENCE}\n{parts[1]}".encode())
    disk.on_disk([beside])
    beside.replace(file)


def out_of_reach(translate: Callable[[str], str]) -> list[str]:
    """What no withdrawal reaches, for whoever has to answer for it."""
    return [
        translate("It is out of the site, its feeds and its search. Not in our reach:"),
        translate("- copies that readers, feed readers, search engines and archives have made: ask them, naming the address;"),
        translate("- the history of the repository, and releases kept where it was not published just now: never roll back past this one there;"),
        translate("- the title, which the notice still bears: write another one into the file where it must not be read."),
        translate("Commit content/ and push it now: whoever publishes from the repository without that shows the text again."),
    ]


def _field_at(node: front_matter.Mapping, line: int) -> str:
    """The field that a line of front matter belongs to."""
    begun = [name for name, first in node.lines.items() if first <= line]
    return max(begun, key=lambda name: node.lines[name], default="")
