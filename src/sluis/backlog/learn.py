# SPDX-License-Identifier: EUPL-1.2
"""What the past of a stream teaches: levels, how they drift, how throughput answers to load.

Recent periods count most (exponential weights). The drift of a level is learned from the changes
between neighbouring blocks of the series itself, so that a stream that has seen a shock forecasts
wider than one that has not. Periods inside a closure teach nothing about the normal level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.model import SpanKind
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sluis.backlog.model import Counts, Span

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

WINDOW: Final = {Period.DAY: 56, Period.WEEK: 26, Period.MONTH: 12, Period.QUARTER: 6, Period.YEAR: 5}
"""Periods that count most in a level."""
BLOCK: Final = {Period.DAY: 28, Period.WEEK: 8, Period.MONTH: 3, Period.QUARTER: 2, Period.YEAR: 1}
"""Periods in a block whose mean is compared with the next one's."""
LOAD_BLOCK: Final = {Period.DAY: 7, Period.WEEK: 4, Period.MONTH: 3, Period.QUARTER: 2, Period.YEAR: 1}
"""Periods in a block when throughput is compared with load: short, since work answers to load at once."""
SHAPES: Final = {Period.DAY: 7}
"""Length of the cycle within which periods differ: weekdays."""
DRIFT_LIMITS: Final = (0.01, 0.30)
"""Least and most drift of a level per square root of a block (log scale): never certain, never wild."""
QUICK: Final = 3.0
"""Periods of work up to which throughput answers to load in full."""
DISTURBED: Final = frozenset({SpanKind.CLOSURE, SpanKind.INTAKE, SpanKind.HOLIDAY})


@dataclass(frozen=True, slots=True)
class Level:
    """A flow: its level in cases a period, its cycle, its noise, and the drift of its logarithm."""

    mean: float
    cycle: tuple[float, ...]
    dispersion: float
    """Variance divided by mean of a period around its level (1 is Poisson)."""
    drift: float
    """Standard deviation of the log level after one period."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Both flows, what ties them, and what the counts do not explain."""

    arrivals: Level
    completions: Level
    together: float
    """Correlation of the drifts of both levels."""
    elasticity: float
    """Percent more throughput for a percent more backlog."""
    backlog: float
    """The last that was counted, in cases."""
    usual_load: float
    """Backlog plus arrivals under which the level of throughput was seen."""
    unexplained: tuple[float, ...]
    """Residuals of the flow identity, in cases a period: drawn again at random."""


def learn(counts: Counts, spans: Sequence[Span]) -> Learned:
    """Return what `counts` teach, leaving out periods inside a closure of `spans`."""
    used = np.array(
        [
            not any(
                span.kind in DISTURBED and span.stream in {None, counts.stream} and span.holds(day)
                for span in spans
            )
            for day in counts.dates
        ]
    )
    into, out, stock = (
        np.array(values, dtype=np.float64) for values in (counts.arrivals, counts.completions, counts.backlog)
    )
    if not np.isfinite(into).any() or not np.isfinite(out).any():
        change = np.diff(stock, prepend=np.nan)
        into, out = np.clip(change, 0, None), np.clip(-change, 0, None)
    weekday = np.array([day.weekday() for day in counts.dates])
    arrivals = _level(np.where(used, into, np.nan), weekday, counts.period)
    completions = _level(np.where(used, out, np.nan), weekday, counts.period)
    known = stock[np.isfinite(stock)]
    left = np.diff(stock) - into[1:] + out[1:]
    left = left[np.isfinite(left)][-4 * WINDOW[counts.period] :]
    return Learned(
        arrivals,
        completions,
        _together(into, out, counts.period),
        _elasticity(np.where(used, out, np.nan), _load(into, stock), counts.period),
        float(known[-1]) if known.size else 0.0,
        _usual(np.where(used, _load(into, stock), np.nan), counts.period),
        tuple(left.tolist()) if left.size and np.abs(left).max() > 0.5 else (),  # noqa: PLR2004 - rounding of counts
    )


