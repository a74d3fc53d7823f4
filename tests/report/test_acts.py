# SPDX-License-Identifier: EUPL-1.2
"""Noting facts, and raising, seeing, deciding and closing risks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.estate.model import Basis
from sluis.kit.errors import BadInput, Conflict, UnknownName
from sluis.record.model import Expect, Size
from sluis.report import acts, store
from sluis.report.kinds import FACT_NOTED, RISK_RAISED
from sluis.report.model import Confidence, Fact, Outcome, Precision, Risk, RiskId, Standing
from tests.report.samples import T0, WHO

if TYPE_CHECKING:
    from sluis.record.log import Record
    from sluis.record.model import Entry

R1 = RiskId("R1")
RISK = Risk(
    R1, {"en": "Mail is lost.", "nl": "Mail gaat verloren."}, "Staff", "Board", T0, "https://example.org"
)
FACT = Fact(
    event={"en": "It was cut.", "nl": "Het ging los."},
    by="Board",
    category="disconnect",
    happened_at=T0,
    source="https://example.org/fact",
    basis=Basis.DERIVED,
    confidence=Confidence.LOW,
    precision=Precision.DAY,
    known_at=T0 + timedelta(days=2),
    known_basis="inferred",
    date_basis="stated",
    conflict="The press says a day later.",
    reference="F7",
    about=("system:net",),
)


def _entries(record: Record) -> list[Entry]:
    with record.known() as known:
        return list(known.entries())


def _standing(record: Record, risk: RiskId = R1) -> Standing | None:
    with record.known() as known:
        return store.risk(known, risk)


def test_a_fact_is_recorded_with_all_that_is_said_of_it(record: Record) -> None:
    """Every field of a fact is in its entry, at its own moment."""
    acts.note(record, [FACT], WHO)
    found = _entries(record)[-1]
    assert found.kind == FACT_NOTED.name
    assert found.happened_at == T0
    assert found.tags == ("system:net",)
    assert found.fields == {
        "event": {"en": "It was cut.", "nl": "Het ging los."},
        "by": "Board",
        "category": "disconnect",
        "source": "https://example.org/fact",
        "basis": "derived",
        "confidence": "low",
        "precision": "day",
        "known_at": "2025-07-19T20:00:00+00:00",
        "known_basis": "inferred",
        "date_basis": "stated",
        "conflict": "The press says a day later.",
        "reference": "F7",
    }


def test_what_is_not_known_is_left_out(record: Record) -> None:
    """A fact without conflict or reference has no such fields, and no key."""
    acts.note(record, [Fact("It rained.", "Office", "weather", T0, None, Basis.SOURCE)], WHO)
    found = _entries(record)[-1]
    assert found.fields["source"] is None
    assert not {"conflict", "reference", "known_at"} & set(found.fields)
    assert found.key is None


def test_noting_the_same_reference_again_adds_nothing(record: Record) -> None:
    """A list of facts can be read in twice."""
    first = acts.note(record, [FACT], WHO)
    again = acts.note(record, [FACT], WHO)
    assert first.seqs == again.seqs
    assert record.size() == 2


def test_facts_are_noted_together(record: Record) -> None:
    """All facts of one call are in the record, in their order."""
    facts = [replace(FACT, reference=f"F{number}") for number in range(5)]
    receipt = acts.note(record, facts, WHO)
    assert list(receipt.seqs) == [1, 2, 3, 4, 5]
    assert [entry.fields["reference"] for entry in _entries(record)[1:]] == ["F0", "F1", "F2", "F3", "F4"]


@pytest.mark.parametrize("event", ["", "   ", {}])
def test_a_fact_must_say_something(record: Record, event: str) -> None:
    """An empty event is refused by its field, and nothing of the call is written."""
    with pytest.raises(BadInput) as caught:
        acts.note(record, [FACT, replace(FACT, event=event, reference=None)], WHO)
    assert caught.value.field == "event"
    assert record.size() == 1


def test_there_must_be_a_fact(record: Record) -> None:
    """An empty list is a mistake of the caller."""
    with pytest.raises(BadInput):
        acts.note(record, [], WHO)


def test_a_risk_goes_from_raised_to_closed(record: Record) -> None:
    """Each act moves the risk one step, and the ledger follows."""
    assert _standing(record) is None
    acts.raise_risk(record, RISK, WHO)
    assert _standing(record) is Standing.RAISED
    acts.see_risk(record, R1, WHO, seen_by="Board", note="By letter.")
    assert _standing(record) is Standing.SEEN
    acts.decide_risk(record, R1, WHO, outcome=Outcome.ACCEPTED, reason="No other way.", decided_by="Board")
    assert _standing(record) is Standing.DECIDED
    acts.close_risk(record, R1, WHO, reason="Mail is back.")
    assert _standing(record) is Standing.CLOSED
    assert [entry.fields["risk"] for entry in _entries(record)[1:]] == ["R1"] * 4
    assert _entries(record)[2].fields["note"] == "By letter."


def test_seeing_may_be_skipped(record: Record) -> None:
    """Who decides has seen it."""
    acts.raise_risk(record, RISK, WHO)
    acts.decide_risk(record, R1, WHO, outcome=Outcome.AVOIDED, reason="Stopped.", decided_by="Board")
    assert _standing(record) is Standing.DECIDED


def test_a_risk_carries_its_tags(record: Record) -> None:
    """The risk's own tag comes first, then what it is about."""
    acts.raise_risk(record, replace(RISK, about=("topic:mail",), basis=Basis.ASSUMED), WHO)
    found = _entries(record)[-1]
    assert found.kind == RISK_RAISED.name
    assert found.tags == ("risk:R1", "topic:mail")
    assert found.fields["basis"] == "assumed"
    assert found.happened_at == T0


