"""A live site held against the release: what is right is found right, and every way of being wrong is told."""

import gzip
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import brotli
import pytest

from plugins.publishing import verify as verifying
from plugins.publishing.inspection import inspect
from plugins.publishing.messages import PublishingError
from plugins.publishing.release import STATUS, Release, released, whole
from plugins.publishing.signing import SIGNATURE, signed
from plugins.publishing.verify import Finding, sample, say_in_short
from tests.conftest import run_pelican, write
from tests.publishing.signers import allowed, made_key
from tests.publishing.told import Told
from tests.publishing.web import Handler, Web, serving
from tests.written import CATEGORIES, notice, picture, story

SITE: dict[str, str | bytes] = {
    "site/categories.yaml": CATEGORIES,
    "news/2026/cu/index.vi.md": story("Tin cũ", "2026-11-01", "category: phap-luat"),
    "news/2026/moi/index.vi.md": story("Tin mới", "2026-11-20", "image: anh.jpg", "image_alt: ảnh", "aliases: [/tin-tuc/ten-cu/]"),
    "news/2026/moi/anh.jpg": picture(),
    "news/2026/moi/index.en.md": story("News", "2026-11-20"),
    "announcements/2026/thong-bao/index.vi.md": notice("Thông báo mới", "2026-11-21", "number: 12/TB-CĐ"),
}
OLD = "tin-tuc/ten-cu/"


