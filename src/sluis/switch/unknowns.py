# SPDX-License-Identifier: EUPL-1.2
"""What nobody knows about a closing, and who could say: links, states, volumes, people, and needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.estate.model import Effect, State
from sluis.kit.texts import Text
from sluis.switch.model import Unknown, UnknownKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sluis.estate.model import Consequence, StateAt, System, SystemId
    from sluis.switch.ground import Ground
    from sluis.switch.model import GroupPrice, People, StreamPrice


def unknowns(
    ground: Ground,
    changes: Mapping[SystemId, State],
    found: Sequence[Consequence],
    streams: Sequence[StreamPrice],
    people: People,
) -> tuple[Unknown, ...]:
    """Return what blocks a confident answer; nothing where nothing changes."""
    if not changes:
        return ()
    reached = {one.target for one in found if one.what == "system"}
    looked = {link.system for link in ground.estate.links}
    return (
        *(_by_link(ground, one) for one in found if one.what == "system" and one.effect is Effect.UNKNOWN),
        *(_by_state(ground, system) for system in changes if _is_unknown(ground.states.get(system))),
        *(_by_volume(ground, each) for each in streams if each.cases_per_day is None),
        *(
            _by_people(ground, group)
            for group in people.groups
            if group.people is None and group.effect is Effect.STOPS
        ),
        *(
            _by_needs(system)
            for system in ground.estate.systems
            if system.id not in looked
            and system.id not in changes
            and system.id not in reached
            and system.id not in ground.already
        ),
    )


def _is_unknown(at: StateAt | None) -> bool:
    return at is None or at.state is State.UNKNOWN


def _by_link(ground: Ground, one: Consequence) -> Unknown:
    owners = (ground.systems[each].owner for each in reversed(one.path) if each in ground.systems)
    return Unknown(
        one.target,
        UnknownKind.LINK,
        Text("Whether {name} survives is unknown.", name=ground.name(one.target)),
        one.path,
        next((owner for owner in owners if owner), None),
    )


def _by_state(ground: Ground, system: SystemId) -> Unknown:
    return Unknown(
        system,
        UnknownKind.STATE,
        Text("Whether {name} is open is unknown; it is priced as if it were.", name=ground.name(system)),
        (system,),
        ground.systems[system].owner,
    )


def _by_volume(ground: Ground, each: StreamPrice) -> Unknown:
    return Unknown(
        each.id,
        UnknownKind.VOLUME,
        Text("How many cases a day go through {name} is unknown.", name=each.name),
        each.path,
        ground.streams[each.id].unit,
    )


def _by_people(ground: Ground, group: GroupPrice) -> Unknown:
    return Unknown(
        group.id,
        UnknownKind.PEOPLE,
        Text("How many people {name} has is unknown.", name=group.name),
        group.path,
        ground.groups[group.id].unit,
    )


def _by_needs(system: System) -> Unknown:
    return Unknown(
        system.id,
        UnknownKind.NEEDS,
        Text("Nobody wrote down what {name} needs.", name=system.name),
        (),
        system.owner,
    )
