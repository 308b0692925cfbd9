"""Real programs that follow feeds, on the feeds of real builds: newsboat, sfeed, rss2email. The guids hold what they know."""

import csv
import mailbox
import sqlite3
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from plugins.deploy.local_server import served
from tests.conftest import Built, needed, run_pelican, write
from tests.parsed import feed
from tests.written import notice, picture, story

FORMATS = pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
"""Those that these programs know."""
HOST = "https://someone.example/union"
CONTENT: Mapping[str, str | bytes] = {
    "news/a.vi.md": story("<b>Lương</b> & thưởng ]]> 🎉 \u200fעברית", "2026-11-01 08:30", "slug: luong", "author: Ban Tuyên giáo", "tags: [lương]", "image: p.jpg", "image_alt: Ảnh"),
    "news/p.jpg": picture(),
    "announcements/b.vi.md": notice("Lịch họp", "2026-11-02", "attachments: [x.pdf, y.pdf]", body="[Tệp](x.pdf) và [tin](/tin-tuc/)."),
    "announcements/x.pdf": b"%PDF-1.4\n" * 100,
    "announcements/y.pdf": b"%PDF",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A story with a picture and a title full of signs, and an announcement with two attachments."""
    folder = tmp_path_factory.mktemp("feed-clients")
    built = run_pelican(write(folder / "content", CONTENT), folder / "output", folder / "cache", SITEURL=HOST)
    assert built.exit_code == 0, built.said
    return built


class Newsboat:
    """A reader of one feed, with what it has seen in a database of its own."""

    def __init__(self, folder: Path, address: str) -> None:
        self._program = needed("newsboat", "newsboat")
        self._folder = folder
        folder.mkdir()
        (folder / "urls").write_text(f"{address}\n", encoding="utf-8")
        (folder / "config").write_text("show-read-feeds yes\n", encoding="utf-8")

    def reload(self) -> None:
        """Look for what is new."""
        command = [self._program, "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
        subprocess.run(command, cwd=self._folder, env={"HOME": str(self._folder), "LANG": "C.UTF-8"}, capture_output=True, timeout=60, check=True)

    def items(self) -> dict[str, tuple[str, str, str, bool]]:
        """Title, address, text, and whether it is unread, by guid."""
        with sqlite3.connect(self._folder / "cache.db") as cache:
            rows = cache.execute("SELECT guid, title, url, content, unread FROM rss_item").fetchall()
        assert len({row[0] for row in rows}) == len(rows)
        return {guid: (title, url, text, bool(unread)) for guid, title, url, text, unread in rows}

    def read_all(self) -> None:
        """As if somebody had read every item."""
        with sqlite3.connect(self._folder / "cache.db") as cache:
            cache.execute("UPDATE rss_item SET unread = 0")


@FORMATS
def test_newsboat_reads_what_is_written(site: Built, tmp_path: Path, file: str) -> None:
    """Title, page and text are as published; an attachment is not taken for the page, as feedgen#135 has it."""
    reader = Newsboat(tmp_path / "newsboat", (site.output / file).as_uri())
    reader.reload()
    found = reader.items()
    assert found.keys() == {"tag:ban-tin.example,2026:vi/news/a", "tag:ban-tin.example,2026:vi/announcements/b"}
    title, url, text, unread = found["tag:ban-tin.example,2026:vi/announcements/b"]
    assert (title, url, unread) == ("Lịch họp", f"{HOST}/thong-bao/lich-hop/", True)
    assert f'href="{HOST}/media/announcements/x.pdf"' in text
    assert found["tag:ban-tin.example,2026:vi/news/a"][0].endswith("& thưởng ]]> 🎉 \u200fעברית")


LIFE: Mapping[str, str | bytes] = {f"news/{name}.md": story(f"Bài {name}", f"2026-11-{day:02} 08:00", body="Một.") for day, name in enumerate("abcdefg", 1)}
LATER: Mapping[str, str | bytes] = {
    "news/a.md": story("Bài a", "2026-11-01 08:00", body="Một. Sửa lỗi chính tả."),
    "news/b.md": story("Tựa khác hẳn", "2026-11-02 08:00", body="Một."),
    "news/c.md": story("Bài c", "2026-10-15 08:00", body="Một."),
    "news/d.md": story("Bài d", "2026-11-04 08:00", "slug: dia-chi-khac", body="Một."),
    "news/e.md": story("Bài e", "2026-11-05 08:00", "updated: 2026-11-20 13:49", "change_note: Đổi giờ họp", body="Một."),
    "news/f.md": story("Bài f", "2026-11-06 08:00", "updated: 2026-11-21 09:00", "change_note: Sai số liệu", "status: withdrawn", body="Một."),
    "news/h.md": story("Bài h", "2026-11-22 08:00", body="Một."),
}
"""An edit, another title, another date, another slug, a change that matters, a withdrawal; and something new."""


@dataclass(frozen=True, slots=True)
class Life:
    """The feed of everything in one format, as it was and as it became."""

    before: bytes
    after: bytes


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Life]:
    """By the feed's file, of a site that moves to another host too."""
    folder = tmp_path_factory.mktemp("life")
    feeds: dict[str, list[bytes]] = {"rss.xml": [], "atom.xml": []}
    for content, siteurl in ((LIFE, HOST), (LATER, "https://moved.example")):
        built = run_pelican(write(folder / "content", content), folder / "output", folder / "cache", SITEURL=siteurl)
        assert built.exit_code == 0, built.said
        for file, versions in feeds.items():
            versions.append((built.output / file).read_bytes())
    return {file: Life(*versions) for file, versions in feeds.items()}


