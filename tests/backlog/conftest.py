# SPDX-License-Identifier: EUPL-1.2
"""A record that knows the estate and this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.backlog import store
from sluis.estate import store as estates
from sluis.kit.database import Database
from sluis.record.log import Record, create_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sluis.kit.world import World


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of an empty SQLite database; the tests of the SQL have it on each kind."""
    return f"sqlite:///{tmp_path / 'sluis.db'}"


@pytest.fixture
def record(url: str, tmp_path: Path, world: World) -> Iterator[Record]:
    """Return a new record with the projections of the estate and of this room."""
    database = Database.open(url)
    database.migrate()
    projections = (*estates.PROJECTIONS, *store.PROJECTIONS)
    yield create_record(database, world, tmp_path / "keys", "main", "test.example/record", projections)
    database.close()
