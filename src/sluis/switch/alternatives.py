# SPDX-License-Identifier: EUPL-1.2
"""What else could be done instead of closing: pure; prices are put beside it in `price`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sluis.estate.model import Effect, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sluis.estate.model import Consequence, Estate, SystemId

GATEWAY: Final = "gateway"
LINK: Final = "link"
_EDGE: Final = frozenset({GATEWAY, LINK})
"""Kinds of system that are a way in or out: there is nothing in them to read."""
EACH_UP_TO: Final = 3
"""With more targets than this, one target less is offered for the one that costs most alone."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something else to do: which systems change, and to what."""

    id: str
    changes: Mapping[SystemId, State]
    to: State


def options(
    estate: Estate,
    changes: Mapping[SystemId, State],
    to: State,
    found: Sequence[Consequence],
    already: Mapping[SystemId, State],
) -> Iterator[Option]:
    """Yield what could be done instead of `changes`, the least first; `found` is what those would do.

    Nothing is offered that is the same as what was asked, or as another offer; without changes, nothing.
    """
    if not changes:
        return
    seen: list[Mapping[SystemId, State]] = [changes]
    for option in _all(estate, changes, to, found, already):
        if option.changes not in seen:
            seen.append(option.changes)
            yield option


def _all(
    estate: Estate,
    changes: Mapping[SystemId, State],
    to: State,
    found: Sequence[Consequence],
    already: Mapping[SystemId, State],
) -> Iterator[Option]:
    yield Option("nothing", {}, to)
    kinds = {system.id: system.kind for system in estate.systems}
    if to is State.CLOSED:
        mild = {
            system: State.CLOSED if kinds[system] in _EDGE else State.READ_ONLY
            for system in changes
            if kinds[system] in _EDGE or already.get(system) is not State.READ_ONLY
        }
        if State.READ_ONLY in mild.values():
            yield Option("read_only", mild, State.READ_ONLY)
    gateways = [system.id for system in estate.systems if system.kind == GATEWAY]
    links = _links_of(estate, changes, kinds)
    for name, systems in (("gateways", gateways), ("links", links)):
        shut = {system: State.CLOSED for system in systems if already.get(system) is not State.CLOSED}
        if shut:
            yield Option(name, shut, State.CLOSED)
    for less in _dearest(changes, found):
        yield Option(f"all_but:{less}", {name: into for name, into in changes.items() if name != less}, to)
    dark = {
        system.id: State.CLOSED for system in estate.systems if already.get(system.id) is not State.CLOSED
    }
    yield Option("dark", dark, State.CLOSED)


def _links_of(
    estate: Estate, changes: Mapping[SystemId, State], kinds: Mapping[SystemId, str]
) -> list[SystemId]:
    """Return the links beside the targets: those that need one, and those that a target needs.

    What a gateway or link needs lies outside it: closing that would be more, not less.
    """
    beside: dict[SystemId, None] = {}
    for link in estate.links:
        if link.system in changes and kinds[link.needs] == LINK and kinds[link.system] not in _EDGE:
            beside[link.needs] = None
        if link.needs in changes and kinds[link.system] == LINK:
            beside[link.system] = None
    return [system for system in beside if system not in changes]


def _dearest(changes: Mapping[SystemId, State], found: Sequence[Consequence]) -> Sequence[SystemId]:
    """Return the targets to leave out: each of a few, or the one from which most streams stop."""
    if len(changes) <= 1:
        return ()
    if len(changes) <= EACH_UP_TO:
        return tuple(changes)
    stopped = Counter(one.path[0] for one in found if one.what == "stream" and one.effect is Effect.STOPS)
    return (max(changes, key=lambda system: stopped[system]),)
