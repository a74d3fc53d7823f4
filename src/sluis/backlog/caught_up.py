# SPDX-License-Identifier: EUPL-1.2
"""Caught up: by which definition, and with which odds by each date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.episode import episodes
from sluis.backlog.model import DAYS, CaughtUp, SpanKind
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sluis.backlog.model import Counts, Span
    from sluis.backlog.simulate import Paths
    from sluis.backlog.smooth import Floats

MARGIN: Final = 1.10
"""Caught up is within ten percent of what was usual."""
HELD_DAYS: Final = 14
MEDIAN_DAYS: Final = 7
BEFORE: Final = {Period.DAY: 28, Period.WEEK: 8, Period.MONTH: 6, Period.QUARTER: 4, Period.YEAR: 2}
"""Periods before a disruption that say what was usual."""
RECENT_DAYS: Final = 365
MOVED_SHARE: Final = 1 / 3
"""Odds that "usual" itself moved up in a disruption: assumed, after closures that were studied beforehand, of
which about a third were not back at the old level within 90 days."""
MOVED: Final = (1.1, 1.8)
"""By which factor it then moved: assumed, uniform."""
DISRUPTS: Final = frozenset({SpanKind.CLOSURE, SpanKind.INTAKE, SpanKind.DEGRADED})


def definition(counts: Counts, spans: Sequence[Span], as_of: date, level: float | None = None) -> CaughtUp:
    """Return the definition: a given `level`, or what was usual before the last disruption.

    That is the median of the backlog in the four weeks (or the like) before the closure or degraded
    running that began last, in the year before `as_of`; without one, the median of all that was counted.
    """
    held = max(1, round(HELD_DAYS / DAYS[counts.period]))
    median = max(1, round(MEDIAN_DAYS / DAYS[counts.period]))
    found = [
        one.first
        for one in episodes(spans, as_of, DISRUPTS)
        if one.first > counts.dates[0] and (as_of - one.first).days <= RECENT_DAYS
    ]
    begun = found[-1] if found else None
    if level is not None:
        return CaughtUp(level, level, held, median, counts.period, given=True, before=begun)
    stock = np.array(counts.backlog)
    if begun is not None:
        before = np.array([day < begun for day in counts.dates])
        stock = stock[before][-BEFORE[counts.period] :]
    stock = stock[np.isfinite(stock)]
    usual = float(np.median(stock)) if stock.size else 0.0
    return CaughtUp(MARGIN * usual, usual, held, median, counts.period, given=False, before=begun)


def odds(paths: Paths, past: Floats, rule: CaughtUp, first: int = 0) -> tuple[Floats, float]:
    """Return the probability of being caught up by each date, and of not being so within the horizon.

    The last `held_periods - 1` periods of `paths` serve to see whether a level is held. `past` is what
    was counted just before. A future is caught up from the first of the periods that hold: not before
    the period `first`, and not while it is closed. The median of n is at most the target when more than
    half of the n are.

    After a disruption the simulation cannot know whether what it takes for usual has moved. In a share
    of the replications it has, by a factor: there the backlog is held against a target lower by it.
    """
    known = past[np.isfinite(past)][-(rule.median_periods - 1) :] if rule.median_periods > 1 else past[:0]
    replications = paths.backlog.shape[1]
    target = rule.target / moved(replications) if rule.before is not None else rule.target
    before = np.broadcast_to(known[:, None] <= target, (known.size, replications))
    low = np.concatenate([before, paths.backlog <= target]).astype(np.int32)
    low = _sums(low, min(rule.median_periods, low.shape[0]))[-paths.backlog.shape[0] :]
    width = min(rule.median_periods, before.shape[0] + paths.backlog.shape[0])
    holds = 2 * low > width
    for now, shut in enumerate(paths.shut[: holds.shape[0]]):
        if shut is not None:
            holds[now] &= ~shut
    held = _sums(holds.astype(np.int32), rule.held_periods) == rule.held_periods
    held[:first] = False
    by = np.maximum.accumulate(held, axis=0).mean(axis=1)
    return by, float(1.0 - by[-1])


def moved(replications: int) -> Floats:
    """Return for each replication the factor by which usual moved: 1 for most, and evenly over MOVED."""
    changed = round(MOVED_SHARE * replications)
    return np.concatenate([np.ones(replications - changed), np.linspace(*MOVED, changed)])


def _sums(values: np.ndarray[tuple[int, ...], np.dtype[np.int32]], width: int) -> Floats:
    """Return the sums over `width` periods on end (the first axis)."""
    if width == 1:
        return values.astype(np.float64)
    total = np.concatenate([np.zeros((1, values.shape[1]), dtype=np.int32), np.cumsum(values, axis=0)])
    return (total[width:] - total[:-width]).astype(np.float64)
