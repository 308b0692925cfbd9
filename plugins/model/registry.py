"""What `content/site/` says once for the whole site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of categories.yaml or bylines.yaml: a code and what it is called."""

    code: str
    names: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """By language code."""

    def name(self, language: str) -> str:
        """Its name in `language`; where it has none there, in the first language it has; else the code."""
        return self.names.get(language) or next(iter(self.names.values()), self.code)

    def spoken(self, language: str) -> str:
        """The language that `name` is in; a code is in none, and said to be in `language`."""
        return language if self.names.get(language) else next(iter(self.names), language)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of menu.yaml, as written: one of page, section, category or url."""

    kind: str
    """`page`, `section`, `category` or `url`."""
    target: str
    labels: Mapping[str, str]
    """By language code; may be empty except for `url`."""
    line: int
    place: str = "top"
    """`top` or `footer`."""


@dataclass(frozen=True, slots=True)
class Registries:
    """Everything `content/site/` holds."""

    categories: Mapping[str, Named]
    """By key, in display order; empty where there is no registry: every category is then its own name."""
    bylines: Mapping[str, Named]
    menu: tuple[MenuEntry, ...]
    imprint: Mapping[str, Mapping[str, str]]
    """By language code: governing_body, responsible_editor, licence, address, telephone, email, note."""
    glossary: tuple[Mapping[str, str], ...] = ()
    """Terms by language code, for editors."""
    registered: bool = True
    """Whether there is a registry of categories: without one, those exist that an item names."""
