# SPDX-License-Identifier: EUPL-1.2
"""The case of 2025 as a house on one of its days, for pictures of the screens."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sluis.drill.case import QUESTIONS, find, load
from sluis.drill.foresee import foresee
from sluis.drill.replay import Happening, replay
from sluis.drill.script import REPLAY, script
from sluis.estate.reading import read
from sluis.house import create_house
from sluis.kit.clock import ManualClock
from sluis.kit.randomness import SystemRandomness
from sluis.kit.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.house import House

DAY_47 = datetime(2025, 9, 2, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def house_on(home: Path, until: datetime) -> House:
    """Return the house of the case as it was on `until`, with a forecast of the evening before."""
    case = load(find("om-2025"))
    clock = ManualClock(case.begin)
    house = create_house(home, world=World(clock, SystemRandomness()))
    happenings = [one for one in script(case, read(case.estate_file), until) if one.at <= until]
    evening = until.replace(hour=20, minute=0) if until.hour > 20 else until
    wish = replace(case.forecast, at=evening)
    replay(house.record, clock, [*happenings, Happening(evening, partial(foresee, wish=wish, actor=REPLAY))])
    shutil.copyfile(case.folder / QUESTIONS, home / QUESTIONS)
    if clock.now() < until:
        clock.set(until)
    return house
