"""What a person can do here: `python3 tasks.py build`, or `inv build` where the environment is active. Thin: the work is done in plugins/.

Run by a plain Python, this file first makes `.venv` beside itself from the locked requirements, and then runs itself in it.
"""
# ruff: noqa: PLC0415, T201 - a task imports what it needs itself, so that the list of tasks is there at once and without the tests' packages; what tasks say goes to the terminal

import functools
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from glob import glob
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from plugins.publishing.messages import Say
    from plugins.publishing.publication import Desk
    from plugins.publishing.settings import Settings
    from plugins.publishing.targets import Target

if sys.version_info < (3, 11):  # noqa: UP036 - this is what says so
    sys.exit("Bản Tin needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031 - an older Python reads this line

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = "Scripts/python.exe" if os.name == "nt" else "bin/python"
LOCKS = ("requirements.txt", "requirements-dev.txt")
"""Each holds all of the one before it."""
PROFILE = ROOT / ".cache/build.prof"
T = TypeVar("T")
NEED_DEV = {"test", "samples", "shots", "lighthouse", "bench"}
"""The tasks that need the second."""


def bootstrap(arguments: list[str]) -> NoReturn:
    """Run the tasks in `.venv`, which is made first where it is not what the lock says."""
    wanted = LOCKS[1 if NEED_DEV & set(arguments) else 0]
    python = VENV / VENV_PYTHON
    if not _installed(wanted):
        print(f"Installing {wanted} into .venv, once …", file=sys.stderr, flush=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(ROOT / wanted)]
        try:
            venv.EnvBuilder(clear=not any(map(_installed, LOCKS)), symlinks=os.name != "nt", with_pip=True).create(VENV)
            code = subprocess.call(pip)
        except subprocess.CalledProcessError:
            sys.exit("This Python cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv")
        except KeyboardInterrupt:
            sys.exit(130)
        if code:
            sys.exit(code)
        for lock in LOCKS[: LOCKS.index(wanted) + 1]:
            _stamp(lock).write_text(_digest(lock), "utf-8")
    command = [str(python), "-m", "invoke", "--search-root", str(ROOT), *(arguments or ["--list"])]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(python, command)  # noqa: S606 - no shell is wanted


def _stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def _digest(lock: str) -> str:
    """What is installed where: an environment's scripts know their own path."""
    return sha256((ROOT / lock).read_bytes() + f"{sys.version} {ROOT}".encode()).hexdigest()


def _installed(lock: str) -> bool:
    return _stamp(lock).is_file() and _stamp(lock).read_text("utf-8") == _digest(lock)


if __name__ == "__main__":
    bootstrap(sys.argv[1:])

from datetime import UTC, datetime  # noqa: E402 - an older Python has no UTC

from invoke.context import Context  # noqa: E402 - only there once `.venv` is
from invoke.exceptions import Exit  # noqa: E402
from invoke.tasks import task  # noqa: E402

if isinstance(sys.stdout, TextIOWrapper):
    sys.stdout.reconfigure(errors="backslashreplace")  # a letter that the terminal cannot show ends no publication


@task(
    help={
        "jobs": "how many processes read and render; without it, one for each core",
        "explain": "an address of the site, such as /tin-tuc/: say why its page was rendered, or was not",
        "profile": "measure where the time goes, in one process, into .cache/build.prof",
    }
)
def build(_context: Context, jobs: str = "", explain: str = "", profile: bool = False) -> None:
    """Build the site from content/ into output/."""
    options = ("-e", f"EXPLAIN={json.dumps(explain)}", f"JOBS={1 if profile else _number(jobs or '0')}")
    if profile:
        PROFILE.parent.mkdir(exist_ok=True)
        _pelican(*options, under=("-m", "cProfile", "-o", str(PROFILE)))
        print(f"Open it with: python -m pstats {PROFILE.relative_to(ROOT)}")
    else:
        _pelican(*options)


@task(help={"gaps": "list the announcements' numbers that are not published here, too"})
def check(_context: Context, gaps: bool = False) -> None:
    """Say all that is wrong with content/; write nothing."""
    _pelican("-e", "CHECK_ONLY=true", f"GAPS={json.dumps(gaps)}")


@task(help={"dry_run": "only show it"})
def ledger(_context: Context, dry_run: bool = False) -> None:
    """Show which addresses content/permalinks.csv lacks, then write them there."""
    _pelican("-e", "CHECK_ONLY=true", f"LEDGER={json.dumps('show' if dry_run else 'write')}")


@task(
    help={
        "days": "how many days ahead",
        "all": "whatever is coming",
        "timer": "only the lines for systemd and cron",
    }
)
def plan(_context: Context, days: str = "30", all: bool = False, timer: bool = False) -> None:  # noqa: A002 - the flag's name
    """List when the site changes by itself, Vietnam time, with lines for a timer that builds it then."""
    command = f"cd {shlex.quote(str(ROOT))} && python3 tasks.py build"
    _pelican("-e", "CHECK_ONLY=true", f"COMING={json.dumps({'days': None if all else _number(days), 'timer': timer, 'command': command})}")


@task(
    help={
        "target": "its name in publishconf.py",
        "only_check": "build and check; send nothing",
        "accept_warnings": "publish in spite of warnings, and know them again next time",
        "due": "do nothing unless the site has become another one by itself since it was last published",
        "again": "send it although members should see all of it already: somebody may have altered it there",
        "keep_ledger": "enter new addresses into the ledger first, commit and push it; where that fails, publish nothing",
    }
)
def publish(
    _context: Context, target: str, only_check: bool = False, accept_warnings: bool = False, due: bool = False, again: bool = False, keep_ledger: bool = False
) -> None:
    """Bring the site to where members see it: whole, or not at all."""
    from plugins.publishing import due as due_now
    from plugins.publishing import publication

    now = datetime.now(UTC)
    desk = _desk(target)

    def is_due() -> bool:
        return not due or due_now.due(desk.journal, desk.site_url, now, owed=bool(desk.purge and desk.owed.paths()))

    def first() -> None:
        if keep_ledger and not only_check:
            _keep_ledger(_context)

    if not _try(is_due):  # asked before anything else, for it is asked every minute
        return
    _try(lambda: publication.publish(desk, now, only_check=only_check, accept=accept_warnings, again=again, only_if=is_due, first=first))


@task(help={"target": "its name in publishconf.py", "steps": "how many publications back", "to": "instead, a release by its name, as inv releases lists it"})
def rollback(_context: Context, target: str, steps: str = "1", to: str = "") -> None:
    """Let members see an earlier release again."""
    from plugins.publishing import publication

    _try(lambda: publication.roll_back(_desk(target), datetime.now(UTC), _number(steps), to))


@task(help={"target": "its name in publishconf.py"})
def releases(_context: Context, target: str) -> None:
    """List the releases that are kept, the one published last first; the arrow shows what members see."""
    desk = _desk(target)

    def listed() -> None:
        live = desk.place.live()
        for name in desk.place.releases():
            print(name, "←" if live and name == live.name else "")

    _try(listed)


@task(
    help={
        "url": "the site's address, with its path",
        "manifest": "manifest.json of the build it should be; without it, the site's own",
        "all": "every file, not a sample",
        "signers": "ssh's file of allowed signers: the site's manifest must be signed by one of them",
    }
)
def verify(_context: Context, url: str, manifest: str = "", all: bool = False, signers: str = "") -> None:  # noqa: A002 - the flag's name
    """Look whether a live site is what was built."""
    from plugins.publishing.inspection import inspect

    translate = _readers_words()[1]

    def inspected() -> None:
        sound = inspect(url, Path(manifest) if manifest else None, Path(signers) if signers else None, every=all, say=_say(translate), translate=translate)
        if not sound:
            raise Exit(code=1)

    _try(inspected)


@task(help={"log": "a log of nginx, plain or .gz; several by a pattern between quotation marks: 'access.log*'", "json": "for programs"})
def visits(_context: Context, log: str, json: bool = False) -> None:
    """Sum readers by page and feed from a web server's logs; no address is kept."""
    from plugins.publishing import visits as summed

    try:
        total = summed.read(Path(name) for name in sorted(glob(log)) or [log])  # noqa: PTH207 - the pattern may be absolute
    except OSError as problem:
        raise Exit(f"{problem.filename}: {problem.strerror}", code=1) from None
    print(summed.as_json(total) if json else summed.as_text(total, _readers_words()[1]))


@task(help={"path": "the text's file, or the folder it lies in alone", "reason": "what readers are told", "target": "where to publish at once"})
def withdraw(_context: Context, path: str, reason: str, target: str = "") -> None:
    """Take a text out of the site, with its feeds, pictures and attachments; a notice stays at its address."""
    from plugins.editing import withdrawal
    from plugins.publishing import ledger_kept, publication

    now, (_, translate) = datetime.now(UTC), _readers_words()
    if not reason.strip():
        raise _told("a text is not withdrawn without a reason: readers are told it")
    desk = _desk(target) if target else None  # what is wrong with it is said before a file is touched
    live = _try(desk.place.live) if desk else None
    if desk and desk.journal.went_back(live.name if live else ""):
        raise _told("{target} shows an older release, for somebody went back: content/ may hold what they went back from. Put it right, run inv publish {target}, then withdraw", target=target)

    def withdrawn() -> None:
        content = (ROOT / "content").resolve()
        for file in withdrawal.files(content, Path(path), tuple(language.code for language in _publishconf().LANGUAGES), now):
            withdrawal.withdraw(file, reason, now)
            print(Path("content") / file.relative_to(content))

    _try(withdrawn)
    if desk is None:
        print(translate("Nothing is published yet: inv withdraw … --target NAME takes it out of a site at once, and out of the releases that are kept there."))
        return

    def first() -> None:
        if ledger_kept.has_ledger(ROOT):
            _enter(_context)

    try:
        _try(lambda: publication.publish(desk, now, accept=True, alone=True, first=first))
    except Exit as ended:
        said = translate("Members may still see the text: mend what stands above, then give the same command again.")
        raise Exit("\n".join(filter(None, (ended.message, said))), code=1) from None
    for line in withdrawal.out_of_reach(translate):
        print(line)


@task(help={"target": "its name in publishconf.py", "kind": "systemd, cron, github or gitlab"})
def ci(_context: Context, target: str, kind: str) -> None:
    """Print the files that publish on time, and when texts are pushed."""
    from plugins.publishing import schedules

    if kind not in schedules.KINDS:
        raise _told("there are no files for {kind}, but for: {known}", kind=kind, known=", ".join(schedules.KINDS))
    for schedule in schedules.KINDS[kind](_target(target, _settings()), PurePosixPath(ROOT.as_posix())):
        print(f"# {schedule.file}\n{schedule.text}")


@task(help={"port": "where on this computer", "drafts": "show drafts, and what is dated later, too"})
def serve(_context: Context, port: str = "8000", drafts: bool = False) -> None:
    """Show the site in the browser, anew whenever a file is saved."""
    from plugins.deploy import preview

    raise Exit(code=preview.serve(ROOT, _number(port), drafts=drafts, translate=_readers_words()[1]))


@task(
    help={
        "section": "news or announcements",
        "title": "in Vietnamese; with it, nothing is asked",
        "english_title": "in English; without it there is no English text yet",
        "number": "an announcement's number and symbol: 45/KH-CĐ",
        "kind": "an announcement's kind: TB, or its name",
        "category": "a key of content/site/categories.yaml",
        "author": "a byline, or a code of content/site/bylines.yaml",
        "date": "when it is published, Vietnam time: 2026-11-20 13:49; without it, now",
    }
)
def new(
    _context: Context,
    section: str = "",
    title: str = "",
    english_title: str = "",
    number: str = "",
    kind: str = "",
    category: str = "",
    author: str = "",
    date: str = "",
) -> None:
    """Begin a story or an announcement: asks, or takes the flags."""
    from plugins.editing import scaffold

    given = {"section": section, "title": title, "english_title": english_title, "number": number, "kind": kind}
    given |= {"category": category, "author": author, "date": date}
    language, translate = _readers_words()
    try:
        written = scaffold.new(ROOT / "content", given, datetime.now(UTC), ask=input, translate=translate, language=language)
    except scaffold.NotBegunError as problem:
        raise Exit(str(problem), code=1) from None
    print(*written, sep="\n")
    print(translate("Drafts: inv serve --drafts shows them. What is to be published loses its line status: draft, in each file."), file=sys.stderr)


@task(help={"long": "run the slow ones, too"})
def test(_context: Context, long: bool = False) -> None:  # noqa: PT028 - a task, not a test
    """Check the code, then run the tests."""
    _run(sys.executable, "-m", "ruff", "check")
    _run(sys.executable, "-m", "mypy")
    _run(Path(sysconfig.get_path("scripts")) / "lint-imports")
    _npm_installed("tests")
    _run(sys.executable, "-m", "pytest", "-n", "3", *(["-m", "long or not long"] if long else []))


@task(help={"stories": "how many", "into": "a folder that is not there yet"})
def corpus(_context: Context, stories: str, into: str = ".cache/corpus") -> None:
    """Write made-up content to measure with."""
    from plugins.editing import corpus

    try:
        print(f"{corpus.write(Path(into), _number(stories))} files in {into}")
    except FileExistsError as problem:
        raise Exit(str(problem), code=1) from None


@task(
    help={
        "large": "then with ten times as many stories, too: takes hours",
        "stories": "how many; the document is written for 10000 only",
        "served": "how quickly the published site is served, instead",
    }
)
def bench(_context: Context, large: bool = False, stories: str = "10000", served: bool = False) -> None:
    """Measure builds against Hugo and stock Pelican, into docs/benchmarks.md."""
    if served:
        _bench_served()
        return
    from plugins.deploy.bench import contestants, report
    from plugins.deploy.bench.measure import measure
    from plugins.deploy.bench.processes import FailedError
    from plugins.editing import corpus

    hugo, number = contestants.hugo_program(), _number(stories)
    if hugo is None:
        print("Hugo is not installed: it comes with requirements-dev.txt; this goes on without it.", file=sys.stderr)
    try:
        figures = measure(ROOT, ROOT / ".cache/bench", corpus.write, number, large=large, hugo=hugo, say=functools.partial(print, flush=True))
    except FailedError as problem:
        raise Exit(str(problem), code=1) from None
    tables = report.tables(figures, number, contestants.versions(hugo), report.today(os.environ.get("SOURCE_DATE_EPOCH", "")))
    print(tables)
    if number == report.REFERENCE:
        report.update(ROOT, tables)


def _bench_served() -> None:
    from plugins.deploy.bench import report
    from plugins.publishing import throughput
    from plugins.publishing.site_build import build

    folder, now = ROOT / ".cache/bench-served", datetime.now(UTC)

    def measured() -> None:
        site = build(ROOT, folder / "site", now, {**os.environ, "SITEURL": "https://localhost"})
        rates = throughput.measure(site.folder, folder / "server", throughput.SECONDS, functools.partial(print, flush=True))
        text = f"Measured on {now:%Y-%m-%d} with {os.cpu_count()} cores; {throughput.versions()}.\n\n{report.table(throughput.HEADS, throughput.rows(rates), 1)}\n"
        print(text)
        report.update(ROOT, text, report.SERVED)

    _try(measured)


@task
def samples(_context: Context) -> None:
    """Draw the sample content's pictures and documents, and the theme's icons, anew."""
    from plugins.editing import icons
    from plugins.editing.sample import documents, pictures

    pictures.write(ROOT / "content")
    documents.write(ROOT / "content")
    icons.write(ROOT / "theme")


@task(help={"papers": "only what the README shows, into docs/pictures/"})
def shots(_context: Context, papers: bool = False) -> None:
    """Photograph every kind of page of the sample site into shots/."""
    from plugins.deploy import shots as pictures

    build(_context)
    folder = "docs/pictures" if papers else "shots"
    take = pictures.take_for_papers if papers else pictures.take
    print(f"{len(take(ROOT / 'output', ROOT / folder))} pictures in {folder}/")


@task
def lighthouse(_context: Context) -> None:
    """Let Lighthouse judge the sample site on the mobile profile; fails where a page is not as good as promised."""
    from plugins.deploy import lighthouse as judges
    from plugins.deploy.local_server import served

    program = _npm_installed("tests/lighthouse") / ".bin/lighthouse"
    if not program.exists():
        raise Exit("lighthouse is not installed: it comes from npm, which is not here", code=1)
    with TemporaryDirectory() as folder, served(Path(folder)) as base:
        _pelican("-o", folder, "-e", f"SITEURL={json.dumps(base)}")
        judged = []
        for judgement in judges.judge(base, program):
            print(judgement, flush=True)
            judged.append(judgement)
    if not all(judgement.kept for judgement in judged):
        raise Exit(code=1)


@task(help={"target": "a server of publishconf.py, by name"})
def server_config(_context: Context, target: str) -> None:
    """Print what nginx is to be told where the site is published to: for /etc/nginx/sites-enabled."""
    from plugins.publishing.server_config import server_config
    from plugins.publishing.site_build import build
    from plugins.publishing.targets import Server

    server = _target(target, _settings())
    if not isinstance(server, Server):
        raise _told("{target} is no server, so there is nothing to configure", target=target)
    desk, languages = _desk(target), [language.code for language in _publishconf().LANGUAGES]

    def show() -> None:
        site = build(ROOT, desk.folder / "site", datetime.now(UTC), _environment())
        print(server_config(server, site.site_url, site.folder, desk.content, languages), end="")

    _try(show)


@task
def messages(_context: Context) -> None:
    """Bring the translations' catalogues up to date."""
    from plugins.editing import catalogues

    catalogues.update(ROOT)


@task
def handbook(_context: Context) -> None:
    """Bring the handbook's tables of fields and kinds up to date."""
    from plugins.editing import handbook

    handbook.update(ROOT)


@task(help={"upgrade": "to the newest versions that the *.in files allow"})
def lock(_context: Context, upgrade: bool = False) -> None:
    """Renew the requirements*.txt from the *.in files."""
    with TemporaryDirectory() as folder:
        venv.EnvBuilder(symlinks=os.name != "nt", with_pip=True).create(folder)
        python = Path(folder) / VENV_PYTHON
        _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
        options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]
        for file in LOCKS:
            source = file.replace(".txt", ".in")
            _run(python, "-m", "uv", "pip", "compile", source, *options, *(["--upgrade"] if upgrade else []), "-o", file)


