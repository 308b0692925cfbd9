"""A publication as a whole, of a tiny project to a folder: by the stock command, through the gate, into the folder and the log."""

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from plugins.build.lock import Lock
from plugins.editing import withdrawal
from plugins.model.vietnam_time import ZONE
from plugins.publishing import publication
from plugins.publishing.branch import BranchPlace
from plugins.publishing.due import AGAIN, due
from plugins.publishing.folder import FolderPlace
from plugins.publishing.journal import Journal
from plugins.publishing.messages import PublishingError, Say
from plugins.publishing.publication import Desk, RefusedError
from plugins.publishing.purge import Purge
from plugins.publishing.release import MANIFEST, named
from plugins.publishing.site_build import BuiltSite, build
from plugins.publishing.targets import Branch, Folder
from tests.building import Project
from tests.conftest import write
from tests.publishing.purged_cache import cache
from tests.publishing.told import Told
from tests.publishing.web import serving
from tests.written import notice, pdf, picture, story

NOW = datetime(2026, 11, 23, 10, tzinfo=ZONE)
TOMORROW = NOW + timedelta(days=1)
UNREAD = "Một câu chưa ai được đọc trước khi đến giờ công bố chính thức của công đoàn."
PAGE = "tin-tuc/dai-hoi/index.html"
CONTENT: dict[str, str | bytes] = {
    "news/2026/dai-hoi/index.vi.md": story("Đại hội", "2026-11-01", "image: anh.jpg", "image_alt: Đoàn chủ tịch", "attachments: [{file: nghi-quyet.pdf, title: Nghị quyết}]"),
    "news/2026/dai-hoi/anh.jpg": picture(),
    "news/2026/dai-hoi/nghi-quyet.pdf": pdf(),
    "news/2026/hen-gio.vi.md": story("Hẹn giờ", "2026-11-24 10:00", body=UNREAD),
    "news/2026/nhap.vi.md": story("Nháp", "2026-11-02", "status: draft", body=UNREAD.replace("chưa", "không")),
    "announcements/nghi-le.md": notice("Nghỉ lễ", "2026-11-20", "summary: Nghỉ một ngày."),
}


