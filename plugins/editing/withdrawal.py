"""`inv withdraw`: a text is taken out of the site; what stays at its address is a notice that it was withdrawn, and why."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

from plugins.build import disk
from plugins.model.item import Status
from plugins.model.problem import Report, ToldError
from plugins.model.vietnam_time import ZONE, moment
from plugins.sources import document, front_matter

from .scaffold import quoted

_WRITTEN = ("status", "updated", "change_note")


class NotWithdrawnError(ToldError):
    """There is no such text, or it cannot be read."""


def files(content: Path, named: Path, languages: tuple[str, ...], now: datetime) -> list[Path]:
    """The files to be changed so that the text at `named`, its file or the folder that holds nothing else, is withdrawn.

    In the default language's file, the first of `languages`, every language is withdrawn; in another one, that language only. A draft, and what
    is dated later than `now`, is not withdrawn, for its notice would be the first that is heard of it. Raises NotWithdrawnError.
    """
    root, typed = content.resolve(), Path.cwd() / named
    at = (typed if typed.exists() else Path(normalize("NFC", str(typed)))).resolve()
    folder = at if at.is_dir() else at.parent
    beside = _texts(folder.glob("*.md"), root, languages)
    found = {file: where for file, where in beside.items() if at in (file, folder)}
    if not found:
        raise NotWithdrawnError("{named}: no text of content — name its file, or the folder that holds nothing else", named=named)
    identity, *others = {where.identity for where in (found | (_texts(at.rglob("*.md"), root, languages) if at == folder else {})).values()}
    if others:
        raise NotWithdrawnError("{named}: several texts lie in it — name the file of the one that is meant", named=named)
    original = next((file for file, where in beside.items() if (where.identity, where.language) == (identity, languages[0])), None)
    seen = [file for file in found if _seen(file, original, now)]
    if not seen:
        raise NotWithdrawnError("{named}: nobody has seen it yet — what is not published is deleted, or stays a draft", named=named)
    return [original] if original in seen else seen


def withdraw(file: Path, reason: str, now: datetime) -> None:
    """Write into a text's front matter that it is withdrawn, since when and why; all else in the file stays. Raises NotWithdrawnError."""
    head, body, node = _read(file)
    said = {"status": "withdrawn", "updated": f"{now.astimezone(ZONE):%Y-%m-%d %H:%M}", "change_note": quoted(reason)}
    kept = [line for number, line in enumerate(head.splitlines(), 1) if _field_at(node, number) not in _WRITTEN]
    fields = "".join(f"{line}\n" for line in (*kept, *(f"{name}: {said[name]}" for name in _WRITTEN))).lstrip("\n")
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    disk.written(beside, f"{front_matter.FENCE}\n{fields}{front_matter.FENCE}\n{body}".encode())
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


def _texts(files: Iterable[Path], root: Path, languages: tuple[str, ...]) -> dict[Path, document.Place]:
    """Those of the files that are texts of the content in `root`, and what the path of each means."""
    inside = (file for file in sorted(files) if file.is_relative_to(root))
    return {file: where for file in inside if (where := document.place(file.relative_to(root).as_posix(), languages, Report("")))}


def _seen(file: Path, original: Path | None, now: datetime) -> bool:
    """Whether readers may have seen a text; `original`: whose date a translation has that bears none."""
    fields = front_matter.texts(_read(file)[2])
    date = fields.get("date")
    if original and not date:
        with suppress(NotWithdrawnError):  # that one cannot be read: this one may have been seen all the same
            date = front_matter.texts(_read(original)[2]).get("date")
    if fields.get("status", "").strip().casefold() == Status.DRAFT:
        return False
    try:
        return date is None or moment(date).instant <= now
    except ValueError:
        return True  # the build will say what is wrong with it


def _read(file: Path) -> tuple[str, str, front_matter.Mapping]:
    """Front matter, body, and what the first says. Raises NotWithdrawnError."""
    report = Report(file.name)
    text = front_matter.decode(file.read_bytes(), report)
    parts = front_matter.split(text, report) if text is not None else None
    node = front_matter.parse(parts[0], report) if parts else None
    if parts is None or not isinstance(node, front_matter.Mapping) or report.failed:
        raise NotWithdrawnError("{file}: its front matter cannot be read — inv check says why; mend it first", file=file)
    return parts[0], parts[1], node


def _field_at(node: front_matter.Mapping, line: int) -> str:
    """The field that a line of front matter belongs to."""
    begun = [name for name, first in node.lines.items() if first <= line]
    return max(begun, key=lambda name: node.lines[name], default="")
