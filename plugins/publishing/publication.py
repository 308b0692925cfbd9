"""A publication on one screen: build, check, assemble, send and switch, purge, verify, remember. Each step can be killed; doing it again finishes it."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from plugins.build.lock import Lock
from plugins.model.problem import ToldError

from .assembly import assemble, same_site
from .compressed import compressed
from .gate import Gate, findings, known_as
from .host_files import host_files, pages_files
from .journal import FAILED, PUBLISHED, REFUSED, ROLLED_BACK, Journal
from .last_status import Status, status_of
from .messages import PublishingError, Say
from .place import Live, Place
from .purge import Owed, Purge
from .release import STATUS, Difference, Release, ReleasedFile
from .site_build import BuiltSite, build
from .targets import Branch, Folder, Server, Target
from .verify import say_in_short, verify


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


def publish(
    desk: Desk,
    now: datetime,
    *,
    only_check: bool = False,
    accept: bool = False,
    again: bool = False,
    alone: bool = False,
    only_if: Callable[[], bool] = lambda: True,
    first: Callable[[], None] = lambda: None,
) -> None:
    """Bring the site as it is at the instant `now` to where members see it.

    `only_if` is asked once nobody else publishes there from here: else nothing is done; `first` is done before the site is built.
    `only_check`: nothing is sent; `accept`: warnings are accepted, and known again next time; `again`: it is sent although the place says that members see
    all of it: somebody may have altered it there; `alone`: no earlier release is kept, for a text that must not lie anywhere any longer. Raises RefusedError
    once every finding was said, PublishingError where a step did not succeed.
    """
    with _held(desk.folder):
        if not only_if():
            return
        desk.place.live()  # whatever keeps it from being reached is said before the site is built
        with nullcontext() if only_check else _left_alone(desk, now):
            with _held(desk.folder.parent):  # whoever publishes to another target reads, and fetches, the same texts
                first()
                site = build(desk.project, desk.folder / "site", now, desk.environment)
            live = desk.place.live()
            before = status_of(live, desk.journal) if live else None
            files = _fit(desk, site, before, accept=accept)
            if only_check:
                desk.say("All is well; nothing was sent.")
                return
            warned = [known_as(warning, desk.content) for warning in site.warnings]
            release = assemble(site, files, desk.folder / "release", warned, _beside(desk, site), desk.signing_key)
            if live and before and before.next_due == site.next_turn and not again and same_site(live.files, release.files):
                sent, release = False, replace(release, files=live.files)
                _known(desk, now, before)
            else:
                sent = True
                _send(desk, now, live, release)
            try:
                if alone:
                    desk.place.forget(desk.say)
            finally:
                _settle(desk)  # last: a cache might else fetch once more what was forgotten
        _look(desk, site, release, sent=sent)


@contextmanager
def _left_alone(desk: Desk, now: datetime) -> Iterator[None]:
    """What keeps a publication from its end here is in the log: what is due is left alone for a while then."""
    try:
        yield
    except Exception as problem:
        refused = isinstance(problem, RefusedError)
        with suppress(OSError):  # the disk may be what it is about
            desk.journal.add(now, REFUSED if refused else FAILED, {"why": problem.said(str) if isinstance(problem, ToldError) else repr(problem)})
        raise


def roll_back(desk: Desk, now: datetime, steps: int = 1, name: str = "") -> None:
    """Let members see the release again that stood there `steps` publications ago, or the one that is called `name`.

    Raises PublishingError where there is none.
    """
    with _held(desk.folder):
        live, names = desk.place.live(), desk.place.releases()
        if not name:
            at = (names.index(live.name) if live and live.name in names else -1) + steps  # not in names: what says what it holds was lost there
            name = names[at] if steps > 0 and at < len(names) else ""
        if name not in names:
            raise PublishingError("there is no release to go back to: inv releases shows those that are kept")
        if live and live.name == name:
            desk.say("Members see {release} already.", release=name)
            return
        _owe(desk, Difference.between(live.files if live else {}, desk.place.files(name)))
        back = desk.journal.went_back(live.name if live else "")
        desk.journal.add(now, ROLLED_BACK, {"release": name})  # before it is done: whatever happens then, nothing is published by itself
        if desk.journal.went_back():
            desk.say("Nothing is published by itself from here until somebody publishes by hand. A pipeline elsewhere does not know: switch it off until the texts are right.")
        try:
            desk.place.rollback(name, desk.say)
        except PublishingError as problem:
            _stayed(desk, now, live, ROLLED_BACK if back else FAILED, problem)
            raise
        _settle(desk)


def _stayed(desk: Desk, now: datetime, live: Live | None, what: str, problem: PublishingError) -> None:
    """Going back did not succeed; the log has it where members surely see what they saw, `what` it was called before."""
    with suppress(PublishingError):
        seen = desk.place.live()
        if live and seen and seen.name == live.name:
            desk.journal.add(now, what, {"why": problem.said(str), "release": live.name})


def _fit(desk: Desk, site: BuiltSite, before: Status | None, *, accept: bool) -> Mapping[str, ReleasedFile]:
    """The files of a site that is fit to be seen, by path. Else all that is wrong is said, and RefusedError raised. `before`: of what members see."""
    accepted = None if accept else before.accepted if before else frozenset()
    gate = Gate(site, desk.content, accepted, desk.page_budget, desk.script_budget)
    found = findings(gate)
    for problem in found:
        desk.say("{path}:{line}: {problem}", path=problem.path, line=problem.line, problem=problem.said(desk.translate))
    if found:
        raise RefusedError("the site is not fit to be seen: nothing was sent")
    return gate.built


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


def _settle(desk: Desk) -> None:
    """The cache forgets what it is to forget; also what an earlier publication, which broke off, has left."""
    if desk.purge:
        desk.owed.settle(desk.purge, desk.environment, desk.say)


def _send(desk: Desk, now: datetime, live: Live | None, release: Release) -> None:
    """Members see the release; the log has a line more at once, for else the next run would send the same site under another name."""
    changes = Difference.between(live.files if live else {}, release.files)
    _owe(desk, changes)
    desk.place.publish(release, desk.say)
    facts = {"release": release.name, "sent": len(changes.sent), "removed": len(changes.removed)}
    desk.journal.add(now, PUBLISHED, facts | {"status": json.loads((release.folder / STATUS).read_text("utf-8"))})


def _known(desk: Desk, now: datetime, before: Status) -> None:
    """The log has it, too, where what members see was published elsewhere, or gone back to."""
    line = desk.journal.shown
    if line is None or (line["what"], line["release"]) != (PUBLISHED, before.release):
        desk.journal.add(now, PUBLISHED, {"release": before.release, "sent": 0, "removed": 0, "status": before.said})


def _look(desk: Desk, site: BuiltSite, release: Release, *, sent: bool) -> None:
    """Say that members see the release. Raises PublishingError where they do not see it as they should, once that was said, a line each.

    A host takes its time to show a folder or a branch: nobody looks then.
    """
    if not isinstance(desk.target, Folder | Branch):
        found = verify(site.site_url, release, site.gone, ours=isinstance(desk.target, Server), translate=desk.translate)
        say_in_short(found, desk.say)
        if found and sent:
            raise PublishingError("it was sent, but the site does not answer as it should: see above")
        if found:
            raise PublishingError("members do not see it as it was published: see above; inv publish {target} --again sends it anew", target=desk.target.name)
    if sent:
        desk.say("Published: {release}", release=release.name)
    else:
        desk.say("Members see all of it already: nothing was sent.")


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """One at a time, of those who name the same folder. Raises PublishingError where this computer's disk refuses what is done meanwhile."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder, folder / "holder")
        try:
            lock.tell()
            yield
        finally:
            lock.release()
    except OSError as problem:
        raise PublishingError(
            "{file} cannot be written on this computer ({problem}): make room, or mend what is in its way, and publish again",
            file=problem.filename or folder,
            problem=problem.strerror or problem,
        ) from problem
