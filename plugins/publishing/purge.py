"""A cache in front of the site forgets what was changed: one HTTP call for each batch of addresses."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPMethod
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from plugins.build import disk

from .messages import PublishingError, Say
from .release import Difference

PATIENCE = 30
"""Seconds that a call may take."""
INDEX = "index.html"
_SIBLINGS = (".br", ".gz")


@dataclass(frozen=True, slots=True)
class Purge:
    """How a cache is told."""

    address: str
    """What is called, by POST."""
    site_url: str
    """The site as the cache knows it, without a slash at its end."""
    batch: int = 30
    """How many addresses a call may name: Cloudflare takes 30."""
    field: str = "files"
    """The name of the list in the JSON object that is sent."""
    secret: str = "PURGE_TOKEN"  # noqa: S105 - the name of one
    """The variable of the environment that holds the secret; sent as `Authorization: Bearer`, where there is one."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What a cache is yet to be told: kept before members see the change, so that a publication that broke off in between is made good by the next."""

    file: Path

    def add(self, changes: Difference) -> None:
        """What a cache may hold otherwise: what was added too, for it may remember that it was not there."""
        paths = sorted({*self.paths(), *changes.added, *changes.changed, *changes.removed})
        self.file.parent.mkdir(exist_ok=True)
        beside = self.file.with_name(f".{self.file.name}.new")
        beside.write_text(json.dumps(paths, ensure_ascii=False), "utf-8")
        disk.on_disk([beside])
        beside.replace(self.file)

    def paths(self) -> Sequence[str]:
        """Of files, relative to the site."""
        try:
            return tuple(map(str, json.loads(self.file.read_text("utf-8"))))
        except (FileNotFoundError, ValueError, TypeError):
            return ()

    def settle(self, cache: Purge, environment: Mapping[str, str], say: Say) -> None:
        """Tell the cache; then nothing is owed. Raises PublishingError where it does not listen."""
        purge(cache, self.paths(), environment, say)
        self.file.unlink(missing_ok=True)


def purge(cache: Purge, paths: Iterable[str], environment: Mapping[str, str], say: Say) -> None:
    """Tell the cache of everything that members may have seen otherwise, or not at all. Raises PublishingError where it does not listen."""
    asked = addresses(cache.site_url, paths)
    headers = {"Content-Type": "application/json"}
    if token := environment.get(cache.secret, "").strip():
        if not (token.isascii() and token.isprintable()):
            raise PublishingError("{secret} in the environment holds what no secret holds: set it anew, and publish again", secret=cache.secret)
        headers["Authorization"] = f"Bearer {token}"
    for batch in _batches(asked, cache.batch):
        request = Request(cache.address, json.dumps({cache.field: batch}).encode(), headers, method=HTTPMethod.POST)  # noqa: S310 - publishconf.py says where
        try:
            urlopen(request, timeout=PATIENCE).close()  # noqa: S310 - see above
        except HTTPError as problem:
            problem.close()
            raise PublishingError(
                "the cache at {cache} refused to forget what was changed ({code}): look at its secret in {secret}, and publish again",
                cache=cache.address,
                code=problem.code,
                secret=cache.secret,
            ) from problem
        except (OSError, HTTPException) as problem:
            raise PublishingError("the cache at {cache} does not answer: publish again, or purge it by hand", cache=cache.address) from problem
    if asked:
        say("Addresses that the cache has forgotten: {number}.", number=len(asked))


def addresses(site_url: str, paths: Iterable[str]) -> Sequence[str]:
    """What readers ask for: never `index.html`, nor a file's compressed sibling."""
    changed = set(paths)
    asked = (path for path in changed if not path.endswith(_SIBLINGS) or path.rpartition(".")[0] not in changed)
    return sorted(f"{site_url}/{quote(path.removesuffix(INDEX) if path == INDEX or path.endswith(f'/{INDEX}') else path)}" for path in asked)


def _batches(asked: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(asked), size):
        yield asked[start : start + size]
