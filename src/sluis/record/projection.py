# SPDX-License-Identifier: EUPL-1.2
"""Projections: tables that follow from the entries, and can be dropped and built again.

A projection is applied in the transaction that appends its entries. When its version is new, or the
line that says how far it is does not fit the tree, it is dropped and built from the first entry.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from sluis.record import store
from sluis.record.store import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from sluis.record.model import Entry


class Projection(Protocol):
    """What a room keeps in tables of its own. Every row carries `seq`, so that "as of N" is `seq < N`.

    `kinds` are the names of the kinds that it wants; an empty set wants every kind.
    """

    @property
    def name(self) -> str:
        """The name, unique in the house."""
        ...

    @property
    def version(self) -> int:
        """The version of the tables and of what `apply` does; a new one means building again."""
        ...

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, which nobody else writes."""
        ...

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of entries that it wants."""
        ...

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write what `entries`, in their order, say."""
        ...


def mark(projection: Projection, size: int, root: bytes) -> bytes:
    """Return the hash that ties "`projection` holds the first `size` entries" to the tree with `root`."""
    return _mark(projection.name, projection.version, size, root)


def _mark(name: str, version: int, size: int, root: bytes) -> bytes:
    return sha256(f"{name}\n{version}\n{size}\n".encode() + root).digest()


def mark_fits(name: str, found: Mark, root: bytes) -> bool:
    """Say whether the line on projection `name` is the one that was written for the tree with `root`."""
    return found.mark == _mark(name, found.version, found.size, root)


def wanted(projection: Projection, entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return those of `entries` that `projection` wants."""
    if not projection.kinds:
        return entries
    return [entry for entry in entries if entry.kind in projection.kinds]


def is_current(projection: Projection, marks: Mapping[str, Mark], size: int) -> bool:
    """Say whether `projection` holds the first `size` entries, by its own version."""
    found = marks.get(projection.name)
    return found is not None and (found.version, found.size) == (projection.version, size)


def catch_up(
    connection: Connection,
    projections: Sequence[Projection],
    size: int,
    root_at: Callable[[int], bytes],
    entries: Callable[[Projection, int], Iterator[Sequence[Entry]]],
) -> None:
    """Bring every projection to the first `size` entries.

    `root_at(n)` gives the root of the tree of the first n; `entries(projection, start)` the entries that
    it wants from number `start` on, in pages.
    """
    marks = store.marks(connection)
    for projection in projections:
        start = _start(connection, projection, marks.get(projection.name), size, root_at)
        if start is None:
            continue
        for page in entries(projection, start):
            projection.apply(connection, page)
        store.forget_mark(connection, projection.name)
        line = Mark(projection.version, size, mark(projection, size, root_at(size)))
        store.insert_mark(connection, projection.name, line)


def _start(
    connection: Connection,
    projection: Projection,
    found: Mark | None,
    size: int,
    root_at: Callable[[int], bytes],
) -> int | None:
    """Return the first entry to apply; None when there is nothing to do.

    When nothing can be built on, the tables are dropped and made anew.
    """
    if (
        found is not None
        and found.version == projection.version
        and found.size <= size
        and mark_fits(projection.name, found, root_at(found.size))
    ):
        return found.size if found.size < size else None
    if projection.tables:
        metadata = projection.tables[0].metadata
        metadata.drop_all(connection, tables=projection.tables)
        metadata.create_all(connection, tables=projection.tables)
    return 0
