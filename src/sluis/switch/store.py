# SPDX-License-Identifier: EUPL-1.2
"""The room's only SQL: where each decision, piece of evidence and output stands in the record.

The tables hold numbers, ids and instants; what people wrote stays in the record alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, Integer, String, Table, func, select

from sluis.estate.model import Basis, GateId, State, SystemId
from sluis.kit.database import UtcTime, metadata
from sluis.record.model import Size
from sluis.switch.kinds import DECISION_CHECKED, DECISION_MADE, GATE_EVIDENCE, OUTPUT_ISSUED, OUTPUT_RECHECKED
from sluis.switch.model import Act, Decision, DecisionId, Output, OutputId, StaleOutput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from sluis.record.log import Known
    from sluis.record.model import Entry, Json
    from sluis.record.projection import Projection

_decision = Table(
    "switch_decision",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("decision", String(64), nullable=False, index=True),
    Column("checked", Integer, nullable=False),
)
_evidence = Table(
    "switch_evidence",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("gate", String(128), nullable=False),
    Column("given_at", UtcTime(), nullable=False),
    Column("expires_at", UtcTime()),
)
_output = Table(
    "switch_output",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("output", String(64), nullable=False, index=True),
    Column("rechecked", Integer, nullable=False),
)


class Decisions:
    """Decisions made and checked, by entry."""

    name: Final = "switch_decision"
    version: Final = 1
    tables: Final = (_decision,)
    kinds: Final = frozenset({DECISION_MADE.name, DECISION_CHECKED.name})

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each decision and each check."""
        rows = [
            {
                "seq": entry.seq,
                "decision": entry.fields["decision"],
                "checked": int(entry.kind == DECISION_CHECKED.name),
            }
            for entry in entries
        ]
        connection.execute(_decision.insert(), rows)


class Evidence:
    """Evidence brought to gates, by entry."""

    name: Final = "switch_evidence"
    version: Final = 1
    tables: Final = (_evidence,)
    kinds: Final = frozenset({GATE_EVIDENCE.name})

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each piece of evidence."""
        rows = [
            {
                "seq": entry.seq,
                "gate": entry.fields["gate"],
                "given_at": entry.happened_at,
                "expires_at": _instant(entry.fields.get("expires_at")),
            }
            for entry in entries
        ]
        connection.execute(_evidence.insert(), rows)


class Outputs:
    """Outputs issued on stale sources, and what was looked at again, by entry."""

    name: Final = "switch_output"
    version: Final = 1
    tables: Final = (_output,)
    kinds: Final = frozenset({OUTPUT_ISSUED.name, OUTPUT_RECHECKED.name})

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each output and each look."""
        rows = [
            {
                "seq": entry.seq,
                "output": entry.fields["output"],
                "rechecked": int(entry.kind == OUTPUT_RECHECKED.name),
            }
            for entry in entries
        ]
        connection.execute(_output.insert(), rows)


PROJECTIONS: Final[tuple[Projection, ...]] = (Decisions(), Evidence(), Outputs())


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence: for which gate, when given, and until when it counts."""

    seq: int
    gate: GateId
    given_at: datetime
    expires_at: datetime | None


def evidence(known: Known) -> tuple[EvidenceRow, ...]:
    """Return all known evidence in the order in which it was given."""
    rows = known.connection.execute(
        select(_evidence).where(_evidence.c.seq < known.size).order_by(_evidence.c.given_at, _evidence.c.seq)
    )
    return tuple(EvidenceRow(row.seq, GateId(row.gate), row.given_at, row.expires_at) for row in rows)


def decisions(known: Known) -> tuple[Decision, ...]:
    """Return all known decisions in the order in which they were recorded."""
    rows = known.connection.execute(
        select(_decision).where(_decision.c.seq < known.size).order_by(_decision.c.seq)
    ).all()
    checked = {row.decision: row.seq for row in rows if row.checked}
    return tuple(_decided(known.entry(row.seq), checked.get(row.decision)) for row in rows if not row.checked)


def count(known: Known) -> int:
    """Return how many decisions are known."""
    return known.connection.execute(
        select(func.count()).where(_decision.c.seq < known.size, _decision.c.checked == 0)
    ).scalar_one()


def outputs(known: Known) -> tuple[StaleOutput, ...]:
    """Return the register: every known output on a stale source, in the order of the record."""
    rows = known.connection.execute(
        select(_output).where(_output.c.seq < known.size).order_by(_output.c.seq)
    ).all()
    rechecked = {row.output: row.seq for row in rows if row.rechecked}
    return tuple(
        StaleOutput(_issued(known.entry(row.seq)), row.seq, rechecked.get(row.output))
        for row in rows
        if not row.rechecked
    )


def _decided(entry: Entry, checked_seq: int | None) -> Decision:
    fields = entry.fields
    targets = fields["targets"]
    picture = fields["picture"]
    return Decision(
        id=DecisionId(str(fields["decision"])),
        act=Act(str(fields["act"])),
        seq=entry.seq,
        targets=tuple(SystemId(str(name)) for name in targets) if isinstance(targets, list) else (),
        to=State(str(fields["to"])),
        decided_by=str(fields["decided_by"]),
        made_at=entry.happened_at,
        picture=Size(picture if isinstance(picture, int) else 0),
        check_at=_instant(fields.get("check_at")),
        checked_seq=checked_seq,
    )


def _issued(entry: Entry) -> Output:
    fields = entry.fields
    number = fields.get("count")
    source = fields.get("source")
    return Output(
        id=OutputId(str(fields["output"])),
        what=fields["what"],
        system=SystemId(str(fields["system"])),
        stale=SystemId(str(fields["stale"])),
        stale_since=_sure(fields["stale_since"]),
        issued_at=_sure(fields["issued_at"]),
        basis=Basis(str(fields["basis"])),
        until=_instant(fields.get("until")),
        count=number if isinstance(number, int) else None,
        source=str(source) if source is not None else None,
    )


def _sure(value: Json) -> datetime:
    return datetime.fromisoformat(str(value))


def _instant(value: Json) -> datetime | None:
    return None if value is None else _sure(value)
