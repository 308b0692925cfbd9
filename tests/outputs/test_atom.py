"""Atom, read back by feedparser and lxml. What it shares with the other formats is in test_feed_formats.py."""

from datetime import datetime

import feedparser
import pytest
from lxml import etree

from plugins.model.feed import Format
from plugins.model.vietnam_time import ZONE
from tests.outputs.feed_samples import NAMES, attribute, item, written

OLD, NEW = datetime(2026, 1, 2, 23, 59, tzinfo=ZONE), datetime(2026, 3, 4, 0, 0, tzinfo=ZONE)
HOST = "https://someone.example/union"


def links(read: etree._Element) -> dict[str, tuple[str, str]]:
    """Address and type of the feed's links, by rel."""
    return {attribute(link, "rel"): (attribute(link, "href"), attribute(link, "type")) for link in read.findall("atom:link", NAMES)}


def test_empty_feed_has_no_clock() -> None:
    """Atom wants a date of every feed; one without items has always the same."""
    assert etree.fromstring(written(Format.ATOM)).findtext("atom:updated", "", NAMES) == "1970-01-01T07:00:00+07:00"


def test_change_moves_updated_and_not_published() -> None:
    """A change that readers are told of is an entry's `updated` and, where nothing is newer, the feed's; `published` stays."""
    read = etree.fromstring(written(Format.ATOM, item("/a/", OLD, updated=NEW), item("/b/", OLD)))
    assert read.findtext("atom:updated", "", NAMES) == NEW.isoformat()
    dates = [tuple(entry.findtext(f"atom:{name}", "", NAMES) for name in ("published", "updated")) for entry in read.iterfind("atom:entry", NAMES)]
    assert dates == [(OLD.isoformat(), NEW.isoformat()), (OLD.isoformat(), OLD.isoformat())]


def test_feed_names_its_list_its_language_its_pictures_and_itself() -> None:
    """Self and alternate links, language, icon and logo, and who publishes it, for an entry may bear no byline (RFC 4287, 4.1.1)."""
    read = etree.fromstring(written(Format.ATOM, item()))
    assert links(read) == {"self": (f"{HOST}/the/a/atom.xml", "application/atom+xml"), "alternate": (f"{HOST}/the/a/", "text/html")}
    assert read.get(f"{{{NAMES['xml']}}}lang") == "vi"
    assert [read.findtext(f"atom:{name}", "", NAMES) for name in ("icon", "logo")] == [f"{HOST}/theme/icons/icon-192.png", f"{HOST}/theme/icons/card.png"]
    assert read.findtext("atom:author/atom:name", "", NAMES) == "Công đoàn"


def test_text_without_summary_has_none() -> None:
    """Where there is no summary, none is made up."""
    read = etree.fromstring(written(Format.ATOM, item(summary="")))
    assert read.find("atom:entry/atom:summary", NAMES) is None


def test_feedparser_reads_it() -> None:
    """feedparser has no complaint, and finds the page as the entry's link."""
    read = feedparser.parse(written(Format.ATOM, item()))
    assert not read.bozo, read.bozo_exception
    assert [entry.link for entry in read.entries] == [f"{HOST}/tin-tuc/a/"]


@pytest.mark.parametrize("older", ["", "/the/a/2025.xml"])
def test_live_document_names_its_archive(older: str) -> None:
    """The live document names the newest archive document, where there is one, and is none itself (RFC 5005, section 4)."""
    read = etree.fromstring(written(Format.ATOM, item(), older=older))
    assert links(read).get("prev-archive") == ((f"{HOST}{older}", "application/atom+xml") if older else None)
    assert read.find("fh:archive", NAMES) is None


def test_archive_document() -> None:
    """An archive document says that it is one, names the live document, and the one with what came before."""
    read = etree.fromstring(written(Format.ATOM, item(), url="/the/a/2025.xml", older="/the/a/2024.xml", current="/the/a/atom.xml", archive=True))
    assert read.find("fh:archive", NAMES) is not None
    found = {rel: href for rel, (href, _) in links(read).items()}
    assert found == {"self": f"{HOST}/the/a/2025.xml", "alternate": f"{HOST}/the/a/", "prev-archive": f"{HOST}/the/a/2024.xml", "current": f"{HOST}/the/a/atom.xml"}
