# SPDX-License-Identifier: EUPL-1.2
"""Sessions end on both clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sluis.access.model import Method, PersonId, Session, SessionId
from sluis.access.sessions import (
    ABSOLUTE,
    IDLE,
    SKEW,
    Ages,
    cookie_name,
    digest_of,
    fresh,
    id_of,
)
from sluis.kit.clock import ManualClock
from sluis.kit.randomness import SystemRandomness

NOON = datetime(2025, 7, 16, 12, tzinfo=UTC)
SESSION = Session(SessionId("s"), b"d", PersonId("ciso:a"), Method.LINK, NOON, NOON)


@pytest.fixture
def clock() -> ManualClock:
    """Return a clock at the session's opening."""
    return ManualClock(NOON)


def seen_now(clock: ManualClock) -> Session:
    """Return the session as the table has it after use at this instant."""
    return replace(SESSION, seen_at=clock.now())


def test_a_fresh_session_is_alive(clock: ManualClock) -> None:
    """Just opened, it holds."""
    assert Ages(clock).alive(SESSION, active=True)


def test_idle_on_the_wall_clock(clock: ManualClock) -> None:
    """Thirty minutes without use end it, one second less does not."""
    ages = Ages(clock)
    clock.jump(IDLE.total_seconds() - 1)
    assert ages.alive(SESSION, active=False)
    clock.jump(1)
    assert not ages.alive(SESSION, active=False)


def test_idle_on_the_monotonic_clock(clock: ManualClock) -> None:
    """A wall clock that is held back does not keep an unused session alive."""
    ages = Ages(clock)
    assert ages.alive(SESSION, active=True)
    clock.advance(IDLE.total_seconds())
    clock.jump(-IDLE.total_seconds())
    assert not ages.alive(SESSION, active=True)
    assert not ages.alive(SESSION, active=True), "asking again does not revive it"


def test_use_restarts_the_idle_time_but_watching_does_not(clock: ManualClock) -> None:
    """A page that refreshes itself keeps nobody signed in."""
    used, watched = Ages(clock), Ages(clock)
    for ages in (used, watched):
        assert ages.alive(SESSION, active=True)
    clock.advance(IDLE.total_seconds() - 60)
    assert used.alive(seen_now(clock), active=True)
    assert watched.alive(seen_now(clock), active=False)
    clock.advance(120)
    assert used.alive(seen_now(clock), active=True)
    assert not watched.alive(seen_now(clock), active=False)


def test_absolute_on_the_wall_clock(clock: ManualClock) -> None:
    """Twelve hours end it, however much it is used."""
    clock.jump(ABSOLUTE.total_seconds())
    assert not Ages(clock).alive(seen_now(clock), active=True)


def test_absolute_on_the_monotonic_clock(clock: ManualClock) -> None:
    """Twelve hours of use end it, also when the wall clock stood still."""
    ages, step = Ages(clock), timedelta(minutes=20).total_seconds()
    for _ in range(36):
        assert ages.alive(SESSION, active=True)
        clock.advance(step)
        clock.jump(-step)
    assert not ages.alive(SESSION, active=True)


def test_a_clock_behind_the_opening_ends_it(clock: ManualClock) -> None:
    """A time server's nudge is forgiven, a clock set back is not."""
    ages = Ages(clock)
    clock.jump(-SKEW.total_seconds())
    assert ages.alive(SESSION, active=True)
    clock.jump(-1)
    assert not ages.alive(SESSION, active=True)


def test_an_ended_session_stays_ended(clock: ManualClock) -> None:
    """Ended in the table or in this process: either is enough, for good."""
    ages = Ages(clock)
    assert not ages.alive(replace(SESSION, ended_at=NOON), active=True)
    assert ages.alive(SESSION, active=True)
    ages.end(SESSION.id)
    assert not ages.alive(SESSION, active=True)


def test_cookies_are_random_and_stored_as_hashes() -> None:
    """A cookie has 256 random bits; neither its digest nor its name contains it."""
    cookie = fresh(SystemRandomness())
    assert len(cookie) == 43
    assert cookie != fresh(SystemRandomness())
    assert cookie not in digest_of(cookie).hex()
    assert id_of(digest_of(cookie)) not in digest_of(cookie).hex()


def test_the_cookie_is_bound_to_the_host_where_possible() -> None:
    """`__Host-` needs TLS; on loopback without it the plain name is used (R-39)."""
    assert cookie_name(https=True).startswith("__Host-")
    assert cookie_name(https=False) == "sluis"
