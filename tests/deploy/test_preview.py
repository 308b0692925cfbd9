"""`inv serve`: a real server over real builds, stopped as a person stops it."""

import functools
import http.client
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPResponse
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from plugins.deploy.live_site import LiveSite, Shown
from plugins.deploy.preview import SCRIPT, Screen, reloading
from plugins.model.vietnam_time import ZONE
from tests.conftest import run_pelican

from .project import TINY, Project, copied, surroundings

PATIENCE = 60.0
"""Seconds until something that does not come is a failure."""
STORY = "news/2026/dai-hoi.vi.md"
PAGE = "/tin-tuc/dai-hoi-lan-thu-nhat/"


@dataclass(frozen=True, slots=True)
class Preview:
    """A running `inv serve`."""

    project: Project
    process: subprocess.Popen[str]
    lines: "queue.Queue[str]"
    """What it says, line by line; an empty one at its end."""
    port: int

    def until(self, *parts: str) -> str:
        """Wait for a line with these parts on the terminal."""
        return heard(self.lines, *parts)

    def ask(self, path: str, seconds: float = PATIENCE) -> HTTPResponse:
        """Ask for a page, or for the events; give up after so many seconds of silence."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        connection.request("GET", path)
        return connection.getresponse()

    def page(self, path: str) -> str:
        """The text of a page."""
        return self.ask(path).read().decode()

    def events(self, path: str) -> HTTPResponse:
        """The stream that the page at `path` listens to, from now on."""
        build = self.page(path).partition(f"{SCRIPT}?")[2].partition('"')[0]
        stream = self.ask(f"/_reload?{build}")
        assert stream.readline() == b"retry: 1000\n"
        return stream

    def stop(self) -> int:
        """Press Ctrl-C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as Unix does")
Start = Callable[..., Preview]


def heard(lines: "queue.Queue[str]", *parts: str) -> str:
    """The first line with these parts, as soon as it is there."""
    before = []
    deadline = monotonic() + PATIENCE
    while line := lines.get(timeout=max(0.0, deadline - monotonic())):
        before.append(line)
        if all(part in line for part in parts):
            return line
    pytest.fail(f"no line with {parts}:\n{''.join(before)}")


def told(stream: HTTPResponse, part: str) -> None:
    """Read a stream of events until a line with `part`."""
    deadline = monotonic() + PATIENCE
    lines = []
    while monotonic() < deadline and (line := stream.readline().decode()):
        lines.append(line)
        if part in line:
            return
    pytest.fail(f"not told of {part}:\n{''.join(lines)}")


@contextmanager
def running(folder: Path, *options: str, content: Mapping[str, str] = TINY) -> Iterator[Preview]:
    """`inv serve` on a free port, in a copy of the project in `folder`, from its first build until the block's end."""
    project = copied(folder, content)
    process = subprocess.Popen(
        project.command("serve", "--port", "0", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=surroundings(),
        start_new_session=True,
    )
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_listen, args=(process, lines), daemon=True).start()
    try:
        line = heard(lines, "http://127.0.0.1:")
        preview = Preview(project, process, lines, int(line.partition("127.0.0.1:")[2].partition("/")[0]))
        yield preview
        if process.poll() is None:
            preview.stop()
    finally:
        process.kill()
        process.wait(PATIENCE)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Start]:
    """Start `inv serve`, with options."""
    with ExitStack() as stack:
        yield lambda *options, content=TINY: stack.enter_context(running(tmp_path, *options, content=content))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One that nobody writes for and nobody stops."""
    with running(tmp_path_factory.mktemp("preview")) as started:
        yield started


def _listen(process: "subprocess.Popen[str]", lines: "queue.Queue[str]") -> None:
    assert process.stdout is not None
    with process.stdout as said:
        for line in said:
            lines.put(line)
    lines.put("")


def test_pages_are_served_as_a_web_server_would(preview: Preview) -> None:
    """Folders show their index page, files have their type and UTF-8, nothing is kept by the browser, what is not there is the 404 page."""
    home = preview.ask("/")
    assert (home.status, home.headers["Content-Type"], home.headers["Cache-Control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert f'<a href="{PAGE}">' in home.read().decode()
    assert preview.ask("/rss.xml").headers["Content-Type"] == "application/xml; charset=utf-8"
    moved = preview.ask(PAGE.rstrip("/"))
    assert (moved.status, moved.headers["Location"]) == (301, PAGE)
    missing = preview.ask("/khong-co/")
    assert missing.status == 404
    assert "Không tìm thấy trang" in missing.read().decode()


def test_served_pages_are_the_built_ones(preview: Preview) -> None:
    """But for the script that reloads them, pages, feeds, pictures and the theme's files are served byte for byte as they are built."""
    site = preview.project.root.parent / "built"
    address = f"http://127.0.0.1:{preview.port}"
    built = run_pelican(preview.project.root / "content", site, preview.project.root.parent / "cache", str(preview.project.root / "pelicanconf.py"), SITEURL=address, SOURCE_DATE_EPOCH="")
    assert built.exit_code == 0, built.said
    files = built.files() - {"manifest.json"}
    assert {"index.html", "rss.xml", "sitemap.xml", "en/index.html"} <= files
    for file in sorted(files):
        served = preview.ask("/" + quote(file)).read()
        assert re.sub(rb'<script src="/_reload.js[^>]*></script>', b"", served) == (site / file).read_bytes(), file


