"""What publishconf.py says of publishing, looked at before anything is done with it: whoever writes it may know no Python."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import quote

from plugins.outputs.location import Location

from .branch import TOKEN
from .messages import PublishingError
from .purge import Purge
from .targets import Branch, Bucket, Folder, Server, Target

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
"""Files and units of systemd are called by it."""
_LEAST = {"keep": 1, "batch": 1, "grace": 0, "port": 0, "PAGE_BUDGET": 1, "SCRIPT_BUDGET": 1}
"""What numbers there are, and the least that makes sense."""
_MOST = {"port": 65535}
_NOT_EMPTY = frozenset({"host", "folder", "bucket", "repository", "branch", "address"})
_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"
"""What has its meaning in an address (RFC 3986, 2.2), and stays."""
_OF_SHELLS = re.compile(r"\A-|[\s@/]")
"""What no host's name holds; ssh would take it for something else."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Of publishing, as publishconf.py has them."""

    targets: Mapping[str, Target]
    """By name."""
    site_url: str
    """Without a slash at its end, all of it ASCII."""
    purge: Purge | None
    page_budget: int
    script_budget: int
    """In bytes."""
    signing_key: str


def settings(publishconf: ModuleType, preview: str) -> Settings:
    """What a publishconf.py says; `preview`: the address of the site on the editor's own computer. Raises PublishingError for the first thing that is wrong."""
    said = vars(publishconf)
    for name, expected in {"TARGETS": Any, "SITEURL": str, "PURGE": Any, "SIGNING_KEY": str, "PAGE_BUDGET": int, "SCRIPT_BUDGET": int}.items():
        if name not in said:
            raise PublishingError("publishconf.py does not name {setting} any longer: put the line back", setting=name)
        _look(name, name, said[name], expected)
    site_url = _address("SITEURL", said["SITEURL"])
    if site_url == preview:
        raise PublishingError("publishconf.py: SITEURL is {value}, which is this computer: write the address that members know", value=preview)
    return Settings(_targets(said["TARGETS"]), site_url, _purge(said["PURGE"]), said["PAGE_BUDGET"], said["SCRIPT_BUDGET"], said["SIGNING_KEY"])


def _targets(said: Any) -> Mapping[str, Target]:
    if not isinstance(said, Sequence) or not all(isinstance(one, Target) for one in said):
        raise PublishingError("publishconf.py: TARGETS holds targets between round brackets, with a comma after each, after the last one too")
    for target in said:
        _look_at_target(target)
    for one, other in combinations(said, 2):
        if one.name.casefold() == other.name.casefold():
            raise PublishingError("publishconf.py: two targets are called {name}", name=other.name)
        if _where(one) == _where(other) or _inside(one, other) or _inside(other, one):
            raise PublishingError("publishconf.py: {target} and {other} are one place: each would delete what the other has published", target=other.name, other=one.name)
    return {target.name: target for target in said}


def _look_at_target(target: Target) -> None:
    """Raises PublishingError where it is none that could be published to."""
    _look_at(target, target.name)
    if not _NAME.fullmatch(target.name):
        raise PublishingError("publishconf.py: {name}: a target's name is of letters without marks, digits, hyphens", name=repr(target.name))
    if isinstance(target, Server) and _OF_SHELLS.search(target.host):
        raise PublishingError("publishconf.py: {target}: {host} is no host: write its name or address alone, and who logs in as `user`", target=target.name, host=repr(target.host))
    if isinstance(target, Branch) and re.match(r"https?://[^/]*@", target.repository):
        raise PublishingError(
            "publishconf.py: {target}: who logs in is no part of an address that others read: take what stands before @ out, and set {secret} in the environment",
            target=target.name,
            secret=TOKEN,
        )
    if isinstance(target, Branch) and re.search(r"\A-|[\s~^:?*\[\\]|\.\.", target.branch):
        raise PublishingError("publishconf.py: {target}: {branch} is no branch's name", target=target.name, branch=repr(target.branch))


def _inside(inner: Target, outer: Target) -> bool:
    """Whether a folder lies in another one."""
    return isinstance(inner, Folder) and isinstance(outer, Folder) and inner.folder.resolve().is_relative_to(outer.folder.resolve())


def _where(target: Target) -> object:
    """Equal where two targets are one place."""
    match target:
        case Server():
            return (target.host.casefold(), target.port, "" if target.folder.startswith("/") else target.user, target.folder.rstrip("/"))
        case Bucket():
            return (target.endpoint.rstrip("/"), target.bucket, target.prefix.strip("/"))
        case Branch():
            return (target.repository.removesuffix("/").removesuffix(".git"), target.branch)
        case Folder():
            return target.folder.resolve()


def _purge(said: Any) -> Purge | None:
    if said is None:
        return None
    if not isinstance(said, Purge):
        raise PublishingError('publishconf.py: PURGE is {value}: write Purge("https://…", "https://…"), or None', value=repr(said))
    _look_at(said, "PURGE")
    if not re.match(r"https?://[^/\s]+", said.address):
        raise _no_address("PURGE", said.address)
    return replace(said, address=quote(said.address, safe=_OF_ADDRESSES), site_url=_address("PURGE", said.site_url))


def _address(setting: str, value: str) -> str:
    """Without a slash at its end, all of it ASCII."""
    try:
        return Location(value).siteurl
    except ValueError as problem:
        raise _no_address(setting, value) from problem


def _no_address(setting: str, value: str) -> PublishingError:
    return PublishingError("publishconf.py: {setting}: {value} is no full address, such as https://someone.example/union", setting=setting, value=repr(value))


def _look_at(said: Target | Purge, place: str) -> None:
    """Raises PublishingError where a field is not of its type."""
    expected = get_type_hints(type(said))
    for field in fields(said):
        _look(f"{place}: {field.name}", field.name, getattr(said, field.name), expected[field.name])


def _look(setting: str, field: str, value: Any, expected: Any) -> None:
    """`expected`: what the field `field` is declared as."""
    told: Mapping[str, object] = {"setting": setting, "value": repr(value)}
    if get_origin(expected) is Literal and value not in get_args(expected):
        raise PublishingError("publishconf.py: {setting} is {value}; there are: {known}", known=", ".join(map(repr, get_args(expected))), **told)
    if get_origin(expected) is tuple and not (isinstance(value, tuple) and all(isinstance(one, str) for one in value)):
        raise PublishingError('publishconf.py: {setting} is {value}: write ("…", "…"), with a comma after each', **told)
    if expected is str and not isinstance(value, str):
        raise PublishingError("publishconf.py: {setting} is {value}: write a text between quotation marks", **told)
    if expected is bool and not isinstance(value, bool):
        raise PublishingError("publishconf.py: {setting} is {value}: write True or False", **told)
    if expected is Path and not (isinstance(value, Path) and value.is_absolute() and value.name):
        raise PublishingError('publishconf.py: {setting} is {value}: write HERE / "…", or Path("/…")', **told)
    if expected is int and (not isinstance(value, int) or isinstance(value, bool) or not _LEAST[field] <= value <= _MOST.get(field, value)):
        raise PublishingError("publishconf.py: {setting} is {value}: write a whole number, {least} at least", least=_LEAST[field], **told)
    if expected is str and field in _NOT_EMPTY and not value.strip():
        raise PublishingError("publishconf.py: {setting} is empty", **told)
