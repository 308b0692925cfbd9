"""What publishconf.py says of publishing: whatever somebody who knows no Python may write there is told in a sentence, before anything is done."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plugins.publishing.messages import PublishingError
from plugins.publishing.purge import Purge
from plugins.publishing.settings import settings
from plugins.publishing.targets import Branch, Bucket, Folder, Server

HERE = Path("/union")
PREVIEW = "http://localhost:8000"
TARGETS = (
    Server("web", "union.example", "/srv/site", options=("-i", "~/.ssh/key")),
    Server("web-6", "2001:db8::1", "site", user="ban-tin", port=2222),
    Bucket("storage", "union", prefix="công đoàn/"),
    Branch("pages", "git@git.example:union/pages.git"),
    Folder("stick", HERE / "stick", host="netlify"),
)


def publishconf(**said: object) -> ModuleType:
    """One that is as it should be, but for `said`."""
    module = ModuleType("publishconf")
    right = {"TARGETS": TARGETS, "SITEURL": "https://union.example", "PURGE": None, "SIGNING_KEY": "", "PAGE_BUDGET": 14336, "SCRIPT_BUDGET": 5120}
    vars(module).update(right | said)
    return module


def test_what_is_right() -> None:
    """Every kind of target can be named, with whatever it takes, and a cache; addresses come out as programs read them."""
    read = settings(publishconf(SITEURL="https://công-đoàn.vn/bản-tin", PURGE=Purge("http://cache_1:6081/v1//purge/?zone=a+b&vùng", "https://công-đoàn.vn/bản-tin")), PREVIEW)
    assert tuple(read.targets.values()) == TARGETS and list(read.targets) == [target.name for target in TARGETS]
    assert read.purge and read.purge.address == "http://cache_1:6081/v1//purge/?zone=a+b&v%C3%B9ng"
    assert read.purge.site_url == read.site_url == "https://xn--cng-on-mta9myk.vn/b%E1%BA%A3n-tin"


def one(target: Callable[..., Any], *given: object, **more: object) -> dict[str, object]:
    """A single target."""
    return {"TARGETS": (target(*given, **more),)}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"TARGETS": TARGETS[0]}, "TARGETS holds targets between round brackets, with a comma after each"),
        ({"TARGETS": ("web",)}, "TARGETS holds targets between round brackets"),
        ({"SITEURL": f"{PREVIEW}/"}, "SITEURL is http://localhost:8000, which is this computer"),
        ({"SITEURL": "union.example"}, "SITEURL: 'union.example' is no full address"),
        ({"SITEURL": 5}, "SITEURL is 5: write a text between quotation marks"),
        ({"PURGE": "https://cache.example"}, "PURGE is 'https://cache.example': write Purge"),
        ({"PURGE": Purge("https://cache.example", "union.example")}, "PURGE: 'union.example' is no full address"),
        ({"PURGE": Purge("https://cache.example", "https://union.example", batch=0)}, "PURGE: batch is 0: write a whole number, 1 at least"),
        ({"PAGE_BUDGET": "14 KB"}, "PAGE_BUDGET is '14 KB': write a whole number, 1 at least"),
        (one(Folder, "stick", "stick"), "stick: folder is 'stick': write HERE"),
        (one(Folder, "stick", Path("stick")), "stick: folder is PosixPath('stick'): write HERE"),
        (one(Folder, "stick", Path("/")), "stick: folder is PosixPath('/'): write HERE"),
        (one(Branch, "pages", "https://an:token@git.example/pages.git"), "pages: who logs in is no part of an address that others read"),
        (one(Branch, "pages", "https://an@[bad/x"), "pages: who logs in is no part"),
        (one(Branch, "pages", "g:u/p", branch="-f"), "pages: '-f' is no branch's name"),
        ({"TARGETS": (Folder("one", HERE / "a/b"), Folder("two", HERE / "a"))}, "two and one are one place"),
        (one(Server, "web", "union.example", "/srv", port=65536), "web: port is 65536"),
        (one(Folder, "stick", HERE, host="netlfy"), "stick: host is 'netlfy'; there are: '', 'netlify', 'cloudflare'"),
        (one(Folder, "stick", HERE, keep=0), "stick: keep is 0: write a whole number, 1 at least"),
        (one(Folder, "stick", HERE, keep=True), "stick: keep is True: write a whole number, 1 at least"),
        (one(Folder, "../../stick", HERE), "'../../stick': a target's name is of letters"),
        (one(Folder, 5, HERE), "5: name is 5: write a text between quotation marks"),
        (one(Server, "web", "union.example", "/srv", options="-i key"), "web: options is '-i key': write"),
        (one(Server, "web", "union.example", "/srv", read_all="no"), "web: read_all is 'no': write True or False"),
        (one(Server, "web", "union.example", "/srv", port="22"), "web: port is '22': write a whole number, 0 at least"),
        (one(Server, "web", "ban-tin@union.example", "/srv"), "web: 'ban-tin@union.example' is no host"),
        (one(Server, "web", "-oProxyCommand=x", "/srv"), "web: '-oProxyCommand=x' is no host"),
        (one(Server, "web", "union.example", " "), "web: folder is empty"),
        (one(Branch, "pages", ""), "pages: repository is empty"),
        ({"TARGETS": (Folder("web", HERE / "a"), Folder("Web", HERE / "b"))}, "two targets are called Web"),
        ({"TARGETS": (Folder("one", HERE / "a"), Folder("two", HERE / "b/../a"))}, "two and one are one place"),
        ({"TARGETS": (Server("one", "U.example", "/srv/"), Server("two", "u.example", "/srv", user="x"))}, "two and one are one place"),
        ({"TARGETS": (Bucket("one", "union"), Bucket("two", "union", prefix="/"))}, "two and one are one place"),
        ({"TARGETS": (Branch("one", "g:u/p.git"), Branch("two", "g:u/p"))}, "two and one are one place"),
    ],
)
def test_what_is_wrong(said: dict[str, object], told: str) -> None:
    """Each slip is told, with its place and what to write instead."""
    with pytest.raises(PublishingError) as raised:
        settings(publishconf(**said), PREVIEW)
    assert raised.value.said(str).removeprefix("publishconf.py: ").startswith(told)


def test_a_line_that_is_not_there() -> None:
    """Somebody who deletes a line that is needed is told which."""
    without = publishconf()
    del without.PURGE
    with pytest.raises(PublishingError, match=r"publishconf.py does not name PURGE any longer"):
        settings(without, PREVIEW)
