# SPDX-License-Identifier: EUPL-1.2
"""Rehearses a case from start to end on a record of its own."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sluis import house
from sluis.drill import days
from sluis.drill.case import QUESTIONS
from sluis.drill.replay import Pace, replay
from sluis.drill.script import script
from sluis.estate.reading import read
from sluis.kit.clock import ManualClock
from sluis.kit.errors import BadInput
from sluis.kit.randomness import SystemRandomness
from sluis.kit.texts import Text
from sluis.kit.world import World
from sluis.report import questions

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from datetime import datetime

    from sluis.drill.days import DayKnown
    from sluis.drill.model import Case
    from sluis.kit.jobs import Progress
    from sluis.record.model import Size
    from sluis.report.model import Answered


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of it: what was known on each day, and the answers from the whole record."""

    case: Case
    ran_at: datetime
    entries: Size
    days: tuple[DayKnown, ...]
    answers: tuple[Answered, ...]


@contextmanager
def scratch() -> Generator[Path]:
    """Yield a folder for a home that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sluis-drill-") as folder:
        yield Path(folder) / "home"


def rehearse(
    case: Case,
    home: Path,
    *,
    lang: str = "en",
    day_s: float = 0.0,
    progress: Progress | None = None,
    outside: World | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> Rehearsal:
    """Replay `case` onto a new record in `home` and look at what it tells.

    Answers are in `lang`. A day lasts `day_s` seconds from the first stop on; 0 replays at once.
    `outside` is the world in which the replay runs: it dates the preface, and its randomness makes
    the keys, for the home may be kept. Raises `BadInput` when `home` holds a record already, or the
    case's estate is wrong.
    """
    real = outside or World(World.real().clock, SystemRandomness())
    estate = read(case.estate_file)
    if house.exists(home):
        raise BadInput(
            Text("{home} holds a record already; a replay needs one of its own.", home=str(home)),
            Text("Name a new folder with --home, or leave --keep away."),
            field="--home",
        )
    ran_at = real.clock.now()
    clock = ManualClock(case.begin)
    opened = house.create_house(home, world=World(clock, real.randomness))
    try:
        record = opened.record
        pace = Pace(day_s, case.estate_adopted, wait)
        replay(record, clock, script(case, estate, ran_at), pace=pace, progress=progress)
        shutil.copyfile(case.folder / QUESTIONS, home / QUESTIONS)
        with record.known() as known:
            answers = questions.answer(known, case.questions, lang=lang)
        return Rehearsal(case, ran_at, record.size(), days.look(record, case), answers)
    finally:
        opened.close()
