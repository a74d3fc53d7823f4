# SPDX-License-Identifier: EUPL-1.2
"""The room's only SQL: which versions were adopted, and the state of systems on both clocks.

A state is found for an instant as it was known at some size of the record: of the changes with
`seq < N` and `happened_at ≤ t`, the one that happened last; of two at the same instant, the one
recorded last. What was recorded later than N is never seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, Index, Integer, String, Table, func, select

from sluis.estate.document import from_document
from sluis.estate.kinds import ESTATE_ADOPTED, SYSTEM_STATE
from sluis.estate.model import Basis, Estate, State, StateAt, StateChange, SystemId
from sluis.kit.database import UtcTime, metadata
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from sluis.record.log import Known
    from sluis.record.model import Entry, Json
    from sluis.record.projection import Projection

_version = Table(
    "estate_version",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("happened_at", UtcTime(), nullable=False),
)
_listed = Table(
    "estate_system",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("system", String(128), nullable=False),
)
_state = Table(
    "system_state",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("system", String(128), nullable=False),
    Column("state", String(16), nullable=False),
    Column("happened_at", UtcTime(), nullable=False),
    Column("recorded_at", UtcTime(), nullable=False),
    Column("basis", String(16), nullable=False),
    Index("system_state_by_time", "system", "happened_at", "seq"),
)


class Versions:
    """Which versions of the estate were adopted, by entry, and the ids of their systems in order.

    The ids stand here so that the state of all systems can be told without opening an entry.
    """

    name: Final = "estate_version"
    version: Final = 2
    tables: Final = (_version, _listed)
    kinds: Final = frozenset({ESTATE_ADOPTED.name})

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each adoption and each of its systems; the document itself stays in the record."""
        connection.execute(
            _version.insert(),
            [
                {"seq": entry.seq, "digest": entry.fields["digest"], "happened_at": entry.happened_at}
                for entry in entries
            ],
        )
        listed = [
            {"seq": entry.seq, "place": place, "system": system}
            for entry in entries
            for place, system in enumerate(_ids(entry.fields["document"]))
        ]
        if listed:
            connection.execute(_listed.insert(), listed)


class States:
    """The state of each system, on both clocks."""

    name: Final = "system_state"
    version: Final = 1
    tables: Final = (_state,)
    kinds: Final = frozenset({SYSTEM_STATE.name})

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each change; reasons stay in the record, so that they can be erased there."""
        connection.execute(
            _state.insert(),
            [
                {
                    "seq": entry.seq,
                    "system": entry.fields["system"],
                    "state": entry.fields["state"],
                    "happened_at": entry.happened_at,
                    "recorded_at": entry.recorded_at,
                    "basis": entry.fields["basis"],
                }
                for entry in entries
            ],
        )


PROJECTIONS: Final[tuple[Projection, ...]] = (Versions(), States())


def _ids(document: Json) -> list[str]:
    """Return the ids of the systems in an estate's document."""
    systems = document.get("systems") if isinstance(document, dict) else None
    return [str(one["id"]) for one in systems if isinstance(one, dict)] if isinstance(systems, list) else []


def system_ids(known: Known) -> tuple[SystemId, ...]:
    """Return the ids of the systems of the version adopted last, in its order; no entry is opened."""
    newest = select(func.max(_version.c.seq)).where(_version.c.seq < known.size).scalar_subquery()
    rows = known.connection.execute(
        select(_listed.c.system).where(_listed.c.seq == newest).order_by(_listed.c.place)
    )
    return tuple(SystemId(row.system) for row in rows)


def adopted(known: Known) -> Estate | None:
    """Return the version adopted last; None before the first."""
    seq = known.connection.execute(
        select(func.max(_version.c.seq)).where(_version.c.seq < known.size)
    ).scalar_one()
    if seq is None:
        return None
    document = known.entry(seq).fields["document"]
    if not isinstance(document, dict):
        raise BadInput(Text("Entry {seq} holds no estate.", seq=seq))
    return from_document(document)


def current(known: Known) -> Estate:
    """Return the version adopted last. Raises `BadInput` when none was."""
    found = adopted(known)
    if found is None:
        raise BadInput(
            Text("No estate has been adopted yet."),
            Text("Describe the organisation in a file, then: sluis estate adopt FILE"),
        )
    return found


def versions(known: Known) -> tuple[tuple[int, str, datetime], ...]:
    """Return number of the entry, digest and instant of every adoption, oldest first."""
    rows = known.connection.execute(
        select(_version).where(_version.c.seq < known.size).order_by(_version.c.seq)
    )
    return tuple((row.seq, row.digest, row.happened_at) for row in rows)


def latest(known: Known, at: datetime) -> dict[SystemId, StateAt]:
    """Return the state at `at` of every system of which a state was ever recorded, without reasons.

    `since` is when the present state began: saying once more what is so does not begin it anew.
    """
    rows = known.connection.execute(
        select(_state)
        .where(_state.c.seq < known.size, _state.c.happened_at <= at)
        .order_by(_state.c.happened_at, _state.c.seq)
    )
    found: dict[SystemId, StateAt] = {}
    for row in rows:
        system, state = SystemId(row.system), State(row.state)
        before = found.get(system)
        since = before.since if before is not None and before.state is state else row.happened_at
        found[system] = StateAt(system, state, since, Basis(row.basis), None, row.seq)
    return found


def states(known: Known, at: datetime) -> dict[SystemId, StateAt]:
    """Return the state at `at` of every system of the current estate, in its order.

    A system of which nothing was recorded is `unknown`.
    """
    found = latest(known, at)
    nothing = (State.UNKNOWN, None, None, None, None)
    return {system: found.get(system, StateAt(system, *nothing)) for system in systems(known)}


def systems(known: Known) -> tuple[SystemId, ...]:
    """Return the ids of the systems. Raises `BadInput` when no version was adopted."""
    return system_ids(known) or tuple(system.id for system in current(known).systems)


def reason(known: Known, state: StateAt) -> str | None:
    """Return why a system is in its state, from the entry that says so."""
    return str(known.entry(state.seq).fields["reason"]) if state.seq is not None else None


def history(known: Known, system: SystemId | None = None, *, reasons: bool = False) -> list[StateChange]:
    """Return every known change of state (of one system or all) in the order in which it happened.

    Reasons and sources stand in the entries; with `reasons` each entry is opened for them, else they
    are empty.
    """
    wanted = select(_state).where(_state.c.seq < known.size)
    if system is not None:
        wanted = wanted.where(_state.c.system == system)
    rows = known.connection.execute(wanted.order_by(_state.c.happened_at, _state.c.seq))
    return [_change(row, known.entry(row.seq).fields if reasons else {}) for row in rows]


def _change(row: Row[tuple[object, ...]], fields: Mapping[str, Json]) -> StateChange:
    source = fields.get("source")
    return StateChange(
        SystemId(row.system),
        State(row.state),
        row.happened_at,
        Basis(row.basis),
        reason=str(fields.get("reason", "")),
        source=str(source) if source is not None else None,
        seq=row.seq,
        recorded_at=row.recorded_at,
    )
