# SPDX-License-Identifier: EUPL-1.2
"""Reading entries: both halves put together, opened with the home's master key, in the newest shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sluis.kit.errors import Corrupt
from sluis.kit.texts import Text
from sluis.record import store
from sluis.record.body import unpack
from sluis.record.entry import Header, read_entry
from sluis.record.index import entry_index, entry_tag
from sluis.record.tree import EMPTY_ROOT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from sluis.record.body import Vault
    from sluis.record.kinds import Kinds
    from sluis.record.model import Entry
    from sluis.record.note import Verifier
    from sluis.record.projection import Projection
    from sluis.record.store import StoredEntry


@dataclass(frozen=True, slots=True)
class Reader:
    """Opens entries with `vault` and lifts them to the shapes of `kinds`."""

    vault: Vault
    kinds: Kinds

    def entry(self, stored: StoredEntry) -> Entry:
        """Return one entry; raises Corrupt, with its number, when it does not open or belongs elsewhere."""
        try:
            header = Header.parse(stored.public)
            _, fields = unpack(self.vault.unseal(stored.ciphertext or b"", stored.wrapped or b""))
            found = read_entry(header, fields)
        except Corrupt as error:
            raise _unreadable(stored.seq, error.what) from error
        if header.seq != stored.seq:
            raise _unreadable(stored.seq, Text("It is entry {found}.", found=header.seq))
        return self.kinds.lift(found)

    def find(
        self,
        connection: Connection,
        size: int,
        *,
        start: int = 0,
        kinds: Collection[str] | None = None,
        tags: Collection[str] | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Entry]:
        """Yield the entries `start` … `size` - 1 of one of `kinds` and with one of `tags`; None means any."""
        query = store.stored().where(store.entry.c.seq < size)
        if start:
            query = query.where(store.entry.c.seq >= start)
        if kinds is not None:
            query = query.join(entry_index, entry_index.c.seq == store.entry.c.seq).where(
                entry_index.c.kind.in_(kinds)
            )
        if tags is not None:
            tagged = entry_tag.select().with_only_columns(entry_tag.c.seq).where(entry_tag.c.tag.in_(tags))
            query = query.where(store.entry.c.seq.in_(tagged))
        for found in store.read_stored(connection, query, newest_first=newest_first, limit=limit):
            yield self.entry(found)

    def pages(
        self, connection: Connection, size: int, projection: Projection, start: int
    ) -> Iterator[list[Entry]]:
        """Yield what `projection` wants of the entries `start` … `size` - 1, a page at a time.

        Looks at every entry itself: the index may be what is being built.
        """
        for first in range(start, size, store.PAGE):
            query = store.stored().where(
                store.entry.c.seq >= first, store.entry.c.seq < min(first + store.PAGE, size)
            )
            page = [
                self.entry(found)
                for found in store.read_stored(connection, query, newest_first=False, limit=None)
                if not projection.kinds or Header.parse(found.public).kind in projection.kinds
            ]
            if page:
                yield page


def root_at(connection: Connection, size: int, key: Verifier) -> bytes:
    """Return the root of the tree of the first `size` entries, from its signed checkpoint.

    Empty where no checkpoint of exactly that size was signed.
    """
    from sluis.record.checkpoint import open_checkpoint  # noqa: PLC0415 - verifies a signature; reading does not

    if size == 0:
        return EMPTY_ROOT
    found = store.newest_note(connection, size)
    if found is None or found[0] != size:
        return b""
    checkpoint = open_checkpoint(found[1], key)
    return checkpoint.root if checkpoint.size == size else b""


def _unreadable(seq: int, why: Text) -> Corrupt:
    return Corrupt(
        Text("Entry {seq} cannot be read. {why}", seq=seq, why=why), Text("Run: sluis record verify")
    )
