"""The Markdown reader in Pelican's place for one."""

from pelican.readers import Readers

from plugins.model.fields import Section
from plugins.model.problem import Problem
from plugins.reader import BulletinReader
from plugins.sources.document import Document
from tests.configured import settings
from tests.conftest import Build
from tests.parsed import found, page, text
from tests.written import story
from tests.written import text as written


def reader() -> BulletinReader:
    """A reader as Pelican makes it."""
    return BulletinReader(settings())


def test_reads_a_text() -> None:
    """A good file gives a document, with its section, identity and language from its path."""
    document = reader().read_text("news/a/index.en.md", story("Một", "2026-11-01").encode())
    assert isinstance(document, Document)
    assert (document.place.section, document.place.identity, document.place.language) == (Section.NEWS, "news/a/index", "en")


def test_says_what_is_wrong() -> None:
    """A file with errors gives its problems and no document, and so does a path in no folder of ours."""
    for path, data in (("news/a.md", b"no front matter"), ("elsewhere/a.md", story("Một", "2026-11-01").encode())):
        problems = reader().read_text(path, data)
        assert isinstance(problems, list)
        assert problems
        assert all(isinstance(problem, Problem) and problem.path == path for problem in problems)


def test_pelican_knows_no_other_reader_of_markdown(build: Build) -> None:
    """Pelican's own Markdown reader reads nothing: a raw script in a text does not come through."""
    built = build({"news/a.md": story("Một", "2026-11-01", body="Trước <script>alert(1)</script> sau")})
    assert built.exit_code == 0, built.said
    assert "alert(1)" not in built.text("tin-tuc/mot/index.html")
    assert "warning" in built.said


def test_words_in_a_text_are_of_its_language(build: Build) -> None:
    """What we add to a text (the way back from a footnote) is in the text's language, also where files of both are read in turn."""
    note = "Chú thích[^1].\n\n[^1]: Nội dung.\n"
    built = build({"news/a.vi.md": story("Một", "2026-11-01", body=note), "news/a.en.md": written("One", body=note), "news/b.vi.md": story("Hai", "2026-11-01", body=note)})
    assert built.exit_code == 0, built.said
    titles = {url: found(page(built, url), "//div[@class='text']//a/@title") for url in ("/tin-tuc/mot/", "/en/news/one/", "/tin-tuc/hai/")}
    assert titles["/en/news/one/"] == ["Back to note 1 in the text"]
    assert titles["/tin-tuc/mot/"] == titles["/tin-tuc/hai/"]
    assert "1" in titles["/tin-tuc/mot/"][0]
    assert "Back" not in titles["/tin-tuc/mot/"][0]
    assert "Nội dung" in text(page(built, "/en/news/one/"))


def test_registered_for_md_only() -> None:
    """After the plugin is registered, Pelican's readers for other spellings of Markdown are gone, and `.md` is ours."""
    configured = settings()
    for plugin in configured["PLUGINS"]:
        plugin.register()
    readers = Readers(configured)
    assert isinstance(readers.readers["md"], BulletinReader)
    assert not {"markdown", "mkd", "mdown", "rst", "html"} & readers.readers.keys()
