# SPDX-License-Identifier: EUPL-1.2
"""What prices rest on: an estate made ready for questions, and the states that it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sluis.estate.graph import Graph
from sluis.estate.model import State
from sluis.switch.targets import is_further_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sluis.estate.model import Consequence, Estate, Group, StateAt, Stream, System, SystemId


@dataclass(frozen=True, slots=True)
class Ground:
    """What prices rest on: an estate as a graph, and the state that each system is in."""

    graph: Graph
    states: Mapping[SystemId, StateAt]
    already: Mapping[SystemId, State]
    """Systems that are known to be less than open."""
    systems: Mapping[str, System]
    streams: Mapping[str, Stream]
    groups: Mapping[str, Group]

    @classmethod
    def of(cls, estate: Estate, states: Mapping[SystemId, StateAt]) -> Ground:
        """Prepare an estate for pricing; one pass over it."""
        return cls(
            Graph(estate),
            states,
            {
                system: at.state
                for system, at in states.items()
                if at.state not in {State.OPEN, State.UNKNOWN}
            },
            {system.id: system for system in estate.systems},
            {stream.id: stream for stream in estate.streams},
            {group.id: group for group in estate.groups},
        )

    @property
    def estate(self) -> Estate:
        """Return the estate."""
        return self.graph.estate

    def name(self, system: str) -> str:
        """Return the name of a system."""
        return self.systems[system].name

    def changes(self, systems: Iterable[SystemId], to: State) -> dict[SystemId, State]:
        """Return those of `systems` that are, or may be, further open than `to`."""
        return {system: to for system in systems if is_further_open(self.states.get(system), to)}

    def consequences(self, changes: Mapping[SystemId, State]) -> tuple[Consequence, ...]:
        """Return what `changes` do beyond what is so already."""
        return self.graph.consequences(changes, self.already) if changes else ()