def test_the_script_is_a_file_of_its_own(preview: Preview) -> None:
    """What reloads a page is named in each page as it is served; nothing of the preview is written."""
    assert f'<script src="{SCRIPT}?' in preview.page("/")
    assert not (preview.project.root / ".preview").exists()
    assert preview.ask(SCRIPT).headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "EventSource" in preview.page(SCRIPT)


def test_a_save_is_built_and_shown(serve: Start) -> None:
    """A saved story is built, whoever shows the old page is told, and the new page is there."""
    preview = serve()
    assert "Nội dung thứ nhất." in preview.page(PAGE)
    with preview.events(PAGE) as stream:
        preview.project.write(STORY, TINY[STORY].replace("Nội dung thứ nhất.", "Nội dung mới."))
        assert b"event: built\n" in stream.read()
    assert "Nội dung mới." in preview.page(PAGE)


def test_a_page_older_than_the_build_is_told_at_once(preview: Preview) -> None:
    """A browser that comes back after a build, or after another `inv serve`, does not wait for the next one."""
    with preview.ask("/_reload?0123456789abcdef") as stream:
        assert b"event: built\n" in stream.read()


def test_saves_in_the_middle_of_a_build_are_not_lost(serve: Start) -> None:
    """However fast one saves, the last save is what is shown in the end."""
    preview = serve()
    for number in range(20):
        preview.project.write(STORY, TINY[STORY].replace("thứ nhất.", f"thứ {number}."))
    deadline = monotonic() + PATIENCE
    while "Nội dung thứ 19." not in preview.page(PAGE):
        assert monotonic() < deadline
        with preview.events(PAGE) as stream:
            if "Nội dung thứ 19." not in preview.page(PAGE):
                stream.read()


def test_a_failed_build_keeps_the_last_good_pages(serve: Start) -> None:
    """A mistake is named on the terminal as `path:line`; the pages stay, nobody is told to reload; mended, it goes on."""
    preview = serve()
    with preview.events(PAGE) as stream:
        preview.project.write(STORY, TINY[STORY].replace("category: phap-luat", "category: lạ"))
        preview.until(f"{STORY}:4: ", "lạ")
        assert "Nội dung thứ nhất." in preview.page(PAGE)
        preview.project.write(STORY, TINY[STORY].replace("Nội dung thứ nhất.", "Đã sửa."))
        assert b"event: built\n" in stream.read()
    assert "Đã sửa." in preview.page(PAGE)


def test_what_is_saved_beside_a_mistake_is_not_lost(serve: Start) -> None:
    """A text saved while another one has a mistake is shown as soon as that one is mended, though nobody saves it again."""
    preview = serve()
    broken, other = STORY.replace("dai-hoi", "hong"), TINY[STORY].replace("lần thứ nhất", "lần thứ hai")
    with preview.events(PAGE) as stream:
        preview.project.write(broken, other.replace("category: phap-luat", "category: lạ"))
        told(stream, "event: wrong")
        preview.project.write(STORY, TINY[STORY].replace("Nội dung thứ nhất.", "Đã sửa."))
        preview.until(f"{broken}:4: ")
        preview.until(f"{broken}:4: ")
        assert "Nội dung thứ nhất." in preview.page(PAGE)
        preview.project.write(broken, other)
        told(stream, "event: built")
    assert "Đã sửa." in preview.page(PAGE)
    assert "Nội dung thứ nhất." in preview.page("/tin-tuc/dai-hoi-lan-thu-hai/")


