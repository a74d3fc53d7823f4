# SPDX-License-Identifier: EUPL-1.2
"""Levels, cycles and the answer to load come back from series that were made with them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from sluis.backlog.smooth import ALPHAS, Floats, cycle, fit, places
from sluis.kit.units import Period
from tests.backlog.made import on


def drawn(mean: Floats, seed: int = 3) -> Floats:
    """Return Poisson counts around `mean`."""
    return np.random.default_rng(seed).poisson(mean).astype(np.float64)


@pytest.mark.parametrize(
    ("period", "day", "place"),
    [
        (Period.DAY, date(2024, 1, 6), 5),
        (Period.MONTH, date(2024, 12, 1), 11),
        (Period.QUARTER, date(2024, 9, 30), 2),
        (Period.WEEK, date(2024, 9, 30), 0),
        (Period.YEAR, date(2024, 9, 30), 0),
    ],
)
def test_places_in_the_cycle(period: Period, day: date, place: int) -> None:
    """Weekdays, months and quarters of the year have places; weeks and years have one."""
    assert places([day], period).tolist() == [place]


def test_the_week_comes_back() -> None:
    """Busy Mondays and empty Sundays are found, with mean 1."""
    week = np.array([1.6, 1.2, 1.1, 1.1, 1.0, 1.0, 0.0])
    place = np.arange(182) % 7
    found = cycle(drawn(80 * week[place]), place, Period.DAY)
    assert found == pytest.approx(week, abs=0.06)
    assert found.mean() == pytest.approx(1.0)


def test_one_bad_year_does_not_bend_the_months() -> None:
    """A year in which spring failed leaves the months about level."""
    series = np.full(72, 1000.0)
    series[36:39] = 100.0
    found = cycle(series, np.arange(72) % 12, Period.MONTH)
    assert np.abs(found - 1).max() < 0.06


def test_too_little_shows_no_cycle() -> None:
    """Three weeks, or periods without a cycle, give ones."""
    assert cycle(drawn(np.full(21, 9.0)), np.arange(21) % 7, Period.DAY).tolist() == [1.0] * 7
    assert cycle(drawn(np.full(99, 9.0)), np.zeros(99, dtype=np.int64), Period.WEEK).tolist() == [1.0]


def test_gaps_do_not_count_as_zero() -> None:
    """Unknown days leave the cycle as it is."""
    series = np.full(140, 10.0)
    series[50:60] = np.nan
    assert cycle(series, np.arange(140) % 7, Period.DAY) == pytest.approx(np.ones(7))


def test_a_flat_level_is_found_with_little_smoothing() -> None:
    """Where nothing drifts, the weights fall on small α and the level on the mean."""
    found = fit(drawn(np.full(400, 60.0)), np.ones(400))
    assert float(found.levels @ found.weights) == pytest.approx(60, rel=0.04)
    assert float(found.alphas @ found.weights) < 0.1


def test_a_level_that_moves_is_followed() -> None:
    """After a jump the level is the new one."""
    mean = np.concatenate([np.full(200, 50.0), np.full(60, 150.0)])
    found = fit(drawn(mean), np.ones(260))
    assert float(found.levels @ found.weights) == pytest.approx(150, rel=0.1)


def test_what_was_not_counted_teaches_nothing() -> None:
    """Gaps and places without work are left out; the rest decides."""
    series = drawn(np.full(100, 20.0))
    series[::4] = np.nan
    shape = np.ones(100)
    shape[1::4] = 0.0
    found = fit(series, shape)
    assert found.at.size == 50
    assert found.errors.size == 50


def test_nothing_at_all_gives_no_level() -> None:
    """An empty series is a flow of zero, with every α as likely."""
    found = fit(np.full(9, np.nan), np.ones(9))
    assert found.levels.tolist() == [0.0] * len(ALPHAS)
    assert found.weights.sum() == pytest.approx(1)


def test_the_answer_to_load_comes_back() -> None:
    """Work that follows half of the load (log scale) gives most weight to elasticities near one half."""
    draw = np.random.default_rng(5)
    load = np.exp(np.cumsum(draw.normal(0, 0.15, 500)))
    load /= np.median(load)
    series = drawn(200 * load**0.5, seed=6)
    found = fit(series, np.ones(500), load, (0.0, 0.25, 0.5, 0.75, 1.0))
    assert float(found.elasticities @ found.weights) == pytest.approx(0.5, abs=0.15)


def test_weights_are_a_distribution() -> None:
    """They are positive or zero and sum to one, also where all is constant."""
    found = fit(np.full(50, 7.0), np.ones(50), np.ones(50), (0.0, 1.0))
    assert found.weights.min() >= 0
    assert found.weights.sum() == pytest.approx(1)
    assert found.levels == pytest.approx(np.full(2 * len(ALPHAS), 7.0))


def test_days_have_their_weekday() -> None:
    """The first Monday has place 0."""
    assert places([on(0), on(6), on(7)], Period.DAY).tolist() == [0, 6, 0]
