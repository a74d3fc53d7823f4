# SPDX-License-Identifier: EUPL-1.2
"""What nobody knows is said, with who could take the doubt away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluis.estate.model import GroupId, State
from sluis.switch.model import Unknown, UnknownKind
from sluis.switch.price import price
from tests.switch.estates import ESTATE, ids, link, states


def unknown(*names: str, given: dict[str, State] | None = None) -> dict[tuple[str, UnknownKind], Unknown]:
    """Return what is unknown about closing systems, by id and kind."""
    return {(each.id, each.kind): each for each in price(ESTATE, states(given), names).unknown}


def test_an_unknown_link_is_told_with_its_path_and_who_may_know() -> None:
    """The nearest owner along the path is asked."""
    found = unknown("line")[("tags", UnknownKind.LINK)]
    assert (found.path, found.who) == (("line", "tags"), "net")
    assert str(found.what) == "Whether TAGS survives is unknown."


def test_what_is_reached_past_an_unknown_link_is_unknown_too() -> None:
    """The doubt travels on, and the one who is hit may know."""
    estate = replace(ESTATE, links=(*ESTATE.links, link("lonely", "tags")))
    found = {each.id: each for each in price(estate, states(), ["line"]).unknown if each.path}
    assert (found["lonely"].path, found["lonely"].who) == (("line", "tags", "lonely"), "somebody")


def test_volumes_and_sizes_that_nobody_filled_in_are_told() -> None:
    """With the unit that could count them."""
    found = unknown("edge")
    assert found[("remote", UnknownKind.VOLUME)].who == "front"
    assert found[("desk", UnknownKind.PEOPLE)].who == "front"


def test_an_unknown_state_of_a_target_is_told() -> None:
    """The owner of the system may know."""
    assert unknown("files", given={"files": State.UNKNOWN})[("files", UnknownKind.STATE)].who == "apps"
    assert ("files", UnknownKind.STATE) not in unknown("files")


def test_a_system_that_nobody_looked_at_is_told() -> None:
    """No link was ever written down: nobody can say that it survives."""
    found = unknown("edge")
    assert found[("lonely", UnknownKind.NEEDS)].who == "somebody"
    assert ("files", UnknownKind.NEEDS) not in found
    assert ("line", UnknownKind.NEEDS) in found


@pytest.mark.parametrize("state", [State.CLOSED, State.READ_ONLY])
def test_what_is_lost_already_is_no_longer_a_doubt(state: State) -> None:
    """A system that is closed does not survive anyway."""
    assert ("lonely", UnknownKind.NEEDS) not in unknown("edge", given={"lonely": state})


def test_a_target_is_no_doubt() -> None:
    """What closes does not survive, that much is certain."""
    assert ("lonely", UnknownKind.NEEDS) not in unknown("lonely")


def test_a_group_that_can_work_on_is_no_doubt() -> None:
    """Its size is asked for only when it stops."""
    estate = replace(
        ESTATE, groups=(replace(ESTATE.groups[0], id=GroupId("x"), people=None, needs=ids("plan")),)
    )
    assert not [
        each for each in price(estate, states(), ["files"]).unknown if each.kind is UnknownKind.PEOPLE
    ]
