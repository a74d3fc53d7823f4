# SPDX-License-Identifier: EUPL-1.2
"""What comes in: negative binomial around a slowly moving level with a cycle; and what comes back.

While a stream is closed, cases gather elsewhere: a hidden pool. After reopening a share r of them comes
in on top of the usual, fading exponentially. The prior of r is what closures of the CRAN queue showed
(r-hub/cransays history: 0.6 to 1.9, median 1.25); every day after reopening weighs it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.smooth import Fit, Floats, cycle, fit, places
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

POINTS: Final = 2048
"""Quantiles by which a distribution is drawn from: table inversion at midpoints."""
RETURN_MEDIAN: Final = 1.25
RETURN_SPREAD: Final = 0.29
"""Log spread that puts 80% of the shares between 0.86 and 1.8."""
RETURN_LIMITS: Final = (0.4, 1.9)
FADE_SHARE: Final = 0.3
"""Mean time until a missed case comes in, in lengths of the closure: after eleven closed days in December
2020 nine tenths of CRAN's missed arrivals came within a week. Assumed to hold for longer closures."""
FADE_LEAST_DAYS: Final = 3.0
FADE_SPREAD: Final = 0.6
MISFIT: Final = 0.15
"""Error of the expected arrivals themselves (share), beside chance."""
LARGE: Final = 2000.0
"""Above this mean the shape of a count is that of its dispersion alone."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The learned flow: `cycle[p]` by place, `table[p]` the ratios to the usual at POINTS quantiles."""

    found: Fit
    cycle: Floats
    table: Floats
    dispersion: float
    """Variance of a count is mean + dispersion · mean²."""

    @property
    def level(self) -> float:
        """Mean arrivals a period at the end of what was counted, in cases."""
        return float(np.dot(self.found.levels, self.found.weights))


@dataclass(frozen=True, slots=True)
class Return:
    """What comes back after a closure, for each of R replications: which share, and how slowly."""

    share: Floats
    slow: Floats

    def fade_days(self, closed_days: Floats) -> Floats:
        """Return the mean time until a missed case comes in, after a closure of `closed_days`."""
        return np.maximum(FADE_LEAST_DAYS, FADE_SHARE * closed_days) * self.slow


def learn(dates: Sequence[date], series: Floats, period: Period) -> Arrivals:
    """Learn from arrivals a period (T values, nan inside and after closures)."""
    place = places(dates, period)
    factors = cycle(series, place, period)
    found = fit(series, factors[place])
    level = float(np.dot(found.levels, found.weights))
    spread = _variance(found.errors)
    dispersion = max(0.0, spread - 1.0 / max(level, 0.1))
    if period in {Period.DAY, Period.WEEK}:
        table = np.array([ratios(level * factor, dispersion) for factor in factors])
    else:
        table = np.tile(empirical(found.errors), (factors.size, 1))
    return Arrivals(found, factors, table, dispersion)


def _variance(errors: Floats) -> float:
    """Return the variance of the errors, outliers pulled in to four robust standard deviations."""
    if errors.size < 2:  # noqa: PLR2004 - one error has no spread
        return 0.1
    middle = float(np.median(errors))
    robust = 1.4826 * float(np.median(np.abs(errors - middle))) + 1e-3
    return float(np.var(np.clip(errors, middle - 4 * robust, middle + 4 * robust)))


def ratios(mean: float, dispersion: float) -> Floats:
    """Return POINTS quantiles of a negative binomial divided by its mean; their mean is 1.

    Variance mean + dispersion · mean² (NB2). Above LARGE the distribution is taken at LARGE with the
    same relative variance.
    """
    if mean <= 0:
        return np.ones(POINTS)
    at = min(mean, LARGE)
    extra = max(1.0 / mean + dispersion - 1.0 / at, 1e-6)
    size, most = 1.0 / extra, int(at + 12.0 * np.sqrt(at + extra * at * at) + 12)
    counts = np.arange(1, most + 1, dtype=np.float64)
    steps = np.log((counts - 1.0 + size) / counts) + np.log(at / (at + size))
    logs = np.concatenate([[0.0], np.cumsum(steps)]) + size * np.log(size / (at + size))
    below = np.cumsum(np.exp(logs))
    found = np.searchsorted(below, (np.arange(POINTS) + 0.5) / POINTS * below[-1]).astype(np.float64)
    return found / max(found.mean(), 1e-9)


def empirical(errors: Floats) -> Floats:
    """Return POINTS quantiles of 1 + error, with mean 1: what happened is drawn again."""
    if errors.size < 2:  # noqa: PLR2004 - one error has no quantiles
        return np.ones(POINTS)
    found = np.maximum(1.0 + np.quantile(errors, (np.arange(POINTS) + 0.5) / POINTS), 0.0)
    return found / max(found.mean(), 1e-9)


def returning(
    closed_days: float,
    missed: float,
    expected: Floats,
    counted: Floats,
    days: float,
    dispersion: float,
    draw: np.random.Generator,
    replications: int,
) -> Return:
    """Draw what comes back after `closed_days` with `missed` cases, given what came since.

    `expected` and `counted` hold the usual and the real arrivals of each period of `days` since
    reopening; empty before it. Prior draws are weighed by the likelihood of those counts.
    """
    size = 4 * replications
    share = np.clip(RETURN_MEDIAN * np.exp(RETURN_SPREAD * draw.standard_normal(size)), *RETURN_LIMITS)
    drawn = Return(share, np.exp(FADE_SPREAD * draw.standard_normal(size)))
    fade = drawn.fade_days(np.full(size, closed_days))
    likely = np.zeros(size)
    for number, (usual, came) in enumerate(zip(expected, counted, strict=True)):
        if not np.isfinite(came):
            continue
        since, until = number * days, (number + 1) * days
        mean = usual + share * missed * (np.exp(-since / fade) - np.exp(-until / fade))
        variance = mean + dispersion * mean**2 + (MISFIT * mean) ** 2 + 1.0
        likely -= 0.5 * ((came - mean) ** 2 / variance + np.log(variance))
    kept = chosen(likely, replications, draw)
    return Return(share[kept], drawn.slow[kept])


def chosen(
    likely: Floats, replications: int, draw: np.random.Generator
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return indices drawn in proportion to exp(`likely`): systematic resampling (Kitagawa 1996)."""
    weights = np.exp(likely - likely.max())
    total = np.cumsum(weights)
    points = (np.arange(replications) + draw.random()) / replications * total[-1]
    found = np.minimum(np.searchsorted(total, points), likely.size - 1)
    return draw.permutation(found)
