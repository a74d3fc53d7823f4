# SPDX-License-Identifier: EUPL-1.2
"""What nobody wrote down yet: the work to do before the day.

Each gap says what is missing and how many streams and groups hang on the answer, so that the most
telling question comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sluis.estate.document import UNKNOWN
from sluis.estate.model import LinkType
from sluis.estate.spread import TRANSFER
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sluis.estate.model import Estate, SystemId


@dataclass(frozen=True, slots=True)
class Gap:
    """Something unknown about a thing.

    `noun` and `field` say where in the document the answer goes; `hangs` counts the streams and
    groups that depend on the thing, itself included where it is one.
    """

    noun: str
    id: str
    field: str
    what: Text
    hangs: int


_SYSTEM: Final = {
    "owner": Text("It has no owner."),
    "rto_hours": Text("Nobody set how long it may be away (RTO)."),
    "rpo_hours": Text("Nobody set how much data may be lost (RPO)."),
    "human_impact": Text("What its loss does to people was never rated."),
}


def gaps(estate: Estate) -> tuple[Gap, ...]:
    """Return every gap of `estate`, the most telling first."""
    weights = hanging(estate)
    found = [*_systems(estate, weights), *_links(estate, weights), *_work(estate), *_people(estate)]
    return tuple(sorted(found, key=lambda gap: (-gap.hangs, gap.noun, gap.id)))


def hanging(estate: Estate) -> dict[SystemId, int]:
    """Return for each system how many streams and groups lose something, or may, when it closes.

    Who hangs on a system is a set of bits; sets flow along the links until nothing is added.
    """
    sets: dict[SystemId, int] = {system.id: 0 for system in estate.systems}
    streams = {stream.id: stream for stream in estate.streams}
    for number, stream in enumerate(estate.streams):
        for system in stream.needs:
            sets[system] |= 1 << number
    for number, group in enumerate(estate.groups, len(estate.streams)):
        for system in (*group.needs, *(need for each in group.streams for need in streams[each].needs)):
            sets[system] |= 1 << number
    needs: dict[SystemId, list[SystemId]] = {}
    for link in estate.links:
        if any(TRANSFER[link.type]):
            needs.setdefault(link.system, []).append(link.needs)
    waiting = dict.fromkeys(system for system, users in sets.items() if users)
    while waiting:
        system, _ = waiting.popitem()
        for needed in needs.get(system, ()):
            if sets[system] & ~sets[needed]:
                sets[needed] |= sets[system]
                waiting[needed] = None
    return {system: users.bit_count() for system, users in sets.items()}


def _systems(estate: Estate, weights: Mapping[SystemId, int]) -> Iterator[Gap]:
    linked = {link.system for link in estate.links}
    for system in estate.systems:
        for field, what in _SYSTEM.items():
            if getattr(system, field) is None:
                yield Gap("systems", system.id, field, what, weights[system.id])
        if system.id not in linked:
            what = Text("Nobody wrote down what it needs, or that it needs nothing.")
            yield Gap("systems", system.id, "links", what, weights[system.id])


def _links(estate: Estate, weights: Mapping[SystemId, int]) -> Iterator[Gap]:
    for link in estate.links:
        if link.type is LinkType.UNKNOWN:
            what = Text("Nobody knows whether it needs {needs}.", needs=link.needs)
            yield Gap("links", link.system, "type", what, 1 + weights[link.system])


def _work(estate: Estate) -> Iterator[Gap]:
    """Yield what is unknown of streams and applications."""
    for stream in estate.streams:
        hangs = 1 + sum(stream.id in group.streams for group in estate.groups)
        if stream.cases_per_day is None:
            what = Text("The number of cases a day is not known.")
            yield Gap("streams", stream.id, "cases_per_day", what, hangs)
        if not stream.needs:
            what = Text("Nobody wrote down which systems it needs.")
            yield Gap("streams", stream.id, "needs", what, hangs)
    for application in estate.applications:
        if not application.needs:
            what = Text("Nobody wrote down which systems it needs.")
            yield Gap("applications", application.id, "needs", what, 0)


def _people(estate: Estate) -> Iterator[Gap]:
    """Yield what is unknown of groups, sites and units."""
    for group in estate.groups:
        if group.people is None:
            what = Text("The number of people is not known.")
            yield Gap("groups", group.id, "people", what, 1 + len(group.streams))
    for site in estate.sites:
        if site.desks is None:
            hangs = sum(group.site == site.id for group in estate.groups)
            yield Gap("sites", site.id, "desks", Text("The number of desks is not known."), hangs)
    for unit in estate.units:
        if unit.regime == UNKNOWN:
            hangs = sum(group.unit == unit.id for group in estate.groups)
            what = Text("The working regime of this unit is not known.")
            yield Gap("units", unit.id, "regime", what, hangs)
