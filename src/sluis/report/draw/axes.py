# SPDX-License-Identifier: EUPL-1.2
"""Axes: scales from data to paper, round numbers, and dates where people expect them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sluis.kit.texts import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DAY_S: Final = 86_400.0
_MONTHS_A_YEAR: Final = 12
_JANUARY: Final = 1
_STEPS_DAYS: Final = (1, 2, 7, 14)
_STEPS_MONTHS: Final = (1, 2, 3, 6, 12, 24, 60, 120)
_DAYS_A_MONTH: Final = 30.4


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from data (`low` … `high`) to paper (`start` … `end`)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where `value` lies on paper; a scale without extent puts everything at its start."""
        if self.high == self.low:
            return self.start
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def held(self, value: float) -> float:
        """Return where `value` lies, kept within the ends of the scale."""
        return self(min(max(value, self.low), self.high))


def days(moment: date | datetime) -> float:
    """Return a date (its midnight, UTC) or an aware instant as days since 1970."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return moment.timestamp() / DAY_S


def round_ticks(high: float, count: int = 4) -> tuple[float, ...]:
    """Return about `count` round numbers from 0 to the first that is at least `high`."""
    if high <= 0 or not math.isfinite(high):
        return (0.0, 1.0)
    rough = high / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= rough * 0.999)
    return tuple(index * step for index in range(math.ceil(high / step * 0.999) + 1))


def date_ticks(first: date, last: date, count: int = 8) -> tuple[date, ...]:
    """Return at most about `count` dates within `first` … `last`: days, Mondays, or firsts of months."""
    length_days = max((last - first).days, 1)
    for step in _STEPS_DAYS:
        if length_days / step <= count:
            return tuple(_every(first, last, step))
    wanted = length_days / _DAYS_A_MONTH / count
    months = next((step for step in _STEPS_MONTHS if step >= wanted), _STEPS_MONTHS[-1])
    return tuple(tick for tick in _firsts(first, last, months) if first <= tick <= last)


def _every(first: date, last: date, step: int) -> Iterator[date]:
    tick = first + timedelta(days=-first.weekday() % 7) if step >= 7 else first  # noqa: PLR2004 - days in a week
    while tick <= last:
        yield tick
        tick += timedelta(days=step)


def _firsts(first: date, last: date, months: int) -> Iterator[date]:
    number = (first.year * _MONTHS_A_YEAR + first.month - 1) // months * months
    while number <= last.year * _MONTHS_A_YEAR + last.month - 1:
        yield date(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, 1)
        number += months


def date_labels(ticks: Sequence[date], lang: str) -> tuple[str, ...]:
    """Return a short label for each tick; the first, and each first of a year, names the year."""
    return tuple(
        _label(tick, lang, firsts=all(other.day == 1 for other in ticks), year=_turns(ticks, index))
        for index, tick in enumerate(ticks)
    )


def month(value: date, lang: str) -> str:
    """Return a month with its year, in words: `May 2025`."""
    from babel.dates import format_date  # noqa: PLC0415 - Babel is slow to import

    return format_date(value, "LLLL y", locale=lang)


def _turns(ticks: Sequence[date], index: int) -> bool:
    return index == 0 or ticks[index].year != ticks[index - 1].year


def _label(tick: date, lang: str, *, firsts: bool, year: bool) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - Babel is slow to import

    if not firsts:
        return f"{day(tick, lang, short=True)} {tick.year}" if year else day(tick, lang, short=True)
    return format_date(tick, "LLL y" if year else "LLL", locale=lang)
