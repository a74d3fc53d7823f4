# SPDX-License-Identifier: EUPL-1.2
"""Drafts of this room's entries: from what was decided or said to the fields that are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.estate.acts import state_draft
from sluis.estate.model import Basis, StateChange
from sluis.record.model import Draft
from sluis.switch import kinds
from sluis.switch.document import cost_document
from sluis.switch.model import Act, UnknownKind
from sluis.switch.words import said, stored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sluis.estate.model import State, SystemId
    from sluis.record.model import Actor, Json, Size
    from sluis.switch.model import (
        Alternative,
        Cost,
        DecisionId,
        Evidence,
        GateState,
        Output,
        Particulars,
        Price,
        Recheck,
        Words,
    )


def decision(
    identifier: DecisionId,
    act: Act,
    actor: Actor,
    happened_at: datetime,
    fields: Mapping[str, Json],
    more: Particulars,
    systems: Sequence[SystemId],
) -> Draft:
    """Return the draft of `decision.made`, tagged with itself and with `systems`."""
    body: dict[str, Json] = {
        "decision": identifier,
        "act": act.value,
        "decided_by": more.decided_by or actor.id,
        **fields,
    }
    for name, words in (("check_text", more.check_text), ("dissent", more.dissent)):
        if words is not None:
            body[name] = stored(words)
    if not more.carry_out:
        body["carried_out"] = False
    tags = (f"decision:{identifier}", *(f"system:{system}" for system in systems))
    return Draft(kinds.DECISION_MADE, happened_at, actor, body | sourced(more.basis, more.source), tags)


def close_fields(
    price: Price, picture: Size, chosen: Mapping[SystemId, State], more: Particulars, to: State
) -> dict[str, Json]:
    """Return what a decision to close says about its price and its alternatives."""
    doubts = (each.id for each in price.unknown if each.kind is not UnknownKind.NEEDS)
    asked: Json = {
        "id": "asked",
        "targets": list(price.closes),
        "to": price.to_state.value,
        "price": cost_document(price.cost),
        "chosen": more.choice == "asked",
    }
    fields: dict[str, Json] = {
        "targets": list(price.targets),
        "systems": list(chosen),
        "to": to.value,
        "picture": picture,
        "price": {**cost_document(price.cost), "unknown": list(dict.fromkeys(doubts))},
        "alternatives": [asked, *(alternative(each, more.choice) for each in price.alternatives)],
        "choice": more.choice,
    }
    if price.already:
        fields["already"] = list(price.already)
    return fields


def reopen_fields(
    targets: Sequence[str],
    systems: Sequence[SystemId],
    to: State,
    picture: Size,
    waiting: Cost,
    gates: Sequence[GateState],
) -> dict[str, Json]:
    """Return what a decision to reopen says: what comes back, and on which evidence."""
    evidence: list[Json] = [
        {"gate": state.gate.id, "evidence": state.evidence.seq}
        for state in gates
        if state.evidence is not None
    ]
    price = cost_document(waiting)
    free: dict[str, Json] = {name: [] if name == "streams_stopped" else 0 for name in price}
    return {
        "targets": list(targets),
        "systems": list(systems),
        "to": to.value,
        "picture": picture,
        "price": price,
        "alternatives": [
            {"id": "reopen", "targets": list(systems), "to": to.value, "price": free, "chosen": True},
            {"id": "wait", "targets": [], "to": to.value, "price": price, "chosen": False},
        ],
        "choice": "reopen",
        "gates": evidence,
    }


def alternative(each: Alternative, choice: str) -> dict[str, Json]:
    """Return an alternative as a decision keeps it."""
    found: dict[str, Json] = {
        "id": each.id,
        "targets": list(each.targets),
        "to": each.to_state.value,
        "price": cost_document(each.cost),
        "chosen": each.id == choice,
    }
    if each.text is not None:
        found["text"] = stored(each.text)
    if each.basis is not None:
        found["basis"] = each.basis.value
    return found


def states(
    changes: Mapping[SystemId, State],
    identifier: DecisionId,
    actor: Actor,
    happened_at: datetime,
    reason: Words,
    more: Particulars,
) -> list[Draft]:
    """Return a draft for each system that goes to another state; none where that is recorded apart."""
    if not more.carry_out:
        return []
    basis = more.basis or Basis.SOURCE
    return [
        state_draft(
            StateChange(system, state, happened_at, basis, said(reason), more.source),
            actor,
            decision=identifier,
        )
        for system, state in changes.items()
    ]


def refusal(
    systems: Sequence[SystemId],
    to: State,
    lacking: Sequence[GateState],
    reason: Words,
    picture: Size,
    actor: Actor,
    happened_at: datetime,
) -> Draft:
    """Return the draft of `reopening.refused`, tagged with the gates that lack evidence."""
    fields: dict[str, Json] = {
        "systems": list(systems),
        "to": to.value,
        "lacking": [
            {
                "gate": state.gate.id,
                "why": None if state.lack is None else state.lack.value,
                "systems": list(state.held),
            }
            for state in lacking
        ],
        "reason": stored(reason),
        "picture": picture,
    }
    tags = tuple(f"gate:{state.gate.id}" for state in lacking)
    return Draft(kinds.REOPENING_REFUSED, happened_at, actor, fields, tags)


def evidence(given: Evidence, actor: Actor, now: datetime) -> Draft:
    """Return the draft of `gate.evidence`."""
    fields: dict[str, Json] = {
        "gate": given.gate,
        "text": stored(given.text),
        "decided_by": given.decided_by or actor.id,
        "met": given.met,
    }
    if given.systems:
        fields["systems"] = list(given.systems)
    if given.expires_at is not None:
        fields["expires_at"] = given.expires_at.isoformat()
    fields |= sourced(given.basis, given.source)
    return Draft(kinds.GATE_EVIDENCE, given.happened_at or now, actor, fields, (f"gate:{given.gate}",))


def output(issued: Output, actor: Actor) -> Draft:
    """Return the draft of `output.issued`."""
    fields: dict[str, Json] = {
        "output": issued.id,
        "system": issued.system,
        "text": stored(issued.text),
    }
    for name in ("stream", "count", "reference", "rests_on"):
        value = getattr(issued, name)
        if value is not None:
            fields[name] = value
    for name, instant in (("until", issued.until), ("stale_since", issued.stale_since)):
        if instant is not None:
            fields[name] = instant.isoformat()
    tags = [f"output:{issued.id}", f"system:{issued.system}"]
    if issued.stream is not None:
        tags.append(f"stream:{issued.stream}")
    fields |= sourced(issued.basis, issued.source)
    return Draft(kinds.OUTPUT_ISSUED, issued.happened_at, actor, fields, tuple(tags))


def recheck(looked: Recheck, actor: Actor, now: datetime) -> Draft:
    """Return the draft of `output.rechecked`."""
    fields: dict[str, Json] = {
        "output": looked.output,
        "outcome": looked.outcome.value,
        "complete": looked.complete,
        "text": stored(looked.text),
    }
    if looked.count is not None:
        fields["count"] = looked.count
    fields |= sourced(looked.basis, looked.source)
    return Draft(
        kinds.OUTPUT_RECHECKED, looked.happened_at or now, actor, fields, (f"output:{looked.output}",)
    )


def check(
    identifier: DecisionId,
    actor: Actor,
    happened_at: datetime,
    found: Words,
    sums: tuple[Mapping[str, Json], Cost],
    measured: Mapping[str, float] | None,
) -> Draft:
    """Return the draft of `decision.checked`; `sums` are the price as decided and as it is now."""
    fields: dict[str, Json] = {
        "decision": identifier,
        "found": stored(found),
        "expected": dict(sums[0]),
        "now": cost_document(sums[1]),
    }
    if measured is not None:
        fields["measured"] = dict(measured)
    return Draft(kinds.DECISION_CHECKED, happened_at, actor, fields, (f"decision:{identifier}",))


def sourced(basis: Basis | None, source: str | None) -> dict[str, Json]:
    """Return the optional fields that say how something is known."""
    found: dict[str, Json] = {}
    if basis is not None:
        found["basis"] = basis.value
    if source is not None:
        found["source"] = source
    return found
