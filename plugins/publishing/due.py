"""Whether a publication is due: since the last one, an instant has come at which the site is another one by itself."""

from datetime import datetime, timedelta

from .journal import FAILED, REFUSED, Journal
from .last_status import Status, last_status, status_on
from .messages import PublishingError

AGAIN = timedelta(minutes=10)
"""How long a site is left alone that was refused, or could not be sent: each attempt builds it, and adds a line to the log."""


def due(journal: Journal, site_url: str, now: datetime, *, owed: bool = False) -> bool:
    """Cheap enough to be asked every minute: the log is read, or where there is none, one small file of the site.

    A minute that was missed is caught up at the next question. What was never published is not due, nor what was rolled back here: somebody
    looks at that first, and publishes by hand, here or elsewhere. `owed`: a cache has yet to be told of the last one.
    Raises PublishingError where neither log nor site says.
    """
    newest = next(journal.lines(), None)
    if newest and newest["what"] in {REFUSED, FAILED} and timedelta() <= now - datetime.fromisoformat(newest["at"]) < AGAIN:
        return False
    status = _since(journal, site_url) if journal.went_back() else last_status(journal, site_url)
    return status is not None and (owed or (status.next_due is not None and status.next_due <= now))


def _since(journal: Journal, site_url: str) -> Status | None:
    """What was published elsewhere since somebody went back here; None: nothing, as far as the site says."""
    try:
        status = status_on(site_url)
    except PublishingError:
        return None
    return status if status and not journal.went_back(status.release) else None
