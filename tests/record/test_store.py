# SPDX-License-Identifier: EUPL-1.2
"""The tables: as the revision makes them, insert-only, and one head row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from sluis.kit.database import metadata
from sluis.record import store
from sluis.record.store import EntryRow, Head, Mark, Raw
from sluis.record.tiles import Row
from tests.record.examples import note, state

if TYPE_CHECKING:
    from sluis.record.log import Record

DURABLE = ("entry", "tile_row", "checkpoint", "head", "body", "key", "projection")


@pytest.mark.parametrize("table", ["entry", "tile_row", "checkpoint"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_what_is_committed_cannot_be_changed_or_deleted(any_record: Record, table: str, act: str) -> None:
    """Triggers refuse it, whoever asks."""
    column = {"entry": "bytes", "tile_row": "hashes", "checkpoint": "note"}[table]
    with pytest.raises(DBAPIError, match="insert-only"), any_record.database.engine.begin() as connection:
        connection.exec_driver_sql(act.format(table, column, column))


def test_the_revision_makes_the_tables_that_the_code_expects(any_record: Record) -> None:
    """Columns, their order and whether they may be empty are the same in both places."""
    found = inspect(any_record.database.engine)
    for name in DURABLE:
        expected = [(column.name, column.nullable) for column in metadata.tables[name].columns]
        assert [(column["name"], column["nullable"]) for column in found.get_columns(name)] == expected
        keys = {column.name for column in metadata.tables[name].primary_key}
        assert set(found.get_pk_constraint(name)["constrained_columns"]) == keys


def test_sqlite_is_durable_and_concurrent(record: Record) -> None:
    """The journal is a WAL that is synced at every commit, and what is deleted is overwritten."""
    with record.database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}


def test_there_is_one_head(any_record: Record) -> None:
    """A second head row is refused by the database."""
    with pytest.raises(DBAPIError), any_record.database.engine.begin() as connection:
        connection.execute(store.head.insert().values(id=2, size=0, frontier=b"", epoch=0))


def test_a_head_that_moved_is_not_replaced(any_record: Record) -> None:
    """Only who knows the present head can replace it."""
    with any_record.database.writing() as connection:
        raw = Raw(connection)
        head = store.lock_head(raw, any_record.database.dialect)
        assert head == store.read_head(connection)
        assert head is not None
        assert not store.move_head(raw, Head(99, b"", 0), Head(100, b"", 0))
        assert store.move_head(raw, head, head)


def test_rows_come_back_as_they_went_in(any_record: Record) -> None:
    """Entries, private halves, tiles and checkpoints are read as they were written."""
    rows = [EntryRow(5, b"k" * 32, b"public", b"cipher", b"wrapped"), EntryRow(6, None, b"", b"", b"")]
    with any_record.database.writing() as connection:
        raw = Raw(connection)
        store.insert_entries(raw, rows)
        store.insert_tree(raw, [Row(0, 5, b"a" * 32), Row(0, 6, b"b" * 32)], 7, b"note")
        assert store.read_back(raw, 5, 7) == [(5, b"public", b"cipher", b"wrapped"), (6, b"", b"", b"")]
        assert store.public_bytes(connection, 5, 6) == [(5, b"public")]
        assert store.numbers_of(raw, [b"k" * 32, b"x" * 32]) == {b"k" * 32: 5}
        assert store.tile(connection, 0, 0)[-64:] == b"a" * 32 + b"b" * 32
        assert store.tile(connection, 0, 0, 1) == store.tile(connection, 0, 0)[:32]
        assert store.newest_note(connection) == (7, b"note")
        assert store.newest_note(connection, 6) == (1, any_record.checkpoint(6))


def test_numbers_of_many_keys(record: Record) -> None:
    """More keys than fit one statement are looked up in pages."""
    record.append([note(number, key=str(number)) for number in range(3)])
    with record.database.reading() as connection:
        keys = [b"%d" % number for number in range(2000)]
        assert store.numbers_of(Raw(connection), keys) == {}


@pytest.mark.parametrize(
    ("newest_first", "limit"), [(False, None), (True, None), (False, 700), (True, 513), (False, 0)]
)
def test_reading_in_pages_gives_each_entry_once(
    record: Record,
    newest_first: bool,  # noqa: FBT001 - a table
    limit: int | None,
) -> None:
    """Paging neither drops nor repeats an entry, in either order."""
    record.append([note(number) for number in range(store.PAGE * 2)])
    with record.database.reading() as connection:
        found = [
            row.seq
            for row in store.read_stored(connection, store.stored(), newest_first=newest_first, limit=limit)
        ]
    expected = list(range(store.PAGE * 2 + 1))
    if newest_first:
        expected.reverse()
    assert found == expected[:limit]


def test_lines_on_projections(any_record: Record) -> None:
    """A line is added, moved and forgotten by name."""
    with any_record.database.writing() as connection:
        store.insert_mark(connection, "mine", Mark(3, 1, b"m"))
        store.move_marks(Raw(connection), [(2, b"n", "mine")])
        assert store.marks(connection)["mine"] == Mark(3, 2, b"n")
        store.forget_mark(connection, "mine")
        assert "mine" not in store.marks(connection)


def test_a_private_half_that_is_gone_reads_as_none(record: Record) -> None:
    """Public bytes stay readable when body or key were destroyed."""
    record.append([state("a", "open"), state("b", "open")])
    with record.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM body WHERE seq = 1")
        connection.exec_driver_sql('DELETE FROM "key" WHERE key_id = 2')
        rows = list(store.read_stored(connection, store.stored(), newest_first=False, limit=None))
    assert [(row.ciphertext is None, row.wrapped is None) for row in rows] == [
        (False, False),
        (True, True),
        (False, True),
    ]
