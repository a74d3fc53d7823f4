# SPDX-License-Identifier: EUPL-1.2
"""Tables that follow from the entries are held against them."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.estate.acts import adopt, observe
from sluis.estate.model import Basis, Estate, State, StateChange, System, SystemId
from sluis.house import create_house, projections
from sluis.kit.database import Database
from sluis.record.model import Actor
from sluis.record.verify import Verification, verify_home

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.kit.world import World

WHO = Actor("admin", "test")
MAIL = SystemId("mail")
SMALL = Estate("Test", "Europe/Amsterdam", (System(MAIL, "Mail", "service"),))


@pytest.fixture
def home(tmp_path: Path, world: World) -> Path:
    """Return a home with a system that was closed and opened: entries 2 and 3."""
    house = create_house(tmp_path / "home", world=world)
    adopt(house.record, SMALL, WHO)
    now = world.clock.now()
    for number, state in enumerate((State.CLOSED, State.OPEN)):
        at = now + timedelta(hours=number)
        observe(house.record, [StateChange(MAIL, state, at, Basis.SOURCE, "seen")], WHO)
    house.close()
    return tmp_path / "home"


def _verify(home: Path) -> Verification:
    database = Database.open(f"sqlite:///{home / 'sluis.db'}", read_only=True)
    found = verify_home(database, home / "keys", projections=projections())
    database.close()
    return found


def _change(home: Path, statement: str) -> None:
    with sqlite3.connect(home / "sluis.db") as connection:
        connection.execute(statement)


def test_a_home_that_nobody_touched_is_whole(home: Path) -> None:
    """Every table follows from the entries, and checking writes nothing to the home."""
    before = {file.name for file in home.iterdir()}
    assert _verify(home).ok
    assert {file.name for file in home.iterdir()} >= before


@pytest.mark.parametrize(
    ("statement", "entry"),
    [
        ("UPDATE system_state SET state = 'open' WHERE seq = 2", 2),
        ("DELETE FROM system_state WHERE seq = 3", 3),
        ("UPDATE system_state SET happened_at = 'no instant' WHERE seq = 3", 3),
        ("INSERT INTO estate_system (seq, place, system) VALUES (1, 7, 'ghost')", 1),
    ],
)
def test_a_changed_row_names_its_entry(home: Path, statement: str, entry: int) -> None:
    """Changed, taken away or put in between: the entry that says otherwise is named."""
    _change(home, statement)
    found = _verify(home)
    assert (found.ok, found.first_bad) == (False, entry)


def test_without_the_master_key_only_the_record_is_checked(home: Path, tmp_path: Path) -> None:
    """An outsider without the home's key cannot build the tables, and is not told that they are right."""
    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    for key in (copy / "keys").iterdir():
        if "vkey" not in key.name and key.suffix != ".pub":
            key.unlink()
    found = _verify(copy)
    assert (found.ok, found.bodies) == (True, 0)


def test_a_projection_of_another_version_is_left_to_opening(home: Path) -> None:
    """What will be built anew on opening is not called damaged."""
    _change(home, "UPDATE projection SET version = version + 1 WHERE name = 'system_state'")
    _change(home, "UPDATE system_state SET state = 'open' WHERE seq = 2")
    found = _verify(home)
    assert found.why is None or "system_state does not hold" not in str(found.why)
