# SPDX-License-Identifier: EUPL-1.2
"""How a loss travels: along links, from the system that is needed to the one that needs it.

What arrives depends on what is lost and on the kind of link (`TRANSFER`). Each effect is spread on
its own, breadth first, so that every system gets the shortest path of each effect that reaches it,
and circles end. Cost: at most five passes over the links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sluis.estate.model import Effect, LinkType, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sluis.estate.model import Link, SystemId

STRENGTH: Final = {
    Effect.STOPS: 5,
    Effect.UNKNOWN: 4,
    Effect.LATCHES: 3,
    Effect.STALE: 2,
    Effect.DEGRADES: 1,
}
"""Which effect is told when several arrive. "Unknown" yields to a stop alone: it may be one."""
BY_STRENGTH: Final = {strength: effect for effect, strength in STRENGTH.items()}

OF_STATE: Final = {
    State.CLOSED: STRENGTH[Effect.STOPS],
    State.UNKNOWN: STRENGTH[Effect.UNKNOWN],
    State.READ_ONLY: STRENGTH[Effect.DEGRADES],
    State.TRIAL: STRENGTH[Effect.DEGRADES],
    State.OPEN: 0,
}
"""What a state means to whoever needs the system."""

TRANSFER: Final = {
    # what the needed one suffers:  –  degrades  stale  latches  unknown  stops
    LinkType.HARD: (0, 1, 2, 3, 4, 5),
    LinkType.DEGRADED: (0, 1, 2, 3, 4, 1),
    LinkType.SUBSTITUTE: (0, 1, 2, 3, 4, 1),
    LinkType.FRESHNESS: (0, 1, 2, 3, 4, 2),
    LinkType.TO_RESTART_ONLY: (0, 0, 0, 3, 4, 3),
    LinkType.UNKNOWN: (0, 4, 4, 4, 4, 4),
    LinkType.DATA_ORDER: (0, 0, 0, 0, 0, 0),
    LinkType.NONE: (0, 0, 0, 0, 0, 0),
}
"""Strength that arrives at the one that needs, by the strength at the one that is needed."""
_STOPS: Final = STRENGTH[Effect.STOPS]
ORDER: Final = (5, 1, 2, 3, 4)
"""Strengths in the order in which they are spread: `TRANSFER` turns one into another only forwards."""


class Label(NamedTuple):
    """That an effect reached a system, and how."""

    length: int
    """Links from where it began."""
    before: SystemId | None
    strength_before: int
    link: Link | None
    """The link that decided: where the effect became what it is. None where it began."""


class Reached:
    """What reached every system; the strongest effect counts."""

    def __init__(self, labels: Mapping[int, dict[SystemId, Label]]) -> None:
        self._labels = labels
        self._paths: dict[int, dict[SystemId, tuple[SystemId, ...]]] = {each: {} for each in labels}
        self.strengths: dict[SystemId, int] = {}
        for strength in sorted(labels):
            self.strengths.update(dict.fromkeys(labels[strength], strength))

    def strength(self, system: SystemId) -> int:
        """Return the strongest effect on a system: 0 for none."""
        return self.strengths.get(system, 0)

    def strongest(self, strength: int) -> Iterator[SystemId]:
        """Yield the systems on which the strongest effect is `strength`."""
        strengths = self.strengths
        return (system for system in self._labels[strength] if strengths[system] == strength)

    def link(self, system: SystemId) -> Link | None:
        """Return the link that decides what `system` suffers; None where it began."""
        return self._labels[self.strengths[system]][system].link

    def path(self, system: SystemId) -> tuple[SystemId, ...]:
        """Return the shortest path of the strongest effect, from where it began to `system`."""
        return self._path(self.strengths[system], system)

    def _path(self, strength: int, system: SystemId) -> tuple[SystemId, ...]:
        trail: list[tuple[int, SystemId]] = []
        known: tuple[SystemId, ...] | None = None
        while known is None:
            trail.append((strength, system))
            label = self._labels[strength][system]
            if label.before is None:
                known = ()
            else:
                strength, system = label.strength_before, label.before
                known = self._paths[strength].get(system)
        for strength, system in reversed(trail):
            known = (*known, system)
            self._paths[strength][system] = known
        return known


class Spreader:
    """The links of one estate, sorted by what they turn into what."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._moves: dict[tuple[int, int], dict[SystemId, list[Link]]] = {}
        kinds = {
            kind: [(strength, to) for strength, to in enumerate(row) if to] for kind, row in TRANSFER.items()
        }
        for link in links:
            for move in kinds[link.type]:
                self._moves.setdefault(move, {}).setdefault(link.needs, []).append(link)

    def spread(self, states: Mapping[SystemId, State]) -> Reached:
        """Return what the `states` of systems do to all that need them."""
        labels: dict[int, dict[SystemId, Label]] = {strength: {} for strength in ORDER}
        for system, state in states.items():
            if strength := OF_STATE[state]:
                labels[strength][system] = Label(0, None, 0, None)
        stopped: dict[SystemId, Label] = {}
        for number, strength in enumerate(ORDER):
            waves = [labels[strength]]
            for earlier in ORDER[:number]:
                self._cross((earlier, strength), labels[earlier], stopped, waves)
            labels[strength] = self._flood(strength, waves, stopped)
            stopped = labels[_STOPS]
        return Reached(labels)

    def _cross(
        self,
        move: tuple[int, int],
        labels: Mapping[SystemId, Label],
        stopped: Mapping[SystemId, Label],
        waves: list[dict[SystemId, Label]],
    ) -> None:
        """Add to `waves` (by length) what links make of the effect `move[0]`: the effect `move[1]`."""
        moves = self._moves.get(move)
        if moves is None:
            return
        for system, label in labels.items():
            for link in moves.get(system, ()):
                if link.system not in stopped:
                    length = label.length + 1
                    while len(waves) <= length:
                        waves.append({})
                    waves[length].setdefault(link.system, Label(length, system, move[0], link))

    def _flood(
        self, strength: int, waves: list[dict[SystemId, Label]], stopped: Mapping[SystemId, Label]
    ) -> dict[SystemId, Label]:
        """Return who is reached with `strength`; what stops anyway is passed over."""
        moves = self._moves.get((strength, strength), {})
        found: dict[SystemId, Label] = {}
        for length, wave in enumerate(waves):
            following = waves[length + 1] if length + 1 < len(waves) else {}
            for system, label in wave.items():
                if system in found or system in stopped:
                    continue
                found[system] = label
                for link in moves.get(system, ()):
                    needing = link.system
                    if needing not in found and needing not in following and needing not in stopped:
                        decided = link if label.link is None else label.link
                        following[needing] = Label(length + 1, system, strength, decided)
            if following and length + 1 == len(waves):
                waves.append(following)
        return found