@FORMATS
def test_newsboat_through_the_life_of_a_site(lives: dict[str, Life], tmp_path: Path, file: str) -> None:
    """Whatever becomes of items, and though the site moves: none is shown twice, none is lost, and only what is new is unread."""
    followed = tmp_path / file
    reader = Newsboat(tmp_path / "newsboat", followed.as_uri())
    followed.write_bytes(lives[file].before)
    reader.reload()
    before = reader.items()
    assert len(before) == len("abcdefg")
    assert all(unread for *_, unread in before.values())
    reader.read_all()
    followed.write_bytes(lives[file].after)
    reader.reload()
    after = {guid.rpartition("/")[2]: row for guid, row in reader.items().items()}
    assert sorted(after) == list("abcdefgh")
    assert [name for name, (*_, unread) in after.items() if unread] == ["h"]
    assert "Sửa lỗi" in after["a"][2]
    assert after["b"][0] == "Tựa khác hẳn"
    assert after["d"][1] == "https://moved.example/tin-tuc/dia-chi-khac/"
    assert " ".join(after["e"][2].split()).startswith("<p><strong>Cập nhật lúc 13:49 - 20/11/2026 (GMT+7): Đổi giờ họp</strong></p>")
    assert (after["f"][0], after["f"][2]) == ("[Đã gỡ] Bài f", "<p><strong>Nội dung này đã được gỡ. Lý do: Sai số liệu</strong></p>")


@FORMATS
def test_sfeed_reads_what_is_written(site: Built, file: str) -> None:
    """Instant, title, page, guid, byline, enclosure and tags, a line for each item, newest first."""
    program = needed("sfeed", "sfeed")
    done = subprocess.run([program], input=(site.output / file).read_bytes(), capture_output=True, timeout=60, check=True)
    rows = list(csv.reader(done.stdout.decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    announcement, news = rows
    assert announcement[:3] == ["1793552400", "Lịch họp", f"{HOST}/thong-bao/lich-hop/"]
    assert announcement[5:8] == ["tag:ban-tin.example,2026:vi/announcements/b", "", f"{HOST}/media/announcements/x.pdf"]
    assert (news[2], *news[5:7], news[8]) == (f"{HOST}/tin-tuc/luong/", "tag:ban-tin.example,2026:vi/news/a", "Ban Tuyên giáo", "lương")
    assert (site.output / news[7].removeprefix(f"{HOST}/")).is_file()


class RssToEmail:
    """rss2email, with its configuration and the mail it sends in a folder."""

    def __init__(self, folder: Path) -> None:
        self._program = needed("r2e", "rss2email")
        self._folder = folder
        (folder / "mail").mkdir(parents=True)
        (folder / "config").write_text(
            f"[DEFAULT]\nfrom = news@someone.example\nto = member@someone.example\nemail-protocol = maildir\nmaildir-path = {folder}/mail\nmaildir-mailbox = inbox\n",
            encoding="utf-8",
        )

    def __call__(self, *arguments: str) -> str:
        """Run one of its commands; gives what it says."""
        command = [self._program, "-c", "config", "-d", "data.json", *arguments]
        environment = {"HOME": str(self._folder), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
        return subprocess.run(command, cwd=self._folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=True).stdout

    def subjects(self) -> list[str]:
        """Of the mails sent so far."""
        return sorted(str(make_header(decode_header(str(mail["Subject"])))) for mail in mailbox.Maildir(self._folder / "mail/inbox"))


@FORMATS
def test_rss2email_sends_each_item_once(lives: dict[str, Life], tmp_path: Path, file: str) -> None:
    """Over the wire: a mail for each item, none where nothing is new, one more for one more; a change sends nothing twice."""
    mails = RssToEmail(tmp_path / "rss2email")
    published = tmp_path / "site" / file
    published.parent.mkdir()
    published.write_bytes(lives[file].before)
    with served(published.parent) as address:
        mails("add", "union", f"{address}/{file}")
        mails("run")
        first = mails.subjects()
        mails("run")
        assert mails.subjects() == first == [f"Bài {name}" for name in "abcdefg"]
        published.write_bytes(lives[file].after)
        mails("run")
    assert mails.subjects() == [*first, "Bài h"]


def test_subscriptions_are_imported(site: Built, tmp_path: Path) -> None:
    """feeds.opml gives rss2email every feed of every language."""
    mails = RssToEmail(tmp_path / "rss2email")
    mails("opmlimport", str(site.output / "feeds.opml"))
    listed = mails("list")
    feeds = [path for path in site.files() if path.endswith("rss.xml")]
    assert len(feeds) == len("vi en") + 2
    assert all(f"{HOST}/{path} " in listed for path in feeds), listed
    assert all(feed(site, f"/{path}").feed.title for path in feeds)
