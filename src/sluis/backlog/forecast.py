# SPDX-License-Identifier: EUPL-1.2
"""From counts to odds: learn, simulate, take quantiles, ask when it is caught up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.caught_up import definition, odds
from sluis.backlog.learn import learn
from sluis.backlog.model import DAYS, LEVELS, Forecast, StreamForecast
from sluis.backlog.simulate import future, simulate
from sluis.estate.model import Basis
from sluis.kit.errors import BadInput, UnknownName
from sluis.kit.texts import Text
from sluis.kit.units import Horizon, Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sluis.backlog.model import Counts, Span

REPLICATIONS: Final = 2000
SEED: Final = 20250717
LEAST_PERIODS: Final = {Period.DAY: 56, Period.WEEK: 8, Period.MONTH: 6, Period.QUARTER: 4, Period.YEAR: 3}
"""Below this a forecast is refused: eight weeks of days, or the like."""
MOST_STEPS: Final = 3660
SHOWN: Final = 400
"""Periods of history that go along for the picture."""


def forecast(  # noqa: PLR0913 - each is a choice of the planner
    counts: Sequence[Counts],
    spans: Sequence[Span],
    as_of: date,
    horizon: Horizon,
    *,
    stream: str | None = None,
    level: float | None = None,
    replications: int = REPLICATIONS,
    seed: int = SEED,
    basis: Basis = Basis.SOURCE,
) -> Forecast:
    """Forecast every stream of `counts` (or the one that is named) from `as_of` over `horizon`.

    Nothing after `as_of` is used: not a row, and not a span that begins later. Spans that were known to
    end later keep their end. Raises `UnknownName` for the stream, `BadInput` where there is too little to
    go by.
    """
    names = [each.stream for each in counts]
    if stream is not None and stream not in names:
        raise UnknownName(Text("stream"), stream, names)
    known = [span for span in spans if span.first <= as_of]
    streams = tuple(
        _stream(each, known, as_of, horizon, level, replications, seed + number)
        for number, each in enumerate(counts)
        if stream in {None, each.stream}
    )
    return Forecast(as_of, streams, seed, replications, basis)


def steps(counts: Counts, as_of: date, horizon: Horizon) -> int:
    """Return how many of the data's own periods reach from the last count over the horizon."""
    own = DAYS[counts.period]
    ahead = horizon.count if horizon.period is None else horizon.count * DAYS[horizon.period] / own
    late = max(0.0, (as_of - counts.dates[-1]).days / own)
    found = math.ceil(ahead - 1e-9) + math.floor(late + 1e-9)
    if found > MOST_STEPS:
        raise BadInput(Text("That is further than {most} periods.", most=MOST_STEPS), field="horizon")
    return max(1, found)


def _stream(
    counts: Counts,
    spans: Sequence[Span],
    as_of: date,
    horizon: Horizon,
    level: float | None,
    replications: int,
    seed: int,
) -> StreamForecast:
    past = np.array(counts.backlog)
    if np.isfinite(past).sum() < LEAST_PERIODS[counts.period]:
        raise BadInput(
            Text(
                "Stream {stream} has {n} counts; at least {least} are needed.",
                stream=counts.stream,
                n=int(np.isfinite(past).sum()),
                least=LEAST_PERIODS[counts.period],
            ),
            field="data",
        )
    rule = definition(counts, spans, level)
    count = steps(counts, as_of, horizon)
    dates = future(counts, count + rule.held_periods - 1)
    paths = simulate(counts, learn(counts, spans), spans, dates, replications, seed)
    values = np.quantile(paths.backlog[:, :count], LEVELS, axis=0).T
    by, never = odds(paths.backlog, past, rule)
    shown = [number for number in range(count) if dates[number] > as_of] or [count - 1]
    return StreamForecast(
        stream=counts.stream,
        dates=tuple(dates[number] for number in shown),
        levels=LEVELS,
        values=tuple(tuple(float(value) for value in values[number]) for number in shown),
        definition=rule,
        by=tuple((dates[number], float(by[number])) for number in shown),
        not_within_horizon=never,
        history=tuple(
            (day, value)
            for day, value in zip(counts.dates[-SHOWN:], counts.backlog[-SHOWN:], strict=True)
            if math.isfinite(value)
        ),
        notes=counts.notes,
    )
