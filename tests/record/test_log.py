# SPDX-License-Identifier: EUPL-1.2
"""The record as other rooms use it: append, and ask what was known."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.kit.clock import ManualClock
from sluis.kit.database import Database
from sluis.kit.errors import BadInput, Conflict, Corrupt
from sluis.record.checkpoint import open_checkpoint
from sluis.record.log import create_record, open_record
from sluis.record.model import Size
from sluis.record.note import Verifier
from sluis.record.tree import EMPTY_ROOT, leaf_hash, verify_consistency, verify_inclusion
from tests.conftest import START
from tests.record.examples import NODE, ORIGIN, States, note, state, tamper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sluis.record.log import Record
    from tests.record.examples import Home


def test_the_first_entry_names_the_log_and_its_key(any_record: Record) -> None:
    """A record begins by saying who it is and in which format."""
    with any_record.known() as known:
        first = known.entry(0)
    assert first.kind == "record.started"
    assert first.fields == {
        "origin": ORIGIN,
        "vkey": any_record.vkey,
        "format": "c2sp.org/tlog-tiles sluis.entry/1",
    }
    assert (any_record.origin, any_record.size(), first.node) == (ORIGIN, 1, NODE)


def test_what_was_known_does_not_grow(any_record: Record) -> None:
    """A question asked as of N is answered from the first N entries, whatever came after."""
    any_record.append([state("files", "closed")])
    with any_record.known() as known:
        any_record.append([state("files", "open")])
        assert [entry.seq for entry in known.entries()] == [0, 1]
    with any_record.known(Size(1)) as before:
        assert [entry.kind for entry in before.entries()] == ["record.started"]
        with pytest.raises(BadInput, match="no entry 1"):
            before.entry(1)
        with pytest.raises(BadInput, match="no entry -1"):
            before.entry(-1)


def test_what_was_known_at_an_instant(any_record: Record) -> None:
    """`recorded_until` is about when we knew, not about when it was so."""
    clock = any_record.world.clock
    assert isinstance(clock, ManualClock)
    for hour in (1, 2, 3):
        clock.set(START + timedelta(hours=hour))
        any_record.append([note(hour)])
    with any_record.known(recorded_until=START + timedelta(hours=2)) as known:
        assert (known.size, known.recorded_at) == (3, START + timedelta(hours=2))
    with any_record.known(Size(2), recorded_until=START + timedelta(hours=2)) as known:
        assert known.size == 2
    with any_record.known(recorded_until=START - timedelta(hours=1)) as known:
        assert (known.size, known.recorded_at, known.root()) == (0, None, EMPTY_ROOT)
        assert list(known.entries()) == []


@pytest.mark.parametrize("size", [-1, 2])
def test_nothing_is_known_beyond_the_record(record: Record, size: int) -> None:
    """More entries than there are cannot have been known."""
    with pytest.raises(BadInput, match="1 entries"), record.known(Size(size)):
        pass


def test_nothing_to_record_is_bad_input(record: Record) -> None:
    """An append without entries is a mistake of its caller."""
    with pytest.raises(BadInput):
        record.append([])


def test_checkpoints_are_signed_over_what_is_known(any_record: Record) -> None:
    """After each append there is a checkpoint whose root is that of the tiles."""
    any_record.append([note("x"), note("y")])
    key = Verifier.parse(any_record.vkey)
    newest = open_checkpoint(any_record.checkpoint(), key)
    with any_record.known() as known:
        assert (newest.origin, newest.size, newest.root) == (ORIGIN, 3, known.root())
    assert open_checkpoint(any_record.checkpoint(2), key).size == 1
    assert open_checkpoint(any_record.checkpoint(0), key).root == EMPTY_ROOT


def test_proofs_from_tiles_verify(record: Record) -> None:
    """Over more than one tile, every proof holds against roots that were signed."""
    record.append([note(number) for number in range(254)])
    record.append([note(number) for number in range(300)])
    with record.known() as known:
        leaves = [
            leaf_hash(row[0])
            for row in known.connection.exec_driver_sql("SELECT bytes FROM entry ORDER BY seq")
        ]
        for seq in (0, 1, 254, 255, 256, 511, 512, 554):
            assert verify_inclusion(leaves[seq], seq, 555, known.inclusion(seq), known.root())
        with record.known(Size(255)) as before:
            assert verify_consistency(255, 555, known.consistency(255), before.root(), known.root())
        with pytest.raises(ValueError, match="no leaf"):
            known.inclusion(555)


def test_a_record_is_created_once(home: Home, opened: Callable[[Record], Record], tmp_path: Path) -> None:
    """Neither keys nor a record are ever made over others."""
    record = opened(home.create())
    with pytest.raises(Conflict, match="record already"):
        create_record(record.database, home.world, tmp_path / "other", NODE, ORIGIN)
    assert not (tmp_path / "other").exists()
    empty = Database.open(f"sqlite:///{tmp_path / 'empty.db'}")
    empty.migrate()
    with pytest.raises(Conflict, match="keys"):
        create_record(empty, home.world, home.keys, NODE, ORIGIN)
    with pytest.raises(Corrupt, match="no record"):
        open_record(empty, home.world, home.keys, NODE, ORIGIN)
    empty.close()


def test_a_record_opens_under_its_own_name(home: Home, opened: Callable[[Record], Record]) -> None:
    """Keys of another log are refused."""
    record = opened(home.create())
    with pytest.raises(BadInput) as caught:
        open_record(record.database, home.world, home.keys, NODE, "other.example/log")
    assert caught.value.field == "origin"


def test_a_reader_in_haste_opens_without_a_look_at_the_head(
    home: Home, opened: Callable[[Record], Record]
) -> None:
    """Unchecked, a record opens for reading; what is written or built next still checks the head."""
    record = opened(home.create())
    tamper(home.file, "UPDATE head SET frontier = zeroblob(32)")
    hasty = open_record(record.database, home.world, home.keys, NODE, ORIGIN, checked=False)
    with hasty.known() as known:
        assert known.size == 1
    with pytest.raises(Corrupt):
        hasty.append([note("x")])
    states = States()
    with pytest.raises(Corrupt):
        open_record(record.database, home.world, home.keys, NODE, ORIGIN, [states], checked=False)


def test_an_interrupted_beginning_is_finished(home: Home, opened: Callable[[Record], Record]) -> None:
    """When the process ended between the head and the first entry, opening writes that entry."""
    record = opened(home.create())
    with record.database.writing() as connection:
        for table in ("entry", "tile_row", "checkpoint"):
            for act in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{act}")
        for table in ("entry", "body", '"key"', "tile_row", "projection"):
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        connection.exec_driver_sql("DELETE FROM checkpoint WHERE size = 1")
        connection.exec_driver_sql("UPDATE head SET size = 0, frontier = x''")
    again = opened(home.open())
    with again.known() as known:
        assert known.entry(0).kind == "record.started"


def test_opening_and_reading_do_not_load_what_they_do_not_use() -> None:
    """A process that only asks for states pays for neither cryptography nor Alembic nor pydantic."""
    code = (
        "import sys, sluis.record.log, sluis.record.projection\n"
        "slow = {'cryptography', 'alembic', 'pydantic', 'numpy', 'rfc8785', 'babel'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"
