# SPDX-License-Identifier: EUPL-1.2
"""The price of a change: what stops, degrades, goes stale or latches, and what nobody can tell.

Nothing is invented: a stream that stops costs the cases that arrive each day, with the basis of that
number; of the others only the effect is told. What is lost already costs nothing more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.estate.model import Effect, State
from sluis.kit.errors import BadInput, UnknownName
from sluis.kit.texts import Text
from sluis.switch.model import GroupPrice, Price, StreamPrice, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sluis.estate.graph import Graph
    from sluis.estate.model import Consequence, Estate, StateAt, SystemId


def chosen(estate: Estate, names: Iterable[str]) -> tuple[SystemId, ...]:
    """Return the systems that `names` mean, each once and in the estate's order.

    Raises `UnknownName` with the nearest name for one that no system has, `BadInput` for none at all.
    """
    wanted = list(names)
    ids = [system.id for system in estate.systems]
    if not wanted:
        raise BadInput(Text("Name at least one system."), field="targets")
    for name in wanted:
        if name not in ids:
            raise UnknownName(Text("system"), name, ids)
    return tuple(name for name in ids if name in wanted)


def price(graph: Graph, states: Mapping[SystemId, StateAt], changes: Mapping[SystemId, State]) -> Price:
    """Return what `changes` cost, given the states as they are."""
    already = {
        system: at.state for system, at in states.items() if at.state is not State.OPEN and at.seq is not None
    }
    found = graph.consequences(changes, already)
    of = {what: [one for one in found if one.what == what] for what in ("system", "stream", "group")}
    return Price(
        changes=dict(changes),
        streams=_streams(graph.estate, of["stream"]),
        groups=_groups(graph.estate, of["group"]),
        systems=tuple(of["system"]),
        unknown=_unknown(graph.estate, found),
    )


def _streams(estate: Estate, found: list[Consequence]) -> tuple[StreamPrice, ...]:
    streams = {stream.id: stream for stream in estate.streams}
    priced = [
        StreamPrice(
            id=stream.id,
            name=stream.name,
            effect=one.effect,
            cases_per_day=stream.cases_per_day,
            basis=stream.volume_basis,
            source=stream.volume_source,
            term_days=stream.term_days,
            path=one.path,
        )
        for one in found
        if (stream := streams.get(one.target))  # type: ignore[arg-type] - a target is any id
    ]
    order = list(Effect)
    return tuple(
        sorted(priced, key=lambda each: (order.index(each.effect), -(each.cases_per_day or 0.0), each.id))
    )


def _groups(estate: Estate, found: list[Consequence]) -> tuple[GroupPrice, ...]:
    groups = {str(group.id): group for group in estate.groups}
    return tuple(
        GroupPrice(group.id, group.name, group.people, group.basis, one.effect)
        for one in found
        if (group := groups.get(one.target))
    )


def _unknown(estate: Estate, found: Iterable[Consequence]) -> tuple[Unknown, ...]:
    """Return what nobody can tell; the owner of the system, or of what it needs, may know."""
    owners = {str(system.id): system.owner for system in estate.systems}
    return tuple(
        Unknown(
            one.target,
            one.path,
            one.note,
            next((owners[name] for name in reversed(one.path) if owners.get(name)), None),
        )
        for one in found
        if one.effect is Effect.UNKNOWN and one.what == "system"
    )
