# SPDX-License-Identifier: EUPL-1.2
"""The database: one behaviour on both dialects."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select, text

from sluis.kit.database import HEAD, Database, UtcTime
from sluis.kit.errors import BadInput, StorageFailed
from sluis.kit.migrations.run import scripts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_own = MetaData()
_row = Table("row", _own, Column("id", Integer, primary_key=True), Column("at", UtcTime()))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Return an open database with one table of ours."""
    database = Database.open(database_url)
    _own.create_all(database.engine)
    yield database
    database.close()


def test_a_transaction_commits_at_its_end(database: Database) -> None:
    """What was written is there for the next reader."""
    with database.writing() as connection:
        connection.execute(insert(_row).values(id=1))
    with database.reading() as connection:
        assert connection.execute(select(_row.c.id)).scalars().all() == [1]


def test_an_error_rolls_everything_back(database: Database) -> None:
    """A transaction that fails leaves nothing."""

    def write_and_fail() -> None:
        with database.writing() as connection:
            connection.execute(insert(_row).values(id=1))
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    with database.reading() as connection:
        assert connection.execute(select(_row.c.id)).all() == []


def test_a_refusal_of_the_database_is_an_error_of_ours(database: Database) -> None:
    """A broken constraint is `StorageFailed`, with the database's own words."""
    with database.writing() as connection:
        connection.execute(insert(_row).values(id=1))
    with pytest.raises(StorageFailed, match=r"(?i)unique"), database.writing() as connection:
        connection.execute(insert(_row).values(id=1))


def test_a_reader_keeps_its_snapshot(database: Database) -> None:
    """A reading transaction does not see what was written after it began."""
    with database.reading() as reader:
        assert reader.execute(select(_row.c.id)).all() == []
        with database.writing() as writer:
            writer.execute(insert(_row).values(id=1))
        assert reader.execute(select(_row.c.id)).all() == []


def test_instants_come_back_in_utc(database: Database) -> None:
    """An instant in any zone is the same instant afterwards, to the microsecond."""
    instant = datetime(2025, 7, 17, 22, 45, 1, 234567, tzinfo=timezone(timedelta(hours=2)))
    with database.writing() as connection:
        connection.execute(insert(_row), [{"id": 1, "at": instant}, {"id": 2, "at": None}])
    with database.reading() as connection:
        assert connection.execute(select(_row.c.at).order_by(_row.c.id)).scalars().all() == [
            instant.astimezone(UTC),
            None,
        ]


def test_sqlite_syncs_fully_and_overwrites_what_it_deletes(tmp_path: Path) -> None:
    """The pragmas on which durability and erasure rest are on."""
    database = Database.open(f"sqlite:///{tmp_path / 'a.db'}")
    with database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def test_a_read_only_database_refuses_to_write(tmp_path: Path) -> None:
    """Opened for reading, a file stays as it is."""
    file = tmp_path / "a.db"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE row (id INTEGER PRIMARY KEY)")
    database = Database.open(f"sqlite:///{file}", read_only=True)
    with pytest.raises(StorageFailed, match="readonly"), database.writing() as connection:
        connection.execute(text("INSERT INTO row VALUES (1)"))


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite://"])
def test_other_databases_are_refused(url: str) -> None:
    """A database that Sluis does not know is bad input, not a crash."""
    with pytest.raises(BadInput) as caught:
        Database.open(url)
    assert caught.value.field == "database_url"


def test_migrating_twice_changes_nothing(database: Database) -> None:
    """The second migration finds the newest revision and stops."""
    database.migrate()
    tables = database.tables()
    assert database.revision() == HEAD
    database.migrate()
    assert database.tables() == tables


def test_the_named_head_is_the_newest_revision() -> None:
    """`HEAD` is the one revision that nothing follows."""
    assert scripts().get_heads() == [HEAD]
