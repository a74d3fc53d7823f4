# SPDX-License-Identifier: EUPL-1.2
"""The record itself: append to it, and ask it what was known.

Everything that answers a question takes a `Known`, the first N entries and no more, so that later
knowledge cannot leak into an earlier picture.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sluis.kit.errors import BadInput, Conflict, Corrupt
from sluis.kit.texts import Text
from sluis.record import index, projection, store, tiles, tree
from sluis.record.batch import Request, prepare
from sluis.record.checkpoint import Checkpoint
from sluis.record.commit import Committer
from sluis.record.keys import Keys
from sluis.record.kinds import STARTED, Kinds
from sluis.record.model import Actor, Draft, Receipt, Size
from sluis.record.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from sluis.kit.database import Database
    from sluis.kit.world import World
    from sluis.record.model import Entry, Expect
    from sluis.record.projection import Projection

FORMAT: Final = "c2sp.org/tlog-tiles sluis.entry/1"
"""The format of the log and of its entries, as the first entry says it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was known once `size` entries were recorded, as one snapshot of the database.

    Projections hold more: ask them for rows with `seq < size`.
    """

    size: Size
    connection: Connection
    recorded_at: datetime | None
    """When the last known entry was recorded; None when nothing is known."""
    reader: Reader

    def entries(
        self,
        *,
        kinds: Collection[str] | None = None,
        tags: Collection[str] | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """Yield the known entries of one of `kinds` and with one of `tags`, in order; None means any.

        Raises Corrupt, with its number, at an entry that cannot be read.
        """
        return self.reader.find(
            self.connection, self.size, kinds=kinds, tags=tags, newest_first=newest_first, limit=limit
        )

    def entry(self, seq: int) -> Entry:
        """Return entry `seq`; raises BadInput when it is not known."""
        for found in self.reader.find(self.connection, min(self.size, seq + 1), start=max(seq, 0)):
            return found
        raise BadInput(
            Text("There is no entry {seq}: {size} are known, numbered from 0.", seq=seq, size=self.size)
        )

    def root(self) -> bytes:
        """Return the Merkle root of the known entries (32 bytes), from the stored tiles."""
        if not self.size:
            return tree.EMPTY_ROOT
        return tree.range_hash(self._perfect(), 0, self.size)

    def inclusion(self, seq: int) -> list[bytes]:
        """Return the proof that entry `seq` is among the known ones (RFC 9162 section 2.1.3)."""
        return self._hashes(tree.inclusion_ranges(seq, self.size))

    def consistency(self, old: int) -> list[bytes]:
        """Return the proof that what is known extends the first `old` entries (RFC 9162 section 2.1.4)."""
        return self._hashes(tree.consistency_ranges(old, self.size))

    def _hashes(self, ranges: list[tuple[int, int]]) -> list[bytes]:
        perfect = self._perfect()
        return [tree.range_hash(perfect, start, end) for start, end in ranges]

    def _perfect(self) -> Callable[[int, int], bytes]:
        return tiles.from_tiles(lambda level, number: store.tile(self.connection, level, number))


class Record:
    """The record of a home. Safe to share between threads; other processes may append as well."""

    def __init__(
        self,
        database: Database,
        world: World,
        keys: Keys,
        node: str,
        projections: Sequence[Projection] = (),
        kinds: Kinds | None = None,
    ) -> None:
        self.database = database
        self.world = world
        self.node = node
        self._keys = keys
        self._reader = Reader(keys.vault, kinds or Kinds.of(()))
        self._projections = (index.EntryIndex(), *projections)
        self._committer = Committer(database, world, keys, node, self._projections, self._reader)

    @property
    def origin(self) -> str:
        """The log's name, on the first line of every checkpoint."""
        return self._keys.signer.name

    @property
    def vkey(self) -> str:
        """The verifier key, to hand to anyone who wants to check."""
        return self._keys.signer.verifier.vkey

    @property
    def projections(self) -> tuple[Projection, ...]:
        """Everything that follows from the entries, the record's own index first."""
        return self._projections

    def append(
        self,
        drafts: Sequence[Draft],
        *,
        expect: Expect | None = None,
        effect: Callable[[Connection], None] | None = None,
    ) -> Receipt:
        """Record `drafts` together, and return once they are durable.

        `effect` and the projections are carried out in the same transaction. A retry with the keys of an
        earlier append returns that one's receipt and has no effect. Raises BadInput naming a wrong field,
        Conflict when `expect` no longer holds or a key was used for something else, StorageFailed when the
        database refused; in each case nothing was acknowledged.
        """
        if not drafts:
            raise BadInput(Text("There is nothing to record."))
        request = Request(prepare(drafts, self._keys.vault, self.world.randomness), expect, effect)
        self._committer.append(request)
        if request.receipt is None:
            raise Corrupt(Text("The writer gave no receipt."))
        return request.receipt

    def size(self) -> Size:
        """Return the number of entries."""
        with self.database.reading() as connection:
            return Size(_head(connection).size)

    def checkpoint(self, size: int | None = None) -> bytes:
        """Return the newest signed checkpoint, or the newest of at most `size` entries."""
        with self.database.reading() as connection:
            found = store.newest_note(connection, size)
        if found is None:
            raise _no_record()
        return found[1]

    @contextmanager
    def known(self, size: Size | None = None, *, recorded_until: datetime | None = None) -> Iterator[Known]:
        """Yield what was known at `size` entries, at an instant, or now.

        With both, the smaller counts. Raises BadInput when there are fewer than `size` entries.
        """
        if not self.is_current():
            self.refresh()
        with self.database.reading() as connection:
            newest = _head(connection).size
            if size is not None and not 0 <= size <= newest:
                raise BadInput(
                    Text(
                        "The record has {newest} entries, so nothing was known as of {size}.",
                        newest=newest,
                        size=size,
                    )
                )
            until = newest if size is None else size
            if recorded_until is not None:
                until = index.size_at(connection, recorded_until, until)
            last = index.recorded_at(connection, until - 1) if until else None
            yield Known(Size(until), connection, last, self._reader)

    def refresh(self) -> None:
        """Bring every projection to the head; make those anew whose version or line does not fit."""
        self._committer.append(Request((), refresh=True))

    def rebuild(self) -> None:
        """Drop every projection and build it again from the first entry."""
        with self.database.writing() as connection:
            for each in self._projections:
                store.forget_mark(connection, each.name)
        self.refresh()

    def is_current(self) -> bool:
        """Say whether every projection holds all entries; reads, and loads no cryptography."""
        with self.database.reading() as connection:
            size, marks = _head(connection).size, store.marks(connection)
        return all(projection.is_current(each, marks, size) for each in self._projections)


