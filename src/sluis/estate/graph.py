# SPDX-License-Identifier: EUPL-1.2
"""What stops, degrades, goes stale or latches when systems close; and what nobody knows.

`spread` says how a loss travels between systems. Here it is asked about: what closing does to
systems, streams, applications and groups, and whether one of them survives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sluis.estate.model import Consequence, Effect, LinkType, State, SystemId
from sluis.estate.spread import BY_STRENGTH, STRENGTH, Spreader
from sluis.kit.errors import UnknownName
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sluis.estate.model import Application, Estate, Group, Link, Stream
    from sluis.estate.spread import Reached

_STOPS: Final = STRENGTH[Effect.STOPS]
_DEGRADES: Final = STRENGTH[Effect.DEGRADES]


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

    `looked` is False when nothing was ever written down that answers it: then nobody can tell.
    `link` is the one that decides, with its source.
    """

    target: str
    verdict: Verdict
    path: tuple[str, ...]
    looked: bool
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    """What reached something that is no system, and through which system and stream."""

    strength: int
    system: SystemId | None = None
    stream: str | None = None


_UNTOUCHED: Final = _Hit(0)


class Graph:
    """The links of one estate, ready for questions. Building takes one pass over all links."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self._systems = frozenset(system.id for system in estate.systems)
        self._spreader = Spreader(estate.links)
        self._needs: dict[SystemId, list[Link]] = {}
        self._needed_by: dict[SystemId, list[Link]] = {}
        for link in estate.links:
            self._needs.setdefault(link.system, []).append(link)
            self._needed_by.setdefault(link.needs, []).append(link)

    def needs(self, system: SystemId) -> tuple[Link, ...]:
        """Return the links to what `system` needs, of every type."""
        return tuple(self._needs.get(system, ()))

    def needed_by(self, system: SystemId) -> tuple[Link, ...]:
        """Return the links from what needs `system`, of every type."""
        return tuple(self._needed_by.get(system, ()))

    def consequences(
        self,
        closed: Collection[SystemId] | Mapping[SystemId, State],
        already: Mapping[SystemId, State] | None = None,
    ) -> tuple[Consequence, ...]:
        """Return what changing systems does beyond what is so `already`, strongest first.

        `closed` names the systems that close, or gives each the state that it goes to. The changed
        systems themselves are not listed; anything else is when its effect becomes stronger than what
        closed systems do to it already. A system that is on trial, readable or in an unknown state
        still has something to lose. Raises `UnknownName` for a system that the estate does not have.
        """
        changes = closed if isinstance(closed, Mapping) else dict.fromkeys(closed, State.CLOSED)
        self._check(changes)
        now = {system: state for system, state in (already or {}).items() if state is State.CLOSED}
        before = self._spreader.spread(now)
        after = self._spreader.spread({**now, **changes})
        found = sorted(self._users(before, after), key=lambda one: (one.what, one.target))
        listed: list[Consequence] = []
        for effect, strength in STRENGTH.items():
            listed += [one for one in found if one.effect is effect]
            listed += [
                _consequence(system, "system", after.path(system), strength, after.link(system))
                for system in sorted(after.strongest(strength))
                if strength > before.strength(system) and system not in changes
            ]
        return tuple(listed)

    def survives(self, target: str, closed: Collection[SystemId]) -> Survival:
        """Answer "does `target` survive if these close?", with the path and the link that decide.

        `target` is a system, stream, application or group. It survives only where somebody wrote
        down that it does not need what closes (a link of type `none`); that no link stands there
        says nothing. Raises `UnknownName` for what the estate does not have.
        """
        self._check(closed)
        if target in self._systems:
            return self._system_survives(SystemId(target), closed)
        for found in self._all_users(self._spreader.spread(dict.fromkeys(closed, State.CLOSED))):
            thing, what, hit, reached = found
            if thing.id != target:
                continue
            if hit.strength:
                one = _of_user(thing.id, what, hit, reached)
                link = reached.link(hit.system) if hit.system is not None else None
                return Survival(target, _VERDICT[one.effect], one.path, looked=True, link=link)
            each = [self._system_survives(system, closed) for system in self._all_needs(thing)]
            if each and all(one.verdict is Verdict.YES for one in each):
                return Survival(target, Verdict.YES, (*each[0].path, target), looked=True, link=each[0].link)
            return Survival(target, Verdict.CANNOT_TELL, (), looked=False)
        raise UnknownName(Text("system, stream, application or group"), target, self._names())

    def _system_survives(self, target: SystemId, closed: Collection[SystemId]) -> Survival:
        if target in closed:
            return Survival(target, Verdict.NO, (target,), looked=True)
        reached = self._spreader.spread(dict.fromkeys(closed, State.CLOSED))
        if strength := reached.strength(target):
            verdict, link = _VERDICT[BY_STRENGTH[strength]], reached.link(target)
            return Survival(target, verdict, reached.path(target), looked=True, link=link)
        free = {link.needs: link for link in self.needs(target) if link.type is LinkType.NONE}
        if closed and all(system in free for system in closed):
            link = free[min(closed)]
            return Survival(target, Verdict.YES, (link.needs, target), looked=True, link=link)
        return Survival(target, Verdict.CANNOT_TELL, (), looked=False)

    def _users(self, before: Reached, after: Reached) -> Iterator[Consequence]:
        """Yield what happens to streams, applications and groups beyond what is so before."""
        was = {(what, thing.id): hit.strength for thing, what, hit, _ in self._all_users(before)}
        for thing, what, hit, reached in self._all_users(after):
            if hit.strength > was[what, thing.id]:
                yield _of_user(thing.id, what, hit, reached)

    def _all_users(
        self, reached: Reached
    ) -> Iterator[tuple[Stream | Application | Group, str, _Hit, Reached]]:
        """Yield every stream, application and group with what reaches it."""
        streams: dict[str, _Hit] = {}
        for stream in self.estate.streams:
            streams[stream.id] = hit = _worst(stream.needs, reached)
            yield stream, "stream", hit, reached
        for application in self.estate.applications:
            yield application, "application", _worst(application.needs, reached), reached
        for group in self.estate.groups:
            yield group, "group", _of_group(group, _worst(group.needs, reached), streams), reached

    def _all_needs(self, thing: Stream | Application | Group) -> Iterable[SystemId]:
        streams = getattr(thing, "streams", ())
        return (
            *thing.needs,
            *(need for one in self.estate.streams if one.id in streams for need in one.needs),
        )

    def _check(self, systems: Iterable[SystemId]) -> None:
        for system in systems:
            if system not in self._systems:
                raise UnknownName(Text("system"), system, (one.id for one in self.estate.systems))

    def _names(self) -> Iterator[str]:
        estate = self.estate
        for things in (estate.systems, estate.streams, estate.applications, estate.groups):
            yield from (thing.id for thing in things)


def _worst(needs: Iterable[SystemId], reached: Reached) -> _Hit:
    """Return the strongest effect on what is needed; of equals the first in order."""
    worst = _UNTOUCHED
    for system in needs:
        if (strength := reached.strength(system)) > worst.strength:
            worst = _Hit(strength, system)
    return worst


def _of_group(group: Group, own: _Hit, streams: Mapping[str, _Hit]) -> _Hit:
    """Return what reaches a group: people stop when what they need stops, or all their streams do."""
    hits = [(stream, streams[stream]) for stream in group.streams if stream in streams]
    stopped = bool(hits) and all(hit.strength == _STOPS for _, hit in hits)
    worst = own
    for stream, hit in hits:
        strength = _DEGRADES if hit.strength == _STOPS and not stopped else hit.strength
        if strength > worst.strength:
            worst = _Hit(strength, hit.system, stream)
    return worst


def _of_user(target: str, what: str, hit: _Hit, reached: Reached) -> Consequence:
    path = reached.path(hit.system) if hit.system is not None else ()
    through = () if hit.stream is None else (hit.stream,)
    link = reached.link(hit.system) if hit.system is not None else None
    return _consequence(target, what, (*path, *through, target), hit.strength, link)


def _consequence(
    target: str, what: str, path: tuple[str, ...], strength: int, link: Link | None
) -> Consequence:
    """Return one consequence; without a link the thing itself needs what closes."""
    via, note = (link.type, link.note) if link is not None else (LinkType.HARD, None)
    return Consequence(target, what, BY_STRENGTH[strength], path, via, note)
