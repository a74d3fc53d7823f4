# SPDX-License-Identifier: EUPL-1.2
"""The rule of the writer's clock.

`recorded_at` is the writer's wall time, never the client's, and never runs backwards: when the clock
stands behind the last entry, that entry's time is repeated and the new one marked. Wall and monotonic
clock are compared from commit to commit; a difference of more than 2 s is a jump that is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.kit.clock import Clock

JUMP_S: Final = 2.0
"""A wall clock that moves this many seconds against the monotonic one has jumped."""


@dataclass(frozen=True, slots=True)
class Jump:
    """The wall clock stood at `found` where `expected` was due."""

    expected: datetime
    found: datetime

    @property
    def jumped_s(self) -> float:
        """Seconds that the wall clock moved against the monotonic one; negative when it went back."""
        return (self.found - self.expected).total_seconds()


@dataclass(frozen=True, slots=True)
class Moment:
    """The time of one batch: what is written, whether it repeats the last, and the jump found.

    `wall` and `monotonic_s` are what both clocks said.
    """

    recorded_at: datetime
    held: bool
    jump: Jump | None
    wall: datetime
    monotonic_s: float


class Moments:
    """Gives each batch its time. Belongs to one writer; not shared between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now()
        self._monotonic_s = clock.monotonic_s()

    def next(self, last: datetime | None) -> Moment:
        """Return the time of a batch that follows an entry recorded at `last`."""
        wall, monotonic_s = self._clock.now(), self._clock.monotonic_s()
        expected = self._wall + timedelta(seconds=monotonic_s - self._monotonic_s)
        jump = Jump(expected, wall) if abs((wall - expected).total_seconds()) > JUMP_S else None
        held = last is not None and wall < last
        return Moment(last if held and last is not None else wall, held, jump, wall, monotonic_s)

    def keep(self, moment: Moment) -> None:
        """Compare from `moment` on: its batch is durable."""
        self._wall, self._monotonic_s = moment.wall, moment.monotonic_s
