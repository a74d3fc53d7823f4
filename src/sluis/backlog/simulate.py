# SPDX-License-Identifier: EUPL-1.2
"""The flow of cases, period by period, in all replications at once.

    backlog(t) = max(0, backlog(t-1) + arrivals(t) + returning(t) - done(t) + unexplained(t))

Arrivals are negative binomial around a drifting level. While a closure lasts, what would have come in
gathers in a hidden pool, of which a share comes back after reopening, fading exponentially. Work done
is bounded by what is there; it rises with load, stops in a closure, and comes back slowly after one.
Every draw comes from one generator, so that a seed gives the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.model import DAYS, SpanKind, step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sluis.backlog.learn import Floats, Learned, Level
    from sluis.backlog.model import Counts, Span

RETURN_MEDIAN: Final = 1.25
RETURN_SPREAD: Final = 0.29
"""Log spread that puts 80% of the shares between 0.86 and 1.8; seen in closures of the CRAN queue
(r-hub/cransays history): 0.6 to 1.9 times the missed arrivals, median 1.25."""
RETURN_LIMITS: Final = (0.4, 1.9)
RETURN_DAYS: Final = 3.0
"""Mean time after reopening at which a missed case comes in: after the eleven-day closure of the CRAN queue
of December 2020 nine tenths of the missed arrivals came within a week."""
RAMP: Final = ((0.0, 0.10), (14.0, 0.45), (21.0, 0.54), (63.0, 1.0))
"""Throughput after capacity returned, by days since: Synnovis 2024 had 10% in week 1, 45% in week 3,
54% in week 4 and about all of it by week 10 (NHS England London, weekly updates June to August 2024)."""
RAMP_SPEED_SPREAD: Final = 0.7
"""Log spread of how much faster or slower another organisation's ramp runs: assumed, wide."""
DEGRADED: Final = (0.3, 0.9)
"""Share of throughput left while a stream runs degraded: assumed, uniform."""
PAST: Final = 8.0
"""Periods of drift by which a level is uncertain at the start."""
LEVEL_LIMIT: Final = 3.0
"""A level drifts by at most a factor of about 20 (log scale)."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Simulated futures: `backlog[r, t]` is the backlog of replication r at `dates[t]`, in cases."""

    dates: tuple[date, ...]
    backlog: Floats
    arrivals: Floats
    done: Floats
    unexplained: Floats


def future(counts: Counts, steps: int) -> tuple[date, ...]:
    """Return the next `steps` dates after the last that was counted."""
    last = counts.dates[-1]
    ends = len(counts.dates) > 1 and all(
        step(day, counts.period, 0, month_end=True) == day for day in counts.dates
    )
    return tuple(step(last, counts.period, number, month_end=ends) for number in range(1, steps + 1))