def verify(site_url: str, release: Release, gone: Sequence[str] = (), *, ours: bool = False) -> list[str]:
    """What is wrong with a site, a line each."""
    return [str(finding) for finding in verifying.verify(site_url, release, gone, ours=ours)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built for below a path."""
    folder = tmp_path_factory.mktemp("verified")
    built = run_pelican(write(folder / "content", SITE), folder / "output", folder / "cache", SITEURL="https://union.example/sub")
    assert built.exit_code == 0, built.said
    return built.output


@pytest.fixture
def release(built: Path, tmp_path: Path) -> Release:
    """Its release, to be harmed."""
    folder = tmp_path / "release"
    shutil.copytree(built, folder)
    files = dict(whole(folder))
    (folder / STATUS).write_text('{"release": "20261123T030000Z-000000000000"}')
    files[STATUS] = released(folder, STATUS)
    return Release("20261123T030000Z-000000000000", folder, files)


@pytest.fixture
def web(release: Release) -> Iterator[Web]:
    """The site, live."""
    with serving(release.folder, "/sub") as served:
        yield served


def test_what_was_published_is_found_right(web: Web, release: Release) -> None:
    """Home in each language, lists, the newest of each, feeds, an asset, status and what is not there: all asked for, nothing told."""
    assert verify(web.address, release, ours=True) == []
    asked = {address.removeprefix("/sub/") for address in web.asked}
    assert asked >= {"", "en/", "feed.json", "rss.xml", "en/atom.xml", "thong-bao/feed.json", "manifest.json", STATUS}
    assert asked >= {"tin-tuc/tin-moi/", "thong-bao/thong-bao-moi/", "en/news/news/"}
    assert "tin-tuc/tin-cu/" not in asked and OLD in asked
    assert any(address.endswith(".css") for address in asked)
    assert any(address.startswith("khong-co-") for address in asked)


def _gone(answer: Handler) -> None:
    answer.answer(503)


def _other_bytes(answer: Handler) -> None:
    here = Path(answer.translate_path(answer.path))
    body = (here / "index.html" if here.is_dir() else here).read_bytes()
    answer.answer(200, b"x" + body[1:], Content_Type="text/html" if here.is_dir() else answer.guess_type(here))


def _shorter(answer: Handler) -> None:
    answer.answer(200, b"<p>", Content_Type="text/html")


def _endless(answer: Handler) -> None:
    answer.send_response(200)
    answer.send_header("Content-Type", "text/html")
    answer.end_headers()
    while True:
        answer.wfile.write(bytes(65536))


def _elsewhere(answer: Handler) -> None:
    answer.answer(301, Location="https://evil.example/")


def _as_text(answer: Handler) -> None:
    here = Path(answer.translate_path(answer.path))
    answer.answer(200, (here / "index.html" if here.is_dir() else here).read_bytes(), Content_Type="text/plain")


def _packed(answer: Handler) -> None:
    answer.answer(200, b"", Content_Type="text/html", Content_Encoding="br")


def _cut(answer: Handler) -> None:
    answer.send_response(200)
    answer.send_header("Content-Length", "100000")
    answer.end_headers()
    answer.wfile.write(b"<!doctype")


@pytest.mark.parametrize(
    ("where", "fault", "told"),
    [
        ("/", _gone, "expected 200, got 503"),
        ("/en/", _other_bytes, "expected the bytes that were built, got others"),
        ("/tin-tuc/tin-moi/", _shorter, "got 3"),
        ("/thong-bao/thong-bao-moi/", _endless, "got > "),
        ("/en/news/news/", _elsewhere, "expected 200, got 301 → https://evil.example/"),
        ("/feed.json", _as_text, "expected the type application/feed+json / application/json, got text/plain"),
        ("/rss.xml", _packed, "got br, which was not asked for"),
        ("/atom.xml", _cut, "expected"),
        ("/status.json", _gone, "expected 200, got 503"),
    ],
)
def test_what_is_wrong_is_told(web: Web, release: Release, where: str, fault: Callable[[Handler], None], told: str) -> None:
    """One line for what is wrong at an address, with the address, what was expected and what came."""
    web.otherwise[where] = fault
    lines = verify(web.address, release)
    assert [line for line in lines if line.startswith(f"{web.address}{where}: ") and told in line], lines
    assert all(line.startswith(f"{web.address}{where}: ") for line in lines)


def test_a_page_for_everything_is_told(web: Web, release: Release) -> None:
    """A server that answers 200 where nothing is would let search engines in on endless pages."""
    nowhere = next(line for line in _asked_twice(web, release) if "khong-co-" in line).removeprefix("/sub")
    web.otherwise[nowhere] = lambda answer: answer.answer(200, b"welcome", Content_Type="text/html")
    (line,) = verify(web.address, release)
    assert "expected 404" in line


def _asked_twice(web: Web, release: Release) -> list[str]:
    verify(web.address, release)
    return web.asked


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("fault", ["other", "damaged", pytest.param("endless", marks=pytest.mark.long), "none"])
def test_what_browsers_get_is_looked_at_too(web: Web, release: Release, encoding: str, fault: str) -> None:
    """A packed file is a file of its own on the server: whoever alters that alone is found out, soon, and however large it grows."""
    packed = {"br": brotli.compress, "gzip": gzip.compress}[encoding]
    home = (release.folder / "en/index.html").read_bytes()
    body = b"\xff" * 99 if fault == "damaged" else packed({"other": home[:-1] + b"!", "endless": bytes(50_000_000), "none": home}[fault])

    def answer(handler: Handler) -> None:
        if handler.headers["Accept-Encoding"] == encoding:
            handler.answer(200, body, Content_Type="text/html", Content_Encoding=encoding)
        else:
            handler.answer(200, home, Content_Type="text/html")

    web.headers["Vary"] = "Accept-Encoding"
    web.otherwise["/en/"] = answer
    lines = verify(web.address, release)
    assert [line.partition(": ")[0] for line in lines] == ([] if fault == "none" else [f"{web.address}/en/"])
    assert all(f"by {encoding}" in line for line in lines)


def test_a_missing_security_header_is_grave_where_the_server_is_ours(web: Web, release: Release) -> None:
    """On a host whose headers we do not set it is a remark; a policy with an unsafe word is none."""
    web.headers["Content-Security-Policy"] = "default-src 'self'; script-src 'unsafe-inline'"
    del web.headers["X-Content-Type-Options"]
    assert verify(web.address, release) == []
    lines = verify(web.address, release, ours=True)
    assert f"{web.address}/: expected the header Content-Security-Policy: default-src … (no unsafe word)" in lines
    assert f"{web.address}/feed.json: expected the header X-Content-Type-Options: nosniff" in lines


def test_a_server_that_is_not_there_is_told(release: Release) -> None:
    """Every address by itself, and soon."""
    lines = verify("http://127.0.0.1:9", release)
    assert len(lines) == len(sample(release)) + 1
    assert all("expected an answer; none came" in line for line in lines)


def test_a_server_that_drips_is_not_waited_for(web: Web, release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each answer is bounded in time, and all of them together are."""
    monkeypatch.setattr(verifying, "PATIENCE", 0.3)
    monkeypatch.setattr(verifying, "ALL_IN_ALL", 0.5)

    def dripping(answer: Handler) -> None:
        answer.send_response(200)
        answer.end_headers()
        for _ in range(100):
            answer.wfile.write(b"<")
            time.sleep(0.05)  # what a server does that drips

    for path in sample(release):
        web.otherwise[f"/{path.removesuffix('index.html')}"] = dripping
    begun = time.monotonic()
    lines = verify(web.address, release)
    assert time.monotonic() - begun < 5
    assert len(lines) >= len(sample(release))
    assert any("not within" in line for line in lines)
    assert any("too slowly" in line for line in lines)


def test_what_is_the_same_everywhere_is_said_once() -> None:
    """The first address, and at how many more; what differs is said singly."""
    refused = [Finding(f"https://union.example/{number}/", "expected an answer; none came (refused)") for number in range(9)]
    other = Finding("https://union.example/x/", "expected 200, got 404")
    said = Told()
    say_in_short([refused[0], other, *refused[1:]], said)
    assert said == [str(refused[0]), "… and the same at 8 more addresses", str(other)]
    said.clear()
    say_in_short(refused[:3], said)
    assert said == [*map(str, refused[:3])]


# inv verify


def looked(url: str, manifest: Path | None = None, signers: Path | None = None, *, every: bool = False) -> tuple[bool, list[str]]:
    """Whether a site is sound, and what was said."""
    said = Told()
    return inspect(url, manifest, signers, every=every, say=said, translate=str), said


def test_a_live_site_is_held_against_a_manifest(web: Web, release: Release, built: Path) -> None:
    """Its own, or that of a build; a sample, or every file, each asked for once."""
    for manifest in (None, built / "manifest.json"):
        for every in (False, True):
            assert looked(f"{web.address}/", manifest, every=every) == (True, ["The site is as it should be."])
    assert {address.removeprefix("/sub/").removesuffix("index.html") for address in web.asked} >= {
        path.removesuffix("index.html") for path in release.files if path not in {STATUS, "404.html"}
    }


def test_every_file_is_looked_at(web: Web, release: Release) -> None:
    """What is missing, different, or of another type, anywhere: told with --all."""
    page, image = "tin-tuc/tin-cu/index.html", next(path for path in release.files if path.endswith(".jpg"))
    (release.folder / page).unlink()
    (release.folder / image).write_bytes(b"\xff\xd8\xff")
    web.otherwise["/robots.txt"] = lambda answer: answer.answer(200, (release.folder / "robots.txt").read_bytes(), Content_Type="text/html")
    sound, said = looked(web.address, every=True)
    assert not sound
    assert said[-1] == "The site is not as it should be; addresses with faults: 3."
    assert [line.partition(": ")[0].removeprefix(web.address) for line in said[:-1]] == sorted([f"/{image}", "/robots.txt", "/tin-tuc/tin-cu/"])


def test_an_old_address_may_be_answered_by_the_server(web: Web) -> None:
    """By a redirect to a page of the site, or by 410; not by one to elsewhere."""
    web.otherwise[f"/{OLD}"] = lambda answer: answer.answer(301, Location=f"{web.path}/tin-tuc/tin-moi/")
    assert looked(web.address, every=True)[0]
    web.otherwise[f"/{OLD}"] = lambda answer: answer.answer(410)
    assert looked(web.address, every=True)[0]
    web.otherwise[f"/{OLD}"] = _elsewhere
    assert not looked(web.address, every=True)[0]


def test_an_old_address_leads_to_where_its_text_is_now(web: Web, release: Release) -> None:
    """After a publication it is known where: to another page of the site is wrong. A server that was told earlier may take one step more."""
    older = release.folder / "tin-tuc/ten-cu-hon/index.html"
    older.parent.mkdir()
    shutil.copyfile(release.folder / OLD / "index.html", older)
    manifest = json.loads((release.folder / "manifest.json").read_bytes())
    manifest["files"].append(asdict(released(release.folder, "tin-tuc/ten-cu-hon/index.html")))
    (release.folder / "manifest.json").write_text(json.dumps(manifest))
    held = replace(release, files={**whole(release.folder), STATUS: release.files[STATUS]})
    for target, told in (("tin-tuc/tin-moi/", 0), ("tin-tuc/ten-cu-hon/", 0), ("tin-tuc/tin-cu/", 1), ("en/", 1), ("khong-co/", 1)):
        web.otherwise[f"/{OLD}"] = partial(Handler.answer, status=301, Location=f"{web.path}/{target}")
        lines = verify(web.address, held)
        assert len(lines) == told, (target, lines)
        assert all(f"or a way to {web.address}/tin-tuc/tin-moi/; got 301 to /sub/{target}" in line for line in lines)


@pytest.mark.parametrize(
    ("fault", "told"),
    [(partial(Handler.answer, status=301, Location="/sub/en/"), "301 → /sub/en/"), (partial(Handler.answer, status=410), "410")],
    ids=["moved", "gone"],
)
def test_a_page_that_is_back_is_no_old_address(web: Web, release: Release, fault: Callable[[Handler], None], told: str) -> None:
    """A server that was told once that it has moved, or was given up, keeps readers from it: after a publication and by inv verify that is told."""
    web.otherwise["/tin-tuc/tin-moi/"] = fault
    lines = verify(web.address, release)
    assert lines == [f"{web.address}/tin-tuc/tin-moi/: expected 200, got {told}"]
    sound, said = looked(web.address)
    assert not sound and said[:-1] == lines


def test_what_was_given_up_is_not_there(web: Web, release: Release) -> None:
    """It is gone, or never was; whatever else is answered at its address is told."""
    gone = ("/tin-tuc/da-bo/",)
    assert verify(web.address, release, gone, ours=True) == []
    web.otherwise["/tin-tuc/da-bo/"] = lambda answer: answer.answer(410)
    assert verify(web.address, release, gone, ours=True) == []
    web.otherwise["/tin-tuc/da-bo/"] = lambda answer: answer.answer(200, b"x", Content_Type="text/html")
    (line,) = verify(web.address, release, gone)
    assert "expected 410 or 404, for it was given up; got 200" in line


def test_another_build_is_told(web: Web, built: Path, tmp_path: Path) -> None:
    """The site is whole, and not the one that was meant."""
    manifest = json.loads((built / "manifest.json").read_bytes())
    manifest["files"][0]["sha256"] = "0" * 64
    other = tmp_path / "manifest.json"
    other.write_text(json.dumps(manifest))
    sound, said = looked(web.address, other)
    assert not sound
    assert "expected the manifest of the build" in said[0]


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b'{"files": 1}', b'{"files": [{"path": 1, "sha256": 2, "size": "x"}]}', b"[" * 100_000, b"\xff\xfe"],
    ids=["empty", "list", "number", "types", "deep", "no text"],
)
def test_a_hostile_manifest_is_told_plainly(web: Web, release: Release, manifest: bytes) -> None:
    """What a defaced site shows as its manifest ends in a sentence."""
    (release.folder / "manifest.json").write_bytes(manifest)
    with pytest.raises(PublishingError, match="cannot be read"):
        looked(web.address)


