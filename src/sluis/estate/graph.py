# SPDX-License-Identifier: EUPL-1.2
"""What stops, degrades, goes stale or latches when systems close; and what nobody knows.

A loss travels along links from the system that is needed to the one that needs it. What arrives
depends on the kind of link (see `_TRANSFER`). The strongest effect wins; among equals, the shortest
path is told. "Unknown" is stronger than every effect but a stop: it blocks a confident answer.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sluis.estate.model import Consequence, Effect, LinkType, State

if TYPE_CHECKING:
    from collections.abc import Collection

    from sluis.estate.model import Estate, Link, SystemId

_STRENGTH: Final = {
    Effect.STOPS: 5,
    Effect.UNKNOWN: 4,
    Effect.LATCHES: 3,
    Effect.STALE: 2,
    Effect.DEGRADES: 1,
}
_BY_STRENGTH: Final = {strength: effect for effect, strength in _STRENGTH.items()}

_STATE: Final = {
    State.CLOSED: _STRENGTH[Effect.STOPS],
    State.UNKNOWN: _STRENGTH[Effect.UNKNOWN],
    State.READ_ONLY: _STRENGTH[Effect.DEGRADES],
    State.TRIAL: _STRENGTH[Effect.DEGRADES],
    State.OPEN: 0,
}
"""What a state means to whoever needs the system."""

_TRANSFER: Final = {
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


class Verdict(StrEnum):
    """The answer to "does it survive?"."""

    YES = "yes"
    DEGRADED = "degraded"
    STALE = "stale"
    UNTIL_RESTART = "until_restart"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


_VERDICT: Final = {
    Effect.STOPS: Verdict.NO,
    Effect.UNKNOWN: Verdict.CANNOT_TELL,
    Effect.LATCHES: Verdict.UNTIL_RESTART,
    Effect.STALE: Verdict.STALE,
    Effect.DEGRADES: Verdict.DEGRADED,
}


@dataclass(frozen=True, slots=True)
class Survival:
    """Whether `target` survives, and the path that says so.

    `looked` is False when no link of the target was ever written down: then nobody can tell.
    """

    target: str
    verdict: Verdict
    path: tuple[str, ...]
    looked: bool


@dataclass(frozen=True, slots=True)
class _Reached:
    strength: int
    length: int
    before: str | None
    link: Link | None


class Graph:
    """The links of one estate, ready for questions. Building takes one pass over all links."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self._systems = frozenset(system.id for system in estate.systems)
        self._needed_by: dict[str, list[Link]] = {}
        self._looked: set[str] = set()
        for link in estate.links:
            self._looked.add(link.system)
            if any(_TRANSFER[link.type]):
                self._needed_by.setdefault(link.needs, []).append(link)

    def consequences(
        self,
        closed: Collection[SystemId] | Mapping[SystemId, State],
        already: Mapping[SystemId, State] | None = None,
    ) -> tuple[Consequence, ...]:
        """Return what changing systems does beyond what is so `already`, strongest first.

        `closed` names the systems that close, or gives each the state that it goes to. The changed
        systems themselves are not listed; a target is listed when its effect becomes stronger.
        """
        changes = closed if isinstance(closed, Mapping) else dict.fromkeys(closed, State.CLOSED)
        before = self._spread({**(already or {})})
        after = self._spread({**(already or {}), **changes})
        found = [
            self._consequence(target, "system", target, after)
            for target, reached in after.items()
            if target not in changes and reached.strength > _strength(before, target)
        ]
        found += self._users(before, after)
        return tuple(sorted(found, key=lambda one: (-_STRENGTH[one.effect], one.what, one.target)))

    def survives(self, target: SystemId, closed: Collection[SystemId]) -> Survival:
        """Answer "does `target` survive if these close?", with the path that decides."""
        reached = self._spread(dict.fromkeys(closed, State.CLOSED))
        looked = target in self._looked
        if target in closed:
            return Survival(target, Verdict.NO, (target,), looked)
        if target in reached:
            effect = _BY_STRENGTH[reached[target].strength]
            return Survival(target, _VERDICT[effect], _path(target, reached), looked)
        return Survival(target, Verdict.YES if looked else Verdict.CANNOT_TELL, (), looked)

    def _spread(self, states: Mapping[SystemId, State]) -> dict[str, _Reached]:
        """Return the strongest effect on every system that `states` reaches, by label correction."""
        reached: dict[str, _Reached] = {
            system: _Reached(_STATE[state], 0, None, None)
            for system, state in states.items()
            if _STATE[state]
        }
        waiting = [(-found.strength, 0, system) for system, found in reached.items()]
        heapq.heapify(waiting)
        while waiting:
            negative, length, system = heapq.heappop(waiting)
            at = reached[system]
            if (at.strength, at.length) != (-negative, length):
                continue
            for link in self._needed_by.get(system, ()):
                strength = _TRANSFER[link.type][at.strength]
                known = reached.get(link.system)
                if not strength or (
                    known is not None and (known.strength, -known.length) >= (strength, -length - 1)
                ):
                    continue
                reached[link.system] = _Reached(strength, length + 1, system, link)
                heapq.heappush(waiting, (-strength, length + 1, link.system))
        return reached

    def _users(self, before: dict[str, _Reached], after: dict[str, _Reached]) -> list[Consequence]:
        """Return what happens to streams, applications and groups: the worst of what they need."""
        found = []
        for what, things in (
            ("stream", self.estate.streams),
            ("application", self.estate.applications),
            ("group", self.estate.groups),
        ):
            for thing in things:
                worst = max(thing.needs, key=lambda system: _strength(after, system), default=None)
                was = max((_strength(before, system) for system in thing.needs), default=0)
                if worst is not None and _strength(after, worst) > was:
                    found.append(self._consequence(thing.id, what, worst, after))
        return found

    @staticmethod
    def _consequence(target: str, what: str, system: str, reached: dict[str, _Reached]) -> Consequence:
        at = reached[system]
        path = _path(system, reached)
        deciding = _deciding(system, reached)
        return Consequence(
            target=target,
            what=what,
            effect=_BY_STRENGTH[at.strength],
            path=path if what == "system" else (*path, target),
            via=deciding.type if deciding else None,
            note=deciding.note if deciding else None,
        )


def _strength(reached: dict[str, _Reached], target: str) -> int:
    return reached[target].strength if target in reached else 0


def _path(target: str, reached: dict[str, _Reached]) -> tuple[str, ...]:
    path = [target]
    while (before := reached[path[-1]].before) is not None and before not in path:
        path.append(before)
    return tuple(reversed(path))


def _deciding(target: str, reached: dict[str, _Reached]) -> Link | None:
    """Return the link nearest the cause where the effect became what it is at `target`."""
    deciding = None
    strength, at, seen = reached[target].strength, target, set[str]()
    while at not in seen and reached[at].strength == strength and (link := reached[at].link) is not None:
        seen.add(at)
        deciding, at = link, link.needs
    return deciding
