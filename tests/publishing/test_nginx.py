"""A site as nginx serves it with the configuration that is generated: every promise is read back over HTTP."""

import gzip
import io
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest
from PIL import Image
from playwright.sync_api import Browser

from plugins.model.served_as import served_as
from plugins.publishing.messages import PublishingError
from plugins.publishing.nginx import Site
from plugins.publishing.own_nginx import certificate
from plugins.publishing.security_headers import ATTACHED, POLICY
from plugins.publishing.server_config import moved, server_config
from plugins.publishing.targets import Server
from tests.browser.kinds import PAGES
from tests.conftest import Built, needed, run_pelican, write
from tests.everything import everything
from tests.publishing.web_server import Answer, Reader, free_port, nginx, release, show
from tests.written import story

LEDGER = """lang,url,guid,published,path,state
en,/en/news/given-up/,,2026-01-01T00:00:00+07:00,news/given-up.en.md,gone
vi,/tin-tuc/da-bo/,,2026-01-01T00:00:00+07:00,news/da-bo.vi.md,gone
vi,/tin-tuc/ten-cu/,"tag:ban-tin.example,2026:vi/news/doi-ten",2026-10-01T08:00:00+07:00,news/doi-ten.vi.md,moved
vi,/tin-tuc/ten-moi/,"tag:ban-tin.example,2026:vi/news/doi-ten",2026-10-01T08:00:00+07:00,news/doi-ten.vi.md,current
"""
ENCODED = {"br": brotli.decompress, "gzip": gzip.decompress}
EVERYWHERE = ("content-security-policy", "permissions-policy", "referrer-policy", "x-content-type-options", "cross-origin-opener-policy", "cross-origin-resource-policy", "cache-control")


@dataclass(frozen=True, slots=True)
class Served:
    """A site on its server."""

    site: Site
    built: Built
    folder: Path
    """As Server.folder."""
    reader: Reader


def picture() -> bytes:
    """A small one."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), (164, 22, 26)).save(made, "PNG")
    return made.getvalue()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, rooted_sample: Built) -> Iterator[dict[str, Served]]:
    """Two sites of one nginx: `secure`, below a path, with old addresses; `plain-site`, the sample union's, at a domain."""
    top = tmp_path_factory.mktemp("served")
    files: dict[str, str | bytes] = {
        "permalinks.csv": LEDGER,
        "news/anh.vi.md": story("Có ảnh", "2026-10-02", "image: anh.png", "image_alt: Hội trường", body="[Mẫu đơn](don.pdf)\n\n" + "Nội dung. " * 60),
        "news/anh.png": picture(),
        "news/don.pdf": b"%PDF-1.4\n%%EOF\n",
        "news/doi-ten.vi.md": story("Tên mới", "2026-10-01 08:00", "slug: ten-moi", "aliases: [/Tin-Cũ/, /vi/news/1234.html, /c%C3%B4ng%20%C4%91o%C3%A0n/]"),
    }
    built = run_pelican(write(top / "content", files), top / "output", top / "cache", SITEURL="https://someone.example/union")
    assert built.exit_code == 0, built.said
    logs = str(top)
    port, plain_port = free_port(), free_port()
    secure = Site("secure", f"https://localhost:{port}/union", str(top / "secure/site"), moved(built.output, "/union"), ("/tin-tuc/da-bo/", "/en/news/given-up/"), logs, str(certificate(top / "certificates")), plain_port)
    plain = Site("plain-site", f"http://localhost:{free_port()}", str(top / "plain/site"), logs=logs)
    served = {}
    for site, output in ((secure, built), (plain, rooted_sample)):
        folder = Path(site.folder)
        folder.mkdir(parents=True)
        release(folder, "1", output.output)
        show(folder, "1")
        served[site.name] = Served(site, output, folder, Reader(site))
    with nginx(top / "nginx", (secure, plain)):
        yield served
        for one in served.values():
            one.reader.close()


@pytest.fixture
def secure(sites: dict[str, Served]) -> Served:
    """Below a path, by TLS."""
    return sites["secure"]


@pytest.fixture(params=["secure", "plain-site"])
def either(sites: dict[str, Served], request: pytest.FixtureRequest) -> Served:
    """One after the other."""
    return sites[str(request.param)]


