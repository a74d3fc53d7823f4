# SPDX-License-Identifier: EUPL-1.2
"""Time comes in through a clock, so that a test or a replay can own it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """A wall clock for what people read, and a monotonic one for how long things take."""

    def now(self) -> datetime:
        """Return the wall time: aware, in UTC."""
        ...

    def monotonic_s(self) -> float:
        """Return seconds since an unnamed start; never goes back."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the machine's wall time in UTC."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()


class ManualClock:
    """A clock that moves only when told, for tests and replays.

    `set` and `advance` move both clocks together; `jump` moves the wall clock alone, as a wrong
    time server would.
    """

    def __init__(self, start: datetime) -> None:
        self._wall = _aware(start)
        self._monotonic_s = 0.0

    def now(self) -> datetime:
        """Return the wall time last told."""
        return self._wall

    def monotonic_s(self) -> float:
        """Return the seconds told so far."""
        return self._monotonic_s

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass (at least 0) on both clocks."""
        if seconds < 0:
            msg = f"monotonic time cannot go back by {-seconds} s"
            raise ValueError(msg)
        self._wall += timedelta(seconds=seconds)
        self._monotonic_s += seconds

    def set(self, instant: datetime) -> None:
        """Move to `instant`; the monotonic clock follows when it lies ahead."""
        ahead_s = (_aware(instant) - self._wall).total_seconds()
        self._wall = _aware(instant)
        self._monotonic_s += max(0.0, ahead_s)

    def jump(self, seconds: float) -> None:
        """Move the wall clock alone, forward or back."""
        self._wall += timedelta(seconds=seconds)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        msg = f"{instant.isoformat()} has no time zone"
        raise ValueError(msg)
    return instant.astimezone(UTC)
