# SPDX-License-Identifier: EUPL-1.2
"""Closures of one stream on its own calendar: which periods they cover, and which ones nobody named."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sluis.backlog.model import Span, SpanKind, step
from sluis.kit.texts import Text
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sluis.backlog.model import Counts

SHUTS: Final = frozenset({SpanKind.CLOSURE, SpanKind.INTAKE})
"""Kinds in which nothing comes in."""
ONE_EPISODE_DAYS: Final = 7
"""Closures with at most this many days between them are one episode: people do not come back between."""
LEAST_RUN_DAYS: Final = 3
LEAST_EXPECTED: Final = 12.0
"""Cases that a run of days without any would usually have had: by chance that is rarer than 1 in 100,000."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One closure, or several on end: `last` is None while it lasts. `kinds` are those of its spans."""

    first: date
    last: date | None
    kinds: frozenset[SpanKind]

    def days_until(self, day: date) -> int:
        """Return how many days it lasted, up to and including `day` while it goes on."""
        return (min(self.last or day, day) - self.first).days + 1


def of_stream(spans: Sequence[Span], stream: str) -> tuple[Span, ...]:
    """Return the spans that concern `stream`, by their beginning."""
    return tuple(
        sorted((span for span in spans if span.stream in {None, stream}), key=lambda span: span.first)
    )


def episodes(spans: Sequence[Span], until: date, kinds: frozenset[SpanKind] = SHUTS) -> tuple[Episode, ...]:
    """Return the spans of `kinds` that began on or before `until`, neighbours taken together, oldest first.

    `spans` are those of one stream, by their beginning.
    """
    found: list[Episode] = []
    for span in spans:
        if span.kind not in kinds or span.first > until:
            continue
        before = found[-1] if found else None
        joins = before is not None and (
            before.last is None or (span.first - before.last).days <= ONE_EPISODE_DAYS + 1
        )
        if before is None or not joins:
            found.append(Episode(span.first, span.last, frozenset({span.kind})))
            continue
        last = None if before.last is None or span.last is None else max(before.last, span.last)
        found[-1] = Episode(before.first, last, before.kinds | {span.kind})
    return tuple(found)


def covers(label: date, period: Period) -> tuple[date, date]:
    """Return first and last day of the period that `label` names.

    The first of a month names what begins there; any other date names what ends there.
    """
    if period is Period.DAY:
        return label, label
    if label.day == 1 and period is not Period.WEEK:
        return label, step(label, period, 1) - timedelta(days=1)
    month_end = (label + timedelta(days=1)).day == 1 and period is not Period.WEEK
    return step(label, period, -1, month_end=month_end) + timedelta(days=1), label


def share(span: Span, first: date, last: date) -> float:
    """Return which share of the days `first` … `last` lies in `span`."""
    begin, end = max(span.first, first), min(span.last or last, last)
    return max(0, (end - begin).days + 1) / ((last - first).days + 1)


def apparent(counts: Counts, spans: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Text, ...]]:
    """Return closures that the calendar does not name and the counts seem to show, with a note for each.

    Only days can show one: three or more on end without arrivals, where at least twelve would be usual.
    A run that lasts until the last day may still go on.
    """
    if counts.period is not Period.DAY:
        return (), ()
    usual = _usual(counts.arrivals)
    found: list[Span] = []
    start: int | None = None
    for number, came in enumerate((*counts.arrivals, math.inf)):
        if came == 0:
            start = number if start is None else start
            continue
        if start is not None and number - start >= LEAST_RUN_DAYS:
            expected = usual[start] * (number - start)
            first, last = counts.dates[start], counts.dates[number - 1]
            named = any(span.first <= last and (span.last is None or span.last >= first) for span in spans)
            if expected >= LEAST_EXPECTED and not named:
                found.append(Span(first, last if number < len(counts.arrivals) else None, SpanKind.INTAKE))
        start = None
    notes = tuple(
        Text(
            "{n} days without arrivals from {first} are taken as a closed intake; name them in a calendar.",
            n=((span.last or counts.dates[-1]) - span.first).days + 1,
            first=span.first.isoformat(),
        )
        for span in found[-3:]
    )
    return tuple(found), notes


def _usual(arrivals: Sequence[float]) -> list[float]:
    """Return the mean arrivals of the 28 days before each day."""
    total, sums = 0.0, [0.0]
    for came in arrivals:
        total += came if math.isfinite(came) else 0.0
        sums.append(total)
    return [(sums[now] - sums[max(0, now - 28)]) / max(1, min(28, now)) for now in range(len(arrivals))]
