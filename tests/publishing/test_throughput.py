"""`inv bench --served`: what is asked for is served, by both, and counted."""

from pathlib import Path

import pytest

from plugins.publishing import throughput
from plugins.publishing.throughput import HEADS, OURS, ROUNDS, STOCK, NotMeasuredError, measure, rows
from tests.conftest import Built, needed


def test_each_is_served_and_counted(rooted_sample: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home, a text, a feed and the style sheet, each in its turn by both; a line of the table for each."""
    needed("wrk", "wrk")
    needed("nginx", "nginx")
    monkeypatch.setattr(throughput, "ROUNDS", 1)
    said: list[str] = []
    rates = measure(rooted_sample.output, tmp_path / "served", 1, said.append)
    assert [rate.what for rate in rates] == ["home", "the newest text", "the feed of everything", "the style sheet"]
    for rate in rates:
        assert 0 < rate.size < 50_000
        assert all(run.per_second > 0 and 0 < run.p50 <= run.p99 <= run.p999 for who in (OURS, STOCK) for run in rate.runs[who])
    assert len(said) == 2 * len(rates)
    assert {len(row) for row in rows(rates)} == {len(HEADS)}
    assert ROUNDS % 2, "there is a round in the middle"


def test_a_request_that_fails_is_told(rooted_sample: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No figure is made of pages that are not there."""
    needed("wrk", "wrk")
    needed("nginx", "nginx")
    monkeypatch.setattr(throughput, "_asked_for", lambda _: [("nothing", "khong-co/index.html")])
    with pytest.raises(NotMeasuredError, match="requests failed"):
        measure(rooted_sample.output, tmp_path / "served", 1, lambda _: None)
