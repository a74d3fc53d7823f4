# SPDX-License-Identifier: EUPL-1.2
"""Closing wins, reopening waits for its gates, and every answer is clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sluis.estate import store as estates
from sluis.estate.acts import adopt, observe, state_draft
from sluis.estate.model import Basis, GateId, LinkType, State, StateChange, StreamId, SystemId
from sluis.kit.errors import BadInput, Conflict, Refused, UnknownName
from sluis.record.log import Record
from sluis.record.model import Actor
from sluis.switch import store
from sluis.switch.acts import (
    LOOKS,
    add_evidence,
    check_decision,
    close,
    recheck_output,
    record_output,
    reopen,
)
from sluis.switch.gates import GatesLack
from sluis.switch.model import (
    Act,
    DecisionId,
    Evidence,
    Lack,
    Output,
    OutputId,
    Particulars,
    Recheck,
    RecheckOutcome,
    Stated,
)
from tests.switch.estates import BASIS, CISO, ESTATE, NOON, OWNER, ids, link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sluis.record.model import Draft, Entry, Expect, Receipt

BOARD = Actor("board", "cli")
LATER = NOON + timedelta(hours=3)


def state_of(record: Record, name: str, at: datetime = LATER) -> State:
    """Return the state of a system as known now."""
    with record.known() as known:
        return estates.states(known, at)[SystemId(name)].state


def entries(record: Record, kind: str) -> list[Entry]:
    """Return the entries of a kind."""
    with record.known() as known:
        return list(known.entries(kinds=[kind]))


def said(record: Record, kind: str) -> dict[str, Any]:
    """Return the fields of the newest entry of a kind."""
    return dict(entries(record, kind)[-1].fields)


def give(record: Record, gate: str, actor: Actor, at: datetime, **more: Any) -> Receipt:
    """Give evidence on a gate."""
    return add_evidence(record, Evidence(GateId(gate), "Looked", happened_at=at, **more), actor)


def closed(record: Record, *names: str, at: datetime = NOON) -> None:
    """Close systems at noon."""
    close(record, names, CISO, reason="Warned", happened_at=at)


def test_closing_is_one_append_of_decision_and_states(record: Record) -> None:
    """The decision and the state of each system stand beside one another, with picture, price and check."""
    size = record.size()
    outcome = close(record, ["files", "home"], CISO, reason="Warned", second="board:x", happened_at=NOON)
    assert outcome.receipt is not None
    assert outcome.receipt.seqs == (size, size + 1, size + 2)
    assert outcome.changed == ids("files", "home")
    with record.known() as known:
        decision = store.decisions(known)[0]
    assert (decision.id, decision.act, decision.to_state) == (outcome.decision, Act.CLOSE, State.CLOSED)
    assert (decision.picture, decision.decided_by, decision.second) == (size, CISO.id, "board:x")
    assert decision.price["cases_per_day"] == 120
    assert decision.check_on == date(2025, 7, 23)
    assert [one["id"] for one in decision.alternatives if one["chosen"]] == ["asked"]
    assert state_of(record, "files") is State.CLOSED
    assert state_of(record, "line") is State.OPEN
    with record.known() as known:
        tagged = list(known.entries(tags=[f"decision:{decision.id}"]))
    assert [entry.kind for entry in tagged] == ["decision.made", "system.state", "system.state"]


def test_closing_waits_for_no_gate(record: Record) -> None:
    """No evidence is asked for."""
    assert close(record, ["files"], CISO, reason="Now", happened_at=NOON).changed == ids("files")


def test_closing_what_is_closed_writes_nothing(record: Record) -> None:
    """The answer says since when, and by which entry."""
    first = close(record, ["files"], CISO, reason="Warned", happened_at=NOON)
    size = record.size()
    again = close(record, ["files"], CISO, reason="Again", happened_at=LATER)
    assert (again.decision, again.receipt, again.changed) == (None, None, ())
    assert first.receipt is not None
    assert [(at.since, at.seq) for at in again.already] == [(NOON, first.receipt.seqs[1])]
    assert record.size() == size


def test_closing_closes_only_what_is_not_closed_yet(record: Record) -> None:
    """What was closed before is named as such in the decision."""
    closed(record, "files")
    outcome = close(record, ["files", "home"], CISO, reason="More", happened_at=LATER)
    assert outcome.changed == ids("home")
    assert tuple(at.system for at in outcome.already) == ids("files")
    assert said(record, "decision.made")["already"] == ["files"]


def test_restricting_never_opens(record: Record) -> None:
    """Asking for read-only leaves closed what is closed."""
    closed(record, "files")
    outcome = close(
        record,
        ["files", "index"],
        CISO,
        reason="Read",
        happened_at=LATER,
        more=Particulars(to=State.READ_ONLY),
    )
    assert outcome.changed == ids("index")
    assert (state_of(record, "files"), state_of(record, "index")) == (State.CLOSED, State.READ_ONLY)


def test_an_unknown_name_is_told_with_the_nearest(record: Record) -> None:
    """Nothing is written for a name that nothing has."""
    size = record.size()
    with pytest.raises(UnknownName) as caught:
        close(record, ["filez"], CISO, reason="Warned")
    assert "files" in str(caught.value.todo)
    assert record.size() == size


@pytest.mark.parametrize("reason", ["", "  ", {}])
def test_a_decision_needs_a_reason(record: Record, reason: Any) -> None:
    """Without words there is no decision."""
    with pytest.raises(BadInput, match="reason"):
        close(record, ["files"], CISO, reason=reason)


@pytest.mark.parametrize("more", [Particulars(), Particulars(decided_by="board")])
def test_the_second_person_is_somebody_else(record: Record, more: Particulars) -> None:
    """Neither who acts nor who decided can be the second."""
    second = more.decided_by or CISO.id
    with pytest.raises(BadInput, match="second"):
        close(record, ["files"], CISO, reason="Warned", second=second, more=more)


def test_another_alternative_can_be_chosen(record: Record) -> None:
    """What was chosen is carried out, what was asked stays in the decision."""
    outcome = close(
        record, ["files"], CISO, reason="Read on", happened_at=NOON, more=Particulars(choice="read_only")
    )
    fields = said(record, "decision.made")
    assert outcome.changed == ids("files")
    assert state_of(record, "files") is State.READ_ONLY
    assert (fields["choice"], fields["to"], fields["targets"]) == ("read_only", "read_only", ["files"])


def test_deciding_to_leave_things_as_they_are_is_a_decision(record: Record) -> None:
    """Nothing changes, and the record says that somebody chose that, at this price."""
    outcome = close(
        record, ["line"], CISO, reason="Cannot tell", happened_at=NOON, more=Particulars(choice="nothing")
    )
    assert outcome.decision is not None
    assert outcome.changed == ()
    assert state_of(record, "line") is State.OPEN
    assert "tags" in str(said(record, "decision.made")["price"])


def test_a_choice_that_nobody_offered_is_refused(record: Record) -> None:
    """The nearest offer is suggested."""
    with pytest.raises(UnknownName, match="read_onli"):
        close(record, ["files"], CISO, reason="x", more=Particulars(choice="read_onli"))


def test_stated_alternatives_are_priced_and_kept(record: Record) -> None:
    """What people weighed stands in the decision in their words, with its price in the same picture."""
    stated = (
        Stated(("edge",), {"en": "Only the gateway", "nl": "Alleen de gateway"}, basis=Basis.ASSUMED),
        Stated((), "Wait and see"),
    )
    more = Particulars(
        alternatives=stated,
        decided_by="board",
        reference="D0",
        carry_out=False,
        dissent="Too late",
        check_text={"en": "Count"},
        basis=Basis.DERIVED,
        source="minutes",
    )
    outcome = close(record, ["line"], CISO, reason={"en": "Cut"}, check_on=date(2025, 8, 1), more=more)
    with record.known() as known:
        found = store.decision(known, DecisionId("D0"))
    assert found is not None
    assert outcome.receipt is not None
    assert len(outcome.receipt.seqs) == 1
    assert state_of(record, "line") is State.OPEN
    named = {one["id"]: one for one in found.alternatives}
    assert named["stated:1"]["text"] == stated[0].text
    assert named["stated:1"]["basis"] == "assumed"
    assert named["stated:2"]["targets"] == []
    assert (found.decided_by, found.check_on, found.check_text) == (
        "board",
        date(2025, 8, 1),
        {"en": "Count"},
    )
    assert (found.dissent, found.basis, found.source) == ("Too late", Basis.DERIVED, "minutes")


def test_an_id_is_used_once(record: Record) -> None:
    """A decision whose id is taken is refused."""
    more = Particulars(reference="D0")
    close(record, ["files"], CISO, reason="Warned", more=more)
    with pytest.raises(BadInput, match="D0"):
        close(record, ["home"], CISO, reason="Warned", more=more)


def test_closing_looks_again_and_closes_all_the_same(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often something moves in between, the last look closes without asking."""
    append = Record.append
    expected: list[Expect | None] = []
    moved = StateChange(SystemId("files"), State.OPEN, NOON - timedelta(minutes=1), BASIS, "Moved")

    def busy(self: Record, drafts: Sequence[Draft], *, expect: Expect | None = None) -> Receipt:
        expected.append(expect)
        append(self, [state_draft(moved, OWNER)])
        return append(self, drafts, expect=expect)

    monkeypatch.setattr(Record, "append", busy)
    assert close(record, ["files"], CISO, reason="Warned", happened_at=NOON).receipt is not None
    assert len(expected) == LOOKS + 1
    assert expected[-1] is None
    assert state_of(record, "files") is State.CLOSED
    assert len(entries(record, "decision.made")) == 1


