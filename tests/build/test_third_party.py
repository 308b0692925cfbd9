"""Other people's Pelican plugins and Markdown extensions, which work on content as it is read, from PyPI as they are."""

from pathlib import Path

import pytest
from pelican import signals

from plugins.listeners import listening
from tests.build.small_site import SmallSite
from tests.building import Ended, Order, difference, files_of, run
from tests.written import story

CONF = """import os, sys
sys.path.insert(0, os.path.dirname(__file__))
from publishconf import *
{lines}
"""


def build(site: SmallSite, folder: Path, *lines: str, cache: str = "cache", environment: dict[str, str] | None = None) -> Ended:
    """Build with a configuration that says more, in an interpreter that has seen no plugin before."""
    (site.project.folder / "moreconf.py").write_text(CONF.format(lines="\n".join(lines)), "utf-8")
    order = Order("moreconf.py", {"JOBS": 2}, {**site.order.environment, **(environment or {})})
    ended = run(site.project.folder, folder / "output", folder / cache, order)
    (site.project.folder / "moreconf.py").unlink()
    return ended


def article(folder: Path) -> str:
    """The text of the story that the tests write."""
    page = (folder / "output/tin-tuc/moi/index.html").read_text("utf-8")
    return page.partition('<div class="text">')[2].partition("</article>")[0]


def test_plugin_that_changes_content_objects(site: SmallSite, tmp_path: Path) -> None:
    """pelican-obsidian-callouts (`content_object_init`) makes its boxes of quotations, in the page and in the feed; without it they are quotations."""
    site.save("news/moi.vi.md", story("Mới", "2026-11-22", body="> [!warning] Chú ý\n> Đội mũ bảo hộ."))
    assert build(site, tmp_path).exit_code == 0
    assert "<blockquote>" in article(tmp_path)
    assert build(site, tmp_path, "from pelican.plugins import obsidian_callouts", "PLUGINS = [*PLUGINS, obsidian_callouts]").exit_code == 0
    assert 'class="pelican-callout pelican-callout-warning"' in article(tmp_path)
    assert "pelican-callout-warning" in (tmp_path / "output/rss.xml").read_text("utf-8")


def test_plugin_with_settings(site: SmallSite, tmp_path: Path) -> None:
    """pelican-add-css-classes (`content_object_init`) gives elements the classes that its settings name; when a setting changes, so do the pages."""
    site.save("news/moi.vi.md", story("Mới", "2026-11-22", body="| a | b |\n|---|---|\n| 1 | 2 |"))
    plugin = ("from pelican.plugins import add_css_classes", "PLUGINS = [*PLUGINS, add_css_classes]")
    for name in ("hẹp", "rộng"):
        ended = build(site, tmp_path, *plugin, f"ADD_CSS_CLASSES = {{'table': ['{name}']}}")
        assert ended.exit_code == 0, ended.said
        assert f'<table class="{name}">' in article(tmp_path)
    pages_only = build(site, tmp_path, *plugin, "ADD_CSS_CLASSES = {}", "ADD_CSS_CLASSES_TO_PAGE = {'table': ['rộng']}")
    assert pages_only.exit_code == 0
    assert "<table>" in article(tmp_path)


def test_markdown_extension(site: SmallSite, tmp_path: Path) -> None:
    """markdown-del-ins, named in Pelican's own setting MARKDOWN, marks what was taken out and put in; taken out again, it does no more."""
    site.save("news/moi.vi.md", story("Mới", "2026-11-22", body="Lương ~~cũ~~ ++mới++."))
    for lines, expected in (((), "~~cũ~~"), (("MARKDOWN = {'extensions': ['markdown_del_ins']}",), "<del>cũ</del> <ins>mới</ins>"), ((), "~~cũ~~")):
        ended = build(site, tmp_path, *lines)
        assert ended.exit_code == 0, ended.said
        assert expected in article(tmp_path)


LISTENING = """
import os
from pelican import signals

def note(signal, as_sent):
    with open(os.environ["HEARD"], "a") as file:
        print(signal, as_sent, file=file)

def readers(readers):
    note("readers_init", "md" in readers.reader_classes)

def preread(generator):
    note("article_generator_preread", generator.settings["SITENAME"] != "")

def context(generator, metadata):
    note("article_generator_context", metadata["title"] == "Mới")
    metadata["title"] += " tinh"

def content(content):
    note("content_object_init", hasattr(content, "_content"))
    content._content = (content._content or "") + "<p>Thêm.</p>"

HEARD_BY = {
    "readers_init": readers,
    "article_generator_preread": preread,
    "article_generator_context": context,
    "content_object_init": content,
}

def register():
    for signal, hears in HEARD_BY.items():
        getattr(signals, signal).connect(hears)
"""
"""A plugin that hears every signal of reading: notes that it was called, and with what it should be; changes what it may."""
SIGNALS = {"readers_init", "article_generator_preread", "article_generator_context", "content_object_init"}


def test_signals_fire(site: SmallSite, tmp_path: Path) -> None:
    """A plugin that listens to Pelican's signals of reading hears each with what Pelican sends, and what it changes is in the page.

    A second build on what is kept leaves the same, and so does one without any cache; without the plugin all is as before.
    """
    site.save("news/moi.vi.md", story("Mới", "2026-11-22", "slug: moi"))
    assert build(site, tmp_path).exit_code == 0
    without = files_of(tmp_path / "output")
    site.alter("listening.py", "", LISTENING)
    plugin = ("import listening", "PLUGINS = [*PLUGINS, listening]")
    heard = tmp_path / "heard"
    ended = build(site, tmp_path, *plugin, environment={"HEARD": str(heard)})
    assert ended.exit_code == 0, ended.said
    assert {f"{signal} True" for signal in SIGNALS} <= set(heard.read_text("utf-8").splitlines())
    changed = files_of(tmp_path / "output")
    for words in ("Mới tinh", "<p>Thêm.</p>"):
        assert words.encode() in changed["tin-tuc/moi/index.html"]
    for cache in ("cache", "another-cache"):
        assert build(site, tmp_path, *plugin, cache=cache, environment={"HEARD": str(heard)}).exit_code == 0
        assert not difference(files_of(tmp_path / "output"), changed)
    assert build(site, tmp_path).exit_code == 0
    assert not difference(files_of(tmp_path / "output"), without)


@pytest.mark.parametrize("signal", sorted(SIGNALS - {"readers_init"}))
def test_one_listener_is_enough(signal: str) -> None:
    """Whoever listens to one signal only is asked, too; where nobody does, no text is shown to anybody."""

    def hears(_sender: object) -> None:
        pass

    assert listening(None) is None
    with getattr(signals, signal).connected_to(hears):
        assert listening(None)
