# SPDX-License-Identifier: EUPL-1.2
"""Caught up: by which level, held how long, and with which odds by each date."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sluis.backlog.caught_up import MOVED, definition, moved, odds
from sluis.backlog.model import CaughtUp, Span, SpanKind
from sluis.backlog.simulate import Paths
from sluis.kit.units import Period
from tests.backlog.made import closed_once, counted, on

PLAIN = CaughtUp(100.0, 90.0, 1, 1, Period.DAY, given=True)


def paths(*rows: list[float], shut: list[int] | None = None) -> Paths:
    """Return replications, each as the backlog of its days; `shut` names days on which all are closed."""
    backlog = np.array(rows, dtype=np.float64).T
    closed = np.ones(len(rows), dtype=np.bool_)
    masks = tuple(closed if number in (shut or []) else None for number in range(backlog.shape[0]))
    return Paths(tuple(on(number) for number in range(backlog.shape[0])), 0.0, backlog, masks, None)


def test_usual_is_what_was_before_the_closure() -> None:
    """The median of the four weeks before it, plus a tenth."""
    counts, shut = closed_once()
    rule = definition(counts, (shut,), counts.dates[-1])
    before = np.median(counts.backlog[92:120])
    assert (rule.reference, rule.target) == pytest.approx((before, 1.1 * before))
    assert (rule.held_periods, rule.median_periods, rule.before, rule.given) == (14, 7, on(120), False)


def test_degraded_running_is_a_disruption_and_a_holiday_is_none() -> None:
    """What was usual lies before both a closure and the degraded running that follows it."""
    counts, shut = closed_once(after=60)
    slow = Span(on(136), on(160), SpanKind.DEGRADED)
    holiday = Span(on(170), on(171), SpanKind.HOLIDAY)
    assert definition(counts, (shut, slow, holiday), counts.dates[-1]).before == on(120)


def test_an_old_closure_says_nothing_about_usual() -> None:
    """After a year "before" is no longer what anybody means; then all that was counted is."""
    counts = counted([5.0] * 600, [5.0] * 600, start=80.0)
    rule = definition(counts, (Span(on(100), on(120), SpanKind.CLOSURE),), counts.dates[-1])
    assert (rule.before, rule.reference) == (None, 80.0)


def test_a_level_may_be_given() -> None:
    """Then it is the target itself."""
    rule = definition(counted([5.0] * 99, [5.0] * 99), (), on(98), 42.0)
    assert (rule.target, rule.given) == (42.0, True)


@pytest.mark.parametrize(
    ("period", "held", "median"),
    [(Period.DAY, 14, 7), (Period.WEEK, 2, 1), (Period.MONTH, 1, 1), (Period.QUARTER, 1, 1)],
)
def test_longer_periods_hold_as_long_in_days(period: Period, held: int, median: int) -> None:
    """Two weeks are fourteen days, two weeks, or one month."""
    rule = definition(counted([5.0] * 20, [5.0] * 20, period=period), (), on(900))
    assert (rule.held_periods, rule.median_periods) == (held, median)


def test_odds_count_replications_that_got_there() -> None:
    """Once caught up is caught up by then, also when the backlog rises again."""
    by, never = odds(paths([150, 90, 150], [150, 150, 90], [150, 150, 150]), np.zeros(0), PLAIN)
    assert by.tolist() == pytest.approx([0, 1 / 3, 2 / 3])
    assert never == pytest.approx(1 / 3)


def test_a_level_must_hold() -> None:
    """Caught up from the first of the days that hold; a dip is none."""
    rule = CaughtUp(100.0, 90.0, 3, 1, Period.DAY, given=True)
    by, _ = odds(paths([150, 90, 150, 90, 90, 90, 90]), np.zeros(0), rule)
    assert by.tolist() == [0, 0, 0, 1, 1]


def test_one_bad_day_in_a_week_does_not_undo_it() -> None:
    """The median of days counts: more than half of them at most the target."""
    rule = CaughtUp(100.0, 90.0, 1, 3, Period.DAY, given=True)
    by, _ = odds(paths([90, 150, 150, 90]), np.array([90.0, 150.0]), rule)
    assert by.tolist() == [1, 1, 1, 1]
    by, _ = odds(paths([150, 90, 150, 90]), np.array([150.0, 150.0]), rule)
    assert by.tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize("seed", range(5))
def test_the_median_is_that_of_numpy(seed: int) -> None:
    """Counting days below agrees with taking medians, window by window."""
    draw = np.random.default_rng(seed)
    rows = [draw.uniform(50, 150, 40).tolist() for _ in range(30)]
    past = draw.uniform(50, 150, 6)
    rule = CaughtUp(100.0, 90.0, 1, 7, Period.DAY, given=True)
    by, _ = odds(paths(*rows), past, rule)
    joined = np.concatenate([np.tile(past, (30, 1)), np.array(rows)], axis=1)
    medians = np.array([np.median(joined[:, day : day + 7], axis=1) for day in range(40)])
    assert by == pytest.approx(np.maximum.accumulate(medians <= 100.0, axis=0).mean(axis=1))


def test_nobody_is_caught_up_while_closed() -> None:
    """An empty queue behind a shut door is no good news."""
    by, _ = odds(paths([10, 10, 150, 90], shut=[0, 1]), np.zeros(0), PLAIN)
    assert by.tolist() == [0, 0, 0, 1]


def test_what_lies_before_the_forecast_does_not_count() -> None:
    """Days that are simulated but past on the day of the forecast are no answer to "by when"."""
    by, never = odds(paths([90, 150, 150, 150]), np.zeros(0), PLAIN, 1)
    assert by.tolist() == [0, 0, 0, 0]
    assert never == 1.0


def test_usual_may_have_moved() -> None:
    """For two thirds of the replications it stayed; for the others it rose by a factor within the limits."""
    found = moved(300)
    assert (found == 1.0).sum() == 200
    assert (found[200], found[-1]) == MOVED


def test_after_a_disruption_the_odds_are_smaller() -> None:
    """Runs that end just below the target count where usual stayed; far below it all of them do."""
    rows = [[95.0, 95.0, 50.0]] * 30
    after = replace(PLAIN, before=on(0))
    assert odds(paths(*rows), np.zeros(0), PLAIN)[0].tolist() == [1, 1, 1]
    assert odds(paths(*rows), np.zeros(0), after)[0].tolist() == pytest.approx([2 / 3, 2 / 3, 1])
