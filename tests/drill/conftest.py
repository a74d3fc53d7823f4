# SPDX-License-Identifier: EUPL-1.2
"""The case of 2025, replayed once for all tests that only look."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sluis.drill.case import find, load
from sluis.drill.run import Rehearsal, rehearse
from sluis.house import House, open_house
from sluis.kit.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sluis.drill.model import Case

RAN_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""When the replay "really" ran."""


@dataclass(frozen=True)
class Kept:
    """A replay and the home that it left."""

    rehearsal: Rehearsal
    home: Path


@pytest.fixture(scope="session")
def case() -> Case:
    """Return the case that comes with Sluis."""
    return load(find("om-2025"))


@pytest.fixture(scope="session")
def kept(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Return the case replayed and kept; nobody may change it."""
    home = tmp_path_factory.mktemp("drill") / "home"
    return Kept(rehearse(case, home, outside=World.seeded(7, RAN_AT)), home)


@pytest.fixture
def house(kept: Kept, tmp_path: Path) -> Iterator[House]:
    """Yield a copy of the kept home, opened on the day of the run; it may be changed."""
    home = shutil.copytree(kept.home, tmp_path / "home")
    opened = open_house(home, world=World.seeded(8, RAN_AT))
    yield opened
    opened.close()
