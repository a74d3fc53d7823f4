# SPDX-License-Identifier: EUPL-1.2
"""Forecasts as they were recorded: never computed again, so that no later knowledge gets in.

An entry holds the document of `sluis.forecast/1`: for each stream the dates, the levels, the backlog
at each level for each date, and the odds of being caught up by each date.
"""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sluis.backlog.kinds import FORECAST_MADE
from sluis.estate.model import Basis, State
from sluis.kit.texts import Text
from sluis.report.draw.fan import Fan, Shade
from sluis.report.draw.odds import Odds
from sluis.report.model import ForecastSeen
from sluis.report.words import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sluis.estate.model import StateChange
    from sluis.record.model import Entry, Json
    from sluis.report.reader import Reader


def forecasts(
    entries: Iterable[Entry], history: Sequence[StateChange], reader: Reader
) -> tuple[ForecastSeen, ...]:
    """Return the last forecast of each stream among `entries`, with closures from `history` shaded."""
    found = dict[str, ForecastSeen]()
    for entry in entries:
        if entry.kind == FORECAST_MADE.name:
            found |= {seen.stream: seen for seen in read(entry, history, reader)}
    return tuple(found.values())


def read(entry: Entry, history: Sequence[StateChange], reader: Reader) -> tuple[ForecastSeen, ...]:
    """Return what one entry forecast, a value for each stream; streams without dates are left out."""
    document = _object(entry.fields.get("document"))
    streams = document.get("streams")
    listed = [_object(stream) for stream in streams] if isinstance(streams, list) else []
    return tuple(_seen(stream, entry, history, reader) for stream in listed if stream.get("stream"))


def _seen(
    stream: Mapping[str, Json], entry: Entry, history: Sequence[StateChange], reader: Reader
) -> ForecastSeen:
    name = reader.name(stream["stream"])
    basis = stream.get("basis") or entry.fields.get("basis")
    return ForecastSeen(
        seq=entry.seq,
        made_at=entry.happened_at,
        stream=str(stream["stream"]),
        name=name,
        fan=_fan(stream, name, entry, history, reader),
        odds=_odds(stream, name, reader),
        basis=Basis(basis) if basis in set(Basis) else None,
        notes=tuple(said(note, reader.lang) for note in _list(stream.get("notes"))),
    )


def _fan(
    stream: Mapping[str, Json],
    name: str,
    entry: Entry,
    history: Sequence[StateChange],
    reader: Reader,
) -> Fan | None:
    dates = tuple(date.fromisoformat(str(when)[:10]) for when in _list(stream.get("dates")))
    levels = tuple(_float(level) for level in _list(stream.get("levels")))
    values = _values(stream, len(dates))
    if not dates or values is None:
        return None
    past = [_list(row) for row in _list(stream.get("history"))]
    return Fan(
        name=name,
        as_of=entry.happened_at.astimezone(reader.clock).date(),
        dates=dates,
        levels=levels,
        values=values,
        history=tuple(
            (date.fromisoformat(str(row[0])[:10]), float(row[1]))
            for row in past
            if isinstance(row[1], int | float) and math.isfinite(row[1])
        ),
        closures=closures(history, entry.happened_at, reader),
        target=None if stream.get("target") is None else _float(stream["target"]),
    )


def _values(stream: Mapping[str, Json], length: int) -> tuple[tuple[float, ...], ...] | None:
    """Return the quantiles, a row for each date and a column for each level.

    They stand by date and by level: `values[date][level]`. None when one is missing: a gap in a
    forecast is never drawn as zero.
    """
    by_date = _object(stream.get("values"))
    rows = [_object(by_date.get(str(when))) for when in _list(stream.get("dates"))]
    values = [[row.get(str(level)) for level in _list(stream.get("levels"))] for row in rows]
    found = tuple(tuple(float(cases) for cases in row if isinstance(cases, int | float)) for row in values)
    whole = all(len(kept) == len(row) > 0 for kept, row in zip(found, values, strict=True))
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


def closures(history: Sequence[StateChange], at: datetime, reader: Reader) -> tuple[Shade, ...]:
    """Return the spans before `at` in which at least one system was closed."""
    zone = ZoneInfo(reader.zone)
    closed, since, spans = set[str](), None, list[Shade]()
    label = Text("systems closed").say(reader.lang)
    for change in sorted(history, key=lambda change: (change.happened_at, change.seq or 0)):
        if change.happened_at > at:
            break
        was = bool(closed)
        if change.state is State.CLOSED:
            closed.add(change.system)
        else:
            closed.discard(change.system)
        day = change.happened_at.astimezone(zone).date()
        if closed and not was:
            since = day
        elif was and not closed and since is not None:
            spans.append(Shade(since, day, label))
            since = None
    return (*spans, Shade(since, None, label)) if since is not None else tuple(spans)


def _object(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _float(value: Json) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
