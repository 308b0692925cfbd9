"""Addresses and identities are promises: real builds, a real git, a real reader of feeds."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.building import Ended, Order, Project
from tests.conftest import INSTANT, Built, needed, write
from tests.parsed import feed, found, page
from tests.test_feed_clients import Newsboat
from tests.written import notice, story, text

GUID = "tag:ban-tin.example,2026:vi/news/2026/a/index"


class Site:
    """A tiny site that lives: its content is edited, minted and published again."""

    def __init__(self, project: Project, folder: Path) -> None:
        self._project = project
        self._folder = folder
        self.content = project.content
        self.output = folder / "output"

    def mint(self, how: str = "write") -> Ended:
        """As `inv ledger` does."""
        return self._build(Order("pelicanconf.py", {"CHECK_ONLY": True, "LEDGER": how}))

    def publish(self, siteurl: str = "") -> Built:
        """Build it as it is published: an hour after it was minted, for what was minted this instant nobody has seen."""
        ended = self._build(Order(environment={"SITEURL": siteurl, "SOURCE_DATE_EPOCH": str(int(INSTANT) + 3600)}))
        return Built(self.output, ended.exit_code, ended.said)

    def preview(self) -> Ended:
        """Build it as an editor does."""
        return self._build(Order("pelicanconf.py"))

    def _build(self, order: Order) -> Ended:
        return self._project.build(self.output, self._folder / "cache", order)

    def edit(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files of content; None: delete it."""
        for name, content in files.items():
            if content is None:
                (self.content / name).unlink()
            else:
                write(self.content, {name: content})

    @property
    def ledger(self) -> str:
        """What is promised."""
        return (self.content / "permalinks.csv").read_text("utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The program, once for all tests here."""
    made = Project(tmp_path_factory.mktemp("ledger") / "project")
    yield made
    made.close()


@pytest.fixture
def empty(project: Project, tmp_path: Path) -> Site:
    """A site without content."""
    shutil.rmtree(project.content)
    project.content.mkdir()
    return Site(project, tmp_path)


@pytest.fixture
def site(empty: Site) -> Site:
    """A story in two languages, an announcement and a page, minted."""
    empty.edit(
        {
            "news/2026/a/index.vi.md": story("Một", "2026-11-01 08:00", body="Lời."),
            "news/2026/a/index.en.md": story("One", "2026-11-01 08:00"),
            "announcements/b.md": notice("Hai", "2026-11-02 08:00"),
            "pages/c.md": text("Ba"),
            "news/draft.md": story("Nháp", "2026-11-03", "status: draft"),
            "news/later.md": story("Sau", "2026-12-01"),
        }
    )
    minted = empty.mint()
    assert minted.exit_code == 0, minted.said
    return empty


def test_what_is_published_is_minted(site: Site) -> None:
    """A line for each address, in order; nothing for a draft, nor for what comes later; a second time there is nothing to do."""
    assert site.ledger.splitlines() == [
        "lang,url,guid,published,path,state",
        'en,/en/news/one/,"tag:ban-tin.example,2026:en/news/2026/a/index",2026-11-01T08:00:00+07:00,news/2026/a/index.en.md,current',
        "vi,/ba/,,2026-11-23T10:00:00+07:00,pages/c.md,current",
        'vi,/thong-bao/hai/,"tag:ban-tin.example,2026:vi/announcements/b",2026-11-02T08:00:00+07:00,announcements/b.md,current',
        f'vi,/tin-tuc/mot/,"{GUID}",2026-11-01T08:00:00+07:00,news/2026/a/index.vi.md,current',
    ]
    before = site.ledger
    again = site.mint()
    assert "The ledger holds all that is published." in again.said
    assert site.ledger == before


def test_a_build_never_writes_it_nor_does_showing(site: Site) -> None:
    """Only who asks for it mints; what would be minted is shown as a diff."""
    before = site.ledger
    site.edit({"news/d.md": story("Bốn", "2026-11-04", "slug: bon")})
    shown = site.mint("show")
    assert '+vi,/tin-tuc/bon/,"tag:ban-tin.example,2026:vi/news/d",2026-11-23T10:00:00+07:00,news/d.md,current' in shown.said
    assert not [line for line in shown.said.splitlines() if line.startswith("-vi")]
    built = site.publish()
    assert built.exit_code == 0, built.said
    assert site.ledger == before


def test_another_title_keeps_the_address(site: Site) -> None:
    """Once it is published, a title may be mended without breaking a link."""
    site.edit({"news/2026/a/index.vi.md": story("Tựa khác hẳn", "2026-11-01 08:00", body="Lời.")})
    built = site.publish()
    assert built.exit_code == 0, built.said
    assert found(page(built, "/tin-tuc/mot/"), "//h1/text()") == ["Tựa khác hẳn"]


def test_another_slug_is_a_move(site: Site) -> None:
    """The old address sends on, before it is recorded and after, and after one more move too."""
    for slug in ("moi", "moi-nua"):
        site.edit({"news/2026/a/index.vi.md": story("Một", "2026-11-01 08:00", f"slug: {slug}", body="Lời.")})
        for _ in range(2):
            built = site.publish()
            assert built.exit_code == 0, built.said
            assert found(page(built, "/tin-tuc/mot/"), "//meta[@http-equiv='refresh']/@content") == [f"0; url=/tin-tuc/{slug}/"]
            site.mint()
    assert found(page(built, "/tin-tuc/moi/"), "//meta[@http-equiv='refresh']/@content") == ["0; url=/tin-tuc/moi-nua/"]
    assert site.ledger.count(GUID) == 3
    assert [entry.id for entry in feed(built, "/tin-tuc/rss.xml").entries] == [GUID]


def test_a_draft_takes_no_address_away(site: Site) -> None:
    """Somebody begins a text with the title of one that has moved: nothing happens before it is published."""
    site.edit({"news/2026/a/index.vi.md": story("Một", "2026-11-01 08:00", "slug: khac"), "news/new.md": story("Một", "2026-11-20", "status: draft")})
    built = site.publish()
    assert built.exit_code == 0, built.said
    assert found(page(built, "/tin-tuc/mot/"), "//meta[@http-equiv='refresh']/@content") == ["0; url=/tin-tuc/khac/"]


def test_an_announcement_that_becomes_a_story_names_its_old_address(site: Site) -> None:
    """Then it stays the same item: for its readers, and in the ledger."""
    site.edit({"announcements/b.md": None, "news/b.md": story("Hai", "2026-11-02 08:00", "aliases: [/thong-bao/hai/]")})
    built = site.publish()
    assert built.exit_code == 0, built.said
    known = "tag:ban-tin.example,2026:vi/announcements/b"
    assert known in [entry.id for entry in feed(built, "/tin-tuc/rss.xml").entries]
    site.mint()
    assert site.ledger.count(f'"{known}"') == 2
    assert site.publish().exit_code == 0


LOST = {
    "deleted": {"news/2026/a/index.vi.md": None},
    "dated later": {"news/2026/a/index.vi.md": story("Một", "2027-01-01")},
    "a draft again": {"news/2026/a/index.vi.md": story("Một", "2026-11-01", "status: draft")},
    "replaced": {"news/2026/a/index.vi.md": None, "news/x.md": story("Một", "2026-11-01", "slug: khac"), "announcements/b.md": notice("Hai", "2026-11-02 08:00")},
}


@pytest.mark.parametrize("files", LOST.values(), ids=list(LOST))
def test_a_lost_address_fails_the_publication(site: Site, files: dict[str, str | None]) -> None:
    """It names the line, the file and the ways out; the preview builds all the same; withdrawal, an alias, or giving up by hand mend it."""
    published = site.publish()
    assert published.exit_code == 0, published.said
    site.edit(files)
    failed = site.publish()
    assert failed.exit_code == 1
    [line] = [line for line in failed.said.splitlines() if line.startswith("content/permalinks.csv:5: ")]
    assert "news/2026/a/index.vi.md" in line
    assert "status: withdrawn" in line
    assert "aliases: [/tin-tuc/mot/]" in line
    assert (failed.output / "tin-tuc/mot/index.html").exists()
    preview = site.preview()
    assert preview.exit_code == 0, preview.said


def test_a_text_that_was_retitled_and_moved(site: Site) -> None:
    """Neither file nor title tell it: nothing new is entered before its slug does; then it is the same item to everybody."""
    site.edit({"news/2026/a/index.vi.md": story("Tựa khác", "2026-11-01 08:00")})
    (site.content / "news/2026/a").rename(site.content / "news/2026/x")
    assert "content/permalinks.csv:5: warning: news/2026/a/index.vi.md is not there any more" in site.mint().said
    assert "/tin-tuc/tua-khac/" not in site.ledger
    site.edit({"news/2026/x/index.vi.md": story("Tựa khác", "2026-11-01 08:00", "slug: mot")})
    site.mint()
    built = site.publish()
    assert built.exit_code == 0, built.said
    assert [entry.id for entry in feed(built, "/tin-tuc/rss.xml").entries] == [GUID]


def test_a_former_address_is_not_another_texts(site: Site) -> None:
    """Who follows an old link would read something else."""
    site.edit({"news/2026/a/index.vi.md": story("Một", "2026-11-01 08:00", "slug: khac"), "news/new.md": story("Một", "2026-11-20")})
    failed = site.publish()
    assert failed.exit_code == 1
    assert "content/news/new.md:1: error: /tin-tuc/mot/ was published from news/2026/a/index.vi.md, and leads readers there" in failed.said


MENDED = {
    "an alias": {"announcements/b.md": notice("Hai", "2026-11-02 08:00", "aliases: [/tin-tuc/mot/]")},
    "withdrawn": {"news/2026/a/index.vi.md": story("Một", "2026-11-01 08:00", "status: withdrawn", "change_note: Nhầm")},
    "restored": {"news/2026/a/index.vi.md": story("Một", "2026-11-01 08:00")},
}


@pytest.mark.parametrize("files", MENDED.values(), ids=list(MENDED))
def test_each_way_out_leads_out(site: Site, files: dict[str, str]) -> None:
    """What the message advises is what helps."""
    (site.content / "news/2026/a/index.vi.md").unlink()
    site.edit(files)
    built = site.publish()
    assert built.exit_code == 0, built.said


def test_given_up_by_hand(site: Site) -> None:
    """`gone` is allowed, and stays when the ledger is written again."""
    (site.content / "news/2026/a/index.vi.md").unlink()
    lines = [line.replace("current", "gone") if "/tin-tuc/mot/" in line else line for line in site.ledger.splitlines()]
    site.edit({"permalinks.csv": "\n".join(lines)})
    assert site.publish().exit_code == 0
    site.mint()
    assert site.ledger.splitlines()[-1].endswith(",gone")


def test_a_new_text_in_an_old_place_is_another_item(site: Site) -> None:
    """Its guid is numbered, for the first one holds its own wherever it is."""
    site.edit({"news/2026/moved/index.vi.md": (site.content / "news/2026/a/index.vi.md").read_bytes()})
    site.edit({"news/2026/moved/index.en.md": (site.content / "news/2026/a/index.en.md").read_bytes()})
    for name in ("index.vi.md", "index.en.md"):
        (site.content / "news/2026/a" / name).unlink()
    site.mint()
    site.edit({"news/2026/a/index.vi.md": story("Hoàn toàn mới", "2026-11-20")})
    site.mint()
    built = site.publish()
    assert built.exit_code == 0, built.said
    assert {entry.title: entry.id for entry in feed(built, "/tin-tuc/rss.xml").entries} == {"Hoàn toàn mới": f"{GUID}~2", "Một": GUID}


def test_a_reader_notices_nothing_of_what_happens_to_an_item(site: Site, tmp_path: Path) -> None:
    """Another title, date, year, slug, folder and host, one after the other, minted or not: one item, read once, never new again."""
    lives: tuple[dict[str, str | None], ...] = (
        {},
        {"news/2026/a/index.vi.md": story("Tựa khác", "2026-11-01 08:00", body="Lời.")},
        {"news/2026/a/index.vi.md": story("Tựa khác", "2025-10-01 08:00", body="Lời.")},
        {"news/2026/a/index.vi.md": story("Tựa khác", "2025-10-01 08:00", "slug: hai", body="Lời.")},
        {"news/2026/a/index.vi.md": None, "news/2026/a/index.en.md": None, "news/2025/z/index.vi.md": story("Tựa khác", "2025-10-01 08:00", "slug: hai", body="Lời.")}
        | {"news/2025/z/index.en.md": story("One", "2026-11-01 08:00")},
    )
    followed = tmp_path / "rss.xml"
    reader = Newsboat(tmp_path / "newsboat", followed.as_uri())
    for number, files in enumerate(lives):
        site.edit(files)
        built = site.publish(f"https://host-{number}.example")
        assert built.exit_code == 0, built.said
        if number % 2:
            site.mint()
        followed.write_bytes((built.output / "tin-tuc/rss.xml").read_bytes())
        reader.reload()
        items = reader.items()
        assert list(items) == [GUID]
        assert items[GUID][3] is (number == 0)
        reader.read_all()
    assert items[GUID][0] == "Tựa khác"
    assert items[GUID][1] == f"https://host-{len(lives) - 1}.example/tin-tuc/hai/"


def test_two_editors_ledgers_merge_by_themselves(site: Site) -> None:
    """Each publishes something on a branch, one moves what the other leaves: git merges the lines, and no promise is lost."""

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Ban Tuyên giáo", "-c", "user.email=btg@ban-tin.example")
        subprocess.run([needed("git", "git"), *identity, *arguments], cwd=site.content.parent, check=True, capture_output=True)

    (site.content.parent / ".gitattributes").write_text("content/permalinks.csv merge=union\n", "utf-8")
    (site.content.parent / ".gitignore").write_text("/plugins/\n/theme/\n__pycache__/\n", "utf-8")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "Bản đầu")
    git("checkout", "-qb", "one")
    site.edit({"news/one.md": story("Của một", "2026-11-10"), "news/2026/a/index.vi.md": story("Một", "2026-11-01 08:00", "slug: dia-chi-moi")})
    site.mint()
    git("add", ".")
    git("commit", "-qm", "Của người thứ nhất")
    git("checkout", "-q", "main")
    site.edit({"news/two.md": story("Của hai", "2026-11-11")})
    site.mint()
    git("add", ".")
    git("commit", "-qm", "Của người thứ hai")
    git("merge", "-q", "one", "-m", "Gộp")
    built = site.publish()
    assert built.exit_code == 0, built.said
    assert found(page(built, "/tin-tuc/mot/"), "//meta[@http-equiv='refresh']/@content") == ["0; url=/tin-tuc/dia-chi-moi/"]
    assert "The ledger holds all that is published." in site.mint().said


