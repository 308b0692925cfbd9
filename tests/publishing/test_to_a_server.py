"""A publication all the way: from texts by ssh to a server, through nginx to members, signed; and back again."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from plugins.editing import withdrawal
from plugins.model.vietnam_time import ZONE
from plugins.outputs.location import Location
from plugins.publishing import publication
from plugins.publishing.inspection import inspect
from plugins.publishing.messages import PublishingError
from plugins.publishing.nginx import Site
from plugins.publishing.publication import Desk
from plugins.publishing.release import MANIFEST, digest_of
from plugins.publishing.server import ServerPlace
from plugins.publishing.signing import SIGNATURE, signed
from tests.building import Project
from tests.conftest import write
from tests.publishing.own_sshd import OwnSshd
from tests.publishing.signers import allowed, made_key
from tests.publishing.told import Told
from tests.publishing.web_server import Reader, free_port, nginx
from tests.written import notice, pdf, story

NOW = datetime(2026, 11, 23, 10, tzinfo=ZONE)
CONTENT: dict[str, str | bytes] = {
    "news/2026/dai-hoi/index.vi.md": story("Đại hội", "2026-11-01", "attachments: [{file: nghi-quyet.pdf, title: Nghị quyết}]", "aliases: [/tin-cu/]", body="Một câu phải gỡ."),
    "news/2026/dai-hoi/nghi-quyet.pdf": pdf(),
    "announcements/nghi-le.md": notice("Nghỉ lễ", "2026-11-20", "summary: Nghỉ một ngày."),
}
PAGE = "/tin-tuc/dai-hoi/"


@dataclass(frozen=True, slots=True)
class Union:
    """A project with a signing key, and its server, which runs."""

    desk: Desk
    site: Site

    def publish(self, minute: int, *, again: bool = False, alone: bool = False) -> None:
        """Publish the site as it is so many minutes later."""
        publication.publish(self.desk, NOW + timedelta(minutes=minute), accept=True, again=again, alone=alone)

    def member_sees(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        reader = Reader(self.site)
        answer = reader.get(path)
        reader.close()
        return answer.status, answer.body.decode()


@pytest.fixture
def union(tmp_path: Path, sshd: OwnSshd) -> Iterator[Union]:
    """One that has published nothing yet, at an address with a path in Vietnamese."""
    project = Project(tmp_path / "dự án")
    write(project.content, CONTENT)
    given = f"http://localhost:{free_port()}/công đoàn"
    site = Site("own", Location(given).siteurl, str(tmp_path / "server"), {"/tin-cu/": PAGE}, ("/da-bo/",), logs=str(tmp_path))
    Path(site.folder).mkdir()
    target = sshd.target(site.folder)
    environment = {"SITEURL": given, "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    with nginx(tmp_path / "nginx", [site]):
        key = made_key(tmp_path / "key")
        yield Union(Desk(project.folder, target, ServerPlace(target), None, site.site_url, 100_000, 100_000, environment, Told(), str, str(key)), site)


def test_published_and_known_as_the_unions(union: Union, tmp_path: Path) -> None:
    """What was published answers as it should at every address, old ones too, and is signed. Whoever alters a file on the server, or the manifest with it, is found out.

    The next publication finds it, too, and sends it anew where it is told to.
    """
    union.publish(0)
    signers = allowed(tmp_path / "signers", editor=tmp_path / "key")
    told = Told()
    assert inspect(union.site.site_url, union.desk.folder / "site/manifest.json", signers, every=True, say=told, translate=str), told
    assert told == ["Signed by editor@union.example.", "The site is as it should be."]
    live = Path(union.site.folder) / "current"
    page = live / "tin-tuc/dai-hoi/index.html"
    page.write_text(page.read_text("utf-8").replace("Đại hội", "Giải tán"), "utf-8")
    told = Told()
    assert not inspect(union.site.site_url, None, signers, every=True, say=told, translate=str)
    assert told[1].startswith(f"{union.site.site_url}{PAGE}: expected ")
    shutil.copy(tmp_path / "key.pub", live / "manifest.json")
    with pytest.raises(PublishingError, match="cannot be read"):
        inspect(union.site.site_url, None, signers, every=False, say=Told(), translate=str)
    with pytest.raises(PublishingError, match="--again"):
        union.publish(1)
    union.publish(1, again=True)
    assert "Giải tán" not in union.member_sees(PAGE)[1]
    assert inspect(union.site.site_url, None, signers, every=True, say=Told(), translate=str)


def test_whoever_defaces_cannot_sign(union: Union, tmp_path: Path) -> None:
    """A page altered on the server, its packed forms and the manifest with it, so that all agree: the union's signature is not for that, a thief's is not the union's, and none is told."""
    union.publish(0)
    signers = allowed(tmp_path / "signers", editor=tmp_path / "key")
    live = Path(union.site.folder) / "current"
    page = live / "tin-tuc/dai-hoi/index.html"
    page.write_text(page.read_text("utf-8").replace("Đại hội", "Giải tán"), "utf-8")
    for packed in page.parent.glob("*.html.*"):
        packed.unlink()
    manifest = json.loads((live / MANIFEST).read_bytes())
    for file in manifest["files"]:
        file |= {"sha256": digest_of(live / file["path"]), "size": (live / file["path"]).stat().st_size}
    for packed in live.glob(f"{MANIFEST}.*"):
        packed.unlink()
    (live / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    (live / SIGNATURE).write_bytes((union.desk.folder / "release" / SIGNATURE).read_bytes())
    assert inspect(union.site.site_url, None, None, every=True, say=Told(), translate=str), "nothing tells them apart but the signature"
    expected = f"{union.site.site_url}/{SIGNATURE}: expected the signature of somebody who may sign, got none"
    for thief in ("", "thief"):  # first the union's own signature, of what it was
        if thief:
            signed(live, str(made_key(tmp_path / thief)))
        told = Told()
        assert not inspect(union.site.site_url, None, signers, every=True, say=told, translate=str)
        assert told == [expected, "The site is not as it should be; addresses with faults: 1."]
    (live / SIGNATURE).unlink()
    with pytest.raises(PublishingError, match=SIGNATURE):
        inspect(union.site.site_url, None, signers, every=True, say=Told(), translate=str)


def test_there_and_back_and_gone(union: Union) -> None:
    """A new text is there; going back shows the site before it; a withdrawn one is nowhere on the server afterwards, and nobody can go back to it."""
    union.publish(0)
    write(union.desk.content, {"news/2026/moi.vi.md": story("Tin mới", "2026-11-02")})
    union.publish(1)
    assert union.member_sees("/tin-tuc/tin-moi/")[0] == 200
    publication.roll_back(union.desk, NOW + timedelta(minutes=2), 1)
    assert union.member_sees("/tin-tuc/tin-moi/")[0] == 404
    assert "Một câu phải gỡ." in union.member_sees(PAGE)[1]
    (file,) = withdrawal.files(union.desk.content, union.desk.content / "news/2026/dai-hoi", ("vi", "en"), NOW)
    withdrawal.withdraw(file, "Sai số liệu", NOW + timedelta(minutes=3))
    union.publish(3, alone=True)
    status, text = union.member_sees(PAGE)
    assert status == 200 and "Sai số liệu" in text and "Một câu phải gỡ." not in text
    assert not [file for file in Path(union.site.folder).rglob("*") if file.is_file() and (file.suffix == ".pdf" or "Một câu phải gỡ.".encode() in file.read_bytes())]
    with pytest.raises(PublishingError, match="there is no release to go back to"):
        publication.roll_back(union.desk, NOW + timedelta(minutes=4), 1)
