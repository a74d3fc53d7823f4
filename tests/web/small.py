# SPDX-License-Identifier: EUPL-1.2
"""A small organisation of our own, for tests of the console: a town with four systems."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sluis.access import acts as access
from sluis.estate import acts as estate
from sluis.estate.model import (
    Basis,
    Estate,
    Gate,
    GateId,
    Group,
    GroupId,
    Link,
    LinkType,
    State,
    StateChange,
    Stream,
    StreamId,
    System,
    SystemId,
)
from sluis.record.model import Actor
from sluis.report import acts as report
from sluis.report.model import Fact, Risk, RiskId

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.access.model import Role
    from sluis.house import House

START: Final = datetime(2025, 7, 16, 8, 0, tzinfo=UTC)
TOWN: Final = Actor("ciso:t.test", "cli")
NETWORK, FILES, DESK, MAP = (SystemId(name) for name in ("network", "files", "desk", "map"))

ESTATE: Final = Estate(
    organisation="Test Town",
    zone="Europe/Amsterdam",
    systems=(
        System(NETWORK, "Network", "network", owner="IT"),
        System(FILES, "Case files", "application", owner="IT"),
        System(DESK, "Counter <desk>", "application"),
        System(MAP, "Map", "application"),
    ),
    links=(
        Link(FILES, NETWORK, LinkType.HARD),
        Link(DESK, FILES, LinkType.DEGRADED),
        Link(MAP, NETWORK, LinkType.UNKNOWN),
    ),
    streams=(
        Stream(StreamId("permits"), "Permits", (FILES,), cases_per_day=40.0, volume_basis=Basis.SOURCE),
        Stream(StreamId("counter"), "Counter visits", (DESK,), cases_per_day=120.0),
    ),
    groups=(Group(GroupId("clerks"), "Clerks", people=35, needs=(FILES,)),),
    gates=(
        Gate(GateId("scan"), "A second scan is clean", "CISO", (FILES,)),
        Gate(GateId("restore"), "A backup was restored", "IT", ()),
    ),
)


def furnish(house: House) -> None:
    """Adopt the estate, say what is open, note a fact and leave a risk undecided."""
    record = house.record
    estate.adopt(record, ESTATE, TOWN, happened_at=START)
    estate.observe(
        record,
        [
            StateChange(system.id, State.OPEN, START, Basis.SOURCE, "In use.")
            for system in ESTATE.systems
            if system.id != MAP
        ],
        TOWN,
    )
    fact = Fact(
        {"en": "A warning came in", "nl": "Er kwam een waarschuwing binnen"},
        "NCSC",
        "warning",
        START - timedelta(days=3),
        "https://example.org/warning",
        Basis.SOURCE,
    )
    report.note(record, [fact], TOWN)
    risk = Risk(RiskId("desks"), "Too few desks in the town hall", "unit head", "the board", START)
    report.raise_risk(record, risk, TOWN)


def invited(house: House, role: Role) -> str:
    """Return the code of a fresh link for somebody in `role`."""
    return access.issue_link(house.record, name=f"T. {role.value}", role=role, actor=TOWN).code


def copy(template: Path, home: Path) -> None:
    """Copy a home that nobody has open."""
    for file in template.rglob("*"):
        target = home / file.relative_to(template)
        if file.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
            target.chmod(file.stat().st_mode)
