# SPDX-License-Identifier: EUPL-1.2
"""Holds the tables that follow from the entries against the entries: builds them again, beside.

A projection proves nothing, but screens and decisions read it. So whoever verifies a home learns as well
whether somebody changed what it shows. The tables are built in a scratch database, and nothing is
written to the one that is checked.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from sluis.kit.database import Database
from sluis.kit.texts import Text
from sluis.record import store
from sluis.record.audit import Fault
from sluis.record.index import EntryIndex
from sluis.record.projection import wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Table

    from sluis.record.projection import Projection
    from sluis.record.reading import Reader

SEQ: Final = "seq"
"""Column by which a row names its entry."""


def check_derived(database: Database, reader: Reader, projections: Sequence[Projection]) -> None:
    """Raise `Fault` at the first row that does not follow from the entries, or that is missing.

    A projection that is behind the head, or of another version, is built anew when the home is opened, and
    is not looked at.
    """
    with tempfile.TemporaryDirectory(prefix="sluis-verify-") as folder:
        scratch = Database.open(f"sqlite:///{Path(folder) / 'derived.db'}")
        try:
            with database.reading() as found, scratch.writing() as made:
                current = tuple(_current(found, projections))
                _build(found, made, reader, current)
                for projection in current:
                    for table in projection.tables:
                        _compare(found, made, table)
        finally:
            scratch.close()


def _current(connection: Connection, projections: Sequence[Projection]) -> Iterator[Projection]:
    """Yield the projections that hold everything up to the head, by their own version."""
    head, marks = store.read_head(connection), store.marks(connection)
    for projection in projections:
        mark = marks.get(projection.name)
        if head and mark and (mark.version, mark.size) == (projection.version, head.size):
            yield projection


def _build(found: Connection, made: Connection, reader: Reader, projections: Sequence[Projection]) -> None:
    """Build all of `projections` in `made`, opening every entry once."""
    for projection in projections:
        if projection.tables:
            projection.tables[0].metadata.create_all(made, tables=projection.tables)
    head = store.read_head(found)
    for page in reader.pages(found, head.size if head else 0, EntryIndex(), 0):
        for projection in projections:
            if entries := wanted(projection, page):
                projection.apply(made, entries)


def _compare(found: Connection, made: Connection, table: Table) -> None:
    """Raise at a row that is in one of the two and not in the other."""
    stored, follows = _rows(found, table), _rows(made, table)
    differing = stored ^ follows
    if not differing:
        return
    place = list(table.columns.keys()).index(SEQ) if SEQ in table.columns else None
    rows = follows - stored or differing
    seq = None if place is None else min(int(str(row[place])) for row in rows)
    raise Fault(seq, Text("Table {table} does not hold what follows from it.", table=table.name))


def _rows(connection: Connection, table: Table) -> set[tuple[object, ...]]:
    """Return the rows of a table: on SQLite as they are stored, since a broken value cannot be read."""
    if connection.dialect.name == "sqlite":
        names = ", ".join(f'"{name}"' for name in table.columns.keys())  # noqa: SIM118 - a collection of columns
        return {tuple(row) for row in connection.exec_driver_sql(f'SELECT {names} FROM "{table.name}"')}  # noqa: S608 - our own names
    return {tuple(row) for row in connection.execute(select(table))}
