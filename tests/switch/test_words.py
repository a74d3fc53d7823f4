# SPDX-License-Identifier: EUPL-1.2
"""Every alternative, effect and lack has words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sluis.estate.model import Effect
from sluis.kit.texts import Text
from sluis.switch import words
from sluis.switch.model import GateState, Lack, UnknownKind
from tests.switch.estates import ESTATE, ids

if TYPE_CHECKING:
    from sluis.record.model import Json

KNOWN = ("asked", "nothing", "read_only", "gateways", "links", "dark", "reopen", "wait")


@pytest.mark.parametrize("identifier", KNOWN)
def test_what_is_offered_has_a_name_and_a_risk(identifier: str) -> None:
    """Each differs from the others."""
    assert str(words.name_of_alternative(identifier)) != identifier
    assert len({str(words.risk_left(each)) for each in KNOWN}) == len(KNOWN)


def test_leaving_one_out_names_it() -> None:
    """So does the risk."""
    assert str(words.name_of_alternative("all_but:files")) == "All of these but files"
    assert str(words.risk_left("all_but:files")) == "files stays open, with whatever is wrong there."


def test_what_people_state_is_called_as_they_call_it() -> None:
    """Braces in their words are theirs; an id that is not known is shown as it is."""
    assert str(words.name_of_alternative("stated:1", "Only {this}")) == "Only {this}"
    assert str(words.name_of_alternative("new:1")) == "new:1"
    assert words.risk_left("stated:1") == words.risk_left("nothing")
    assert words.risk_left("stated:1", 2) == words.risk_left("new:1") == words.risk_left("asked")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        (words.EFFECT_NAMES.__getitem__, Effect),
        (words.name_of_lack, Lack),
        (words.name_of_unknown, UnknownKind),
    ],
)
def test_every_word_of_the_model_has_a_name(name: Any, values: Any) -> None:
    """Nothing is shown as a bare value."""
    assert len({str(name(value)) for value in values}) == len(values)


def test_a_gate_in_a_line() -> None:
    """Met, or not, why, and whose word it takes."""
    gate = ESTATE.gates[0]
    assert str(words.gate_line(GateState(gate, ids("files"), None, None))) == "out (The intruder is out): met"
    assert str(words.gate_line(GateState(gate, ids("files"), None, Lack.EXPIRED))) == (
        "out (The intruder is out; decided by ciso): the evidence has expired"
    )


def test_joined_texts() -> None:
    """One sentence stays itself."""
    assert str(words.joined([Text("a")])) == "a"
    assert str(words.joined([Text("a"), Text("b"), Text("c")])) == "a; b; c"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("x", "x"), ({"en": "x", "nl": "y"}, "y"), ({"en": "x"}, "x"), ({"de": "z"}, "z"), ({}, ""), (None, "")],
)
def test_what_people_wrote_is_said_in_the_nearest_language(value: Json, expected: str) -> None:
    """In the reader's, else in English, else in any."""
    assert words.said(value, "nl") == expected


def test_what_people_wrote_is_stored_as_written() -> None:
    """A string, or one for each language."""
    assert words.stored("x") == "x"
    assert words.stored({"nl": "y"}) == {"nl": "y"}
