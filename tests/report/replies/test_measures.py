# SPDX-License-Identifier: EUPL-1.2
"""Whether it was enough and fast enough: times, and no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sluis.estate.model import State, SystemId
from sluis.record.model import Size
from sluis.report.model import Answer, NotRecorded, Reply
from sluis.report.replies.asking import Asking
from sluis.report.replies.measures import _spans, measures
from tests.report.samples import DAY, MAIL, NET, T0, changes, question

if TYPE_CHECKING:
    from sluis.record.log import Record


def _ask(record: Record, size: int | None = None) -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return measures(Asking(known, question("measures"), "en"))


def test_times_are_told_and_no_verdict(story: Record) -> None:
    """How long systems were away, what is still away, and that the record holds no norm."""
    found = _ask(story)
    assert isinstance(found, Answer)
    told = [str(text) for text in found.text]
    assert told == [
        "2 systems were not fully open at some time, from 16 July 2025 on; 1 still are not.",
        "Those that came back were away 3.2 to 3.2 days, half of them at most 3.2 days.",
        "Not fully open yet: Internet & links.",
        "Decisions to reopen: 0; evidence at gates: 1; requests refused: 0.",
        "Whether that was enough the record does not say: it holds the times, and no norm.",
    ]
    assert found.entries == (9, 10, 15)


def test_while_nothing_came_back_no_time_is_given(story: Record) -> None:
    """As of the day of the decision there is no time to give."""
    found = _ask(story, 11)
    assert isinstance(found, Answer)
    assert not any("came back" in str(text) for text in found.text)


def test_nothing_away_is_not_recorded(story: Record) -> None:
    """Before anything closed there is nothing to measure."""
    assert isinstance(_ask(story, 7), NotRecorded)


def test_time_away_runs_from_the_first_change_to_open() -> None:
    """Trial and read-only are away too; two absences add up."""
    history = changes(
        (NET, State.CLOSED, 0),
        (NET, State.TRIAL, 2),
        (NET, State.OPEN, 5),
        (NET, State.CLOSED, 7),
        (NET, State.OPEN, 8),
        (MAIL, State.CLOSED, 8),
    )
    history.sort(key=lambda change: change.happened_at)
    assert _spans(history, T0 + 9 * DAY) == ([6.0], [MAIL])


def test_what_happens_later_does_not_count() -> None:
    """A planned return after the moment of N is no return."""
    history = changes((NET, State.CLOSED, 0), (NET, State.OPEN, 50))
    assert _spans(history, T0 + 9 * DAY) == ([], [NET])


@given(st.lists(st.tuples(st.sampled_from(list(State)), st.floats(0, 100)), max_size=12))
def test_nobody_is_away_longer_than_the_time_that_passed(steps: list[tuple[State, float]]) -> None:
    """Time away lies between nothing and the whole time, and a system is away or back, not both."""
    history = changes(
        *((SystemId("x"), state, days) for state, days in sorted(steps, key=lambda step: step[1]))
    )
    spans, still = _spans(history, T0 + 100 * DAY)
    assert all(0 <= span <= 100 for span in spans)
    assert len(spans) + len(still) <= 1
