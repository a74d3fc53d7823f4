# SPDX-License-Identifier: EUPL-1.2
"""What people do in this room: note a fact, raise a risk, see it, decide on it, close it.

A risk goes one way, from raised to closed; seeing may be skipped. Each act rests on the ledger as
it stood and is refused as a `Conflict` when the same risk moved meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.kit.errors import BadInput, UnknownName
from sluis.kit.texts import Text
from sluis.record.model import Draft, Expect, Receipt
from sluis.report import kinds, store
from sluis.report.model import Standing
from sluis.report.words import stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sluis.record.log import Record
    from sluis.record.model import Actor, Json, Kind, Size
    from sluis.report.model import Fact, Outcome, Risk, RiskId
    from sluis.report.words import Words


def note(record: Record, facts: Sequence[Fact], actor: Actor) -> Receipt:
    """Record `facts` in their order, all or none.

    A fact with a `reference` that was noted before gets the number it got then.
    Raises `BadInput` for an empty event or list.
    """
    if not facts:
        raise BadInput(Text("There is no fact to note."), field="facts")
    return record.append([_draft(fact, actor) for fact in facts])


def raise_risk(record: Record, risk: Risk, actor: Actor) -> Receipt:
    """Record that `risk.raised_by` pointed `risk.raised_to` at a risk.

    Raises `BadInput` when the id is taken or the text is empty.
    """
    _said(risk.text, "text")
    with record.known() as known:
        if store.risk(known, risk.id) is not None:
            raise BadInput(
                Text("Risk {risk} was raised before.", risk=risk.id),
                Text("Give this one an id of its own."),
                field="risk",
            )
        size = known.size
    tags = (f"risk:{risk.id}",)
    fields: dict[str, Json] = {
        "risk": risk.id,
        "text": stored(risk.text),
        "raised_by": risk.raised_by,
        "raised_to": risk.raised_to,
        "source": risk.source,
    }
    if risk.basis is not None:
        fields["basis"] = risk.basis.value
    draft = Draft(kinds.RISK_RAISED, risk.happened_at, actor, fields, (*tags, *risk.about))
    return record.append([draft], expect=Expect(tags, size))


def see_risk(
    record: Record,
    risk: RiskId,
    actor: Actor,
    *,
    seen_by: str,
    note: Words | None = None,
    happened_at: datetime | None = None,
    source: str | None = None,
) -> Receipt:
    """Record that `seen_by` has taken notice; `note` says how that is known.

    Raises `UnknownName`, or `BadInput` once it is closed.
    """
    size = _moving(record, risk)
    fields: dict[str, Json] = {"risk": risk, "seen_by": seen_by} | _sourced(source)
    if note is not None:
        fields["note"] = stored(note)
    return _append(record, kinds.RISK_SEEN, risk, fields, actor, happened_at, size)


def decide_risk(
    record: Record,
    risk: RiskId,
    actor: Actor,
    *,
    outcome: Outcome,
    reason: Words,
    decided_by: str,
    happened_at: datetime | None = None,
    source: str | None = None,
) -> Receipt:
    """Record what was decided about a risk, and why.

    Raises `UnknownName`, or `BadInput` without a reason or once it is closed.
    """
    _said(reason, "reason")
    size = _moving(record, risk)
    fields: dict[str, Json] = {
        "risk": risk,
        "outcome": outcome.value,
        "reason": stored(reason),
        "decided_by": decided_by,
    }
    return _append(record, kinds.RISK_DECIDED, risk, fields | _sourced(source), actor, happened_at, size)


def close_risk(
    record: Record,
    risk: RiskId,
    actor: Actor,
    *,
    reason: Words,
    happened_at: datetime | None = None,
    source: str | None = None,
) -> Receipt:
    """Record that a risk is gone, and how that is known.

    Raises `UnknownName`, or `BadInput` without a reason or when it was closed before.
    """
    _said(reason, "reason")
    size = _moving(record, risk)
    fields: dict[str, Json] = {"risk": risk, "reason": stored(reason)} | _sourced(source)
    return _append(record, kinds.RISK_CLOSED, risk, fields, actor, happened_at, size)


def _draft(fact: Fact, actor: Actor) -> Draft:
    _said(fact.event, "event")
    fields: dict[str, Json] = {
        "event": stored(fact.event),
        "by": fact.by,
        "category": fact.category,
        "source": fact.source,
        "basis": fact.basis.value,
        "confidence": fact.confidence.value,
        "precision": fact.precision.value,
    }
    if fact.known_at is not None:
        fields["known_at"] = fact.known_at.isoformat()
    for name in ("known_basis", "date_basis", "reference"):
        if getattr(fact, name) is not None:
            fields[name] = getattr(fact, name)
    if fact.conflict is not None:
        fields["conflict"] = stored(fact.conflict)
    key = None if fact.reference is None else f"fact:{fact.reference}"
    return Draft(kinds.FACT_NOTED, fact.happened_at, actor, fields, fact.about, key)


def _said(words: Words, field: str) -> None:
    if not (words.strip() if isinstance(words, str) else words):
        raise BadInput(Text("This cannot be empty."), field=field)


def _sourced(source: str | None) -> dict[str, Json]:
    return {} if source is None else {"source": source}


def _moving(record: Record, risk: RiskId) -> Size:
    """Return the size at which `risk` was there and not yet closed."""
    with record.known() as known:
        standing = store.risk(known, risk)
        if standing is None:
            raise UnknownName(Text("risk"), risk, store.risk_ids(known))
        if standing is Standing.CLOSED:
            raise BadInput(
                Text("Risk {risk} was closed before.", risk=risk),
                Text("Raise it again under a new id if it is back."),
                field="risk",
            )
        return known.size


def _append(
    record: Record,
    kind: Kind,
    risk: RiskId,
    fields: dict[str, Json],
    actor: Actor,
    happened_at: datetime | None,
    size: Size,
) -> Receipt:
    tags = (f"risk:{risk}",)
    when = happened_at or record.world.clock.now()
    return record.append([Draft(kind, when, actor, fields, tags)], expect=Expect(tags, size))
