# SPDX-License-Identifier: EUPL-1.2
"""Clocks: the machine's and the one that a test owns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sluis.kit.clock import ManualClock, SystemClock

NOON = datetime(2025, 7, 17, 12, 0, tzinfo=UTC)


def test_the_system_clock_is_aware_and_never_runs_back() -> None:
    """Wall time is in UTC; monotonic seconds only grow."""
    clock = SystemClock()
    first, then = clock.monotonic_s(), clock.monotonic_s()
    assert clock.now().utcoffset() == timedelta(0)
    assert then >= first


def test_a_manual_clock_moves_only_when_told() -> None:
    """Between two looks nothing passes; `advance` moves both clocks."""
    clock = ManualClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.advance(90)
    assert (clock.now(), clock.monotonic_s()) == (NOON + timedelta(seconds=90), 90)


def test_setting_ahead_moves_the_monotonic_clock_and_back_does_not() -> None:
    """`set` is the replay's way to move: no jump between the two clocks when going forward."""
    clock = ManualClock(NOON)
    clock.set(NOON + timedelta(hours=1))
    clock.set(NOON)
    assert (clock.now(), clock.monotonic_s()) == (NOON, 3600)


def test_a_jump_moves_the_wall_alone() -> None:
    """A wrong time server moves the wall clock and not the monotonic one."""
    clock = ManualClock(NOON)
    clock.jump(-3600)
    assert (clock.now(), clock.monotonic_s()) == (NOON - timedelta(hours=1), 0)


def test_another_zone_is_the_same_instant_in_utc() -> None:
    """An instant in Amsterdam's summer is turned to UTC."""
    clock = ManualClock(datetime(2025, 7, 17, 14, 0, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now().isoformat() == "2025-07-17T12:00:00+00:00"


def test_a_naive_instant_is_refused() -> None:
    """Without a zone nobody knows when it is."""
    with pytest.raises(ValueError, match="no time zone"):
        ManualClock(datetime(2025, 7, 17))  # noqa: DTZ001 - the fault under test


def test_time_does_not_pass_backwards() -> None:
    """`advance` takes no negative seconds."""
    with pytest.raises(ValueError, match="cannot go back"):
        ManualClock(NOON).advance(-1)
