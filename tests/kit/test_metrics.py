# SPDX-License-Identifier: EUPL-1.2
"""Metrics: a page that a monitoring system reads."""

from __future__ import annotations

from sluis.kit.metrics import Metrics


def test_the_page_holds_what_was_counted() -> None:
    """A request and a size appear with their labels and values."""
    metrics = Metrics()
    metrics.requests.labels("beeld", "200").inc()
    metrics.record_size_entries.set(56)
    page = metrics.page().decode()
    assert 'sluis_requests_total{screen="beeld",status="200"} 1.0' in page
    assert "sluis_record_size_entries 56.0" in page


def test_two_programs_do_not_share_counters() -> None:
    """Each has a registry of its own."""
    one, two = Metrics(), Metrics()
    one.live_connections.inc()
    assert b"sluis_live_connections 0.0" in two.page()
