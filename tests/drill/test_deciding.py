# SPDX-License-Identifier: EUPL-1.2
"""The decisions of a case are made anew through the acts that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.estate.model import State, SystemId
from sluis.kit.errors import Refused
from sluis.record.model import Actor
from sluis.switch import acts

if TYPE_CHECKING:
    from sluis.drill.model import Case
    from sluis.house import House
    from sluis.record.model import Entry

WHO = Actor("ciso:test", "test")


def made(house: House) -> dict[object, Entry]:
    """Return the decisions on record by their id."""
    with house.record.known() as known:
        return {entry.fields["decision"]: entry for entry in known.entries(kinds=["decision.made"])}


def test_every_decision_of_the_case_is_on_record(house: House, case: Case) -> None:
    """One closing and four reopenings, each at its own instant, by whom the source says."""
    decisions = made(house)
    assert set(decisions) == {"D0", "D1", "D2", "D3", "D4"}
    closing = decisions["D0"]
    assert closing.happened_at == closing.recorded_at == case.closings[0].at
    assert closing.fields["decided_by"] == "OM College"
    assert closing.fields["act"] == "close"


def test_the_closing_has_its_price_and_alternatives_as_of_then(house: House) -> None:
    """The price was worked out from what was known that evening, and what was weighed is beside it."""
    closing = made(house)["D0"]
    price = closing.fields["price"]
    assert isinstance(price, dict)
    assert price["streams_stopped"]
    assert "tags" not in str(price["streams_stopped"])
    picture = closing.fields["picture"]
    assert isinstance(picture, int)
    assert picture <= closing.seq
    assert isinstance(closing.fields["alternatives"], list)
    assert len(closing.fields["alternatives"]) >= 3


def test_decisions_leave_the_states_to_what_was_observed(house: House, case: Case) -> None:
    """The states on record are those of the case's own list, and no others."""
    with house.record.known() as known:
        states = list(known.entries(kinds=["system.state"]))
    assert len(states) == len(case.states)
    assert not [entry for entry in states if "decision" in entry.fields]


def test_a_reopening_rests_on_evidence_that_came_first(house: House) -> None:
    """Every gate's evidence was recorded before the decision of 4 August."""
    with house.record.known() as known:
        evidence = list(known.entries(kinds=["gate.evidence"]))
    first = made(house)["D1"]
    assert {entry.fields["gate"] for entry in evidence} == {"G1", "G2", "G3", "G4", "G5"}
    assert max(entry.seq for entry in evidence) < first.seq
    assert [entry.fields["basis"] for entry in evidence if entry.fields["gate"] == "G1"] == ["assumed"]


def test_the_gateway_still_lacks_evidence(house: House) -> None:
    """What was never shown to be safe cannot be reopened: the refusal names the gates."""
    with pytest.raises(Refused):
        acts.reopen(house.record, ["netscaler"], WHO, to=State.OPEN, reason="people ask for it")


def test_what_was_issued_on_stale_data_is_on_the_register(house: House, case: Case) -> None:
    """Certificates and screening were recorded on 12 August, and happened from 18 July on."""
    with house.record.known() as known:
        issued = {entry.fields["output"]: entry for entry in known.entries(kinds=["output.issued"])}
    assert set(issued) == {output.id for output in case.outputs}
    certificates = issued["O1"]
    assert certificates.happened_at < certificates.recorded_at
    assert certificates.fields["rests_on"] == SystemId("jds")
    assert "count" not in certificates.fields, "how many is not public"
