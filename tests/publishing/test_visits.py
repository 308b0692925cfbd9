"""Sums of readers from a web server's logs."""

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.publishing import visits
from plugins.publishing.http_answer import AGENT
from plugins.publishing.visits import Visits, as_json, as_text, read

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
OURS = f"""\
2026-11-23T10:00:00+07:00 200 GET /tin-tuc/luong/ 5000 "-" "{FIREFOX}"
2026-11-23T10:00:01+07:00 304 GET /tin-tuc/luong/ 0 "https://x.example/" "{FIREFOX}"
2026-11-24T10:00:02+07:00 200 GET / 5000 "-" "{FIREFOX}"
2026-11-24T10:00:02+07:00 200 GET /theme/site.css 5000 "-" "{FIREFOX}"
2026-11-24T10:00:02+07:00 200 POST / 5000 "-" "{FIREFOX}"
2026-11-24T10:00:03+07:00 200 GET / 5000 "-" "Googlebot/2.1"
2026-11-24T10:00:03+07:00 200 GET / 5000 "-" "{AGENT}"
2026-11-24T10:00:03+07:00 200 GET /rss.xml 5000 "-" "{AGENT}"
2026-11-24T10:00:03+07:00 404 GET /khong-co-1/ 5000 "-" "{AGENT}"
2026-11-24T10:00:03+07:00 301 GET /cu/ 0 "-" "{FIREFOX}"
2026-11-24T10:00:04+07:00 404 GET /ten-cu/ 5000 "-" "{FIREFOX}"
2026-11-24T10:00:05+07:00 200 GET /rss.xml 9000 "-" "Feedly/1.0 (+http://feedly.com; 12 subscribers)"
2026-11-24T11:00:05+07:00 304 GET /rss.xml 0 "-" "Feedly/1.0 (+http://feedly.com; 14 subscribers)"
2026-11-24T11:00:05+07:00 304 GET /rss.xml 0 "-" "Inoreader; 3 subscribers"
2026-11-24T11:00:05+07:00 200 GET /en/feed.json 0 "-" "NetNewsWire"
"""


def summed(folder: Path, text: str | bytes, name: str = "access.log") -> Visits:
    """A log's sums."""
    data = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return read([folder / name])


@pytest.mark.parametrize("name", ["access.log", "access.log.2.gz"])
def test_readers_are_summed(tmp_path: Path, name: str) -> None:
    """Pages by day and address, feeds with the newest number each service told, what is not there; no programs, ours among them, no assets, no redirects."""
    found = json.loads(as_json(summed(tmp_path, OURS, name)))
    assert found["days"] == {"2026-11-23": 2, "2026-11-24": 1}
    assert found["pages"] == {"/tin-tuc/luong/": 2, "/": 1}
    assert found["feeds"] == {"/rss.xml": {"fetched": 3, "subscribers": 17}, "/en/feed.json": {"fetched": 1, "subscribers": 0}}
    assert found["missing"] == {"/ten-cu/": 1}
    assert (found["programs"], found["unread_lines"]) == (1, 0)


def test_addresses_of_readers_are_not_kept(tmp_path: Path) -> None:
    """A log in the common format has them: they are in nothing that comes out, nor in what is held."""
    line = f'203.0.113.7 - alice [24/Nov/2026:10:00:00 +0700] "GET /tin-tuc/luong/?q=secret HTTP/1.1" 200 512 "https://x.example/" "{FIREFOX}"\n'
    found = summed(tmp_path, line * 3 + line.replace("203.0.113.7", "2001:db8::7"))
    assert found.pages == {"/tin-tuc/luong/": 4}
    assert found.days == {"2026-11-24": 4}
    for held in (repr(found), as_json(found), as_text(found, str)):
        assert not [word for word in ("203.0.113", "2001:db8", "alice", "secret", "x.example") if word in held]


HOSTILE = [
    b"\x00\xff\xfe garbage\n",
    b"\n\n",
    b'2026-11-24T10:00:00+07:00 200 GET /\x1b]0;x\x07/ 1 "-" "x"\n',
    b'2026-11-24T10:00:00+07:00 404 GET /%1b[31m%0a%e2%80%ae/ 1 "-" "Firefox"\n',
    '2026-11-24T10:00:00+07:00 404 GET /\u202e\u2028/ 1 "-" "Firefox"\n'.encode(),
    b'2026-99-99T10:00:00+07:00 200 GET / 1 "-" "Firefox"\n',
    b'x - - [99/Nov/0000:10:00:00 +0700] "GET / HTTP/1.1" 200 1 "-" "Firefox"\n',
    b'2026-11-24T10:00:00+07:00 200 GET /rss.xml 1 "-" "x; 99999999999999999999 subscribers"\n',
    b'2026-11-24T10:00:00+07:00 200 GET / 1 "' + b'\\"' * 100_000 + b"\n",
    b'2026-11-24T10:00:00+07:00 200 GET / 1 "-" "' + b"a\\" * 100_000,
    b"2026-11-24T10:00:00+07:00 200 GET /" + b"a" * 3_000_000 + b"\n",
]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_line_breaks_nothing(tmp_path: Path, line: bytes) -> None:
    """What readers send stands in logs: it is counted or passed over, the next line is read as ever, and no terminal obeys it."""
    found = summed(tmp_path, line.rstrip(b"\n") + b"\n" + OURS.encode())
    assert found.pages["/tin-tuc/luong/"] == 2
    said = as_text(found, str)
    assert all(sign.isprintable() or sign == "\n" for sign in said)
    assert as_json(found).isascii()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_line_holds(line: str, uri: str, agent: str) -> None:
    """Nothing is raised, and what is said can be printed."""
    found = Visits()
    for written in (line, f'2026-11-24T10:00:00+07:00 404 GET {uri} 1 "-" "{agent}"', f'2026-11-24T10:00:00+07:00 200 GET {uri}/ 1 "-" "{agent}"'):
        visits.add(found, written)
    assert all(sign.isprintable() or sign == "\n" for sign in as_text(found, str))


def test_any_number_of_addresses_is_held_in_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who guesses addresses makes no more of them be told apart than are bearable; the rest is a number."""
    monkeypatch.setattr(visits, "DIFFERENT", 1_000)
    log = tmp_path / "access.log"
    with log.open("w") as opened:
        opened.writelines(f'2026-11-24T10:00:00+07:00 404 GET /{number}/ 1 "-" "Firefox"\n' for number in range(50_000))
    tracemalloc.start()
    found = read([log])
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(found.missing), found.left_out) == (1_000, 49_000)
    assert most < 2_000_000
