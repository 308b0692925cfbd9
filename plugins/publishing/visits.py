"""`inv visits`: how many read what, from a web server's logs. Addresses of readers are dropped as each line is read; nothing of them is kept."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from plugins.model.problem import printable

from .http_answer import AGENT

OUR_LOG = re.compile(r'(?P<day>\d{4}-\d\d-\d\d)T\S{1,20} (?P<status>\d{3}) (?P<method>[A-Z]{1,10}) (?P<uri>\S+) \d+ "(?:[^"\\]|\\.)*+" "(?P<agent>(?:[^"\\]|\\.)*+)"')
"""As `inv server-config` has it: $time_iso8601 $status $request_method $uri $body_bytes_sent "$http_referer" "$http_user_agent"."""
COMBINED = re.compile(
    r'\S+ \S+ \S+ \[(?P<day>\d\d/[A-Z][a-z]{2}/\d{4}):[^\]]{1,20}\] "(?P<method>[A-Z]{1,10}) (?P<uri>\S+) HTTP/[\d.]{1,4}" (?P<status>\d{3}) \S+ "(?:[^"\\]|\\.)*+" "(?P<agent>(?:[^"\\]|\\.)*+)"'
)
"""nginx's and Apache's own."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|http-?client|headless|lighthouse|scan|^-?$", re.IGNORECASE)
"""Programs that say they are programs. Those that pose as a browser are counted as readers."""
SUBSCRIBERS = re.compile(r"\b(\d{1,7}) (?:subscriber|reader)s?\b", re.IGNORECASE)
"""How services that fetch for many say for how many."""
FEEDS = ("/rss.xml", "/atom.xml", "/feed.json", "/calendar.ics")
LONGEST = 16_384
"""Characters of a line: nginx takes no longer addresses; what is longer is cut."""
DIFFERENT = 100_000
"""How many addresses are told apart in each count: guessing machines ask for any number of addresses that are not there."""
TOP = 20
_WEB = frozenset({"200", "304"})


@dataclass(slots=True)
class Visits:
    """Sums; of no reader by herself."""

    days: Counter[str] = field(default_factory=Counter)
    """Page views by day, ISO."""
    pages: Counter[str] = field(default_factory=Counter)
    """Page views by address."""
    fetched: Counter[str] = field(default_factory=Counter)
    """How often a feed was fetched."""
    told: dict[tuple[str, str], int] = field(default_factory=dict)
    """Subscribers, as a service told last, by feed and service."""
    missing: Counter[str] = field(default_factory=Counter)
    """Addresses that were asked for and are not there: 404."""
    programs: int = 0
    """Pages that were fetched by programs which say they are: not among the views."""
    unread: int = 0
    """Lines that are of no format we know."""
    left_out: int = 0
    """Lines whose address was one too many to be told apart."""

    @property
    def subscribers(self) -> Counter[str]:
        """By feed, as services tell."""
        total: Counter[str] = Counter()
        for (feed, _), number in self.told.items():
            total[feed] += number
        return total


def read(logs: Iterable[Path]) -> Visits:
    """Sum logs, plain or .gz, line by line. Raises OSError where one cannot be read."""
    visits = Visits()
    for log in logs:
        for line in _lines(log):
            add(visits, line)
    return visits


def _lines(log: Path) -> Iterator[str]:
    """Each at most `LONGEST` characters; whatever its bytes are."""
    with gzip.open(log, "rb") if log.suffix == ".gz" else log.open("rb") as opened:
        while line := opened.readline(LONGEST):
            if not line.endswith(b"\n"):
                while (rest := opened.readline(LONGEST)) and not rest.endswith(b"\n"):
                    pass
            yield line.decode("utf-8", "replace")


def add(visits: Visits, line: str) -> None:
    """Count one line."""
    found = OUR_LOG.match(line) or COMBINED.match(line)
    if found is None:
        visits.unread += bool(line.strip())
        return
    status, agent = found["status"], found["agent"]
    if found["method"] != "GET" or agent == AGENT:
        return
    path = found["uri"].partition("?")[0]
    if path.endswith(FEEDS):
        if status in _WEB:
            _count(visits, visits.fetched, path)
            _tell(visits, path, agent)
    elif BOT.search(agent):
        visits.programs += status in _WEB and _is_page(path)
    elif status == "404":
        _count(visits, visits.missing, path)
    elif status in _WEB and _is_page(path) and (day := _day(found["day"])):
        visits.days[day] += 1
        _count(visits, visits.pages, path.removesuffix("index.html"))


def _is_page(path: str) -> bool:
    return path.endswith(("/", ".html"))


def _day(written: str) -> str:
    """ISO; empty for none. A log that is no log could name any number of days."""
    try:
        if "/" not in written:
            return datetime.fromisoformat(written).date().isoformat()
        day, month, year = written.split("/")
        return datetime(int(year), MONTHS.index(month) + 1, int(day)).date().isoformat()  # noqa: DTZ001 - a day as the log has it
    except ValueError:
        return ""


def _count(visits: Visits, counter: Counter[str], path: str) -> None:
    if path in counter or len(counter) < DIFFERENT:
        counter[path] += 1
    else:
        visits.left_out += 1


def _tell(visits: Visits, feed: str, agent: str) -> None:
    if told := SUBSCRIBERS.search(agent):
        service = (feed, SUBSCRIBERS.sub("", agent)[:40])
        if service in visits.told or len(visits.told) < DIFFERENT:
            visits.told[service] = int(told[1])


def as_json(visits: Visits) -> str:
    """For programs."""
    said = {
        "days": dict(sorted(visits.days.items())),
        "pages": dict(_top(visits.pages)),
        "feeds": {feed: {"fetched": number, "subscribers": visits.subscribers[feed]} for feed, number in _top(visits.fetched)},
        "missing": dict(_top(visits.missing)),
        "programs": visits.programs,
        "unread_lines": visits.unread,
        "left_out": visits.left_out,
    }
    return json.dumps(said, ensure_ascii=True, indent=1)


def as_text(visits: Visits, translate: Callable[[str], str]) -> str:
    """For people, fit for any terminal."""
    subscribers = visits.subscribers
    parts = [
        (translate("Page views by day"), [(day, number) for day, number in sorted(visits.days.items())]),
        (translate("Pages read most"), _top(visits.pages)),
        (translate("Feeds, how often fetched"), _top(visits.fetched)),
        (translate("Subscribers, as feed services tell"), _top(subscribers)),
        (translate("Asked for and not there (worth an alias?)"), _top(visits.missing)),
    ]
    lines = []
    for title, rows in parts:
        if rows:
            lines += [title, *(f"{number:>9}  {printable(unquote(name, errors='replace'), 120)}" for name, number in rows), ""]
    lines.append(translate("Counted: pages answered with 200 or 304. Not counted: {programs} fetched by programs that say they are (bots, monitors, previews); those that pose as browsers are.").format(programs=visits.programs))
    if visits.unread:
        lines.append(translate("{number} lines could not be read.").format(number=visits.unread))
    if visits.left_out:
        lines.append(translate("{number} requests were for more addresses than are told apart.").format(number=visits.left_out))
    return "\n".join(lines)


def _top(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda entry: (-entry[1], entry[0]))[:TOP]