def test_reopening_names_every_gate_that_lacks_evidence(record: Record) -> None:
    """The refusal leaves with 3, names gate and reason, and stands in the record; nothing reopens."""
    closed(record, "files")
    give(record, "out", OWNER, NOON + timedelta(hours=1))
    with pytest.raises(GatesLack) as caught:
        reopen(record, ["files"], CISO, reason="Clean", happened_at=LATER)
    assert isinstance(caught.value, Refused)
    assert caught.value.exit_code == 3
    assert [(state.gate.id, state.lack) for state in caught.value.gates] == [
        ("out", Lack.WRONG_DECIDER),
        ("clean", Lack.NONE_GIVEN),
    ]
    assert "The intruder is out" in str(caught.value)
    assert "Files were examined" in str(caught.value)
    refusal = entries(record, "reopening.refused")[0]
    assert refusal.fields["lacking"] == [
        {"gate": "out", "why": "wrong_decider", "systems": ["files"]},
        {"gate": "clean", "why": "none_given", "systems": ["files"]},
    ]
    assert refusal.tags == ("gate:out", "gate:clean")
    assert state_of(record, "files") is State.CLOSED


def test_reopening_with_evidence_names_it(record: Record) -> None:
    """The decision keeps which entries it rests on, what comes back, and what waiting would have cost."""
    closed(record, "files")
    one = give(record, "out", CISO, NOON + timedelta(hours=1))
    two = give(record, "clean", BOARD, NOON + timedelta(hours=2))
    outcome = reopen(record, ["files"], CISO, reason="Clean", to=State.TRIAL, happened_at=LATER)
    fields = said(record, "decision.made")
    assert outcome.changed == ids("files")
    assert fields["gates"] == [
        {"gate": "out", "evidence": one.seqs[0]},
        {"gate": "clean", "evidence": two.seqs[0]},
    ]
    assert fields["price"]["streams_stopped"] == ["cases", "short"]
    assert [one["id"] for one in fields["alternatives"]] == ["reopen", "wait"]
    assert state_of(record, "files") is State.TRIAL


