# SPDX-License-Identifier: EUPL-1.2
"""Small estates for tests, and short ways to say their states."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sluis.estate.model import (
    Application,
    ApplicationId,
    Basis,
    Estate,
    Gate,
    GateId,
    Group,
    GroupId,
    Link,
    LinkType,
    State,
    StateAt,
    StateChange,
    Stream,
    StreamId,
    System,
    SystemId,
    UnitId,
)
from sluis.record.model import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOON: Final = datetime(2025, 7, 16, 12, tzinfo=UTC)
CISO: Final = Actor("ciso:j.devries", "cli")
OWNER: Final = Actor("system_owner:n.bakker", "cli")
BASIS: Final = Basis.SOURCE


def system(name: str, kind: str = "application", owner: str | None = None) -> System:
    """Return a system whose name is its id in capitals."""
    return System(SystemId(name), name.upper(), kind, owner=owner)


def link(one: str, needs: str, kind: LinkType = LinkType.HARD) -> Link:
    """Return a link."""
    return Link(SystemId(one), SystemId(needs), kind)


ESTATE: Final = Estate(
    organisation="Example",
    zone="Europe/Amsterdam",
    systems=(
        system("edge", "gateway", "net"),
        system("line", "link", "net"),
        system("home", "service"),
        system("files", owner="apps"),
        system("index", "service"),
        system("partner", "partner_system"),
        system("certs", "partner_process"),
        system("camera", "field_device"),
        system("tags", "partner_process"),
        system("lonely", "service", "somebody"),
        system("plan", "process"),
    ),
    links=(
        link("home", "edge"),
        link("edge", "line"),
        link("files", "line", LinkType.NONE),
        link("partner", "line", LinkType.FRESHNESS),
        link("certs", "partner", LinkType.FRESHNESS),
        link("camera", "line", LinkType.TO_RESTART_ONLY),
        link("tags", "line", LinkType.UNKNOWN),
        link("plan", "files", LinkType.DEGRADED),
        link("index", "files"),
    ),
    applications=(
        Application(ApplicationId("reader"), "Reader", (SystemId("files"), SystemId("index"))),
        Application(ApplicationId("finder"), "Finder", (SystemId("index"),)),
    ),
    streams=(
        Stream(StreamId("cases"), "Cases", (SystemId("files"),), 100.0, Basis.SOURCE, "figures", 14),
        Stream(StreamId("short"), "Short cases", (SystemId("index"),), 20.0, term_days=3),
        Stream(StreamId("planning"), "Planning", (SystemId("plan"),), 30.0),
        Stream(StreamId("permits"), "Permits", (SystemId("certs"),), 50.0),
        Stream(StreamId("remote"), "Remote desk", (SystemId("home"),), unit=UnitId("front")),
    ),
    groups=(
        Group(GroupId("clerks"), "Clerks", 40, needs=(SystemId("files"),), basis=Basis.DERIVED),
        Group(GroupId("desk"), "Desk", None, UnitId("front"), needs=(SystemId("home"),)),
        Group(GroupId("writers"), "Writers", 5, needs=(SystemId("files"), SystemId("index"))),
        Group(GroupId("idle"), "Idle", 7),
    ),
    gates=(
        Gate(GateId("out"), "The intruder is out", "ciso"),
        Gate(GateId("clean"), "Files were examined", "board", (SystemId("files"),)),
    ),
)


def ids(*names: str) -> tuple[SystemId, ...]:
    """Return ids of systems."""
    return tuple(SystemId(name) for name in names)


def states(
    given: Mapping[str, State] | None = None, among: Iterable[System] = ESTATE.systems
) -> dict[SystemId, StateAt]:
    """Return a state for every system: open unless `given` says otherwise."""
    return {
        each.id: StateAt(each.id, (given or {}).get(each.id, State.OPEN), NOON, BASIS, None, 0)
        for each in among
    }


def change(name: str, state: State, at: datetime, seq: int = 0) -> StateChange:
    """Return a change as the history gives it."""
    return StateChange(SystemId(name), state, at, BASIS, "", seq=seq)
