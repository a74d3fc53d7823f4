# SPDX-License-Identifier: EUPL-1.2
"""The world: one object that a seeded test owns."""

from __future__ import annotations

from datetime import UTC, datetime

from sluis.kit.clock import SystemClock
from sluis.kit.world import World

START = datetime(2025, 7, 16, tzinfo=UTC)


def test_a_seeded_world_runs_the_same_way_twice() -> None:
    """Same seed and start: same instants, same bytes."""
    one, two = World.seeded(3, START), World.seeded(3, START)
    assert one.clock.now() == two.clock.now() == START
    assert one.randomness.token(32) == two.randomness.token(32)


def test_the_real_world_has_the_machines_clock() -> None:
    """Outside tests, time is the machine's."""
    assert isinstance(World.real().clock, SystemClock)
