# SPDX-License-Identifier: EUPL-1.2
"""A forecast gives ordered quantiles and rising odds, the same for a seed, and nothing from the future."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sluis.backlog.forecast import MOST_STEPS, forecast, steps
from sluis.backlog.model import LEVELS, Span, SpanKind, StreamForecast, step
from sluis.backlog.reading import read
from sluis.estate.model import Basis
from sluis.kit.errors import BadInput, UnknownName
from sluis.kit.units import Horizon, Period, horizon
from tests.backlog.made import COUNT_NAMES, closed_once, counted, on, steady, write

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.backlog.model import Counts

FAR = Horizon(28, Period.DAY)


def one(counts: Counts, *spans: Span, ahead: Horizon = FAR, as_of: date | None = None) -> StreamForecast:
    """Return the forecast of one stream with 400 replications."""
    last = as_of or counts.dates[-1]
    return forecast((counts,), spans, last, ahead, replications=400).streams[0]


def test_quantiles_are_in_order_and_odds_rise() -> None:
    """Levels rise from left to right, odds with time; the last odds and the rest make one."""
    found = one(steady())
    assert found.levels == LEVELS
    assert all(list(row) == sorted(row) for row in found.values)
    odds = [share for _, share in found.by]
    assert odds == sorted(odds)
    assert odds[-1] + found.not_within_horizon == pytest.approx(1)
    assert [day for day, _ in found.by] == list(found.dates)


def test_a_steady_stream_stays_about_where_it_is() -> None:
    """The last count lies within the band a month ahead, and both members take part."""
    counts = steady(300)
    found = one(counts)
    assert found.values[-1][0] < counts.backlog[-1] < found.values[-1][6]
    assert found.members == ("flow", "walk")


def test_after_a_closure_the_surge_is_seen_coming() -> None:
    """On the day of reopening the median rises by about what was missed; the walk takes no part."""
    counts, shut = closed_once(after=0)
    found = one(counts, shut)
    assert found.members == ("flow",)
    assert max(row[3] for row in found.values) > counts.backlog[-1] + 0.4 * 14 * 50


def test_a_closure_to_come_is_used() -> None:
    """The calendar holds what is planned: nothing is done meanwhile."""
    counts = steady()
    last = len(counts.dates) - 1
    shut = Span(on(last + 5), on(last + 14), SpanKind.HOLIDAY)
    planned, plain = one(counts, shut), one(counts)
    assert planned.values[13][3] > plain.values[13][3] + 300


def test_a_closure_that_goes_on_leaves_little_hope() -> None:
    """While nobody knows when it ends, most of the odds lie beyond the horizon."""
    counts, shut = closed_once(after=0)
    found = one(counts, replace(shut, last=None))
    assert found.not_within_horizon > 0.5


def test_a_seed_gives_the_same_forecast() -> None:
    """The same seed twice is the same; another differs; other streams beside it change nothing."""
    counts, other = steady(), steady(stream="notices")
    one_, again, third = (
        forecast((counts,), (), counts.dates[-1], FAR, replications=200, seed=seed) for seed in (1, 1, 2)
    )
    assert one_ == again
    assert one_.streams[0].values != third.streams[0].values
    both = forecast((other, counts), (), counts.dates[-1], FAR, replications=200, seed=1)
    assert both.streams[1] == one_.streams[0]
    assert both.streams[0].values != both.streams[1].values


def test_rows_after_the_day_change_no_number(tmp_path: Path) -> None:
    """A forecast as of a day is the same whether or not the file goes on, in whatever way."""
    counts = steady(150)
    rows = [
        (day, "letters", came, done, stock)
        for day, came, done, stock in zip(
            counts.dates, counts.arrivals, counts.completions, counts.backlog, strict=True
        )
    ]
    known = read(write(tmp_path / "known.csv", COUNT_NAMES, rows[:100]), on(99))
    later = [(on(120), "letters", -1, "x", ""), (on(120), "other", 1, 1, 1)]
    whole = read(write(tmp_path / "whole.csv", COUNT_NAMES, [*rows, *later]), on(99))
    assert known == whole
    assert forecast(known, (), on(99), FAR, replications=100) == forecast(
        whole, (), on(99), FAR, replications=100
    )


def test_a_stream_may_be_named() -> None:
    """Only that one is forecast; a wrong name is told with the nearest."""
    both = (steady(), steady(stream="notices"))
    found = forecast(both, (), both[0].dates[-1], FAR, stream="notices", replications=100)
    assert [stream.stream for stream in found.streams] == ["notices"]
    with pytest.raises(UnknownName, match="notice"):
        forecast(both, (), both[0].dates[-1], FAR, stream="notice")


def test_a_level_may_be_chosen() -> None:
    """A level that is far above the backlog is reached at once, one far below is not."""
    counts = steady()
    high, low = (
        forecast((counts,), (), counts.dates[-1], FAR, level=level, replications=200).streams[0]
        for level in (5000.0, 1.0)
    )
    assert (high.by[0][1], low.not_within_horizon) == (1.0, 1.0)
    assert high.definition.given


def test_counts_that_end_early_are_simulated_on() -> None:
    """Dates begin after the day of the forecast, with the doubt of all days since the last count."""
    counts = steady()
    late = step(counts.dates[-1], Period.DAY, 90)
    found, fresh = one(counts, as_of=late), one(counts)
    assert found.dates[0] == step(late, Period.DAY, 1)
    assert len(found.dates) == len(fresh.dates) == 28
    assert found.values[0][6] - found.values[0][0] > fresh.values[0][6] - fresh.values[0][0]
    assert "90 days before the forecast" in str(found.notes[-1])


def test_an_unnamed_closure_is_noted() -> None:
    """Days without arrivals are taken as a closed intake, and the forecast says so."""
    counts = counted([50.0] * 100 + [0.0] * 6, [50.0] * 100 + [20.0] * 6, start=300.0)
    found = one(counts)
    assert "6 days without arrivals" in str(found.notes[0])
    assert found.definition.before == on(100)


@pytest.mark.parametrize(
    ("period", "text", "count"),
    [
        (Period.DAY, "28d", 28),
        (Period.DAY, "4w", 28),
        (Period.DAY, "28", 28),
        (Period.WEEK, "28d", 4),
        (Period.MONTH, "1y", 12),
        (Period.MONTH, "12", 12),
        (Period.QUARTER, "12m", 4),
        (Period.YEAR, "2y", 2),
    ],
)
def test_horizons_are_counted_in_the_data_s_own_periods(period: Period, text: str, count: int) -> None:
    """Whatever the unit, every period that ends within it is forecast."""
    counts = counted([5.0] * 8, [5.0] * 8, period=period)
    assert steps(counts, counts.dates[-1], horizon(text)) == count


def test_ends_of_quarters_are_reached() -> None:
    """Two quarters from 30 June reach 31 December."""
    counts = replace(
        counted([5.0] * 2, [5.0] * 2, period=Period.QUARTER), dates=(date(2021, 3, 31), date(2021, 6, 30))
    )
    assert steps(counts, date(2021, 6, 30), horizon("2q")) == 2


@pytest.mark.parametrize(("text", "why"), [(f"{MOST_STEPS + 1}d", "further than"), ("99y", "further than")])
def test_a_horizon_has_an_end(text: str, why: str) -> None:
    """Beyond ten years of days nobody forecasts."""
    with pytest.raises(BadInput, match=why):
        one(steady(), ahead=horizon(text))


def test_a_horizon_within_one_period_is_refused() -> None:
    """Ten days ahead is no month."""
    counts = counted([5.0] * 30, [5.0] * 30, period=Period.MONTH)
    with pytest.raises(BadInput, match="before the first month to come"):
        one(counts, ahead=horizon("10d"), as_of=counts.dates[-1])


def test_too_little_is_refused() -> None:
    """Seven weeks of days are no ground for a forecast."""
    with pytest.raises(BadInput, match="has 49 counts; at least 56"):
        one(steady(49))


def test_what_is_assumed_says_so() -> None:
    """The basis that is given goes along."""
    counts = steady()
    found = forecast((counts,), (), counts.dates[-1], FAR, replications=50, basis=Basis.ASSUMED)
    assert found.basis is Basis.ASSUMED


def test_a_horizon_beyond_the_calendar_is_bad_input() -> None:
    """A slip of the finger is named; it does not run into the end of the calendar."""
    counts = steady()
    with pytest.raises(BadInput, match="further than"):
        steps(counts, counts.dates[-1], Horizon(99999, Period.YEAR))
