# SPDX-License-Identifier: EUPL-1.2
"""From entries of this room back to what they say."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from sluis.estate.model import Basis, GateId, State, StreamId, SystemId
from sluis.record.model import Size
from sluis.switch.model import Act, Decision, DecisionId, Evidence, Output, OutputId, Recheck, RecheckOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sluis.record.model import Entry, Json, Seq
    from sluis.switch.model import Words


def decision(entry: Entry, checked: Seq | None) -> Decision:
    """Return the decision that an entry of `decision.made` holds; `checked` is its newest check."""
    fields = entry.fields
    check_on = _string(fields.get("check_on"))
    return Decision(
        id=DecisionId(str(fields["decision"])),
        seq=entry.seq,
        act=Act(str(fields["act"])),
        targets=strings(fields["targets"]),
        systems=tuple(SystemId(each) for each in strings(fields["systems"])),
        to_state=State(str(fields["to"])),
        picture=Size(cast("int", fields["picture"])),
        price=cast("Mapping[str, Json]", fields["price"]),
        alternatives=tuple(cast("list[Mapping[str, Json]]", fields["alternatives"])),
        choice=str(fields["choice"]),
        reason=cast("Words", fields["reason"]),
        decided_by=str(fields["decided_by"]),
        actor=entry.actor.id,
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        second=_string(fields.get("second")),
        check_on=None if check_on is None else date.fromisoformat(check_on),
        check_text=_words(fields.get("check_text")),
        dissent=_words(fields.get("dissent")),
        basis=_basis(fields.get("basis")),
        source=_string(fields.get("source")),
        checked=checked,
    )


def evidence(entry: Entry) -> Evidence:
    """Return the evidence that an entry of `gate.evidence` holds."""
    fields = entry.fields
    return Evidence(
        gate=GateId(str(fields["gate"])),
        text=cast("Words", fields["text"]),
        decided_by=str(fields["decided_by"]),
        met=bool(fields["met"]),
        systems=tuple(SystemId(each) for each in strings(fields.get("systems"))),
        happened_at=entry.happened_at,
        expires_at=instant(fields.get("expires_at")),
        basis=_basis(fields.get("basis")),
        source=_string(fields.get("source")),
        seq=entry.seq,
    )


def output(entry: Entry) -> Output:
    """Return the output that an entry of `output.issued` holds."""
    fields = entry.fields
    stream, rests_on = _string(fields.get("stream")), _string(fields.get("rests_on"))
    return Output(
        id=OutputId(str(fields["output"])),
        system=SystemId(str(fields["system"])),
        text=cast("Words", fields["text"]),
        happened_at=entry.happened_at,
        until=instant(fields.get("until")),
        stream=None if stream is None else StreamId(stream),
        count=_count(fields.get("count")),
        reference=_string(fields.get("reference")),
        rests_on=None if rests_on is None else SystemId(rests_on),
        stale_since=instant(fields.get("stale_since")),
        basis=_basis(fields.get("basis")),
        source=_string(fields.get("source")),
        seq=entry.seq,
    )


def recheck(entry: Entry) -> Recheck:
    """Return the recheck that an entry of `output.rechecked` holds."""
    fields = entry.fields
    return Recheck(
        output=OutputId(str(fields["output"])),
        outcome=RecheckOutcome(str(fields["outcome"])),
        complete=bool(fields["complete"]),
        text=cast("Words", fields["text"]),
        count=_count(fields.get("count")),
        happened_at=entry.happened_at,
        basis=_basis(fields.get("basis")),
        source=_string(fields.get("source")),
        seq=entry.seq,
    )


def _string(value: Json) -> str | None:
    return None if value is None else str(value)


def strings(value: Json) -> tuple[str, ...]:
    """Return a list of strings; anything else is empty."""
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def _words(value: Json) -> Words | None:
    return None if value is None else cast("Words", value)


def _basis(value: Json) -> Basis | None:
    return None if value is None else Basis(str(value))


def _count(value: Json) -> int | None:
    return value if isinstance(value, int) else None


def instant(value: Json) -> datetime | None:
    """Return an instant from ISO 8601; None stays None."""
    return None if value is None else datetime.fromisoformat(str(value))