def create_record(
    database: Database,
    world: World,
    keys_dir: Path,
    node: str,
    origin: str,
    projections: Sequence[Projection] = (),
) -> Record:
    """Make the keys and begin an empty record in a migrated `database`; its first entry says so.

    Raises Conflict when there are keys or a record already.
    """
    with database.reading() as connection:
        if store.read_head(connection) is not None:
            raise Conflict(
                Text("This database holds a record already, and its keys are not here."),
                Text("Put back the keys of this home from their backup, or use another database."),
            )
    keys = Keys.create(keys_dir, origin, world.randomness)
    with database.writing() as connection:
        store.create_head(connection, Checkpoint(origin, 0, tree.EMPTY_ROOT).signed(keys.signer))
    return open_record(database, world, keys_dir, node, origin, projections)


def open_record(
    database: Database,
    world: World,
    keys_dir: Path,
    node: str,
    origin: str,
    projections: Sequence[Projection] = (),
    *,
    checked: bool = True,
) -> Record:
    """Open the record in `database`, and bring its projections to the head.

    Without `checked` the head's signature is looked at only before something is written or built upon it:
    for a reader of projections that has no time to load cryptography. Raises BadInput when keys are missing
    or another log's, Corrupt when there is no record or its head is not the one that was last signed.
    """
    keys = Keys.load(keys_dir)
    if keys.signer.name != origin:
        raise BadInput(
            Text("The keys are those of {found}, not of {wanted}.", found=keys.signer.name, wanted=origin),
            Text("Set origin to the name in the keys, or put back the right keys."),
            field="origin",
        )
    record = Record(database, world, keys, node, projections)
    if not record.size():
        now, who = world.clock.now(), Actor("record", node)
        fields = {"origin": origin, "vkey": record.vkey, "format": FORMAT}
        record.append([Draft(STARTED, now, who, fields, key=STARTED.name)])
    if checked or not record.is_current():
        record.refresh()
    return record


def _head(connection: Connection) -> store.Head:
    found = store.read_head(connection)
    if found is None:
        raise _no_record()
    return found


def _no_record() -> Corrupt:
    return Corrupt(
        Text("This database holds no record."),
        Text("Check the database's address, or put back its backup."),
    )
