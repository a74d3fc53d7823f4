# SPDX-License-Identifier: EUPL-1.2
"""Levels and cycles of a flow, learned by exponential smoothing with multiplicative errors.

    expected(t) = level(t-1) · cycle(t) · (load(t) / usual load)^elasticity
    error(t)    = counted(t) / expected(t) - 1
    level(t)    = level(t-1) · (1 + α · error(t))

This is the model ETS(M,N,M) of Hyndman, Koehler, Ord and Snyder, *Forecasting with Exponential
Smoothing* (2008), chapter 4, with a term for load. Which α and which elasticity is never certain: each
pair of a grid gets a weight by its likelihood (Laplace errors, so that one shock does not decide), and
simulations draw from all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

ALPHAS: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 0.9)
"""How much of a surprise moves the level."""
STEEPEST: Final = 2.0
"""A surprise moves a level by at most this many times what was expected."""
TEMPER: Final = 0.5
"""Power of the likelihood: errors of neighbouring periods are not independent."""
CYCLES: Final = {Period.DAY: 7, Period.MONTH: 12, Period.QUARTER: 4}
ROUNDS: Final = {Period.DAY: 26, Period.MONTH: 6, Period.QUARTER: 8}
"""Recent cycles from which the cycle is learned."""
LEAST_ROUNDS: Final = {Period.DAY: 4, Period.MONTH: 3, Period.QUARTER: 4}
SHRINK: Final = 2.0
"""Cycles that count for "no cycle at all" beside those that were seen."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What smoothing found for each of K pairs of α and elasticity.

    `levels` (cases a period) and `weights` (sum 1) have K values; `errors` are those of the best pair,
    for the periods `at` that were used.
    """

    alphas: Floats
    elasticities: Floats
    levels: Floats
    weights: Floats
    errors: Floats
    at: np.ndarray[tuple[int], np.dtype[np.int64]]
    best: int


def places(dates: Sequence[date], period: Period) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the place of each date in the cycle of its period: weekday, month or quarter of the year."""
    if period is Period.DAY:
        return np.array([day.weekday() for day in dates], dtype=np.int64)
    if period is Period.MONTH:
        return np.array([day.month - 1 for day in dates], dtype=np.int64)
    if period is Period.QUARTER:
        return np.array([(day.month - 1) // 3 for day in dates], dtype=np.int64)
    return np.zeros(len(dates), dtype=np.int64)


def cycle(series: Floats, place: np.ndarray[tuple[int], np.dtype[np.int64]], period: Period) -> Floats:
    """Return the factor of each place in the cycle, with mean 1; ones where too little was seen.

    `series` has T values, nan where nothing is to be learned. Days compare sums, so that a weekday
    without work gets 0; longer periods take the median of ratios to the moving mean, so that one
    disrupted year does not bend the cycle.
    """
    length = CYCLES.get(period, 1)
    none = np.ones(length)
    if length == 1:
        return none
    recent, where = series[-ROUNDS[period] * length :], place[-ROUNDS[period] * length :]
    if np.isfinite(recent).sum() < LEAST_ROUNDS[period] * length:
        return none
    around = _moving(recent, length)
    factors = none.copy()
    for each in range(length):
        at = (where == each) & np.isfinite(recent) & (around > 0)
        if not at.any():
            continue
        total = recent[at].sum() / around[at].sum()
        middle = np.median(recent[at] / around[at])
        seen = at.sum()
        plain = total if period is Period.DAY else middle
        shrink = 0.0 if period is Period.DAY else SHRINK
        factors[each] = (seen * plain + shrink) / (seen + shrink)
    mean = factors.mean()
    return factors / mean if mean > 0 else none


def _moving(series: Floats, length: int) -> Floats:
    """Return the centred mean over one cycle; near the ends and over gaps the mean of what is there."""
    known = np.isfinite(series)
    filled = np.where(known, series, 0.0)
    kernel = np.ones(length if length % 2 else length + 1)
    if length % 2 == 0:
        kernel[0] = kernel[-1] = 0.5
    total = np.convolve(filled, kernel, mode="same")
    count = np.convolve(known.astype(np.float64), kernel, mode="same")
    return np.divide(total, count, out=np.zeros_like(total), where=count > 0)


def fit(series: Floats, shape: Floats, load: Floats | None = None, grid: Sequence[float] = (0.0,)) -> Fit:
    """Smooth `series` (T values, nan where nothing is to be learned) under every pair of the grid.

    `shape` is the cycle at each period, `load` the relative load (1 is usual), `grid` the elasticities.
    A period whose expected count is below one twentieth of the mean teaches nothing about the level.
    """
    alphas, powers = (
        each.ravel() for each in np.meshgrid(np.array(ALPHAS), np.array(grid, dtype=np.float64))
    )
    usable = np.isfinite(series) & (shape > 0.05)  # noqa: PLR2004 - a place in the cycle without work
    if load is not None:
        usable &= np.isfinite(load) & (load > 0)
    at = np.flatnonzero(usable)
    if not at.size:
        nothing = np.zeros(alphas.size)
        return Fit(alphas, powers, nothing, np.full(alphas.size, 1 / alphas.size), nothing[:0], at, 0)
    factors = np.ones((at.size, alphas.size)) if load is None else load[at][:, None] ** powers
    factors = factors * shape[at][:, None]
    level = _first(series[at], factors)
    floor = max(float(np.mean(series[at])) * 1e-3, 1e-6)
    errors, missed = np.zeros(factors.shape), np.zeros(factors.shape)
    for number, counted in enumerate(series[at]):
        expected = level * factors[number]
        error = np.clip(counted / expected - 1.0, -1.0, STEEPEST)
        errors[number] = error
        missed[number] = np.abs(counted - expected)
        level = np.maximum(level * (1.0 + alphas * error), floor)
    warm = min(at.size // 4, 14)
    likely = -at.size * np.log(np.maximum(missed[warm:].mean(axis=0), floor))
    weights = np.exp(TEMPER * (likely - likely.max()))
    best = int(np.argmax(likely))
    return Fit(alphas, powers, level, weights / weights.sum(), errors[:, best], at, best)


def _first(series: Floats, factors: Floats) -> Floats:
    """Return the level to begin with: the median of the first counts, freed from cycle and load."""
    early = slice(0, max(1, min(14, series.size // 3)))
    start = np.median(series[early, None] / factors[early], axis=0)
    return np.maximum(start, max(float(series.mean()) * 1e-2, 1e-6))
