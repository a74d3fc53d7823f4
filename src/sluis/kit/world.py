# SPDX-License-Identifier: EUPL-1.2
"""The world as the program sees it: one object that a seeded test can own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sluis.kit.clock import Clock, ManualClock, SystemClock
from sluis.kit.randomness import Randomness, SeededRandomness, SystemRandomness

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class World:
    """Everything that differs from run to run; handed down, never reached for."""

    clock: Clock
    randomness: Randomness

    @classmethod
    def real(cls) -> Self:
        """Return the world outside: the machine's clock and randomness."""
        return cls(SystemClock(), SystemRandomness())

    @classmethod
    def seeded(cls, seed: int, start: datetime) -> Self:
        """Return a world that runs the same way for the same `seed`, from `start`."""
        return cls(ManualClock(start), SeededRandomness(seed))
