# SPDX-License-Identifier: EUPL-1.2
"""What waits for a decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sluis.estate.model import GateId
from sluis.switch import acts as switch
from sluis.switch.model import Evidence
from sluis.web.waiting import lines
from tests.web.small import DESK, FILES, MAP, NETWORK, TOWN

if TYPE_CHECKING:
    from sluis.house import House


def test_nothing_waits_while_all_is_open(house: House) -> None:
    """Before a closing the list is empty."""
    with house.record.known() as known:
        assert lines(known, house.world.clock.now(), "en") == ()


def test_gates_before_the_same_systems_are_one_line(house: House) -> None:
    """One line for one decision, with how many gates have evidence and what a day costs."""
    switch.close(house.record, [FILES], TOWN, reason="A warning")
    switch.add_evidence(house.record, Evidence(GateId("restore"), "Done", decided_by="IT"), TOWN)
    with house.record.known() as known:
        found = lines(known, house.world.clock.now(), "en")
    reopening = found[0]
    assert str(reopening.title) == "Reopen Case files"
    assert reopening.href == "/sluis/reopen?target=files"
    assert str(reopening.cost) == "40 cases a day"
    assert str(reopening.evidence) == "1 of 2 gates have evidence"


def test_a_check_that_is_overdue(house: House) -> None:
    """A dated check that passed is on the list, marked, and costs nothing by itself."""
    switch.close(house.record, [MAP], TOWN, reason="A warning", check_on=date(2025, 7, 20))
    with house.record.known() as known:
        found = lines(known, house.world.clock.now() + timedelta(days=10), "en")
    check = found[-1]
    assert (check.due, check.overdue, check.cost, check.evidence) == (date(2025, 7, 20), True, None, None)
    assert str(check.title).startswith("Look again at decision")


def test_many_systems_are_counted(house: House) -> None:
    """A line names two systems and counts the rest, in the reader's language."""
    switch.close(house.record, [NETWORK, DESK, MAP], TOWN, reason="A warning")
    with house.record.known() as known:
        titles = [str(one.title) for one in lines(known, house.world.clock.now(), "en")]
    assert any(title.endswith("and 1 more") for title in titles)