def test_a_move_happens_now_unless_told_otherwise(record: Record) -> None:
    """Without a moment the clock's is taken; a source goes into the entry."""
    acts.raise_risk(record, RISK, WHO)
    acts.see_risk(record, R1, WHO, seen_by="Board")
    acts.close_risk(record, R1, WHO, reason="Gone.", happened_at=T0, source="https://example.org/gone")
    seen, closed = _entries(record)[-2:]
    assert seen.happened_at == record.world.clock.now()
    assert closed.happened_at == T0
    assert closed.fields["source"] == "https://example.org/gone"


def test_an_id_can_be_raised_once(record: Record) -> None:
    """A second risk under the same id would hide the first."""
    acts.raise_risk(record, RISK, WHO)
    with pytest.raises(BadInput, match="R1"):
        acts.raise_risk(record, replace(RISK, text="Another."), WHO)
    assert record.size() == 2


def test_a_risk_must_say_something(record: Record) -> None:
    """An empty text is refused by its field."""
    with pytest.raises(BadInput) as caught:
        acts.raise_risk(record, replace(RISK, text=" "), WHO)
    assert caught.value.field == "text"


def test_an_unknown_risk_is_named_with_the_nearest(record: Record) -> None:
    """A slip of the pen gets a hint."""
    acts.raise_risk(record, replace(RISK, id=RiskId("mail-lost")), WHO)
    with pytest.raises(UnknownName) as caught:
        acts.see_risk(record, RiskId("mail-list"), WHO, seen_by="Board")
    assert "mail-lost" in str(caught.value.explain().todo)


def test_a_closed_risk_stays_closed(record: Record) -> None:
    """Nothing moves a closed risk, and nothing is written."""
    acts.raise_risk(record, RISK, WHO)
    acts.close_risk(record, R1, WHO, reason="Gone.")
    size = record.size()
    for move in (
        lambda: acts.see_risk(record, R1, WHO, seen_by="Board"),
        lambda: acts.close_risk(record, R1, WHO, reason="Again."),
        lambda: acts.decide_risk(
            record, R1, WHO, outcome=Outcome.ACCEPTED, reason="Late.", decided_by="Board"
        ),
    ):
        with pytest.raises(BadInput, match="closed"):
            move()
    assert record.size() == size


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_decision_needs_a_reason(record: Record, reason: str) -> None:
    """Deciding and closing without a reason are refused."""
    acts.raise_risk(record, RISK, WHO)
    with pytest.raises(BadInput):
        acts.decide_risk(record, R1, WHO, outcome=Outcome.ACCEPTED, reason=reason, decided_by="Board")
    with pytest.raises(BadInput):
        acts.close_risk(record, R1, WHO, reason=reason)
    assert _standing(record) is Standing.RAISED


def test_an_act_rests_on_the_ledger_as_it_stood(record: Record) -> None:
    """What was raised meanwhile makes an older picture of that risk a conflict."""
    acts.raise_risk(record, RISK, WHO)
    draft = acts._draft(FACT, WHO)
    with pytest.raises(Conflict):
        record.append([replace(draft, tags=("risk:R1",))], expect=Expect(("risk:R1",), Size(1)))
