"""Object storage that speaks S3, as a place to publish. There is no atomic switch: bucket_order.py says why members see no half of a site.

Every file is sent once, as a blob under its digest, with its headers; the storage itself copies it to where members see it. So a release can be
brought back from any computer, nothing but keys is sent for it, and the time in which two releases are mixed is that of the copies.
"""

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from .bucket_lock import BucketLock, Clock
from .bucket_order import HOME, PageRead, Read, base_of, is_page, read_page, steps
from .bucket_state import BLOBS, COMPRESSED, FOLDER, LOCK, STATE, UNSURE, Record, State, headers, key_of, merged, name_of
from .bucket_storage import Storage, each
from .messages import PublishingError, Say
from .place import Live, kept_with
from .release import STATUS, Difference, Release, ReleasedFile
from .targets import Bucket

NOTHING = Record("", {})
"""What is there before the first publication."""


class BucketPlace:
    """A bucket. `environment` holds the key; `clock` says what time it is now."""

    def __init__(self, target: Bucket, environment: Mapping[str, str], clock: Clock = lambda: datetime.now(UTC)) -> None:
        self._target = target
        self._storage = Storage(target, environment)
        self._clock = clock

    def live(self) -> Live | None:
        """What is published there now; after a publication that was interrupted, only what is certain of it."""
        state = self._state()
        if not state.live:
            return None
        live, *unsure = self._before(state)
        certain = _certain(live, unsure)
        status = self._storage.get(STATUS)
        return Live(live.name, {path: file for path, file in live.released.items() if path in certain}, status.data if status else b"")

    def releases(self) -> Sequence[str]:
        return [name_of(identity) for identity in self._state().releases]

    def files(self, name: str) -> Mapping[str, ReleasedFile]:
        (record,) = self._records((self._identity(self._state(), name),))
        return record.released

    def publish(self, release: Release, say: Say) -> None:
        """Send what the bucket lacks, then replace what members see, in order."""

        def read(path: str) -> bytes:
            return (release.folder / path).read_bytes()

        with self._alone() as lock:
            state, record = self._state(), Record.of(release.name, release.files)
            before = self._before(state)
            have = _blobs(before[:1]) | (set(self._storage.keys(BLOBS)) if state.orphans else set())
            self._storage.put(STATE, replace(state, orphans=True).written)
            self._send(record, have, release, lock, say)
            kept = kept_with(record.identity, state.releases, state.live, self._target.keep)
            once = tuple(identity for identity in kept if identity == record.identity or name_of(identity) != record.name)
            self._bring(state, record, once, before, read, lock, say)

    def rollback(self, name: str, say: Say) -> None:
        """Let members see a release again that the bucket keeps."""
        with self._alone() as lock:
            state = self._state()
            (record,) = self._records((self._identity(state, name),))
            self._bring(state, record, state.releases, self._before(state), lambda path: self._blob(record, path), lock, say)
        say("{place} shows {name} again.", place=self._target.bucket, name=name)

    def forget(self, say: Say) -> None:
        """Keep nothing but what members see: former releases, and what is still there for readers of old pages, are deleted now.

        For a text that was taken out of the site and must not lie anywhere any longer.
        """
        with self._alone() as lock:
            state = self._state()
            if state.unsure or not state.live:
                raise PublishingError("the last publication was not finished: publish again first")
            self._storage.put(STATE, state.alone().written)
            self._sweep(state.alone(), timedelta(), lock, say)

    @contextmanager
    def _alone(self) -> Iterator[BucketLock]:
        self._state()  # whatever is wrong with key, bucket or endpoint is said before anything is written
        lock = BucketLock(self._storage, LOCK, self._clock)
        with lock.held():
            yield lock

    def _bring(self, state: State, record: Record, kept: tuple[str, ...], before: Sequence[Record], read: Read, lock: BucketLock, say: Say) -> None:
        """Let members see `record`, whose blobs are there; `state`: the bucket's before; `kept`: the releases then; `before`: what members may see until then.

        The bucket knows at every moment what may be shown; it is wholly `record` when the state says that it is live.
        """
        lock.hold()
        self._storage.put(UNSURE, merged([*before[1:], record]).written)
        self._storage.put(STATE, replace(state, unsure=True, orphans=True).written)
        self._show(record, before, read, lock, say)
        self._storage.put(key_of(record.identity), record.written)
        lock.hold()
        finished = state.finished(record, before, kept, self._clock())
        self._storage.put(STATE, finished.written)
        self._sweep(finished, timedelta(seconds=self._target.grace), lock, say)

    def _send(self, record: Record, have: AbstractSet[str], release: Release, lock: BucketLock, say: Say) -> None:
        """Blobs that are not there; `have`: those that are known to be. Another release may have more of them: sending one again does no harm."""
        missing = {stored.blob: path for path, stored in record.files.items() if stored.blob not in have}

        def send(path: str) -> None:
            lock.hold()
            file = release.folder / path
            data = gzip.compress(file.read_bytes(), mtime=0) if path.endswith(COMPRESSED) else file
            self._storage.put(record.files[path].blob, data, headers(path))

        each(send, missing.values())
        say("Sent: {files} files, {bytes} bytes.", files=len(missing), bytes=f"{sum(record.files[path].size for path in missing.values()):,}")

    def _show(self, record: Record, before: Sequence[Record], read: Read, lock: BucketLock, say: Say) -> None:
        """Replace what members see, in order. What they may have seen otherwise or not at all is written."""
        live, *unsure = before
        known = _certain(live, unsure)
        added = tuple(path for path in record.files if path not in live.files)
        changed = tuple(path for path, stored in record.files.items() if path in live.files and known.get(path) != stored.blob)
        difference = Difference(added, changed, ())
        pages = _pages(difference, base_of(read(HOME)) if HOME in record.files else "", read, first=not live.files)

        def show(path: str) -> None:
            lock.hold()
            self._storage.copy(record.files[path].blob, path)

        for step in steps(difference, pages):
            each(show, step)
        say("Members see {added} new files, and {changed} changed ones.", added=len(added), changed=len(changed))

    def _sweep(self, state: State, grace: timedelta, lock: BucketLock, say: Say) -> None:
        """Delete what is due, and what no kept release needs."""
        due = state.due(grace, self._clock())
        if not (due or state.dropped or state.orphans):
            return
        unneeded = self._unneeded(state) if state.dropped or state.orphans else set()

        def delete(key: str) -> None:
            lock.hold()
            self._storage.delete(key)

        each(delete, (*due, *sorted(unneeded)))
        each(delete, map(key_of, state.dropped))  # after their blobs: as long as they are there, it is known what only they needed
        self._storage.put(STATE, state.swept(due).written)
        say("Deleted: {due} files that nothing links to any more, {unneeded} that no kept release needs.", due=len(due), unneeded=len(unneeded))

    def _unneeded(self, state: State) -> AbstractSet[str]:
        """The keys of what no kept release needs: blobs, and after an interruption whatever else was left behind."""
        needed = _blobs(self._records(state.releases))
        if state.orphans:
            return set(self._storage.keys(FOLDER)) - needed - {STATE, LOCK, *map(key_of, state.releases)}
        return _blobs(self._records(state.dropped, lost=True)) - needed

    def _before(self, state: State) -> Sequence[Record]:
        """What members may see: the live release, and what else may be shown, if that is not sure."""
        live = self._records((state.live,)) if state.live else [NOTHING]
        found = self._storage.get(UNSURE) if state.unsure else None
        return [*live, *([Record.read(found.data)] if found else [])]

    def _blob(self, record: Record, path: str) -> bytes:
        found = self._storage.get(record.files[path].blob)
        if found is None:
            raise PublishingError("the release {name} is damaged: {path} is no longer kept; publish anew", name=record.name, path=path)
        return gzip.decompress(found.data) if path.endswith(COMPRESSED) else found.data

    def _state(self) -> State:
        found = self._storage.get(STATE)
        try:
            return State.read(found.data) if found else State()
        except (ValueError, KeyError, TypeError) as problem:
            raise PublishingError("{state} of the bucket {bucket} is damaged: delete it, and publish anew", state=STATE, bucket=self._target.bucket) from problem

    def _identity(self, state: State, name: str) -> str:
        """Of the release of that name. Raises PublishingError where it is not kept."""
        identity = next((one for one in state.releases if name_of(one) == name), None)
        if identity is None:
            raise PublishingError("the bucket {bucket} keeps no release {name}: inv releases shows those it does", bucket=self._target.bucket, name=name)
        return identity

    def _records(self, identities: Sequence[str], *, lost: bool = False) -> Sequence[Record]:
        """`lost`: some may have been deleted already."""
        found = [self._storage.get(key_of(identity)) for identity in identities]
        if not lost and None in found:
            raise PublishingError("the bucket {bucket} has lost a record below .releases/: delete {state}, and publish anew", bucket=self._target.bucket, state=STATE)
        return [Record.read(one.data) for one in found if one]


def _certain(live: Record, unsure: Sequence[Record]) -> Mapping[str, str]:
    """The blobs that are shown for certain, by path: those that the live release has, and what was begun since has too."""
    return {path: stored.blob for path, stored in live.files.items() if all(one.files.get(path) == stored for one in unsure)}


def _blobs(records: Iterable[Record]) -> AbstractSet[str]:
    return {stored.blob for record in records for stored in record.files.values()}


def _pages(difference: Difference, base: str, read: Read, *, first: bool) -> Mapping[str, PageRead]:
    """Those among what is sent. Links lead nobody to a page before its `first` publication is over, so that they are not looked at then.

    Several are read at a time, for they may come from the storage.
    """
    added = {} if first else {path: path for path in difference.added if is_page(path)}
    pages: dict[str, PageRead] = {}

    def look(path: str) -> None:
        pages[path] = read_page(read(path), base, added)

    each(look, filter(is_page, difference.sent))
    return pages