def _keep_ledger(context: Context) -> None:
    """Enter what the ledger lacks, and let all who publish have it."""
    from plugins.publishing import ledger_kept

    if ledger_kept.has_ledger(ROOT):
        ledger_kept.up_to_date(ROOT)
        _enter(context)
        ledger_kept.kept(ROOT)


def _enter(context: Context) -> None:
    """Write into the ledger what it lacks. Raises PublishingError where the texts have errors: they were said."""
    from plugins.publishing.messages import PublishingError

    try:
        ledger(context)
    except Exit as ended:
        raise PublishingError("the ledger was not written: nothing was sent") from ended


def _number(text: str) -> int:
    """Invoke's own numbers end in a traceback when they are none."""
    if not text.isascii() or not text.isdecimal():
        raise _told("{text}: a number expected", text=text)
    return int(text)


def _desk(target: str) -> "Desk":
    """What a publication to a target is done with."""
    from plugins.publishing.places import place_of
    from plugins.publishing.publication import Desk, kept_for
    from plugins.publishing.targets import Folder

    said, translate = _settings(), _readers_words()[1]
    named = _target(target, said)
    place = _try(lambda: place_of(named, os.environ, kept_for(ROOT, target)))
    cache = None if isinstance(named, Folder) and not named.host else said.purge  # no cache is in front of a stick
    return Desk(ROOT, named, place, cache, said.site_url, said.page_budget, said.script_budget, _environment(), _say(translate), translate, said.signing_key)


