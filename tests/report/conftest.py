# SPDX-License-Identifier: EUPL-1.2
"""A record of our own for the tests of this room, empty or with a short story in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.estate import store as estate_store
from sluis.kit.database import Database
from sluis.record.log import Record, create_record
from sluis.report import store
from sluis.switch import store as switch_store
from tests.report.samples import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sluis.kit.world import World


@pytest.fixture
def record(tmp_path: Path, world: World) -> Iterator[Record]:
    """Return a new record with the projections of the estate and of this room."""
    database = Database.open(f"sqlite:///{tmp_path / 'sluis.db'}")
    database.migrate()
    projections = (*estate_store.PROJECTIONS, *switch_store.PROJECTIONS, *store.PROJECTIONS)
    yield create_record(database, world, tmp_path / "keys", "main", "test.example/record", projections)
    database.close()


@pytest.fixture
def story(record: Record) -> Record:
    """Return a record with an estate, a decision, risks and an output in it."""
    fill(record)
    return record
