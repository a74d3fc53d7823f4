# SPDX-License-Identifier: EUPL-1.2
"""A record of our own for tests of access, on each database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.access import acts
from sluis.access.model import Role
from sluis.kit.database import Database
from sluis.record.log import Record, create_record
from sluis.record.model import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sluis.kit.world import World

ADMIN = Actor("admin", "cli")


@pytest.fixture
def record(database_url: str, tmp_path: Path, world: World) -> Iterator[Record]:
    """Return a new record."""
    database = Database.open(database_url)
    database.migrate()
    yield create_record(database, world, tmp_path / "keys", "main", "test.example/record")
    database.close()


@pytest.fixture
def issued(record: Record) -> acts.Issued:
    """Return a fresh link for a CISO."""
    return acts.issue_link(record, name="J. de Vries", role=Role.CISO, actor=ADMIN)
