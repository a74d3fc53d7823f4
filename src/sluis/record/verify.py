# SPDX-License-Identifier: EUPL-1.2
"""Recompute everything: every row of every table of the record against the signed tree.

What follows from the entries is computed again from their bytes: leaf hashes, tiles, roots, the head,
the index, the lines on projections. Every checkpoint's signature is checked. With the master key every
private half is opened and held against its commitments. Whatever byte was changed, the entry that it
belongs to is named. What cannot be seen from inside is a whole history made anew by the holder of the
log's key: for that an outsider keeps a checkpoint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import SQLAlchemyError

from sluis.kit.errors import BadInput, SluisError
from sluis.kit.jobs import Unheard
from sluis.kit.texts import Text
from sluis.record.audit import Fault, Rows, check_private, check_public
from sluis.record.checkpoint import open_checkpoint
from sluis.record.derived import check_derived
from sluis.record.keys import Keys, load_vkey
from sluis.record.kinds import STARTED, Kinds
from sluis.record.ledger import Ledger
from sluis.record.projection import mark_fits
from sluis.record.reading import Reader
from sluis.record.store import Mark, Raw
from sluis.record.tiles import WIDTH
from sluis.record.tree import HASH_BYTES, Frontier, Top, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sluis.kit.database import Database
    from sluis.kit.jobs import Progress
    from sluis.record.body import Vault
    from sluis.record.ledger import Page
    from sluis.record.note import Verifier
    from sluis.record.projection import Projection

EPOCH: Final = 0
"""Number of recoveries that the head counts: this release makes none."""
_ROW: Final = re.compile(r"row (\d+) ")


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of it.

    `first_bad` is the number of the first entry that something is wrong with; None when all is well, or
    when the fault belongs to no entry. `bodies` counts the private halves that were opened and checked: 0
    without the master key.
    """

    ok: bool
    entries: int
    first_bad: int | None = None
    why: Text | None = None
    bodies: int = 0
    checkpoints: int = 0


def verify(
    database: Database, key: Verifier, vault: Vault | None = None, progress: Progress | None = None
) -> Verification:
    """Check the record in `database` against the log's public `key`; with `vault` its private half as well.

    Reads only, from one snapshot. Raises nothing over what it finds: that is the answer.
    """
    walk: _Walk | None = None
    try:
        with database.reading() as connection:
            walk = _Walk(Ledger(Raw(connection), database.dialect), key, vault, progress or Unheard())
            walk.run()
    except Fault as fault:
        at, why = fault.seq, fault.why
    except (SQLAlchemyError, database.engine.dialect.loaded_dbapi.Error) as error:
        at, why = walk.at if walk else None, Text("The database cannot be read: {why}", why=str(error))
    else:
        return walk.found(ok=True)
    if walk is None:
        return Verification(ok=False, entries=0, why=why)
    return walk.found(ok=False, first_bad=at, why=why)


def verify_home(
    database: Database,
    keys_dir: Path,
    progress: Progress | None = None,
    projections: Sequence[Projection] = (),
) -> Verification:
    """Check a home, or a copy of one: the private half too when its master key is there.

    When the record is whole, the tables of `projections` are held against it as well. Raises BadInput when
    there is no verifier key.
    """
    key = load_vkey(keys_dir)
    try:
        vault = Keys.load(keys_dir).vault
    except BadInput:
        vault = None
    found = verify(database, key, vault, progress)
    if not found.ok or vault is None:
        return found
    try:
        check_derived(database, Reader(vault, Kinds.of(())), projections)
    except Fault as fault:
        return replace(found, ok=False, first_bad=fault.seq, why=fault.why)
    except (SQLAlchemyError, database.engine.dialect.loaded_dbapi.Error) as error:
        return replace(found, ok=False, why=Text("The database cannot be read: {why}", why=str(error)))
    return found


