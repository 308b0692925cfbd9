"""`inv new`: begins a story or an announcement, a draft in each language it has a title in.

What may stand in the files, and the hints in them, come from the table of fields. `drafts` is pure; `new` asks and writes.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from plugins.model.document_number import kind_of_number
from plugins.model.fields import Field, Section, Type, fields_of
from plugins.model.item import Status
from plugins.model.kinds import kind_code
from plugins.model.problem import Level, Problem, Report
from plugins.model.registry import Named, Registries
from plugins.model.slug import slug
from plugins.model.vietnam_time import ZONE, Moment, moment
from plugins.sources import registries as registry_files
from plugins.sources.front_matter import FENCE, Scalar
from plugins.sources.tree import SITE
from plugins.sources.values import value

LANGUAGES = ("vi", "en")
"""The languages a title is asked for in; the first is the default one, which an item must have."""
SECTIONS = (Section.NEWS, Section.ANNOUNCEMENTS)
"""What one can begin; the first unless one says otherwise."""

EXAMPLES: Mapping[Type, str] = MappingProxyType(
    {
        Type.MOMENT: "2026-11-20 13:49",
        Type.DAY: "2026-11-20",
        Type.ADDRESS: "https://…",
        Type.ADDRESSES: "[/…/, /…/]",
        Type.WORDS: "[…, …]",
        Type.LINES: "[…, …]",
        Type.ATTACHMENTS: "[{file: ….pdf, title: …}]",
    }
)
"""How a value is written, where that is not plain from what the field is for."""

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of an item that is to be begun."""

    section: Section
    titles: Mapping[str, str]
    """By language; the default language's is there."""
    values: Mapping[str, str]
    """Other fields of the default language's file, by name, as one writes them; not empty."""
    hints: str = LANGUAGES[0]
    """The language of the hints: that of whoever answers."""


# What is written


def drafts(answers: Answers, now: datetime) -> dict[PurePosixPath, str]:
    """The files that begin an item, by path in the content folder; without a date among the answers it is `now`.

    The answers have no `complaints`.
    """
    date = moment(answers.values["date"]) if "date" in answers.values else Moment(now.astimezone(ZONE))
    written = date.day.isoformat() if date.whole_day else f"{date.instant:%Y-%m-%d %H:%M}"
    folder = PurePosixPath(answers.section, f"{date.day.year:04}", slug(answers.titles[LANGUAGES[0]]))
    files = {}
    for language in (language for language in LANGUAGES if answers.titles.get(language)):
        filled = {"title": answers.titles[language]}
        if language == LANGUAGES[0]:
            filled |= {"date": written} | {name: text for name, text in answers.values.items() if name != "date"}
        else:
            filled["translated_from"] = LANGUAGES[0]
        files[folder / f"index.{language}.md"] = _file(answers, filled | {"status": Status.DRAFT}, inheriting=language != LANGUAGES[0])
    return files


def _file(answers: Answers, filled: Mapping[str, str], *, inheriting: bool) -> str:
    """A file with the `filled` fields, and a hint for each of the others that is not taken from another file."""
    known = fields_of(answers.section)
    empty = (field for name, field in known.items() if name not in filled and not (inheriting and field.inherited))
    hints = [(f"# {field.name}:", _help(field, answers.hints)) for field in empty if inheriting or field.name != "translated_from"]
    width = max(len(name) for name, _ in hints) + 2
    lines = [f"{name}: {quoted(filled[name])}" for name in known if name in filled]
    return "\n".join([FENCE, *lines, *(f"{name:{width}}# {text}" for name, text in hints), FENCE, "", ""])


def _help(field: Field, language: str) -> str:
    """What a field is for, and how its value is written."""
    example = EXAMPLES.get(field.type)
    text = field.vi if language == "vi" else field.en
    return f"{text}: {example}" if example else text


