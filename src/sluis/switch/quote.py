# SPDX-License-Identifier: EUPL-1.2
"""Prices and gates as they were known: the picture on which a decision rests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sluis.estate import store as estates
from sluis.estate.model import State, StateAt
from sluis.switch import store
from sluis.switch.gates import gate_states, last_closings
from sluis.switch.ground import Ground
from sluis.switch.price import cost, priced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sluis.estate.model import SystemId
    from sluis.record.log import Known
    from sluis.switch.model import Cost, GateState, Price, Stated


def ground_of(known: Known, at: datetime) -> Ground:
    """Return the estate and the states at `at` as known. Raises `BadInput` before an estate is adopted."""
    estate, found = estates.current(known), estates.latest(known, at)
    nothing = (State.UNKNOWN, None, None, None, None)
    return Ground.of(
        estate,
        {system.id: found.get(system.id, StateAt(system.id, *nothing)) for system in estate.systems},
    )


def quote(
    known: Known,
    targets: Sequence[str],
    *,
    at: datetime,
    to: State = State.CLOSED,
    stated: Sequence[Stated] = (),
) -> Price:
    """Return what bringing `targets` down to `to` would cost at `at`, as known; nothing is written.

    Raises as `price` does, and `BadInput` before an estate is adopted.
    """
    return priced(ground_of(known, at), targets, to=to, as_of=known.size, at=at, stated=stated)


def held(ground: Ground, systems: Iterable[SystemId]) -> Cost:
    """Return what a day costs in which `systems` stay as they are instead of being open.

    That is what reopening them brings back, as long as everything else stays as it is.
    """
    shut = {system: ground.already[system] for system in systems if system in ground.already}
    rest = {system: state for system, state in ground.already.items() if system not in shut}
    return cost(replace(ground, already=rest), shut)


def gates_of(
    known: Known, ground: Ground, systems: Sequence[SystemId], at: datetime
) -> tuple[GateState, ...]:
    """Return how every gate that guards one of `systems` stands at `at`, as known."""
    closings = last_closings(estates.history(known), at)
    return gate_states(ground.estate.gates, store.evidence(known), closings, systems, at)