def _level(series: Floats, weekday: NDArray[np.int64], period: Period) -> Level:
    """Return level, cycle, noise and drift of one flow; an empty one is zero."""
    at = np.flatnonzero(np.isfinite(series))
    if not at.size:
        return Level(0.0, (1.0,) * SHAPES.get(period, 1), 1.0, 0.0)
    cycle = _cycle(series, weekday, period)
    smooth = series[at] / cycle[weekday[at] % cycle.size]
    window = WINDOW[period]
    weight = 0.5 ** ((at[-1] - at) / (window / 2))
    mean = float(np.average(smooth, weights=weight))
    recent = smooth[-window:]
    dispersion = (
        float(np.var(recent, mean=np.mean(recent)) / max(np.mean(recent), 1e-9)) if recent.size > 1 else 1.0
    )
    return Level(mean, tuple(cycle.tolist()), max(1.0, dispersion), _drift(smooth, period))


def _cycle(series: Floats, weekday: NDArray[np.int64], period: Period) -> Floats:
    """Return the factor of each place in the cycle, with mean 1, over the last half year of days."""
    length = SHAPES.get(period, 1)
    recent, place = series[-26 * length :], weekday[-26 * length :] % length
    if length == 1 or np.isfinite(recent).sum() < 4 * length:
        return np.ones(length)
    means = np.array(
        [
            np.nanmean(recent[place == each]) if np.isfinite(recent[place == each]).any() else 1.0
            for each in range(length)
        ]
    )
    total = means.mean()
    return np.maximum(means / total, 0.01) if total > 0 else np.ones(length)


def _load(into: Floats, stock: Floats) -> Floats:
    """Return what there is to work on in each period: the backlog before it and what came in."""
    before = np.concatenate([stock[:1], stock[:-1]])
    return before + np.nan_to_num(into)


def _usual(load: Floats, period: Period) -> float:
    """Return the mean load over the window in which levels are seen, with the same weights."""
    at = np.flatnonzero(np.isfinite(load))
    if not at.size:
        return 0.0
    return float(np.average(load[at], weights=0.5 ** ((at[-1] - at) / (WINDOW[period] / 2))))


def _blocks(series: Floats, size: int) -> Floats:
    """Return the log of the mean of each whole block, counted back from the end; newest last."""
    whole = series[len(series) % size :].reshape(-1, size)
    enough = np.isfinite(whole).sum(axis=1) * 2 >= size
    means = np.array([np.nanmean(row) if good else np.nan for row, good in zip(whole, enough, strict=True)])
    return np.log(np.maximum(means, 0.5))


def _drift(series: Floats, period: Period) -> float:
    """Return the drift of the log level per square root of a period."""
    change = np.diff(_blocks(series, BLOCK[period]))
    change = change[np.isfinite(change)]
    least, most = DRIFT_LIMITS
    spread = float(np.sqrt(np.mean(change**2))) if change.size >= 3 else most / 2  # noqa: PLR2004 - fewer say nothing
    return float(np.clip(spread, least, most) / np.sqrt(BLOCK[period]))


def _together(into: Floats, out: Floats, period: Period) -> float:
    """Return the correlation between changes of both levels; 0 where too little is known."""
    size = BLOCK[period]
    one, two = np.diff(_blocks(into, size)), np.diff(_blocks(out, size))
    both = np.isfinite(one) & np.isfinite(two)
    if both.sum() < 6 or one[both].std() < 1e-9 or two[both].std() < 1e-9:  # noqa: PLR2004 - too few to correlate
        return 0.0
    return float(np.clip(np.corrcoef(one[both], two[both])[0, 1], -0.95, 0.95))


def _elasticity(out: Floats, load: Floats, period: Period) -> float:
    """Return how throughput rises with load, from changes between blocks; between 0 and 1.

    Where the load is many periods of work, a change of it says little to whoever does the work, and what
    looks like an answer is mostly a shock that hit both: the slope then counts for less.
    """
    size = LOAD_BLOCK[period]
    done, more = np.diff(_blocks(out, size)), np.diff(_blocks(load, size))
    both = np.isfinite(done) & np.isfinite(more)
    if both.sum() < 6 or more[both].std() < 1e-3:  # noqa: PLR2004 - too few, or too flat, to tell
        return 0.1
    slope = float(np.dot(more[both], done[both]) / np.dot(more[both], more[both]))
    periods_of_work = np.nanmean(load) / max(float(np.nanmean(out)), 1e-9)
    return float(np.clip(slope, 0.0, 1.0) * min(1.0, QUICK / periods_of_work))
