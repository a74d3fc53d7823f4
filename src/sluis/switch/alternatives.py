# SPDX-License-Identifier: EUPL-1.2
"""What else could be done, each with its price and the risk that it leaves, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.estate.model import State
from sluis.kit.texts import Text
from sluis.switch.model import Alternative
from sluis.switch.price import price

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sluis.estate.graph import Graph
    from sluis.estate.model import StateAt, System, SystemId

READABLE: Final = frozenset({"application", "service", "portal", "system", "database"})
"""Kinds of system that can be left readable while nothing can be written."""
DOORS: Final = frozenset({"gateway"})
"""Kinds of system through which people come in from outside."""
MOST_LEFT_OUT: Final = 3


def alternatives(
    graph: Graph, states: Mapping[SystemId, StateAt], targets: tuple[SystemId, ...]
) -> tuple[Alternative, ...]:
    """Return the alternatives to closing `targets`, the smallest intervention first."""
    return tuple(
        Alternative(name, price(graph, states, changes), risk)
        for name, changes, risk in _options(graph, states, targets)
    )


def _options(
    graph: Graph, states: Mapping[SystemId, StateAt], targets: tuple[SystemId, ...]
) -> Iterator[tuple[Text, dict[SystemId, State], Text]]:
    systems = {system.id: system for system in graph.estate.systems}
    yield (
        Text("Leave everything as it is"),
        {},
        Text("Whoever may be inside keeps every way in and out."),
    )
    doors = _doors(graph, systems, targets)
    if doors and set(doors) != set(targets):
        yield (
            Text("Close only the way in from outside: {names}", names=", ".join(doors)),
            dict.fromkeys(doors, State.CLOSED),
            Text("Whoever is inside already keeps the links to partners and the internet."),
        )
    readable = [name for name in targets if systems[name].kind in READABLE and _is_open(states, name)]
    if readable:
        yield (
            Text("Leave readable, refuse writing: {names}", names=", ".join(readable)),
            {name: State.READ_ONLY if name in readable else State.CLOSED for name in targets},
            Text("What is there can still be read, by an intruder too."),
        )
    if len(targets) > 1:
        for name in targets[:MOST_LEFT_OUT]:
            yield (
                Text("All of these but {name}", name=name),
                {target: State.CLOSED for target in targets if target != name},
                Text("{name} stays reachable.", name=name),
            )
    if len(targets) < len(systems):
        yield (
            Text("Close everything"),
            dict.fromkeys(systems, State.CLOSED),
            Text("No way in or out is left; what was copied before stays copied."),
        )


def _doors(graph: Graph, systems: Mapping[SystemId, System], targets: tuple[SystemId, ...]) -> list[SystemId]:
    """Return the doors among the targets and among what stops with them."""
    reached = {one.target for one in graph.consequences(targets)} | set(targets)
    return [name for name, system in systems.items() if system.kind in DOORS and name in reached]


def _is_open(states: Mapping[SystemId, StateAt], name: SystemId) -> bool:
    return name in states and states[name].state is State.OPEN
