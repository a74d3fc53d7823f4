# SPDX-License-Identifier: EUPL-1.2
"""Reading entries: filtered, in order, lifted, and never past damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.kit.database import Database
from sluis.kit.errors import Corrupt
from sluis.record.index import EntryIndex
from sluis.record.keys import Keys
from sluis.record.kinds import Kinds
from sluis.record.log import Record
from sluis.record.model import Kind
from sluis.record.note import Verifier
from sluis.record.reading import Reader, root_at
from sluis.record.tree import EMPTY_ROOT, leaf_hash
from tests.record.examples import NODE, States, note, state, tamper

if TYPE_CHECKING:
    from collections.abc import Callable

    from sluis.record.model import Json
    from tests.record.examples import Home


def test_filters_by_kind_tag_and_number(any_record: Record) -> None:
    """Kinds and tags narrow together; several of one sort widen."""
    any_record.append([state("a", "open"), note("x", "system:a"), state("b", "open"), note("y")])
    with any_record.known() as known:

        def seqs(**wanted: object) -> list[int]:
            return [entry.seq for entry in known.entries(**wanted)]  # type: ignore[arg-type] # ty: what is under test

        assert seqs() == [0, 1, 2, 3, 4]
        assert seqs(kinds={"test.note"}) == [2, 4]
        assert seqs(tags={"system:a"}) == [1, 2]
        assert seqs(tags=["system:a", "system:b"], kinds=["test.state"]) == [1, 3]
        assert seqs(tags=[]) == []
        assert seqs(newest_first=True, limit=2) == [4, 3]
        assert seqs(kinds={"no.such"}) == []


def test_a_damaged_entry_is_named(home: Home, opened: Callable[[Record], Record]) -> None:
    """Reading stops at the entry that does not open, with its number."""
    record = opened(home.create())
    record.append([note("one"), note("two")])
    tamper(home.file, "UPDATE body SET ciphertext = zeroblob(length(ciphertext)) WHERE seq = 2")
    with record.known() as known:
        assert known.entry(1).fields == {"text": "one"}
        with pytest.raises(Corrupt, match="Entry 2 cannot be read"):
            list(known.entries())


def test_swapped_entries_are_named(home: Home, opened: Callable[[Record], Record]) -> None:
    """An entry that stands in another's place is noticed."""
    record = opened(home.create())
    record.append([note("one"), note("two")])
    tamper(
        home.file,
        "UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE seq = 2) WHERE seq = 1",
        "UPDATE body SET ciphertext = (SELECT ciphertext FROM body WHERE seq = 2), key_id = 2 WHERE seq = 1",
    )
    with record.known() as known, pytest.raises(Corrupt, match=r"Entry 1 .*It is entry 2"):
        known.entry(1)


def test_old_versions_are_lifted_for_readers_and_projections(home: Home) -> None:
    """A release with a newer shape reads, and projects, what an older one wrote."""
    older = Kind("test.state", 0, ("name",))
    record = home.create()
    draft = state("files", "closed")
    record.append([type(draft)(older, draft.happened_at, draft.actor, {"name": "files"})])
    record.database.close()

    def lift(fields: dict[str, Json]) -> dict[str, Json]:
        return {"system": fields["name"], "state": "unknown"}

    states = States()
    newer = Record(
        Database.open(home.url),
        home.world,
        Keys.load(home.keys),
        NODE,
        [states],
        Kinds.of([], {("test.state", 0): lift}),
    )
    with newer.known() as known:
        assert (known.entry(1).version, known.entry(1).fields) == (1, {"system": "files", "state": "unknown"})
        assert states.rows(known.connection) == [(1, "files", "unknown")]
    newer.database.close()


def test_pages_do_not_need_the_index(record: Record) -> None:
    """A projection is rebuilt from the entries themselves, not from another projection."""
    record.append([note("x"), state("a", "open")])
    reader = Reader(record._keys.vault, Kinds.of(()))
    with record.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM entry_index")
        assert [entry.seq for page in reader.pages(connection, 3, States(), 0) for entry in page] == [2]
        assert [entry.seq for page in reader.pages(connection, 3, EntryIndex(), 1) for entry in page] == [
            1,
            2,
        ]


def test_roots_come_from_signed_checkpoints(record: Record) -> None:
    """A size that was signed has a root; one between two checkpoints has none."""
    record.append([note("x"), note("y")])
    key = Verifier.parse(record.vkey)
    with record.known() as known:
        first = known.connection.exec_driver_sql("SELECT bytes FROM entry WHERE seq = 0").scalar()
        assert isinstance(first, bytes)
        assert root_at(known.connection, 0, key) == EMPTY_ROOT
        assert root_at(known.connection, 1, key) == leaf_hash(first)
        assert root_at(known.connection, 2, key) == b""
        assert root_at(known.connection, 3, key) == known.root()
