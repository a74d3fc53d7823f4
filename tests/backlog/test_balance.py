# SPDX-License-Identifier: EUPL-1.2
"""What follows from the identity of flows is filled in; what breaks it is said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.backlog.balance import derive, half_filled, residuals

NAN = math.nan
CASES = st.lists(st.integers(0, 500), min_size=3, max_size=30)


def said(notes: list[object]) -> str:
    """Return all notes as one text."""
    return "\n".join(str(note) for note in notes)


@given(CASES, st.data())
def test_each_flow_follows_from_the_others(arrivals: list[int], data: st.DataObject) -> None:
    """Whichever one of the three is missing comes back as it was, except in the first period."""
    came = [float(value) for value in arrivals]
    stock, done, backlog = 1000.0, list[float](), list[float]()
    for value in came:
        gone = float(data.draw(st.integers(0, int(stock + value))))
        stock += value - gone
        done.append(gone)
        backlog.append(stock)
    missing = data.draw(st.sampled_from([0, 1, 2]))
    true = [came, done, backlog]
    given_ = [list(series) for series in true]
    given_[missing][1:] = [NAN] * (len(came) - 1)
    derive(*given_)
    assert given_ == true


def test_what_was_derived_is_said() -> None:
    """The number of values that follow from the others stands in a note, by their name."""
    notes = derive([5.0, 5.0, 5.0], [NAN, NAN, 4.0], [10.0, 12.0, 13.0])
    assert said([*notes]) == "1 counts of completions were missing and follow from the others."


def test_counts_that_add_up_need_no_note() -> None:
    """A sound table is left alone."""
    assert derive([5.0, 5.0], [4.0, 4.0], [10.0, 11.0]) == []


def test_counts_that_do_not_add_up_are_left_and_said() -> None:
    """Nothing that was counted is changed; the mean and the spread of what is left are told."""
    arrivals, completions, backlog = [5.0] * 3, [4.0] * 3, [10.0, 14.0, 12.0]
    notes = derive(arrivals, completions, backlog)
    assert (arrivals, completions, backlog) == ([5.0] * 3, [4.0] * 3, [10.0, 14.0, 12.0])
    assert "on average 0.0 cases a period are unexplained (spread 3.0)" in said([*notes])
    assert residuals(arrivals, completions, backlog) == [3.0, -3.0]


def test_derived_values_do_not_hide_what_does_not_add_up() -> None:
    """Only periods in which all three were counted say whether counts add up."""
    notes = derive([5.0, 5.0, NAN], [4.0, 4.0, 4.0], [10.0, 21.0, 22.0])
    assert "on average 10.0 cases" in said([*notes])


def test_a_flow_below_zero_is_said() -> None:
    """A backlog that falls by more than was done leaves arrivals at 0, with a note."""
    arrivals = [5.0, NAN]
    notes = derive(arrivals, [4.0, 4.0], [10.0, 2.0])
    assert arrivals == [5.0, 0.0]
    assert "1 of them would have been below zero" in said([*notes])


def test_a_gap_is_bridged_as_far_as_it_follows() -> None:
    """The backlog goes on from the last count; a period without flows ends that."""
    backlog = [10.0, NAN, NAN, NAN, 20.0]
    derive([5.0, 5.0, NAN, 5.0, 5.0], [4.0, 4.0, NAN, 4.0, 4.0], backlog)
    assert backlog[1] == 11.0
    assert all(math.isnan(value) for value in backlog[2:4])


def test_without_any_backlog_its_lowest_point_is_zero() -> None:
    """Flows alone give the shape of the backlog, and the note says what was taken for its level."""
    backlog = [NAN] * 3
    notes = derive([1.0, 5.0, 5.0], [3.0, 4.0, 4.0], backlog)
    assert backlog == [0.0, 1.0, 2.0]
    assert "lowest point taken as 0" in said([*notes])


@pytest.mark.parametrize(("last", "flagged"), [(30.0, True), (60.0, False)])
def test_a_half_filled_last_period_is_flagged(last: float, flagged: bool) -> None:  # noqa: FBT001 - a case of the table
    """Below half of each of the six before is odd; a little less is not."""
    flow = [100.0, 110.0, 90.0, 100.0, 105.0, 95.0, last]
    assert bool(half_filled(flow, [100.0] * 7)) is flagged
    assert bool(half_filled([100.0] * 7, flow)) is flagged


def test_too_little_history_flags_nothing() -> None:
    """With fewer than six periods before there is nothing to compare with."""
    assert half_filled([100.0, 100.0, 1.0], [1.0, 1.0, 1.0]) == []
