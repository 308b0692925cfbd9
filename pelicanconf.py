"""The site, on the editor's machine: its names and settings.

A union that takes this repository changes the first part. The rest is how the site is built.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # the `pelican` script does not look here by itself

from jinja2 import StrictUndefined  # noqa: E402 - see above

from plugins import failures, reader, site  # noqa: E402 - see above
from plugins.model.language import Language, languages  # noqa: E402

# ── The union's own ────────────────────────────────────────────────────────────────────────────────────────────────

SITENAME = "Công đoàn cơ sở Bản Tin"
SITENAMES = {"vi": SITENAME, "en": "Bản Tin Grassroots Trade Union"}
"""The site's name in each language."""

SITEURL = (os.environ.get("SITEURL") or "http://localhost:8000").rstrip("/")
"""Where the site stands; publishconf.py says where it is published."""

GUID_HOST = "ban-tin.example"
"""Goes into the identity of every feed item: never change it, not even when the site moves."""

DEFAULT_LANG = "vi"
LANGUAGES = languages(
    Language(
        "vi",
        "Tiếng Việt",
        words={
            "news": "tin-tuc",
            "announcements": "thong-bao",
            "topics": "chuyen-muc",
            "tags": "the",
            "archive": "luu-tru",
            "page": "trang",
            "kind": "loai",
            "year": "nam",
            "authors": "tac-gia",
            "search": "tim-kiem",
            "subscribe": "rss",
            "fragments": "manh",
        },
    ),
    Language("en", "English", locale="en_GB"),
    default=DEFAULT_LANG,
)
"""One line each: its code, its own name, what Babel formats dates by; `words` are what its addresses are made of."""

# ── How it is built ────────────────────────────────────────────────────────────────────────────────────────────────

PATH = str(HERE / "content")
THEME = str(HERE / "theme")
OUTPUT_PATH = str(HERE / "output")
CACHE_PATH = str(HERE / ".cache")
TIMEZONE = "Asia/Ho_Chi_Minh"

LOCALE = "C"  # dates and numbers are Babel's; a locale the system lacks would only be complained about
MESSAGES_LANGUAGE = failures.readers_language()
"""What editors are told is in the language of their environment."""
LOGGED_ERRORS = failures.listen()
PLUGINS = [reader, site]
SHOW_DRAFTS = False
"""Whether drafts and later items are shown: for a preview only."""
CHECK_ONLY = False
"""Whether the run ends before anything is written."""
LEDGER = ""
"""In such a run: "show" what content/permalinks.csv lacks, or "write" it there."""
COMING: dict[str, object] = {}
"""In such a run: what the site becomes by itself within so many `days` (null: ever) is listed, with timer lines that run `command`; `timer`: these only."""
REPORT = ""
"""A file that a build leaves for whoever publishes it: warnings, what nobody is to see yet, when the site is another one by itself."""
KEEP_PROMISES = False
"""Whether a build fails where an address or an identity of content/permalinks.csv would be lost."""
LIVE = False
"""Whether the site is kept in memory and followed while somebody writes, as `inv serve` has it."""
JOBS = 0
"""How many processes read and render; 0: one for each core."""
EXPLAIN = ""
"""An address of the site: it is said why its page was rendered, or was not."""

PAGE_BUDGET = 14 * 1024
"""How many bytes a page's HTML and style sheet may weigh, compressed, with 6 KB of text in it; a longer text may add to it."""
SCRIPT_BUDGET = 4 * 1024
"""How many its scripts may. Building never fails for it; `inv test` does, on the sample site."""

JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,  # a name mistyped in a template fails the build
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],
}

MARKDOWN: dict[str, object] = {"extensions": [], "extension_configs": {}}
"""Extensions of Python-Markdown beside those the site has by itself, and their settings. With one, reading takes several times as long."""

# Pelican's own generators are idle: plugins/site.py plans every page.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
READERS = {"rst": None, "html": None}
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