def simulate(
    counts: Counts,
    learned: Learned,
    spans: Sequence[Span],
    dates: tuple[date, ...],
    replications: int,
    seed: int,
) -> Paths:
    """Return `replications` futures of one stream over `dates`."""
    draw = np.random.default_rng(seed)
    mine = [span for span in spans if span.stream in {None, counts.stream}]
    shape = (replications, len(dates))
    into_drift, out_drift = _drifts(learned, shape, draw)
    share = np.clip(
        RETURN_MEDIAN * np.exp(RETURN_SPREAD * draw.standard_normal(replications)), *RETURN_LIMITS
    )
    slow = np.exp(RAMP_SPEED_SPREAD * draw.standard_normal(replications))
    reduced = draw.uniform(*DEGRADED, replications)
    hidden = _missed(counts, learned.arrivals, mine) * share
    days = DAYS[counts.period]
    back = 1.0 - np.exp(-days / RETURN_DAYS)
    stock = np.full(replications, learned.backlog)
    backlog, arrivals, done, unexplained = (np.zeros(shape) for _ in range(4))
    for now, day in enumerate(dates):
        kinds = {span.kind for span in mine if span.holds(day)}
        usual = _at(learned.arrivals, day) * into_drift[:, now]
        shut = bool(kinds & {SpanKind.CLOSURE, SpanKind.INTAKE})
        if shut:
            hidden += usual * share
        else:
            returning = hidden * back
            hidden -= returning
            arrivals[:, now] = _counted(usual, learned.arrivals.dispersion, draw) + returning
        if not kinds & {SpanKind.CLOSURE, SpanKind.HOLIDAY}:
            there = stock + arrivals[:, now]
            load = np.power((there + 1.0) / (learned.usual_load + 1.0), learned.elasticity)
            able = _at(learned.completions, day) * out_drift[:, now] * np.clip(load, 0.2, 5.0)
            able *= _ramp(day, mine, slow) * (reduced if SpanKind.DEGRADED in kinds else 1.0)
            wanted = _counted(able, learned.completions.dispersion, draw)
            done[:, now] = np.minimum(wanted, there)
        if learned.unexplained:
            unexplained[:, now] = draw.choice(np.array(learned.unexplained), replications)
        after = stock + arrivals[:, now] - done[:, now] + unexplained[:, now]
        unexplained[:, now] += np.maximum(0.0, -after)
        stock = np.maximum(0.0, after)
        backlog[:, now] = stock
    return Paths(dates, backlog, arrivals, done, unexplained)


def _drifts(learned: Learned, shape: tuple[int, int], draw: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the factors by which both levels drift: correlated random walks with mean about 1."""
    one, two = draw.standard_normal(shape), draw.standard_normal(shape)
    two = learned.together * one + np.sqrt(1.0 - learned.together**2) * two
    return (_walk(one, learned.arrivals.drift, draw), _walk(two, learned.completions.drift, draw))


def _walk(shocks: Floats, drift: float, draw: np.random.Generator) -> Floats:
    """Return one walk a row; its start is uncertain too, since a level is a mean over some past."""
    start = drift * np.sqrt(PAST) * draw.standard_normal((shocks.shape[0], 1))
    walk = start + np.cumsum(shocks * drift, axis=1)
    return np.exp(
        np.clip(walk - 0.5 * drift**2 * np.arange(1, shocks.shape[1] + 1), -LEVEL_LIMIT, LEVEL_LIMIT)
    )


def _counted(mean: Floats, dispersion: float, draw: np.random.Generator) -> Floats:
    """Return counts with this mean and variance `dispersion` times it: Poisson, or negative binomial."""
    mean = np.maximum(mean, 0.0)
    if dispersion <= 1.0 + 1e-6:
        return draw.poisson(mean).astype(np.float64)
    scale = dispersion - 1.0
    return draw.poisson(draw.gamma(np.maximum(mean, 1e-9) / scale, scale)).astype(np.float64)


def _at(level: Level, day: date) -> float:
    return level.mean * level.cycle[day.weekday() % len(level.cycle)]


def _missed(counts: Counts, arrivals: Level, spans: Sequence[Span]) -> float:
    """Return the cases still to come back from the closures before the first day of the forecast."""
    last = counts.dates[-1]
    missed = 0.0
    for span in spans:
        if span.kind not in {SpanKind.CLOSURE, SpanKind.INTAKE} or span.first > last:
            continue
        end = min(span.last or last, last)
        lost = arrivals.mean * ((end - span.first).days + 1) / DAYS[counts.period]
        missed += lost * float(np.exp(-(last - end).days / RETURN_DAYS))
    return missed


def _ramp(day: date, spans: Sequence[Span], slow: Floats) -> Floats | float:
    """Return the share of throughput that is back on `day`, after the latest closure that ended."""
    ended = [span.last for span in spans if span.kind is SpanKind.CLOSURE and span.last and span.last < day]
    if not ended:
        return 1.0
    since = (day - max(ended)).days / slow
    return np.interp(since, [at for at, _ in RAMP], [share for _, share in RAMP])
