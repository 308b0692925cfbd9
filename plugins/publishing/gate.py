"""The gate: what keeps a built site from being published. Each check is a generator; its docstring is the rule."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from plugins.model.problem import Problem, Report, in_order

from . import budgets, links, well_formed
from .messages import NotWholeError
from .release import MANIFEST, ReleasedFile, whole
from .site_build import BuiltSite, Warned

SAMPLE = 40
"""How many pages are judged as HTML, evenly spread over the site."""


@dataclass(frozen=True)  # without slots: it remembers what it found out
class Gate:
    """A built site, to be judged."""

    site: BuiltSite
    content: Path
    accepted: frozenset[str] | None
    """The warnings that the last publication went with, as `known_as` names them; None: all are accepted."""
    page_budget: int
    script_budget: int

    @cached_property
    def built(self) -> Mapping[str, ReleasedFile]:
        """Every file of the site, looked at. Raises NotWholeError."""
        return whole(self.site.folder)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Their paths, sorted, but for the manifest's own."""
        return tuple(sorted(path for path in self.built if path != MANIFEST))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Those that are HTML."""
        return tuple(path for path in self.files if path.endswith(".html"))

    @property
    def some_pages(self) -> tuple[str, ...]:
        """A few, the same each time."""
        return self.pages[:: max(1, len(self.pages) // SAMPLE)]

    @property
    def root(self) -> str:
        """The path of the site's address, which begins the addresses in pages."""
        return urlsplit(self.site.site_url).path


def findings(gate: Gate) -> list[Problem]:
    """All that is wrong with the site; a path is below content, or below the site. Empty: it may be seen."""
    try:
        gate.built  # noqa: B018 - is it whole?
    except NotWholeError as problem:
        report = Report(MANIFEST)
        report.error(1, problem.text, **problem.values)  # as it is said elsewhere, in the language of whoever publishes
        return report.problems
    return in_order(problem for check in CHECKS for problem in check(gate))


def known_as(warning: Warned, content: Path) -> str:
    """What a warning is known again by: no other text, and not this one once it was changed."""
    try:
        written = (content / warning.path).read_bytes()
    except OSError:
        written = b""
    return sha256(f"{warning.path}\0{warning.english}\0".encode() + written).hexdigest()[:16]


def no_new_warnings(gate: Gate) -> Iterator[Problem]:
    """A text that was written or changed since the last publication has no warning; one that was accepted then, in a text nobody touched, does not stop the site."""
    accepted = gate.accepted
    for warned in gate.site.warnings:
        if accepted is not None and known_as(warned, gate.content) not in accepted:
            report = Report(warned.path)
            report.warning(warned.line, "{warning} (a warning that nobody has accepted yet: mend it, or publish all the same with --accept-warnings)", warning=warned.text)
            yield from report.problems


def ledger_is_kept(gate: Gate) -> Iterator[Problem]:
    """Every address that is about to be published stands in the ledger, where the content has one."""
    if gate.site.unminted:
        report = Report("permalinks.csv")
        report.error(1, "{number} addresses are not entered yet — run inv ledger, and commit what it writes", number=gate.site.unminted)
        yield from report.problems


def nothing_is_seen_too_early(gate: Gate) -> Iterator[Problem]:
    """No word of a draft, or of a text whose time has not come, is anywhere in the output."""
    marks = [(held.path, mark.encode()) for held in gate.site.held_back for mark in held.marks]
    for path in gate.files if marks else ():
        data = (gate.site.folder / path).read_bytes()
        for source, mark in marks:
            if mark in data:
                report = Report(path)
                report.error(1, "holds words of {source}, which nobody is to see yet", source=source)
                yield from report.problems


def links_lead_somewhere(gate: Gate) -> Iterator[Problem]:
    """Every link, picture and script of a page leads to a file of the site, every fragment to a place in it."""
    for path, address in links.dead(gate.site.folder, gate.pages, frozenset(gate.files), gate.site.site_url):
        report = Report(path)
        report.error(1, "{address} leads nowhere", address=address)
        yield from report.problems


def feeds_are_valid(gate: Gate) -> Iterator[Problem]:
    """Feeds and sitemaps follow their schemas, and no two items of a feed have one identity."""
    for path in gate.files:
        for fault in well_formed.faults(gate.site.folder, path):
            report = Report(path)
            report.error(1, "{fault}", fault=fault)
            yield from report.problems


def html_is_valid(gate: Gate) -> Iterator[Problem]:
    """In pages here and there, elements are closed in order, and an id is given once."""
    for path in gate.some_pages:
        for fault in well_formed.html_faults((gate.site.folder / path).read_text("utf-8")):
            report = Report(path)
            report.error(1, "{fault}", fault=fault)
            yield from report.problems


def budgets_are_kept(gate: Gate) -> Iterator[Problem]:
    """Pages here and there weigh no more than a member on a slow line should wait for."""
    for fault in budgets.over(gate.site.folder, gate.root, gate.page_budget, gate.script_budget, gate.some_pages):
        path, _, text = fault.partition(": ")
        report = Report(path)
        report.error(1, "{fault}", fault=text)
        yield from report.problems


CHECKS: tuple[Callable[[Gate], Iterator[Problem]], ...] = (
    no_new_warnings,
    ledger_is_kept,
    nothing_is_seen_too_early,
    links_lead_somewhere,
    feeds_are_valid,
    html_is_valid,
    budgets_are_kept,
)
