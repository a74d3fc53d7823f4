# SPDX-License-Identifier: EUPL-1.2
"""The clocks of a crisis."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sluis.switch import acts as switch
from sluis.web.clocks import Times, clocks, times
from tests.web.small import FILES, START, TOWN

if TYPE_CHECKING:
    from sluis.house import House

WARNED = START - timedelta(days=3)
ZONE = "Europe/Amsterdam"


def test_before_a_decision_the_warning_counts(house: House) -> None:
    """The clock runs from the newest warning, and no day has a number."""
    with house.record.known() as known:
        found = times(known)
    assert found == Times(WARNED, None)
    assert found.day(START, ZONE) is None
    (clock,) = clocks(found, START, "en", ZONE)
    assert str(clock.figure) == "3 d 0 h"
    assert "undecided" in str(clock.words)


def test_a_decision_stops_one_clock_and_starts_another(house: House) -> None:
    """From warning to decision stands still; since the decision runs."""
    switch.close(house.record, [FILES], TOWN, reason="A warning", happened_at=START)
    with house.record.known() as known:
        found = times(known)
    assert found == Times(WARNED, START)
    shown = clocks(found, START + timedelta(hours=5), "en", ZONE)
    assert [str(clock.figure) for clock in shown] == ["3 d 0 h", "5 h 0 min"]


def test_days_are_days_of_the_organisation() -> None:
    """Day 1 begins at midnight on its own clock, not after 24 hours."""
    decided = START.replace(hour=20)
    assert Times(None, decided).day(decided + timedelta(hours=1), ZONE) == 0
    assert Times(None, decided).day(decided + timedelta(hours=3), ZONE) == 1
    assert Times(None, decided).day(decided + timedelta(hours=1), "Pacific/Auckland") == 0


def test_an_old_warning_was_about_something_else(house: House) -> None:
    """A warning months before the decision starts no clock."""
    later = START + timedelta(days=60)
    switch.close(house.record, [FILES], TOWN, reason="Another reason", happened_at=later)
    with house.record.known() as known:
        assert times(known) == Times(None, later)


def test_nothing_happened() -> None:
    """Without warning or decision there is no clock."""
    assert clocks(Times(None, None), START, "en", ZONE) == ()