class _Walk:
    """One pass over the entries, and over everything that stands beside them."""

    def __init__(self, ledger: Ledger, key: Verifier, vault: Vault | None, progress: Progress) -> None:
        self._ledger = ledger
        self._key = key
        self._vault = vault
        self._progress = progress
        self.entries = ledger.count("entry")
        self.bodies = 0
        self.checkpoints = 0
        self.at = 0
        """The entry that is being looked at."""
        self._frontier = Frontier()
        self._tops = list[Top]()
        self._recorded_at: datetime | None = None
        self._tile_rows = 0
        self._tags = 0
        self._marks = ledger.marks()
        self._roots = {size: b"" for _, _, size, _ in self._marks}
        self._notes = ledger.notes()
        self._note = next(self._notes, None)
        self._signed = 0
        """Size of the checkpoint looked at last."""

    def found(self, *, ok: bool, first_bad: int | None = None, why: Text | None = None) -> Verification:
        """Return what came of this pass."""
        return Verification(ok, self.entries, first_bad, why, self.bodies, self.checkpoints)

    def run(self) -> None:
        """Raise the first fault that is found: along the entries, then in what spans them."""
        self._grown()
        for start in range(0, self.entries, WIDTH):
            page = self._ledger.page(start, min(start + WIDTH, self.entries))
            self._page(page)
            self._progress.step(page.end, self.entries)
        self._head()
        self._upper_tiles()
        self._strays()
        self._projections()
        self._file()

    def _page(self, page: Page) -> None:
        """Check the entries of one tile, each with its leaf and the checkpoint that ends at it."""
        leaves = {
            start + place: hashes[place * HASH_BYTES : (place + 1) * HASH_BYTES]
            for start, hashes in page.hashes
            for place in range(len(hashes) // HASH_BYTES)
        }
        starts = {start for start, _ in page.hashes}
        public = {row.seq: row for row in page.public}
        tags, grown = list[tuple[str, int]](), list[bytes]()
        try:
            for seq in range(page.start, page.end):
                self.at = seq
                if seq not in public:
                    raise Fault(seq, Text("It is missing."))
                rows = Rows(public[seq], page.private.get(seq), page.lines.get(seq))
                leaf = leaf_hash(rows.public.public)
                tags += [(tag, seq) for tag in self._entry(seq, rows)]
                if leaves.get(seq) != leaf:
                    raise Fault(seq, Text("Its hash is not the one in the tree."))
                if seq in starts and seq != self._signed and seq % WIDTH:
                    raise Fault(seq - 1, Text("No checkpoint was signed after it."))
                grown.append(leaf)
                if seq + 1 in self._roots or (self._note is not None and self._note[0] == seq + 1):
                    self._grow(grown)
        finally:
            self._tagged(tags)
        self._grow(grown)
        if sum(len(hashes) for _, hashes in page.hashes) != HASH_BYTES * (page.end - page.start):
            raise Fault(page.end - 1, Text("The tree has more hashes than there are entries."))
        self._tile_rows += len(page.hashes)

    def _entry(self, seq: int, rows: Rows) -> frozenset[str]:
        """Check both halves of entry `seq`, and return its tags."""
        header = check_public(seq, rows, self._recorded_at)
        self._recorded_at = header.recorded_at
        if self._vault is None:
            return frozenset()
        entry = check_private(seq, rows, header, self._vault)
        if not seq and (entry.kind, entry.fields.get("vkey")) != (STARTED.name, self._key.vkey):
            raise Fault(seq, Text("The record was begun under another key."))
        self.bodies += 1
        return frozenset(entry.tags)

    def _tagged(self, tags: list[tuple[str, int]]) -> None:
        """Check that the index holds `tags`, each with the number of its entry."""
        missing = set(tags) - self._ledger.tagged(tags)
        if missing:
            raise Fault(min(seq for _, seq in missing), Text("The index lacks one of its tags."))
        self._tags += len(tags)

    def _grow(self, leaves: list[bytes]) -> None:
        """Let the tree grow by `leaves`, and empty the list."""
        if leaves:
            self._frontier = self._frontier.extended(leaves, self._tops)
            leaves.clear()
            self._grown()

    def _grown(self) -> None:
        """Check the checkpoint that was signed at this size, if any."""
        size = self._frontier.size
        if size in self._roots:
            self._roots[size] = self._frontier.root()
        if self._note is None or self._note[0] != size:
            if not size:
                raise Fault(None, Text("The checkpoint of the empty record is missing."))
            return
        try:
            checkpoint = open_checkpoint(self._note[1], self._key)
        except SluisError as error:
            why = Text("The checkpoint after it is bad. {why}", why=error.what)
            raise Fault(max(0, size - 1), why) from error
        if checkpoint.size != size:
            raise Fault(max(0, size - 1), Text("The checkpoint after it is one of another size."))
        if checkpoint.root != self._frontier.root():
            raise Fault(
                self._signed,
                Text("One of the entries {start} to {end} was changed.", start=self._signed, end=size - 1),
            )
        self._signed = size
        self.checkpoints += 1
        self._note = next(self._notes, None)

    def _head(self) -> None:
        """Check the head row, and that the last checkpoint is of the last entry."""
        last = max(0, self.entries - 1)
        if self._note is not None:
            raise Fault(self.entries, Text("A checkpoint was signed over entries that are missing."))
        if self._signed != self.entries:
            raise Fault(last, Text("No checkpoint was signed after it."))
        if self._ledger.heads() != [(self.entries, self._frontier.packed, EPOCH)]:
            raise Fault(last, Text("The head is not that of the entries up to it."))

    def _upper_tiles(self) -> None:
        """Check the rows of the levels above the leaves."""
        for top in self._tops:
            if self._ledger.hashes(top.level, top.index, top.index + 1) != [(top.index, top.hash)]:
                first = top.index * WIDTH**top.level
                raise Fault(first, Text("The tile over it and those after it holds another hash."))
        self._tile_rows += len(self._tops)

    def _strays(self) -> None:
        """Check that no table holds rows beside those that were looked at."""
        expected = {
            "tile_row": self._tile_rows,
            "checkpoint": self.checkpoints,
            "body": self.entries,
            "key": self.entries,
            "entry_index": self.entries,
        }
        if self._vault is not None:
            expected["entry_tag"] = self._tags
        for table, rows in expected.items():
            if self._ledger.count(table) != rows:
                raise Fault(
                    max(0, self.entries - 1),
                    Text("Table {table} has rows of no entry up to it.", table=table),
                )

    def _projections(self) -> None:
        """Check the lines that say how far each projection is."""
        for name, version, size, mark in self._marks:
            text = name.decode(errors="replace")
            root = self._roots.get(size)
            if not root or not mark_fits(text, Mark(version, size, mark), root):
                raise Fault(
                    min(max(0, size - 1), max(0, self.entries - 1)),
                    Text("The line on projection {name} does not fit the tree.", name=text),
                )

    def _file(self) -> None:
        """Check the database's file itself, where there is one."""
        for damage in self._ledger.damage():
            row = _ROW.search(damage)
            seq = int(row.group(1)) if row and int(row.group(1)) < self.entries else None
            raise Fault(seq, Text("The database's file is damaged: {why}", why=damage))
