# SPDX-License-Identifier: EUPL-1.2
"""The house as one thing: made once, opened many times, with every room's projections."""

from __future__ import annotations

import importlib
import stat
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect

from sluis.estate.acts import adopt
from sluis.estate.model import Estate, System, SystemId
from sluis.estate.store import current
from sluis.house import create_house, exists, open_house, projections
from sluis.kit.database import Database, metadata
from sluis.kit.errors import BadInput
from sluis.record.index import EntryIndex
from sluis.record.model import Actor

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.kit.world import World

SMALL = Estate("Test", "Europe/Amsterdam", (System(SystemId("mail"), "Mail", "service"),))


def test_opening_makes_nothing(tmp_path: Path) -> None:
    """Where there is no house, opening is bad input and leaves the folder as it was."""
    with pytest.raises(BadInput, match="no Sluis"):
        open_house(tmp_path / "home")
    assert list(tmp_path.iterdir()) == []
    assert not exists(tmp_path / "home")


def test_a_house_is_made_once_and_opened_after(tmp_path: Path, world: World) -> None:
    """What was recorded in one opening is there in the next, under the same key."""
    first = create_house(tmp_path / "home", world=world)
    adopt(first.record, SMALL, Actor("admin", "test"))
    vkey = first.record.vkey
    first.close()
    second = create_house(tmp_path / "home", world=world)
    with second.record.known() as known:
        assert current(known) == SMALL
    assert second.record.vkey == vkey
    second.close()


def test_only_its_owner_can_enter_the_home(tmp_path: Path, world: World) -> None:
    """Home and keys are closed to everybody else on the machine."""
    create_house(tmp_path / "home", world=world).close()
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700
    for key in (tmp_path / "home" / "keys").iterdir():
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_two_openings_share_one_record(tmp_path: Path, world: World) -> None:
    """A console and a command line at once see each other's entries."""
    one = create_house(tmp_path / "home", world=world)
    two = open_house(tmp_path / "home", world=world)
    adopt(one.record, SMALL, Actor("admin", "test"))
    with two.record.known() as known:
        assert current(known) == SMALL
    one.close()
    two.close()


def test_projections_have_names_and_tables_of_their_own() -> None:
    """No two rooms write the same table, and every kind that is wanted exists somewhere."""
    names = [each.name for each in projections()]
    tables = [table.name for each in projections() for table in each.tables]
    assert len(names) == len(set(names)) >= 6
    assert len(tables) == len(set(tables))


def test_revisions_make_every_durable_table_as_the_code_describes_it(database_url: str) -> None:
    """What is no projection has, after migration, exactly the columns of its description."""
    importlib.import_module("sluis.access.store")
    importlib.import_module("sluis.kit.jobs")
    database = Database.open(database_url)
    database.migrate()
    found = inspect(database.engine)
    dropped = {table.name for each in (EntryIndex(), *projections()) for table in each.tables}
    ours = [table for table in metadata.tables.values() if table.name not in dropped]
    assert len(ours) >= 10
    for table in ours:
        columns = {column["name"] for column in found.get_columns(table.name)}
        assert columns == {column.name for column in table.columns}, table.name
    database.close()


def test_dropped_projections_come_back_the_same(tmp_path: Path, world: World) -> None:
    """Everything but the record follows from the record."""
    house = create_house(tmp_path / "home", world=world)
    adopt(house.record, SMALL, Actor("admin", "test"))
    house.record.rebuild()
    with house.record.known() as known:
        assert current(known) == SMALL
    house.close()
