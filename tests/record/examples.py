# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the record write: kinds, drafts, a projection, and a home to write them in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Column, Integer, MetaData, String, Table, select

from sluis.kit.database import Database
from sluis.record.log import Record, create_record, open_record
from sluis.record.model import Actor, Draft, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from sluis.kit.world import World
    from sluis.record.model import Entry, Json
    from sluis.record.projection import Projection

ORIGIN = "sluis.example/test"
NODE = "node-1"
HAPPENED = datetime(2025, 7, 16, 9, 30, tzinfo=UTC)
STATE = Kind("test.state", 1, ("system", "state"), ("why",))
NOTE = Kind("test.note", 1, ("text",))
ACTOR = Actor("ciso:j.devries", "cli")


def state(system: str, value: str, key: str | None = None, **more: Json) -> Draft:
    """Return a draft that says in which state a system is."""
    return Draft(
        STATE, HAPPENED, ACTOR, {"system": system, "state": value} | more, (f"system:{system}",), key
    )


def note(text: Json, *tags: str, key: str | None = None) -> Draft:
    """Return a draft with one free field."""
    return Draft(NOTE, HAPPENED, ACTOR, {"text": text}, tags, key)


class States:
    """A projection: which system was put in which state by which entry."""

    name = "test.states"
    kinds = frozenset({"test.state"})

    def __init__(self, version: int = 1) -> None:
        self.version = version
        self.table = Table(
            "test_state",
            MetaData(),
            Column("seq", Integer, primary_key=True),
            Column("system", String(50), nullable=False),
            Column("state", String(50), nullable=False),
        )
        self.tables = (self.table,)
        self.applied = 0

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Add a row for each entry; a state called `refuse` breaks a rule of the database."""
        self.applied += len(entries)
        rows = [
            {
                "seq": entry.seq,
                "system": entry.fields["system"],
                "state": None if entry.fields["state"] == "refuse" else entry.fields["state"],
            }
            for entry in entries
        ]
        connection.execute(self.table.insert(), rows)

    def rows(self, connection: Connection) -> list[tuple[int, str, str]]:
        """Return what the table holds, in order."""
        found = connection.execute(select(self.table).order_by(self.table.c.seq))
        return [(row[0], row[1], row[2]) for row in found]


@dataclass(frozen=True)
class Home:
    """A folder with keys, and the address of a database."""

    folder: Path
    url: str
    world: World

    @property
    def keys(self) -> Path:
        """Where the keys are."""
        return self.folder / "keys"

    @property
    def file(self) -> Path:
        """The file of an SQLite database."""
        return self.folder / "sluis.db"

    def create(self, *projections: Projection) -> Record:
        """Make the database and begin a record."""
        database = Database.open(self.url)
        database.migrate()
        return create_record(database, self.world, self.keys, NODE, ORIGIN, projections)

    def open(self, *projections: Projection) -> Record:
        """Open the record as another process would."""
        return open_record(Database.open(self.url), self.world, self.keys, NODE, ORIGIN, projections)


def tamper(file: Path, *statements: str) -> None:
    """Run SQL on an SQLite file behind the record's back, without its triggers."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