MANY = 115


def stories(*numbers: int, body: str = "Lời.") -> dict[str, str | bytes]:
    """Stories, each on a day of its own."""
    return {f"news/s{number:03}.md": story(f"Bài {number}", f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}", body=body) for number in numbers}


def archives(built: Built) -> list[str]:
    """The archive documents of home."""
    return sorted(path for path in built.files() if path.startswith("atom/"))


def test_archives_hold_what_the_live_feed_holds_no_more(empty: Site) -> None:
    """RFC 5005: from the live document one goes back through all of them, and finds every item; an edit writes its own document only, a new item the last one."""
    site = empty
    site.edit(stories(*range(MANY)))
    assert archives(site.publish()) == []
    site.mint()
    built = site.publish()
    assert archives(built) == ["atom/1.xml", "atom/2.xml", "atom/3.xml"]
    seen: set[str] = set()
    url, steps = "/atom.xml", 0
    while url:
        document = feed(built, url)
        links = {link.rel: link.href.removeprefix("https://ban-tin.example") for link in document.feed.links}
        seen |= {entry.id for entry in document.entries}
        assert ("fh_archive" in document.feed) is (steps > 0)
        assert links.get("current") == ("/atom.xml" if steps else None)
        assert document.feed.id == feed(built, "/atom.xml").feed.id
        url, steps = links.get("prev-archive", ""), steps + 1
    assert steps == 4
    assert len(seen) == MANY
    before = {path: built.text(path) for path in archives(built)}
    site.edit(stories(3, body="Lời khác.") | {"news/back.md": story("Dời ngày", "2020-01-01")})
    site.mint()
    built = site.publish()
    assert [path for path in archives(built) if built.text(path) != before[path]] == ["atom/1.xml", "atom/3.xml"]
    before = {path: built.text(path) for path in archives(built)}
    site.edit({"news/s060.md": None, "permalinks.csv": re.sub(r"(/s060\.md),current", r"\1,gone", site.ledger), "news/back2.md": story("Lùi ngày", "2020-01-02")})
    built = site.publish()
    assert [path for path in archives(built) if built.text(path) != before[path]] == ["atom/2.xml", "atom/3.xml"]
    assert "news/back2" in built.text("atom/3.xml")
    assert not [path for path in built.files() if path.startswith("tin-tuc/atom/")]


def test_a_ledger_with_a_mistake_stops_the_build(site: Site) -> None:
    """In the language of whoever builds, with the line; the output stays as it was."""
    assert site.publish().exit_code == 0
    site.edit({"permalinks.csv": "lang,url,guid,published,path,state\nvi,/a/,,gần đây,pages/a.md,current\n"})
    failed = site.publish()
    assert failed.exit_code == 1
    assert "content/permalinks.csv:2: error: published: “gần đây” is no instant" in failed.said
    assert (failed.output / "index.html").exists()
