# SPDX-License-Identifier: EUPL-1.2
"""Members give quantiles; their mean is taken level by level."""

from __future__ import annotations

import numpy as np
import pytest

from sluis.backlog.members import NORMAL, flow, mean, walk
from sluis.backlog.model import LEVELS


def test_flow_takes_quantiles_over_replications() -> None:
    """A row for each period, a column for each level."""
    backlog = np.arange(101.0)[None, :] + np.array([[0.0], [100.0]])
    found = flow(backlog)
    assert found.shape == (2, len(LEVELS))
    assert found[1].tolist() == pytest.approx([105.0, 110.0, 125.0, 150.0, 175.0, 190.0, 195.0])


def test_walk_is_as_wide_as_past_changes() -> None:
    """From the last count, with the spread that changes over as many periods had."""
    past = np.cumsum(np.random.default_rng(1).normal(0, 10, 4000)) + 10_000
    found = walk(past, 9)
    assert found[:, 3] == pytest.approx(np.full(9, past[-1]))
    assert found[0, 6] - past[-1] == pytest.approx(10 * NORMAL[6], rel=0.05)
    assert found[8, 6] - past[-1] == pytest.approx(30 * NORMAL[6], rel=0.1)


def test_walk_grows_by_the_root_where_the_past_is_short() -> None:
    """Six counts say how large one step is, and no more."""
    found = walk(np.array([10.0, 12.0, 10.0, 12.0, 10.0, 12.0]), 9)
    assert found[8, 6] - 12.0 == pytest.approx(3 * 2 * NORMAL[6])


def test_walk_never_falls_below_nothing() -> None:
    """A backlog is not negative; unknown counts are passed over."""
    assert walk(np.array([5.0, np.nan, 50.0, 1.0]), 20).min() == 0.0


def test_the_mean_is_taken_by_level() -> None:
    """Equal weights; rows stay in order."""
    one, two = np.zeros((1, 7)), np.arange(7.0)[None, :]
    assert mean([one, two]).tolist() == [[0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]]
    assert mean([two[:, ::-1]]).tolist() == [[6.0] * 7]