def address(path: str) -> str:
    """Of a file, as pages write it."""
    return "/" + (path.removesuffix("index.html") if path.endswith("/index.html") or path == "index.html" else path)


def test_every_file_is_served_as_it_should_be(either: Served) -> None:
    """Every file of the site, at its own address, byte for byte, with the headers that `served_as` says and every header of safety, once."""
    for path in sorted(either.built.files()):
        if address(path) in either.site.moved:
            continue
        answer = either.reader.get(quote(address(path)))
        expected = served_as(path)
        assert (answer.status, answer.headers["content-type"], answer.headers["cache-control"]) == (200, expected.type, expected.cache_control), path
        assert answer.body == (either.built.output / path).read_bytes()
        assert_safe(answer, either.site, path)
        attached = path.startswith("media/") and not re.search(r"-[0-9a-f]{8}\.[a-z]+$", path)
        assert answer.headers["content-security-policy"] == (ATTACHED if attached else POLICY), path
        read = re.search(r"(^|/)(rss|atom|atom/\d+)\.xml$|(^|/)feed\.json$|\.ics$|\.opml$|/data\.(csv|json)$", path)
        assert answer.headers.get("access-control-allow-origin") == ("*" if read else None), path
        elsewhere = read or path.startswith(("media/", "theme/"))
        assert answer.headers["cross-origin-resource-policy"] == ("cross-origin" if elsewhere else "same-origin"), path


def assert_safe(answer: Answer, site: Site, what: object) -> None:
    """Every header of safety is there, once, and the server does not say which version it is."""
    for name in EVERYWHERE:
        assert name in answer.headers, (what, name)
    assert answer.headers["x-content-type-options"] == "nosniff", what
    assert answer.headers["referrer-policy"] == "same-origin", what
    assert "unsafe" not in answer.headers["content-security-policy"] and "default-src 'none', " not in answer.headers["content-security-policy"], what
    assert answer.headers.get("strict-transport-security") == ("max-age=31536000" if site.secure else None), what
    assert answer.headers["server"] == "nginx", what


