# SPDX-License-Identifier: EUPL-1.2
"""Gates: pure. Which evidence counts for which system, and why what is there does not.

For a system, evidence on a gate counts when the gate's own decider gave it after the system was last
closed, it covers the system, it has not expired, and it is the newest such word and says that the gate
is met. A gate guards the systems that it names; without names, all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sluis.estate.model import State
from sluis.kit.errors import Refused
from sluis.kit.texts import Text
from sluis.switch.model import GateState, Lack, Moment
from sluis.switch.targets import LEVEL
from sluis.switch.words import gate_line, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sluis.estate.model import Gate, StateChange, SystemId
    from sluis.switch.model import Evidence

_WORST: Final = (
    Lack.NOT_MET,
    Lack.EXPIRED,
    Lack.WRONG_DECIDER,
    Lack.BEFORE_CLOSING,
    Lack.NONE_GIVEN,
)
"""Which reason is told when several hold: the one that is nearest to being met first."""


class GatesLack(Refused):
    """Reopening waits for evidence on `gates`."""

    def __init__(self, gates: Sequence[GateState]) -> None:
        super().__init__(
            Text("Gates lack evidence. {gates}", gates=joined([gate_line(state) for state in gates])),
            Text("Have each decider give evidence, then ask again."),
        )
        self.gates = tuple(gates)


def last_closings(history: Iterable[StateChange], at: datetime) -> dict[SystemId, Moment]:
    """Return when each system last became less open, of the changes (in order of time) up to `at`.

    From `open` to `read_only` counts; what is unknown in between does not hide it.
    """
    found: dict[SystemId, Moment] = {}
    level: dict[SystemId, int] = {}
    for change in history:
        if change.happened_at > at or change.state is State.UNKNOWN:
            continue
        now = LEVEL[change.state]
        if now < level.get(change.system, LEVEL[State.OPEN]):
            found[change.system] = Moment(change.happened_at, change.seq if change.seq is not None else -1)
        level[change.system] = now
    return found


def guarding(gates: Iterable[Gate], systems: Iterable[SystemId]) -> tuple[Gate, ...]:
    """Return the gates that guard one of `systems`."""
    wanted = set(systems)
    return tuple(gate for gate in gates if wanted and (not gate.systems or wanted & set(gate.systems)))


def gate_states(
    gates: Iterable[Gate],
    evidence: Sequence[Evidence],
    closings: Mapping[SystemId, Moment],
    systems: Sequence[SystemId],
    at: datetime,
) -> tuple[GateState, ...]:
    """Return how every gate stands at `at` that guards one of `systems`."""
    return tuple(_state(gate, evidence, closings, systems, at) for gate in guarding(gates, systems))


def is_decider(decider: str, who: str | None) -> bool:
    """Tell whether `who` (`ciso:j.devries`, `Board`) may decide on a gate of `decider` (`ciso`, `Board`)."""
    wanted, given = decider.strip().casefold(), (who or "").strip().casefold()
    return bool(wanted) and wanted in {given, given.partition(":")[0]}


def _state(
    gate: Gate,
    evidence: Sequence[Evidence],
    closings: Mapping[SystemId, Moment],
    systems: Sequence[SystemId],
    at: datetime,
) -> GateState:
    guarded = tuple(system for system in systems if not gate.systems or system in gate.systems)
    about = sorted(
        (each for each in evidence if each.gate == gate.id and _given(each) <= at),
        key=lambda each: (_given(each), _seq(each)),
    )
    found = {system: _judge(gate, about, closings.get(system), system, at) for system in guarded}
    held = tuple(system for system in guarded if found[system][1] is not None)
    lacks = [lack for _, lack in found.values() if lack is not None]
    lack = min(lacks, key=_WORST.index, default=None)
    shown = next((one for one, each in found.values() if each is lack and one is not None), None)
    return GateState(gate, guarded, shown, lack, held)


def _judge(
    gate: Gate, about: Sequence[Evidence], closing: Moment | None, system: SystemId, at: datetime
) -> tuple[Evidence | None, Lack | None]:
    """Return the evidence that decides for one system, and what is lacking; `about` is oldest first."""
    mine = [each for each in about if not each.systems or system in each.systems]
    right = [each for each in mine if is_decider(gate.decider, each.decided_by)]
    after = [each for each in right if closing is None or _is_after(each, closing)]
    if after:
        newest = after[-1]
        if not newest.met:
            return newest, Lack.NOT_MET
        if newest.expires_at is not None and newest.expires_at <= at:
            return newest, Lack.EXPIRED
        return newest, None
    if right:
        others = [each for each in mine if each not in right and closing and _is_after(each, closing)]
        return (others[-1], Lack.WRONG_DECIDER) if others else (right[-1], Lack.BEFORE_CLOSING)
    return (mine[-1], Lack.WRONG_DECIDER) if mine else (None, Lack.NONE_GIVEN)


def _is_after(evidence: Evidence, closing: Moment) -> bool:
    return (_given(evidence), _seq(evidence)) > (closing.happened_at, closing.seq)


def _given(evidence: Evidence) -> datetime:
    assert evidence.happened_at is not None  # noqa: S101 - recorded evidence has its instant
    return evidence.happened_at


def _seq(evidence: Evidence) -> int:
    return -1 if evidence.seq is None else evidence.seq
