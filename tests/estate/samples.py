# SPDX-License-Identifier: EUPL-1.2
"""Small estates for the tests of this room: a hospital that is nobody's."""

from __future__ import annotations

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
    Site,
    SiteId,
    Stream,
    StreamId,
    System,
    SystemId,
    Team,
    TeamId,
    Unit,
    UnitId,
)

if TYPE_CHECKING:
    from pathlib import Path

NET, FILES, LAB, ALARM, PAGER = map(SystemId, ("net", "files", "lab", "alarm", "pager"))

HOSPITAL: Final = Estate(
    organisation="Hospital of nowhere",
    zone="Europe/Amsterdam",
    systems=(
        System(NET, "Network", "network", owner="ict", rto_hours=4.0, rpo_hours=0.0, human_impact=4),
        System(FILES, "Patient files", "application", owner="ict", assumed=("owner",)),
        System(LAB, "Laboratory", "application"),
        System(ALARM, "Bedside alarms", "device", human_impact=4, note="On a net of their own, they say."),
        System(PAGER, "Pagers", "service", basis=Basis.ASSUMED),
    ),
    links=(
        Link(FILES, NET, LinkType.HARD),
        Link(LAB, FILES, LinkType.FRESHNESS, Basis.DERIVED, "letter of 3 May", "Results go on."),
        Link(ALARM, NET, LinkType.UNKNOWN),
        Link(PAGER, NET, LinkType.NONE, note="Tried in the drill."),
    ),
    applications=(Application(ApplicationId("ward"), "Ward view", (FILES, LAB)),),
    streams=(
        Stream(
            StreamId("visits"), "Visits", (FILES,), 120.5, Basis.SOURCE, "year report", 30, UnitId("care")
        ),
        Stream(StreamId("tests"), "Blood tests", (LAB,)),
    ),
    units=(Unit(UnitId("care"), "Care", "shifts"), Unit(UnitId("staff"), "Staff")),
    sites=(Site(SiteId("main"), "Main building", 80), Site(SiteId("annex"), "Annex")),
    groups=(
        Group(
            GroupId("nurses"), "Nurses", 200, UnitId("care"), SiteId("main"), streams=(StreamId("visits"),)
        ),
        Group(GroupId("analysts"), "Analysts", None, None, SiteId("main"), (LAB,), (StreamId("tests"),)),
    ),
    teams=(Team(TeamId("crisis"), "Crisis team", "Decide", 6),),
    gates=(Gate(GateId("clean"), "The intruder is out", "ciso", (NET,)),),
    data_order=("admission", "treatment", "discharge"),
)


def chain(*links: tuple[str, str, LinkType], streams: tuple[Stream, ...] = ()) -> Estate:
    """Return an estate of bare links `(system, needs, type)`; systems come in order of appearance."""
    names = dict.fromkeys(name for link in links for name in link[:2])
    return Estate(
        "Chain",
        "UTC",
        tuple(System(SystemId(name), name, "system") for name in names),
        tuple(Link(SystemId(system), SystemId(needs), kind) for system, needs, kind in links),
        streams=streams,
    )


def write(folder: Path, text: str, name: str = "estate.yaml") -> Path:
    """Write a file and return where."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
