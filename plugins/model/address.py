"""Every address of the site, from one place. All are root-relative and without SITEURL's path."""

from .fields import Section
from .language import Language
from .slug import slug

MEDIA = "/media/"
"""Where pictures and attachments lie."""
ASSETS = "/theme/"
"""Where the theme's own files lie."""

SUBSCRIPTIONS = "/feeds.opml"
"""Every feed of the site in one file."""

_SECTIONS = ("news", "announcements", "topics", "tags", "archive")
_FIXED = frozenset({"admin", "media", "theme", "status", "404"})
_AT_TOP = ("topics", "tags", "archive", "authors", "search", "subscribe", "fragments")
_PUBLISHED = frozenset({"/status.json", "/manifest.json", "/manifest.json.sig", "/_headers", "/_redirects", "/cname", "/.nojekyll"})
"""What publishing adds, in lower case."""
_UNDER_LIST = ("page",)
_UNDER_ANNOUNCEMENTS = ("page", "kind", "year")


def home(language: Language) -> str:
    """The home page."""
    return f"{language.prefix}/"


def listing(language: Language, word: str) -> str:
    """A list that stands directly below home: `news`, `announcements`, `topics`, `tags`, `archive`."""
    return f"{language.prefix}/{language.words[word]}/"


def nearest(url: str, language: Language, other: Language) -> str:
    """Where one goes on in `other` from the page at `url` of `language`, which it does not have: its list of that section, else home."""
    word = next((word for word in _SECTIONS if url.startswith(listing(language, word))), "")
    return listing(other, word) if word else home(other)


def item(language: Language, section: Section, name: str) -> str:
    """A story, an announcement or a static page; `name` is its slug."""
    if section is Section.PAGES:
        return f"{language.prefix}/{name}/"
    return f"{listing(language, section.value)}{name}/"


def category(language: Language, key: str) -> str:
    """A category; its key is its slug in every language."""
    return f"{listing(language, 'topics')}{key}/"


def tag(language: Language, name: str) -> str:
    """A tag; `name` is its slug."""
    return f"{listing(language, 'tags')}{name}/"


def kind(language: Language, name: str) -> str:
    """The announcements of one kind; `name` is the kind's slug."""
    return f"{listing(language, 'announcements')}{language.words['kind']}/{name}/"


def register_year(language: Language, year: int) -> str:
    """The announcements of one year."""
    return f"{listing(language, 'announcements')}{language.words['year']}/{year}/"


def register_data(language: Language, suffix: str) -> str:
    """All announcements as a file for programs; `suffix` is `csv` or `json`."""
    return f"{listing(language, 'announcements')}data.{suffix}"


def register_schema(language: Language) -> str:
    """What explains the JSON of every language; `language` is the default one."""
    return register_data(language, "schema.json")


def archive_year(language: Language, year: int) -> str:
    """The stories of one year."""
    return f"{listing(language, 'archive')}{year}/"


def archive_month(language: Language, year: int, month: int) -> str:
    """The stories of one month."""
    return f"{archive_year(language, year)}{month:02}/"


def numbered(language: Language, listed: str, number: int) -> str:
    """The page of that number of the list at `listed`."""
    return f"{listed}{language.words['page']}/{number}/"


def feed(listed: str, file: str) -> str:
    """A feed of the list at `listed`; `file` is its format's."""
    return f"{listed}{file}"


def feed_archive(listed: str, number: int) -> str:
    """The archive document of that number, from 1, of the Atom feed of the list at `listed`."""
    return f"{listed}atom/{number}.xml"


def calendar(url: str) -> str:
    """The calendar of the list, or of the announcement, at `url`."""
    return f"{url}calendar.ics"


def byline(language: Language, code: str) -> str:
    """What a byline has signed: under its code as the registry writes it, where an address can hold that."""
    plain = code.isascii() and code.replace("-", "").isalnum()
    return f"{listing(language, 'authors')}{code if plain else slug(code) or 'x'}/"


def web_manifest(language: Language) -> str:
    """What a phone asks for when a reader puts the site among her apps."""
    return f"{language.prefix}/site.webmanifest"


def fragment(language: Language, name: str) -> str:
    """A file that the pages' script fills a slot from."""
    return f"{listing(language, 'fragments')}{name}.json"


def file_of(url: str) -> str:
    """The file of the output folder that a server answers `url` with."""
    return url.removeprefix("/") + ("index.html" if url.endswith("/") else "")


def reserved(language: Language, section: Section, languages: tuple[Language, ...]) -> frozenset[str]:
    """The slugs that an item of `section` cannot have: something else of the site has that address."""
    if section is Section.PAGES:
        codes = {other.code for other in languages} if not language.prefix else set()
        return _FIXED | set(language.words.values()) | codes
    words = _UNDER_ANNOUNCEMENTS if section is Section.ANNOUNCEMENTS else _UNDER_LIST
    return frozenset(language.words[word] for word in words)


def is_the_sites_own(url: str, languages: tuple[Language, ...]) -> bool:
    """Whether the site, or its publication, gives that address to something of its own, now or as it grows; what lies there today is told elsewhere too."""
    known = url.casefold().removesuffix("index.html")
    steps = [step for step in known.split("/") if step]
    language = next((one for one in languages if one.prefix and steps[:1] == [one.prefix.strip("/")]), languages[0])
    below = steps[1 if language.prefix else 0 :]
    if not below or known.rstrip("/") in _PUBLISHED:
        return True
    if not known.endswith("/"):
        return False
    if below[0] in {one.code for one in languages}:
        return len(below) == 1  # an older site may have had its pages below it
    for section in (Section.NEWS, Section.ANNOUNCEMENTS):
        if below[0] == language.words[section.value]:
            return len(below) == 1 or below[1] in reserved(language, section, languages)
    return below[0] in _FIXED | {language.words[word] for word in _AT_TOP}
