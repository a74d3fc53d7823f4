# SPDX-License-Identifier: EUPL-1.2
"""Replies from what people noted about a topic."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.estate.model import Basis
from sluis.record.model import Size
from sluis.report import acts
from sluis.report.model import Answer, Fact, NotRecorded, Reply
from sluis.report.replies.asking import Asking
from sluis.report.replies.told import MISSING, told
from tests.report.samples import T0, WHO, question

if TYPE_CHECKING:
    from sluis.record.log import Record


def _ask(record: Record, topic: str, size: int | None = None) -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return told(Asking(known, question(topic), "en"))


def _note(record: Record, event: str, days: int, tag: str) -> None:
    when = T0 + timedelta(days=days)
    acts.note(record, [Fact(event, "Board", "finding", when, None, Basis.SOURCE, about=(tag,))], WHO)


def test_entries_that_answer_are_told_in_order_of_time(record: Record) -> None:
    """What happened first is told first, whatever came in first."""
    _note(record, "Nothing was taken.", 9, "answers:data_seen")
    _note(record, "It is confirmed.", 2, "answers:data_seen")
    found = _ask(record, "data_seen")
    assert isinstance(found, Answer)
    assert [str(text) for text in found.text] == [
        "19 July 2025: Board: It is confirmed.",
        "26 July 2025: Board: Nothing was taken.",
    ]
    assert found.entries == (2, 1)


def test_what_only_touches_upon_it_is_no_answer(record: Record) -> None:
    """A question that was raised is not its answer, and is named beside the reason."""
    _note(record, "Parliament asks about shifts.", 2, "topic:shifts")
    found = _ask(record, "shifts")
    assert isinstance(found, NotRecorded)
    assert found.said == (1,)
    assert found.why == MISSING["shifts"]


@pytest.mark.parametrize("topic", [*MISSING, "never_thought_of"])
def test_without_an_entry_every_topic_is_not_recorded(record: Record, topic: str) -> None:
    """Nothing is made up, and the reason is never empty."""
    found = _ask(record, topic)
    assert isinstance(found, NotRecorded)
    assert found.why.say("en")
    assert found.said == ()


def test_a_later_answer_is_not_known_yet(record: Record) -> None:
    """As of N the question is still open."""
    size = record.size()
    _note(record, "Nothing was taken.", 0, "answers:data_seen")
    assert isinstance(_ask(record, "data_seen", size), NotRecorded)
    assert isinstance(_ask(record, "data_seen"), Answer)
