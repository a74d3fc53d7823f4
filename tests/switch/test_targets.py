# SPDX-License-Identifier: EUPL-1.2
"""From names to systems, without closing unseen what others need."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluis.estate.model import ApplicationId, State, StateAt
from sluis.kit.errors import BadInput, UnknownName
from sluis.switch.targets import LEVEL, everything, is_further_open, is_less_open, resolve
from tests.switch.estates import BASIS, ESTATE, NOON, ids


def test_systems_stand_for_themselves_once_and_in_order() -> None:
    """A name given twice counts once."""
    assert resolve(ESTATE, ["files", "edge", "files"]) == ids("files", "edge")


def test_everything_is_every_system() -> None:
    """Dark means all of them."""
    assert everything(ESTATE) == tuple(system.id for system in ESTATE.systems)


def test_an_application_stands_for_what_it_alone_needs() -> None:
    """The index is left alone: another application needs it too."""
    assert resolve(ESTATE, ["reader"]) == ids("files")


def test_a_group_stands_for_what_it_alone_needs() -> None:
    """Groups are compared with groups."""
    assert resolve(ESTATE, ["writers"]) == ids("index")


def test_an_application_without_a_system_of_its_own_is_refused() -> None:
    """The answer names the systems that could be named instead."""
    with pytest.raises(BadInput, match="finder") as caught:
        resolve(ESTATE, ["finder"])
    assert "index" in str(caught.value.todo)


def test_a_group_of_which_the_needs_are_unknown_is_refused() -> None:
    """Nothing is guessed."""
    with pytest.raises(BadInput, match="does not say what idle needs"):
        resolve(ESTATE, ["idle"])


def test_an_unknown_name_gets_the_nearest() -> None:
    """A slip of the finger is helped along, over all nouns."""
    with pytest.raises(UnknownName) as caught:
        resolve(ESTATE, ["reder"])
    assert str(caught.value.todo) == "Did you mean reader?"


def test_no_name_at_all_is_refused() -> None:
    """Closing nothing is a mistake."""
    with pytest.raises(BadInput, match="Nothing was named"):
        resolve(ESTATE, [])


def test_a_system_goes_before_an_application_of_the_same_name() -> None:
    """Where nouns share an id, the system is meant."""
    same = replace(ESTATE.applications[0], id=ApplicationId("edge"))
    assert resolve(replace(ESTATE, applications=(same,)), ["edge"]) == ids("edge")


@pytest.mark.parametrize("one", LEVEL)
@pytest.mark.parametrize("other", LEVEL)
def test_states_are_ordered_by_how_far_open_they_are(one: State, other: State) -> None:
    """Further open, less open or the same: exactly one of the three."""
    at = StateAt(ids("files")[0], one, NOON, BASIS, None, 0)
    assert is_further_open(at, other) + is_less_open(at, other) + (one is other) == 1


@pytest.mark.parametrize("at", [None, StateAt(ids("files")[0], State.UNKNOWN, None, None, None, None)])
def test_an_unknown_state_may_be_anything(at: StateAt | None) -> None:
    """It can be closed, and it can be reopened."""
    assert is_further_open(at, State.CLOSED)
    assert is_less_open(at, State.OPEN)