@dataclass(frozen=True, slots=True)
class Office:
    """A project with a desk, what was said at it, and the folder where members see the site."""

    desk: Desk
    said: Told
    shown: Path

    def publish(self, now: datetime = NOW, *, only_check: bool = False, accept: bool = False) -> None:
        """As `inv publish` does."""
        self.said.clear()
        publication.publish(self.desk, now, only_check=only_check, accept=accept)

    def refused(self, now: datetime = NOW) -> str:
        """What is said of a site that is not fit to be seen; nothing may have changed."""
        before = self.files()
        with pytest.raises(RefusedError):
            self.publish(now)
        assert self.files() == before
        return "\n".join(self.said)

    def log(self) -> list[Any]:
        """What was done, the oldest first."""
        return list(self.desk.journal.lines())[::-1]

    def files(self) -> dict[str, str]:
        """The SHA-256 of all that members see."""
        return {file.relative_to(self.shown).as_posix(): sha256(file.read_bytes()).hexdigest() for file in self.shown.rglob("*") if file.is_file()}

    def status(self) -> Any:
        """What a monitor reads."""
        return json.loads((self.shown / "status.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One for all tests: its first build takes the longest."""
    return Project(tmp_path_factory.mktemp("publication") / "dự án")


@pytest.fixture
def office(project: Project) -> Office:
    """With the content as it is at the beginning, and nothing published yet."""
    for folder in (project.content, *(project.folder / name for name in ("published", ".published.releases", ".published"))):
        shutil.rmtree(folder, ignore_errors=True)
    write(project.content, CONTENT)
    target = Folder("folder", project.folder / "published")
    said = Told()
    environment = {"SITEURL": "https://union.example", "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    desk = Desk(project.folder, target, FolderPlace(target), None, "http://127.0.0.1:9", 100_000, 100_000, environment, said, str)
    return Office(desk, said, target.folder)


def test_first_then_nothing_new_then_changed(office: Office) -> None:
    """What is new is published, once; status and log say what; where members see all of it already, nothing is sent."""
    office.publish(only_check=True)
    assert office.said == ["All is well; nothing was sent."]
    assert not office.shown.exists() and office.log() == []
    office.publish()
    assert "Đại hội" in (office.shown / PAGE).read_text("utf-8")
    status, first = office.status(), office.files()
    assert status["release"] == named((office.shown / MANIFEST).read_bytes(), NOW)
    assert (status["built_for"], status["next_due"]) == (NOW.isoformat(), TOMORROW.isoformat())
    assert (status["stories_and_announcements"], status["files"]) == (2, len(first) - 1)
    office.publish(NOW + timedelta(hours=1))
    assert office.said == ["Members see all of it already: nothing was sent."]
    assert office.files() == first
    write(office.desk.content, {"announcements/nghi-le.md": notice("Nghỉ lễ hai ngày", "2026-11-20", "summary: Nghỉ hai ngày.")})
    office.publish(NOW + timedelta(hours=2))
    assert office.files() != first
    assert [(line["what"], line["release"]) for line in office.log()] == [("published", name) for name in sorted(office.desk.place.releases())]
    assert office.log()[0]["sent"] == len(first) and 0 < office.log()[1]["sent"] < len(first)


def test_due(office: Office) -> None:
    """Nothing is due that was never published; then from the instant of the next turn on; not after somebody has gone back, nor at once after a refusal.

    Where there is no log, the site itself says; where that does not answer, nobody can say.
    """
    journal, url = office.desk.journal, office.desk.site_url
    with pytest.raises(PublishingError, match="cannot be fetched"):
        due(journal, url, TOMORROW)
    with serving(office.desk.content, "") as web:
        web.otherwise["/status.json"] = lambda answer: answer.answer(404)
        assert not due(journal, web.address, TOMORROW)
    office.publish()
    with serving(office.shown, "") as web:
        elsewhere = Journal(office.shown.with_name("no log"), "folder")
        assert [due(elsewhere, web.address, instant) for instant in (NOW, TOMORROW)] == [False, True]
    assert [due(journal, url, TOMORROW + timedelta(seconds=seconds)) for seconds in (-1, 0, 1)] == [False, True, True]
    office.publish(TOMORROW + timedelta(minutes=5))  # the minute was missed
    assert UNREAD in (office.shown / "tin-tuc/hen-gio/index.html").read_text("utf-8")
    assert not due(journal, url, TOMORROW + timedelta(minutes=6))
    later = datetime.fromisoformat(office.status()["next_due"])
    write(office.desk.content, {"news/2026/sai.vi.md": "không có gì"})
    with pytest.raises(PublishingError):
        office.publish(later)
    assert [due(journal, url, later + after) for after in (AGAIN / 2, AGAIN)] == [False, True]
    publication.roll_back(office.desk, later, 1)
    assert not due(journal, url, later + AGAIN)
    assert not (office.shown / "tin-tuc/hen-gio/index.html").exists()
    assert [line["what"] for line in office.log()] == ["published", "published", "failed", "rolled back"]
    with pytest.raises(PublishingError, match="there is no release to go back to"):
        publication.roll_back(office.desk, later, 1)


def test_back_to_what_stood_there(office: Office) -> None:
    """One goes back to what members saw before, never to a mistake that somebody had gone back from; and to any release by its name."""
    for minute in range(2):
        write(office.desk.content, {f"news/2026/tin-{minute}.vi.md": story(f"Tin {minute}", "2026-11-03")})
        office.publish(NOW + timedelta(minutes=minute))
    good, mistake = (line["release"] for line in office.log())
    publication.roll_back(office.desk, NOW + timedelta(minutes=2))
    publication.roll_back(office.desk, NOW + timedelta(minutes=2), name=mistake)
    assert office.status()["release"] == mistake
    publication.roll_back(office.desk, NOW + timedelta(minutes=2))
    write(office.desk.content, {"news/2026/tin-3.vi.md": story("Tin 3", "2026-11-03")})
    office.publish(NOW - timedelta(hours=1))  # the clock was an hour fast until now
    publication.roll_back(office.desk, NOW + timedelta(minutes=4))
    assert office.status()["release"] == good
    publication.roll_back(office.desk, NOW + timedelta(minutes=4), name=good)
    assert office.said[-1] == f"Members see {good} already."
    for name in (mistake, "20200101T000000Z-0123456789ab"):
        with pytest.raises(PublishingError, match="there is no release to go back to"):
            publication.roll_back(office.desk, NOW, name=name)


def test_a_cache_that_does_not_listen(office: Office) -> None:
    """Publishing again and again for a cache that does not listen sends nothing anew, so that what one can go back to stays. What was shown is owed, and due.

    What a rollback changes is owed before members see it: broken off right after, the next publication tells the cache.
    """
    office.publish()
    write(office.desk.content, {"news/2026/tin.vi.md": story("Tin", "2026-11-03")})
    deaf = replace(office.desk, purge=Purge("http://127.0.0.1:9", "https://union.example"))
    for minute in range(1, 4):
        with pytest.raises(PublishingError, match="does not answer"):
            publication.publish(deaf, NOW + timedelta(minutes=minute))
    assert [line["what"] for line in office.log()] == ["published", "published", "failed", "failed", "failed"]
    assert len(office.desk.place.releases()) == 2
    again = NOW + timedelta(minutes=3) + AGAIN
    assert deaf.owed.paths() and [due(deaf.journal, "", instant, owed=True) for instant in (again - timedelta(seconds=1), again)] == [False, True]

    class BrokenOff(FolderPlace):
        def rollback(self, name: str, say: Say) -> None:
            super().rollback(name, say)
            raise KeyboardInterrupt

    with cache() as (address, calls):
        listening = replace(office.desk, purge=Purge(address, "https://union.example", batch=1000))
        publication.publish(listening, NOW + timedelta(minutes=5))
        told = {one for _, body in calls for one in body["files"]}
        calls.clear()
        with pytest.raises(KeyboardInterrupt):
            publication.roll_back(replace(listening, place=BrokenOff(Folder("folder", office.shown))), NOW + timedelta(minutes=6))
        assert not calls
        publication.publish(listening, NOW + timedelta(minutes=7))
        assert "https://union.example/tin-tuc/tin/" in told <= {one for _, body in calls for one in body["files"]}


def test_warnings(office: Office) -> None:
    """A warning in a text that is new or was changed keeps the site from being published; one that was accepted does not, until its text is changed."""
    warned = {"news/2026/canh-bao.vi.md": story("Cảnh báo", "2026-11-03", body="<blink>Một đoạn.</blink>")}
    office.publish()
    write(office.desk.content, warned)
    said = office.refused()
    assert "news/2026/canh-bao.vi.md:" in said and "--accept-warnings" in said
    office.publish(accept=True)
    write(office.desk.content, {"announcements/nghi-le.md": notice("Nghỉ hai ngày", "2026-11-20", "summary: Nghỉ một ngày.")})
    vietnamese = replace(office, desk=replace(office.desk, environment={**office.desk.environment, "LANGUAGE": "vi"}))
    vietnamese.publish(NOW + timedelta(minutes=1))  # whichever language whoever publishes has
    write(office.desk.content, {"news/2026/canh-bao.vi.md": str(warned["news/2026/canh-bao.vi.md"]) + "\nThêm một câu.\n"})
    office.refused(NOW + timedelta(minutes=2))
    assert [line["what"] for line in office.log()] == ["published", "refused", "published", "published", "refused"]


def test_errors(office: Office) -> None:
    """With errors in the content nothing is sent, and members see what they saw."""
    office.publish()
    before = office.files()
    write(office.desk.content, {"news/2026/loi.vi.md": "---\ntitle: Lỗi\ndate: hôm qua\n---\nx\n"})
    with pytest.raises(PublishingError, match="the site was not built: nothing was sent"):
        office.publish()
    assert office.files() == before


Plant = Callable[[Path], None]


def changed(path: str, old: str, new: str) -> Plant:
    """Replaces words of a built file."""

    def plant(site: Path) -> None:
        text = (site / path).read_text("utf-8")
        assert old in text
        (site / path).write_text(text.replace(old, new, 1), "utf-8")

    return plant


@pytest.fixture(scope="module")
def sites() -> list[BuiltSite]:
    """The site, once it was built."""
    return []


@pytest.fixture
def planting(office: Office, sites: list[BuiltSite], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Plant], None]:
    """Lets the next publication find something in the output that no build of today would leave there."""
    if not sites:
        sites.append(build(office.desk.project, office.desk.folder / "site", NOW, office.desk.environment))
        shutil.copytree(sites[0].folder, kept := office.desk.project.with_name("as built"))
        sites[0] = replace(sites[0], folder=kept)

    def plant(into: Plant) -> None:
        site = tmp_path / "site"
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(sites[0].folder, site)
        into(site)
        manifest = json.loads((site / MANIFEST).read_text("utf-8"))
        for file in manifest["files"]:
            data = (site / file["path"]).read_bytes()
            file |= {"sha256": sha256(data).hexdigest(), "size": len(data)}
        (site / MANIFEST).write_text(json.dumps(manifest), "utf-8")
        monkeypatch.setattr(publication, "build", lambda *_: replace(sites[0], folder=site))

    return plant


@pytest.mark.parametrize(
    ("plant", "told"),
    [
        (changed(PAGE, "Một đoạn văn.", UNREAD), f"{PAGE}:1: holds words of news/2026/hen-gio.vi.md, which nobody is to see yet"),
        (changed("rss.xml", "Một đoạn văn.", UNREAD.replace("chưa", "không")), "rss.xml:1: holds words of news/2026/nhap.vi.md"),
        (changed(PAGE, 'href="/tin-tuc/"', 'href="/tin-tuc-cu/"'), f"{PAGE}:1: /tin-tuc-cu/ leads nowhere"),
        (changed(PAGE, 'href="/tin-tuc/"', 'href="/tin-tuc/#khong-co"'), f"{PAGE}:1: /tin-tuc/#khong-co leads nowhere"),
        (changed("rss.xml", "<channel>", "<channel><x/>"), "rss.xml:1: "),
        (changed("feed.json", "https://jsonfeed.org/version/1.1", "1"), "feed.json:1: no JSON Feed 1.1"),
        (changed("index.html", "</main>", "</section></main>"), "index.html:1: </section> in line"),
    ],
    ids=["embargoed", "draft", "link", "fragment", "rss", "json", "html"],
)
def test_what_is_wrong_with_the_output(office: Office, planting: Callable[[Plant], None], plant: Plant, told: str) -> None:
    """Words that nobody is to see yet, links that lead nowhere, feeds and pages that are not valid keep a site from being published; each is named."""
    planting(plant)
    assert told in office.refused()
    assert not office.shown.exists()
    planting(lambda _: None)
    office.publish()


def test_altered_output(office: Office, planting: Callable[[Plant], None], tmp_path: Path) -> None:
    """A file that is not as it was built stops everything."""
    planting(lambda _: None)
    (tmp_path / "site" / PAGE).write_text("x", "utf-8")
    assert "is not as it was built" in office.refused()


def test_another_computer(office: Office) -> None:
    """A computer that did not make the release which members see asks the site what it was published with.

    Accepted warnings stay so, nothing is sent twice, what was due is not due any longer, and what somebody went back from is over once it was put right.
    """
    write(office.desk.content, {"news/2026/canh-bao.vi.md": story("Cảnh báo", "2026-11-03", body="<blink>Một đoạn.</blink>")})
    office.shown.mkdir()
    with serving(office.shown) as web:
        here = replace(office, desk=replace(office.desk, site_url=web.address, environment={**office.desk.environment, "SITEURL": web.address}))
        here.publish(accept=True)
        shown, (line,) = office.files(), office.log()
        older = json.dumps(line | {"release": "20200101T000000Z-0123456789ab", "status": line["status"] | {"accepted_warnings": []}})
        for log in ("", f"{older}\n"):
            here.desk.journal.log.write_text(log, "utf-8")
            here.publish(NOW + timedelta(minutes=1))
            assert here.said == ["Members see all of it already: nothing was sent."]
            assert not due(here.desk.journal, web.address, TOMORROW - timedelta(minutes=1)) and due(here.desk.journal, web.address, TOMORROW)
        assert office.files() == shown
        here.publish(TOMORROW)
        publication.roll_back(here.desk, TOMORROW + timedelta(minutes=1))
        assert here.desk.journal.went_back() and not due(here.desk.journal, web.address, TOMORROW + timedelta(days=90))
        elsewhere = replace(here, desk=replace(here.desk, target=Folder("elsewhere", office.shown)))
        elsewhere.publish(TOMORROW + timedelta(minutes=2))
        later = datetime.fromisoformat(office.status()["next_due"])
        assert [due(here.desk.journal, web.address, instant) for instant in (later - timedelta(minutes=1), later)] == [False, True]


def test_going_back_that_fails(office: Office) -> None:
    """Where members still see what they saw, it is not taken for gone back: the log says so, and what is due is published."""
    for minute in range(2):
        write(office.desk.content, {f"news/2026/tin-{minute}.vi.md": story(f"Tin {minute}", "2026-11-03")})
        office.publish(NOW + timedelta(minutes=minute))
    kept = office.desk.place.releases()[1]
    (office.shown.with_name(".published.releases") / kept / "index.html").write_text("x", "utf-8")
    with pytest.raises(PublishingError, match="is not as it was published"):
        publication.roll_back(office.desk, NOW + timedelta(minutes=2))
    assert [line["what"] for line in office.log()][-2:] == ["rolled back", "failed"]
    assert not office.desk.journal.went_back() and due(office.desk.journal, "", TOMORROW)
    publication.roll_back(office.desk, NOW + timedelta(minutes=3), name=office.desk.place.releases()[0])
    write(office.desk.content, {"news/2026/tin-2.vi.md": story("Tin 2", "2026-11-03")})
    office.publish(NOW + timedelta(minutes=4))
    publication.roll_back(office.desk, NOW + timedelta(minutes=5))
    with pytest.raises(PublishingError, match="is not as it was published"):
        publication.roll_back(office.desk, NOW + timedelta(minutes=6))
    assert office.desk.journal.went_back() and not due(office.desk.journal, "http://127.0.0.1:9", TOMORROW)


def test_what_could_not_be_sent(office: Office, planting: Callable[[Plant], None]) -> None:
    """What fails after the site was built is in the log too, with its reason, and is left alone for a while; somebody who only looks leaves no line."""
    planting(lambda _: None)
    office.publish()
    unsigned = replace(office.desk, signing_key="/nowhere/key")
    with pytest.raises(PublishingError) as raised:
        publication.publish(unsigned, TOMORROW, again=True)
    assert office.log()[-1] == {"at": TOMORROW.isoformat(), "what": "failed", "why": raised.value.said(str)}
    assert [due(office.desk.journal, "", TOMORROW + after) for after in (AGAIN / 2, AGAIN)] == [False, True]
    shutil.rmtree(office.desk.folder / "release")
    (office.desk.folder / "release").write_text("in the way", "utf-8")
    with pytest.raises(PublishingError, match="cannot be written on this computer"):
        office.publish(TOMORROW)
    (office.desk.folder / "release").unlink()
    planting(changed(PAGE, 'href="/tin-tuc/"', 'href="/tin-tuc-cu/"'))
    with pytest.raises(RefusedError):
        office.publish(TOMORROW, only_check=True)
    publication.publish(office.desk, TOMORROW, only_if=lambda: False)
    assert [line["what"] for line in office.log()] == ["published", "failed", "failed"]


def test_two_at_once(office: Office, planting: Callable[[Plant], None]) -> None:
    """Who comes second waits until the first is done, and then asks whether there is still something to do."""
    planting(lambda _: None)
    office.desk.folder.mkdir(parents=True, exist_ok=True)
    first = Lock(office.desk.folder, office.desk.folder / "holder")
    first.tell()
    asked: list[bool] = []

    def due_still() -> bool:
        asked.append(True)
        return True

    second = threading.Thread(target=lambda: publication.publish(office.desk, NOW, only_if=due_still))
    second.start()
    second.join(0.5)
    assert second.is_alive() and not office.shown.exists() and not asked
    first.release()
    second.join(60)
    assert office.shown.exists() and asked


def test_withdrawn(office: Office) -> None:
    """Within the minute that is promised a text that is withdrawn is gone from pages and feeds, with its picture and attachment; a notice says so, and feeds.

    The cache forgets all of it; where it does not listen, that is made good by the next publication, though nothing is new by then.
    """
    words = ("Một câu phải gỡ ngay.", "Đoàn chủ tịch")
    write(office.desk.content, {"news/2026/dai-hoi/index.vi.md": str(CONTENT["news/2026/dai-hoi/index.vi.md"]).replace("Một đoạn văn.", words[0])})
    office.publish()

    def holding(folder: Path) -> set[str]:
        files = (file for file in folder.rglob("*") if file.is_file())
        return {file.relative_to(folder).as_posix() for file in files if any(word.encode() in file.read_bytes() for word in words)}

    assert holding(office.shown) >= {PAGE, "rss.xml", "atom.xml", "tin-tuc/rss.xml"}
    gone = {path for path in office.files() if path.startswith("media/")}
    assert any(path.endswith(".pdf") for path in gone) and any(not path.endswith(".pdf") for path in gone)
    (file,) = withdrawal.files(office.desk.content, office.desk.content / "news/2026/dai-hoi", ("vi", "en"), NOW)
    began = time.monotonic()
    withdrawal.withdraw(file, "Sai số liệu: đã đính chính.", NOW + timedelta(minutes=1))
    purging = replace(office.desk, purge=Purge("http://127.0.0.1:9", "https://union.example"))
    with pytest.raises(PublishingError, match="does not answer"):
        publication.publish(purging, NOW + timedelta(minutes=1), accept=True)
    assert time.monotonic() - began < 60
    assert not gone & office.files().keys() and not holding(office.shown)
    assert "Sai số liệu: đã đính chính." in (office.shown / PAGE).read_text("utf-8")
    assert "Sai số liệu" in (office.shown / "rss.xml").read_text("utf-8")
    with cache() as (address, calls):
        publication.publish(replace(purging, purge=Purge(address, "https://union.example", batch=1000)), NOW + timedelta(minutes=2))
    publication.publish(office.desk, NOW + timedelta(minutes=2), alone=True)
    assert not holding(office.shown.with_name(".published.releases"))
    told = {one for _, body in calls for one in body["files"]}
    assert {f"https://union.example/{path}" for path in gone} | {"https://union.example/tin-tuc/dai-hoi/", "https://union.example/rss.xml"} <= told


def test_a_host(office: Office) -> None:
    """A folder for Netlify has headers and redirects, and is published once as any other."""
    target = Folder("folder", office.shown, host="netlify")
    write(office.desk.content, {"announcements/nghi-le.md": notice("Nghỉ lễ", "2026-11-20", "summary: x", "aliases: [/cu/nghi/]")})
    hosted = replace(office, desk=replace(office.desk, target=target, place=FolderPlace(target)))
    hosted.publish()
    assert (office.shown / "_redirects").read_text("utf-8") == "/cu/nghi/ /thong-bao/nghi-le/ 301!\n"
    assert "Content-Security-Policy" in (office.shown / "_headers").read_text("utf-8")
    hosted.publish(NOW + timedelta(minutes=1))
    assert hosted.said == ["Members see all of it already: nothing was sent."]


def test_a_domain(office: Office, tmp_path: Path) -> None:
    """A branch tells its host to show the files as they are, and at which domain; another domain is reason enough to publish."""
    remote = tmp_path / "pages.git"
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True, timeout=60)
    for domain in ("", "ban-tin.example", "www.ban-tin.example", "www.ban-tin.example"):
        target = Branch("branch", str(remote), domain=domain)
        hosted = replace(office, desk=replace(office.desk, target=target, place=BranchPlace(target, tmp_path / "cache")))
        hosted.said.clear()
        publication.publish(hosted.desk, NOW)
        live = hosted.desk.place.live()
        assert live and ".nojekyll" in live.files and ("CNAME" in live.files) == bool(domain)
        assert not domain or subprocess.check_output(["git", "-C", remote, "show", "pages:CNAME"], text=True) == f"{domain}\n"
    assert hosted.said == ["Members see all of it already: nothing was sent."]
