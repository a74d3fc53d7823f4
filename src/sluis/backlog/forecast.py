# SPDX-License-Identifier: EUPL-1.2
"""From counts to odds: learn, simulate, take quantiles, ask when it is caught up."""

from __future__ import annotations

import hashlib
import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog import members
from sluis.backlog.caught_up import definition, odds
from sluis.backlog.episode import apparent, of_stream
from sluis.backlog.learn import learn
from sluis.backlog.model import DAYS, LEVELS, Forecast, StreamForecast, step
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
PERIODS: Final = {
    Period.DAY: Text("day"),
    Period.WEEK: Text("week"),
    Period.MONTH: Text("month"),
    Period.QUARTER: Text("quarter"),
    Period.YEAR: Text("year"),
}
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

    `counts` hold nothing after `as_of`; `spans` are what is planned as well as what was, so those to come
    are used. Raises `UnknownName` for the stream, `BadInput` where there is too little to go by.
    """
    names = [each.stream for each in counts]
    if stream is not None and stream not in names:
        raise UnknownName(Text("stream"), stream, names)
    streams = tuple(
        _stream(each, spans, as_of, horizon, level, replications, seed)
        for each in counts
        if stream in {None, each.stream}
    )
    return Forecast(as_of, streams, seed, replications, basis)


def steps(counts: Counts, as_of: date, horizon: Horizon) -> int:
    """Return how many of the data's own periods reach from the last count to the end of the horizon.

    A horizon without a period counts the data's own. Raises `BadInput` beyond MOST_STEPS,
    and where no period of the data ends within it.
    """
    if horizon.count * DAYS[horizon.period or counts.period] / DAYS[counts.period] > MOST_STEPS:
        raise BadInput(Text("That is further than {most} periods.", most=MOST_STEPS), field="horizon")
    month_end = (as_of + timedelta(days=1)).day == 1
    end = step(as_of, horizon.period or counts.period, horizon.count, month_end=month_end)
    days = (end - counts.dates[-1]).days
    about = days / DAYS[counts.period]
    if about > MOST_STEPS:
        raise BadInput(Text("That is further than {most} periods.", most=MOST_STEPS), field="horizon")
    found = sum(day <= end for day in future(counts, int(about) + 2)) if days > 0 else 0
    if not found or future(counts, found)[-1] <= as_of:
        raise BadInput(
            Text("The horizon ends before the first {period} to come.", period=PERIODS[counts.period]),
            field="horizon",
        )
    return found


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
    mine = of_stream(spans, counts.stream)
    seen, notes = apparent(counts, mine)
    mine = of_stream((*mine, *seen), counts.stream)
    rule = definition(counts, mine, as_of, level)
    count = steps(counts, as_of, horizon)
    dates = future(counts, count + rule.held_periods - 1)
    learned = learn(counts, mine)
    own = _seed(seed, counts.stream)
    paths = simulate(counts, learned, mine, dates, replications, own, as_of=as_of)
    values, names = members.flow(paths.backlog[:count]), (members.FLOW,)
    if learned.since is None and not _disrupted(mine, counts.dates[-1], dates[-1]):
        values = members.mean([values, members.walk(past, count)])
        names = (members.FLOW, members.WALK)
    shown = [number for number in range(count) if dates[number] > as_of]
    by, never = odds(paths, past, rule, shown[0])
    return StreamForecast(
        stream=counts.stream,
        period=counts.period,
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
        notes=(*counts.notes, *notes, *_late(counts, as_of)),
        counted_until=counts.dates[-1],
        members=names,
    )


def _disrupted(spans: Sequence[Span], first: date, last: date) -> bool:
    """Tell whether anything in the calendar touches the days after `first`, up to `last`."""
    return any(span.first <= last and (span.last is None or span.last > first) for span in spans)


def _seed(seed: int, stream: str) -> list[int]:
    """Return a seed for one stream, the same whichever other streams there are."""
    return [seed, int.from_bytes(hashlib.sha256(stream.encode()).digest()[:8], "big")]


def _late(counts: Counts, as_of: date) -> tuple[Text, ...]:
    """Return a note when the counts end well before the day of the forecast."""
    late = (as_of - counts.dates[-1]).days
    if late <= 2 * DAYS[counts.period]:
        return ()
    return (
        Text(
            "The counts end on {day}, {n} days before the forecast; what happened since is simulated.",
            day=counts.dates[-1].isoformat(),
            n=late,
        ),
    )
