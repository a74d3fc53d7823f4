# SPDX-License-Identifier: EUPL-1.2
"""The room's only SQL: which forecasts were published, so that they can be found and scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, Integer, String, Table, func, select

from sluis.backlog.kinds import FORECAST_MADE
from sluis.kit.database import metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from sluis.record.log import Known
    from sluis.record.model import Entry
    from sluis.record.projection import Projection

_forecast = Table(
    "backlog_forecast",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("stream", String(128), primary_key=True),
    Column("as_of", String(10), nullable=False),
)


class Forecasts:
    """Published forecasts, a row for each stream."""

    name: Final = "backlog_forecast"
    version: Final = 1
    tables: Final = (_forecast,)
    kinds: Final = frozenset({FORECAST_MADE.name})

    def apply(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Write a row for each stream of each forecast."""
        rows = [
            {"seq": entry.seq, "stream": stream["stream"], "as_of": document["as_of"]}
            for entry in entries
            if isinstance(document := entry.fields["document"], dict)
            and isinstance(streams := document["streams"], list)
            for stream in streams
            if isinstance(stream, dict)
        ]
        if rows:
            connection.execute(_forecast.insert(), rows)


PROJECTIONS: Final[tuple[Projection, ...]] = (Forecasts(),)


def latest(known: Known) -> dict[str, int]:
    """Return for each stream the number of the entry with its last known forecast."""
    rows = known.connection.execute(
        select(_forecast.c.stream, func.max(_forecast.c.seq))
        .where(_forecast.c.seq < known.size)
        .group_by(_forecast.c.stream)
    )
    return {row[0]: row[1] for row in rows}
