# SPDX-License-Identifier: EUPL-1.2
"""The room's only SQL: where every entry stands on both clocks, and the moves of each risk.

Both tables are indexes: they hold numbers, kinds, ids and instants, and no sentence. What people
wrote stays in the record alone, so that erasing it there erases it everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, Integer, String, Table, select

from sluis.kit.database import UtcTime, metadata
from sluis.record.model import Seq
from sluis.report.kinds import (
    RISK_CLOSED,
    RISK_DECIDED,
    RISK_KINDS,
    RISK_RAISED,
    RISK_SEEN,
    RiskId,
    Standing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from sluis.record.log import Known
    from sluis.record.model import Entry
    from sluis.record.projection import Projection

_moment = Table(
    "report_moment",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(64), nullable=False),
    Column("happened_at", UtcTime(), nullable=False, index=True),
    Column("recorded_at", UtcTime(), nullable=False),
)
_move = Table(
    "report_risk_move",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("risk", String(128), nullable=False, index=True),
    Column("standing", String(16), nullable=False),
    Column("happened_at", UtcTime(), nullable=False),
)
_STANDING: Final = {
    RISK_RAISED.name: Standing.RAISED,
    RISK_SEEN.name: Standing.SEEN,
    RISK_DECIDED.name: Standing.DECIDED,
    RISK_CLOSED.name: Standing.CLOSED,
}
_FURTHEST: Final = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Moments:
    """Projection: each entry's two moments, whatever its kind."""

    name: str = "report_moment"
    version: int = 1
    tables: tuple[Table, ...] = (_moment,)
    kinds: frozenset[str] = frozenset()

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each entry."""
        rows = [
            {
                "seq": entry.seq,
                "kind": entry.kind,
                "happened_at": entry.happened_at,
                "recorded_at": entry.recorded_at,
            }
            for entry in entries
        ]
        if rows:
            connection.execute(_moment.insert(), rows)


@dataclass(frozen=True, slots=True)
class RiskMoves:
    """Projection: what became of each risk, a row a move."""

    name: str = "report_risk_move"
    version: int = 1
    tables: tuple[Table, ...] = (_move,)
    kinds: frozenset[str] = RISK_KINDS

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each move."""
        rows = [
            {
                "seq": entry.seq,
                "risk": str(entry.fields["risk"]),
                "standing": _STANDING[entry.kind].value,
                "happened_at": entry.happened_at,
            }
            for entry in entries
        ]
        if rows:
            connection.execute(_move.insert(), rows)


PROJECTIONS: Final[tuple[Projection, ...]] = (Moments(), RiskMoves())


def risk(known: Known, risk_id: RiskId) -> Standing | None:
    """Return how far a risk has come; None when it was never raised."""
    query = select(_move.c.standing).where(_move.c.risk == risk_id, _move.c.seq < known.size)
    found = [Standing(row.standing) for row in known.connection.execute(query)]
    return max(found, key=_FURTHEST.index, default=None)


def risk_ids(known: Known) -> tuple[RiskId, ...]:
    """Return the ids of all risks, the first raised first."""
    query = select(_move.c.risk).where(_move.c.standing == Standing.RAISED.value, _move.c.seq < known.size)
    return tuple(RiskId(row.risk) for row in known.connection.execute(query.order_by(_move.c.seq)))


def undecided_risks(known: Known) -> tuple[tuple[RiskId, Standing, datetime], ...]:
    """Return the risks that were neither decided nor closed, with when they were raised; oldest first.

    Those that are `raised` still are silent: nobody has seen them either.
    """
    query = select(_move).where(_move.c.seq < known.size).order_by(_move.c.seq)
    raised: dict[RiskId, datetime] = {}
    standing: dict[RiskId, Standing] = {}
    for row in known.connection.execute(query):
        risk_id = RiskId(row.risk)
        raised.setdefault(risk_id, row.happened_at)
        standing[risk_id] = max(
            standing.get(risk_id, Standing.RAISED), Standing(row.standing), key=_FURTHEST.index
        )
    waiting = [
        (risk_id, found, raised[risk_id])
        for risk_id, found in standing.items()
        if found in {Standing.RAISED, Standing.SEEN}
    ]
    return tuple(sorted(waiting, key=lambda risk: risk[2]))


def by_happened(
    known: Known,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Seq, ...]:
    """Return the numbers of the entries that happened from `since` until before `until`, in order."""
    query = select(_moment.c.seq).where(_moment.c.seq < known.size)
    if since is not None:
        query = query.where(_moment.c.happened_at >= since)
    if until is not None:
        query = query.where(_moment.c.happened_at < until)
    order = (_moment.c.happened_at, _moment.c.seq)
    query = query.order_by(*(column.desc() for column in order) if newest_first else order)
    return tuple(Seq(row.seq) for row in known.connection.execute(query.limit(limit).offset(offset or None)))


def numbers(known: Known) -> tuple[Seq, ...]:
    """Return the numbers of all entries that are there, in order: 0 … size - 1 in a sound record."""
    query = select(_moment.c.seq).where(_moment.c.seq < known.size).order_by(_moment.c.seq)
    return tuple(Seq(row.seq) for row in known.connection.execute(query))