def _say(translate: Callable[[str], str]) -> "Say":
    """Prints at once: what ends a task is told after it."""
    from plugins.publishing.messages import saying

    return saying(functools.partial(print, flush=True), translate)


def _target(name: str, said: "Settings") -> "Target":
    """As publishconf.py has it."""
    if name not in said.targets:
        raise _told("publishconf.py names no target {name}; it names: {known}", name=name, known=", ".join(said.targets) or "-")
    return said.targets[name]


def _settings() -> "Settings":
    """What publishconf.py says of publishing, looked at."""
    from plugins.publishing.settings import settings

    publishconf = _publishconf()
    import pelicanconf

    preview = "" if os.environ.get("SITEURL") else pelicanconf.SITEURL
    return _try(lambda: settings(publishconf, preview))


def _publishconf() -> Any:
    """The site's settings, as published."""
    sys.path.insert(0, str(ROOT))
    try:
        import publishconf
    except SyntaxError as problem:
        raise _cannot_read(problem) from None
    except Exception as problem:  # noqa: BLE001 - whatever somebody has written there
        raise _told("publishconf.py cannot be read: {problem}", problem=f"{type(problem).__name__}: {problem}") from None

    return publishconf


def _cannot_read(problem: SyntaxError) -> Exit:
    """What ends a task where somebody has mistyped a configuration."""
    file = Path(problem.filename or "").name
    return _told("{file}:{line}: this line cannot be read ({problem}) — quotation marks are straight ones, each with its end, and lines have a comma between them", file=file, line=problem.lineno, problem=problem.msg)


