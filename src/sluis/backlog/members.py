# SPDX-License-Identifier: EUPL-1.2
"""The models that a forecast is the mean of. Each gives quantiles a date; equal weights.

`flow` is the simulation. `walk` carries the backlog on with changes as large as those of the past: hard
to beat on a calm stream over short horizons, and blind to closures, so it takes part only where none
matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sluis.backlog.model import LEVELS

if TYPE_CHECKING:
    from sluis.backlog.smooth import Floats

FLOW: Final = "flow"
WALK: Final = "walk"
NORMAL: Final = (-1.6449, -1.2816, -0.6745, 0.0, 0.6745, 1.2816, 1.6449)
"""Quantiles of the standard normal at LEVELS."""
LEAST_CHANGES: Final = 5
"""Past changes over h periods from which their size is taken; with fewer it grows as the root of h."""


def flow(backlog: Floats) -> Floats:
    """Return the quantiles at LEVELS of simulated backlogs (periods × replications), a row a period."""
    return np.quantile(backlog, LEVELS, axis=1).T


def walk(past: Floats, periods: int) -> Floats:
    """Return the quantiles at LEVELS of a random walk from the last of `past`, a row a period."""
    known = past[np.isfinite(past)]
    found = np.empty((periods, len(LEVELS)))
    one = float(np.sqrt(np.mean(np.diff(known) ** 2))) if known.size > 1 else 0.0
    for ahead in range(1, periods + 1):
        change = known[ahead:] - known[:-ahead]
        enough = change.size >= LEAST_CHANGES
        spread = float(np.sqrt(np.mean(change**2))) if enough else one * ahead**0.5
        found[ahead - 1] = known[-1] + np.array(NORMAL) * spread
    return np.maximum(found, 0.0)


def mean(members: list[Floats]) -> Floats:
    """Return the mean of the members' quantiles, level by level; rows stay in order."""
    return np.maximum.accumulate(np.mean(members, axis=0), axis=1)
