"""A cache is told of every address that readers may have seen otherwise."""

from pathlib import Path

import pytest

from plugins.publishing.messages import PublishingError
from plugins.publishing.purge import Owed, Purge, purge
from plugins.publishing.release import Difference
from tests.publishing.purged_cache import cache
from tests.publishing.told import Told

SAID = Told()


def test_batches() -> None:
    """Addresses come as readers know them, once, in batches; the secret comes from the environment."""
    paths = [*(f"trang/{number}/index.html" for number in range(5)), "index.html", "media/tệp.pdf", "rss.xml", "rss.xml.br", "rss.xml.gz", "media/a.gz"]
    with cache() as (address, calls):
        purge(Purge(address, "https://union.example", batch=4), paths, {"PURGE_TOKEN": "secret\n"}, SAID)
    assert [secret for secret, _ in calls] == ["Bearer secret"] * 3
    assert [len(body["files"]) for _, body in calls] == [4, 4, 1]
    assert sorted(one for _, body in calls for one in body["files"]) == sorted(
        [*(f"https://union.example/trang/{number}/" for number in range(5)), *(f"https://union.example/{name}" for name in ("", "media/t%E1%BB%87p.pdf", "rss.xml", "media/a.gz"))]
    )


def test_refused_is_owed(tmp_path: Path) -> None:
    """Where the cache refuses or does not answer, that is said without the secret, and it is told next time, with what has changed since."""
    owed = Owed(tmp_path / "purge.json")
    owed.add(Difference(("a.html",), ("index.html",), ()))
    with cache(lambda _: 403) as (address, _), pytest.raises(PublishingError, match=r"refused to forget what was changed \(403\): look at its secret in PURGE_TOKEN") as raised:
        owed.settle(Purge(address, "https://union.example"), {"PURGE_TOKEN": "secret-1"}, SAID)
    assert "secret-1" not in str(raised.value)
    with pytest.raises(PublishingError, match="does not answer: publish again"):
        owed.settle(Purge("http://127.0.0.1:9/", "https://union.example"), {}, SAID)
    with pytest.raises(PublishingError, match="PURGE_TOKEN in the environment holds what no secret holds") as raised:
        owed.settle(Purge("http://127.0.0.1:9/", "https://union.example"), {"PURGE_TOKEN": "secret\n2"}, SAID)
    assert "secret\n2" not in raised.value.said(str)
    owed.add(Difference((), (), ("b.html",)))
    with cache() as (address, calls):
        owed.settle(Purge(address, "https://union.example", field="urls"), {}, SAID)
        owed.settle(Purge(address, "https://union.example"), {}, SAID)
    assert calls == [("", {"urls": ["https://union.example/", "https://union.example/a.html", "https://union.example/b.html"]})]
