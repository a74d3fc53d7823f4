# SPDX-License-Identifier: EUPL-1.2
"""Playing a script: the clock goes to each moment in turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from hypothesis import given
from hypothesis import strategies as st

from sluis.drill.replay import Happening, Pace, replay
from sluis.kit.clock import ManualClock

if TYPE_CHECKING:
    from sluis.record.log import Record

START = datetime(2025, 7, 16, tzinfo=UTC)
NO_RECORD = cast("Record", None)


def after(hours: float) -> datetime:
    """Return an instant some hours after the start."""
    return START + timedelta(hours=hours)


@given(st.lists(st.integers(0, 200), max_size=20))
def test_everything_happens_once_in_order_at_its_own_time(hours: list[int]) -> None:
    """Whatever the order given, acts run by instant, and each sees the clock at its instant."""
    clock, seen = ManualClock(START), list[tuple[datetime, int]]()

    def note(number: int) -> Happening:
        return Happening(after(hours[number]), lambda _: seen.append((clock.now(), number)))

    assert replay(NO_RECORD, clock, [note(number) for number in range(len(hours))]) == len(hours)
    assert [at for at, _ in seen] == sorted(after(hour) for hour in hours)
    assert seen == sorted(seen), "those at the same instant keep the order given"


def test_the_clock_does_not_go_back() -> None:
    """A moment before the clock's own is recorded late, at the clock's time."""
    clock, seen = ManualClock(after(5)), list[datetime]()
    replay(NO_RECORD, clock, [Happening(START, lambda _: seen.append(clock.now()))])
    assert seen == [after(5)]


def test_a_pace_waits_in_proportion_and_only_from_its_beginning() -> None:
    """At two seconds a day, half a day takes one second; the years before take none."""
    waited = list[float]()
    clock = ManualClock(START - timedelta(days=2000))
    pace = Pace(2.0, START, waited.append)
    moments = [START - timedelta(days=1000), START, after(12), after(12), after(36)]
    replay(NO_RECORD, clock, [Happening(at, lambda _: None) for at in moments], pace=pace)
    assert waited == [1.0, 2.0]


def test_at_once_waits_for_nothing() -> None:
    """A pace of 0 seconds a day never waits."""
    waited = list[float]()
    pace = Pace(0, START, waited.append)
    replay(NO_RECORD, ManualClock(START), [Happening(after(99), lambda _: None)], pace=pace)
    assert waited == []


def test_progress_is_told() -> None:
    """Whoever listens hears each step and the whole."""

    class Heard:
        """Keeps what it hears."""

        def __init__(self) -> None:
            self.steps = list[tuple[int, int]]()

        def step(self, done: int, total: int) -> None:
            """Keep it."""
            self.steps.append((done, total))

    heard = Heard()
    moments = [Happening(after(hour), lambda _: None) for hour in range(3)]
    replay(NO_RECORD, ManualClock(START), moments, progress=heard)
    assert heard.steps == [(1, 3), (2, 3), (3, 3)]
