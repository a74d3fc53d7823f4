# SPDX-License-Identifier: EUPL-1.2
"""Verification: whatever byte of whatever row is changed, the entry is named."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from sluis.kit.database import Database
from sluis.kit.errors import BadInput
from sluis.record.keys import MASTER_KEY, Keys
from sluis.record.note import Signer
from sluis.record.verify import Verification, verify, verify_home
from tests.record.examples import Home, States, note, state, tamper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sluis.kit.world import World
    from sluis.record.log import Record

TABLES = ("entry", "tile_row", "checkpoint", "head", "body", "key", "entry_index", "entry_tag", "projection")
MUTATIONS = 270


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home on SQLite with 301 entries in batches of several sizes, with every kind of row."""
    from sluis.kit.world import World  # noqa: PLC0415 - a fixture of the module has no `world`
    from tests.conftest import START  # noqa: PLC0415 - as above

    folder = tmp_path_factory.mktemp("filled")
    home = Home(folder, f"sqlite:///{folder / 'sluis.db'}", World.seeded(7, START))
    record = home.create(States())
    count = 0
    while count < 300:
        batch = [
            state(f"system-{number}", "open", key=f"key-{number}" if number % 3 == 0 else None)
            if number % 2
            else note({"number": number}, f"about:{number % 7}", "all")
            for number in range(count, min(300, count + 3 + count % 20))
        ]
        count += len(batch)
        record.append(batch)
    record.database.close()
    with closing(sqlite3.connect(home.file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home


def copy(home: Home, folder: Path) -> Home:
    """Return a copy of a home, without triggers, in which anything can be changed."""
    found = Home(folder, f"sqlite:///{folder / 'sluis.db'}", home.world)
    shutil.copy(home.file, found.file)
    shutil.copytree(home.keys, found.keys)
    tamper(found.file)
    return found


def checked(home: Home) -> Verification:
    """Verify a home as `sluis record verify` does, from a connection that cannot write."""
    database = Database.open(home.url, read_only=True)
    try:
        return verify_home(database, home.keys)
    finally:
        database.close()


def test_what_is_whole_verifies(any_home: Home, opened: Callable[[Record], Record]) -> None:
    """On either database everything is recomputed and found as it was."""
    record = opened(any_home.create(States()))
    record.append([state("a", "open", key="k"), note("x", "tag", "tag")])
    record.append([note(number) for number in range(600)])
    assert verify_home(record.database, any_home.keys) == Verification(
        ok=True, entries=603, bodies=603, checkpoints=4
    )


def test_a_copy_verifies_read_only(filled: Home) -> None:
    """A copied home needs no right to write."""
    before = filled.file.read_bytes()
    found = checked(filled)
    assert (found.ok, found.entries, found.bodies) == (True, 301, 301)
    assert filled.file.read_bytes() == before


def flipped(value: Any, chance: random.Random) -> Any:
    """Return `value` with one bit of one byte changed."""
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(9))
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
    return data.decode() if isinstance(value, str) else bytes(data)


def about(table: str, row: dict[str, Any]) -> set[int | None]:
    """Return the entries that a row belongs to."""
    if table == "tile_row":
        width = 256 ** min(row["level"], 2)
        count = len(row["hashes"]) // 32 * width
        return set(range(min(300, row["start"] * width), min(301, row["start"] * width + count)))
    if table in {"head", "projection", "checkpoint"}:
        return {max(0, min(300, row["size"] - 1))} if row["size"] else {0, None}
    return {row["key_id" if table == "key" else "seq"]}


def conditions(row: dict[str, Any]) -> str:
    """Return a condition that holds for `row` alone."""
    return " AND ".join(f'"{name}" IS ?' for name in row)


def changed(
    connection: sqlite3.Connection, chance: random.Random, table: str
) -> tuple[str, dict[str, Any], Any]:
    """Change one byte of a row of `table`; return column, row and new value."""
    connection.row_factory = sqlite3.Row
    row = dict(chance.choice(connection.execute(f'SELECT * FROM "{table}"').fetchall()))  # noqa: S608 - names of our own
    column = chance.choice([name for name in row if name != "id" and row[name] not in {None, b""}])
    new = flipped(row[column], chance)
    statement = f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE {conditions(row)}'  # noqa: S608 - names of our own
    count = connection.execute(statement, (new, *row.values())).rowcount
    return (column, row, new) if count else changed(connection, chance, table)


@pytest.mark.slow
def test_every_changed_byte_is_found_and_its_entry_named(filled: Home, tmp_path: Path) -> None:
    """Hundreds of random changes, over all tables and columns: each is found, each names the right entry.

    Where the change makes a row say that it is about another entry, either of the two may be named.
    """
    chance = random.Random(20250717)  # noqa: S311 - the same changes each time
    home = copy(filled, tmp_path)
    missed: list[str] = []
    with closing(sqlite3.connect(home.file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        for number in range(MUTATIONS):
            table = TABLES[number % len(TABLES)]
            column, row, new = changed(connection, chance, table)
            after = row | {column: new}
            found = checked(home)
            if found.ok or found.first_bad not in about(table, row) | about(table, after):
                missed.append(f"{table}.{column} of {about(table, row)}: {found}")
            undo = f'UPDATE "{table}" SET "{column}" = ? WHERE {conditions(after)}'  # noqa: S608 - names of our own
            assert connection.execute(undo, (row[column], *after.values())).rowcount == 1
    assert missed == []
    assert checked(home).ok


@pytest.mark.postgres
def test_changed_rows_are_found_on_postgresql(
    tmp_path: Path, world: World, postgres_url: str, opened: Callable[[Record], Record]
) -> None:
    """What the owner of the tables changes behind the triggers is found there too, and the entry named."""
    home = Home(tmp_path, postgres_url, world)
    record = opened(home.create(States()))
    for number in range(6):
        record.append([state(f"system-{number}", "open", key=f"key-{number}"), note(number, "tag")])
    flip = "set_byte({0}, 5, get_byte({0}, 5) # 1)"
    changes = [
        ("entry", "bytes", flip, "seq = 4", 4),
        ("entry", "idempotency_key", flip, "seq = 5", 5),
        ("tile_row", "hashes", flip, "start = 3", 3),
        ("checkpoint", "note", flip, "size = 7", 6),
        ("head", "frontier", flip, "true", 12),
        ("head", "epoch", "{0} + 1", "true", 12),
        ("body", "ciphertext", flip, "seq = 4", 4),
        ("body", "key_id", "{0} + 1", "seq = 4", 4),
        ("key", "wrapped", flip, "key_id = 4", 4),
        ("entry_index", "kind", "{0} || 'x'", "seq = 4", 4),
        ("entry_index", "recorded_at", "{0} + interval '1 microsecond'", "seq = 4", 4),
        ("entry_index", "happened_at", "{0} - interval '1 microsecond'", "seq = 4", 4),
        ("entry_tag", "tag", "{0} || 'x'", "seq = 4", 4),
        ("projection", "mark", flip, "name = 'test.states'", 12),
    ]
    for table, column, change, where, first_bad in changes:
        quoted = f'"{table}"'
        with record.database.writing() as connection:
            run = connection.exec_driver_sql
            run(f"ALTER TABLE {quoted} DISABLE TRIGGER USER")
            run(f"CREATE TABLE kept AS SELECT * FROM {quoted}")  # noqa: S608 - names of our own
            statement = f"UPDATE {quoted} SET {column} = {change.format(column)} WHERE {where}"  # noqa: S608 - as above
            assert run(statement).rowcount == 1, statement
        found = verify_home(record.database, home.keys)
        assert (found.ok, found.first_bad) == (False, first_bad), statement
        with record.database.writing() as connection:
            connection.exec_driver_sql(f"DELETE FROM {quoted}")  # noqa: S608 - as above
            connection.exec_driver_sql(f"INSERT INTO {quoted} SELECT * FROM kept")  # noqa: S608 - as above
            connection.exec_driver_sql("DROP TABLE kept")
    assert verify_home(record.database, home.keys).ok


@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("DELETE FROM entry WHERE seq = 300", 299),
        ("DELETE FROM entry WHERE seq = 12", 12),
        ("DELETE FROM body WHERE seq = 12", 12),
        ('DELETE FROM "key" WHERE key_id = 12', 12),
        ("DELETE FROM entry_index WHERE seq = 12", 12),
        ("DELETE FROM entry_tag WHERE seq = 12", 12),
        ("DELETE FROM tile_row WHERE level = 1", 0),
        ("DELETE FROM checkpoint WHERE size = 301", 300),
        ("DELETE FROM checkpoint WHERE size = 0", None),
        ("DELETE FROM head", 300),
        ("INSERT INTO entry_tag VALUES ('other', 12)", 300),
        ("INSERT INTO entry_tag VALUES ('other', 900)", 300),
        ("INSERT INTO tile_row VALUES (3, 0, x'00')", 300),
        ("INSERT INTO body VALUES (999, x'00', 999)", 300),
        ("UPDATE entry SET bytes = 'text' WHERE seq = 12", 12),
        ("UPDATE entry SET idempotency_key = x'00' WHERE seq = 12", 12),
        ("UPDATE entry_index SET kind = CAST(x'ff' AS TEXT) WHERE seq = 12", 12),
        ("UPDATE body SET key_id = 13 WHERE seq = 12", 12),
        ("DELETE FROM projection", None),
        ("DROP TABLE entry_index", 0),
    ],
)
def test_what_is_missing_or_added_is_found(
    filled: Home, tmp_path: Path, statement: str, first_bad: int | None
) -> None:
    """Deleted, added, swapped and mistyped rows are found as changed ones are."""
    home = copy(filled, tmp_path)
    tamper(home.file, statement)
    found = checked(home)
    if statement == "DELETE FROM projection":
        assert found.ok
        return
    assert (found.ok, found.first_bad) == (False, first_bad)
    assert found.why is not None


def test_an_entry_rewritten_with_its_leaf_is_found(filled: Home, tmp_path: Path) -> None:
    """Without the master key, a forger who fits the tree's rows is stopped by the signed root."""
    home = copy(filled, tmp_path)
    (home.keys / MASTER_KEY).unlink()
    with closing(sqlite3.connect(home.file, isolation_level=None)) as connection:
        forge(connection)
    found = checked(home)
    assert (found.ok, found.bodies) == (False, 0)
    assert found.first_bad is not None
    assert found.first_bad <= 12


def forge(connection: sqlite3.Connection) -> None:
    """Write entry 12 as if another node had, with the hash that belongs to that."""
    from sluis.record.tree import leaf_hash  # noqa: PLC0415 - only the forger needs it

    (data,) = connection.execute("SELECT bytes FROM entry WHERE seq = 12").fetchone()
    forged = data.replace(b"node-1", b"node-2")
    connection.execute("UPDATE entry SET bytes = ? WHERE seq = 12", (forged,))
    start, hashes = connection.execute(
        "SELECT start, hashes FROM tile_row WHERE level = 0 AND start <= 12 ORDER BY start DESC LIMIT 1"
    ).fetchone()
    at = (12 - start) * 32
    hashes = hashes[:at] + leaf_hash(forged) + hashes[at + 32 :]
    connection.execute("UPDATE tile_row SET hashes = ? WHERE level = 0 AND start = ?", (hashes, start))


def test_without_the_master_key_the_public_half_is_verified(filled: Home, tmp_path: Path) -> None:
    """An auditor without the master key checks the tree, and is told that no private half was opened."""
    home = copy(filled, tmp_path)
    (home.keys / MASTER_KEY).unlink()
    found = checked(home)
    assert (found.ok, found.entries, found.bodies) == (True, 301, 0)


def test_another_key_verifies_nothing(filled: Home) -> None:
    """A record is checked against the key that its reader trusts."""
    database = Database.open(filled.url, read_only=True)
    found = verify(database, Signer("other.example/log", bytes(32)).verifier)
    database.close()
    assert (found.ok, found.first_bad) == (False, 0)


def test_a_record_begun_under_another_key_is_found(filled: Home) -> None:
    """The first entry names the verifier key; with the master key that is checked too."""
    other = Signer("sluis.example/test", bytes(32)).verifier
    database = Database.open(filled.url, read_only=True)
    found = verify(database, other, Keys.load(filled.keys).vault)
    database.close()
    assert not found.ok


def test_a_damaged_file_is_an_answer_not_a_crash(filled: Home, tmp_path: Path) -> None:
    """A file that SQLite cannot read does not verify, and says so."""
    home = copy(filled, tmp_path)
    data = bytearray(home.file.read_bytes())
    data[8192:65536] = bytes(65536 - 8192)
    home.file.write_bytes(bytes(data))
    found = checked(home)
    assert not found.ok
    assert found.why is not None


def test_a_damaged_index_of_the_file_is_found(filled: Home, tmp_path: Path) -> None:
    """Bytes of the file that no row shows are checked by SQLite itself."""
    home = copy(filled, tmp_path)
    with closing(sqlite3.connect(home.file, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        sql = "CREATE INDEX entry_index_kind ON entry_index (kind, recorded_at)"
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'entry_index_kind'", (sql,))
    found = checked(home)
    assert (found.ok, found.entries) == (False, 301)
    assert "damaged" in str(found.why)


def test_an_empty_database_holds_nothing_to_verify(tmp_path: Path, filled: Home) -> None:
    """Where there are no tables, the answer is no."""
    database = Database.open(f"sqlite:///{tmp_path / 'empty.db'}")
    found = verify_home(database, filled.keys)
    database.close()
    assert (found.ok, found.entries, found.first_bad) == (False, 0, None)


def test_a_home_without_a_verifier_key_is_bad_input(filled: Home, tmp_path: Path) -> None:
    """Without a key to trust there is nothing to verify against."""
    database = Database.open(filled.url, read_only=True)
    with pytest.raises(BadInput):
        verify_home(database, tmp_path)
    database.close()


def test_progress_is_told(filled: Home) -> None:
    """A bar can follow along."""

    class Heard:
        """Keeps what it hears."""

        def __init__(self) -> None:
            self.steps: list[tuple[int, int]] = []

        def step(self, done: int, total: int) -> None:
            """Keep it."""
            self.steps.append((done, total))

    heard = Heard()
    database = Database.open(filled.url, read_only=True)
    verify_home(database, filled.keys, heard)
    database.close()
    assert heard.steps == [(256, 301), (301, 301)]
