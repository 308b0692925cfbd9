"""The gettext catalogues: what members read (`site`) and what editors are told (`problems`), kept in step with the code."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.pofile import read_po, write_po

from plugins.outputs.wording import PROBLEMS, SITE

_ERRORS = ("ToldError", "PublishingError", "RefusedError", "NotWholeError", "NotWithdrawnError", "NotMeasuredError")
_KEYWORDS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        SITE: {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "_pattern": ((1, "c"), 2)},
        PROBLEMS: dict.fromkeys(("error", "warning", "finding", "_NotPlainError", "_Cause"), (2,)) | dict.fromkeys(("say", "translate", "_told", *_ERRORS), None),
    }
)
"""The functions that take a message, by domain, as Babel names their arguments."""
TASKS = "tasks.py"
"""The tasks say something themselves, too."""


def extracted(root: Path, domain: str) -> Catalog:
    """Every message of `domain` in the code and the templates below `root`, without translations."""
    catalogue = Catalog(charset="utf-8")
    for folder, method in {"plugins": "python", "theme/templates": "jinja2"}.items():
        pattern = "**.html" if method == "jinja2" else "**.py"
        found = extract_from_dir(
            root / folder,
            [(pattern, method)],
            options_map={pattern: {"trimmed": "true", "silent": "false"}},
            keywords=dict(_KEYWORDS[domain]),
            directory_filter=lambda path: domain == PROBLEMS or Path(path).name not in {"editing", "publishing"},
        )
        for _, _, message, _, context in found:
            catalogue.add(message, context=context)
    if domain == PROBLEMS and (root / TASKS).is_file():
        with (root / TASKS).open("rb") as tasks:
            for _, message, _, context in extract("python", tasks, keywords=dict(_KEYWORDS[domain])):
                catalogue.add(message, context=context)
    return catalogue


def languages(root: Path) -> Iterator[tuple[str, str, Path]]:
    """Each catalogue there is: its language, its domain, its file."""
    for file in sorted((root / "theme" / "translations").glob("*/LC_MESSAGES/*.po")):
        yield file.parent.parent.name, file.stem, file


def updated(root: Path, language: str, domain: str, file: Path) -> bytes:
    """The catalogue in `file` as it should be: every message of the code, none other, the translations there are."""
    with file.open("rb") as written:
        catalogue = read_po(written, locale=language.replace("-", "_"))
    catalogue.update(extracted(root, domain), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    out = BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return out.getvalue()


def update(root: Path) -> list[Path]:
    """Bring every catalogue below `root` in step with the code; the files that changed."""
    changed = []
    for language, domain, file in languages(root):
        data = updated(root, language, domain, file)
        if data != file.read_bytes():
            file.write_bytes(data)
            changed.append(file)
    return changed