def _try(step: Callable[[], T]) -> T:
    """Do what may not succeed; its reason is told without a traceback."""
    from plugins.model.problem import ToldError

    try:
        return step()
    except ToldError as problem:
        raise Exit(problem.said(_readers_words()[1]), code=1) from None


def _told(message: str, **values: object) -> Exit:
    """What ends a task, in the language of whoever runs it."""
    return Exit(_readers_words()[1](message).format_map(values), code=1)


def _readers_words() -> tuple[str, Callable[[str], str]]:
    """The language of whoever runs a task, and messages in it."""
    from plugins.failures import readers_language
    from plugins.outputs.wording import PROBLEMS, catalogue

    language = readers_language()
    return language, catalogue(ROOT / "theme", language, PROBLEMS).gettext


def _pelican(*options: str, under: tuple[str, ...] = ()) -> None:
    """Build with these options; `under`: a program of Python's that is to run it."""
    conf = ROOT / "pelicanconf.py"
    try:
        compile(conf.read_bytes() if conf.is_file() else b"", conf, "exec")
    except SyntaxError as problem:
        raise _cannot_read(problem) from None
    _run(sys.executable, *under, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "output", *options)


def _run(*command: str | Path) -> None:
    """Run a command at the top of the project; where it fails, end as it did."""
    code = subprocess.call(command, cwd=ROOT, env=_environment())
    if code:
        raise Exit(code=code)


def _environment() -> "dict[str, str]":
    """Of programs whose words go where ours do: a letter that cannot be shown there ends none of them."""
    return {**os.environ, "PYTHONIOENCODING": f"{sys.stdout.encoding or 'utf-8'}:backslashreplace"}


def _npm_installed(folder: str) -> Path:
    """Where the packages of `folder`'s lock lie, installed where there is npm and the lock is newer than they are."""
    locked, modules = ROOT / folder / "package-lock.json", ROOT / folder / "node_modules"
    installed = modules / ".package-lock.json"
    npm = shutil.which("npm")
    if npm and locked.is_file() and not (installed.is_file() and installed.stat().st_mtime >= locked.stat().st_mtime):
        _run(npm, "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund")
    return modules
