# SPDX-License-Identifier: EUPL-1.2
"""The record's own projection: find entries by kind, by tag and by time without opening them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from sqlalchemy import Column, Index, String, Table, select

from sluis.kit.database import UtcTime, metadata
from sluis.record.entry import instant
from sluis.record.store import Number, Raw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from sluis.record.model import Entry

entry_index: Final = Table(
    "entry_index",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("kind", String(64), nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
    Column("happened_at", UtcTime, nullable=False),
)
Index("entry_index_kind", entry_index.c.kind, entry_index.c.seq)

entry_tag: Final = Table(
    "entry_tag",
    metadata,
    Column("tag", String(256), primary_key=True),
    Column("seq", Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)


class EntryIndex:
    """Kind, tags and both times of every entry."""

    name = "record.index"
    version = 1
    tables = (entry_index, entry_tag)
    kinds: frozenset[str] = frozenset()

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Add a line for each entry and each of its tags."""
        spelled = instant if connection.dialect.name == "sqlite" else _as_is
        at, recorded = None, None
        lines = list[tuple[object, ...]]()
        for entry in entries:
            if entry.recorded_at is not at:
                at = entry.recorded_at
                recorded = spelled(at)
            lines.append((entry.seq, entry.kind, recorded, spelled(entry.happened_at)))
        raw = Raw(connection)
        raw.each("INSERT INTO entry_index (seq, kind, recorded_at, happened_at) VALUES (?, ?, ?, ?)", lines)
        tags = [(tag, entry.seq) for entry in entries for tag in dict.fromkeys(entry.tags)]
        raw.each("INSERT INTO entry_tag (tag, seq) VALUES (?, ?)", tags)


def _as_is(value: datetime) -> datetime:
    return value


def newest_tagged(raw: Raw, tags: Sequence[str], known: int) -> tuple[str, int] | None:
    """Return (tag, number) of the newest entry at or after `known` with one of `tags`."""
    marks = ", ".join("?" * len(tags))
    sql = f"SELECT tag, seq FROM entry_tag WHERE tag IN ({marks}) AND seq >= ? ORDER BY seq DESC LIMIT 1"  # noqa: S608 - only question marks
    found = raw.rows(sql, (*tags, known))
    return cast("tuple[str, int]", found[0]) if found else None


def size_at(connection: Connection, recorded_until: datetime, size: int) -> int:
    """Return how many of the first `size` entries were recorded at or before an instant.

    `recorded_at` never decreases, so halving finds it without an index.
    """
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if recorded_at(connection, middle) <= recorded_until:
            low = middle + 1
        else:
            high = middle
    return low


def recorded_at(connection: Connection, seq: int) -> datetime:
    """Return when entry `seq` was recorded."""
    return connection.execute(select(entry_index.c.recorded_at).where(entry_index.c.seq == seq)).scalar_one()
