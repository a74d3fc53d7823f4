# SPDX-License-Identifier: EUPL-1.2
"""Decisions that wait, and what each day of waiting costs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sluis.estate import store as estates
from sluis.estate.graph import Graph
from sluis.estate.model import State
from sluis.switch import store
from sluis.switch.acts import gates_of
from sluis.switch.gates import lacking
from sluis.switch.model import Waiting, WaitingFor
from sluis.switch.price import price

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.record.log import Known

AHEAD: Final = timedelta(days=7)
"""How long before its day a promised check is shown."""


def decisions_waiting(known: Known, at: datetime) -> tuple[Waiting, ...]:
    """Return the decisions that wait at `at`, the most pressing first.

    A promised check waits from a week before its day until it is done. A system that is closed waits
    for evidence while a gate lacks it, and after that only for somebody to choose; systems behind the
    same gates wait together.
    """
    estate = estates.adopted(known)
    if estate is None:
        return ()
    found = [
        Waiting(WaitingFor.CHECK, each.id, each.targets, each.check_at, 0, 0, None)
        for each in store.decisions(known)
        if each.check_at is not None and each.checked_seq is None and each.check_at - AHEAD <= at
    ]
    states = estates.states(known, at)
    graph = Graph(estate)
    together: dict[tuple[tuple[str, ...], int], list[str]] = {}
    for system in estate.systems:
        if states[system.id].state is not State.CLOSED:
            continue
        gates = gates_of(known, estate, [system.id], at)
        together.setdefault((lacking(gates), len(gates)), []).append(system.id)
    for (missing, total), names in together.items():
        systems = tuple(system.id for system in estate.systems if system.id in names)
        open_again = {name: state for name, state in states.items() if name not in systems}
        cost = price(graph, open_again, dict.fromkeys(systems, State.CLOSED))
        found.append(
            Waiting(
                WaitingFor.EVIDENCE if missing else WaitingFor.CHOICE,
                "+".join(systems[:3]),
                systems,
                None,
                total - len(missing),
                total,
                cost.cases_per_day if cost.streams and not cost.unpriced else cost.cases_per_day or None,
                tuple(gate.id for gate in estate.gates if gate.id in missing),
            )
        )
    return tuple(sorted(found, key=_press))


def _press(waiting: Waiting) -> tuple[bool, float, str]:
    """Order by promised day, then by what a day costs."""
    due = waiting.due.timestamp() if waiting.due else 0.0
    return (waiting.due is None, due or -(waiting.cases_per_day or 0.0), waiting.id)
