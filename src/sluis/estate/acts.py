# SPDX-License-Identifier: EUPL-1.2
"""What people do in this room: adopt a version of the estate, and say in which state systems are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sluis.estate import store
from sluis.estate.diff import diff
from sluis.estate.document import digest, to_document
from sluis.estate.kinds import ESTATE_ADOPTED, SYSTEM_STATE
from sluis.estate.model import State
from sluis.kit.errors import BadInput, Refused, UnknownName
from sluis.kit.texts import Text
from sluis.record.model import Draft, Expect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sluis.estate.diff import Change
    from sluis.estate.model import Estate, StateChange, SystemId
    from sluis.record.log import Known, Record
    from sluis.record.model import Actor, Json, Receipt


@dataclass(frozen=True, slots=True)
class Adoption:
    """How adopting went: what changed, and the receipt; without changes nothing was written."""

    changes: tuple[Change, ...]
    digest: str
    receipt: Receipt | None


def compare(record: Record, estate: Estate) -> tuple[Change, ...]:
    """Return what adopting `estate` would change; nothing is written."""
    with record.known() as known:
        return diff(store.adopted(known), estate)


def adopt(
    record: Record,
    estate: Estate,
    actor: Actor,
    *,
    happened_at: datetime | None = None,
    file: str | None = None,
) -> Adoption:
    """Make `estate` the version that decisions rest on.

    Adopting what is adopted already changes nothing and writes nothing. Raises `Conflict` when
    somebody adopted another version meanwhile.
    """
    with record.known() as known:
        changes, size = diff(store.adopted(known), estate), known.size
    document = to_document(estate)
    named = digest(document)
    if not changes:
        return Adoption(changes, named, None)
    fields: dict[str, Json] = {
        "digest": named,
        "document": document,
        "changes": [change.line() for change in changes],
    }
    if file is not None:
        fields["file"] = file
    draft = Draft(ESTATE_ADOPTED, happened_at or record.world.clock.now(), actor, fields, ("estate",))
    return Adoption(changes, named, record.append([draft], expect=Expect(("estate",), size)))


def observe(record: Record, changes: Sequence[StateChange], actor: Actor) -> Receipt:
    """Record that systems are in a state, each from its own instant; all or none.

    This is for what was seen; closing and reopening are decisions, and `switch` makes those.
    Raises `UnknownName` for a system that the estate does not have, `Refused` for one that a decision
    closed (it is reopened by a decision, past its gates), `Conflict` when another version of the
    estate was adopted meanwhile.
    """
    if not changes:
        raise BadInput(Text("There is no state to record."), field="changes")
    with record.known() as known:
        systems, size = dict.fromkeys(store.systems(known)), known.size
        for change in changes:
            if change.system not in systems:
                raise UnknownName(Text("system"), change.system, systems)
        _leave_decisions(known, changes)
    drafts = [state_draft(change, actor) for change in changes]
    return record.append(drafts, expect=Expect(("estate",), size))


def _leave_decisions(known: Known, changes: Sequence[StateChange]) -> None:
    """Raise `Refused` where seeing would open what a decision closed; history is read once for all."""
    opening = [change for change in changes if change.state is not State.CLOSED]
    history: dict[SystemId, list[StateChange]] = {}
    for was in store.history(known) if opening else ():
        history.setdefault(was.system, []).append(was)
    for change in opening:
        before = reversed(history.get(change.system, []))
        now = next((was for was in before if was.happened_at <= change.happened_at), None)
        if now is None or now.seq is None or now.state is not State.CLOSED:
            continue
        if known.entry(now.seq).fields.get("decision") is None:
            continue
        later = (entry for entry in known.entries(tags={f"system:{change.system}"}) if entry.seq > now.seq)
        if not any(entry.fields.get("act") == "reopen" for entry in later):
            raise Refused(
                Text("{system} was closed by a decision, entry {seq}.", system=change.system, seq=now.seq),
                Text("Reopen it: sluis reopen {system}", system=change.system),
            )


def state_draft(change: StateChange, actor: Actor, *, decision: str | None = None) -> Draft:
    """Return the draft of an entry that says in which state a system is."""
    fields: dict[str, Json] = {
        "system": change.system,
        "state": change.state.value,
        "basis": change.basis.value,
        "reason": change.reason,
    }
    if change.source is not None:
        fields["source"] = change.source
    tags = [f"system:{change.system}"]
    if decision is not None:
        fields["decision"] = decision
        tags.append(f"decision:{decision}")
    return Draft(SYSTEM_STATE, change.happened_at, actor, fields, tuple(tags))
