# SPDX-License-Identifier: EUPL-1.2
"""Prices and gates are those of what was known, never of what came later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sluis.estate.model import GateId, State
from sluis.kit.errors import BadInput
from sluis.switch.acts import add_evidence, close
from sluis.switch.ground import Ground
from sluis.switch.model import Evidence, Stated
from sluis.switch.quote import gates_of, ground_of, held, quote
from tests.switch.estates import CISO, ESTATE, NOON, ids, states

if TYPE_CHECKING:
    from sluis.record.log import Record

LATER = NOON + timedelta(hours=3)


def test_a_quote_is_as_of_an_entry_and_writes_nothing(record: Record) -> None:
    """After a closing the same question has another answer; as of before, the old one."""
    before = record.size()
    close(record, ["files"], CISO, reason="x", happened_at=NOON)
    with record.known() as known:
        assert quote(known, ["files"], at=LATER).closes == ()
    with record.known(before) as known:
        found = quote(known, ["files"], at=LATER, stated=[Stated(("edge",), "Gateway")])
    assert (found.closes, found.as_of, found.at) == (ids("files"), before, LATER)
    assert found.alternatives[-1].id == "stated:1"


def test_states_are_those_of_the_instant(record: Record) -> None:
    """Before anything was said a system is unknown; a later closing is not seen."""
    close(record, ["files"], CISO, reason="x", happened_at=NOON)
    with record.known() as known:
        ground = ground_of(known, NOON - timedelta(minutes=1))
        assert ground.states[ids("files")[0]].state is State.OPEN
        assert ground_of(known, NOON.replace(hour=1)).states[ids("files")[0]].state is State.UNKNOWN
        assert list(ground.states) == [system.id for system in ESTATE.systems]


def test_without_an_estate_there_is_no_price(empty_record: Record) -> None:
    """The answer says what to do first."""
    with empty_record.known() as known, pytest.raises(BadInput, match="No estate"):
        quote(known, ["files"], at=NOON)


def test_what_is_held_is_what_comes_back() -> None:
    """Everything else stays as it is: a home behind a closed gateway brings nothing."""
    ground = Ground.of(ESTATE, states({"files": State.CLOSED, "home": State.CLOSED, "edge": State.CLOSED}))
    assert held(ground, ids("files")).streams_stopped == ("cases", "short")
    assert held(ground, ids("home")).streams_stopped == ()
    assert held(ground, ids("home", "edge")).streams_stopped == ("remote",)
    assert held(ground, ids("index")).streams_stopped == ()


def test_gates_are_judged_by_what_was_known(record: Record) -> None:
    """Evidence that is recorded later does not meet a gate earlier."""
    close(record, ["files"], CISO, reason="x", happened_at=NOON)
    before = record.size()
    add_evidence(record, Evidence(GateId("out"), "x", happened_at=NOON + timedelta(hours=1)), CISO)
    for size, met in ((before, [False, False]), (None, [True, False])):
        with record.known(size) as known:
            found = gates_of(known, ground_of(known, LATER), ids("files"), LATER)
        assert [state.met for state in found] == met
