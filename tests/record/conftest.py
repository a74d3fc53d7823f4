# SPDX-License-Identifier: EUPL-1.2
"""Homes for the tests of the record: on SQLite, and on each kind of database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.record.examples import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sluis.kit.world import World
    from sluis.record.log import Record
    from sluis.record.projection import Projection


@pytest.fixture
def home(tmp_path: Path, world: World) -> Home:
    """Return an empty home on SQLite."""
    return Home(tmp_path, f"sqlite:///{tmp_path / 'sluis.db'}", world)


@pytest.fixture
def any_home(tmp_path: Path, world: World, database_url: str) -> Home:
    """Return an empty home, once on each kind of database."""
    return Home(tmp_path, database_url, world)


@pytest.fixture
def opened() -> Iterator[Callable[[Record], Record]]:
    """Return a function that sees to it that a record's database is closed after the test."""
    records: list[Record] = []

    def keep(record: Record) -> Record:
        records.append(record)
        return record

    yield keep
    for record in records:
        record.database.close()


@pytest.fixture
def record(home: Home, opened: Callable[[Record], Record]) -> Record:
    """Return a new record on SQLite; it holds its first entry."""
    return opened(home.create())


@pytest.fixture
def any_record(any_home: Home, opened: Callable[[Record], Record]) -> Record:
    """Return a new record, once on each kind of database."""
    return opened(any_home.create())


@pytest.fixture
def begin(any_home: Home, opened: Callable[[Record], Record]) -> Callable[..., Record]:
    """Return a function that begins the record of `any_home` with projections."""

    def make(*projections: Projection) -> Record:
        return opened(any_home.create(*projections))

    return make
