# SPDX-License-Identifier: EUPL-1.2
"""A record of our own for tests of the estate, on each database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.estate.store import PROJECTIONS
from sluis.kit.database import Database
from sluis.record.log import Record, create_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sluis.kit.world import World


@pytest.fixture
def record(database_url: str, tmp_path: Path, world: World) -> Iterator[Record]:
    """Return a new record with the projections of the estate."""
    database = Database.open(database_url)
    database.migrate()
    yield create_record(database, world, tmp_path / "keys", "main", "test.example/record", PROJECTIONS)
    database.close()
