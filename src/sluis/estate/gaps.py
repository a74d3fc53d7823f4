# SPDX-License-Identifier: EUPL-1.2
"""What nobody wrote down yet: the work to do before the day.

Each gap says what is missing and how many streams and groups hang on the answer, so that the most
telling question comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sluis.estate.graph import Graph
from sluis.estate.model import LinkType
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sluis.estate.model import Estate, System, SystemId


@dataclass(frozen=True, slots=True)
class Gap:
    """Something unknown about a thing; `hangs` counts the streams and groups that depend on it."""

    id: str
    what: Text
    hangs: int


def gaps(estate: Estate) -> tuple[Gap, ...]:
    """Return every gap of `estate`, the most telling first."""
    graph = Graph(estate)
    linked = {link.system for link in estate.links}
    weight = {system.id: _hangs(graph, system.id) for system in estate.systems}
    found = [gap for system in estate.systems for gap in _of_system(system, weight, linked)]
    for link in estate.links:
        if link.type is LinkType.UNKNOWN:
            what = Text("Nobody knows whether it needs {needs}.", needs=link.needs)
            found.append(Gap(link.system, what, 1 + weight[link.system]))
    for stream in estate.streams:
        if stream.cases_per_day is None:
            found.append(Gap(stream.id, Text("The number of cases a day is not known."), 1))
        if not stream.needs:
            found.append(Gap(stream.id, Text("Nobody wrote down which systems it needs."), 1))
    found += [
        Gap(site.id, Text("The number of desks is not known."), 0)
        for site in estate.sites
        if site.desks is None
    ]
    found += [
        Gap(group.id, Text("The number of people is not known."), 0)
        for group in estate.groups
        if group.people is None
    ]
    found += [
        Gap(unit.id, Text("The working regime of this unit is not known."), 0)
        for unit in estate.units
        if unit.regime == "unknown"
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.hangs, gap.id)))


def _of_system(system: System, weight: dict[SystemId, int], linked: set[SystemId]) -> Iterator[Gap]:
    hangs = weight[system.id]
    if system.owner is None:
        yield Gap(system.id, Text("It has no owner."), hangs)
    if system.rto_hours is None:
        yield Gap(system.id, Text("Nobody set how long it may be away (RTO)."), hangs)
    if system.rpo_hours is None:
        yield Gap(system.id, Text("Nobody set how much data may be lost (RPO)."), hangs)
    if system.human_impact is None:
        yield Gap(system.id, Text("What its loss does to people was never rated."), hangs)
    if system.id not in linked:
        yield Gap(system.id, Text("Nobody wrote down what it needs, or that it needs nothing."), hangs)


def _hangs(graph: Graph, system: SystemId) -> int:
    return sum(one.what in {"stream", "group"} for one in graph.consequences([system]))
