# SPDX-License-Identifier: EUPL-1.2
"""Plays a script onto a record: the clock goes to each moment in turn, and there the entry is made."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from sluis.kit.jobs import Unheard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sluis.kit.clock import ManualClock
    from sluis.kit.jobs import Progress
    from sluis.record.log import Record

DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that enters the record at `at`."""

    at: datetime
    act: Callable[[Record], object]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a day lasts, in seconds, from `since` on; what came before is not waited for."""

    day_s: float
    since: datetime
    wait: Callable[[float], None]

    def between(self, before: datetime, after: datetime) -> None:
        """Wait for as long as the time between two instants takes at this pace."""
        lasted_s = (after - max(before, self.since)).total_seconds()
        if lasted_s > 0 and self.day_s > 0:
            self.wait(lasted_s / DAY_S * self.day_s)


def replay(
    record: Record,
    clock: ManualClock,
    happenings: Sequence[Happening],
    *,
    pace: Pace | None = None,
    progress: Progress | None = None,
) -> int:
    """Carry out `happenings` in the order of their instants and return how many there were.

    `clock` is the clock of the record's world; those at the same instant keep the order given.
    """
    heard = progress or Unheard()
    ordered = sorted(happenings, key=attrgetter("at"))
    for done, happening in enumerate(ordered, start=1):
        if pace:
            pace.between(clock.now(), happening.at)
        if happening.at > clock.now():
            clock.set(happening.at)
        happening.act(record)
        heard.step(done, len(ordered))
    return len(ordered)
