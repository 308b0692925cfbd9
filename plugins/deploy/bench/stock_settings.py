"""Stock Pelican's settings for the reference corpus: its own plain theme, its own feeds, both languages; no plugin."""

SITENAME = "Bản Tin"
SITEURL = "http://localhost:8000"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
LOCALE = "C"
THEME = "simple"

FILENAME_METADATA = r"(?P<slug>.+)\.(?P<lang>vi|en)"
"""A story's languages share their slug: so Pelican puts them together."""
DEFAULT_PAGINATION = 20
PAGINATION_PATTERNS = ((1, "{name}.html", "{name}.html"), (2, "{name}/page/{number}.html", "{name}/page/{number}.html"))
"""With the stock pattern the second page of tag 4 is page 1 of tag 42, and the build ends."""
PLUGINS: list[str] = []
READERS = {"rst": None, "html": None}
