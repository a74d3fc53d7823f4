# SPDX-License-Identifier: EUPL-1.2
"""Counters and timers that a monitoring system may read (Prometheus text format).

Names carry their unit. No label ever holds a person or a case.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """The metrics of one running program, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "sluis_requests", "Requests to the console", ["screen", "status"], registry=self.registry
        )
        self.request_seconds = Histogram(
            "sluis_request_seconds", "Time to answer", ["screen"], registry=self.registry
        )
        self.record_size_entries = Gauge(
            "sluis_record_size_entries", "Entries in the record", registry=self.registry
        )
        self.live_connections = Gauge(
            "sluis_live_connections", "Pages that listen for changes", registry=self.registry
        )

    def page(self) -> bytes:
        """Return all metrics as Prometheus text."""
        return generate_latest(self.registry)
