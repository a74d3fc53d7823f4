# SPDX-License-Identifier: EUPL-1.2
"""Made-up counts keep to the volume, say that they are assumed, and end where knowledge ends."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from sluis.backlog.assumed import DAYS_OF_STOCK, assumed_counts
from sluis.backlog.forecast import forecast
from sluis.backlog.model import Counts, Span, SpanKind
from sluis.estate.model import Basis
from sluis.kit.errors import BadInput
from sluis.kit.units import Horizon, Period
from tests.backlog.estates import HOTLINE, LETTERS, UNKNOWN

FIRST, LAST = date(2024, 7, 1), date(2025, 6, 30)
SHUT = Span(date(2025, 5, 1), date(2025, 5, 20), SpanKind.CLOSURE, "hotline")


def made(*spans: Span, seed: int = 5) -> Counts:
    """Return counts of the hotline over a year."""
    found = assumed_counts(HOTLINE, spans, FIRST, LAST, seed)
    assert found is not None
    return found


def test_they_keep_to_the_volume() -> None:
    """Mean arrivals are those of the stream, and the backlog stays around its assumed level."""
    found = made()
    assert np.mean(found.arrivals) == pytest.approx(80, rel=0.05)
    assert np.median(found.backlog) == pytest.approx(DAYS_OF_STOCK * 80, rel=0.15)
    assert (found.dates[0], found.dates[-1], found.period) == (FIRST, LAST, Period.DAY)


def test_they_add_up() -> None:
    """A made-up backlog follows from made-up flows, and no work is done on Sundays."""
    found = made()
    change = np.diff(found.backlog) - np.array(found.arrivals[1:]) + np.array(found.completions[1:])
    assert np.abs(change).max() < 1e-9
    sundays = [done for day, done in zip(found.dates, found.completions, strict=True) if day.weekday() == 6]
    assert set(sundays) == {0.0}


def test_they_say_what_they_are() -> None:
    """The one note names the volume and where the counts end."""
    assert str(made().notes[0]) == (
        "These counts are assumed: made from a volume of 80.0 cases a day, up to 2025-06-30."
    )


def test_a_seed_gives_the_same_counts() -> None:
    """Twice the same seed is twice the same; each stream has numbers of its own."""
    other = assumed_counts(LETTERS, (), FIRST, LAST, 5)
    assert other is not None
    assert made() == made()
    assert made().arrivals != made(seed=6).arrivals
    assert made().arrivals[:20] != other.arrivals[:20]


def test_they_end_before_the_closure() -> None:
    """What happened to the backlog afterwards nobody knows; holidays and other streams do not matter."""
    holiday = Span(date(2025, 1, 1), date(2025, 1, 1), SpanKind.HOLIDAY)
    other = Span(date(2024, 9, 1), None, SpanKind.CLOSURE, "letters")
    assert made(SHUT, holiday, other).dates[-1] == date(2025, 4, 30)


def test_the_doubt_of_the_closure_is_in_the_forecast() -> None:
    """As of a day after the closure the band is wide from the first date on, and the basis is said."""
    counts = made(SHUT)
    found = forecast(
        (counts,), (SHUT,), LAST, Horizon(60, Period.DAY), replications=400, basis=Basis.ASSUMED
    ).streams[0]
    first = found.values[0]
    assert first[6] - first[0] > 0.15 * first[3]
    assert found.definition.before == SHUT.first


def test_an_unknown_volume_gives_no_counts() -> None:
    """Nothing is made up where nobody gave a volume."""
    assert assumed_counts(UNKNOWN, (), FIRST, LAST, 5) is None


def test_a_beginning_after_the_end_is_refused() -> None:
    """A closure before the first day leaves nothing to make up."""
    with pytest.raises(BadInput, match="end before they begin"):
        assumed_counts(HOTLINE, (SHUT,), SHUT.first, LAST, 5)
