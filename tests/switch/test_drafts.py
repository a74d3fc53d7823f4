# SPDX-License-Identifier: EUPL-1.2
"""Drafts have the fields of their kind and the tags by which they are found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sluis.estate.model import Basis, GateId, State, StreamId, SystemId
from sluis.record.model import Seq, Size
from sluis.switch import drafts
from sluis.switch.gates import gate_states
from sluis.switch.ground import Ground
from sluis.switch.model import Act, DecisionId, Evidence, Output, OutputId, Particulars, Stated
from sluis.switch.price import cost, priced
from tests.switch.estates import CISO, ESTATE, NOON, ids, states

if TYPE_CHECKING:
    from datetime import datetime

    from sluis.record.model import Draft

D0 = DecisionId("D0")
GROUND = Ground.of(ESTATE, states({"files": State.CLOSED}))


def shape(draft: Draft) -> None:
    """Fail unless a draft has every field of its kind and no other."""
    names = set(draft.fields)
    assert set(draft.kind.fields) <= names <= {*draft.kind.fields, *draft.kind.optional}


def closing(more: Particulars) -> Draft:
    """Return the draft of a decision to close."""
    price = priced(GROUND, ["line", "files"], stated=more.alternatives)
    chosen = dict.fromkeys(price.closes, State.CLOSED)
    fields = drafts.close_fields(price, Size(4), chosen, more, State.CLOSED)
    return drafts.decision(D0, Act.CLOSE, CISO, NOON, fields | {"reason": "x"}, more, price.closes)


def test_a_decision_to_close() -> None:
    """Its price is a summary with what is unknown; what nobody looked at is left to the picture."""
    draft = closing(Particulars())
    shape(draft)
    assert draft.tags == ("decision:D0", "system:line")
    assert draft.fields["already"] == ["files"]
    assert draft.fields["price"] == {
        "streams_stopped": ["remote"],
        "cases_per_day": 0.0,
        "cases_touched_per_day": 50.0,
        "volumes_unknown": 1,
        "people": 0,
        "people_unknown": 1,
        "unknowns": 1,
        "unknown": ["tags", "remote", "desk"],
    }


def test_what_people_weighed_is_kept() -> None:
    """Words, basis and which was chosen."""
    stated = Stated(("edge",), {"nl": "Alleen de gateway"}, basis=Basis.ASSUMED)
    more = Particulars(
        choice="stated:1",
        alternatives=(stated,),
        carry_out=False,
        dissent="No",
        source="s",
        decided_by="board",
    )
    draft = closing(more)
    shape(draft)
    offered: Any = draft.fields["alternatives"]
    assert offered[-1]["text"] == {"nl": "Alleen de gateway"}
    assert offered[-1]["basis"] == "assumed"
    assert [one["id"] for one in offered if one["chosen"]] == ["stated:1"]
    assert (draft.fields["carried_out"], draft.fields["decided_by"]) == (False, "board")
    assert (draft.fields["dissent"], draft.fields["source"]) == ("No", "s")


def test_a_decision_to_reopen() -> None:
    """Reopening is free, waiting costs what comes back."""
    evidence = Evidence(GateId("out"), "x", "ciso", happened_at=NOON, seq=Seq(3))
    gates = gate_states(ESTATE.gates[:1], [evidence], {}, ids("files"), NOON)
    waiting = cost(Ground.of(ESTATE, states()), {SystemId("files"): State.CLOSED})
    fields = drafts.reopen_fields(["reader"], ids("files"), State.TRIAL, Size(4), waiting, gates)
    draft = drafts.decision(D0, Act.REOPEN, CISO, NOON, fields | {"reason": "x"}, Particulars(), ids("files"))
    shape(draft)
    assert draft.fields["gates"] == [{"gate": "out", "evidence": 3}]
    offered: Any = draft.fields["alternatives"]
    prices = {one["id"]: one["price"]["cases_per_day"] for one in offered}
    assert prices == {"reopen": 0, "wait": 120.0}


def test_states_follow_a_decision() -> None:
    """Each names the decision; none where they are recorded apart."""
    changes = {SystemId("files"): State.CLOSED, SystemId("edge"): State.READ_ONLY}
    more = Particulars(basis=Basis.DERIVED, source="s")
    found = drafts.states(changes, D0, CISO, NOON, {"en": "Warned", "nl": "Gewaarschuwd"}, more)
    assert [draft.fields["state"] for draft in found] == ["closed", "read_only"]
    assert {draft.fields["decision"] for draft in found} == {"D0"}
    assert {draft.fields["reason"] for draft in found} == {"Warned"}
    assert {draft.fields["basis"] for draft in found} == {"derived"}
    assert drafts.states(changes, D0, CISO, NOON, "x", replace(more, carry_out=False)) == []


def test_a_refusal_is_found_by_its_gates() -> None:
    """It touches no system, so that it stands in the way of nothing."""
    gates = gate_states(ESTATE.gates, (), {}, ids("files"), NOON)
    draft = drafts.refusal(ids("files"), State.OPEN, gates, "x", Size(4), CISO, NOON)
    shape(draft)
    assert draft.tags == ("gate:out", "gate:clean")


@pytest.mark.parametrize("happened_at", [None, NOON - timedelta(days=1)])
def test_evidence_is_given_now_unless_said(happened_at: datetime | None) -> None:
    """By the actor, unless another decided."""
    given = Evidence(GateId("out"), "x", happened_at=happened_at)
    draft = drafts.evidence(given, CISO, NOON)
    shape(draft)
    assert draft.happened_at == (happened_at or NOON)
    assert draft.fields["decided_by"] == CISO.id


def test_an_output_is_found_by_system_and_stream() -> None:
    """Where there is a stream."""
    output = Output(OutputId("o1"), SystemId("certs"), "x", NOON)
    assert drafts.output(output, CISO).tags == ("output:o1", "system:certs")
    streamed = drafts.output(replace(output, stream=StreamId("permits"), until=NOON), CISO)
    shape(streamed)
    assert streamed.tags == ("output:o1", "system:certs", "stream:permits")


def test_a_check_carries_both_sums() -> None:
    """And what people counted, when they did."""
    now = cost(Ground.of(ESTATE, states()), {})
    draft = drafts.check(D0, CISO, NOON, "x", ({"cases_per_day": 1.0}, now), None)
    shape(draft)
    assert (draft.fields["expected"], draft.tags) == ({"cases_per_day": 1.0}, ("decision:D0",))
    counted = drafts.check(D0, CISO, NOON, "x", ({}, now), {"cases": 2.0})
    assert counted.fields["measured"] == {"cases": 2.0}
