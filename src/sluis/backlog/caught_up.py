# SPDX-License-Identifier: EUPL-1.2
"""Caught up: by which definition, and with which odds by each date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from sluis.backlog.model import DAYS, CaughtUp, SpanKind
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.backlog.learn import Floats
    from sluis.backlog.model import Counts, Span

MARGIN: Final = 1.10
"""Caught up is within ten percent of what was usual."""
HELD_DAYS: Final = 14
MEDIAN_DAYS: Final = 7
BEFORE: Final = {Period.DAY: 28, Period.WEEK: 8, Period.MONTH: 6, Period.QUARTER: 4, Period.YEAR: 2}
"""Periods before a disruption that say what was usual."""


def definition(counts: Counts, spans: Sequence[Span], level: float | None = None) -> CaughtUp:
    """Return the definition: a given `level`, or what was usual before the first closure near the end.

    Without a closure, usual is the median of everything that was counted.
    """
    held = max(1, round(HELD_DAYS / DAYS[counts.period]))
    median = max(1, round(MEDIAN_DAYS / DAYS[counts.period]))
    if level is not None:
        return CaughtUp(level, level, held, median, given=True)
    starts = [
        span.first
        for span in spans
        if span.kind is not SpanKind.HOLIDAY and span.stream in {None, counts.stream}
    ]
    recent = [first for first in starts if first > counts.dates[0] and _years(counts, first) <= 1.0]
    stock = np.array(counts.backlog)
    if recent:
        before = np.array([day < min(recent) for day in counts.dates])
        stock = stock[before][-BEFORE[counts.period] :]
    stock = stock[np.isfinite(stock)]
    usual = float(np.median(stock)) if stock.size else 0.0
    return CaughtUp(MARGIN * usual, usual, held, median, given=False)


def _years(counts: Counts, first: object) -> float:
    return (counts.dates[-1] - first).days / DAYS[Period.YEAR]  # type: ignore[operator] - a date


def odds(backlog: Floats, past: Floats, rule: CaughtUp) -> tuple[Floats, float]:
    """Return the probability of being caught up by each date, and of not being so within the horizon.

    `backlog[r, t]` holds futures, the last `held_periods - 1` columns of which only serve to see whether
    a level is held; `past` is what was counted just before. A future is caught up from the first of the
    periods that hold.
    """
    known = past[np.isfinite(past)][-(rule.median_periods - 1) :] if rule.median_periods > 1 else past[:0]
    joined = np.concatenate([np.tile(known, (backlog.shape[0], 1)), backlog], axis=1)
    width = min(rule.median_periods, joined.shape[1])
    smooth = np.median(sliding_window_view(joined, width, axis=1), axis=2)[:, -backlog.shape[1] :]
    low = smooth <= rule.target
    holds = sliding_window_view(low, rule.held_periods, axis=1).all(axis=2)
    by = np.maximum.accumulate(holds, axis=1).mean(axis=0)
    return by, float(1.0 - by[-1])
