# SPDX-License-Identifier: EUPL-1.2
"""The forecast of a case: a model's outcome on assumed counts, made from what was known that day.

The closures are those of the record as it stood; nothing that was recorded later is seen.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sluis.backlog import acts
from sluis.backlog.assumed import assumed_counts
from sluis.backlog.calendar import closures
from sluis.backlog.forecast import forecast
from sluis.estate import store
from sluis.estate.model import Basis
from sluis.kit.errors import UnknownName
from sluis.kit.texts import Text

if TYPE_CHECKING:
    from sluis.drill.model import ForecastWish
    from sluis.record.log import Record
    from sluis.record.model import Actor, Receipt


def foresee(record: Record, *, wish: ForecastWish, actor: Actor) -> Receipt:
    """Make and publish the forecast that the case wishes for, marked as assumed.

    The last day counted is the day before. Raises `UnknownName` for a stream that the estate does not
    have, or whose volume is unknown.
    """
    with record.known() as known:
        estate, history = store.current(known), store.history(known)
    last = wish.at.astimezone(ZoneInfo(estate.zone)).date() - timedelta(days=1)
    spans = closures(estate, history)
    streams = {stream.id: stream for stream in estate.streams}
    counts = []
    for name in wish.streams:
        made = (
            assumed_counts(streams[name], spans, wish.history_from, last, wish.seed)
            if name in streams
            else None
        )
        if made is None:
            raise UnknownName(Text("stream with a volume"), name, streams)
        counts.append(made)
    outcome = forecast(
        counts,
        spans,
        last,
        wish.horizon,
        replications=wish.replications,
        seed=wish.seed,
        basis=Basis.ASSUMED,
    )
    return acts.publish(record, outcome, counts, actor, happened_at=wish.at)
