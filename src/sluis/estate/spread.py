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
        strength = self.strengths[system]
        trail: list[tuple[int, SystemId]] = []
        known = self._paths[strength].get(system)
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
        self._keeping: dict[int, dict[SystemId, list[Link]]] = {strength: {} for strength in ORDER}
        """By strength and needed system: links that pass the effect on as it is."""
        self._turning: dict[int, dict[SystemId, list[tuple[int, Link]]]] = {each: {} for each in ORDER}
        """The same for links that turn it into another, with the strength of that."""
        for link in links:
            for strength, to in enumerate(TRANSFER[link.type]):
                if to == strength and to:
                    self._keeping[strength].setdefault(link.needs, []).append(link)
                elif to:
                    self._turning[strength].setdefault(link.needs, []).append((to, link))

    def spread(self, states: Mapping[SystemId, State]) -> Reached:
        """Return what the `states` of systems do to all that need them."""
        waves: dict[int, list[dict[SystemId, Label]]] = {strength: [{}] for strength in ORDER}
        for system, state in states.items():
            if strength := OF_STATE[state]:
                waves[strength][0][system] = Label(0, None, 0, None)
        labels: dict[int, dict[SystemId, Label]] = {}
        for strength in ORDER:
            labels[strength] = self._flood(strength, waves[strength], labels.get(_STOPS, {}))
            self._turn(strength, labels[strength], labels[_STOPS], waves)
        return Reached(labels)

    def _flood(
        self, strength: int, waves: list[dict[SystemId, Label]], stopped: Mapping[SystemId, Label]
    ) -> dict[SystemId, Label]:
        """Return who is reached with `strength`; what stops anyway is passed over.

        `waves` holds by length what comes from elsewhere; it is filled with what follows.
        """
        keeping = self._keeping[strength]
        found: dict[SystemId, Label] = {}
        for length, wave in enumerate(waves, 1):
            following = waves[length] if length < len(waves) else {}
            for system, label in wave.items():
                if system in found or system in stopped:
                    continue
                found[system] = label
                for link in keeping.get(system, ()):
                    needing = link.system
                    if needing not in found and needing not in following and needing not in stopped:
                        decided = link if label.link is None else label.link
                        following[needing] = Label(length, system, strength, decided)
            if following and length == len(waves):
                waves.append(following)
        return found

    def _turn(
        self,
        strength: int,
        labels: Mapping[SystemId, Label],
        stopped: Mapping[SystemId, Label],
        waves: Mapping[int, list[dict[SystemId, Label]]],
    ) -> None:
        """Put into the `waves` of other effects what links make of this one."""
        turning = self._turning[strength]
        if not turning:
            return
        for system, label in labels.items():
            for to, link in turning.get(system, ()):
                if link.system not in stopped:
                    length = label.length + 1
                    while len(waves[to]) <= length:
                        waves[to].append({})
                    waves[to][length].setdefault(link.system, Label(length, system, strength, link))
