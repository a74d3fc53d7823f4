# SPDX-License-Identifier: EUPL-1.2
"""The flow of cases, period by period, in all replications at once.

    backlog(t) = max(0, backlog(t-1) + arrivals(t) - done(t) + unexplained(t))
    done(t)    = min(backlog(t-1) + arrivals(t), level · cycle · (load / usual)^elasticity · open · chance)

Surprises move the levels as they did in the past (`smooth`). While a stream is closed, what would have
come in gathers in a hidden pool and returns afterwards (`arrivals`); throughput returns by a ramp
(`capacity`). Surprises of both flows are drawn from tables of quantiles by one random word each, tied by
their rank correlation. Every draw comes from one generator: a seed gives the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.arrivals import POINTS, returning
from sluis.backlog.capacity import ramp
from sluis.backlog.episode import ONE_EPISODE_DAYS
from sluis.backlog.model import DAYS, SpanKind, step
from sluis.backlog.regime import Regime
from sluis.backlog.smooth import Floats, places

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sluis.backlog.learn import Learned
    from sluis.backlog.model import Counts, Span
    from sluis.backlog.regime import Mask, Through

SMALL: Final = 20.0
"""Below this mean a count is rounded at random, so that rounding keeps the mean."""
LEVEL_LIMIT: Final = 20.0
"""A level moves at most this many times up or down."""
LOAD_LIMIT: Final = 10.0
"""Throughput answers to a load of at most this many times the usual one, and at least a tenth."""
RAMPED_DAYS: Final = 400.0
_MASK: Final = np.uint32(POINTS - 1)
_BITS: Final = POINTS.bit_length() - 1


@dataclass(frozen=True, slots=True)
class Flows:
    """Cases in each period and replication (arrays of shape periods × replications)."""

    arrivals: Floats
    done: Floats
    unexplained: Floats


@dataclass(frozen=True, slots=True)
class Paths:
    """Simulated futures: `backlog[t, r]` at `dates[t]` in replication r, in cases.

    `shut[t]` tells where the stream was closed, None nowhere. `flows` is there when it was asked for.
    """

    dates: tuple[date, ...]
    start: float
    backlog: Floats
    shut: tuple[Mask | None, ...]
    flows: Flows | None


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
    seed: int | Sequence[int],
    *,
    as_of: date | None = None,
    flows: bool = False,
) -> Paths:
    """Return `replications` futures of one stream over `dates`; `spans` are those of this stream.

    A span without an end is known to hold until `as_of` (else until the last count).
    """
    draw = np.random.default_rng(seed)
    until = max(as_of or counts.dates[-1], counts.dates[-1])
    engine = _Engine(counts, learned, Regime(spans, until, learned.seen, draw, replications), draw)
    place = places(dates, counts.period)
    shape = (len(dates), replications)
    backlog = np.empty(shape)
    kept = Flows(np.empty(shape), np.empty(shape), np.empty(shape)) if flows else None
    shut: list[Mask | None] = []
    for now, day in enumerate(dates):
        through = engine.regime.through(day, counts.period)
        came, done, other = engine.next(int(place[now]), through)
        backlog[now] = engine.stock
        shut.append(through.shut)
        if kept is not None:
            kept.arrivals[now], kept.done[now], kept.unexplained[now] = came, done, other
    return Paths(dates, learned.backlog, backlog, tuple(shut), kept)


class _Engine:
    """The state of all replications between two periods."""

    def __init__(
        self,
        counts: Counts,
        learned: Learned,
        regime: Regime,
        draw: np.random.Generator,
    ) -> None:
        self.regime, replications = regime, regime.replications
        self._draw, self._size, self._learned = draw, replications, learned
        self._days = float(DAYS[counts.period])
        into, work = learned.arrivals, learned.capacity
        first = draw.choice(into.found.alphas.size, replications, p=into.found.weights)
        second = draw.choice(work.found.alphas.size, replications, p=work.found.weights)
        self._in_level, self._in_alpha = into.found.levels[first], into.found.alphas[first]
        self._out_level, self._out_alpha = work.found.levels[second], work.found.alphas[second]
        self._elasticity = work.found.elasticities[second].astype(np.float32)
        self._in_limits = _limits(self._in_level)
        self._out_limits = _limits(self._out_level)
        self._tied = np.uint32(abs(learned.together) * 1024)
        self._after_closure(draw)
        self._start = draw.integers(0, max(1, learned.unexplained.size), replications)
        self._step = 0
        self.stock = np.full(replications, learned.backlog)

    def _after_closure(self, draw: np.random.Generator) -> None:
        """Draw what is still to come back, and how far throughput has come back."""
        since, size, none = self._learned.since, self._size, np.zeros(0)
        over = since is not None and since.since_days > 0
        closed = since.closed_days if since else 0.0
        missed = since.missed if since else 0.0
        usual_in, counted_in = (since.usual_in, since.counted_in) if since and over else (none, none)
        usual_out, counted_out = (since.usual_out, since.counted_out) if since and over else (none, none)
        dispersion = self._learned.arrivals.dispersion
        self._return = returning(closed, missed, usual_in, counted_in, self._days, dispersion, draw, size)
        self._ramp = ramp(closed, usual_out, counted_out, self._days, draw, size)
        past = since.since_days if since else RAMPED_DAYS
        self._closed = np.full(size, closed)
        self._fade = self._return.fade_days(self._closed)
        self._hidden = self._return.share * missed * np.exp(-past / self._fade)
        stopped = since is not None and SpanKind.CLOSURE in since.episode.kinds
        self._since = np.full(size, past if stopped else RAMPED_DAYS)
        self._since_shut = np.full(size, past)
        self._ramped = not stopped

    def next(self, place: int, through: Through) -> tuple[Floats, Floats, Floats]:
        """Move all replications by one period; return arrivals, completions and what is unexplained."""
        word = self._draw.integers(0, 1 << 32, self._size, dtype=np.uint32)
        first = word & _MASK
        second = (word >> np.uint32(_BITS)) & _MASK
        other = first if self._learned.together >= 0 else _MASK - first
        second = np.where((word >> np.uint32(22)) < self._tied, other, second)
        came = self._arrivals(place, through, first)
        there = self.stock + came
        done = np.minimum(self._work(place, through, second, came), there)
        stock = there - done
        left = self._learned.unexplained
        if left.size:
            other_cases = left[(self._start + self._step) % left.size]
            unexplained = np.maximum(other_cases, -stock)
            stock = stock + unexplained
        else:
            unexplained = np.zeros(self._size)
        self.stock = stock
        self._step += 1
        return came, done, unexplained

    def _arrivals(
        self, place: int, through: Through, index: np.ndarray[tuple[int], np.dtype[np.uint32]]
    ) -> Floats:
        flow = self._learned.arrivals
        ratio = flow.table[place][index]
        usual = self._in_level * flow.cycle[place]
        self._in_level = np.clip(self._in_level * (1.0 + self._in_alpha * (ratio - 1.0)), *self._in_limits)
        came = usual * ratio * through.intake
        if through.shut is not None:
            again = through.shut & (self._since_shut > ONE_EPISODE_DAYS)
            self._closed = np.where(again, 0.0, self._closed) + np.where(through.shut, self._days, 0.0)
            self._since_shut = np.where(through.shut, 0.0, self._since_shut)
            self._fade = self._return.fade_days(self._closed)
            self._hidden += np.where(through.shut, usual * (1.0 - through.intake) * self._return.share, 0.0)
        self._since_shut = self._since_shut + self._days
        if through.shut is not None or self._hidden.any():
            back = self._hidden * -np.expm1(-self._days / self._fade)
            if through.shut is not None:
                back = np.where(through.shut, 0.0, back)
            self._hidden -= back
            self._hidden[self._hidden < 0.01] = 0.0  # noqa: PLR2004 - a hundredth of a case
            came += back
        return self._rounded(came, float(flow.level * flow.cycle[place]))

    def _work(
        self,
        place: int,
        through: Through,
        index: np.ndarray[tuple[int], np.dtype[np.uint32]],
        came: Floats,
    ) -> Floats:
        flow = self._learned.capacity
        ratio = flow.table[index]
        there = self.stock + (came if self._learned.fast else self._in_level)
        load = np.clip(there / flow.usual_load, 1.0 / LOAD_LIMIT, LOAD_LIMIT)
        able = self._out_level * flow.cycle[place] * np.power(load.astype(np.float32), self._elasticity)
        self._out_level = np.clip(
            self._out_level * (1.0 + self._out_alpha * (ratio - 1.0)), *self._out_limits
        )
        able *= ratio * through.work
        return self._rounded(able * self._returned(through), float(flow.level * flow.cycle[place]))

    def _returned(self, through: Through) -> Floats | float:
        """Return the share of throughput that is back after the last closure, and move its clock."""
        if through.stopped is not None:
            self._since = np.where(through.stopped, 0.0, self._since + self._days)
        elif self._ramped:
            return 1.0
        else:
            self._since = self._since + self._days
        self._ramped = bool(self._since.min() >= RAMPED_DAYS)
        return self._ramp.share(self._since - self._days / 2, self._closed)

    def _rounded(self, cases: Floats, usual: float) -> Floats:
        """Return whole cases; few ones are rounded at random, so that their mean stays."""
        if usual >= SMALL:
            return np.rint(cases)
        return np.floor(cases + self._draw.random(self._size, dtype=np.float32))


def _limits(levels: Floats) -> tuple[Floats, Floats]:
    return levels / LEVEL_LIMIT, levels * LEVEL_LIMIT
