# SPDX-License-Identifier: EUPL-1.2
"""A small estate of our own, and a record in which it is adopted and open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.estate import store as estates
from sluis.estate.acts import adopt, observe
from sluis.estate.model import State, StateChange
from sluis.kit.database import Database
from sluis.record.log import Record, create_record
from sluis.switch import store
from tests.switch.estates import BASIS, CISO, ESTATE, NOON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sluis.kit.world import World


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of an empty SQLite database; the tests of the SQL have it on each kind."""
    return f"sqlite:///{tmp_path / 'sluis.db'}"


@pytest.fixture
def empty_record(url: str, tmp_path: Path, world: World) -> Iterator[Record]:
    """Return a new record that knows the rooms up to this one."""
    database = Database.open(url)
    database.migrate()
    projections = (*estates.PROJECTIONS, *store.PROJECTIONS)
    yield create_record(database, world, tmp_path / "keys", "main", "test.example/record", projections)
    database.close()


@pytest.fixture
def record(empty_record: Record) -> Record:
    """Return a record in which the estate is adopted, and all its systems open since an hour before noon."""
    adopt(empty_record, ESTATE, CISO, happened_at=NOON.replace(hour=10))
    opened = [
        StateChange(system.id, State.OPEN, NOON.replace(hour=11), BASIS, "Seen open")
        for system in ESTATE.systems
    ]
    observe(empty_record, opened, CISO)
    return empty_record
