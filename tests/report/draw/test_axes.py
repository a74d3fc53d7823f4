# SPDX-License-Identifier: EUPL-1.2
"""Scales, round numbers, and dates on an axis."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.report.draw.axes import Scale, date_labels, date_ticks, days, round_ticks


def test_a_scale_maps_its_ends() -> None:
    """The ends of the data lie on the ends of the paper, the middle in the middle."""
    scale = Scale(10, 20, 100, 300)
    assert [scale(10), scale(15), scale(20)] == [100, 200, 300]


def test_a_scale_may_run_down() -> None:
    """Paper counts from the top, so that a scale of numbers runs down."""
    assert Scale(0, 10, 200, 0)(7.5) == 50


def test_a_held_value_stays_on_paper() -> None:
    """What lies outside the data is drawn at the end."""
    scale = Scale(0, 10, 0, 100)
    assert (scale.held(-5), scale.held(5), scale.held(50)) == (0, 50, 100)


def test_a_scale_without_extent_is_a_point() -> None:
    """One single value does not divide by zero."""
    assert Scale(5, 5, 40, 80)(5) == 40


def test_a_date_is_its_midnight() -> None:
    """A date and its midnight in UTC lie at the same place; other zones are taken into account."""
    assert days(date(1970, 1, 2)) == 1.0
    assert days(datetime(1970, 1, 2, tzinfo=UTC)) == 1.0
    assert days(datetime(1970, 1, 2, 2, tzinfo=timezone(timedelta(hours=2)))) == 1.0


@pytest.mark.parametrize(
    ("high", "ticks"),
    [
        (100, (0, 25, 50, 75, 100)),
        (8, (0, 2, 4, 6, 8)),
        (7000, (0, 2000, 4000, 6000, 8000)),
        (0, (0, 1)),
        (-3, (0, 1)),
        (float("inf"), (0, 1)),
    ],
)
def test_round_numbers(high: float, ticks: tuple[float, ...]) -> None:
    """Steps are 1, 2, 2.5 or 5 times a power of ten."""
    assert round_ticks(high) == ticks


@given(st.floats(min_value=1e-3, max_value=1e9))
def test_ticks_cover_the_data(high: float) -> None:
    """The last tick reaches the data, and there are never many more than asked for."""
    ticks = round_ticks(high)
    assert ticks[0] == 0
    assert ticks[-1] >= high * 0.998
    assert 2 <= len(ticks) <= 7


def test_a_week_has_its_days() -> None:
    """A short span is cut by day."""
    assert date_ticks(date(2025, 7, 17), date(2025, 7, 20)) == tuple(
        date(2025, 7, at) for at in (17, 18, 19, 20)
    )


def test_weeks_begin_on_monday() -> None:
    """Steps of weeks fall on Mondays."""
    ticks = date_ticks(date(2025, 7, 2), date(2025, 8, 20))
    assert ticks
    assert all(tick.weekday() == 0 for tick in ticks)


def test_long_spans_are_cut_by_month() -> None:
    """Longer spans fall on firsts of months."""
    ticks = date_ticks(date(2025, 7, 17), date(2026, 4, 30))
    assert ticks
    assert all(tick.day == 1 for tick in ticks)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(min_value=0, max_value=20_000))
def test_dates_lie_within_and_rise(first: date, length: int) -> None:
    """Ticks lie within the span, rise, and are not many more than asked for."""
    last = first + timedelta(days=length)
    ticks = date_ticks(first, last)
    assert all(first <= tick <= last for tick in ticks)
    assert all(a < b for a, b in pairwise(ticks))
    assert len(ticks) <= 12


def test_the_year_is_named_once() -> None:
    """The first label names the year, and each that begins another one."""
    ticks = (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1))
    assert date_labels(ticks, "en") == ("Nov 2025", "Dec", "Jan 2026")


def test_labels_are_dutch() -> None:
    """Months have their Dutch names."""
    assert date_labels((date(2025, 5, 1), date(2025, 6, 1)), "nl") == ("mei 2025", "jun")


def test_days_name_their_day() -> None:
    """Ticks that are not all firsts of months name the day."""
    assert date_labels((date(2025, 7, 14), date(2025, 7, 21)), "en") == ("14 Jul 2025", "21 Jul")
