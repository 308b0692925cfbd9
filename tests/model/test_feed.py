"""The identity of feeds and items, and when a feed was changed."""

from datetime import datetime, timedelta

from plugins.model.feed import NEVER, Format, feed_id
from plugins.model.vietnam_time import ZONE
from tests.outputs.feed_samples import MORNING, feed, item

from .samples import story


def test_identity_of_a_feed() -> None:
    """Each list of each host has its own; the same one has always the same, for it is published."""
    identities = {feed_id(host, url) for host in ("a.example", "b.example") for url in ("/", "/en/", "/tin-tuc/")}
    assert len(identities) == 6
    assert feed_id("ban-tin.example", "/tin-tuc/") == "urn:uuid:fab304b1-541c-5c2f-a794-5b001fef1e61"


def test_feed_is_as_new_as_its_newest_item_or_change() -> None:
    """Whichever is later, in whatever order the items stand; without items it is dated once and for all."""
    later = MORNING + timedelta(days=1)
    assert feed(Format.ATOM, item(), item(published=later), item()).updated == later
    assert feed(Format.ATOM, item(published=later), item(updated=later + timedelta(days=1))).updated == later + timedelta(days=1)
    assert feed(Format.ATOM).updated == NEVER == datetime(1970, 1, 1, 7, tzinfo=ZONE)


def test_only_a_change_with_a_note_is_told() -> None:
    """Of an instant alone, or a note alone, readers learn nothing."""
    assert story(updated=MORNING, change_note="Đổi giờ").changed == MORNING
    assert story(updated=MORNING).changed is None
    assert story(change_note="Đổi giờ").changed is None
