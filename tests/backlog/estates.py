# SPDX-License-Identifier: EUPL-1.2
"""A small organisation: a hotline that needs a network, and letters that need an archive fed by it."""

from __future__ import annotations

from datetime import UTC, datetime

from sluis.estate.model import (
    Basis,
    Estate,
    Link,
    LinkType,
    State,
    StateChange,
    Stream,
    StreamId,
    System,
    SystemId,
)

NET, LINE, ARCHIVE = SystemId("net"), SystemId("line"), SystemId("archive")
HOTLINE = Stream(StreamId("hotline"), "Calls", (LINE,), cases_per_day=80.0)
LETTERS = Stream(StreamId("letters"), "Letters", (ARCHIVE,), cases_per_day=30.0)
UNKNOWN = Stream(StreamId("visits"), "Visits", (LINE,))
ESTATE = Estate(
    organisation="Town",
    zone="Europe/Amsterdam",
    systems=(
        System(NET, "Network", "link"),
        System(LINE, "Line", "service"),
        System(ARCHIVE, "Archive", "application"),
    ),
    links=(Link(LINE, NET, LinkType.HARD), Link(ARCHIVE, LINE, LinkType.DEGRADED)),
    streams=(HOTLINE, LETTERS, UNKNOWN),
)


def at(month: int, day: int, hour: int = 12) -> datetime:
    """Return an hour of 2025 in UTC."""
    return datetime(2025, month, day, hour, tzinfo=UTC)


def change(system: SystemId, state: State, when: datetime) -> StateChange:
    """Return a change of state as it was seen."""
    return StateChange(system, state, when, Basis.SOURCE, "Seen.")
