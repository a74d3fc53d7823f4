# SPDX-License-Identifier: EUPL-1.2
"""The ground of prices: what is less than open counts as lost already."""

from __future__ import annotations

from sluis.estate.model import State
from sluis.switch.ground import Ground
from tests.switch.estates import ESTATE, ids, states


def test_only_what_is_known_to_be_less_than_open_is_lost_already() -> None:
    """An unknown state is not a loss."""
    ground = Ground.of(ESTATE, states({"files": State.CLOSED, "home": State.TRIAL, "edge": State.UNKNOWN}))
    assert ground.already == {ids("files")[0]: State.CLOSED, ids("home")[0]: State.TRIAL}
    assert ground.estate is ESTATE
    assert ground.name("files") == "FILES"


def test_changes_are_what_would_go_down() -> None:
    """What is as far closed already, or further, is left out; what is unknown is not."""
    ground = Ground.of(
        ESTATE, states({"files": State.CLOSED, "home": State.READ_ONLY, "edge": State.UNKNOWN})
    )
    asked = ids("files", "home", "edge", "line")
    assert ground.changes(asked, State.READ_ONLY) == dict.fromkeys(ids("edge", "line"), State.READ_ONLY)
    assert ground.changes(asked, State.CLOSED) == dict.fromkeys(ids("home", "edge", "line"), State.CLOSED)


def test_no_change_has_no_consequence() -> None:
    """The graph is not even asked."""
    assert Ground.of(ESTATE, states()).consequences({}) == ()
