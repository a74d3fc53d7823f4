# SPDX-License-Identifier: EUPL-1.2
"""What waits for a decision, and what each day of waiting costs.

A check that is due; a gate whose lack of evidence keeps systems closed; systems whose gates are all
met while nobody has decided to reopen them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sluis.estate import store as estates
from sluis.estate.model import State
from sluis.kit.texts import Text
from sluis.switch import store
from sluis.switch.gates import gate_states, last_closings
from sluis.switch.model import Waiting, WaitingKind
from sluis.switch.quote import ground_of, held
from sluis.switch.words import name_of_lack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from sluis.estate.model import SystemId
    from sluis.record.log import Known
    from sluis.switch.ground import Ground
    from sluis.switch.model import DecisionId, Evidence, GateState, Moment

_SHUT: Final = frozenset({State.CLOSED, State.READ_ONLY})
_ORDER: Final = tuple(WaitingKind)


def decisions_waiting(known: Known, at: datetime) -> tuple[Waiting, ...]:
    """Return what waits at `at`, as known: overdue checks first, then by what waiting costs, the most first.

    The day of a check is over at midnight on the estate's clock. Nothing before an estate is adopted.
    """
    if not estates.versions(known):
        return ()
    ground = ground_of(known, at)
    local = at.astimezone(ZoneInfo(ground.estate.zone))
    evidence, closings = store.evidence(known), last_closings(estates.history(known), at)
    found = [
        *_checks(store.due_checks(known, local), local.date()),
        *_gates(ground, evidence, closings, at),
        *_ready(ground, evidence, closings, store.last_reopenings(known), at),
    ]
    return tuple(
        sorted(found, key=lambda each: (_ORDER.index(each.kind), -(each.cases_per_day or 0.0), each.id))
    )


def _checks(due: Iterable[tuple[DecisionId, date, int]], today: date) -> Iterator[Waiting]:
    for decision, day, _ in due:
        if day < today:
            kind = WaitingKind.CHECK_OVERDUE
            text = Text(
                "The check of decision {id} is overdue since {day}.", id=decision, day=day.isoformat()
            )
        else:
            kind = WaitingKind.CHECK_DUE
            text = Text("Decision {id} is to be checked today.", id=decision)
        yield Waiting(kind, decision, text, None, day)


def _shut(ground: Ground) -> tuple[SystemId, ...]:
    return tuple(system for system, at in ground.states.items() if at.state in _SHUT)


def _gates(
    ground: Ground,
    evidence: tuple[Evidence, ...],
    closings: Mapping[SystemId, Moment],
    at: datetime,
) -> Iterator[Waiting]:
    """Yield each gate that keeps systems closed."""
    for state in gate_states(ground.estate.gates, evidence, closings, _shut(ground), at):
        if state.lack is not None:
            yield Waiting(
                WaitingKind.GATE_LACKING,
                state.gate.id,
                Text(
                    "Gate {id} ({text}) keeps {n} systems closed: {why}.",
                    id=state.gate.id,
                    text=state.gate.text,
                    n=len(state.held),
                    why=name_of_lack(state.lack),
                ),
                min((closings[each].happened_at for each in state.held if each in closings), default=None),
                systems=state.held,
                cost=held(ground, state.held),
                lack=state.lack,
            )


def _ready(
    ground: Ground,
    evidence: tuple[Evidence, ...],
    closings: Mapping[SystemId, Moment],
    decided: Mapping[SystemId, Moment],
    at: datetime,
) -> Iterator[Waiting]:
    """Yield the systems whose gates are all met, and that nobody has decided to reopen since they closed."""
    undecided = [
        system for system in _shut(ground) if not _is_decided(decided.get(system), closings.get(system), at)
    ]
    states = gate_states(ground.estate.gates, evidence, closings, undecided, at)
    lacking = {system for state in states for system in state.held}
    ready = tuple(system for system in undecided if system not in lacking)
    if ready:
        yield Waiting(
            WaitingKind.REOPENING_READY,
            ",".join(ready),
            Text("All gates are met for {n} systems; nobody has decided to reopen them.", n=len(ready)),
            _since(states, ready, closings),
            systems=ready,
            cost=held(ground, ready),
        )


def _is_decided(decided: Moment | None, closed: Moment | None, at: datetime) -> bool:
    """Tell whether reopening was decided by `at`, after the latest closing."""
    if decided is None or decided.happened_at > at:
        return False
    return closed is None or (decided.happened_at, decided.seq) > (closed.happened_at, closed.seq)


def _since(
    states: Iterable[GateState], ready: Iterable[SystemId], closings: Mapping[SystemId, Moment]
) -> datetime | None:
    """Return when the last gate was met; without gates, when the first of the systems closed."""
    given = [each.evidence.happened_at for each in states if each.evidence and each.evidence.happened_at]
    closed = [closings[system].happened_at for system in ready if system in closings]
    return max(given, default=min(closed, default=None))
