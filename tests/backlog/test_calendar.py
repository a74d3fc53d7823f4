# SPDX-License-Identifier: EUPL-1.2
"""The spans in which a stream stands still follow from the states of systems and the typed links."""

from __future__ import annotations

from datetime import date

import pytest

from sluis.backlog.calendar import closures
from sluis.backlog.model import Span, SpanKind
from sluis.estate.model import State
from tests.backlog.estates import ARCHIVE, ESTATE, LINE, NET, at, change


def spans(stream: str, *changes: tuple[str, State, int]) -> list[tuple[date, date | None, SpanKind]]:
    """Return the spans of a stream after changes on days of July."""
    by_name = {"net": NET, "line": LINE, "archive": ARCHIVE}
    history = [change(by_name[name], state, at(7, day)) for name, state, day in changes]
    return [(one.first, one.last, one.kind) for one in closures(ESTATE, history) if one.stream == stream]


def test_a_closed_system_closes_its_stream() -> None:
    """From the day it closes to the day before it opens."""
    found = spans("hotline", ("line", State.CLOSED, 3), ("line", State.OPEN, 10))
    assert found == [(date(2025, 7, 3), date(2025, 7, 9), SpanKind.CLOSURE)]


def test_hard_links_close_and_soft_ones_degrade() -> None:
    """What needs the network hard stops; what needs the line softly runs slower."""
    changes = (("net", State.CLOSED, 3), ("net", State.OPEN, 10))
    assert spans("hotline", *changes)[0][2] is SpanKind.CLOSURE
    assert spans("letters", *changes) == [(date(2025, 7, 3), date(2025, 7, 9), SpanKind.DEGRADED)]


@pytest.mark.parametrize("state", [State.TRIAL, State.READ_ONLY, State.UNKNOWN])
def test_what_is_not_quite_open_degrades(state: State) -> None:
    """On trial, read only and unknown a stream runs, and nobody can say how well."""
    assert spans("letters", ("archive", state, 3)) == [(date(2025, 7, 3), None, SpanKind.DEGRADED)]


def test_a_span_that_lasts_has_no_end() -> None:
    """Until somebody sees it open."""
    assert spans("hotline", ("line", State.CLOSED, 3)) == [(date(2025, 7, 3), None, SpanKind.CLOSURE)]


def test_steps_back_are_spans_of_their_own() -> None:
    """Closed, then on trial, then open: a closure, then degraded running."""
    found = spans("hotline", ("line", State.CLOSED, 3), ("line", State.TRIAL, 6), ("line", State.OPEN, 9))
    assert [kind for _, _, kind in found] == [SpanKind.CLOSURE, SpanKind.DEGRADED]
    assert found[1][:2] == (date(2025, 7, 6), date(2025, 7, 8))


def test_what_ends_on_its_first_day_is_no_span() -> None:
    """A morning off is not a day lost."""
    history = [change(LINE, State.CLOSED, at(7, 3, 6)), change(LINE, State.OPEN, at(7, 3, 9))]
    assert closures(ESTATE, history) == ()


def test_days_are_those_of_the_organisation() -> None:
    """23:00 UTC in July is the next day in Amsterdam."""
    found = closures(ESTATE, [change(LINE, State.CLOSED, at(7, 3, 23))])
    assert found[0].first == date(2025, 7, 4)


def test_what_was_seen_wins_over_what_follows() -> None:
    """A line that is seen open carries calls, also while the network is on trial."""
    assert spans("hotline", ("line", State.OPEN, 1), ("net", State.TRIAL, 3)) == []


def test_the_order_of_telling_does_not_matter() -> None:
    """Changes count by when they happened."""
    history = [change(LINE, State.CLOSED, at(7, 3)), change(LINE, State.OPEN, at(7, 9))]
    assert closures(ESTATE, history) == closures(ESTATE, history[::-1])


def test_nothing_known_is_no_closure() -> None:
    """Without a word about any system there are no spans."""
    assert closures(ESTATE, []) == ()
    assert all(isinstance(one, Span) for one in closures(ESTATE, [change(NET, State.CLOSED, at(7, 1))]))
