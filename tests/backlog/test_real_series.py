# SPDX-License-Identifier: EUPL-1.2
"""On real series, from rolling origins: forecasts are sane, better than nothing, and see no later row.

These are checks of sanity. How good the forecasts are is measured by `python -m bench.backlog`.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bench.backlog import Score, convert, events, rolling
from sluis.backlog.forecast import forecast
from sluis.backlog.model import step
from sluis.backlog.reading import read
from sluis.kit.units import Horizon, Period

if TYPE_CHECKING:
    from pathlib import Path

QUARTERS = [step(date(2014, 3, 31), Period.QUARTER, 3 * number, month_end=True) for number in range(9)]
MONTHS = [date(year, 2, 1) for year in range(2012, 2020)]
DAYS = [date(2021, 5, 1) + timedelta(days=97 * number) for number in range(12)]
SERIES = [
    ("cran_queue_daily.csv", DAYS, 28),
    ("nhs_england_rtt_monthly.csv", MONTHS, 6),
    ("uk_asylum_quarterly.csv", QUARTERS, 4),
]


def scored(shared: Path, folder: Path, name: str, origins: list[date], horizon: int) -> Score:
    """Return how forecasts of a real series did."""
    path = convert(name, shared / "data" / "backlog", folder)
    return rolling(path, origins, horizon, replications=300)


@pytest.mark.parametrize(("name", "origins", "horizon"), SERIES)
def test_rolling_origins_are_sane(
    shared: Path, tmp_path: Path, name: str, origins: list[date], horizon: int
) -> None:
    """Losses are finite and below twice a random walk's; the 90% band holds more than half of the time."""
    found = scored(shared, tmp_path, name, origins, horizon)
    assert found.n >= 30
    assert math.isfinite(found.relative_loss)
    assert found.relative_loss < 2.0
    assert found.coverage_90 > 0.5
    assert found.coverage_80 <= found.coverage_90


@pytest.mark.parametrize(("name", "origins", "horizon"), SERIES)
def test_quantiles_of_real_series_are_in_order(
    shared: Path, tmp_path: Path, name: str, origins: list[date], horizon: int
) -> None:
    """From the last origin: finite, not negative, rising by level; odds rise by date."""
    path = convert(name, shared / "data" / "backlog", tmp_path)
    made = forecast(read(path, origins[-1]), (), origins[-1], Horizon(horizon, None), replications=300)
    (stream,) = made.streams
    assert len(stream.dates) == horizon
    for row in stream.values:
        assert all(math.isfinite(value) and value >= 0 for value in row)
        assert list(row) == sorted(row)
    odds = [share for _, share in stream.by]
    assert odds == sorted(odds)


def test_a_real_log_of_events_is_read(shared: Path, tmp_path: Path) -> None:
    """Cases of the queue give days that add up, and the backlog is near the one that was counted apart."""
    as_of = date(2023, 6, 1)
    streams = read(events(shared / "data" / "backlog", tmp_path), as_of)
    assert {counts.stream for counts in streams} == {"new", "update"}
    assert all(counts.dates[-1] == as_of for counts in streams)
    total = sum(counts.backlog[-1] for counts in streams)
    (daily,) = read(convert("cran_queue_daily.csv", shared / "data" / "backlog", tmp_path), as_of)
    assert total == pytest.approx(daily.backlog[-1], abs=60)
    made = forecast(streams, (), as_of, Horizon(14, Period.DAY), replications=100)
    assert len(made.streams) == 2
