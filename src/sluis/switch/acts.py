# SPDX-License-Identifier: EUPL-1.2
"""What people do in this room: close, bring evidence, reopen, check, and register stale outputs.

A decision rests on the record as it stood (its `picture`) and is refused as a `Conflict` when a
target changed meanwhile. Closing waits for no gate; reopening waits for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.estate import store as estates
from sluis.estate.acts import state_draft
from sluis.estate.graph import Graph
from sluis.estate.model import Basis, State, StateChange
from sluis.kit.errors import BadInput, Refused, UnknownName
from sluis.kit.texts import Text
from sluis.record.model import Draft, Expect
from sluis.switch import kinds, store
from sluis.switch.alternatives import alternatives as offered
from sluis.switch.gates import gate_states, lacking
from sluis.switch.model import Act, DecisionId, Done, alternative_document, price_document
from sluis.switch.price import chosen, price

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sluis.estate.model import Estate, GateId, StateAt, SystemId
    from sluis.record.log import Known, Record
    from sluis.record.model import Actor, Json, Receipt, Size
    from sluis.switch.model import Alternative, GateState, Output, Price, Sentence


def quote(known: Known, targets: Sequence[str], at: datetime, *, to: State = State.CLOSED) -> Price:
    """Return the price of bringing `targets` to `to`; nothing is written. Raises `UnknownName`."""
    graph = Graph(estates.current(known))
    return price(graph, estates.states(known, at), dict.fromkeys(chosen(graph.estate, targets), to))


def quote_alternatives(known: Known, targets: Sequence[str], at: datetime) -> tuple[Alternative, ...]:
    """Return what else could be done, each with its price; nothing is written."""
    graph = Graph(estates.current(known))
    return offered(graph, estates.states(known, at), chosen(graph.estate, targets))


def close(  # noqa: PLR0913 - each argument is a field of the decision
    record: Record,
    targets: Sequence[str],
    actor: Actor,
    *,
    reason: Sentence,
    decision: DecisionId | None = None,
    decided_by: str | None = None,
    second: str | None = None,
    check_at: datetime | None = None,
    happened_at: datetime | None = None,
    basis: Basis = Basis.SOURCE,
    source: str | None = None,
    considered: Sequence[tuple[Sequence[str], Sentence]] | None = None,
    states: Sequence[StateChange] | None = None,
) -> Done:
    """Decide to close `targets`, and record their states with the decision.

    The price and the alternatives are computed from the record as it stands and go into the entry.
    `considered` replaces the offered alternatives by those that were really weighed (targets, words).
    `states` replaces the states that follow (each target closed at `happened_at`); an empty one
    records the decision alone, for a replay that knows the real instants. Closing what is closed
    writes nothing and says since when it is. Raises `UnknownName`, `Conflict`.
    """
    at = happened_at or record.world.clock.now()
    with record.known() as known:
        estate, current = estates.current(known), estates.states(known, at)
        wanted = chosen(estate, targets)
        already = tuple(current[name] for name in wanted if current[name].state is State.CLOSED)
        changed = tuple(name for name in wanted if current[name].state is not State.CLOSED)
        if not changed:
            return Done(None, (), already, None)
        graph = Graph(estate)
        asked = price(graph, current, dict.fromkeys(changed, State.CLOSED))
        options = _weighed(graph, current, changed, considered)
        size, number = known.size, store.count(known)
    named = decision or DecisionId(f"D{number + 1}")
    fields = _decision(named, Act.CLOSE, changed, State.CLOSED, size, asked)
    fields |= {"reason": _plain(reason), "decided_by": decided_by or actor.id, "alternatives": options}
    fields |= _given(second=second, check_at=check_at, basis=basis, source=source)
    following = _closed(changed, at, reason, basis, source) if states is None else states
    return _decide(
        record, Draft(kinds.DECISION_MADE, at, actor, fields), named, changed, already, size, following
    )


def reopen(  # noqa: PLR0913 - each argument is a field of the decision
    record: Record,
    targets: Sequence[str],
    actor: Actor,
    *,
    reason: Sentence,
    to: State = State.OPEN,
    decision: DecisionId | None = None,
    decided_by: str | None = None,
    second: str | None = None,
    check_at: datetime | None = None,
    happened_at: datetime | None = None,
    basis: Basis = Basis.SOURCE,
    source: str | None = None,
    wave: str | None = None,
    states: Sequence[StateChange] | None = None,
) -> Done:
    """Decide to bring `targets` to `to` (open, trial or read_only), once every gate has evidence.

    While a gate lacks evidence the request is recorded as refused, and `Refused` (exit status 3)
    names the gates. Reopening what is in that state writes nothing. `states` as in `close`.
    """
    if to not in {State.OPEN, State.TRIAL, State.READ_ONLY}:
        raise BadInput(Text("A system is reopened to open, trial or read_only."), field="to")
    at = happened_at or record.world.clock.now()
    with record.known() as known:
        estate, current = estates.current(known), estates.states(known, at)
        wanted = chosen(estate, targets)
        already = tuple(current[name] for name in wanted if current[name].state is to)
        changed = tuple(name for name in wanted if current[name].state is not to)
        if not changed:
            return Done(None, (), already, None)
        gates = gates_of(known, estate, changed, at)
        brought = price(Graph(estate), _as_if_open(current, changed), dict.fromkeys(changed, State.CLOSED))
        size, number = known.size, store.count(known)
    missing = lacking(gates)
    if missing:
        _refuse(record, changed, to, actor, gates, at)
    named = decision or DecisionId(f"D{number + 1}")
    fields = _decision(named, Act.REOPEN, changed, to, size, brought)
    fields |= {"reason": _plain(reason), "decided_by": decided_by or actor.id, "alternatives": []}
    fields |= _given(second=second, check_at=check_at, basis=basis, source=source, wave=wave)
    following = (
        [StateChange(name, to, at, basis, _said(reason), source) for name in changed]
        if states is None
        else states
    )
    return _decide(
        record, Draft(kinds.DECISION_MADE, at, actor, fields), named, changed, already, size, following
    )


def gates_of(
    known: Known, estate: Estate, systems: Sequence[SystemId], at: datetime
) -> tuple[GateState, ...]:
    """Return the gates between `systems` and their reopening at `at`, with the evidence that counts."""
    closed_since = {
        change.system: change.happened_at
        for change in estates.history(known)
        if change.state is State.CLOSED and change.happened_at <= at and change.system in systems
    }
    return gate_states(estate, systems, store.evidence(known), closed_since, at)


def add_evidence(  # noqa: PLR0913 - each argument is a field of the evidence
    record: Record,
    gate: GateId,
    actor: Actor,
    *,
    evidence: Sentence,
    given_by: str | None = None,
    basis: Basis = Basis.SOURCE,
    source: str | None = None,
    happened_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> Receipt:
    """Record evidence for a gate. Raises `UnknownName` for a gate that the estate does not have."""
    with record.known() as known:
        gates = [each.id for each in estates.current(known).gates]
    if gate not in gates:
        raise UnknownName(Text("gate"), gate, gates)
    if not _said(evidence).strip():
        raise BadInput(Text("Say what the evidence is."), field="evidence")
    fields: dict[str, Json] = {"gate": gate, "evidence": _plain(evidence), "given_by": given_by or actor.id}
    fields |= _given(basis=basis, source=source, expires_at=expires_at)
    at = happened_at or record.world.clock.now()
    return record.append([Draft(kinds.GATE_EVIDENCE, at, actor, fields, (f"gate:{gate}",))])


def check_decision(
    record: Record, decision: DecisionId, actor: Actor, *, found: Sentence, as_expected: bool
) -> Receipt:
    """Record that a decision was looked at again, and whether it went as expected."""
    with record.known() as known:
        made = {each.id: each for each in store.decisions(known)}
        size = known.size
    if decision not in made:
        raise UnknownName(Text("decision"), decision, made)
    fields: dict[str, Json] = {
        "decision": decision,
        "found": _plain(found),
        "as_expected": as_expected,
        "checked_by": actor.id,
    }
    tag = f"decision:{decision}"
    draft = Draft(kinds.DECISION_CHECKED, record.world.clock.now(), actor, fields, (tag,))
    return record.append([draft], expect=Expect((tag,), size))


def register_output(record: Record, output: Output, actor: Actor) -> Receipt:
    """Record that something was issued while a source was dark. Raises `UnknownName` for a system."""
    with record.known() as known:
        ids = [system.id for system in estates.current(known).systems]
    for name in (output.system, output.stale):
        if name not in ids:
            raise UnknownName(Text("system"), name, ids)
    fields: dict[str, Json] = {
        "output": output.id,
        "what": output.what,
        "system": output.system,
        "stale": output.stale,
        "stale_since": output.stale_since.isoformat(),
        "issued_at": output.issued_at.isoformat(),
    }
    fields |= _given(basis=output.basis, until=output.until, count=output.count, source=output.source)
    tags = (f"output:{output.id}", f"system:{output.system}")
    return record.append([Draft(kinds.OUTPUT_ISSUED, output.issued_at, actor, fields, tags)])


def recheck_output(record: Record, output: str, actor: Actor, *, found: Sentence) -> Receipt:
    """Record that a stale output was looked at again, and what was found."""
    with record.known() as known:
        registered = [each.output.id for each in store.outputs(known)]
    if output not in registered:
        raise UnknownName(Text("output"), output, registered)
    fields: dict[str, Json] = {"output": output, "found": _plain(found), "checked_by": actor.id}
    draft = Draft(kinds.OUTPUT_RECHECKED, record.world.clock.now(), actor, fields, (f"output:{output}",))
    return record.append([draft])


def _decide(
    record: Record,
    draft: Draft,
    named: DecisionId,
    changed: tuple[SystemId, ...],
    already: tuple[StateAt, ...],
    size: Size,
    following: Sequence[StateChange],
) -> Done:
    """Append the decision and the states that follow as one, unless a target changed meanwhile."""
    tags = tuple(f"system:{name}" for name in changed)
    made = Draft(draft.kind, draft.happened_at, draft.actor, draft.fields, (f"decision:{named}", *tags))
    states = [state_draft(change, draft.actor, decision=named) for change in following]
    receipt = record.append([made, *states], expect=Expect(tags, size))
    return Done(named, changed, already, receipt)


def _refuse(
    record: Record,
    targets: Sequence[SystemId],
    to: State,
    actor: Actor,
    gates: Sequence[GateState],
    at: datetime,
) -> None:
    """Record the refusal, then raise it."""
    missing = [state.gate for state in gates if not state.met]
    fields: dict[str, Json] = {
        "targets": list(targets),
        "to": to.value,
        "lacking": [gate.id for gate in missing],
        "asked_by": actor.id,
    }
    tags = tuple(f"gate:{gate.id}" for gate in missing)
    record.append([Draft(kinds.REOPENING_REFUSED, at, actor, fields, tags)])
    raise Refused(
        Text(
            "Not reopened: {n} gates lack evidence given after the closing: {gates}.",
            n=len(missing),
            gates="; ".join(f"{gate.id} ({gate.text})" for gate in missing),
        ),
        Text("Bring evidence to each of these gates, then ask again."),
    )


def _decision(
    named: DecisionId, act: Act, targets: Sequence[SystemId], to: State, size: Size, asked: Price
) -> dict[str, Json]:
    return {
        "decision": named,
        "act": act.value,
        "targets": list(targets),
        "to": to.value,
        "picture": size,
        "price": price_document(asked),
    }


def _weighed(
    graph: Graph,
    current: Mapping[SystemId, StateAt],
    changed: tuple[SystemId, ...],
    considered: Sequence[tuple[Sequence[str], Sentence]] | None,
) -> list[Json]:
    """Return the alternatives as they go into the entry, each with its price."""
    if considered is None:
        return [alternative_document(each, "en") for each in offered(graph, current, changed)]
    found: list[Json] = []
    for targets, words in considered:
        systems = chosen(graph.estate, targets) if targets else ()
        asked = price(graph, current, dict.fromkeys(systems, State.CLOSED))
        found.append({"name": _plain(words), **price_document(asked)})
    return found


def _closed(
    changed: Sequence[SystemId], at: datetime, reason: Sentence, basis: Basis, source: str | None
) -> list[StateChange]:
    return [StateChange(name, State.CLOSED, at, basis, _said(reason), source) for name in changed]


def _as_if_open(current: Mapping[SystemId, StateAt], changed: Sequence[SystemId]) -> dict[SystemId, StateAt]:
    """Return the states without `changed`: what reopening brings back is what closing would cost."""
    return {name: at for name, at in current.items() if name not in changed}


def _given(**values: object) -> dict[str, Json]:
    """Return the optional fields that have a value; instants as ISO 8601."""
    found: dict[str, Json] = {}
    for name, value in values.items():
        if value is None:
            continue
        if isinstance(value, Basis):
            found[name] = value.value
        elif isinstance(value, str | int):
            found[name] = value
        else:
            found[name] = value.isoformat()  # type: ignore[attr-defined] - an instant
    return found


def _plain(words: Sentence) -> Json:
    return words if isinstance(words, str) else dict(words)


def _said(words: Sentence) -> str:
    return words if isinstance(words, str) else words["en"]
