"""Object storage as a place to publish, against a real one; read back over HTTP without a key, as members do."""

import json
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest

from plugins.model.served_as import served_as
from plugins.publishing.bucket import BucketPlace
from plugins.publishing.bucket_lock import LIFE
from plugins.publishing.bucket_state import COMPRESSED, FOLDER, LOCK, STATE, UNSURE, Record
from plugins.publishing.bucket_storage import Storage
from plugins.publishing.messages import PublishingError, Say
from plugins.publishing.own_nginx import free_ports
from plugins.publishing.release import MANIFEST, STATUS, Release, read_manifest, released
from plugins.publishing.targets import Bucket
from tests.conftest import ROOT, Built
from tests.publishing.cut_line import line_to
from tests.publishing.seaweedfs import PUBLISHER, READER, Seaweed, seaweed
from tests.publishing.small_sites import needs, plain, read_on, release, site
from tests.publishing.told import Told

DAY = timedelta(days=1)


@dataclass
class Clock:
    """Says what the test wants it to be."""

    now: datetime = datetime(2026, 11, 25, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Desk:
    """A publisher and a bucket."""

    storage: Seaweed
    target: Bucket
    folder: Path
    clock: Clock = field(default_factory=Clock)
    said: Told = field(default_factory=Told)
    number: int = 0

    @property
    def place(self) -> BucketPlace:
        """As another computer would see it: it remembers nothing."""
        return BucketPlace(self.target, PUBLISHER, self.clock)

    def release(self, files: Mapping[str, bytes]) -> Release:
        """A later one than all before."""
        self.number += 1
        return release(self.folder / str(self.number), files, self.number)

    def publish(self, files: Mapping[str, bytes]) -> Release:
        made = self.release(files)
        self.said.clear()
        self.place.publish(made, self.said)
        return made

    def shown(self) -> dict[str, bytes]:
        """All objects but the publisher's own, as they come without a key."""
        keys = [key for key in Storage(self.target, PUBLISHER).keys("") if not key.startswith(FOLDER) and key != "made"]
        prefix = f"{self.target.prefix.strip('/')}/".lstrip("/")
        answers = self.storage.get_all(self.target.bucket, [prefix + key for key in keys])
        return {key.removeprefix(prefix): plain(answer.body) for key, answer in answers.items()}

    def kept(self) -> set[str]:
        return set(Storage(self.target, PUBLISHER).keys(f"{FOLDER}/blobs"))

    def surplus(self) -> set[str]:
        """What the publisher keeps and no release needs."""
        storage = Storage(self.target, PUBLISHER)
        found = [key for key in storage.keys(FOLDER) if key.endswith(".json.gz") and key != UNSURE]
        records = [Record.read(one.data) for one in map(storage.get, found) if one]
        assert sorted(record.name for record in records) == sorted(self.place.releases())
        return set(storage.keys(FOLDER)) - {STATE, UNSURE, *found} - {stored.blob for record in records for stored in record.files.values()}

    def faults(self) -> list[str]:
        """What is not as promised just now: a list that points at a page that is not there, a page that lacks what it needs."""
        shown = self.shown()
        return [
            f"{path} lacks {needed}"
            for path, text in shown.items()
            if path.endswith(".html") and shown.get("index.html")
            for needed in needs(text)
            if needed not in shown
        ]


def bytes_of(made: Release) -> dict[str, bytes]:
    return {path: (made.folder / path).read_bytes() for path in made.files}


@pytest.fixture
def desk(storage: Seaweed, tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    """Each test has a bucket of its own."""
    return Desk(storage, storage.target(re.sub(r"[^a-z0-9]+", "-", request.node.name)[:60].strip("-")), tmp_path)


def test_a_site_of_the_real_kind_is_shown_as_built(storage: Seaweed, tmp_path: Path, rooted_sample: Built) -> None:
    """Every file of a build comes back byte for byte, with its type, how long it is kept, and its encoding; a second time nothing is sent."""
    manifest = read_manifest((rooted_sample.output / MANIFEST).read_bytes())
    made = Release("20261125T120000Z-000000000000", rooted_sample.output, {path: released(rooted_sample.output, path) for path in (*manifest, MANIFEST)})
    desk = Desk(storage, storage.target("sample"), tmp_path)
    desk.place.publish(made, desk.said)
    answers = storage.get_all("sample", list(made.files))
    for path, answer in answers.items():
        headers = served_as(path)
        assert (answer.headers["content-type"], answer.headers["cache-control"]) == (headers.type, headers.cache_control)
        assert answer.headers.get("content-encoding") == ("gzip" if path.endswith(COMPRESSED) else None), path
        assert (plain(answer.body) if path.endswith(COMPRESSED) else answer.body) == (rooted_sample.output / path).read_bytes()
    desk.said.clear()
    desk.place.publish(made, desk.said)
    assert desk.said == ["Sent: 0 files, 0 bytes.", "Members see 0 new files, and 0 changed ones."]
    live = desk.place.live()
    assert live and live.name == made.name and live.files == made.files


def test_only_what_changed_is_sent(desk: Desk) -> None:
    """Bytes that the bucket has are not sent again; only objects that differ are written."""
    desk.publish(site("ab"))
    before = {path: answer.headers["last-modified"] for path, answer in desk.storage.get_all(desk.target.bucket, list(site("ab"))).items()}
    made = desk.publish(site("ab") | {"rss.xml": b"<rss/>"})
    assert desk.said[0].startswith("Sent: 3 files") and desk.said[1] == "Members see 0 new files, and 3 changed ones."
    after = {path: answer.headers["last-modified"] for path, answer in desk.storage.get_all(desk.target.bucket, list(site("ab"))).items()}
    assert {path for path in before if before[path] != after[path]} <= {"rss.xml"}
    assert desk.shown() == bytes_of(made)


def test_what_is_removed_stays_for_its_grace(desk: Desk) -> None:
    """A page that is no longer linked is there for readers of old pages, and is deleted by the first publication after its grace; one that came back is not."""
    desk.publish(site("abc"))
    desk.publish(site("a"))
    desk.clock.now += timedelta(seconds=desk.target.grace - 1)
    desk.publish(site("ab"))
    assert "tin-tuc/c/index.html" in desk.shown() and not desk.faults()
    desk.clock.now += timedelta(seconds=1)
    made = desk.publish(site("ab"))
    shown = desk.shown()
    assert "tin-tuc/c/index.html" not in shown and shown == bytes_of(made)


def test_back_and_forward(desk: Desk) -> None:
    """Any computer brings any kept release back as it was, and the newer one again; what no kept release needs is not kept."""
    desk.target = Bucket(desk.target.name, desk.target.bucket, endpoint=desk.target.endpoint, keep=3)
    made = [desk.publish(site("abc"[: number + 1], look=str(number))) for number in range(4)]
    names = [one.name for one in reversed(made)]
    assert desk.place.releases() == names[:3]
    assert not desk.surplus()
    for back in (made[1], made[3], made[2]):
        desk.place.rollback(back.name, desk.said)
        live = desk.place.live()
        assert live and live.name == back.name and live.files == back.files
        shown = desk.shown()
        assert {path: shown[path] for path in back.files} == bytes_of(back) and not desk.faults()
        assert desk.place.releases() == names[:3]
        assert not desk.surplus()
    with pytest.raises(PublishingError, match="keeps no release"):
        desk.place.rollback(made[0].name, desk.said)
    another = desk.publish(site("d"))
    assert desk.place.releases() == [another.name, made[2].name, made[1].name]  # not made[3], which somebody had gone back from
    assert desk.place.files(made[1].name) == made[1].files
    with pytest.raises(PublishingError, match="keeps no release"):
        desk.place.files(made[3].name)
    assert not desk.surplus()


def test_a_live_release_is_kept_however_old(desk: Desk) -> None:
    """What members see can be gone back to, also when as many newer ones are kept as may be."""
    desk.target = Bucket(desk.target.name, desk.target.bucket, endpoint=desk.target.endpoint, keep=1)
    first = desk.publish(site("a"))
    again = release(desk.folder / "older", site("b"), number=-1)
    desk.place.publish(again, desk.said)
    assert desk.place.releases() == [again.name] and first.name > again.name
    assert {path: desk.shown()[path] for path in again.files} == bytes_of(again)


def test_forgotten(desk: Desk) -> None:
    """After a text was taken out, nothing of it is left in the bucket: no page, no picture, no former release."""
    desk.publish(site("ab"))
    made = desk.publish(site("a"))
    desk.place.forget(desk.said)
    assert desk.shown() == bytes_of(made) and desk.place.releases() == [made.name]
    assert len(desk.kept()) == len({(file.sha256, str(served_as(path))) for path, file in made.files.items()})
    everything = [*Storage(desk.target, PUBLISHER).keys("")]
    assert not [key for key, answer in desk.storage.get_all(desk.target.bucket, everything).items() if b"a photo of b" in plain(answer.body)]


@pytest.mark.parametrize("prefix", ["union/", "công đoàn"])
def test_below_a_prefix_and_in_vietnamese(desk: Desk, prefix: str) -> None:
    """Keys may begin with anything and hold any letters; what others keep in the bucket is not touched."""
    desk.target = Bucket(desk.target.name, desk.target.bucket, endpoint=desk.target.endpoint, prefix=prefix, grace=0)
    Storage(Bucket("other", desk.target.bucket, endpoint=desk.target.endpoint), PUBLISHER).put("index.html", b"another's")
    desk.publish(site(["đại-hội ~ 100 %", "họp"]))
    made = desk.publish(site(["đại-hội ~ 100 %"]))
    assert desk.shown() == bytes_of(made)
    answer = desk.storage.get(desk.target.bucket, f"{prefix.strip('/')}/tin-tuc/đại-hội ~ 100 %/index.html")
    assert answer.status == 200 and plain(answer.body) == (made.folder / "tin-tuc/đại-hội ~ 100 %/index.html").read_bytes()
    assert desk.storage.get(desk.target.bucket, "index.html").body == b"another's"


def test_large_files_keep_their_headers(desk: Desk) -> None:
    """What is sent in parts is copied with its headers, too."""
    video = random.Random(1).randbytes(9 << 20)  # noqa: S311 - the same every time
    desk.publish(site("a") | {"media/a/hop.mp4": video})
    answer = desk.storage.get(desk.target.bucket, "media/a/hop.mp4")
    assert answer.body == video and answer.headers["content-type"] == "video/mp4" and answer.headers["cache-control"] == served_as("media/a/hop.mp4").cache_control


def test_readers_find_everything_while_it_is_published(desk: Desk) -> None:
    """At every moment every list's items are there, and every page's style, pictures and fragments; two readers look all the time."""
    stories = [f"tin-{number}" for number in range(30)]
    desk.publish(site(stories[:5]))
    found: list[str] = []
    rounds: list[int] = []
    end = Event()
    readers = [Thread(target=read_on, args=(partial(desk.storage.get_all, desk.target.bucket), found, rounds, end)) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for number in range(3):
            desk.publish(site(stories[number : 20 + 5 * number], look=str(number), tags=["luong", f"nhan-{number}"]))
    finally:
        end.set()
        for reader in readers:
            reader.join()
    assert not found and len(rounds) > 3


WRONG: Mapping[str, tuple[Mapping[str, str], Callable[[Bucket], Bucket], str]] = {
    "secret": (PUBLISHER | {"AWS_SECRET_ACCESS_KEY": "wrong"}, lambda target: target, "AWS_SECRET_ACCESS_KEY of the environment"),
    "key": (PUBLISHER | {"AWS_ACCESS_KEY_ID": "wrong"}, lambda target: target, "does not know AWS_ACCESS_KEY_ID"),
    "nothing": ({}, lambda target: target, "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: not set"),
    "permission": (READER, lambda target: target, "may not list, read, write and delete"),
    "bucket": (PUBLISHER, lambda target: Bucket("storage", "nowhere", endpoint=target.endpoint), "has no bucket nowhere"),
    "endpoint": (PUBLISHER, lambda target: Bucket("storage", target.bucket, endpoint="127.0.0.1:1"), "no address"),
    "down": (PUBLISHER, lambda target: Bucket("storage", target.bucket, endpoint=f"http://127.0.0.1:{free_ports(1)[0]}"), "cannot be reached"),
}


@pytest.mark.parametrize("what", WRONG)
def test_refused_clearly_and_quickly(desk: Desk, what: str) -> None:
    """A wrong key, bucket or endpoint is told within seconds, with what to mend; nothing was written."""
    environment, changed, message = WRONG[what]
    before = time.monotonic()
    with pytest.raises(PublishingError, match=message):
        BucketPlace(changed(desk.target), environment, desk.clock).publish(desk.release(site("a")), desk.said)
    assert time.monotonic() - before < 10
    assert not desk.shown() and not desk.kept()


@pytest.mark.parametrize("stage", ["Sent", "Members see"])
def test_permission_lost_on_the_way(desk: Desk, stage: str) -> None:
    """The key may no longer write, before anything is shown or before it is written down: it is said, every page finds what it needs, and later it is finished."""
    desk.publish(site("ab"))
    made = desk.release(site("bc", look="2"))
    with ExitStack() as lost:

        def say(text: str, /, **_: object) -> None:
            if text.startswith(stage):
                lost.enter_context(desk.storage.reading_only())

        with pytest.raises(PublishingError, match="may not list, read, write and delete"):
            desk.place.publish(made, say)
        assert not desk.faults()
    desk.clock.now += LIFE  # it could not give the lock back
    desk.place.publish(made, desk.said)
    shown = desk.shown()
    assert {path: shown[path] for path in made.files} == bytes_of(made) and not desk.surplus()


@pytest.mark.long
def test_a_hundred_thousand_pages(desk: Desk) -> None:
    """So many are published; then one that was changed is sent alone, with the list that names it."""
    pages = {f"tin-tuc/{number}/index.html": f"<!doctype html><h1>{number}</h1>".encode() for number in range(100_000)}
    home = b'<link rel="canonical" href="https://union.example/"><a href="/tin-tuc/7/">x</a>'
    desk.publish(pages | {"index.html": home})
    made = desk.publish(pages | {"index.html": home + b"!", "tin-tuc/7/index.html": b"<!doctype html>new"})
    assert desk.said[0].startswith("Sent: 4 files") and desk.said[1] == "Members see 0 new files, and 4 changed ones."
    assert plain(desk.storage.get(desk.target.bucket, "tin-tuc/7/index.html").body) == (made.folder / "tin-tuc/7/index.html").read_bytes()


@pytest.mark.long
def test_storage_full(tmp_path: Path) -> None:
    """What does not fit is not shown in part; when there is room, it is finished."""
    (tmp_path / "seaweed").mkdir()
    with seaweed(tmp_path / "seaweed", volumes=8) as full:
        desk = Desk(full, full.target("full"), tmp_path)
        first = desk.publish(site("ab"))
        second = desk.release(site("bc", look="2") | {f"media/b/{number}.mp4": random.Random(number).randbytes(4 << 20) for number in range(40)})  # noqa: S311 - the same every time
        with pytest.raises(PublishingError, match="its disk may be full"):
            desk.place.publish(second, desk.said)
        assert not desk.faults() and desk.shown() == bytes_of(first)
    with seaweed(tmp_path / "seaweed") as larger:
        desk = Desk(larger, Bucket("storage", "full", endpoint=larger.endpoint), tmp_path, Clock(desk.clock.now + LIFE))
        desk.place.publish(second, desk.said)
        assert {path: desk.shown()[path] for path in second.files} == bytes_of(second) and not desk.surplus()


def test_two_at_once_exclude_each_other(desk: Desk) -> None:
    """Of several publishers at once one is at work at a time; the others are told so, and what is shown is a whole release."""
    made = [desk.release(site("abcdef", look=str(number))) for number in range(4)]

    def publish(one: Release) -> str:
        try:
            desk.place.publish(one, desk.said)
        except PublishingError as problem:
            return str(problem)
        return ""

    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(publish, made))
    assert "" in ended and all("is under way" in message for message in ended if message)
    shown = desk.shown()
    assert any({path: shown.get(path) for path in one.files} == bytes_of(one) for one in made)


def test_a_lock_runs_out(desk: Desk) -> None:
    """What another computer left is respected for as long as it may live, then taken over; whoever lost it changes nothing any more."""
    desk.publish(site("a"))
    until = desk.clock.now + LIFE
    Storage(desk.target, PUBLISHER).put(LOCK, json.dumps({"owner": "elsewhere 1 x", "until": until.isoformat()}).encode())
    desk.clock.now = until - timedelta(seconds=1)
    with pytest.raises(PublishingError, match=r"by process 1 on elsewhere"):
        desk.publish(site("b"))
    desk.clock.now = until
    made = desk.publish(site("b"))
    assert {path: desk.shown()[path] for path in made.files} == bytes_of(made)


def test_who_lost_the_lock_stops(desk: Desk) -> None:
    """A publisher that slept while another one took over changes nothing more."""
    first = desk.publish(site("a"))

    def asleep(text: str, /, **_: object) -> None:
        if text.startswith("Sent"):
            desk.clock.now += LIFE
            Storage(desk.target, PUBLISHER).put(LOCK, json.dumps({"owner": "elsewhere 1 x", "until": (desk.clock.now + LIFE).isoformat()}).encode())

    with pytest.raises(PublishingError, match="is under way"):
        desk.place.publish(desk.release(site("b", look="2")), asleep)
    assert desk.shown() == bytes_of(first)


PUBLISH = """
import json, sys
from pathlib import Path
from plugins.publishing.bucket import BucketPlace
from plugins.publishing.release import Release, ReleasedFile
from plugins.publishing.targets import Bucket
from tests.publishing.told import silent
folder, name, target = sys.argv[1:]
files = {path: ReleasedFile(path, *rest) for path, rest in json.loads(Path(folder + ".json").read_text("utf-8")).items()}
place = BucketPlace(Bucket(**json.loads(target)), {"AWS_ACCESS_KEY_ID": "publisher", "AWS_SECRET_ACCESS_KEY": "secret of the publisher"})
print("ready", flush=True)
place.publish(Release(name, Path(folder), files), silent)
"""


def _begun(desk: Desk, made: Release) -> "subprocess.Popen[bytes]":
    """Another process that publishes."""
    Path(f"{made.folder}.json").write_text(json.dumps({path: (file.sha256, file.size) for path, file in made.files.items()}), "utf-8")
    target = json.dumps({name: getattr(desk.target, name) for name in ("name", "bucket", "endpoint")})
    process = subprocess.Popen([sys.executable, "-c", PUBLISH, str(made.folder), made.name, target], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"ready\n"
    return process


def _killed_at_any_moment(desk: Desk, times: int) -> None:
    desk.clock.now = datetime.now(UTC)
    chance = random.Random(7)  # noqa: S311 - the same every time
    stories = [f"tin-{number}" for number in range(30)]
    before = time.monotonic()
    desk.publish(site(stories))
    lasts = time.monotonic() - before
    for number in range(times):
        made = desk.release(site(stories[number % 7 :], look=str(number), tags=[f"nhan-{number % 3}"]))
        process = _begun(desk, made)
        try:
            process.wait(chance.uniform(0, lasts))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not desk.faults()
        desk.place.publish(made, desk.said)
        shown = desk.shown()
        assert {path: shown[path] for path in made.files} == bytes_of(made) and not desk.faults()
    desk.publish(site(stories))
    desk.clock.now += 2 * DAY
    made = desk.publish(site(stories))
    assert desk.shown() == bytes_of(made) and not desk.surplus()


def test_killed_and_finished(desk: Desk) -> None:
    """Killed at any moment, nothing that is shown lacks anything, and the next run finishes the work at once."""
    _killed_at_any_moment(desk, 5)


@pytest.mark.long
def test_killed_often_and_finished(desk: Desk) -> None:
    """The same fifty times: nothing is left over either."""
    _killed_at_any_moment(desk, 50)


def _cut_at_any_byte(desk: Desk, times: int) -> None:
    chance = random.Random(11)  # noqa: S311 - the same every time
    stories = [f"tin-{number}" for number in range(20)]
    desk.publish(site(stories))
    with line_to(desk.storage.port) as line:
        BucketPlace(Bucket("storage", desk.target.bucket, endpoint=f"http://127.0.0.1:{line.port}"), PUBLISHER, desk.clock).publish(
            desk.release(site(stories[5:], look="whole")), desk.said
        )
        takes = line.passed
    for number in range(times):
        made = desk.release(site(stories[number % 5 :], look=f"cut {number}"))
        with line_to(desk.storage.port, chance.randrange(takes)) as line:
            far = BucketPlace(Bucket("storage", desk.target.bucket, endpoint=f"http://127.0.0.1:{line.port}"), PUBLISHER, desk.clock)
            before = time.monotonic()
            with pytest.raises(PublishingError, match="cannot be reached, or the line was cut"):
                far.publish(made, desk.said)
            assert time.monotonic() - before < 30
        assert not desk.faults()
        live = desk.place.live()
        assert live and (live.name, live.files) != (made.name, made.files)
        desk.clock.now += LIFE
        desk.place.publish(made, desk.said)
        shown = desk.shown()
        assert {path: shown[path] for path in made.files} == bytes_of(made) and not desk.faults()


def test_line_cut_and_mended(desk: Desk) -> None:
    """Where the line is cut, the publisher says so soon; nothing that is shown lacks anything, and the next run finishes the work."""
    _cut_at_any_byte(desk, 2)


@pytest.mark.long
def test_line_cut_often_and_mended(desk: Desk) -> None:
    """The same fifty times."""
    _cut_at_any_byte(desk, 50)


def test_what_was_begun_and_taken_back_is_mended(desk: Desk) -> None:
    """A publication that was killed half way, and then what was there before again: all of it is shown, though its record says it was live."""
    first = desk.release(site("abc"))
    desk.place.publish(first, desk.said)
    second = desk.release(site("abd", look="2"))

    class Killed(Exception):  # noqa: N818 - it is no error of ours
        pass

    def die(text: str, /, **_: object) -> None:
        if text.startswith("Members see"):
            raise Killed

    with pytest.raises(Killed):
        desk.place.publish(second, die)
    assert desk.shown() != bytes_of(first)
    live = desk.place.live()
    assert live and live.files.keys() < first.files.keys()
    desk.place.rollback(first.name, desk.said)
    shown = desk.shown()
    assert {path: shown[path] for path in first.files} == bytes_of(first)


def test_failures_leave_nothing_behind(desk: Desk) -> None:
    """However often it fails, at whichever stage, what was sent in vain is deleted by the publication that succeeds; what it showed has its grace."""
    desk.publish(site("ab"))
    desk.publish(site("a"))
    desk.clock.now += DAY - timedelta(seconds=1)

    def dies_at(stage: str) -> Say:
        def say(text: str, /, **_: object) -> None:
            if text.startswith(stage):
                raise KeyboardInterrupt

        return say

    for number, stage in enumerate(["Sent", "Members see", "Sent", "Members see"]):
        with pytest.raises(KeyboardInterrupt):
            desk.place.publish(desk.release(site("b", look=str(number))), dies_at(stage))
        assert not desk.faults()
    desk.clock.now += timedelta(seconds=1)
    made = desk.publish(site("a"))
    assert "tin-tuc/b/index.html" in desk.shown() and not desk.surplus() and not desk.faults()
    desk.clock.now += DAY
    made = desk.publish(site("a"))
    assert desk.shown() == bytes_of(made) and not desk.surplus()


def test_a_damaged_state_is_told(desk: Desk) -> None:
    """What the bucket says of itself cannot be read: the message says what to do, and that helps."""
    made = desk.publish(site("a"))
    Storage(desk.target, PUBLISHER).put(STATE, b"{")
    with pytest.raises(PublishingError, match=r"delete it, and publish anew"):
        desk.publish(site("b"))
    Storage(desk.target, PUBLISHER).delete(STATE)
    desk.place.publish(made, desk.said)
    assert desk.shown() == bytes_of(made) and STATUS in made.files
