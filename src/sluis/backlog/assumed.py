# SPDX-License-Identifier: EUPL-1.2
"""A history where none is public: made from a yearly volume, a seed and the closures, and marked so.

The OM published how many cases come in a year and never how many wait. To forecast at all, counts are
made up around the public volume: so the outcome is that of a model, and says so on every page.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.model import Counts, SpanKind
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
SPARE: Final = 0.02
"""Capacity beyond inflow: assumed."""
DEGRADED: Final = 0.6
"""Share of the work that gets done while a stream runs degraded: assumed."""
MISSED: Final = 0.9
"""Share of arrivals that wait elsewhere while a stream is closed and come in afterwards: assumed."""
RETURN_DAYS: Final = 30.0


def assumed_counts(
    stream: Stream, spans: Sequence[Span], first: date, as_of: date, seed: int
) -> Counts | None:
    """Return made-up daily counts of `stream`, `first` up to `as_of`; None when its volume is unknown."""
    if not stream.cases_per_day:
        return None
    draw = np.random.default_rng([seed, *stream.id.encode()])
    mine = [span for span in spans if span.stream in {None, stream.id}]
    days = [first + timedelta(days=number) for number in range((as_of - first).days + 1)]
    stock, waiting = DAYS_OF_STOCK * stream.cases_per_day, 0.0
    arrivals, completions, backlog = list[float](), list[float](), list[float]()
    for day in days:
        kinds = {span.kind for span in mine if span.holds(day)}
        usual = stream.cases_per_day * WEEKDAYS[day.weekday()]
        if SpanKind.CLOSURE in kinds:
            waiting += MISSED * usual
            came, able = 0.0, 0.0
        else:
            back = waiting / RETURN_DAYS
            waiting -= back
            came = float(draw.poisson(usual + back))
            share = DEGRADED if SpanKind.DEGRADED in kinds else 1.0
            able = float(draw.poisson(share * (1 + SPARE) * stream.cases_per_day * WORKDAYS[day.weekday()]))
        done = min(able, stock + came)
        stock += came - done
        arrivals.append(came)
        completions.append(done)
        backlog.append(stock)
    note = Text("These counts are assumed: made from a volume of {n} cases a day.", n=stream.cases_per_day)
    return Counts(
        stream.id, Period.DAY, tuple(days), tuple(arrivals), tuple(completions), tuple(backlog), (note,)
    )