def test_a_first_build_that_fails_is_no_end(serve: Start) -> None:
    """Beginning with a mistake in the content, the server says where to look, and shows the site once it is mended."""
    preview = serve(content={**TINY, STORY: "---\ntitle: Đại hội lần thứ nhất\n---\n"})
    nothing = preview.ask("/")
    assert (nothing.status, f"{SCRIPT}?" in nothing.read().decode()) == (404, True)
    with preview.ask("/_reload?") as stream:
        preview.project.write(STORY, TINY[STORY])
        assert b"event: built\n" in stream.read()
    assert preview.ask(PAGE).status == 200


def test_the_configuration_is_watched(serve: Start) -> None:
    """A changed pelicanconf.py, replaced as editors' programs do, is built like a changed text."""
    preview = serve()
    conf = preview.project.root / "pelicanconf.py"
    for name in ("Công đoàn thứ hai", "Công đoàn thứ ba"):
        with preview.events("/") as stream:
            beside = conf.with_name("pelicanconf.py.new")
            beside.write_text(f"{conf.read_text(encoding='utf-8')}\nSITENAMES = {{'vi': '{name}'}}\n", encoding="utf-8")
            beside.replace(conf)
            stream.read()
        assert name in preview.page("/")


def test_drafts_are_shown_when_asked_for(serve: Start) -> None:
    """With --drafts a draft has its page in the preview; output/ is not touched."""
    preview = serve("--drafts")
    assert "Bản nháp chưa đăng" in preview.page("/tin-tuc/ban-nhap-chua-dang/")
    assert not (preview.project.root / "output").exists()


def test_drafts_are_hidden_else(preview: Preview) -> None:
    """Without --drafts no page knows of a draft."""
    assert preview.ask("/tin-tuc/ban-nhap-chua-dang/").status == 404
    assert "Bản nháp" not in preview.page("/")


