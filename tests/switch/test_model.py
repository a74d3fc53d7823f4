# SPDX-License-Identifier: EUPL-1.2
"""The small rules of the dataclasses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluis.estate.model import State
from sluis.switch.gates import gate_states
from sluis.switch.model import Cost, Lack, Waiting, WaitingKind
from sluis.switch.price import price
from tests.switch.estates import ESTATE, NOON, ids, states


def test_the_cost_of_waiting_is_unknown_when_no_volume_is() -> None:
    """Part of the volumes known gives a lower bound, none gives None, nothing stopped gives zero."""
    free = Cost((), 0.0, 0.0, 0, 0, 0, 0)
    waits = Waiting(WaitingKind.CHECK_DUE, "D0", price(ESTATE, states(), ["line"]).unknown[0].what, None)
    assert waits.cases_per_day is None
    assert replace(waits, cost=free).cases_per_day == 0.0
    assert replace(waits, cost=replace(free, volumes_unknown=1)).cases_per_day is None
    assert replace(waits, cost=replace(free, volumes_unknown=1, cases_per_day=5.0)).cases_per_day == 5.0


@pytest.mark.parametrize("name", ["streams_stopped", "cases_per_day", "people", "unknowns"])
def test_an_alternative_tells_its_cost_itself(name: str) -> None:
    """Short ways to the figures that are compared."""
    for each in price(ESTATE, states(), ["files"]).alternatives:
        assert getattr(each, name) == getattr(each.cost, name)
        assert each.targets == tuple(each.changes)


def test_a_gate_is_met_when_nothing_lacks() -> None:
    """A lack is the only reason."""
    state = gate_states(ESTATE.gates[:1], (), {}, ids("files"), NOON)[0]
    assert not state.met
    assert replace(state, lack=None).met
    assert state.lack is Lack.NONE_GIVEN
    assert State.CLOSED not in set(Lack)
