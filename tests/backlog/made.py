# SPDX-License-Identifier: EUPL-1.2
"""Streams made for the tests: steady, closed for a while, or known so exactly that theory tells the rest."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from sluis.backlog.arrivals import Arrivals, ratios
from sluis.backlog.capacity import Capacity
from sluis.backlog.learn import Learned
from sluis.backlog.model import Counts, Span, SpanKind, step
from sluis.backlog.simulate import future, simulate
from sluis.backlog.smooth import Fit
from sluis.kit.units import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sluis.backlog.simulate import Paths

MONDAY = date(2024, 1, 1)
SEED = 20250717
EVENT_NAMES = "case_id,stream,arrival,completion"
COUNT_NAMES = "date,stream,arrivals,completions,backlog"


def on(number: int) -> date:
    """Return the day `number` days after the first Monday."""
    return MONDAY + timedelta(days=number)


def write(path: Path, names: str, rows: Iterable[Sequence[object]]) -> Path:
    """Write a CSV file with the columns `names`."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream)
        out.writerow(names.split(","))
        out.writerows(rows)
    return path


def text(path: Path, *lines: str) -> Path:
    """Write lines as they are."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def counted(
    arrivals: Sequence[float],
    completions: Sequence[float],
    *,
    start: float = 100.0,
    stream: str = "letters",
    period: Period = Period.DAY,
    first: date = MONDAY,
) -> Counts:
    """Return counts that add up from a backlog of `start` before the first period."""
    stock, backlog = start, list[float]()
    for came, done in zip(arrivals, completions, strict=True):
        stock += came - done
        backlog.append(stock)
    dates = tuple(step(first, period, number) for number in range(len(backlog)))
    return Counts(stream, period, dates, tuple(arrivals), tuple(completions), tuple(backlog))


def steady(
    days: int = 200, mean: float = 50.0, stock: float = 500.0, *, seed: int = 1, stream: str = "letters"
) -> Counts:
    """Return a stream in balance: Poisson arrivals, and work that rises with the backlog."""
    draw = np.random.default_rng(seed)
    now, arrivals, completions = stock, list[float](), list[float]()
    for _ in range(days):
        came = float(draw.poisson(mean))
        done = min(float(draw.poisson(mean * now / stock)), now + came)
        now += came - done
        arrivals.append(came)
        completions.append(done)
    return counted(arrivals, completions, start=stock, stream=stream)


def closed_once(
    before: int = 120, closed: int = 14, after: int = 5, *, mean: float = 50.0, back: float = 1.2
) -> tuple[Counts, Span]:
    """Return a stream that was shut, with `back` of the missed arrivals returning over four days."""
    calm = steady(before, mean)
    surge = [back * mean * closed / 4 if number < 4 else 0.0 for number in range(after)]
    arrivals = [*calm.arrivals, *[0.0] * closed, *(mean + extra for extra in surge)]
    completions = [*calm.completions, *[0.0] * closed, *[mean * 1.1] * after]
    shut = Span(on(before), on(before + closed - 1), SpanKind.CLOSURE)
    return counted(arrivals, completions, start=500.0), shut


def exactly(
    came: float, done: float, backlog: float, *, elasticity: float = 0.0, usual: float = 1.0
) -> Learned:
    """Return what would be learned of a stream that is known exactly: Poisson flows, no drift, no cycle."""

    def fixed(level: float, power: float) -> Fit:
        one = np.ones(1)
        return Fit(0 * one, power * one, level * one, one, np.zeros(2), np.arange(2), 0)

    week = np.ones(7)
    table = np.tile(ratios(came, 0.0), (7, 1))
    return Learned(
        Arrivals(fixed(came, 0.0), week, table, 0.0),
        Capacity(fixed(done, elasticity), week, ratios(done, 0.0), usual),
        0.0,
        backlog,
        None,
        fast=False,
        unexplained=np.zeros(0),
    )


def run(
    learned: Learned,
    days: int,
    replications: int,
    *,
    spans: Sequence[Span] = (),
    seed: int | Sequence[int] = SEED,
    flows: bool = False,
    as_of: date | None = None,
) -> Paths:
    """Simulate days after the first Monday."""
    counts = Counts("letters", Period.DAY, (MONDAY,), (1.0,), (1.0,), (learned.backlog,))
    dates = future(counts, days)
    return simulate(counts, learned, spans, dates, replications, seed, as_of=as_of, flows=flows)
