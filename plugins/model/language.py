"""The languages of the site: data, never an `if`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "news": "news",
        "announcements": "announcements",
        "topics": "topics",
        "tags": "tags",
        "archive": "archive",
        "page": "page",
        "kind": "kind",
        "year": "year",
        "authors": "authors",
        "search": "search",
        "subscribe": "rss",
        "fragments": "fragments",
    }
)
"""The words that addresses are made of, unless a language brings its own."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site."""

    code: str
    """BCP 47, as in `index.CODE.md` and in the address: `vi`, `en`."""
    name: str
    """The language's own name for itself, for the switcher: `Tiếng Việt`."""
    locale: str = ""
    """What Babel formats dates and numbers by: `en_GB`; empty: the code."""
    words: Mapping[str, str] = field(default_factory=lambda: WORDS)
    """The words of the addresses, by section: at least the keys of `WORDS`."""
    prefix: str = ""
    """What its addresses begin with: empty for the default language, else `/CODE`. Set by `languages`."""


def languages(*wanted: Language, default: str) -> tuple[Language, ...]:
    """The site's languages, the default one first, each with its place in the addresses.

    Raises ValueError when `default` is not among them, a code stands twice or a word is missing.
    """
    codes = [language.code for language in wanted]
    if default not in codes or len(set(codes)) < len(codes):
        raise ValueError(f"languages {codes}: each once, and the default {default!r} among them")
    for language in wanted:
        if missing := WORDS.keys() - language.words.keys():
            raise ValueError(f"language {language.code}: no address word for {sorted(missing)}")
    placed = [
        Language(entry.code, entry.name, entry.locale or entry.code, entry.words, "" if entry.code == default else f"/{entry.code}")
        for entry in wanted
    ]
    return tuple(sorted(placed, key=lambda language: language.prefix != ""))
