# SPDX-License-Identifier: EUPL-1.2
"""Throughput answers to load as it did, and comes back after a closure by a ramp that is learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from sluis.backlog.capacity import RAMP_DAYS, RAMP_SHARES, Ramp, learn, ramp
from sluis.kit.units import Period
from tests.backlog.made import on, steady

if TYPE_CHECKING:
    from sluis.backlog.smooth import Floats

NONE: Floats = np.zeros(0)
ONE = np.ones(1)


def test_the_ramp_is_that_of_synnovis() -> None:
    """At full depth and its own pace: a tenth in week 1, 45% in week 3, 54% in week 4, all by week 10."""
    drawn = Ramp(ONE, ONE)
    weeks = [float(drawn.share(np.array([7.0 * week - 3.5]), 70 * ONE)[0]) for week in (1, 3, 4, 10)]
    assert weeks == pytest.approx([0.10, 0.45, 0.54, 1.0])
    assert list(RAMP_DAYS) == sorted(RAMP_DAYS)
    assert list(RAMP_SHARES) == sorted(RAMP_SHARES)


def test_short_closures_cost_little() -> None:
    """A week off costs a quarter of the depth; none costs nothing."""
    drawn = Ramp(ONE, ONE)
    assert drawn.share(np.zeros(1), 7 * ONE)[0] == pytest.approx(1 - 0.25 * 0.9)
    assert drawn.share(np.zeros(1), 0 * ONE)[0] == 1.0


def test_before_anything_is_seen_every_depth_is_possible() -> None:
    """Draws run from nearly at once to as slow as Synnovis and slower."""
    found = ramp(70.0, NONE, NONE, 1.0, np.random.default_rng(1), 2000)
    share = found.share(np.full(2000, 10.0), np.full(2000, 70.0))
    assert np.quantile(share, 0.05) < 0.3
    assert np.quantile(share, 0.95) > 0.7


@pytest.mark.parametrize(("done", "low", "high"), [(100.0, 0.75, 1.0), (20.0, 0.0, 0.45)])
def test_work_after_reopening_tells_the_ramp(done: float, low: float, high: float) -> None:
    """Full work in two weeks makes a quick return likely, a fifth of it a slow one."""
    usual, counted = np.full(14, 100.0), np.full(14, done)
    found = ramp(70.0, usual, counted, 1.0, np.random.default_rng(1), 2000)
    share = np.median(found.share(np.full(2000, 10.0), np.full(2000, 70.0)))
    assert low <= share <= high


def test_the_level_is_that_under_the_usual_load() -> None:
    """A steady stream in which work follows the backlog shows both."""
    counts = steady(400, 60.0, 300.0)
    load = np.concatenate([[300.0], np.array(counts.backlog)[:-1]]) + np.array(counts.arrivals)
    found = learn(counts.dates, np.array(counts.completions), load, Period.DAY)
    assert found.level == pytest.approx(60, rel=0.08)
    assert found.elasticity > 0.4
    assert found.usual_load == pytest.approx(360, rel=0.1)


def test_a_load_that_never_moved_teaches_no_elasticity() -> None:
    """Then throughput is taken as fixed."""
    dates = [on(number) for number in range(60)]
    found = learn(dates, np.full(60, 9.0), np.full(60, 50.0), Period.DAY)
    assert found.elasticity == 0.0


def test_without_counts_nothing_gets_done() -> None:
    """An unknown flow has level 0, not a made-up one."""
    dates = [on(number) for number in range(9)]
    found = learn(dates, np.full(9, np.nan), np.full(9, 50.0), Period.DAY)
    assert (found.level, found.usual_load) == (0.0, 1.0)