@pytest.mark.parametrize("url", ["file:///etc/", "ftp://x/", "ban-tin.example", "http://"])
def test_only_addresses_of_the_web(url: str) -> None:
    """A slip of the finger is told as one."""
    with pytest.raises(PublishingError, match="full address"):
        looked(url)


def test_remarks_are_few(web: Web, built: Path) -> None:
    """What a host does not send that is not ours is said once, with how often; the site is sound all the same."""
    web.headers.clear()
    sound, said = looked(web.address, built / "manifest.json", every=True)
    assert sound
    assert len(said) == 4
    assert all(line.startswith("remark, at ") for line in said[:-1])


# Signatures


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key of the union's."""
    return made_key(tmp_path / "key")


def test_a_signed_release_is_known_as_the_unions(web: Web, release: Release, key: Path, tmp_path: Path) -> None:
    """The signature names who signed, and is the same every time, so that nothing is published anew for it."""
    first = (release.folder / signed(release.folder, str(key))).read_bytes()
    assert (release.folder / signed(release.folder, str(key))).read_bytes() == first
    signers = allowed(tmp_path / "signers", other=made_key(tmp_path / "other"), editor=key)
    assert looked(web.address, signers=signers) == (True, ["Signed by editor@union.example.", "The site is as it should be."])


