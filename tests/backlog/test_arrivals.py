# SPDX-License-Identifier: EUPL-1.2
"""Arrivals are negative binomial around their level, and missed ones come back by a share that is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from sluis.backlog.arrivals import (
    POINTS,
    RETURN_LIMITS,
    RETURN_MEDIAN,
    Return,
    chosen,
    empirical,
    learn,
    ratios,
    returning,
)
from sluis.kit.units import Period
from tests.backlog.made import on

if TYPE_CHECKING:
    from sluis.backlog.smooth import Floats

NONE: Floats = np.zeros(0)


@pytest.mark.parametrize(
    ("mean", "dispersion"), [(3.0, 0.0), (3.0, 0.5), (60.0, 0.02), (400.0, 0.1), (90_000.0, 0.01)]
)
def test_ratios_have_the_moments_of_a_negative_binomial(mean: float, dispersion: float) -> None:
    """Mean 1 and relative variance 1/mean + dispersion (NB2), small or large."""
    found = ratios(mean, dispersion)
    assert found.size == POINTS
    assert found.mean() == pytest.approx(1.0)
    assert found.var() == pytest.approx(1 / mean + dispersion, rel=0.06)
    assert (np.diff(found) >= 0).all()


def test_few_cases_are_whole_ones() -> None:
    """At mean 2 without dispersion the shares of 0, 1 and 2 cases are Poisson's."""
    found = np.rint(ratios(2.0, 0.0) * 2.0)
    shares = [(found == count).mean() for count in range(3)]
    assert shares == pytest.approx([0.1353, 0.2707, 0.2707], abs=0.002)


def test_a_flow_of_nothing_stays_nothing() -> None:
    """No mean gives ratios that do no harm."""
    assert ratios(0.0, 0.3).tolist() == [1.0] * POINTS
    assert empirical(NONE).tolist() == [1.0] * POINTS


def test_errors_are_drawn_again() -> None:
    """Quantiles of what was missed keep its spread, have mean 1 and never fall below 0."""
    errors = np.random.default_rng(1).normal(0, 0.2, 4000)
    found = empirical(errors)
    assert found.std() == pytest.approx(0.2, rel=0.05)
    assert found.mean() == pytest.approx(1.0)
    assert empirical(np.array([-3.0, 0.0, 3.0])).min() >= 0


@pytest.mark.parametrize("dispersion", [0.0, 0.1])
def test_the_dispersion_is_learned(dispersion: float) -> None:
    """From counts with a known dispersion that one comes back, near enough."""
    draw = np.random.default_rng(8)
    mean = 80.0 * (draw.gamma(1 / dispersion, dispersion, 700) if dispersion else np.ones(700))
    series = draw.poisson(mean).astype(np.float64)
    found = learn([on(number) for number in range(700)], series, Period.DAY)
    assert found.dispersion == pytest.approx(dispersion, abs=0.02)
    assert found.level == pytest.approx(80, rel=0.05)
    assert found.table.shape == (7, POINTS)


def test_longer_periods_draw_what_was_missed() -> None:
    """Months are large: their table is that of the errors, the same for each place."""
    series = np.random.default_rng(8).normal(5000, 500, 60)
    found = learn([on(30 * number) for number in range(60)], series, Period.MONTH)
    assert (found.table == found.table[0]).all()


def prior(closed_days: float = 10.0) -> Return:
    """Return draws before anything was seen."""
    draw = np.random.default_rng(2)
    return returning(closed_days, 500.0, NONE, NONE, 1.0, 0.02, draw, 2000)


def test_before_reopening_the_share_is_the_prior() -> None:
    """Its median is that of the closures that were studied, within their limits."""
    found = prior()
    assert np.median(found.share) == pytest.approx(RETURN_MEDIAN, rel=0.03)
    assert found.share.min() >= RETURN_LIMITS[0]
    assert found.share.max() <= RETURN_LIMITS[1]


def test_longer_closures_fade_slower() -> None:
    """After seventy days the missed cases take three weeks on average, after five a few days."""
    found = prior()
    assert np.median(found.fade_days(np.full(2000, 70.0))) == pytest.approx(21, rel=0.1)
    assert np.median(found.fade_days(np.full(2000, 5.0))) == pytest.approx(3, rel=0.1)


@pytest.mark.parametrize("share", [0.6, 1.7])
def test_days_after_reopening_tell_the_share(share: float) -> None:
    """Two weeks of counts move the share towards what came back, and narrow it."""
    days = np.arange(14)
    usual = np.full(14, 50.0)
    surge = share * 500 * (np.exp(-days / 3.5) - np.exp(-(days + 1) / 3.5))
    draw = np.random.default_rng(4)
    found = returning(10.0, 500.0, usual, usual + surge, 1.0, 0.02, draw, 2000)
    assert abs(np.median(found.share) - share) < 0.5 * abs(RETURN_MEDIAN - share)
    assert found.share.std() < prior().share.std()


def test_days_that_nobody_counted_tell_nothing() -> None:
    """Unknown counts after reopening leave the prior."""
    draw = np.random.default_rng(2)
    unknown = np.full(5, np.nan)
    found = returning(10.0, 500.0, np.full(5, 50.0), unknown, 1.0, 0.02, draw, 2000)
    assert np.median(found.share) == pytest.approx(RETURN_MEDIAN, rel=0.03)


def test_draws_follow_their_weights() -> None:
    """One possibility three times as likely as another is drawn three times as often."""
    found = chosen(np.log(np.array([1.0, 3.0])), 4000, np.random.default_rng(1))
    assert found.mean() == pytest.approx(0.75, abs=0.001)
    assert set(found.tolist()) == {0, 1}
