# SPDX-License-Identifier: EUPL-1.2
"""Durations in words and horizons as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sluis.kit.errors import BadInput
from sluis.kit.texts import Text

HOURS_A_DAY = 24
MINUTES_AN_HOUR = 60


class Period(StrEnum):
    """A step of the calendar."""

    DAY = "d"
    WEEK = "w"
    MONTH = "m"
    QUARTER = "q"
    YEAR = "y"


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far to look: `count` steps of `period`; without a period, steps of the data's own."""

    count: int
    period: Period | None


def horizon(text: str) -> Horizon:
    """Read `90d`, `12w`, `6m`, `4q`, `2y` or a bare number of steps.

    Raises `BadInput` for anything else, and for a count below 1.
    """
    found = re.fullmatch(r"([1-9][0-9]{0,4})([dwmqy]?)", text.strip())
    if not found:
        raise BadInput(
            Text("{text} is not a horizon.", text=repr(text)),
            Text("Write a number and d, w, m, q or y: 90d, 12w, 6m."),
            field="horizon",
        )
    return Horizon(int(found[1]), Period(found[2]) if found[2] else None)


def duration(seconds: float) -> Text:
    """Return a duration in words, with one unit or two: `2 days 3 hours`."""
    minutes = int(seconds // 60)
    hours, minutes = divmod(minutes, MINUTES_AN_HOUR)
    days, hours = divmod(hours, HOURS_A_DAY)
    if days:
        return Text("{days} d {hours} h", days=days, hours=hours)
    if hours:
        return Text("{hours} h {minutes} min", hours=hours, minutes=minutes)
    if minutes:
        return Text("{minutes} min", minutes=minutes)
    return Text("{seconds} s", seconds=int(seconds))
