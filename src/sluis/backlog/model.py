# SPDX-License-Identifier: EUPL-1.2
"""The words of the backlog: counts, calendar, caught up, forecast.

A stream is counted in cases. `nan` in a series means that nobody counted; it is never taken as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sluis.kit.texts import LANGUAGES, Text, number
from sluis.kit.texts import day as day_in_words
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from sluis.estate.model import Basis
    from sluis.record.model import Json

LEVELS: Final = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
"""Quantile levels of every forecast."""

DAYS: Final = {
    Period.DAY: 1,
    Period.WEEK: 7,
    Period.MONTH: 30.4375,
    Period.QUARTER: 91.3125,
    Period.YEAR: 365.25,
}
"""Mean length of a period in days (Gregorian calendar)."""
HELD: Final[dict[Period, Callable[[int], Text]]] = {
    Period.DAY: lambda n: Text("{n} days", n=n),
    Period.WEEK: lambda n: Text("{n} weeks", n=n),
    Period.MONTH: lambda n: Text("{n} month", n=n),
    Period.QUARTER: lambda n: Text("{n} quarter", n=n),
    Period.YEAR: lambda n: Text("{n} year", n=n),
}
"""How long a level must hold, in words; a month, quarter or year is one."""
_MONTHS: Final = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


class SpanKind(StrEnum):
    """What a span of the calendar does to a stream."""

    INTAKE = "intake"
    """Nothing comes in; work on what is there goes on."""
    CLOSURE = "closure"
    """Nothing comes in and nothing is done."""
    DEGRADED = "degraded"
    """Work goes on, slower."""
    HOLIDAY = "holiday"
    """Nothing is done; cases come in."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` up to and including `last` (None: still so). `stream` None means every stream."""

    first: date
    last: date | None
    kind: SpanKind
    stream: str | None = None

    def holds(self, day: date) -> bool:
        """Tell whether `day` lies in the span."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Counts:
    """One stream as it was counted: a value for each of `dates`, which are one `period` apart."""

    stream: str
    period: Period
    dates: tuple[date, ...]
    arrivals: tuple[float, ...]
    completions: tuple[float, ...]
    backlog: tuple[float, ...]
    notes: tuple[Text, ...] = ()
    """What was derived, repaired or looks odd."""


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """Caught up: the backlog (its median over `median_periods`) is at most `target` for `held_periods`."""

    target: float
    reference: float
    held_periods: int
    median_periods: int
    period: Period
    given: bool
    """Whether somebody chose the level; else it is what was usual before."""
    before: date | None = None
    """The first day of the disruption before which `reference` was usual; None: of all that was counted."""

    def text(self, lang: str) -> str:
        """Return the definition in words."""
        target, usual = number(self.target, lang), number(self.reference, lang)
        held = HELD[self.period](self.held_periods)
        if self.given:
            return Text("at most {target} cases, {held} on end", target=target, held=held).say(lang)
        if self.before is None:
            return Text(
                "at most {target} cases, {held} on end: 110% of {usual}, the median of all that was counted",
                target=target,
                held=held,
                usual=usual,
            ).say(lang)
        return Text(
            "at most {target} cases, {held} on end: 110% of {usual}, which was usual before {day}",
            target=target,
            held=held,
            usual=usual,
            day=day_in_words(self.before, lang),
        ).say(lang)


@dataclass(frozen=True, slots=True)
class StreamForecast:
    """What may come in one stream.

    `values[i][j]` is the backlog in cases at `dates[i]` that is not exceeded with probability
    `levels[j]`; `by` gives the probability of being caught up by each date.
    """

    stream: str
    period: Period
    dates: tuple[date, ...]
    levels: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    definition: CaughtUp
    by: tuple[tuple[date, float], ...]
    not_within_horizon: float
    history: tuple[tuple[date, float], ...]
    notes: tuple[Text, ...]
    counted_until: date
    """The last date that was counted; what lies between it and the first of `dates` is simulated."""
    members: tuple[str, ...]
    """The models whose quantiles were averaged."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast of one stream or more, with all that is needed to make it again."""

    as_of: date
    streams: tuple[StreamForecast, ...]
    seed: int
    replications: int
    basis: Basis


def step(day: date, period: Period, count: int, *, month_end: bool = False) -> date:
    """Return `day` moved by `count` periods; `month_end` keeps it at the last day of its month."""
    if period not in _MONTHS:
        return day + timedelta(days=count * int(DAYS[period]))
    months = day.year * 12 + day.month - 1 + count * _MONTHS[period]
    first = date(months // 12, months % 12 + 1, 1)
    last = date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)
    return last if month_end else first.replace(day=min(day.day, last.day))


def forecast_document(forecast: Forecast, lang: str = "en") -> dict[str, Json]:
    """Return `forecast` as a document of schema `sluis.forecast/1`, its sentences in `lang`.

    `values[i][j]` belongs to `dates[i]` and `levels[j]`.
    """
    return _document(forecast, lambda stream: stream.definition.text(lang), lambda note: note.say(lang))


def recorded_document(forecast: Forecast) -> dict[str, Json]:
    """Return the same document with each sentence as an object of languages, for the record."""
    return _document(
        forecast,
        lambda stream: {lang: stream.definition.text(lang) for lang in LANGUAGES},
        lambda note: {lang: note.say(lang) for lang in LANGUAGES},
    )


def _document(
    forecast: Forecast, define: Callable[[StreamForecast], Json], say: Callable[[Text], Json]
) -> dict[str, Json]:
    return {
        "schema": "sluis.forecast/1",
        "as_of": forecast.as_of.isoformat(),
        "seed": forecast.seed,
        "replications": forecast.replications,
        "basis": forecast.basis.value,
        "streams": [
            _stream(stream) | {"caught_up": _caught_up(stream, define(stream)), "notes": _said(stream, say)}
            for stream in forecast.streams
        ],
    }


def _stream(stream: StreamForecast) -> dict[str, Json]:
    return {
        "stream": stream.stream,
        "period": stream.period.name.lower(),
        "members": list(stream.members),
        "counted_until": stream.counted_until.isoformat(),
        "dates": [day.isoformat() for day in stream.dates],
        "levels": list(stream.levels),
        "values": [[round(value, 1) for value in row] for row in stream.values],
        "not_within_horizon": round(stream.not_within_horizon, 4),
        "target": round(stream.definition.target, 1),
        "history": [[day.isoformat(), round(value, 1)] for day, value in stream.history],
    }


def _caught_up(stream: StreamForecast, definition: Json) -> dict[str, Json]:
    by: list[Json] = [
        {"date": day.isoformat(), "probability": round(probability, 4)} for day, probability in stream.by
    ]
    return {
        "definition": definition,
        "by": by,
        "not_within_horizon": round(stream.not_within_horizon, 4),
    }


def _said(stream: StreamForecast, say: Callable[[Text], Json]) -> list[Json]:
    return [say(note) for note in stream.notes]