@pytest.mark.parametrize("path", ["/", "/rss.xml", "/en/feed.json", "/sitemap.xml", "/feeds.opml", "/theme/CSS"])
@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_encodings(either: Served, path: str, encoding: str) -> None:
    """Each encoding is what was compressed when it was published, has a strong ETag of its own, tells caches what it depends on, and is not sent twice."""
    path = path.replace("theme/CSS", style_sheet(either))
    asked = {"Accept-Encoding": encoding} if encoding else {}
    answer = either.reader.get(path, asked)
    assert answer.headers.get("content-encoding", "") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert ENCODED.get(encoding, bytes)(answer.body) == either.reader.get(path).body
    tags = {name: either.reader.get(path, {"Accept-Encoding": name}).headers["etag"] for name in ("br", "gzip", "identity")}
    assert len(set(tags.values())) == 3 and not any(tag.startswith("W/") for tag in tags.values())
    assert answer.headers["etag"] == tags[encoding or "identity"]
    again = either.reader.get(path, asked | {"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", answer.headers["etag"])
    assert again.headers["vary"] == "Accept-Encoding" and again.headers["cache-control"] == answer.headers["cache-control"]
    assert either.reader.get(path, asked | {"If-None-Match": '"another"'}).status == 200
    assert either.reader.get(path, asked, "HEAD").headers["etag"] == answer.headers["etag"]


def test_encodings_that_readers_prefer(either: Served) -> None:
    """Brotli for whoever takes it, gzip for the others; nothing that somebody refuses."""
    for asked, sent in {"gzip, deflate, br, zstd": "br", "gzip, deflate": "gzip", "br;q=0, gzip": "gzip", "identity": "", "deflate": ""}.items():
        assert either.reader.get("/", {"Accept-Encoding": asked}).headers.get("content-encoding", "") == sent, asked


def style_sheet(served: Served) -> str:
    """Its path."""
    [found] = [path for path in served.built.files() if re.fullmatch(r"theme/site\.[0-9a-f]{10}\.css", path)]
    return found


def test_moved_addresses(secure: Served) -> None:
    """Who asks for an old address is sent on for good, however it is written, below the site's path; caches ask again after a minute."""
    new = f"{secure.site.site_url}/tin-tuc/ten-moi/"
    for old in ("/tin-tuc/ten-cu/", "/tin-tuc/ten-cu", "/Tin-C%C5%A9/", "/Tin-C%c5%a9", "/vi/news/1234.html", "/c%C3%B4ng%20%C4%91o%C3%A0n/", "/tin-tuc/ten-cu/?x=y"):
        answer = secure.reader.get(old)
        assert (answer.status, answer.headers.get("location")) == (301, new), old
        assert answer.headers["cache-control"].startswith("public, max-age=60,")
        assert_safe(answer, secure.site, old)


def test_addresses_that_were_given_up(secure: Served) -> None:
    """Who asks for what is gone for good is told so, with the page that says where to go on."""
    for old in ("/tin-tuc/da-bo/", "/en/news/given-up"):
        answer = secure.reader.get(old)
        assert (answer.status, answer.body) == (410, (secure.built.output / "404.html").read_bytes()), old
        assert_safe(answer, secure.site, old)


NOWHERE = (
    "/khong-co/",
    "/en/nowhere",
    "/theme/site.0123456789.css",
    "/theme/",
    "/media/",
    "/media/news/khong-co.pdf",
    "/media/a-01234567.jpg",
    "/index.html.br",
    "/rss.xml.gz",
    "/.git/config",
    "/tin-tuc/.htaccess",
    "/%00",
    "/%ff%fe/",
    "/%0d%0aSet-Cookie:%20a=b/",
    "/index.php?x=../../etc/passwd",
    "/%25%32%65%25%32%65/",
    "/..%5c..%5cetc/passwd",
)


def test_nothing_is_there(either: Served) -> None:
    """What is not there is answered by the page that says so, in every language, whatever was asked for; no folder is listed, nothing hidden is shown."""
    page = (either.built.output / "404.html").read_bytes()
    for path in NOWHERE:
        answer = either.reader.get(path)
        if path == "/%00":
            assert answer.status in {400, 404}
            either.reader.close()
            continue
        assert (answer.status, answer.body, answer.headers["content-type"]) == (404, page, "text/html; charset=utf-8"), path
        assert answer.headers["cache-control"].startswith("public, max-age=60,"), path
        assert "set-cookie" not in answer.headers
        assert_safe(answer, either.site, path)


def test_no_way_out(either: Served) -> None:
    """No spelling of a path leads to what lies beside the site."""
    (either.folder / "secret.html").write_text("secret", "utf-8")
    for path in ("/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/theme/../../secret.html", "/theme/%2e%2e/%2e%2e/secret.html", "//../secret.html", "/./../secret.html"):
        answer = either.reader.get(path)
        assert answer.status in {400, 404} and b"secret" not in answer.body, path
        either.reader.close()


def test_folders_without_their_slash(either: Served) -> None:
    """A folder's address gets its slash, at the site's own host whatever the request names, and keeps its query; no spelling sends a reader to another site."""
    answer = either.reader.get("/tin-tuc?a=b&c", {"Host": "evil.example"})
    assert (answer.status, answer.headers["location"]) == (301, f"{either.site.site_url}/tin-tuc/?a=b&c")
    assert_safe(answer, either.site, "/tin-tuc")
    for path in ("//evil.example/%2e%2e/tin-tuc", "/%0d%0aX:y/../tin-tuc", "/%5cevil.example/..//tin-tuc"):
        answer = either.reader.get(path)
        assert answer.status in {301, 400, 404}, path
        assert answer.headers.get("location", f"{either.site.origin}/").startswith(f"{either.site.origin}/"), path
        assert "x" not in answer.headers
    if either.site.path:
        assert either.reader.ask(either.site.path).headers["location"] == f"{either.site.site_url}/"


def test_methods(either: Served) -> None:
    """Nothing but reading is answered."""
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        answer = either.reader.get("/", {"Content-Length": "0"}, method)
        assert answer.status == 405, method
        assert_safe(answer, either.site, method)


def test_below_its_path_only(secure: Served) -> None:
    """A site below a path answers for nothing else of its host."""
    for path in ("/", "/tin-tuc/", "/unionx/", "/rss.xml"):
        assert secure.reader.ask(path).status == 404, path


def test_parts(either: Served) -> None:
    """A part of a file can be asked for: sounds and long documents are read so."""
    [path] = [path for path in either.built.files() if re.fullmatch(r"theme/icons/icon-512\.[0-9a-f]{10}\.png", path)]
    answer = either.reader.get(f"/{path}", {"Range": "bytes=10-19"})
    assert (answer.status, answer.body) == (206, (either.built.output / path).read_bytes()[10:20])
    assert_safe(answer, either.site, path)


def test_without_tls(secure: Served) -> None:
    """Who comes without TLS is sent to the same address with it; certbot's challenges are answered there."""
    reader = Reader(secure.site, port=secure.site.plain_port)
    answer = reader.ask("/union/tin-tuc/?a=b", {"Host": "evil.example"})
    assert (answer.status, answer.headers["location"]) == (301, f"{secure.site.origin}/union/tin-tuc/?a=b")
    assert reader.ask("/.well-known/acme-challenge/nothing").status == 404
    reader.close()


def test_http2_and_ipv6(either: Served) -> None:
    """Over TLS a browser gets HTTP/2; the site answers by IPv6, too."""
    done = subprocess.run([needed("curl", "curl"), "-sko", "/dev/null", "--resolve", f"localhost:{either.site.port}:[::1]", "-w", "%{http_version} %{http_code} %{remote_ip}", f"{either.site.site_url}/"], capture_output=True, text=True, check=False)
    assert done.stdout == f"{'2' if either.site.secure else '1.1'} 200 ::1"


def test_old_protocols_are_refused(secure: Served) -> None:
    """TLS 1.1 and older."""
    done = subprocess.run([needed("curl", "curl"), "-sko", "/dev/null", "--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0", f"{secure.site.site_url}/"], capture_output=True, check=False)
    assert done.returncode == 35


def test_log(either: Served) -> None:
    """The log tells which path was asked for, as it was written, and not by whom; nothing that a reader sends can make a line of its own."""
    either.reader.get("/gi%e1%bb%9bi/?who=me", {"Referer": "https://search.example/", "User-Agent": 'Reader/1.0 (3 subscribers) "\\x'})
    either.reader.get("/rss.xml", {"Accept-Encoding": "br"})
    lines = (Path(either.site.logs) / f"{either.site.name}.visits.log").read_text("utf-8").splitlines()
    told = [line.partition(" ")[2] for line in lines]
    page, feed = re.escape(f"{either.site.path}/gi%e1%bb%9bi/"), re.escape(f"{either.site.path}/rss.xml")
    assert any(re.fullmatch(rf'404 GET {page} \d+ "https://search.example/" "Reader/1.0 \(3 subscribers\) \\x22\\x5Cx"', line) for line in told)
    assert any(re.fullmatch(rf'200 GET {feed} \d+ "-" "-"', line) for line in told)
    assert not any("127.0.0.1" in line or "::1" in line or "who=me" in line for line in lines)


def test_no_stale_answer_after_a_switch(secure: Served) -> None:
    """A release is seen at once. What is another content has another ETag though its length is the same; going back gives the older one again."""
    folder, page = secure.folder, "/robots.txt"
    before = secure.reader.get(page)
    release(folder, "2", secure.built.output)
    changed = folder / "releases/2/robots.txt"
    changed.write_bytes(before.body[::-1])
    show(folder, "2")
    after = secure.reader.get(page, {"If-None-Match": before.headers["etag"], "If-Modified-Since": before.headers["last-modified"]})
    assert (after.status, after.body) == (200, before.body[::-1])
    show(folder, "1")
    back = secure.reader.get(page, {"If-None-Match": after.headers["etag"]})
    assert (back.status, back.body, back.headers["etag"]) == (200, before.body, before.headers["etag"])
    assert secure.reader.get(page, {"If-Modified-Since": after.headers["last-modified"]}).status == 200


def test_going_back_before_a_move(secure: Served) -> None:
    """Where an older release is shown, in which a text stands at its old address and not yet at the new one, the old address is not sent on to nowhere."""
    older = release(secure.folder, "0", secure.built.output)
    (older / "tin-tuc/ten-moi/index.html").unlink()
    show(secure.folder, "0")
    try:
        assert secure.reader.get("/tin-tuc/ten-cu/").status == 200
    finally:
        show(secure.folder, "1")


def test_the_theme_of_earlier_releases(secure: Served) -> None:
    """Who has a page of an earlier release open still gets what it is drawn with, kept for ever; a picture that was taken out is gone at once."""
    newer = release(secure.folder, "3", secure.built.output)
    sheet = style_sheet(secure)
    [picture] = [path for path in secure.built.files() if path.startswith("media/") and path.endswith(".png")][:1]
    for path in (sheet, f"{sheet}.br", f"{sheet}.gz", picture):
        (newer / path).unlink()
    show(secure.folder, "3")
    try:
        answer = secure.reader.get(f"/{sheet}", {"Accept-Encoding": "br"})
        assert (answer.status, answer.headers["content-encoding"], answer.headers["content-type"]) == (200, "br", "text/css; charset=utf-8")
        assert answer.headers["cache-control"] == served_as(sheet).cache_control
        assert_safe(answer, secure.site, sheet)
        assert secure.reader.get(f"/{picture}").status == 404
    finally:
        show(secure.folder, "1")


def faults_in_a_browser(browser: Browser, address: str, pages: Sequence[str]) -> list[str]:
    """What Chromium complains of on these pages under the served headers; then a script is put in, which must be blocked."""
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: faults.append(f"{request.url}: {request.failure}") if request.failure != "net::ERR_ABORTED" else None)
    page.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 and "favicon.ico" not in answer.url else None)
    page.add_init_script("addEventListener('securitypolicyviolation', (event) => console.error(`blocked: ${event.blockedURI} by ${event.violatedDirective}`))")
    for url in pages:
        page.goto(f"{address}{url}")
    page.goto(f"{address}/", wait_until="networkidle")
    assert page.locator("[data-scheme-button] button").count() == 1, "its script ran"
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 0, "its style sheet is there"
    before = list(faults)
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.harmed = 1'}))")
    assert page.evaluate("window.harmed === undefined")
    assert any("blocked: inline" in fault for fault in faults)
    context.close()
    return before


