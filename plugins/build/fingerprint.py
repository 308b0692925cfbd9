"""What pages come from beside their views: digests of code, libraries, settings and files. Nothing here is a list kept by hand."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from jinja2 import Environment
from jinja2.meta import find_referenced_templates

from plugins.model.records import digest

from .disk import OutputError

_AT = re.compile(r" at 0x[0-9a-f]+")


def of_files(*folders: Path, suffixes: frozenset[str] = frozenset()) -> str:
    """Names and bytes of all files below the folders; only of those with one of `suffixes`, where there are any."""
    made = sha256()
    for folder in folders:
        for file in sorted(_files(folder, suffixes)):
            made.update(f"{os.path.relpath(file, folder)}\0".encode())
            made.update(sha256(Path(file).read_bytes()).digest())
    return made.hexdigest()[:32]


def _files(folder: Path, suffixes: frozenset[str]) -> Iterable[str]:
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{path}/{name}" for name in files if not suffixes or os.path.splitext(name)[1] in suffixes)  # noqa: PTH122 - quick: thousands


def of_libraries() -> str:
    """Names and versions of everything that is installed, and of Python."""
    installed = (name for folder in sys.path if folder and Path(folder).is_dir() for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208 - quick: hundreds
    return digest("\n".join([sys.version, *sorted(set(installed))]))


def of_modules(modules: Iterable[object]) -> str:
    """The code of plugins that were given as modules, wherever they lie; of a package, all of it."""
    made = []
    for module in modules:
        if isinstance(module, ModuleType) and module.__file__:
            whole = of_files(Path(module.__file__).parent, suffixes=frozenset({".py"})) if hasattr(module, "__path__") else ""
            made.append(f"{module.__name__} {whole} {sha256(Path(module.__file__).read_bytes()).hexdigest()}")
    return digest("\n".join(sorted(made)))


def of_settings(settings: Mapping[str, object], without: frozenset[str]) -> str:
    """All settings but `without`, those that no page can show; a value without a text of its own is known by its class."""
    return digest("\n".join(f"{name} = {_told(value)}" for name, value in sorted(settings.items()) if name.isupper() and name not in without))


def _told(value: object) -> str:
    return repr(sorted(map(repr, value))) if isinstance(value, set | frozenset) else _AT.sub("", repr(value))


Closure = Callable[[str], str]
"""The digest of a template, given its name."""


def of_templates(environment: Environment) -> Closure:
    """Finds the digest of a template with all that it extends, includes and imports; nothing, of an output that is none.

    Raises OutputError where a name is computed.
    """

    @cache
    def named(name: str) -> tuple[str, frozenset[str]]:
        assert environment.loader
        source, file, _ = environment.loader.get_source(environment, name)
        found = list(find_referenced_templates(environment.parse(source, name, file)))
        if None in found:
            raise OutputError(f"the template {name} takes in another one by a computed name: write its name out")
        return digest(source), frozenset(other for other in found if other)

    @cache
    def closure(name: str) -> str:
        if not name.endswith(".html"):
            return ""
        reached, ahead = {name}, [name]
        while ahead:
            ahead = [other for current in ahead for other in named(current)[1] if other not in reached]
            reached.update(ahead)
        return digest("\n".join(f"{other} {named(other)[0]}" for other in sorted(reached)))

    return closure