def test_reopening_what_is_open_writes_nothing(record: Record) -> None:
    """No gate is asked, and the answer says since when it is open."""
    size = record.size()
    outcome = reopen(record, ["files"], CISO, reason="Open", happened_at=LATER)
    assert (outcome.decision, outcome.changed) == (None, ())
    assert [at.since for at in outcome.already] == [NOON.replace(hour=11)]
    assert record.size() == size


@pytest.mark.parametrize("to", [State.CLOSED, State.UNKNOWN])
def test_reopening_goes_to_something_open(record: Record, to: State) -> None:
    """Closed and unknown are no states to reopen to."""
    with pytest.raises(BadInput, match="to"):
        reopen(record, ["files"], CISO, reason="x", to=to)


def ready(record: Record) -> None:
    """Close files and home, and meet every gate."""
    closed(record, "files", "home")
    give(record, "out", CISO, NOON + timedelta(hours=1))
    give(record, "clean", BOARD, NOON + timedelta(hours=1))


def test_a_closing_after_the_picture_stops_a_reopening(record: Record) -> None:
    """Close wins: who looked before the last closing has to look again."""
    ready(record)
    picture = record.size()
    reopen(record, ["files"], CISO, reason="Clean", happened_at=LATER)
    closed(record, "files", at=LATER + timedelta(minutes=1))
    give(record, "out", CISO, LATER + timedelta(minutes=2))
    give(record, "clean", BOARD, LATER + timedelta(minutes=2))
    late = LATER + timedelta(minutes=3)
    with pytest.raises(Conflict, match="Entry"):
        reopen(record, ["files"], CISO, reason="x", happened_at=late, more=Particulars(picture=picture))
    assert state_of(record, "files", late) is State.CLOSED
    more = Particulars(picture=record.size())
    assert reopen(record, ["files"], CISO, reason="x", happened_at=late, more=more).changed == ids("files")


