# SPDX-License-Identifier: EUPL-1.2
"""The house as one thing: a home's settings, database and record, with every room's projections.

This is the one place that knows all rooms below it. `cli`, `web` and `drill` open a house and hand
its record to the acts of the rooms. Decision record 0003 says why it stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sluis.kit.database import Database
from sluis.kit.errors import BadInput
from sluis.kit.settings import Settings, load
from sluis.kit.texts import Text
from sluis.kit.world import World
from sluis.record.log import Record, create_record, open_record

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.record.projection import Projection


@dataclass(frozen=True, slots=True)
class House:
    """An opened home."""

    settings: Settings
    world: World
    database: Database
    record: Record

    def close(self) -> None:
        """Give the database back."""
        self.database.close()


def projections() -> tuple[Projection, ...]:
    """Return every room's projections, lowest room first."""
    from sluis.backlog.store import PROJECTIONS as BACKLOG  # noqa: PLC0415 - opening a house is where rooms load
    from sluis.estate.store import PROJECTIONS as ESTATE  # noqa: PLC0415 - as above
    from sluis.report.store import PROJECTIONS as REPORT  # noqa: PLC0415 - as above
    from sluis.switch.store import PROJECTIONS as SWITCH  # noqa: PLC0415 - as above

    return (*ESTATE, *BACKLOG, *SWITCH, *REPORT)


def exists(home: Path) -> bool:
    """Tell whether `home` holds a house."""
    return load(home).keys.is_dir()


def open_house(home: Path, *, world: World | None = None, checked: bool = True) -> House:
    """Open the house in `home`; `checked` as in `open_record`.

    Raises `BadInput` where there is none: nothing is made by opening.
    """
    settings = load(home)
    if not settings.keys.is_dir():
        raise BadInput(
            Text("There is no Sluis in {home}.", home=str(home)),
            Text("Give the right folder with --home, or make one: sluis estate adopt FILE."),
        )
    return _house(settings, world or World.real(), new=False, checked=checked)


def create_house(home: Path, *, world: World | None = None) -> House:
    """Make a house in `home`, or open the one that is there."""
    settings = load(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _house(settings, world or World.real(), new=not settings.keys.is_dir())


def _house(settings: Settings, world: World, *, new: bool, checked: bool = True) -> House:
    database = Database.open(settings.database_url)
    database.migrate()
    place = (settings.keys, settings.node, settings.origin, projections())
    if new:
        record = create_record(database, world, *place)
    else:
        record = open_record(database, world, *place, checked=checked)
    return House(settings, world, database, record)
