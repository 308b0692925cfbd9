"""A cache in front of the site forgets what was changed: one HTTP call for each batch of addresses."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPMethod
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from .place import PublishingError, Say
from .release import Difference

PATIENCE = 30
"""Seconds that a call may take."""
INDEX = "index.html"


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


def purge(cache: Purge, changes: Difference, environment: Mapping[str, str], say: Say) -> None:
    """Tell the cache of everything that members may have seen otherwise, or not at all. Raises PublishingError where it does not listen."""
    addresses = sorted(f"{cache.site_url}/{quote(path.removesuffix(INDEX) if path.endswith(f'/{INDEX}') or path == INDEX else path)}" for path in changed(changes))
    headers = {"Content-Type": "application/json"}
    if token := environment.get(cache.secret):
        headers["Authorization"] = f"Bearer {token}"
    for batch in _batches(addresses, cache.batch):
        request = Request(cache.address, json.dumps({cache.field: batch}).encode(), headers, method=HTTPMethod.POST)  # noqa: S310 - publishconf.py says where
        try:
            urlopen(request, timeout=PATIENCE).close()  # noqa: S310 - see above
        except HTTPError as problem:
            raise PublishingError(f"the cache at {cache.address} refused to forget what was changed ({problem.code}): purge it by hand, or publish again") from problem
        except (URLError, TimeoutError) as problem:
            raise PublishingError(f"the cache at {cache.address} does not answer: purge it by hand, or publish again") from problem
    if addresses:
        say(f"{len(addresses)} addresses purged from the cache")


def changed(changes: Difference) -> Sequence[str]:
    """What a cache may hold otherwise: what was added too, for it may remember that it was not there."""
    return (*changes.added, *changes.changed, *changes.removed)


def _batches(addresses: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(addresses), size):
        yield addresses[start : start + size]
