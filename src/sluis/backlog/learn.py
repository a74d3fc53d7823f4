# SPDX-License-Identifier: EUPL-1.2
"""What the past of a stream teaches a simulation: flows, what ties them, closures, and what is unexplained.

Periods inside a closure teach nothing about the usual flows; those just after it teach how work and
arrivals return, and nothing about the level of arrivals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog import arrivals, capacity
from sluis.backlog.episode import SHUTS, covers, episodes, of_stream, share
from sluis.backlog.model import SpanKind
from sluis.backlog.smooth import Floats, places
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.backlog.episode import Episode
    from sluis.backlog.model import Counts, Span

WINDOW: Final = {Period.DAY: 730, Period.WEEK: 156, Period.MONTH: 120, Period.QUARTER: 60, Period.YEAR: 40}
"""Periods of history that are looked at."""
AFTER_DAYS: Final = 28
"""Days after a closure in which arrivals are not usual."""
STILL_RETURNING_DAYS: Final = 120
"""A closure that ended longer ago has nothing more to give back."""
LEAST_SEEN: Final = 5
"""Periods inside closures of a kind that must have been seen before its effect is learned."""
RECENT: Final = {Period.DAY: 28, Period.WEEK: 8, Period.MONTH: 3, Period.QUARTER: 2, Period.YEAR: 1}
"""Periods over which arrivals are averaged to say what usually comes in."""
FAST: Final = 3.0
"""Periods; a queue in which cases stay shorter is fast."""
UNEXPLAINED: Final = {Period.DAY: 180, Period.WEEK: 52, Period.MONTH: 36, Period.QUARTER: 20, Period.YEAR: 20}
"""Recent periods whose residuals are drawn again."""
NOTICEABLE: Final = 0.5
"""A residual below half a case is rounding."""


@dataclass(frozen=True, slots=True)
class Since:
    """The last closure that still matters, and what was counted since it ended (nothing while it lasts)."""

    episode: Episode
    closed_days: float
    missed: float
    """Arrivals that were usual and did not come, in cases."""
    since_days: float
    """Days from its end to the end of what was counted; 0 while it lasts."""
    usual_in: Floats
    counted_in: Floats
    usual_out: Floats
    counted_out: Floats


@dataclass(frozen=True, slots=True)
class Learned:
    """Both flows, what ties them, the last closure, and what the counts do not explain."""

    arrivals: arrivals.Arrivals
    capacity: capacity.Capacity
    together: float
    """Rank correlation of the surprises in both flows."""
    backlog: float
    """The last that was counted, in cases."""
    since: Since | None
    fast: bool
    """Whether work is done on what came in the same period."""
    unexplained: Floats
    """Residuals of the flow identity, in cases a period, oldest first; empty where the counts add up."""
    seen: dict[SpanKind, tuple[float, float]] = field(default_factory=dict)
    """Shares of usual arrivals and completions seen inside each kind of span."""


def learn(counts: Counts, spans: Sequence[Span]) -> Learned:
    """Return what `counts` teach, given the calendar `spans`."""
    window = slice(-WINDOW[counts.period], None)
    dates = counts.dates[window]
    into, out, stock = (
        np.array(values[window], dtype=np.float64)
        for values in (counts.arrivals, counts.completions, counts.backlog)
    )
    if not (np.isfinite(into) & np.isfinite(out)).any():
        into, out = np.full(len(dates), np.nan), np.full(len(dates), np.nan)
    mine = of_stream(spans, counts.stream)
    left = _unexplained(into, out, stock)
    if _uncounted(left, out):
        out = np.maximum(out - np.concatenate([[0.0], left]), 0.0)
        left = _unexplained(into, out, stock)
    kinds = _kinds(counts, mine)[window]
    closed = episodes(mine, dates[-1])
    calm = np.array([not kind for kind in kinds])
    after = np.array([_after(closed, covers(day, counts.period)[0]) for day in dates])
    fast = _fast(into, stock)
    load = _load(into, stock, counts.period, fast=fast)
    comes = arrivals.learn(dates, np.where(calm & ~after, into, np.nan), counts.period)
    done = capacity.learn(dates, np.where(calm, out, np.nan), load, counts.period)
    place = places(dates, counts.period)
    usual_in = comes.level * comes.cycle[place]
    usual_out = done.level * done.cycle[place] * (np.maximum(load, 0.5) / done.usual_load) ** done.elasticity
    known = stock[np.isfinite(stock)]
    return Learned(
        comes,
        done,
        _together(comes, done),
        float(known[-1]) if known.size else 0.0,
        _since(counts, closed, window, (into, usual_in, out, usual_out)),
        fast,
        left[-UNEXPLAINED[counts.period] :],
        _seen(kinds, into, usual_in, out, usual_out),
    )


def _kinds(counts: Counts, spans: Sequence[Span]) -> list[frozenset[SpanKind]]:
    """Return for each period the kinds of span that cover a part of it (a quarter of its days or more)."""
    found: list[frozenset[SpanKind]] = []
    for day in counts.dates:
        first, last = covers(day, counts.period)
        found.append(frozenset(span.kind for span in spans if share(span, first, last) >= 0.25))  # noqa: PLR2004 - less is noise
    return found


def _after(closed: Sequence[Episode], day: object) -> bool:
    """Tell whether `day` lies shortly after a closure."""
    return any(
        one.last is not None and timedelta(0) < day - one.last <= timedelta(days=AFTER_DAYS)  # type: ignore[operator]
        for one in closed
    )


def _load(into: Floats, stock: Floats, period: Period, *, fast: bool) -> Floats:
    """Return what there is to work on in each period: the backlog before it, and what comes in.

    In a fast queue work is done on what came in the same period. In a slow one that would mistake what
    both share (working days, storms) for an answer to load, so that the mean of recent arrivals stands
    for those of the period.
    """
    before = np.concatenate([stock[:1], stock[:-1]])
    at = np.where(np.isfinite(before), np.arange(before.size), 0)
    came = np.nan_to_num(into)
    before = before[np.maximum.accumulate(at)]
    if fast:
        return before + came
    total, number = np.cumsum(np.concatenate([[0.0], came])), RECENT[period]
    ends = np.arange(came.size)
    begins = np.maximum(0, ends - number)
    return before + np.where(ends > 0, (total[ends] - total[begins]) / np.maximum(1, ends - begins), came[:1])


def _fast(into: Floats, stock: Floats) -> bool:
    """Tell whether cases usually stay for fewer than FAST periods (Little's law)."""
    known = stock[np.isfinite(stock)]
    came = into[np.isfinite(into)]
    return bool(known.size and came.size and np.median(known) < FAST * np.mean(came))


def _together(comes: arrivals.Arrivals, done: capacity.Capacity) -> float:
    """Return the rank correlation of surprises in periods where both were seen; 0 where too few."""
    both, one, two = np.intersect1d(comes.found.at, done.found.at, return_indices=True)
    if both.size < 8:  # noqa: PLR2004 - too few to correlate
        return 0.0
    first, second = (
        np.argsort(np.argsort(each)) for each in (comes.found.errors[one], done.found.errors[two])
    )
    found = float(np.corrcoef(first, second)[0, 1])
    return float(np.clip(found, -0.95, 0.95)) if np.isfinite(found) else 0.0


def _unexplained(into: Floats, out: Floats, stock: Floats) -> Floats:
    """Return the residuals of the identity; over a gap in the backlog they fall to the next count."""
    flow = np.nan_to_num(into) - np.nan_to_num(out)
    left, carried, before = np.zeros(stock.size), 0.0, np.nan
    for now in range(stock.size):
        carried += flow[now]
        if np.isfinite(stock[now]):
            if np.isfinite(before):
                left[now] = stock[now] - before - carried
            before, carried = stock[now], 0.0
    left = left[1:]
    return left if left.size and np.abs(left).max() > NOTICEABLE else left[:0]


def _uncounted(left: Floats, out: Floats) -> bool:
    """Tell whether cases leave (or come) uncounted as a rule, so that they belong to the completions.

    That is when the mean residual is far from chance and at least one percent of what gets done.
    """
    recent = left[-UNEXPLAINED[Period.DAY] :]
    if recent.size < 6 or not np.isfinite(out).any():  # noqa: PLR2004 - fewer say nothing
        return False
    mean = abs(float(recent.mean()))
    return mean > 4.0 * float(recent.std()) / recent.size**0.5 and mean > 0.01 * float(np.nanmean(out))


def _since(
    counts: Counts, closed: Sequence[Episode], window: slice, flows: tuple[Floats, Floats, Floats, Floats]
) -> Since | None:
    """Return the last closure, when it is recent enough to matter, with what came and went since."""
    if not closed:
        return None
    dates = counts.dates[window]
    episode = closed[-1]
    end = covers(dates[-1], counts.period)[1]
    over = episode.last is not None and episode.last < end
    since = (end - episode.last).days if over and episode.last is not None else 0
    if since > STILL_RETURNING_DAYS:
        return None
    into, usual_in, out, usual_out = flows
    ranges = [covers(day, counts.period) for day in dates]
    inside = np.array([first <= (episode.last or end) and last >= episode.first for first, last in ranges])
    later = np.array([over and episode.last is not None and first > episode.last for first, _ in ranges])
    missed = float(np.nansum(np.where(inside, usual_in - into, 0.0)))
    return Since(
        episode,
        float(episode.days_until(end)),
        max(0.0, missed),
        float(since),
        usual_in[later],
        into[later],
        usual_out[later],
        out[later],
    )


def _seen(
    kinds: Sequence[frozenset[SpanKind]], into: Floats, usual_in: Floats, out: Floats, usual_out: Floats
) -> dict[SpanKind, tuple[float, float]]:
    """Return the shares of usual arrivals and completions in each kind of span that was seen enough."""
    found: dict[SpanKind, tuple[float, float]] = {}
    for kind in SpanKind:
        at = np.array([kind in each for each in kinds])
        both = at & np.isfinite(into) & np.isfinite(out) & np.isfinite(usual_out)
        if both.sum() < LEAST_SEEN or usual_in[both].sum() <= 0 or usual_out[both].sum() <= 0:
            continue
        came = float(into[both].sum() / usual_in[both].sum())
        done = float(out[both].sum() / usual_out[both].sum())
        most = 0.5 if kind in SHUTS else 1.5
        found[kind] = (min(came, most), min(done, 1.5))
    return found
