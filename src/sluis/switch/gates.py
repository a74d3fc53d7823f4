# SPDX-License-Identifier: EUPL-1.2
"""Gates: which of them guard a system, and which have evidence that counts.

Evidence counts for a reopening when it was given at or after the latest closing of the system and
has not expired. A gate without systems of its own guards all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.switch.model import GateState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sluis.estate.model import Estate, Gate, GateId, SystemId
    from sluis.switch.store import EvidenceRow


def guarding(estate: Estate, systems: Iterable[SystemId]) -> tuple[Gate, ...]:
    """Return the gates between these systems and their reopening."""
    wanted = set(systems)
    return tuple(gate for gate in estate.gates if not gate.systems or wanted & set(gate.systems))


def gate_states(
    estate: Estate,
    systems: Sequence[SystemId],
    evidence: Sequence[EvidenceRow],
    closed_since: Mapping[SystemId, datetime],
    at: datetime,
) -> tuple[GateState, ...]:
    """Return every gate that guards one of `systems`, with the newest evidence that counts at `at`."""
    return tuple(_state(gate, systems, evidence, closed_since, at) for gate in guarding(estate, systems))


def lacking(states: Iterable[GateState]) -> tuple[GateId, ...]:
    """Return the gates without evidence."""
    return tuple(state.gate.id for state in states if not state.met)


def _state(
    gate: Gate,
    systems: Sequence[SystemId],
    evidence: Sequence[EvidenceRow],
    closed_since: Mapping[SystemId, datetime],
    at: datetime,
) -> GateState:
    guarded = [system for system in systems if not gate.systems or system in gate.systems]
    since = max((closed_since[system] for system in guarded if system in closed_since), default=None)
    for row in reversed(evidence):
        if row.gate != gate.id or row.given_at > at or (row.expires_at is not None and row.expires_at <= at):
            continue
        if since is None or row.given_at >= since:
            return GateState(gate, row.seq, row.given_at)
    return GateState(gate, None, None)
