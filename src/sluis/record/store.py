# SPDX-License-Identifier: EUPL-1.2
"""The record's tables, and the only SQL of the record.

`entry` is the truth; `tile_row` and `checkpoint` follow from it and are kept so that nobody needs to
compute them again; all three are insert-only, by triggers. `head` is the one row that every writer
locks. `body` and `key` hold the private half, apart, so that it can be destroyed.

An append writes through the driver's own cursor: SQLAlchemy costs as much a row as the whole entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    func,
    select,
)

from sluis.kit.database import metadata
from sluis.record.tiles import WIDTH, Row
from sluis.record.tree import HASH_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Select

Number: Final = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit number; on SQLite the name that makes it the row's own address."""
PAGE: Final = 512
"""Rows that are read at a time."""

entry: Final = Table(
    "entry",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("idempotency_key", LargeBinary),
    Column("bytes", LargeBinary, nullable=False),
)
"""Revision 0001 makes its table, and an index on the keys that were given. The index stands there alone:
to describe it here SQLAlchemy would load a dialect that a reader on SQLite never needs (30 ms)."""

tile_row: Final = Table(
    "tile_row",
    metadata,
    Column("level", SmallInteger, primary_key=True, autoincrement=False),
    Column("start", Number, primary_key=True, autoincrement=False),
    Column("hashes", LargeBinary, nullable=False),
)
checkpoint: Final = Table(
    "checkpoint",
    metadata,
    Column("size", Number, primary_key=True, autoincrement=False),
    Column("note", LargeBinary, nullable=False),
)
head: Final = Table(
    "head",
    metadata,
    Column(
        "id",
        SmallInteger,
        CheckConstraint("id = 1", name="head_is_one_row"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("size", Number, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("epoch", Number, nullable=False),
)
body: Final = Table(
    "body",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("key_id", Number, nullable=False),
)
key: Final = Table(
    "key",
    metadata,
    Column("key_id", Number, primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
)
projection: Final = Table(
    "projection",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("size", Number, nullable=False),
    Column("mark", LargeBinary, nullable=False),
)


class Head(NamedTuple):
    """The row that writers lock: entries so far, the tree's frontier, and the number of recoveries."""

    size: int
    frontier: bytes
    epoch: int


class EntryRow(NamedTuple):
    """What one entry takes: its number, its blinded key, public bytes, ciphertext and wrapped key."""

    seq: int
    idempotency_key: bytes | None
    public: bytes
    ciphertext: bytes
    wrapped: bytes


class StoredEntry(NamedTuple):
    """What one entry left; the private half is None when it is gone."""

    seq: int
    public: bytes
    ciphertext: bytes | None
    wrapped: bytes | None


class Mark(NamedTuple):
    """How far a projection is, and a hash that ties this to the tree."""

    version: int
    size: int
    mark: bytes


class Raw:
    """The driver's own cursor, with `?` for a value on either dialect."""

    def __init__(self, connection: Connection) -> None:
        self._cursor = connection.connection.cursor()
        self._sqlite = connection.dialect.name == "sqlite"

    def _spelled(self, sql: str) -> str:
        return sql if self._sqlite else sql.replace("?", "%s")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return the rows that `sql` finds."""
        self._cursor.execute(self._spelled(sql), tuple(values))
        return cast("list[tuple[object, ...]]", self._cursor.fetchall())

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run `sql` and return the number of rows it changed."""
        self._cursor.execute(self._spelled(sql), tuple(values))
        return self._cursor.rowcount

    def each(self, sql: str, values: Sequence[Sequence[object]]) -> None:
        """Run `sql` for each row of values."""
        if values:
            self._cursor.executemany(self._spelled(sql), values)


def create_head(connection: Connection, note: bytes) -> None:
    """Begin an empty record with its signed checkpoint of size 0."""
    connection.execute(head.insert().values(id=1, size=0, frontier=b"", epoch=0))
    connection.execute(checkpoint.insert().values(size=0, note=note))


def read_head(connection: Connection) -> Head | None:
    """Return the head; None when this database holds no record."""
    found = connection.execute(select(head.c.size, head.c.frontier, head.c.epoch)).first()
    return Head(*found) if found else None


def lock_head(raw: Raw, dialect: str) -> Head | None:
    """Return the head and keep every other writer out until this transaction ends."""
    sql = "SELECT size, frontier, epoch FROM head WHERE id = 1"
    found = raw.rows(sql if dialect == "sqlite" else sql + " FOR UPDATE")
    return Head(*cast("tuple[int, bytes, int]", found[0])) if found else None


def move_head(raw: Raw, old: Head, new: Head) -> bool:
    """Replace `old` by `new`; say whether `old` was still there."""
    sql = "UPDATE head SET size = ?, frontier = ? WHERE id = 1 AND size = ? AND epoch = ?"
    return raw.run(sql, (new.size, new.frontier, old.size, old.epoch)) == 1


def insert_entries(raw: Raw, rows: Sequence[EntryRow]) -> None:
    """Add entries with their private halves, each under a key of its own."""
    raw.each("INSERT INTO entry (seq, idempotency_key, bytes) VALUES (?, ?, ?)", [row[:3] for row in rows])
    raw.each(
        "INSERT INTO body (seq, ciphertext, key_id) VALUES (?, ?, ?)",
        [(row[0], row[3], row[0]) for row in rows],
    )
    raw.each('INSERT INTO "key" (key_id, wrapped) VALUES (?, ?)', [(row[0], row[4]) for row in rows])


def insert_tree(raw: Raw, rows: Sequence[Row], size: int, note: bytes) -> None:
    """Add rows of tiles, and the signed checkpoint of `size`."""
    raw.each("INSERT INTO tile_row (level, start, hashes) VALUES (?, ?, ?)", rows)
    raw.run("INSERT INTO checkpoint (size, note) VALUES (?, ?)", (size, note))


def read_back(raw: Raw, start: int, end: int) -> list[tuple[int, bytes, bytes, bytes]]:
    """Return (number, public bytes, ciphertext, wrapped key) of the entries `start` … `end` - 1."""
    sql = (
        "SELECT entry.seq, entry.bytes, body.ciphertext, k.wrapped FROM entry"
        ' JOIN body ON body.seq = entry.seq JOIN "key" k ON k.key_id = body.key_id'
        " WHERE entry.seq >= ? AND entry.seq < ? ORDER BY entry.seq"
    )
    return cast("list[tuple[int, bytes, bytes, bytes]]", raw.rows(sql, (start, end)))


def numbers_of(raw: Raw, keys: Sequence[bytes]) -> dict[bytes, int]:
    """Return the numbers of the entries that were written under the blinded `keys`."""
    found = dict[bytes, int]()
    for at in range(0, len(keys), PAGE):
        page = keys[at : at + PAGE]
        marks = ", ".join("?" * len(page))
        sql = f"SELECT idempotency_key, seq FROM entry WHERE idempotency_key IN ({marks})"  # noqa: S608 - only question marks
        found |= cast("list[tuple[bytes, int]]", raw.rows(sql, page))
    return found


def newest_note(connection: Connection, size: int | None = None) -> tuple[int, bytes] | None:
    """Return (size, note) of the newest checkpoint, or of the newest that is at most `size`."""
    found = select(checkpoint.c.size, checkpoint.c.note).order_by(checkpoint.c.size.desc()).limit(1)
    if size is not None:
        found = found.where(checkpoint.c.size <= size)
    row = connection.execute(found).first()
    return (row[0], row[1]) if row else None


def notes(connection: Connection) -> Iterator[tuple[int, bytes]]:
    """Yield (size, note) of every checkpoint, the smallest first."""
    last = -1
    while page := connection.execute(
        select(checkpoint.c.size, checkpoint.c.note)
        .where(checkpoint.c.size > last)
        .order_by(checkpoint.c.size)
        .limit(PAGE)
    ).all():
        yield from ((row[0], row[1]) for row in page)
        last = page[-1][0]


def stored() -> Select[int, bytes, bytes | None, bytes | None]:
    """Return the query for entries with their private halves; narrow and order it as needed."""
    return (
        select(entry.c.seq, entry.c.bytes, body.c.ciphertext, key.c.wrapped)
        .outerjoin(body, body.c.seq == entry.c.seq)
        .outerjoin(key, key.c.key_id == body.c.key_id)
    )


def read_stored(
    connection: Connection,
    query: Select[int, bytes, bytes | None, bytes | None],
    *,
    newest_first: bool,
    limit: int | None,
) -> Iterator[StoredEntry]:
    """Yield what `query` finds in order of number, a page at a time."""
    order = entry.c.seq.desc() if newest_first else entry.c.seq.asc()
    last: int | None = None
    while limit is None or limit > 0:
        page_query = query
        if last is not None:
            page_query = query.where(entry.c.seq < last if newest_first else entry.c.seq > last)
        page = connection.execute(page_query.order_by(order).limit(min(PAGE, limit or PAGE))).all()
        yield from (StoredEntry(*row) for row in page)
        if len(page) < min(PAGE, limit or PAGE):
            return
        last = page[-1][0]
        limit = None if limit is None else limit - len(page)


def public_bytes(connection: Connection, start: int, end: int) -> list[tuple[int, bytes]]:
    """Return (number, public bytes) of the entries from `start` up to, not including, `end`."""
    found = select(entry.c.seq, entry.c.bytes).where(entry.c.seq >= start, entry.c.seq < end)
    return [(row[0], row[1]) for row in connection.execute(found.order_by(entry.c.seq))]


def tile(connection: Connection, level: int, number: int, width: int = WIDTH) -> bytes:
    """Return the first `width` hashes of a tile strung together; fewer when it has no more."""
    found = (
        select(tile_row.c.hashes)
        .where(
            tile_row.c.level == level,
            tile_row.c.start >= number * WIDTH,
            tile_row.c.start < (number + 1) * WIDTH,
        )
        .order_by(tile_row.c.start)
    )
    return b"".join(connection.scalars(found))[: width * HASH_BYTES]


def marks(connection: Connection) -> dict[str, Mark]:
    """Return how far each projection is, by name."""
    columns = (projection.c.name, projection.c.version, projection.c.size, projection.c.mark)
    return {row[0]: Mark(row[1], row[2], row[3]) for row in connection.execute(select(*columns))}


def forget_mark(connection: Connection, name: str) -> None:
    """Drop the line on projection `name`."""
    connection.execute(projection.delete().where(projection.c.name == name))


def insert_mark(connection: Connection, name: str, mark: Mark) -> None:
    """Add the line on projection `name`."""
    connection.execute(
        projection.insert().values(name=name, version=mark.version, size=mark.size, mark=mark.mark)
    )


def move_marks(raw: Raw, found: Sequence[tuple[int, bytes, str]]) -> None:
    """Write (size, mark) of projections by name."""
    raw.each("UPDATE projection SET size = ?, mark = ? WHERE name = ?", found)


def count(connection: Connection, table: Table) -> int:
    """Return the number of rows of `table`."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()
