"""The second half of a run: compare the plan with what was last made, render what is another page now, put it in, remember it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .build.database import sound
from .build.index import Index, MadePage
from .build.output import MANIFEST, Outcome, Output, Owned
from .build.workers import Workers
from .model.item import Body
from .model.page import File, Page
from .model.records import Records, digest
from .outputs.render import Renderer

RENDER = "render"
"""The workers' task."""
FILE = "file"
"""The output of a page that is published as it is."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page to make."""

    file: str
    output: str
    view: str
    """Digest of its view, which is kept in the index; of a file that is published as it is, the file's."""
    made_with: str
    held: Mapping[str, str]
    """Digests of the texts it holds, by path."""
    why: str = ""
    """Why it is to be made; empty: it is as it was."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is to be made, and what is as it should be."""

    jobs: tuple[Job, ...]
    fresh: tuple[MadePage, ...]
    shared: frozenset[str] = frozenset()
    """Digests of the records that the views of all pages share; empty where no more than a few views were looked at."""


UNCHANGED = Comparison((), ())
"""All is as it should be."""


def _why(job: Job, known: MadePage | None) -> str:
    """Why a page is another than it was last made; empty: it is not."""
    if known is None:
        return "it was not there before"
    if known.output != job.output:
        return f"it is made as {job.output}, and was made as {known.output}"
    if known.view != job.view:
        return "what it shows is something else now"
    if known.made_with != job.made_with:
        return "its templates were changed, or what all pages are made with: the program, its libraries, the settings, the words, the theme's files"
    return ""


def rendering_task(renderer: Callable[[], Renderer], output: Output, records: Records) -> Callable[[str], str]:
    """What a worker does: given file, output and view of a page, renders and stages it; gives digest, size and whether it had to be staged."""

    def render(given: str) -> str:
        file, kind, view = json.loads(given)
        owned = output.place(file, renderer().render(kind, records.named_record(view)))
        return json.dumps([owned.sha256, owned.size, owned.staged])

    return render


class Making:
    """Brings the output folder from what was last made to what is planned."""

    def __init__(self, index: Index, output: Output, records: Records) -> None:
        """`records`: as it is shared with the workers; notices bodies."""
        self._index = index
        self._output = output
        self._records = records
        self.rendered = 0
        """How many pages were."""
        self._explained: Mapping[str, str] = {}

    def explain(self, file: str) -> str:
        """Why a file of the output was made, or was not."""
        if file in self._explained:
            return self._explained[file]
        if any(known == file for known, _ in self._index.signatures()):
            return "not rendered: nothing that it comes from was changed"
        return "no page of the site lies there"

    def _stale(self) -> dict[str, str]:
        """Files of the last build that cannot stay, whatever is planned, and why."""
        damaged = {file: "its file in the output is not as the last build left it" for file, signature in self._index.signatures() if self._output.signature(file) != signature}
        return dict.fromkeys(self._index.outdated(), "a text that it holds was changed") | damaged

    def same_plan(self) -> Comparison | None:
        """What is to be made where the plan is the one of the last build; None where the views for that are not at hand."""
        needed = self._stale()
        if not needed and not self._output.interrupted and self._index.value(MANIFEST) == self._output.signature(MANIFEST):
            return UNCHANGED
        made = self._index.pages()
        bodies = self._index.bodies()
        jobs = []
        for file in sorted(needed):
            page = made[file]
            if digest(self._index.view(file)) != page.view:
                return None
            held = {path: bodies[path] for path in self._index.held(file)}
            jobs.append(Job(file, page.output, page.view, page.made_with, held, needed[file]))
        return Comparison(tuple(jobs), tuple(page for page in made.values() if page.file not in needed))

    def compare(self, pages: Mapping[str, Page], made_with: Callable[[str], str]) -> Comparison:
        """What is to be made of a new plan; `made_with` is the digest of all that a kind of output comes from beside its view."""
        stale = self._stale()
        made, bodies = self._index.pages(), self._index.bodies()
        jobs, fresh = [], []
        with self._index.changing():  # the workers look up views, and the records that views share
            for file, page in pages.items():
                job, view = self._job(file, page, made_with(page.output), bodies)
                known = made.get(file)
                why = _why(job, known) or stale.get(file, "")
                if known and not why:
                    fresh.append(known)
                else:
                    jobs.append(replace(job, why=why))
                    if view:
                        self._index.put_view(file, view)
        return Comparison(tuple(jobs), tuple(fresh), self._records.met)

    def _job(self, file: str, page: Page, made_with: str, bodies: Mapping[str, str]) -> tuple[Job, str]:
        """What is to be done for a page if it is another one now, and the record of its view, after the name of its class."""
        if isinstance(page.view, File):
            return Job(file, page.output, page.view.digest, made_with, {}), ""
        self._records.noticed.clear()
        view = self._records.named_text(page.view)
        held = {body.path: bodies[body.path] for body in self._records.noticed if isinstance(body, Body) and body.path}
        return Job(file, page.output, digest(view), made_with, held), view

    def make(self, compared: Comparison, files: Mapping[str, Path | bytes], workers: Workers, remember: Mapping[str, str], told: Callable[[int, int], None]) -> Outcome:
        """Make and put in what is to be made.

        `files`: what is published as it is, by digest; `remember`: what to keep in the index, by name, when all is on the disk; `told` is
        called with how many pages are done, and of how many.
        """
        if compared is UNCHANGED:
            return Outcome(0, self._index.page_count(), 0)
        self._output.begin()
        made = dict(self._rendered([job for job in compared.jobs if job.output != FILE], workers, told))
        copied = [job for job in compared.jobs if job.output == FILE]
        for job in copied:
            content = files[job.view]
            made[job.file] = self._output.place(job.file, content) if isinstance(content, bytes) else self._output.copy(job.file, content, job.view)
        owned = [*made.values(), *(Owned(page.file, page.sha256, page.size) for page in compared.fresh)]
        outcome = self._output.finish(owned)
        self._explained = {job.file: f"rendered, for {job.why}" + ("" if made[job.file].staged else "; not written, for its bytes are as they were") for job in compared.jobs}
        self._remember(compared, made, remember)
        return outcome

    def _rendered(self, jobs: list[Job], workers: Workers, told: Callable[[int, int], None]) -> Iterable[tuple[str, Owned]]:
        given = (json.dumps([job.file, job.output, sound(self._index.view(job.file), job.view, job.file)], ensure_ascii=False) for job in jobs)
        for done, (place, outcome) in enumerate(workers.map(RENDER, given, len(jobs)), 1):
            yield jobs[place].file, Owned(jobs[place].file, *json.loads(outcome))
            self.rendered = done
            told(done, len(jobs))

    def _remember(self, compared: Comparison, made: Mapping[str, Owned], remember: Mapping[str, str]) -> None:
        planned = {job.file for job in compared.jobs} | {page.file for page in compared.fresh}
        with self._index.changing():
            self._index.forget_pages({file for file, _ in self._index.signatures()} - planned)
            for job in compared.jobs:
                owned = made[job.file]
                page = MadePage(job.file, job.output, job.view, job.made_with, owned.sha256, owned.size, self._output.signature(job.file))
                self._index.put_page(page, job.held)
            self._index.forget_views()
            if compared.shared:
                self._index.forget_shared(compared.shared)
            for name, value in remember.items():
                self._index.keep(name, value)
            self._index.keep(MANIFEST, self._output.signature(MANIFEST))
