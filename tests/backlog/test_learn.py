# SPDX-License-Identifier: EUPL-1.2
"""What a stream's past teaches: flows, what ties them, the last closure, and what does not add up."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from sluis.backlog.learn import learn
from sluis.backlog.model import Counts, Span, SpanKind
from sluis.kit.units import Period
from tests.backlog.made import closed_once, counted, on, steady


def test_a_steady_stream_teaches_its_flows() -> None:
    """Both levels, the last backlog, and nothing unexplained."""
    counts = steady(300, 50.0)
    found = learn(counts, ())
    assert found.arrivals.level == pytest.approx(50, rel=0.06)
    assert found.capacity.level == pytest.approx(50, rel=0.1)
    assert found.backlog == counts.backlog[-1]
    assert found.unexplained.size == 0
    assert found.since is None
    assert found.seen == {}


@pytest.mark.parametrize(("stock", "fast"), [(60.0, True), (2000.0, False)])
def test_a_queue_is_fast_or_slow(stock: float, *, fast: bool) -> None:
    """Below three days' work cases are done as they come in."""
    assert learn(steady(200, 50.0, stock), ()).fast is fast


def test_surprises_of_both_flows_are_tied() -> None:
    """Storms that stop both arrivals and work show as a correlation; independent flows show none."""
    draw = np.random.default_rng(3)
    both = draw.gamma(20, 1 / 20, 300)
    tied = counted((100 * both).tolist(), (100 * both).tolist(), start=1000.0)
    assert learn(tied, ()).together > 0.9
    assert abs(learn(steady(300, 400.0, 4000.0), ()).together) < 0.3


def test_a_closure_does_not_lower_the_level() -> None:
    """Closed days and the surge after them teach nothing about usual arrivals."""
    counts, shut = closed_once()
    found = learn(counts, (shut,))
    assert found.arrivals.level == pytest.approx(50, rel=0.1)


def test_the_last_closure_is_kept_with_what_came_since() -> None:
    """How long, how many were missed, and the days since, usual and counted."""
    counts, shut = closed_once(closed=14, after=5)
    since = learn(counts, (shut,)).since
    assert since is not None
    assert (since.closed_days, since.since_days) == (14, 5)
    assert since.missed == pytest.approx(14 * 50, rel=0.1)
    assert since.counted_in.tolist() == list(counts.arrivals[-5:])
    assert since.usual_out.shape == since.counted_out.shape == (5,)


def test_a_closure_that_lasts_has_no_days_since() -> None:
    """While it goes on, nothing has come back yet."""
    counts, shut = closed_once(after=0)
    since = learn(counts, (replace(shut, last=None),)).since
    assert since is not None
    assert (since.since_days, since.counted_in.size, since.closed_days) == (0, 0, 14)


def test_an_old_closure_is_over() -> None:
    """Four months later nothing is to come back."""
    shut = Span(on(10), on(20), SpanKind.CLOSURE)
    assert learn(steady(200), (shut,)).since is None


def test_what_a_kind_of_span_lets_through_is_learned() -> None:
    """Days with half of the work inside degraded spans show half; five are needed."""
    counts = counted([50.0] * 120, [50.0] * 60 + [25.0] * 10 + [50.0] * 50, start=900.0)
    long = Span(on(60), on(69), SpanKind.DEGRADED)
    came, done = learn(counts, (long,)).seen[SpanKind.DEGRADED]
    assert came == pytest.approx(1.0, abs=0.05)
    assert done == pytest.approx(0.5, abs=0.12)
    assert learn(counts, (Span(on(60), on(63), SpanKind.DEGRADED),)).seen == {}


def test_residuals_are_kept_where_counts_do_not_add_up() -> None:
    """Noise around the identity is drawn again; its size is that of the counts."""
    counts = steady(200, 50.0, 2000.0)
    noise = np.random.default_rng(2).normal(0, 10, 200)
    noisy = replace(counts, backlog=tuple((np.array(counts.backlog) + noise).tolist()))
    found = learn(noisy, ()).unexplained
    assert found.size == 180
    assert found.std() == pytest.approx(10 * math.sqrt(2), rel=0.15)


def test_cases_that_leave_uncounted_as_a_rule_count_as_done() -> None:
    """Where a tenth of the departures is never counted, throughput is what the backlog shows."""
    counts = steady(200, 50.0, 2000.0)
    part = tuple(value * 0.9 for value in counts.completions)
    found = learn(replace(counts, completions=part), ())
    assert found.capacity.level == pytest.approx(50, rel=0.08)
    assert found.unexplained.size == 0


def test_a_gap_in_the_backlog_falls_to_the_next_count() -> None:
    """The residual of unknown days is that of the whole gap, once."""
    backlog = (100.0, 110.0, math.nan, math.nan, 160.0, 160.0)
    dates = tuple(on(number) for number in range(6))
    counts = Counts("a", Period.DAY, dates, (10.0,) * 6, (0.0,) * 6, backlog)
    found = learn(counts, ()).unexplained
    assert found.tolist() == [0.0, 0.0, 0.0, 20.0, -10.0]


def test_a_backlog_alone_is_enough() -> None:
    """Without flows its changes are what is drawn again."""
    counts = steady(100)
    unknown = (math.nan,) * 100
    found = learn(replace(counts, arrivals=unknown, completions=unknown), ())
    assert (found.arrivals.level, found.capacity.level) == (0.0, 0.0)
    assert found.unexplained == pytest.approx(np.diff(np.array(counts.backlog)))
