# SPDX-License-Identifier: EUPL-1.2
"""Which evidence counts: from the right decider, after the latest closing, in force, and the newest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluis.estate.model import Gate, GateId, State, SystemId
from sluis.record.model import Seq
from sluis.switch.gates import GatesLack, gate_states, guarding, is_decider, last_closings
from sluis.switch.model import Evidence, GateState, Lack, Moment
from tests.switch.estates import ESTATE, NOON, change, ids

if TYPE_CHECKING:
    from datetime import datetime

HOUR = timedelta(hours=1)
OUT = ESTATE.gates[0]
GIVEN = Evidence(OUT.id, "Looked", "ciso:j.devries", happened_at=NOON + HOUR, seq=Seq(5))
CLOSED = {system: Moment(NOON, 3) for system in ids("files", "home")}


def state(*evidence: Evidence, gate: Gate = OUT, systems: tuple[SystemId, ...] = ids("files")) -> GateState:
    """Return how a gate stands three hours after the closing."""
    return gate_states([gate], evidence, CLOSED, systems, NOON + 3 * HOUR)[0]


def test_evidence_of_the_decider_after_the_closing_counts() -> None:
    """The gate is met, and says by which evidence."""
    found = state(GIVEN)
    assert found.met
    assert (found.evidence, found.held) == (GIVEN, ())


@pytest.mark.parametrize(
    ("evidence", "lack"),
    [
        ((), Lack.NONE_GIVEN),
        ((replace(GIVEN, happened_at=NOON - HOUR),), Lack.BEFORE_CLOSING),
        ((replace(GIVEN, happened_at=NOON, seq=Seq(2)),), Lack.BEFORE_CLOSING),
        ((replace(GIVEN, decided_by="system_owner:n"),), Lack.WRONG_DECIDER),
        ((replace(GIVEN, decided_by=None),), Lack.WRONG_DECIDER),
        ((replace(GIVEN, expires_at=NOON + 3 * HOUR),), Lack.EXPIRED),
        ((replace(GIVEN, met=False),), Lack.NOT_MET),
        ((GIVEN, replace(GIVEN, met=False, happened_at=NOON + 2 * HOUR)), Lack.NOT_MET),
        ((replace(GIVEN, happened_at=NOON + 4 * HOUR),), Lack.NONE_GIVEN),
        ((replace(GIVEN, gate=GateId("other")),), Lack.NONE_GIVEN),
        ((replace(GIVEN, systems=ids("home")),), Lack.NONE_GIVEN),
        (
            (replace(GIVEN, happened_at=NOON - HOUR), replace(GIVEN, decided_by="owner")),
            Lack.WRONG_DECIDER,
        ),
    ],
)
def test_evidence_that_does_not_count_says_why(evidence: tuple[Evidence, ...], lack: Lack) -> None:
    """Each way to lack has its own word, and the system is held."""
    found = state(*evidence)
    assert (found.lack, found.met, found.held) == (lack, False, ids("files"))


def test_the_newest_word_decides() -> None:
    """A gate that was not met can be met later, whatever the order in which it was recorded."""
    no = replace(GIVEN, met=False, seq=Seq(9))
    yes = replace(GIVEN, happened_at=NOON + 2 * HOUR, seq=Seq(8))
    assert state(no, yes).met
    assert state(yes, no).evidence == yes


def test_at_the_same_instant_the_order_of_the_record_decides() -> None:
    """Evidence recorded after the closing counts, though the clock read the same."""
    assert state(replace(GIVEN, happened_at=NOON, seq=Seq(4))).met


def test_evidence_may_cover_some_systems_only() -> None:
    """The others are held."""
    found = state(replace(GIVEN, systems=ids("files")), systems=ids("files", "home"))
    assert (found.lack, found.held, found.systems) == (Lack.NONE_GIVEN, ids("home"), ids("files", "home"))


def test_without_a_closing_any_evidence_counts() -> None:
    """What was never closed on record has nothing to be later than."""
    assert state(replace(GIVEN, happened_at=NOON - HOUR), systems=ids("edge")).met


def test_a_gate_guards_what_it_names_or_all() -> None:
    """Gates of other systems are not asked; of no systems, none is."""
    assert [gate.id for gate in guarding(ESTATE.gates, ids("home"))] == ["out"]
    assert [gate.id for gate in guarding(ESTATE.gates, ids("home", "files"))] == ["out", "clean"]
    assert guarding(ESTATE.gates, ()) == ()
    clean = gate_states(ESTATE.gates, (), CLOSED, ids("files", "home"), NOON)[1]
    assert clean.systems == clean.held == ids("files")


@pytest.mark.parametrize(
    ("decider", "who", "right"),
    [
        ("ciso", "ciso:j.devries", True),
        ("Board of X", "board of x", True),
        ("ciso", "ciso2:j", False),
        ("ciso", "board:ciso", False),
        ("", "", False),
        (" ", ":x", False),
        ("ciso", None, False),
    ],
)
def test_a_decider_is_a_role_or_a_body(decider: str, who: str | None, right: bool) -> None:  # noqa: FBT001 - a column of a table
    """The whole name, or the role before the colon; nobody decides for nobody."""
    assert is_decider(decider, who) is right


def test_the_latest_step_down_is_the_closing() -> None:
    """Steps up and what is unknown in between do not count; later than the instant asked for neither."""
    history = [
        change("files", State.CLOSED, NOON, 1),
        change("files", State.UNKNOWN, NOON + HOUR, 2),
        change("files", State.CLOSED, NOON + 2 * HOUR, 3),
        change("home", State.READ_ONLY, NOON, 4),
        change("home", State.TRIAL, NOON + HOUR, 5),
        change("edge", State.CLOSED, NOON, 6),
        change("edge", State.TRIAL, NOON + HOUR, 7),
        change("edge", State.CLOSED, NOON + 2 * HOUR, 8),
        change("line", State.OPEN, NOON, 9),
        change("line", State.CLOSED, NOON + 9 * HOUR, 10),
    ]
    assert last_closings(history, NOON + 3 * HOUR) == {
        SystemId("files"): Moment(NOON, 1),
        SystemId("home"): Moment(NOON, 4),
        SystemId("edge"): Moment(NOON + 2 * HOUR, 8),
    }


def test_the_refusal_names_gates_and_reasons() -> None:
    """In either language, and with what to do."""
    error = GatesLack([state(), state(gate=ESTATE.gates[1])])
    assert str(error) == (
        "Gates lack evidence. out (The intruder is out; decided by ciso): no evidence was given; "
        "clean (Files were examined; decided by board): no evidence was given"
    )
    assert error.exit_code == 3
    assert error.explain().todo is not None
    assert len(error.gates) == 2


hours = st.integers(-2, 5).map(lambda count: NOON + count * HOUR)
pieces = st.builds(
    Evidence,
    st.sampled_from([gate.id for gate in ESTATE.gates]),
    st.just("x"),
    st.sampled_from(["ciso:a", "board", "owner", None]),
    met=st.booleans(),
    systems=st.sampled_from([(), ids("files"), ids("home")]),
    happened_at=hours,
    expires_at=st.none() | hours,
    seq=st.integers(0, 9).map(Seq),
)


@given(st.lists(pieces, max_size=6), hours)
def test_a_met_gate_has_evidence_that_counts(evidence: list[Evidence], at: datetime) -> None:
    """What meets a gate is always of its decider, after the closing, in force, and yes."""
    for found in gate_states(ESTATE.gates, evidence, CLOSED, ids("files", "home"), at):
        assert found.met == (not found.held)
        if found.met:
            one = found.evidence
            assert one is not None
            assert one.met
            assert is_decider(found.gate.decider, one.decided_by)
            assert one.happened_at is not None
            assert (one.happened_at, int(one.seq or 0)) > (NOON, 3)
            assert one.expires_at is None or one.expires_at > at


@given(st.lists(pieces, max_size=6))
def test_more_words_of_others_meet_no_gate(evidence: list[Evidence]) -> None:
    """Only the decider can meet a gate: without the decider's word it is never met."""
    strangers = [replace(each, decided_by="owner") for each in evidence]
    found = gate_states(ESTATE.gates, strangers, CLOSED, ids("files"), NOON + 5 * HOUR)
    assert not any(each.met for each in found)
