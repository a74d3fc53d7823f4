# SPDX-License-Identifier: EUPL-1.2
"""A history where none is public: made from a yearly volume and a seed, and marked as such.

An organisation may publish how many cases come in a year and never how many wait: so did the OM (180,700
to 200,500 criminal cases a year, 2018 to 2022; `Stream.volume_source` has the page). To forecast at all,
counts are made up around such a volume. The outcome is that of a model, and says so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.model import Counts, SpanKind
from sluis.kit.errors import BadInput
from sluis.kit.texts import Text
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sluis.backlog.model import Span
    from sluis.estate.model import Stream

WEEKDAYS: Final = (1.25, 1.25, 1.25, 1.2, 1.15, 0.5, 0.4)
"""Arrivals by weekday around their mean: assumed."""
WORKDAYS: Final = (1.4, 1.4, 1.4, 1.4, 1.4, 0.0, 0.0)
"""Work is done on five days: assumed."""
DAYS_OF_STOCK: Final = 45.0
"""Usual backlog, in days of inflow: assumed."""
DISPERSION: Final = 0.02
"""Variance of a day's arrivals beyond chance, in squared means: assumed."""
PULL: Final = 0.5
"""Percent more work done for a percent more load, so that the backlog keeps its level: assumed."""


def assumed_counts(
    stream: Stream, spans: Sequence[Span], first: date, as_of: date, seed: int
) -> Counts | None:
    """Return made-up daily counts of `stream` from `first` on; None when its volume is unknown.

    They end on the day before the first closure or degraded running, or on `as_of`: what happened to the
    backlog after that nobody knows, so that a forecast simulates it, with all its doubt. Raises `BadInput`
    when that is before `first`.
    """
    if not stream.cases_per_day:
        return None
    begun = [
        span.first for span in spans if span.stream in {None, stream.id} and span.kind is not SpanKind.HOLIDAY
    ]
    last = min([as_of, *(day - timedelta(days=1) for day in begun)])
    if last < first:
        raise BadInput(
            Text("The made-up counts of {stream} would end before they begin.", stream=stream.id),
            field="first",
        )
    draw = np.random.default_rng([seed, *stream.id.encode()])
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    usual = DAYS_OF_STOCK * stream.cases_per_day
    stock = usual
    arrivals, completions, backlog = list[float](), list[float](), list[float]()
    for day in days:
        mean = stream.cases_per_day * WEEKDAYS[day.weekday()]
        came = float(draw.poisson(mean * draw.gamma(1 / DISPERSION, DISPERSION)))
        able = stream.cases_per_day * WORKDAYS[day.weekday()] * (stock / usual) ** PULL
        done = min(float(draw.poisson(able)), stock + came)
        stock += came - done
        arrivals.append(came)
        completions.append(done)
        backlog.append(stock)
    note = Text(
        "These counts are assumed: made from a volume of {n} cases a day, up to {day}.",
        n=stream.cases_per_day,
        day=last.isoformat(),
    )
    return Counts(
        stream.id, Period.DAY, tuple(days), tuple(arrivals), tuple(completions), tuple(backlog), (note,)
    )