def test_a_defaced_site_has_no_signature(web: Web, release: Release, key: Path, tmp_path: Path) -> None:
    """A manifest that was changed, one signed by another key, one signed for something else, none at all: none is the union's."""
    signers = allowed(tmp_path / "signers", editor=key)
    with pytest.raises(PublishingError, match=SIGNATURE):
        looked(web.address, signers=signers)
    signed(release.folder, str(made_key(tmp_path / "thief")))
    assert "expected the signature of somebody who may sign" in looked(web.address, signers=signers)[1][0]
    manifest = release.folder / "manifest.json"
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", str(key), str(manifest)], check=True, input=b"y\n", capture_output=True)
    assert not looked(web.address, signers=signers)[0]
    signed(release.folder, str(key))
    assert looked(web.address, signers=signers)[0]
    manifest.write_bytes(manifest.read_bytes() + b"\n")
    assert not looked(web.address, signers=signers)[0]
    for text in (b"", b"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n", b"\0" * 1000):
        (release.folder / SIGNATURE).write_bytes(text)
        assert not looked(web.address, signers=signers)[0]


def test_a_key_that_is_not_there_is_told(release: Release, tmp_path: Path) -> None:
    """With the setting that names it; nothing is left behind."""
    with pytest.raises(PublishingError, match="SIGNING_KEY"):
        signed(release.folder, str(tmp_path / "none"))
    assert not (release.folder / SIGNATURE).exists()


def test_what_a_release_is_may_differ_by_its_signature(release: Release, key: Path) -> None:
    """It is one of the release's files, like any other."""
    path = signed(release.folder, str(key))
    held = replace(release, files={**release.files, path: released(release.folder, path)})
    assert held.files[SIGNATURE].size > 0
