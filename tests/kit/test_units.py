# SPDX-License-Identifier: EUPL-1.2
"""Units: horizons as people type them, durations in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.kit.errors import BadInput
from sluis.kit.units import Horizon, Period, duration, horizon


@given(st.integers(1, 99999), st.sampled_from(Period))
def test_a_horizon_reads_back_what_was_typed(count: int, period: Period) -> None:
    """Every count and unit is read as it stands."""
    assert horizon(f"{count}{period}") == Horizon(count, period)


def test_a_bare_number_counts_steps_of_the_data() -> None:
    """Without a unit the period is left to the data."""
    assert horizon("12") == Horizon(12, None)


@pytest.mark.parametrize("text", ["", "0d", "-3d", "3x", "d", "1.5w", "1000000d"])
def test_anything_else_is_refused(text: str) -> None:
    """What is no horizon is bad input that names the field."""
    with pytest.raises(BadInput) as caught:
        horizon(text)
    assert caught.value.field == "horizon"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.4, "0 s"), (59, "59 s"), (60, "1 min"), (3 * 3600 + 120, "3 h 2 min"), (50 * 3600, "2 d 2 h")],
)
def test_durations_have_at_most_two_units(seconds: float, expected: str) -> None:
    """Long times drop what no longer matters."""
    assert str(duration(seconds)) == expected
