# SPDX-License-Identifier: EUPL-1.2
"""What gets done: recent throughput drawn again, rising with load, and slow to return after a closure.

Throughput after a closure follows the ramp that Synnovis showed after its closure of 2024, stretched,
shrunk and made shallower at random; counts since the reopening weigh which ramp this one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.arrivals import chosen, empirical
from sluis.backlog.smooth import Fit, Floats, cycle, fit, places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sluis.kit.units import Period

ELASTICITIES: Final = (0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
"""Percent more work done for a percent more load: 0 a fixed capacity, 1 everything at once."""
RAMP_DAYS: Final = (0.0, 3.5, 17.5, 24.5, 66.5)
RAMP_SHARES: Final = (0.10, 0.10, 0.45, 0.54, 1.0)
"""Share of the usual throughput by days since reopening, at mid-week: Synnovis 2024 had 10% in week 1, 45%
in week 3, 54% in week 4 and about all by week 10 (NHS England London, weekly updates, summer of 2024)."""
RAMP_SPREAD: Final = 0.7
"""Log spread of how much slower or faster another organisation's ramp runs: assumed, wide."""
DEEP_DAYS: Final = 28.0
"""A closure of this length or more can cost the whole ramp, a shorter one in proportion: assumed."""
MISFIT: Final = 0.10


@dataclass(frozen=True, slots=True)
class Capacity:
    """The learned flow of completions: `table` holds ratios to the expected at equal quantiles."""

    found: Fit
    cycle: Floats
    table: Floats
    usual_load: float
    """Backlog plus arrivals of a period, in cases: the median of what was seen."""

    @property
    def level(self) -> float:
        """Mean completions a period under the usual load, at the end of what was counted, in cases."""
        return float(np.dot(self.found.levels, self.found.weights))

    @property
    def elasticity(self) -> float:
        """Mean of the elasticities by their weights."""
        return float(np.dot(self.found.elasticities, self.found.weights))


@dataclass(frozen=True, slots=True)
class Ramp:
    """How throughput returns, for each of R replications: `depth` 0 (at once) … 1, `slow` times Synnovis."""

    depth: Floats
    slow: Floats

    def share(self, since_days: Floats, closed_days: Floats) -> Floats:
        """Return the share of the usual throughput, `since_days` after a closure of `closed_days`."""
        deep = self.depth * np.minimum(1.0, closed_days / DEEP_DAYS)
        return 1.0 - deep * (1.0 - np.interp(since_days / self.slow, RAMP_DAYS, RAMP_SHARES))


def learn(dates: Sequence[date], series: Floats, load: Floats, period: Period) -> Capacity:
    """Learn from completions a period (T values, nan inside closures) and the load in cases."""
    place = places(dates, period)
    factors = cycle(series, place, period)
    known = load[np.isfinite(load) & np.isfinite(series)]
    usual = max(float(np.median(known)), 1.0) if known.size else 1.0
    relative = np.maximum(load, 0.5) / usual
    varies = known.size and float(np.ptp(known)) > 0
    found = fit(series, factors[place], relative, ELASTICITIES if varies else (0.0,))
    return Capacity(found, factors, empirical(found.errors), usual)


def ramp(
    closed_days: float,
    expected: Floats,
    counted: Floats,
    days: float,
    draw: np.random.Generator,
    replications: int,
) -> Ramp:
    """Draw how throughput returns after `closed_days`, given what got done since.

    `expected` and `counted` hold the usual (at the real load) and the real completions of each period of
    `days` since reopening; empty before it.
    """
    size = 4 * replications
    depth = np.sqrt(draw.random(size))
    slow = np.exp(RAMP_SPREAD * draw.standard_normal(size))
    drawn = Ramp(depth, slow)
    total, seen, variance = np.zeros(size), 0.0, 0.0
    for number, (able, done) in enumerate(zip(expected, counted, strict=True)):
        if np.isfinite(done) and np.isfinite(able):
            total += able * drawn.share(np.full(size, (number + 0.5) * days), np.full(size, closed_days))
            seen += float(done)
            variance += float(able) + (0.3 * float(able)) ** 2
    likely = -0.5 * (seen - total) ** 2 / (variance + (MISFIT * total) ** 2 + 1.0)
    kept = chosen(likely, replications, draw)
    return Ramp(depth[kept], slow[kept])
