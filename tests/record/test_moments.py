# SPDX-License-Identifier: EUPL-1.2
"""The writer's clock: never backwards, and jumps are noticed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.kit.clock import ManualClock
from sluis.record.moments import Moments
from tests.record.examples import HAPPENED


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock that moves when told."""
    return ManualClock(HAPPENED)


def test_time_that_passes_is_no_jump(clock: ManualClock) -> None:
    """When both clocks move together, however far, nothing is remarkable."""
    moments = Moments(clock)
    clock.set(HAPPENED + timedelta(days=90))
    found = moments.next(HAPPENED)
    assert (found.recorded_at, found.held, found.jump) == (HAPPENED + timedelta(days=90), False, None)


def test_a_clock_that_stands_behind_is_held(clock: ManualClock) -> None:
    """An entry is never recorded before the one that it follows."""
    last = HAPPENED + timedelta(seconds=1)
    found = Moments(clock).next(last)
    assert (found.recorded_at, found.held) == (last, True)


@pytest.mark.parametrize(
    ("seconds", "jumped"), [(1.9, False), (2.1, True), (-1.9, False), (-2.1, True), (3600, True)]
)
def test_a_wall_clock_that_moves_alone_has_jumped(clock: ManualClock, seconds: float, jumped: bool) -> None:  # noqa: FBT001 - a table
    """More than two seconds against the monotonic clock is a jump, forward or back."""
    moments = Moments(clock)
    clock.advance(10)
    clock.jump(seconds)
    jump = moments.next(None).jump
    assert (jump is not None) is jumped
    if jump is not None:
        assert jump.jumped_s == pytest.approx(seconds)
        assert jump.expected == HAPPENED + timedelta(seconds=10)


def test_a_jump_is_told_until_its_batch_is_kept(clock: ManualClock) -> None:
    """A batch that failed does not lose the jump, and one that is durable does not repeat it."""
    moments = Moments(clock)
    clock.jump(60)
    assert moments.next(None).jump is not None
    told = moments.next(None)
    assert told.jump is not None
    moments.keep(told)
    assert moments.next(None).jump is None


@given(st.lists(st.floats(-100, 100)))
def test_recorded_times_never_decrease(jumps: list[float]) -> None:
    """Whatever the wall clock does."""
    clock = ManualClock(HAPPENED)
    moments, last = Moments(clock), HAPPENED
    for seconds in jumps:
        clock.jump(seconds)
        found = moments.next(last)
        assert found.recorded_at >= last
        assert found.held is (found.wall < last)
        last = found.recorded_at
