# SPDX-License-Identifier: EUPL-1.2
"""The write path: many callers, one transaction, one fsync.

Every caller prepares its own entries; one of them writes all that wait (`turns`).

In the transaction: lock the head row; check idempotency keys and what each decision expects; number,
write, READ BACK and recompute; sign; apply projections and effects. What was read back is what is
signed. After any error the tree in memory is thrown away and read again, and it is only built on when
its root is the one in the last signed checkpoint: so there are never two heads of one size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from sqlalchemy.exc import DataError, IntegrityError

from sluis.kit.errors import Corrupt, StorageFailed
from sluis.kit.texts import Text
from sluis.record import projection as projecting
from sluis.record import store
from sluis.record.batch import Batch, Request, State
from sluis.record.checkpoint import Checkpoint
from sluis.record.entry import Header
from sluis.record.moments import Moments
from sluis.record.reading import root_at
from sluis.record.store import Head, Raw
from sluis.record.tiles import rows
from sluis.record.tree import Frontier, Top, leaf_hash
from sluis.record.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from sqlalchemy import Connection

    from sluis.kit.database import Database
    from sluis.kit.world import World
    from sluis.record.keys import Keys
    from sluis.record.moments import Moment
    from sluis.record.projection import Projection
    from sluis.record.reading import Reader


class _Attempt:
    """Keeps an error instead of raising it, to hand it to the callers whom it concerns."""

    def __init__(self) -> None:
        self.error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        del kind, trace
        if isinstance(error, Exception):
            self.error = error
            return True
        return False


class Committer:
    """Appends to one record from any number of threads; other processes may do the same."""

    def __init__(
        self,
        database: Database,
        world: World,
        keys: Keys,
        node: str,
        projections: Sequence[Projection],
        reader: Reader,
    ) -> None:
        self._database = database
        self._driver = database.engine.dialect.loaded_dbapi
        self._world = world
        self._keys = keys
        self._node = node
        self._projections = tuple(projections)
        self._reader = reader
        self._moments = Moments(world.clock)
        self._state: State | None = None
        self._committing = False
        self._turns = Turns(self._write)

    def _is_storage(self, error: Exception) -> bool:
        """Say whether the database itself failed, rather than something that one request asked for."""
        asked = (IntegrityError, DataError, self._driver.IntegrityError, self._driver.DataError)
        return isinstance(error, StorageFailed) and not isinstance(error.__cause__, asked)

    def append(self, request: Request) -> None:
        """Return when `request` is durable; raises what stands in its way, and then nothing was written."""
        self._turns.take(request)
        if request.error is not None:
            raise request.error

    def _write(self, requests: Sequence[Request]) -> None:
        """Write all in one transaction; when one of them spoils it, each in its own."""
        attempt = _Attempt()
        with attempt:
            self._transaction(requests)
        if attempt.error is None:
            return
        self._state = None
        if len(requests) > 1 and not self._committing and not self._is_storage(attempt.error):
            for request in requests:
                request.reset()
                self._write([request])
            return
        for request in requests:
            request.fail(attempt.error)

    def _transaction(self, requests: Sequence[Request]) -> None:
        self._committing = False
        try:
            with self._database.writing() as connection:
                new, moment = self._inside(connection, requests)
                self._committing = True
        except self._driver.Error as error:
            raise StorageFailed(
                Text("The database refused: {why}", why=str(error)),
                Text("Nothing was acknowledged. Check space and rights on the disk, then try again."),
            ) from error
        self._state = new
        self._moments.keep(moment)

    def _inside(self, connection: Connection, requests: Sequence[Request]) -> tuple[State, Moment]:
        raw = Raw(connection)
        head = store.lock_head(raw, self._database.dialect)
        if head is None:
            raise Corrupt(Text("This database holds no record."))
        if any(request.refresh for request in requests):
            self._state = None
        state = self._current(connection, head)
        moment = self._moments.next(state.recorded_at)
        batch = Batch(raw, state, moment, self._node, self._reader, self._world.randomness)
        batch.take(requests)
        new = self._add(connection, raw, batch) if batch.rows else state
        for request in requests:
            if request.effect is not None and request.is_new:
                request.effect(connection)
        return new, moment

    def _current(self, connection: Connection, head: Head) -> State:
        """Return the state that `head` stands for: read anew, unless it is the one in memory."""
        if self._state is not None and self._state.head == head:
            return self._state
        key = self._keys.signer.verifier
        try:
            frontier = Frontier.parse(head.size, head.frontier)
        except ValueError as error:
            raise _damaged() from error
        if frontier.root() != root_at(connection, head.size, key):
            raise _damaged()
        last = store.public_bytes(connection, head.size - 1, head.size)
        recorded_at = Header.parse(last[0][1]).recorded_at if last else None
        projecting.catch_up(
            connection,
            self._projections,
            head.size,
            lambda size: root_at(connection, size, key),
            lambda projection, start: self._reader.pages(connection, head.size, projection, start),
        )
        return State(head, frontier, recorded_at)

    def _add(self, connection: Connection, raw: Raw, batch: Batch) -> State:
        """Write the entries of `batch`, sign the tree that what was read back makes, apply projections."""
        old = batch.state
        store.insert_entries(raw, batch.rows)
        leaves = _read_back(raw, batch)
        tops = list[Top]()
        frontier = old.frontier.extended(leaves, tops)
        root = frontier.root()
        checkpoint = Checkpoint(self._keys.signer.name, frontier.size, root)
        note = checkpoint.signed(self._keys.signer)
        store.insert_tree(raw, rows(old.head.size, leaves, tops), frontier.size, note)
        head = Head(frontier.size, frontier.packed, old.head.epoch)
        if not store.move_head(raw, old.head, head):
            raise _damaged()
        for projection in self._projections:
            if wanted := projecting.wanted(projection, batch.entries):
                projection.apply(connection, wanted)
        marks = [
            (head.size, projecting.mark(projection, head.size, root), projection.name)
            for projection in self._projections
        ]
        store.move_marks(raw, marks)
        return State(head, frontier, batch.moment.recorded_at)


def _read_back(raw: Raw, batch: Batch) -> list[bytes]:
    """Return the leaf hashes of what the database holds; raises StorageFailed unless it is what was given."""
    first = batch.state.head.size
    found = store.read_back(raw, first, first + len(batch.rows))
    given = [(row.seq, row.public, row.ciphertext, row.wrapped) for row in batch.rows]
    if found != given:
        raise StorageFailed(
            Text("What was read back from the database is not what was written."),
            Text("Nothing was signed. Check the disk and the database."),
        )
    return [leaf_hash(row[1]) for row in found]


def _damaged() -> Corrupt:
    return Corrupt(
        Text("The head of the record is not the one that was last signed."),
        Text("Run: sluis record verify"),
    )
