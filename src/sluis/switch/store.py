# SPDX-License-Identifier: EUPL-1.2
"""The room's only SQL: where decisions, checks, evidence and outputs stand in the record.

The tables hold numbers, ids and instants, so that a list can be made without opening an entry. What
people wrote and who they are stays in the record, where it can be erased.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Boolean, Column, Integer, String, Table, select

from sluis.estate.model import SystemId
from sluis.kit.database import UtcTime, metadata
from sluis.record.model import Seq
from sluis.switch.kinds import (
    DECISION_CHECKED,
    DECISION_MADE,
    GATE_EVIDENCE,
    OUTPUT_ISSUED,
    OUTPUT_RECHECKED,
    Act,
    DecisionId,
    OutputId,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from sluis.record.log import Known
    from sluis.record.model import Entry
    from sluis.record.projection import Projection
    from sluis.switch.model import Decision, Evidence, Moment, Output, Recheck

_decision = Table(
    "switch_decision",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("decision", String(128), nullable=False, index=True),
    Column("kind", String(64), nullable=False),
    Column("act", String(16)),
    Column("happened_at", UtcTime(), nullable=False),
    Column("check_on", String(10)),
)
_decided = Table(
    "switch_decided_system",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("system", String(128), primary_key=True),
)
_evidence = Table(
    "switch_evidence",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("gate", String(128), nullable=False, index=True),
    Column("happened_at", UtcTime(), nullable=False),
    Column("met", Boolean, nullable=False),
    Column("expires_at", UtcTime()),
)
_output = Table(
    "switch_output",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("output", String(128), nullable=False, index=True),
    Column("kind", String(64), nullable=False),
    Column("system", String(128)),
    Column("happened_at", UtcTime(), nullable=False),
)


class Decisions:
    """Which decisions were made, on which systems, and which were checked."""

    name: Final = "switch_decision"
    version: Final = 1
    tables: Final = (_decision, _decided)
    kinds: Final = frozenset({DECISION_MADE.name, DECISION_CHECKED.name})

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each decision and check, and one for each system that a decision is about."""
        from sluis.switch import reading  # noqa: PLC0415 - it loads the whole model, which status has no time for

        made = [entry for entry in entries if entry.kind == DECISION_MADE.name]
        rows = [
            {
                "seq": entry.seq,
                "decision": entry.fields["decision"],
                "kind": entry.kind,
                "act": entry.fields.get("act"),
                "happened_at": entry.happened_at,
                "check_on": entry.fields.get("check_on"),
            }
            for entry in entries
        ]
        connection.execute(_decision.insert(), rows)
        systems = [
            {"seq": entry.seq, "system": system}
            for entry in made
            for system in dict.fromkeys(reading.strings(entry.fields["systems"]))
        ]
        if systems:
            connection.execute(_decided.insert(), systems)