@pytest.mark.parametrize("what", ["closing", "evidence", "estate"])
def test_what_moves_during_a_reopening_stops_it(
    record: Record, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A closing, a word on a gate or a new estate between looking and writing is a conflict."""
    ready(record)
    append, at = Record.append, NOON + timedelta(hours=2)

    def overtaken(self: Record, drafts: Sequence[Draft], *, expect: Expect | None = None) -> Receipt:
        monkeypatch.undo()
        if what == "closing":
            close(self, ["line", "files", "index"], CISO, reason="Again", happened_at=at)
            observe(self, [StateChange(SystemId("files"), State.CLOSED, at, BASIS, "Shut")], OWNER)
        elif what == "evidence":
            give(self, "out", CISO, at, met=False)
        else:
            adopt(self, replace(ESTATE, organisation="Other"), CISO)
        return append(self, drafts, expect=expect)

    monkeypatch.setattr(Record, "append", overtaken)
    with pytest.raises(Conflict):
        reopen(record, ["files"], CISO, reason="Clean", happened_at=LATER)
    assert state_of(record, "files") is State.CLOSED


@pytest.mark.parametrize(
    ("evidence", "error", "match"),
    [
        (Evidence(GateId("our"), "x"), UnknownName, "our"),
        (Evidence(GateId("out"), "x", systems=ids("filez")), UnknownName, "filez"),
        (Evidence(GateId("out"), " "), BadInput, "text"),
        (Evidence(GateId("out"), "x", happened_at=NOON, expires_at=NOON), BadInput, "expires_at"),
    ],
)
def test_evidence_that_cannot_be_right_is_refused(
    record: Record, evidence: Evidence, error: type[BadInput], match: str
) -> None:
    """An unknown gate or system, no ground, and evidence that expired before it was given."""
    with pytest.raises(error, match=match):
        add_evidence(record, evidence, CISO)


def test_evidence_keeps_what_was_said(record: Record) -> None:
    """Every particular comes back, and who gives it decides unless another is named."""
    given = Evidence(
        GateId("clean"),
        {"en": "Scanned", "nl": "Gescand"},
        "board",
        systems=ids("files"),
        happened_at=NOON,
        expires_at=LATER,
        basis=Basis.ASSUMED,
        source="minutes",
    )
    receipt = add_evidence(record, given, OWNER)
    add_evidence(record, Evidence(GateId("out"), "Watched"), CISO)
    with record.known() as known:
        first, second = store.evidence(known)
    assert first == replace(given, seq=receipt.seqs[0])
    assert (second.decided_by, second.happened_at) == (CISO.id, record.world.clock.now())


OUTPUT = Output(OutputId("o1"), SystemId("certs"), "Certificates", NOON, stream=StreamId("permits"), count=9)


def test_an_output_is_put_on_the_register_and_looked_at_again(record: Record) -> None:
    """Both come back as they were said."""
    whole = replace(
        OUTPUT,
        until=LATER,
        reference="1-9",
        rests_on=SystemId("partner"),
        stale_since=NOON,
        basis=BASIS,
        source="letter",
    )
    receipt = record_output(record, whole, OWNER)
    look = Recheck(
        OutputId("o1"),
        RecheckOutcome.SOUND,
        complete=False,
        text="Half",
        count=4,
        happened_at=LATER,
        basis=BASIS,
        source="letter",
    )
    again = recheck_output(record, look, OWNER)
    with record.known() as known:
        assert store.outputs(known) == (
            (replace(whole, seq=receipt.seqs[0]), (replace(look, seq=again.seqs[0]),)),
        )
        assert [entry.seq for entry in known.entries(tags=["stream:permits"])] == list(receipt.seqs)


@pytest.mark.parametrize(
    ("output", "match"),
    [
        (replace(OUTPUT, system=SystemId("cert")), "cert"),
        (replace(OUTPUT, rests_on=SystemId("partnr")), "partnr"),
        (replace(OUTPUT, stream=StreamId("permit")), "permit"),
        (replace(OUTPUT, count=0), "count"),
        (replace(OUTPUT, text=""), "text"),
        (replace(OUTPUT, until=NOON - timedelta(seconds=1)), "until"),
    ],
)
def test_an_output_that_cannot_be_right_is_refused(record: Record, output: Output, match: str) -> None:
    """Unknown systems and streams, a count of none, no text, an end before the beginning."""
    with pytest.raises(BadInput, match=match):
        record_output(record, output, OWNER)


def test_an_output_is_registered_once(record: Record) -> None:
    """A taken id, and a recheck of what is not there, are refused."""
    record_output(record, OUTPUT, OWNER)
    with pytest.raises(BadInput, match="o1"):
        record_output(record, OUTPUT, OWNER)
    look = Recheck(OutputId("o2"), RecheckOutcome.SOUND, complete=True, text="x")
    with pytest.raises(UnknownName, match="o2"):
        recheck_output(record, look, OWNER)


def test_a_check_lays_expected_and_known_now_side_by_side(record: Record) -> None:
    """When a link turns out to be hard, the check shows a price that the decision did not."""
    more = Particulars(reference="D0")
    close(record, ["line"], CISO, reason="Warned", happened_at=NOON, more=more)
    links = (*ESTATE.links, link("index", "line", LinkType.HARD))
    adopt(record, replace(ESTATE, links=links), CISO)
    check_decision(
        record, DecisionId("D0"), CISO, found="It hit the index", measured={"short": 18.5}, happened_at=LATER
    )
    fields = said(record, "decision.checked")
    assert fields["expected"]["streams_stopped"] == ["remote"]
    assert fields["now"]["streams_stopped"] == ["remote", "short"]
    assert fields["measured"] == {"short": 18.5}
    with record.known() as known:
        assert store.due_checks(known, NOON + timedelta(days=30)) == ()


def test_a_reopening_is_checked_by_what_came_back(record: Record) -> None:
    """Expected and now are what staying closed would have cost."""
    ready(record)
    more = Particulars(reference="D1")
    reopen(record, ["files"], CISO, reason="Clean", happened_at=LATER, more=more)
    check_decision(record, DecisionId("D1"), CISO, found="As expected")
    fields = said(record, "decision.checked")
    assert fields["expected"] == fields["now"]


def test_a_check_needs_a_decision_and_streams_that_exist(record: Record) -> None:
    """Unknown names are refused."""
    close(record, ["files"], CISO, reason="Warned", more=Particulars(reference="D0"))
    with pytest.raises(UnknownName, match="D9"):
        check_decision(record, DecisionId("D9"), CISO, found="x")
    with pytest.raises(UnknownName, match="casez"):
        check_decision(record, DecisionId("D0"), CISO, found="x", measured={"casez": 1.0})
