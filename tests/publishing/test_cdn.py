"""Object storage behind a cache, as docs/publishing.md lays it out: what members get through it, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from plugins.editing import withdrawal
from plugins.model.served_as import FOR_EVER
from plugins.model.vietnam_time import ZONE
from plugins.publishing import publication
from plugins.publishing.bucket import BucketPlace
from plugins.publishing.publication import Desk
from plugins.publishing.purge import Purge, purge
from plugins.publishing.release import MANIFEST, STATUS, Difference, Release
from tests.building import Project
from tests.conftest import write
from tests.publishing.cdn import TOKEN, Cdn, cdn
from tests.publishing.seaweedfs import PUBLISHER, Answer, Seaweed
from tests.publishing.small_sites import read_on, release, site
from tests.publishing.told import Told
from tests.written import notice, pdf, picture, story

NOW = datetime(2026, 11, 23, 10, tzinfo=ZONE)
CONTENT: dict[str, str | bytes] = {
    "news/2026/dai-hoi/index.vi.md": story("Đại hội", "2026-11-01", "image: anh.jpg", "image_alt: Hội trường", "attachments: [nghi-quyet.pdf]", body="Một câu phải gỡ."),
    "news/2026/dai-hoi/anh.jpg": picture(),
    "news/2026/dai-hoi/nghi-quyet.pdf": pdf(),
    "announcements/nghi-le.md": notice("Nghỉ lễ", "2026-11-20", "summary: Nghỉ một ngày."),
}


@dataclass(frozen=True, slots=True)
class Union:
    """One whose site lies in a bucket behind a cache."""

    desk: Desk
    cache: Cdn

    def publish(self, minute: int, *, alone: bool = False) -> list[str]:
        """Publish the site as it is so many minutes later; the paths of its files."""
        publication.publish(self.desk, NOW + timedelta(minutes=minute), accept=True, alone=alone)
        live = self.desk.place.live()
        assert live
        return sorted(live.files)

    def differences(self, paths: list[str]) -> list[str]:
        """What members get otherwise than it was released."""
        return [path for path in paths if self.get(path).body != (self.desk.folder / "release" / path).read_bytes()]

    def get(self, path: str) -> Answer:
        """What members get where a file is."""
        return self.cache.get_all([path])[path]


@pytest.fixture
def union(tmp_path: Path, storage: Seaweed) -> Iterator[Union]:
    """One that has published nothing yet."""
    project = Project(tmp_path / "project")
    write(project.content, CONTENT)
    target = storage.target("union")
    with cdn(tmp_path / "cdn", storage, target.bucket) as cache:
        environment = {"SITEURL": cache.address, "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8", "PURGE_TOKEN": TOKEN}
        purging = Purge(cache.purging, cache.address)
        yield Union(Desk(project.folder, target, BucketPlace(target, PUBLISHER), purging, cache.address, 100_000, 100_000, environment, Told(), str), cache)


def test_through_the_cache(union: Union) -> None:
    """What is published is there at once at every address, though the cache holds all that was before; what was taken out is nowhere any longer.

    Between two publications the storage is asked once a minute at most.
    """
    first = union.publish(0)
    assert union.cache.get("/tin-tuc/tin-moi/").status == 404  # is kept, too
    assert union.differences(first) == []
    kept = [path for path in first if path not in {STATUS, MANIFEST, "404.html"}]
    assert {union.get(path).headers["x-cache"] for path in kept} == {"HIT"}
    assert union.cache.get("/tin-tuc/dai-hoi/?utm_source=zalo").headers["x-cache"] == "HIT"
    for_ever = {path for path in kept if union.get(path).headers["cache-control"] == FOR_EVER}
    assert {path.rpartition(".")[2] for path in for_ever} >= {"css", "js", "jpg"}
    assert {union.get(path).headers["cache-control"] for path in kept if path not in for_ever} == {"public, max-age=60, must-revalidate"}
    nowhere = union.cache.get("/khong-co/")
    assert nowhere.headers["cache-control"] == "public, max-age=10"
    assert (nowhere.status, nowhere.body) == (404, (union.desk.folder / "release/404.html").read_bytes())
    assert union.cache.get("/.releases/state.json").status == 404
    write(union.desk.content, {"news/2026/moi.vi.md": story("Tin mới", "2026-11-02")})
    (file,) = withdrawal.files(union.desk.content, union.desk.content / "news/2026/dai-hoi", ("vi", "en"), NOW)
    withdrawal.withdraw(file, "Sai số liệu", NOW + timedelta(minutes=1))
    second = union.publish(1, alone=True)
    assert "tin-tuc/tin-moi/index.html" in second and union.differences(second) == []
    gone = set(first) - set(second)
    assert {path.rpartition(".")[2] for path in gone} >= {"pdf", "jpg"}
    assert {union.get(path).status for path in gone} == {404}


def test_readers_find_everything_through_the_cache(storage: Seaweed, tmp_path: Path) -> None:
    """While one release follows another, every page that a reader comes to is there, and all that it is drawn with."""
    target = storage.target("readers")
    place, stories, releases = BucketPlace(target, PUBLISHER), [f"tin-{number}" for number in range(20)], list[Release]()
    found: list[str] = []
    rounds: list[int] = []
    end = Event()
    with cdn(tmp_path / "cdn", storage, target.bucket) as cache:
        readers = [Thread(target=read_on, args=(cache.get_all, found, rounds, end)) for _ in range(2)]
        for number in range(4):
            made = release(tmp_path / str(number), site(stories[number : 8 + 4 * number], look=str(number)), number)
            place.publish(made, Told())
            changes = Difference.between(releases[-1].files if releases else {}, made.files)
            purge(Purge(cache.purging, cache.address), (*changes.sent, *changes.removed), {"PURGE_TOKEN": TOKEN}, Told())
            releases.append(made)
            for reader in readers if number == 0 else ():
                reader.start()
        end.set()
        for reader in readers:
            reader.join()
    assert found == []
    assert len(rounds) >= len(readers) and min(rounds) > len(stories) / 2