def test_nothing_is_blocked_in_a_browser(sites: dict[str, Served], browser: Browser) -> None:
    """Pages of every kind, drawn by Chromium under the served headers: no complaint, nothing blocked, every file there. What was put in does not run."""
    plain = sites["plain-site"]
    kinds = {(path.startswith("en/"), *path.removeprefix("en/").split("/")[:1], path.count("/")): address(path) for path in sorted(plain.built.files()) if path.endswith(".html")}
    assert len(kinds) > 30
    assert faults_in_a_browser(browser, plain.site.site_url, tuple(kinds.values())) == []
    secure = sites["secure"]
    assert faults_in_a_browser(browser, secure.site.site_url, ("/tin-tuc/co-anh/", "/tin-tuc/ten-cu/")) == []


@pytest.mark.long
def test_every_construct_is_drawn(tmp_path: Path, browser: Browser) -> None:
    """The same for a page of every kind with every construct, by TLS and below a path."""
    built = run_pelican(write(tmp_path / "content", everything()), tmp_path / "output", tmp_path / "cache", SITEURL="https://someone.example/union")
    site = Site("everything", f"https://localhost:{free_port()}/union", str(tmp_path / "site"), {}, (), str(tmp_path), str(certificate(tmp_path / "certificates")), free_port())
    Path(site.folder).mkdir()
    release(Path(site.folder), "1", built.output)
    show(Path(site.folder), "1")
    with nginx(tmp_path / "nginx", [site]):
        assert faults_in_a_browser(browser, site.site_url, [url for _, url in PAGES]) == []


def test_a_configuration_of_a_built_site(sites: dict[str, Served]) -> None:
    """`inv server-config` knows the old addresses from the built site and its ledger; it is the same whenever it is written."""
    output = sites["secure"].built.output
    texts = {server_config(Server("web", "host.example", "/srv/site"), "https://union.example/union", output, output.with_name("content"), ("vi", "en")) for _ in range(2)}
    [text] = texts
    assert '"/union/tin-tuc/ten-cu/" "/tin-tuc/ten-moi/";' in text and '"/union/en/news/given-up" "1";' in text
    for folder in ("~/site", "site", "/srv/$host"):
        with pytest.raises(PublishingError, match="from / on"):
            server_config(Server("web", "host.example", folder), "https://union.example", output, output.with_name("content"), ("vi", "en"))
