# SPDX-License-Identifier: EUPL-1.2
"""How many cases cannot proceed, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.record.model import Draft, Size
from sluis.report.model import Answer, NotRecorded, Reply
from sluis.report.replies.asking import Asking
from sluis.report.replies.cases_stopped import cases_stopped
from sluis.switch.kinds import DECISION_MADE
from tests.report.samples import WHO, decision_fields, question

if TYPE_CHECKING:
    from sluis.record.log import Record


def _ask(record: Record, size: int | None = None) -> Reply:
    with record.known(None if size is None else Size(size)) as known:
        return cases_stopped(Asking(known, question("cases_stopped"), "en"))


def test_the_price_of_each_closing_is_told(story: Record) -> None:
    """As it was computed then, what nobody can tell included."""
    found = _ask(story)
    assert isinstance(found, Answer)
    told = " ".join(str(text) for text in found.text)
    assert told.startswith("16 July 2025, closing Internet & links: stops: Criminal cases; 120 cases a day;")
    assert told.endswith("at least 40 people cannot work; nobody can tell about: Ankle tags.")
    assert found.entries == (8,)


def test_before_a_decision_nobody_knew(story: Record) -> None:
    """As of the day before, the answer is not recorded."""
    assert isinstance(_ask(story, 8), NotRecorded)


def test_a_decision_without_a_price_does_not_answer(record: Record) -> None:
    """An empty price is no price."""
    fields = decision_fields(price={})
    record.append([Draft(DECISION_MADE, record.world.clock.now(), WHO, fields)])
    assert isinstance(_ask(record), NotRecorded)


def test_reopening_stops_no_cases(record: Record) -> None:
    """Only decisions to close are counted."""
    fields = decision_fields(act="reopen", to="open")
    record.append([Draft(DECISION_MADE, record.world.clock.now(), WHO, fields)])
    assert isinstance(_ask(record), NotRecorded)