def quoted(text: str) -> str:
    """`text` on one line of YAML that reads back as it is, but for white space and characters that no text needs."""
    plain = " ".join(_NEEDLESS.sub(" ", unicodedata.normalize("NFC", text)).split())
    if _SAFE.fullmatch(plain):
        return plain
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_NEEDLESS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, halves of characters and byte order marks: YAML refuses them, and so do feeds."""
_SAFE = re.compile(r"\w(?:[\w .,;/+()“”’…–-]|:(?=\w))*")
"""What YAML reads as text whatever it says: no sign at its beginning, no `: ` and no `#`."""


# What is asked


class NotBegunError(Exception):
    """Nothing was written; the message says why, in the language of whoever asked."""


def check(name: str, written: str, section: Section, registries: Registries) -> list[Problem]:
    """What is wrong with a field of a new item, as the build would say it."""
    report = Report(name)
    field = fields_of(section).get(name)
    if field is None:
        known = ", ".join(fields_of(section))
        report.error(1, "unknown field “{name}” — {section} have: {known}", name=name, section=section, known=known)
        return report.problems
    value(field, Scalar(" ".join(written.split()), 1), report)
    if name == "title" and not slug(written):
        report.error(1, "no address can be made from this title — write slug: … with letters a to z or digits")
    if name == "category" and registries.categories and written not in registries.categories:
        known = ", ".join(registries.categories)
        report.error(1, "category: “{value}” is not in site/categories.yaml — write {known}", value=written, known=known)
    if name == "kind" and not written:
        report.error(1, "neither number nor kind — write number: 45/KH-CĐ, or kind: TB")
    elif name == "kind" and kind_code(written) is None:
        report.warning(1, "kind: “{value}” is no kind of union document we know; it is shown as written", value=written)
    return report.problems


def complaints(answers: Answers, registries: Registries) -> Iterator[Problem]:
    """Everything that is wrong with the answers."""
    default, *others = LANGUAGES
    for title in (answers.titles.get(default, ""), *filter(None, map(answers.titles.get, others))):
        yield from check("title", title, answers.section, registries)
    for name, written in answers.values.items():
        yield from check(name, written, answers.section, registries)
    if answers.section is Section.ANNOUNCEMENTS and not {"number", "kind"} & answers.values.keys():
        yield from check("kind", "", answers.section, registries)


@dataclass(frozen=True, slots=True)
class Interview:
    """Asks for what no flag said."""

    registries: Registries
    ask: Callable[[str], str]
    """Shows its text and returns what is typed; raises EOFError where nobody is there."""
    translate: Translate
    language: str
    """Of whoever is asked."""

    def completed(self, given: Mapping[str, str]) -> dict[str, str]:
        """The flags in `given`, and an answer to every question they leave open."""
        translate, said = self.translate, dict(given)
        names: dict[str, str] = {Section.NEWS: translate("a news story"), Section.ANNOUNCEMENTS: translate("an announcement")}
        while "section" not in said:
            written = self._choice(translate("What is it?"), names) or SECTIONS[0]
            said |= {"section": written} if written in SECTIONS else {}
        section = _section(said["section"], translate)
        questions: list[tuple[str, str, Mapping[str, str]]] = [
            ("title", translate("Title in Vietnamese:"), {}),
            ("english_title", translate("Title in English (none yet: leave empty):"), {}),
        ]
        if section is Section.ANNOUNCEMENTS:
            questions.append(("number", translate("Number and symbol, such as 45/KH-CĐ (none: leave empty):"), {}))
            questions.append(("kind", translate("Kind of document, such as TB or thông báo:"), {}))
        questions.append(("category", translate("Category (none: leave empty):"), self._names(self.registries.categories)))
        questions.append(("author", translate("Byline (none: leave empty):"), self._names(self.registries.bylines)))
        for name, question, known in questions:
            numbered = said.get("number", "")
            needed = name == "title" or (name == "kind" and not numbered)
            if name not in said and not (name == "kind" and kind_of_number(numbered)):
                said[name] = self._answer(name, question, known, section, needed=needed)
        return said

    def _answer(self, name: str, question: str, known: Mapping[str, str], section: Section, *, needed: bool) -> str:
        """Ask until the answer is good; it may be empty unless it is `needed`."""
        complaint = ""
        while True:
            written = self._choice(complaint + question, known)
            if not written and not needed:
                return ""
            found = check(name.removeprefix("english_"), written, section, self.registries)
            if written and not any(problem.level is Level.ERROR for problem in found):
                return written
            complaint = "".join(f"{problem.said(self.translate)}\n" for problem in found)

    def _choice(self, question: str, known: Mapping[str, str]) -> str:
        """One answer; a number stands for that one of the `known`."""
        listed = [f"  {place} {name}" for place, name in enumerate(known.values(), start=1)]
        written = self.ask("\n".join([question, *listed, ">"] if known else [question]) + " ").strip()
        choices = list(known)
        return choices[int(written) - 1] if written.isdecimal() and 0 < int(written) <= len(choices) else written

    def _names(self, registry: Mapping[str, Named]) -> dict[str, str]:
        return {code: named.name(self.language) for code, named in registry.items()}


def new(
    content: Path,
    given: Mapping[str, str],
    now: datetime,
    *,
    ask: Callable[[str], str],
    translate: Translate = str,
    language: str = LANGUAGES[0],
) -> list[Path]:
    """Begin an item in the folder `content`; return its files.

    `given`: by name, what flags said: section, title, english_title, or a field; with a title, nothing is asked.
    `language`: of the questions' reader. Raises NotBegunError.
    """
    registries = _registries(content)
    said = {name: text.strip() for name, text in given.items() if text.strip()}
    if "title" not in said:
        try:
            said = Interview(registries, ask, translate, language).completed(said)
        except EOFError:
            raise NotBegunError(translate("nobody is there to ask — write --title …")) from None
    answers = _answers(said, language, translate)
    found = list(complaints(answers, registries))
    if any(problem.level is Level.ERROR for problem in found):
        raise NotBegunError("\n".join(problem.said(translate) for problem in found))
    return _written(content, drafts(answers, now), translate)


def _answers(said: Mapping[str, str], language: str, translate: Translate) -> Answers:
    titles = {LANGUAGES[0]: said["title"], LANGUAGES[1]: said.get("english_title", "")}
    values = {name: text for name, text in said.items() if text and name not in {"section", "title", "english_title"}}
    return Answers(_section(said.get("section", SECTIONS[0]), translate), titles, values, language)


def _section(written: str, translate: Translate) -> Section:
    if written not in SECTIONS:
        message = translate("section: “{value}” — one of: {known}").format(value=written, known=", ".join(SECTIONS))
        raise NotBegunError(message)
    return Section(written)


def _registries(content: Path) -> Registries:
    """Categories and bylines; what is wrong with them is the build's to say."""
    files = {f"{SITE}/{path.name}": str(path) for path in sorted((content / SITE).glob("*.yaml"))}
    found, _problems = registry_files.read(files, LANGUAGES)
    return found


def _written(content: Path, files: Mapping[PurePosixPath, str], translate: Translate) -> list[Path]:
    """Write new files; where one of them is there already, none."""
    paths = {content / path: text for path, text in files.items()}
    for path in paths:
        if path.exists():
            raise NotBegunError(translate("{file} is there already — choose another title").format(file=path))
    for path, text in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return list(paths)
