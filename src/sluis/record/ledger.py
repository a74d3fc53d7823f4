# SPDX-License-Identifier: EUPL-1.2
"""What every row of every table of the record holds, byte for byte, for the verifier.

Text and times come as the bytes of their spelling, whatever a damaged row may hold in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from sluis.record.tiles import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sluis.record.store import Raw


class Public(NamedTuple):
    """A row of `entry`."""

    seq: int
    idempotency_key: bytes | None
    public: bytes


class Private(NamedTuple):
    """A row of `body` with the key that it names; empty where there is no such key."""

    ciphertext: bytes
    wrapped: bytes


class Line(NamedTuple):
    """A row of `entry_index`: everything spelled out."""

    kind: bytes
    recorded_at: bytes
    happened_at: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """The rows about the entries `start` … `end` - 1."""

    start: int
    end: int
    public: tuple[Public, ...]
    private: dict[int, Private]
    lines: dict[int, Line]
    hashes: tuple[tuple[int, bytes], ...]
    """Rows of level 0 of the tiles: index of the first hash, and the hashes."""


class Ledger:
    """Reads the tables of a record as they are, on either dialect."""

    def __init__(self, raw: Raw, dialect: str) -> None:
        self._raw = raw
        self._sqlite = dialect == "sqlite"

    def page(self, start: int, end: int) -> Page:
        """Return the rows about the entries `start` … `end` - 1."""
        return Page(
            start,
            end,
            tuple(
                Public(seq, key, _bytes(data))
                for seq, key, data in self._between("entry", "seq, idempotency_key, bytes", start, end)
            ),
            {seq: Private(_bytes(body), _bytes(key)) for seq, body, key in self._private(start, end)},
            {row[0]: Line(row[1], row[2], row[3]) for row in self._lines(start, end)},
            tuple(self.hashes(0, start, end)),
        )

    def _between(self, table: str, columns: str, start: int, end: int) -> Sequence[tuple[int, bytes, bytes]]:
        sql = f"SELECT {columns} FROM {table} WHERE seq >= ? AND seq < ? ORDER BY seq"  # noqa: S608 - names of our own
        return cast("Sequence[tuple[int, bytes, bytes]]", self._raw.rows(sql, (start, end)))

    def _private(self, start: int, end: int) -> list[tuple[int, bytes, bytes | None]]:
        sql = (
            "SELECT body.seq, body.ciphertext, k.wrapped FROM body"
            ' LEFT JOIN "key" k ON k.key_id = body.key_id'
            " WHERE body.seq >= ? AND body.seq < ?"
        )
        return cast("list[tuple[int, bytes, bytes | None]]", self._raw.rows(sql, (start, end)))

    def _lines(self, start: int, end: int) -> list[tuple[int, bytes, bytes, bytes]]:
        columns = f"seq, {self._text('kind')}, {self._time('recorded_at')}, {self._time('happened_at')}"
        return cast(
            "list[tuple[int, bytes, bytes, bytes]]", self._between("entry_index", columns, start, end)
        )

    def tagged(self, wanted: Sequence[tuple[str, int]]) -> set[tuple[str, int]]:
        """Return those (tag, number) of `wanted` that `entry_tag` holds."""
        found = set[tuple[str, int]]()
        for at in range(0, len(wanted), WIDTH):
            page = wanted[at : at + WIDTH]
            marks = ", ".join(["(?, ?)"] * len(page))
            sql = f"SELECT tag, seq FROM entry_tag WHERE (tag, seq) IN (VALUES {marks})"  # noqa: S608 - only question marks
            found |= set(
                cast("list[tuple[str, int]]", self._raw.rows(sql, [value for pair in page for value in pair]))
            )
        return found

    def hashes(self, level: int, start: int, end: int) -> list[tuple[int, bytes]]:
        """Return (index of the first hash, hashes) of the rows of a tile level that start in a range."""
        sql = "SELECT start, hashes FROM tile_row WHERE level = ? AND start >= ? AND start < ? ORDER BY start"
        found = cast("list[tuple[int, bytes]]", self._raw.rows(sql, (level, start, end)))
        return [(first, _bytes(hashes)) for first, hashes in found]

    def notes(self) -> Iterator[tuple[int, bytes]]:
        """Yield (size, note) of every checkpoint, the smallest first."""
        last = -1
        sql = "SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT ?"
        while page := cast("list[tuple[int, bytes]]", self._raw.rows(sql, (last, WIDTH))):
            yield from ((size, _bytes(note)) for size, note in page)
            last = page[-1][0]

    def heads(self) -> list[tuple[int, bytes, int]]:
        """Return (size, frontier, epoch) of the head, which is one row."""
        return cast("list[tuple[int, bytes, int]]", self._raw.rows("SELECT size, frontier, epoch FROM head"))

    def marks(self) -> list[tuple[bytes, int, int, bytes]]:
        """Return (name, version, size, mark) of every projection's line."""
        sql = f"SELECT {self._text('name')}, version, size, mark FROM projection ORDER BY name"  # noqa: S608 - names of our own
        return cast("list[tuple[bytes, int, int, bytes]]", self._raw.rows(sql))

    def count(self, table: str) -> int:
        """Return the number of rows of a table."""
        return cast("int", self._raw.rows(f'SELECT count(*) FROM "{table}"')[0][0])  # noqa: S608 - names of our own

    def damage(self) -> list[str]:
        """Return what SQLite's own check of the file finds, indexes included; nothing on PostgreSQL."""
        if not self._sqlite:
            return []
        found = [str(row[0]) for row in self._raw.rows("PRAGMA integrity_check(10)")]
        return [] if found == ["ok"] else found

    def _text(self, column: str) -> str:
        return f"CAST({column} AS BLOB)" if self._sqlite else f"convert_to({column}, 'UTF8')"

    def _time(self, column: str) -> str:
        if self._sqlite:
            return self._text(column)
        return (
            f"convert_to(to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), 'UTF8')"
        )


def _bytes(value: object) -> bytes:
    """Return bytes as they are; of anything else that a damaged row may hold, something that fits nothing."""
    return value if isinstance(value, bytes) else b""
