"""A publication on one screen: build, check, assemble, send and switch, purge, verify, remember. Each step can be killed; doing it again finishes it."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from plugins.build.lock import Lock

from .assembly import assemble, same_site
from .compressed import compressed
from .gate import Gate, findings, known_as
from .host_files import host_files, pages_files
from .journal import PUBLISHED, REFUSED, ROLLED_BACK, Journal
from .last_status import Status, last_status
from .messages import PublishingError, Say
from .place import Place
from .purge import Owed, Purge
from .release import STATUS, Difference, Release
from .site_build import BuiltSite, build
from .targets import Branch, Folder, Server, Target
from .verify import in_short, verify


class RefusedError(PublishingError):
    """The site is not fit to be seen; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a publication is done with."""

    project: Path
    target: Target
    place: Place
    purge: Purge | None
    site_url: str
    """As publishconf.py has it, without a slash at its end."""
    page_budget: int
    script_budget: int
    """In bytes, as publishconf.py has them."""
    environment: Mapping[str, str]
    say: Say
    translate: Callable[[str], str]
    signing_key: str = ""
    """As publishconf.py has it."""

    @property
    def folder(self) -> Path:
        """What is kept between publications; deleting it costs time only."""
        return kept_for(self.project, self.target.name)

    @property
    def content(self) -> Path:
        """What the union publishes."""
        return self.project / "content"

    @property
    def journal(self) -> Journal:
        """What was done."""
        return Journal(self.project / ".published", self.target.name)

    @property
    def owed(self) -> Owed:
        """What the cache has yet to be told."""
        return Owed(self.journal.folder / f"{self.target.name}.purge.json")


def kept_for(project: Path, target: str) -> Path:
    """Where what a target needs between publications lies; deleting it costs time only."""
    return project / ".cache/publishing" / target


def publish(desk: Desk, now: datetime, *, only_check: bool = False, accept: bool = False, again: bool = False, alone: bool = False) -> None:
    """Bring the site as it is at the instant `now` to where members see it.

    `only_check`: nothing is sent; `accept`: warnings are accepted, and known again next time; `again`: it is sent although the place says that members see
    all of it: somebody may have altered it there; `alone`: no earlier release is kept, for a text that must not lie anywhere any longer. Raises RefusedError
    once every finding was said, PublishingError where a step did not succeed.
    """
    with _held(desk.folder):
        desk.place.live()  # whatever keeps it from being reached is said before the site is built
        site = _built(desk, now)
        live = desk.place.live()
        before = _published_before(desk, site.site_url)
        accepted = None if accept else before.accepted if before else frozenset()
        gate = Gate(site, desk.content, accepted, desk.page_budget, desk.script_budget)
        _check(desk, gate, now)
        if only_check:
            desk.say("All is well; nothing was sent.")
            return
        warned = [known_as(warning, desk.content) for warning in site.warnings]
        release = assemble(site, gate.built, desk.folder / "release", warned, _beside(desk, site), desk.signing_key)
        told = live and before and before.release == live.name and before.next_due == site.next_turn
        if live and told and not again and same_site(live.files, release.files):
            _seen(desk, alone=alone)
            if _wrong(desk, site, replace(release, files=live.files)):
                raise PublishingError("members do not see it as it was published: see above; inv publish {target} --again sends it anew", target=desk.target.name)
            desk.say("Members see all of it already: nothing was sent.")
            return
        changes = Difference.between(live.files if live else {}, release.files)
        _owe(desk, changes)
        desk.place.publish(release, desk.say)
        _logged(desk, now, changes, release)  # before anything else may fail: else the next run would send the same site under another name
        _seen(desk, alone=alone)
        if _wrong(desk, site, release):
            raise PublishingError("it was sent, but the site does not answer as it should: see above")
        desk.say("Published: {release}", release=release.name)


def refused(desk: Desk, now: datetime) -> None:
    """Remember that nothing could be published: what is due is left alone for a while."""
    desk.journal.add(now, REFUSED, {"findings": None})


def roll_back(desk: Desk, now: datetime, steps: int) -> None:
    """Let members see the release again that stood there `steps` publications ago. Raises PublishingError where there is none."""
    with _held(desk.folder):
        live, names = desk.place.live(), desk.place.releases()
        place = names.index(live.name) + steps if live else len(names)
        if steps < 1 or place >= len(names):
            raise PublishingError("there is no release to go back to: inv releases shows those that are kept")
        desk.journal.add(now, ROLLED_BACK, {"release": names[place]})  # before it is done: whatever happens then, nothing is published by itself
        desk.place.rollback(names[place], desk.say)
        desk.say("Nothing is published by itself from here until somebody publishes by hand. A pipeline elsewhere does not know: switch it off until the texts are right.")
        if desk.purge and live:
            now_live = desk.place.live()
            _owe(desk, Difference.between(live.files, now_live.files if now_live else {}))
        _settle(desk)


def _published_before(desk: Desk, site_url: str) -> Status | None:
    """What the last publication said; None also where neither log nor site says: before the first one, there need be no site that answers."""
    try:
        return last_status(desk.journal, site_url)
    except PublishingError:
        return None


def _built(desk: Desk, now: datetime) -> BuiltSite:
    try:
        return build(desk.project, desk.folder / "site", now, desk.environment)
    except PublishingError:
        refused(desk, now)
        raise


def _beside(desk: Desk, site: BuiltSite) -> Mapping[str, Path]:
    """What is published beside the site, for whoever serves it."""
    if isinstance(desk.target, Server):
        return compressed(site.folder, desk.folder / "compressed")
    if isinstance(desk.target, Folder) and desk.target.host:
        return host_files(desk.target.host, site, desk.folder / "for-host", desk.say)
    if isinstance(desk.target, Branch):
        return pages_files(desk.target.domain, desk.folder / "for-host")
    return {}


def _owe(desk: Desk, changes: Difference) -> None:
    if desk.purge:
        desk.owed.add(changes)


def _seen(desk: Desk, *, alone: bool) -> None:
    """Members see the release: what was before it goes where it is to, and then from the cache, which else might fetch it once more."""
    if alone:
        desk.place.forget(desk.say)
    _settle(desk)


def _settle(desk: Desk) -> None:
    """The cache forgets what it is to forget; also what an earlier publication, which broke off, has left."""
    if desk.purge:
        desk.owed.settle(desk.purge, desk.environment, desk.say)


def _check(desk: Desk, gate: Gate, now: datetime) -> None:
    """Say all that is wrong with the site. Raises RefusedError where anything is."""
    found = findings(gate)
    for problem in found:
        desk.say("{path}:{line}: {problem}", path=problem.path, line=problem.line, problem=problem.said(desk.translate))
    if found:
        desk.journal.add(now, REFUSED, {"findings": len(found)})
        raise RefusedError("the site is not fit to be seen: nothing was sent")


def _logged(desk: Desk, now: datetime, changes: Difference, release: Release) -> None:
    """The log has a line more: members see the release."""
    facts = {"release": release.name, "sent": len(changes.sent), "removed": len(changes.removed)}
    desk.journal.add(now, PUBLISHED, facts | {"status": json.loads((release.folder / STATUS).read_text("utf-8"))})


def _wrong(desk: Desk, site: BuiltSite, release: Release) -> list[str]:
    """What members do not see as they should; said, a line each. A host takes its time to show a folder or a branch: nobody looks then."""
    if isinstance(desk.target, Folder | Branch):
        return []
    found = verify(site.site_url, release, site.gone, ours=isinstance(desk.target, Server), translate=desk.translate)
    for line in in_short(found, desk.translate):
        desk.say("{finding}", finding=line)
    return found


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """One publication at a time to one target."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = Lock(folder, folder / "holder")
    try:
        lock.tell()
        yield
    finally:
        lock.release()
