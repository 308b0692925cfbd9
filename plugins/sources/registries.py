"""`content/site/`: categories, bylines, menu, imprint, glossary."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from plugins.model.problem import Problem, Report
from plugins.model.registry import MenuEntry, Named, Registries
from plugins.model.slug import slug

from . import front_matter
from .front_matter import Node, Scalar
from .tree import SITE

REGISTRIES = ("categories", "bylines", "menu", "imprint", "glossary")
"""The files of content/site/, each with the suffix .yaml; none is required."""
IMPRINT = ("governing_body", "responsible_editor", "licence", "address", "telephone", "email", "note")
"""What imprint.yaml may say in each language."""
SECTIONS = ("home", "news", "announcements", "topics", "tags", "archive", "subscribe")
"""What `section:` in menu.yaml may name."""
_TARGETS = ("page", "section", "category", "url")
_PLACES = ("top", "footer")
"""Where an entry of menu.yaml stands."""

Read = TypeVar("Read")


def read(files: Mapping[str, str], languages: tuple[str, ...]) -> tuple[Registries, list[Problem]]:
    """The registries there are; a missing one is empty. `files`: as in Tree; `languages` are the site's codes."""
    problems: list[Problem] = []

    def registry(name: str, to_entries: Callable[[Node, Report], Iterator[Read]]) -> list[Read]:
        path = f"{SITE}/{name}.yaml"
        if path not in files:
            return []
        report = Report(path)
        text = front_matter.decode(Path(files[path]).read_bytes(), report)
        node = front_matter.parse(text, report) if text is not None else None
        entries = list(to_entries(node, report)) if node is not None else []
        problems.extend(report.problems)
        return entries

    categories = registry("categories", lambda node, report: _named(node, "key", languages, report))
    bylines = registry("bylines", lambda node, report: _named(node, "code", languages, report))
    menu = registry("menu", lambda node, report: _menu(node, languages, report))
    imprint = registry("imprint", lambda node, report: _imprint(node, languages, report))
    glossary = registry("glossary", lambda node, report: (texts for texts, _ in _texts(node, languages, report)))
    problems.extend(_unread(files))
    read_all = Registries(
        {entry.code: entry for entry in categories},
        {entry.code: entry for entry in bylines},
        tuple(menu),
        dict(imprint),
        tuple(glossary),
    )
    return read_all, problems


def _unread(files: Mapping[str, str]) -> Iterator[Problem]:
    """Files of content/site/ that nobody reads: surely one of the registries, misnamed."""
    known = {f"{SITE}/{name}.yaml" for name in REGISTRIES} | {f"{SITE}/README.md"}
    for path in files:
        if path.startswith(f"{SITE}/") and path not in known:
            report = Report(path)
            report.warning(1, "this file is not read — the registries are named {known}", known=", ".join(f"{name}.yaml" for name in REGISTRIES))
            yield from report.problems


def _texts(node: Node, allowed: tuple[str, ...], report: Report) -> Iterator[tuple[dict[str, str], front_matter.Mapping]]:
    """A list of mappings of texts, each name one of `allowed`."""
    if not isinstance(node, front_matter.Sequence):
        report.error(node.line, "a list expected — begin each entry with “- ”")
        return
    for entry in node.entries:
        if not isinstance(entry, front_matter.Mapping):
            report.error(entry.line, "an entry of names and texts expected, such as “- {name}: …”", name=allowed[0])
            continue
        texts: dict[str, str] = {}
        for name, value in entry.entries.items():
            if name not in allowed:
                report.error(entry.lines[name], "unknown name “{name}” — one of: {known}", name=name, known=", ".join(allowed))
            elif not isinstance(value, Scalar):
                report.error(value.line, "{field} is a text — write {field}: …, without a list", field=name)
            elif value.text:
                texts[name] = value.text
        yield texts, entry


def _named(node: Node, code: str, languages: tuple[str, ...], report: Report) -> Iterator[Named]:
    seen: set[str] = set()
    for texts, entry in _texts(node, (code, *languages), report):
        written = texts.pop(code, "")
        line = entry.lines.get(code, entry.line)
        if not written:
            report.error(line, "an entry without {field} — write {field}: …", field=code)
        elif code == "key" and slug(written) != written:
            report.error(line, "key: “{value}” is part of addresses — write {slug}", value=written, slug=slug(written) or "van-hoa")
        elif written in seen:
            report.error(line, "“{name}” stands twice — keep one", name=written)
        else:
            seen.add(written)
            yield Named(written, texts)


def _menu(node: Node, languages: tuple[str, ...], report: Report) -> Iterator[MenuEntry]:
    for texts, entry in _texts(node, (*_TARGETS, "place", *languages), report):
        targets = [name for name in _TARGETS if name in texts]
        labels = {name: text for name, text in texts.items() if name in languages}
        if len(targets) != 1:
            report.error(entry.line, "a menu entry has one of: {known}", known=", ".join(_TARGETS))
        elif targets[0] == "section" and texts["section"] not in SECTIONS:
            report.error(entry.lines["section"], "section: “{value}” — one of: {known}", value=texts["section"], known=", ".join(SECTIONS))
        elif targets[0] == "url" and not texts["url"].startswith(("https://", "http://")):
            report.error(entry.lines["url"], "{field}: “{value}” — write the full address, beginning with https://", field="url", value=texts["url"])
        elif targets[0] == "url" and not labels:
            report.error(entry.line, "a menu entry with url needs its text in each language, such as vi: …")
        elif texts.get("place", "top") not in _PLACES:
            report.error(entry.lines["place"], "place: “{value}” — one of: {known}", value=texts["place"], known=", ".join(_PLACES))
        else:
            yield MenuEntry(targets[0], texts[targets[0]], labels, entry.lines[targets[0]], texts.get("place", "top"))


def _imprint(node: Node, languages: tuple[str, ...], report: Report) -> Iterator[tuple[str, Mapping[str, str]]]:
    if not isinstance(node, front_matter.Mapping):
        report.error(node.line, "the imprint has one part for each language, such as vi:")
        return
    for language, part in node.entries.items():
        if language not in languages:
            report.error(node.lines[language], "unknown name “{name}” — one of: {known}", name=language, known=", ".join(languages))
            continue
        wrapped = front_matter.Sequence((part,), part.line)
        for texts, _ in _texts(wrapped, IMPRINT, report):
            yield language, texts


def lost_menu_entries(found: Registries, pages: frozenset[str]) -> list[Problem]:
    """Menu entries that lead to no category and to none of `pages`, identities of static pages in any language."""
    report = Report(f"{SITE}/menu.yaml")
    for entry in found.menu:
        if entry.kind == "category" and entry.target not in found.categories:
            report.warning(entry.line, "category: “{value}” is not in site/categories.yaml; the entry was left out", value=entry.target)
        elif entry.kind == "page" and not {entry.target, f"{entry.target}/index"} & pages:
            report.warning(entry.line, "page: “{value}” is no page of content that is published; the entry was left out", value=entry.target)
    return report.problems
