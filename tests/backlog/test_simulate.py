# SPDX-License-Identifier: EUPL-1.2
"""The simulation keeps the books in every replication, and agrees with what theory knows exactly."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sluis.backlog.learn import Learned, learn
from sluis.backlog.model import Counts, Span, SpanKind
from sluis.backlog.simulate import Paths, future, simulate
from sluis.kit.units import Period
from tests.backlog.made import SEED, closed_once, counted, exactly, on, run, steady

if TYPE_CHECKING:
    from sluis.backlog.smooth import Floats


def first_at_most(paths: Paths, target: float) -> Floats:
    """Return the period (from 1) in which each replication first is at most `target`; all must be."""
    below = paths.backlog <= target
    assert below.any(axis=0).all()
    return below.argmax(axis=0) + 1.0


def balanced(paths: Paths) -> bool:
    """Tell whether backlog(t) = backlog(t-1) + arrivals - done + unexplained, everywhere."""
    assert paths.flows is not None
    start = np.full((1, paths.backlog.shape[1]), paths.start)
    before = np.concatenate([start, paths.backlog[:-1]])
    after = before + paths.flows.arrivals - paths.flows.done + paths.flows.unexplained
    return bool(np.allclose(after, paths.backlog, atol=1e-6))


@settings(max_examples=25, deadline=None)
@given(st.floats(0.2, 200), st.floats(0.1, 250), st.integers(0, 3000), st.floats(0, 1), st.integers(0, 2**32))
def test_the_books_are_kept(came: float, done: float, backlog: int, elasticity: float, seed: int) -> None:
    """In every replication the identity holds, nothing is negative, and no more is done than is there."""
    learned = exactly(came, done, float(backlog), elasticity=elasticity, usual=100.0)
    paths = run(learned, 20, 50, seed=seed, flows=True)
    assert balanced(paths)
    assert paths.flows is not None
    assert paths.backlog.min() >= 0
    assert min(paths.flows.arrivals.min(), paths.flows.done.min()) >= 0
    assert (paths.flows.arrivals == np.rint(paths.flows.arrivals)).all()


def test_the_books_are_kept_on_real_habits() -> None:
    """Also with a closure, a surge, degraded running and counts that do not add up."""
    counts, shut = closed_once()
    noise = np.random.default_rng(2).normal(0, 30, len(counts.dates))
    counts = replace(counts, backlog=tuple((np.array(counts.backlog) + noise).tolist()))
    spans = (shut, Span(on(150), None, SpanKind.DEGRADED), Span(on(160), on(170), SpanKind.CLOSURE))
    paths = simulate(counts, learn(counts, spans), spans, future(counts, 60), 200, SEED, flows=True)
    assert balanced(paths)
    assert paths.backlog.min() >= 0


def test_a_seed_gives_the_same_bytes() -> None:
    """Twice the same seed is twice the same array; another seed is not."""
    learned = exactly(20.0, 22.0, 300.0, elasticity=0.5, usual=300.0)
    digests = [
        hashlib.sha256(run(learned, 30, 100, seed=seed).backlog.tobytes()).hexdigest()
        for seed in (1, 1, 2, (1, 5))
    ]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_clearing_takes_as_long_as_in_a_single_server_queue() -> None:
    """M/M/1: n cases clear in n/(μ-λ) days with variance n(λ+μ)/(μ-λ)³ (Kleinrock 1975, §5.8).

    A day's step sees clearing at the end of the day: half a day later on average.
    """
    came, done, waiting = 40.0, 60.0, 600.0
    found = first_at_most(run(exactly(came, done, waiting), 90, 6000), 0.0)
    assert found.mean() == pytest.approx(waiting / (done - came) + 0.5, abs=0.5)
    assert found.var() == pytest.approx(waiting * (came + done) / (done - came) ** 3, rel=0.15)


def test_clearing_times_follow_the_inverse_gaussian() -> None:
    """Under constant drift the first passage is inverse Gaussian (Chhikara and Folks 1989, ch. 2)."""
    came, done, waiting = 100.0, 120.0, 1500.0
    found = first_at_most(run(exactly(came, done, waiting), 200, 6000), 0.0)
    drift, spread = done - came, math.sqrt(came + done)

    def passed(day: float) -> float:
        def normal(value: float) -> float:
            return 0.5 * math.erfc(-value / math.sqrt(2))

        root = spread * math.sqrt(day)
        mirror = math.exp(min(2 * drift * waiting / spread**2, 700))
        return normal((drift * day - waiting) / root) + mirror * normal(-(drift * day + waiting) / root)

    for day in (65, 70, 75, 80, 90):
        assert float((found <= day).mean()) == pytest.approx(passed(day - 0.5), abs=0.06)


def test_little_s_law_holds() -> None:
    """Over a run that ends empty, the backlog summed over days is the stay of the cases summed over cases."""
    paths = run(exactly(20.0, 25.0, 0.0), 400, 20, flows=True)
    assert paths.flows is not None
    for number in range(20):
        empty = int(np.flatnonzero(paths.backlog[:, number] == 0)[-1]) + 1
        came = paths.flows.arrivals[:empty, number].astype(int)
        done = paths.flows.done[:empty, number].astype(int)
        days = np.arange(empty)
        stay = np.repeat(days, done) - np.repeat(days, came)
        assert stay.min() >= 0
        assert stay.sum() == paths.backlog[:empty, number].sum()


def test_the_fluid_limit_is_kept() -> None:
    """Large flows follow the differential equation: with elasticity 1 the backlog nears its level as e^-t."""
    learned = exactly(10_000.0, 10_000.0, 200_000.0, elasticity=1.0, usual=110_000.0)
    paths = run(learned, 30, 50)
    stock = 200_000.0
    for day in range(30):
        stock += 10_000.0 - 10_000.0 * (stock + 10_000.0) / 110_000.0
        assert paths.backlog[day].mean() == pytest.approx(stock, rel=0.01)


def test_a_closure_stops_the_flows_and_what_was_missed_returns() -> None:
    """Nothing moves while it lasts; afterwards more than usual comes in, by the share that returns."""
    shut = Span(on(11), on(30), SpanKind.CLOSURE)
    learned = exactly(50.0, 55.0, 500.0)
    paths = run(learned, 200, 800, spans=(shut,), flows=True)
    assert paths.flows is not None
    inside = slice(10, 30)
    assert paths.flows.arrivals[inside].sum() == paths.flows.done[inside].sum() == 0
    extra = (paths.flows.arrivals[30:].sum(axis=0) - 50.0 * 170) / (50.0 * 20)
    assert np.median(extra) == pytest.approx(1.25, abs=0.12)
    assert paths.shut[9] is None
    assert paths.shut[10] is not None


def test_work_returns_by_a_ramp_after_a_closure() -> None:
    """Right after a long closure less gets done than before it, three months later as much again."""
    shut = Span(on(11), on(60), SpanKind.CLOSURE)
    paths = run(exactly(50.0, 50.0, 50_000.0), 400, 400, spans=(shut,), flows=True)
    assert paths.flows is not None
    done = paths.flows.done.mean(axis=1)
    assert done[60:67].mean() < 0.6 * done[:10].mean()
    assert done[-30:].mean() == pytest.approx(done[:10].mean(), rel=0.05)


def test_a_closed_intake_leaves_the_work() -> None:
    """What is there gets done while nothing comes in, and no ramp follows."""
    shut = Span(on(1), on(10), SpanKind.INTAKE)
    paths = run(exactly(50.0, 50.0, 5000.0), 30, 200, spans=(shut,), flows=True)
    assert paths.flows is not None
    assert paths.flows.done[:10].mean() == pytest.approx(50, rel=0.03)
    assert paths.flows.done[10:].mean() == pytest.approx(50, rel=0.03)


def test_few_cases_keep_their_mean() -> None:
    """Rounding to whole cases takes and gives nothing, also at one case in four days."""
    paths = run(exactly(0.25, 0.0, 0.0), 100, 2000, flows=True)
    assert paths.flows is not None
    assert paths.flows.arrivals.mean() == pytest.approx(0.25, rel=0.03)


def test_doubt_grows_with_time() -> None:
    """The further ahead, the wider the band."""
    counts = steady(300)
    paths = simulate(counts, learn(counts, ()), (), future(counts, 60), 1000, SEED)
    width = np.ptp(np.quantile(paths.backlog[[0, 9, 59]], (0.1, 0.9), axis=1), axis=0)
    assert (np.diff(width) > 0).all()


def test_noise_of_measuring_does_not_add_up() -> None:
    """Residuals are drawn in their order, so that noise which corrects itself stays small."""
    noise = np.diff(np.random.default_rng(1).normal(0, 20, 181))
    learned: Learned = replace(exactly(0.0, 0.0, 1000.0), unexplained=noise)
    paths = run(learned, 150, 500)
    assert paths.backlog[-1].std() < 3 * paths.backlog[0].std()


def test_dates_go_on_as_they_were() -> None:
    """Ends of months stay ends of months, first days stay first days, days follow days."""
    ends = Counts(
        "a", Period.QUARTER, (date(2023, 9, 30), date(2023, 12, 31)), (1.0,) * 2, (1.0,) * 2, (1.0,) * 2
    )
    assert future(ends, 2) == (date(2024, 3, 31), date(2024, 6, 30))
    firsts = counted([1.0] * 3, [1.0] * 3, period=Period.MONTH)
    assert future(firsts, 2) == (date(2024, 4, 1), date(2024, 5, 1))
    assert future(counted([1.0], [1.0]), 2) == (on(1), on(2))
