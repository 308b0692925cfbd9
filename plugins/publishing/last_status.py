"""What a publication said of itself, wherever that was: in this machine's log, else where the release lies, or on the site."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, Self
from urllib.error import HTTPError
from urllib.request import urlopen

from .journal import PUBLISHED, Journal
from .messages import PublishingError
from .place import Live
from .release import STATUS, instant_of

PATIENCE = 10
"""Seconds that the site may take to answer."""
LARGEST = 1024 * 1024
"""Bytes that are read of it."""
NO_STATUS = (ValueError, KeyError, TypeError, RecursionError)
"""What reading something else raises: a site may show anything there."""


@dataclass(frozen=True, slots=True)
class Status:
    """Of a publication."""

    release: str
    next_due: datetime | None
    """When the site becomes another one by itself; None: not until somebody writes."""
    accepted: frozenset[str]
    """The warnings it was published with, as `gate.accepted` names them."""

    @property
    def said(self) -> Mapping[str, object]:
        """As status.json has it."""
        return {"release": self.release, "next_due": self.next_due.isoformat() if self.next_due else None, "accepted_warnings": sorted(self.accepted)}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        """From what status.json holds. Raises one of `NO_STATUS` where it is none."""
        due = datetime.fromisoformat(said["next_due"]) if said["next_due"] else None
        instant_of(said["release"])
        if due and due.tzinfo is None:
            raise ValueError(f"next_due: {due}")
        return cls(said["release"], due, frozenset(map(str, said["accepted_warnings"])))


def last_status(journal: Journal, site_url: str) -> Status | None:
    """The newest that is known; None: nothing was ever published. Raises PublishingError where nobody can say."""
    for line in journal.lines():
        if line["what"] == PUBLISHED:
            return Status.read(line["status"])
    return status_on(site_url)


def status_of(live: Live, journal: Journal) -> Status | None:
    """What the publication of the live release said, which may have been made elsewhere, or gone back to; None: neither place nor log knows.

    The site is not asked, for hosts show a release when they like.
    """
    for line in journal.lines():
        if line["what"] == PUBLISHED and line["release"] == live.name:
            return Status.read(line["status"])
    try:
        status = Status.read(json.loads(live.status))
    except NO_STATUS:
        return None
    return status if status.release == live.name else None


def status_on(site_url: str) -> Status | None:
    """What the site says; None: nothing is published there. Raises PublishingError where it does not answer."""
    address = f"{site_url}/{STATUS}"
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - the site's own address
            return Status.read(json.loads(answer.read(LARGEST)))
    except HTTPError as problem:
        with problem:
            if problem.code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
                return None
        raise PublishingError("{address} cannot be fetched ({problem})", address=address, problem=problem.code) from problem
    except (OSError, HTTPException) as problem:
        raise PublishingError("{address} cannot be fetched ({problem})", address=address, problem=problem) from problem
    except NO_STATUS as problem:
        raise PublishingError("{address} cannot be fetched ({problem})", address=address, problem=repr(problem)) from problem
