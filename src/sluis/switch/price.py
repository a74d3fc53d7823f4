# SPDX-License-Identifier: EUPL-1.2
"""What closing costs: pure, from an estate, the states that it is in, and what would close.

A stream that stops loses all its cases (share 1.0). How many cases a stream loses that degrades, goes
stale, latches or is unknown nobody knows: they are counted as touched, never as lost. What is closed
already costs nothing more. A system whose state is unknown is priced as if it were open, and listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.estate.model import Basis, Effect, State
from sluis.switch.alternatives import options
from sluis.switch.ground import Ground
from sluis.switch.model import (
    Affected,
    Alternative,
    Cost,
    GroupPrice,
    People,
    Price,
    StreamPrice,
)
from sluis.switch.targets import resolve
from sluis.switch.unknowns import unknowns
from sluis.switch.words import name_of_alternative, risk_left, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sluis.estate.model import Consequence, Estate, StateAt, SystemId
    from sluis.record.model import Size
    from sluis.switch.model import Stated

_WEAKNESS: Final = (Basis.SOURCE, Basis.DERIVED, Basis.ASSUMED)


def price(
    estate: Estate,
    states: Mapping[SystemId, StateAt],
    targets: Sequence[str],
    *,
    to: State = State.CLOSED,
    as_of: Size | None = None,
    at: datetime | None = None,
) -> Price:
    """Return what bringing `targets` down to `to` costs a day, with its alternatives side by side.

    Raises `UnknownName` for a target that the estate does not have, `BadInput` for one that stands for no
    system of its own.
    """
    return priced(Ground.of(estate, states), targets, to=to, as_of=as_of, at=at)


def priced(
    ground: Ground,
    targets: Sequence[str],
    *,
    to: State = State.CLOSED,
    as_of: Size | None = None,
    at: datetime | None = None,
    stated: Sequence[Stated] = (),
) -> Price:
    """Return the price on prepared `ground`; `stated` alternatives stand after those always offered."""
    systems = resolve(ground.estate, targets)
    changes = ground.changes(systems, to)
    found = ground.consequences(changes)
    streams = _streams(ground, found)
    people = _people(ground, found)
    names = {str(each.id): each.name for each in (*ground.estate.systems, *ground.estate.applications)}
    affected, applications = (
        tuple(
            Affected(one.target, names[one.target], one.effect, one.path) for one in found if one.what == what
        )
        for what in ("system", "application")
    )
    return Price(
        targets=tuple(targets),
        closes=tuple(changes),
        already=tuple(system for system in systems if system not in changes),
        to_state=to,
        as_of=as_of,
        at=at,
        streams=streams,
        people=people,
        systems=affected,
        latches=tuple(one for one in affected if one.effect is Effect.LATCHES),
        unknown=unknowns(ground, changes, found, streams, people),
        terms=tuple(
            sorted(
                (each for each in streams if each.effect is Effect.STOPS and each.term_days is not None),
                key=lambda each: (each.term_days or 0, each.id),
            )
        ),
        cost=_cost(streams, people, affected),
        alternatives=(
            *_offered(ground, changes, to, found),
            *(_stated(ground, number, each) for number, each in enumerate(stated, 1)),
        ),
        applications=applications,
    )


def cost(ground: Ground, changes: Mapping[SystemId, State]) -> Cost:
    """Return in one line what `changes` cost a day."""
    found = ground.consequences(changes)
    affected = [one for one in found if one.what == "system"]
    return _cost(_streams(ground, found), _people(ground, found), affected)


def _streams(ground: Ground, found: Sequence[Consequence]) -> tuple[StreamPrice, ...]:
    prices = []
    for one in found:
        if one.what == "stream":
            stream = ground.streams[one.target]
            prices.append(
                StreamPrice(
                    stream.id,
                    stream.name,
                    one.effect,
                    stream.cases_per_day,
                    stream.volume_basis,
                    stream.volume_source or stream.note,
                    one.path,
                    stream.term_days,
                )
            )
    return tuple(prices)


def _people(ground: Ground, found: Sequence[Consequence]) -> People:
    groups = []
    for one in found:
        if one.what == "group":
            group = ground.groups[one.target]
            groups.append(GroupPrice(group.id, group.name, group.people, one.effect, group.basis, one.path))
    idle = [group for group in groups if group.effect is Effect.STOPS]
    known = [group for group in idle if group.people is not None]
    return People(
        count=sum(group.people or 0 for group in known),
        groups_unknown=len(idle) - len(known),
        basis=max((group.basis for group in known), key=_WEAKNESS.index, default=None),
        groups=tuple(groups),
    )


def _cost(streams: Sequence[StreamPrice], people: People, systems: Sequence[Affected | Consequence]) -> Cost:
    stopped = [each for each in streams if each.effect is Effect.STOPS]
    return Cost(
        streams_stopped=tuple(each.id for each in stopped),
        cases_per_day=_total(stopped),
        cases_touched_per_day=_total(each for each in streams if each.effect is not Effect.STOPS),
        volumes_unknown=sum(each.cases_per_day is None for each in stopped),
        people=people.count,
        people_unknown=people.groups_unknown,
        unknowns=sum(each.effect is Effect.UNKNOWN for each in (*streams, *systems)),
    )


def _total(streams: Iterable[StreamPrice]) -> float:
    return round(sum((each.cases_per_day or 0.0 for each in streams), 0.0), 3)


def _offered(
    ground: Ground, changes: Mapping[SystemId, State], to: State, found: Sequence[Consequence]
) -> tuple[Alternative, ...]:
    """Return the alternatives that are always offered, each with its price."""
    return tuple(
        Alternative(
            id=option.id,
            name=name_of_alternative(option.id),
            changes=option.changes,
            to_state=option.to,
            cost=cost(ground, option.changes),
            risk_left=risk_left(option.id),
        )
        for option in options(ground.estate, changes, to, found, ground.already)
    )


def _stated(ground: Ground, number: int, stated: Stated) -> Alternative:
    """Return an alternative that a person put on the table, with its price in the same picture."""
    systems = resolve(ground.estate, stated.targets) if stated.targets else ()
    changes = ground.changes(systems, stated.to)
    identifier = f"stated:{number}"
    return Alternative(
        id=identifier,
        name=name_of_alternative(identifier, said(stated.text)),
        changes=changes,
        to_state=stated.to,
        cost=cost(ground, changes),
        risk_left=risk_left(identifier, len(systems)),
        text=stated.text,
        basis=stated.basis,
    )
