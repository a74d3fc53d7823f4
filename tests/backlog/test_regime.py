# SPDX-License-Identifier: EUPL-1.2
"""The calendar to come: what each kind of span lets through, and when an open end ends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest

from sluis.backlog.model import Span, SpanKind
from sluis.backlog.regime import DEGRADED, USUAL, Regime
from sluis.kit.units import Period
from tests.backlog.made import MONDAY, on

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZE = 4000


def regime(
    *spans: Span, until: date = MONDAY, seen: Mapping[SpanKind, tuple[float, float]] | None = None
) -> Regime:
    """Return the calendar for 4,000 replications."""
    return Regime(spans, until, seen or {}, np.random.default_rng(1), SIZE)


def test_an_ordinary_day_lets_all_through() -> None:
    """Outside every span both shares are one and nothing is shut."""
    found = regime(Span(on(5), on(6), SpanKind.CLOSURE)).through(on(7), Period.DAY)
    assert (found.intake, found.work, found.shut, found.stopped) == (1.0, 1.0, None, None)


@pytest.mark.parametrize("kind", [SpanKind.CLOSURE, SpanKind.INTAKE, SpanKind.HOLIDAY])
def test_each_kind_lets_its_share_through(kind: SpanKind) -> None:
    """A closure stops both flows, a closed intake the first, a holiday the second."""
    found = regime(Span(on(5), on(6), kind)).through(on(5), Period.DAY)
    assert (float(np.mean(found.intake)), float(np.mean(found.work))) == USUAL[kind]
    assert (found.shut is not None) == (kind is not SpanKind.HOLIDAY)
    assert (found.stopped is not None) == (kind is SpanKind.CLOSURE)


def test_degraded_running_is_uncertain() -> None:
    """Nobody knows how much work is left: every share between the limits is possible."""
    work = regime(Span(on(5), on(6), SpanKind.DEGRADED)).through(on(5), Period.DAY).work
    assert np.min(work) == pytest.approx(DEGRADED[0], abs=0.01)
    assert np.max(work) == pytest.approx(DEGRADED[1], abs=0.01)


def test_what_was_seen_before_wins() -> None:
    """Shares that past spans of a kind showed replace the assumed ones."""
    found = regime(Span(on(5), on(6), SpanKind.DEGRADED), seen={SpanKind.DEGRADED: (0.9, 0.4)})
    through = found.through(on(5), Period.DAY)
    assert (through.intake, through.work) == pytest.approx((0.9, 0.4))


def test_a_part_of_a_period_counts_in_part() -> None:
    """A closure of half a month takes half of it."""
    span = Span(date(2024, 4, 16), date(2024, 4, 30), SpanKind.CLOSURE)
    found = regime(span).through(date(2024, 4, 1), Period.MONTH)
    assert float(np.mean(found.intake)) == pytest.approx(0.5)
    assert found.shut is not None
    assert not found.shut.any()


def test_the_strictest_of_several_spans_counts() -> None:
    """A closure within degraded running is a closure."""
    spans = (Span(on(0), on(9), SpanKind.DEGRADED), Span(on(3), on(4), SpanKind.CLOSURE))
    assert float(np.max(regime(*spans).through(on(3), Period.DAY).work)) == 0.0


def test_an_open_end_lasts_as_long_again_with_odds_of_a_half() -> None:
    """A closure of twenty days goes on for twenty more in half of the replications."""
    found = regime(Span(on(0), None, SpanKind.CLOSURE), until=on(19))
    shut = [found.through(on(day), Period.DAY).shut for day in (20, 39, 79)]
    shares = [0.0 if mask is None else float(mask.mean()) for mask in shut]
    assert shares == pytest.approx([1.0, 0.5, 0.25], abs=0.05)


def test_an_open_end_holds_until_the_known_day() -> None:
    """What is known to last until today did not end before."""
    found = regime(Span(on(0), None, SpanKind.CLOSURE), until=on(50))
    shut = found.through(on(50), Period.DAY).shut
    assert shut is not None
    assert shut.all()