def test_ctrl_c_ends_it(serve: Start) -> None:
    """Ctrl-C ends the server with exit code 0 and not a word, even while browsers listen."""
    preview = serve()
    with preview.events("/"):
        assert preview.stop() == 0
    assert preview.lines.get(timeout=PATIENCE) == ""


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    """A port that another program has gives one sentence and exit code 1; nothing is built."""
    project = copied(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = project.inv("serve", "--port", str(other.getsockname()[1]))
    assert done.returncode == 1
    assert done.stderr.startswith("port ")
    assert len(done.stderr.splitlines()) == 1
    assert not (project.root / ".preview").exists()


def test_the_browser_shows_the_save_by_itself(serve: Start, browser: Browser) -> None:
    """A page open in a browser shows what was saved, without a hand on it."""
    preview = serve()
    with browser.new_page() as page:
        page.goto(f"http://127.0.0.1:{preview.port}{PAGE}")
        expect(page.get_by_text("Nội dung thứ nhất.", exact=True)).to_be_visible()
        for words in ("Nội dung mới.", "Nội dung mới hơn."):
            preview.project.write(STORY, TINY[STORY].replace("Nội dung thứ nhất.", words))
            expect(page.get_by_text(words, exact=True)).to_be_visible(timeout=PATIENCE * 1000)


def test_a_mistake_is_shown_over_the_last_good_page(serve: Start, browser: Browser) -> None:
    """A mistake is named over the page with file and line, as text; the page stays under it, and when it is mended the page is new."""
    preview = serve()
    with browser.new_page() as page:
        page.goto(f"http://127.0.0.1:{preview.port}{PAGE}")
        preview.project.write(STORY, TINY[STORY].replace("category: phap-luat", "category: <b>lạ</b>"))
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text(f"content/{STORY}:4: ", timeout=PATIENCE * 1000)
        expect(alert).to_contain_text("<b>lạ</b>")
        expect(page.get_by_text("Nội dung thứ nhất.", exact=True)).to_be_visible()
        page.goto(f"http://127.0.0.1:{preview.port}/")
        expect(alert).to_contain_text(f"content/{STORY}:4: ", timeout=PATIENCE * 1000)
        preview.project.write(STORY, TINY[STORY])
        expect(alert).to_have_count(0, timeout=PATIENCE * 1000)
        expect(page.get_by_text("Đại hội lần thứ nhất").first).to_be_visible()


@pytest.mark.parametrize(
    ("file", "broken", "said"),
    [
        pytest.param("theme/templates/story.html", "{% endif %}", "theme/templates/story.html:1: ", marks=pytest.mark.long),
        ("theme/templates/story.html", "{{ no_such_name }}", "theme/templates/story.html:1: "),
        ("plugins/news.py", "no python", "the program has ended"),
        pytest.param("pelicanconf.py", "no python", "the program has ended", marks=pytest.mark.long),
    ],
    ids=["no template", "a name mistyped", "no program", "no configuration"],
)
def test_a_mistake_in_theme_or_program_leaves_the_pages(file: str, broken: str, said: str, serve: Start) -> None:
    """What cannot show the page one looks at does not take the place of what can; mended, it does."""
    preview = serve()
    assert "Nội dung thứ nhất." in preview.page(PAGE)
    place = preview.project.root / file
    good = place.read_text(encoding="utf-8")
    with preview.events(PAGE) as stream:
        place.write_text(f"{broken}\n{good}", encoding="utf-8")
        told(stream, said)
        assert "Nội dung thứ nhất." in preview.page(PAGE)
        place.write_text(good, encoding="utf-8")
        preview.project.write(STORY, TINY[STORY].replace("Nội dung thứ nhất.", "Đã sửa."))
        told(stream, "event: built")
    assert "Đã sửa." in preview.page(PAGE)


def test_a_page_comes_when_its_time_comes(serve: Start) -> None:
    """A story of the next seconds is not shown before its instant, and is shown after it, without a save."""
    instant = datetime.now(ZONE) + timedelta(seconds=6)
    text = f"---\ntitle: Tin sắp đăng\ndate: {instant:%Y-%m-%d %H:%M:%S}\n---\n\nĐến giờ.\n"
    preview = serve(content={**TINY, "news/2026/sap.vi.md": text})
    while datetime.now(ZONE) <= instant:
        status = preview.ask("/tin-tuc/tin-sap-dang/").status
        assert status == 404 or datetime.now(ZONE) >= instant.replace(microsecond=0)
    assert "Đến giờ." in preview.page("/tin-tuc/tin-sap-dang/")
    build = preview.page("/").partition(f"{SCRIPT}?")[2].partition('"')[0]
    with preview.ask(f"/_reload?{build}", seconds=1) as stream, pytest.raises(TimeoutError):
        stream.read()  # else a browser would load the page again and again


def test_files_come_go_and_move(serve: Start) -> None:
    """A new text, one that was deleted, and a renamed folder are followed like a changed one."""
    preview = serve()
    with preview.events("/") as stream:
        preview.project.write("news/2026/moi.vi.md", "---\ntitle: Tin mới\ndate: 2026-01-04\n---\n\nMới.\n")
        assert b"event: built\n" in stream.read()
    assert "Mới." in preview.page("/tin-tuc/tin-moi/")
    with preview.events("/") as stream:
        (preview.project.root / "content/news/2026/moi.vi.md").unlink()
        assert b"event: built\n" in stream.read()
    assert preview.ask("/tin-tuc/tin-moi/").status == 404
    with preview.events("/") as stream:
        (preview.project.root / "content/news/2026").rename(preview.project.root / "content/news/cu")
        preview.project.write(STORY.replace("2026", "cu"), TINY[STORY].replace("Nội dung thứ nhất.", "Đã dời."))
        stream.read()
    deadline = monotonic() + PATIENCE
    while "Đã dời." not in preview.page(PAGE):
        assert monotonic() < deadline


@pytest.mark.parametrize("path", ["/../content/site/bylines.yaml", "/a/../../tasks.py", "//../tasks.py", "/%00", "/media", "/index.html/", "/content/news/2026/dai-hoi.vi.md"])
def test_nothing_but_the_site_is_served(path: str, preview: Preview) -> None:
    """No address leads to a file of the project, and a folder without an index page is not there."""
    assert preview.ask(path).status == 404


def test_a_page_without_a_body_end_gets_the_script_too() -> None:
    """Whatever a page looks like, it is shown anew."""
    assert reloading(b"<p>A", "b1") == f'<p>A<script src="{SCRIPT}?b1" defer></script>'.encode()
    assert reloading(b"<p></body></html>", "b1").endswith(b"</script></body></html>")


def test_the_same_build_reloads_nothing(tmp_path: Path) -> None:
    """A build that changed nothing wakes nobody; another one wakes those who wait."""
    screen = Screen(LiveSite([], tmp_path, ""), "")
    screen.show(Shown("a"))
    screen.show(Shown("a"))
    assert screen.other_than(Shown("a"), 0) == Shown("a")
    woken = threading.Thread(target=functools.partial(screen.other_than, Shown("a"), PATIENCE))
    woken.start()
    screen.show(Shown("b"))
    woken.join(PATIENCE)
    assert not woken.is_alive()
