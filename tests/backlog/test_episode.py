# SPDX-License-Identifier: EUPL-1.2
"""Closures of a stream: which belong together, what a period's name covers, and which nobody named."""

from __future__ import annotations

from datetime import date

import pytest

from sluis.backlog.episode import apparent, covers, episodes, of_stream, share
from sluis.backlog.model import Span, SpanKind
from sluis.kit.units import Period
from tests.backlog.made import counted, on

SHUT = SpanKind.CLOSURE


def test_a_stream_has_its_own_spans_and_those_of_all() -> None:
    """Spans of other streams do not count; the earliest comes first."""
    spans = (Span(on(9), None, SHUT, "b"), Span(on(5), on(6), SHUT), Span(on(1), on(2), SHUT, "a"))
    assert of_stream(spans, "a") == (spans[2], spans[1])


def test_neighbouring_closures_are_one_episode() -> None:
    """With a week between, people do not come back; with more, they do."""
    spans = (
        Span(on(0), on(3), SHUT),
        Span(on(11), on(14), SpanKind.INTAKE),
        Span(on(23), on(24), SHUT),
        Span(on(90), None, SHUT),
    )
    found = episodes(spans, on(50))
    assert [(one.first, one.last) for one in found] == [(on(0), on(14)), (on(23), on(24))]
    assert found[0].kinds == {SHUT, SpanKind.INTAKE}


def test_an_episode_without_an_end_takes_in_what_follows() -> None:
    """While one closure lasts, another is no new episode."""
    found = episodes((Span(on(0), None, SHUT), Span(on(40), on(50), SHUT)), on(60))
    assert [(one.first, one.last) for one in found] == [(on(0), None)]
    assert found[0].days_until(on(60)) == 61


def test_holidays_are_no_closures() -> None:
    """Work on holidays waits for everybody; nothing piles up elsewhere."""
    assert episodes((Span(on(0), on(3), SpanKind.HOLIDAY),), on(9)) == ()


@pytest.mark.parametrize(
    ("label", "period", "first", "last"),
    [
        ("2024-05-07", Period.DAY, "2024-05-07", "2024-05-07"),
        ("2024-05-07", Period.WEEK, "2024-05-01", "2024-05-07"),
        ("2024-02-01", Period.MONTH, "2024-02-01", "2024-02-29"),
        ("2024-02-29", Period.MONTH, "2024-02-01", "2024-02-29"),
        ("2024-04-01", Period.QUARTER, "2024-04-01", "2024-06-30"),
        ("2024-06-30", Period.QUARTER, "2024-04-01", "2024-06-30"),
        ("2024-01-01", Period.YEAR, "2024-01-01", "2024-12-31"),
        ("2024-07-01", Period.WEEK, "2024-06-25", "2024-07-01"),
    ],
)
def test_a_name_covers_its_period(label: str, period: Period, first: str, last: str) -> None:
    """The first of a month names what begins there, another date what ends there."""
    found = covers(date.fromisoformat(label), period)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


def test_the_share_of_a_period_in_a_span() -> None:
    """Days are counted at both ends."""
    span = Span(on(3), on(4), SHUT)
    assert share(span, on(0), on(6)) == pytest.approx(2 / 7)
    assert share(span, on(5), on(6)) == 0
    assert share(Span(on(3), None, SHUT), on(5), on(6)) == 1


def test_days_without_arrivals_are_taken_as_a_closure() -> None:
    """A run that chance would not give is one, and a note says so."""
    counts = counted([40.0] * 30 + [0.0] * 5 + [40.0] * 5, [40.0] * 40)
    spans, notes = apparent(counts, ())
    assert spans == (Span(on(30), on(34), SpanKind.INTAKE),)
    assert "5 days without arrivals from 2024-01-31" in str(notes[0])


def test_a_run_at_the_end_may_go_on() -> None:
    """Nobody knows yet when it ends."""
    spans, _ = apparent(counted([40.0] * 30 + [0.0] * 3, [40.0] * 33), ())
    assert spans == (Span(on(30), None, SpanKind.INTAKE),)


@pytest.mark.parametrize("arrivals", [[40.0, 0.0, 0.0, 40.0] * 10, [1.0] * 30 + [0.0] * 5 + [1.0] * 5])
def test_short_or_likely_runs_are_no_closure(arrivals: list[float]) -> None:
    """Two days, or five in a stream of one case a day, may be chance."""
    assert apparent(counted(arrivals, [0.0] * len(arrivals)), ())[0] == ()


def test_a_closure_that_was_named_is_not_found_again() -> None:
    """The calendar knows better when it began."""
    counts = counted([40.0] * 30 + [0.0] * 5 + [40.0] * 5, [40.0] * 40)
    assert apparent(counts, (Span(on(29), on(34), SHUT),)) == ((), ())


def test_only_days_show_closures() -> None:
    """A month without arrivals is told by nobody but the calendar."""
    counts = counted([40.0] * 12 + [0.0] * 4, [30.0] * 16, period=Period.MONTH)
    assert apparent(counts, ()) == ((), ())
