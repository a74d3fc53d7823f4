# SPDX-License-Identifier: EUPL-1.2
"""How often somebody may try."""

from __future__ import annotations

import pytest

from sluis.kit.clock import ManualClock
from sluis.web.limits import ADDRESSES, FOR_ALL, PER_ADDRESS, REFILL_S, Attempts, Verdict
from tests.web.small import START


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock that stands still."""
    return ManualClock(START)


def test_an_address_has_so_many_tries(clock: ManualClock) -> None:
    """The tries of one address run out; the first refusal is told apart from the rest (R-46)."""
    attempts = Attempts(clock)
    found = [attempts.judge("a") for _ in range(PER_ADDRESS + 2)]
    assert found == [Verdict.ALLOWED] * PER_ADDRESS + [Verdict.FIRST_REFUSED, Verdict.REFUSED]
    assert attempts.judge("b") is Verdict.ALLOWED


def test_tries_come_back(clock: ManualClock) -> None:
    """One try comes back in its share of the time, and a full bucket holds no more."""
    attempts = Attempts(clock)
    for _ in range(PER_ADDRESS):
        attempts.judge("a")
    clock.advance(REFILL_S / PER_ADDRESS)
    assert attempts.judge("a") is Verdict.ALLOWED
    assert attempts.judge("a") is Verdict.FIRST_REFUSED
    clock.advance(10 * REFILL_S)
    assert [attempts.judge("a") for _ in range(PER_ADDRESS + 1)].count(Verdict.ALLOWED) == PER_ADDRESS


def test_a_wall_clock_that_jumps_gives_nothing(clock: ManualClock) -> None:
    """Tries come back by the monotonic clock alone."""
    attempts = Attempts(clock)
    for _ in range(PER_ADDRESS):
        attempts.judge("a")
    clock.jump(10 * REFILL_S)
    assert attempts.judge("a") is not Verdict.ALLOWED


def test_all_addresses_together_have_so_many(clock: ManualClock) -> None:
    """Many addresses do not get around the limit."""
    attempts = Attempts(clock)
    found = [attempts.judge(str(number)) for number in range(FOR_ALL + 5)]
    assert found.count(Verdict.ALLOWED) == FOR_ALL


def test_memory_is_bounded(clock: ManualClock) -> None:
    """The address unused for longest is forgotten beyond the bound."""
    attempts = Attempts(clock)
    for number in range(ADDRESSES + 10):
        attempts.judge(str(number))
    assert len(attempts._each) == ADDRESSES
    assert "0" not in attempts._each