class Evidences:
    """Which evidence was given on which gate."""

    name: Final = "switch_evidence"
    version: Final = 1
    tables: Final = (_evidence,)
    kinds: Final = frozenset({GATE_EVIDENCE.name})

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each piece of evidence."""
        from sluis.switch import reading  # noqa: PLC0415 - as in `Decisions.apply`

        rows = [
            {
                "seq": entry.seq,
                "gate": entry.fields["gate"],
                "happened_at": entry.happened_at,
                "met": entry.fields["met"],
                "expires_at": reading.instant(entry.fields.get("expires_at")),
            }
            for entry in entries
        ]
        connection.execute(_evidence.insert(), rows)


class Outputs:
    """What was issued, and what was looked at again."""

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
                "kind": entry.kind,
                "system": entry.fields.get("system"),
                "happened_at": entry.happened_at,
            }
            for entry in entries
        ]
        connection.execute(_output.insert(), rows)


PROJECTIONS: Final[tuple[Projection, ...]] = (Decisions(), Evidences(), Outputs())


def due_checks(known: Known, at: datetime) -> tuple[tuple[DecisionId, date, Seq], ...]:
    """Return decisions whose check is due by the day of `at` and was never done: id, day, entry.

    The day is that of `at` in its own time zone. Opens no entry.
    """
    today = at.date().isoformat()
    checked = _checked(known)
    rows = known.connection.execute(
        _made(known)
        .where(_decision.c.check_on.is_not(None), _decision.c.check_on <= today)
        .order_by(_decision.c.check_on, _decision.c.seq)
    )
    return tuple(
        (DecisionId(row.decision), date.fromisoformat(row.check_on), Seq(row.seq))
        for row in rows
        if row.decision not in checked
    )


def decision_ids(known: Known) -> tuple[DecisionId, ...]:
    """Return the ids of all decisions, in the order of the record. Opens no entry."""
    rows = known.connection.execute(_made(known).order_by(_decision.c.seq))
    return tuple(DecisionId(row.decision) for row in rows)


def decisions(known: Known, system: SystemId | None = None) -> tuple[Decision, ...]:
    """Return every decision (on one system, or all), in the order of the record."""
    from sluis.switch import reading  # noqa: PLC0415 - as in `Decisions.apply`

    query = _made(known)
    if system is not None:
        query = query.join(_decided, _decided.c.seq == _decision.c.seq).where(_decided.c.system == system)
    rows = known.connection.execute(query.order_by(_decision.c.seq)).all()
    checked = _checked(known)
    return tuple(reading.decision(known.entry(row.seq), checked.get(row.decision)) for row in rows)


def decision(known: Known, identifier: DecisionId) -> Decision | None:
    """Return one decision; None when there is none with that id."""
    from sluis.switch import reading  # noqa: PLC0415 - as in `Decisions.apply`

    row = known.connection.execute(_made(known).where(_decision.c.decision == identifier)).first()
    return None if row is None else reading.decision(known.entry(row.seq), _checked(known).get(identifier))


def last_reopenings(known: Known) -> dict[SystemId, Moment]:
    """Return when it was last decided to reopen each system, and by which entry. Opens no entry."""
    from sluis.switch.model import Moment  # noqa: PLC0415 - as in `Decisions.apply`

    query = (
        select(_decided.c.system, _decision.c.happened_at, _decision.c.seq)
        .join(_decision, _decision.c.seq == _decided.c.seq)
        .where(_decision.c.seq < known.size, _decision.c.act == Act.REOPEN.value)
        .order_by(_decision.c.happened_at, _decision.c.seq)
    )
    return {SystemId(row.system): Moment(row.happened_at, row.seq) for row in known.connection.execute(query)}


def evidence(known: Known) -> tuple[Evidence, ...]:
    """Return all evidence, in the order of the record."""
    from sluis.switch import reading  # noqa: PLC0415 - as in `Decisions.apply`

    query = select(_evidence.c.seq).where(_evidence.c.seq < known.size).order_by(_evidence.c.seq)
    return tuple(reading.evidence(known.entry(row.seq)) for row in known.connection.execute(query).all())


def output_ids(known: Known) -> tuple[OutputId, ...]:
    """Return the ids of all outputs, in the order of the record. Opens no entry."""
    query = select(_output.c.output).where(_output.c.seq < known.size, _output.c.kind == OUTPUT_ISSUED.name)
    rows = known.connection.execute(query.order_by(_output.c.seq))
    return tuple(OutputId(row.output) for row in rows)


def outputs(known: Known) -> tuple[tuple[Output, tuple[Recheck, ...]], ...]:
    """Return every output with each time that it was looked at again, in the order of the record."""
    from sluis.switch import reading  # noqa: PLC0415 - as in `Decisions.apply`

    query = select(_output).where(_output.c.seq < known.size).order_by(_output.c.seq)
    issued: list[Output] = []
    rechecks: dict[OutputId, list[Recheck]] = {}
    for row in known.connection.execute(query).all():
        entry = known.entry(row.seq)
        if row.kind == OUTPUT_ISSUED.name:
            issued.append(reading.output(entry))
        else:
            rechecks.setdefault(OutputId(row.output), []).append(reading.recheck(entry))
    return tuple((output, tuple(rechecks.get(output.id, ()))) for output in issued)


def _made(known: Known) -> Select[Any, Any, Any]:
    return select(_decision.c.decision, _decision.c.check_on, _decision.c.seq).where(
        _decision.c.seq < known.size, _decision.c.kind == DECISION_MADE.name
    )


def _checked(known: Known) -> dict[DecisionId, Seq]:
    query = select(_decision.c.decision, _decision.c.seq).where(
        _decision.c.seq < known.size, _decision.c.kind == DECISION_CHECKED.name
    )
    rows = known.connection.execute(query.order_by(_decision.c.seq))
    return {DecisionId(row.decision): Seq(row.seq) for row in rows}
