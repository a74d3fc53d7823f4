# SPDX-License-Identifier: EUPL-1.2
"""Forecasts as they were recorded: never computed again, so that no later knowledge gets in.

An entry holds the document of `sluis.forecast/1`: for each stream the dates, the levels, the backlog
at each level for each date, and the odds of being caught up by each date.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sluis.backlog.calendar import closures
from sluis.backlog.kinds import FORECAST_MADE
from sluis.backlog.model import SpanKind
from sluis.estate.model import Basis
from sluis.kit.texts import Text
from sluis.report.draw.fan import Fan, Shade
from sluis.report.draw.odds import Odds
from sluis.report.model import ForecastSeen
from sluis.report.words import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sluis.estate.model import Estate, StateChange
    from sluis.record.model import Entry, Json
    from sluis.report.reader import Reader

SPANS: Final[Mapping[SpanKind, Text]] = {
    SpanKind.CLOSURE: Text("stood still"),
    SpanKind.DEGRADED: Text("ran worse"),
}


@dataclass(frozen=True, slots=True)
class Past:
    """What systems went through, to shade in a forecast: by `estate`, as in `history`."""

    estate: Estate | None
    history: Sequence[StateChange]


def forecasts(entries: Iterable[Entry], past: Past, reader: Reader) -> tuple[ForecastSeen, ...]:
    """Return the last forecast of each stream among `entries`."""
    found = dict[str, ForecastSeen]()
    for entry in entries:
        if entry.kind == FORECAST_MADE.name:
            found |= {seen.stream: seen for seen in read(entry, past, reader)}
    return tuple(found.values())


def read(entry: Entry, past: Past, reader: Reader) -> tuple[ForecastSeen, ...]:
    """Return what one entry forecast, a value for each stream; streams without dates are left out."""
    document = _object(entry.fields.get("document"))
    streams = document.get("streams")
    listed = [_object(stream) for stream in streams] if isinstance(streams, list) else []
    return tuple(_seen(stream, entry, past, reader) for stream in listed if stream.get("stream"))


def _seen(stream: Mapping[str, Json], entry: Entry, past: Past, reader: Reader) -> ForecastSeen:
    name = reader.name(stream["stream"])
    basis = stream.get("basis") or entry.fields.get("basis")
    return ForecastSeen(
        seq=entry.seq,
        made_at=entry.happened_at,
        stream=str(stream["stream"]),
        name=name,
        fan=_fan(stream, name, entry, past, reader),
        odds=_odds(stream, name, reader),
        basis=Basis(basis) if basis in set(Basis) else None,
        notes=tuple(said(note, reader.lang) for note in _list(stream.get("notes"))),
    )


def _fan(stream: Mapping[str, Json], name: str, entry: Entry, past: Past, reader: Reader) -> Fan | None:
    dates = tuple(date.fromisoformat(str(when)[:10]) for when in _list(stream.get("dates")))
    levels = tuple(_float(level) for level in _list(stream.get("levels")))
    values = _values(stream, len(dates))
    if not dates or values is None:
        return None
    counted = [_list(row) for row in _list(stream.get("history"))]
    return Fan(
        name=name,
        as_of=entry.happened_at.astimezone(reader.clock).date(),
        dates=dates,
        levels=levels,
        values=values,
        history=tuple(
            (date.fromisoformat(str(row[0])[:10]), float(row[1]))
            for row in counted
            if isinstance(row[1], int | float) and math.isfinite(row[1])
        ),
        closures=standstills(str(stream["stream"]), past.estate, past.history, entry, reader.lang),
        target=None if stream.get("target") is None else _float(stream["target"]),
    )


def _values(stream: Mapping[str, Json], length: int) -> tuple[tuple[float, ...], ...] | None:
    """Return the quantiles, a row for each date and a column for each level.

    None when one is missing: a gap in a forecast is never drawn as zero.
    """
    levels = len(_list(stream.get("levels")))
    rows = [_list(row) for row in _list(stream.get("values"))]
    found = tuple(tuple(float(cases) for cases in row if isinstance(cases, int | float)) for row in rows)
    whole = all(len(row) == levels > 0 for row in found)
    return found if whole and len(found) == length else None


def _odds(stream: Mapping[str, Json], name: str, reader: Reader) -> Odds | None:
    caught_up = _object(stream.get("caught_up"))
    listed = [_object(each) for each in _list(caught_up.get("by"))]
    if not listed:
        return None
    by = tuple((date.fromisoformat(str(each["date"])[:10]), _float(each["probability"])) for each in listed)
    beyond = caught_up.get("not_within_horizon", stream.get("not_within_horizon"))
    rest = 1.0 - by[-1][1] if beyond is None else _float(beyond)
    return Odds(name, by, rest, said(caught_up.get("definition"), reader.lang))


def standstills(
    stream: str, estate: Estate | None, history: Sequence[StateChange], entry: Entry, lang: str
) -> tuple[Shade, ...]:
    """Return when a stream stood still or ran worse, as known when `entry` was recorded."""
    if estate is None:
        return ()
    known = [
        change
        for change in history
        if change.happened_at <= entry.happened_at and (change.seq is None or change.seq < entry.seq)
    ]
    return tuple(
        Shade(
            span.first,
            None if span.last is None else span.last + timedelta(days=1),
            SPANS[span.kind].say(lang),
            worse=span.kind is SpanKind.DEGRADED,
        )
        for span in closures(estate, known)
        if span.stream == stream and span.kind in SPANS
    )


def _object(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _float(value: Json) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
