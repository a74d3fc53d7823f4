# SPDX-License-Identifier: EUPL-1.2
"""What is offered instead of closing, and what is left out because it would be no less."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sluis.estate.model import LinkType, State, StreamId
from sluis.switch.alternatives import EACH_UP_TO, Option, options
from sluis.switch.ground import Ground
from tests.switch.estates import ESTATE, ids, link, states


def offered(
    *names: str, given: dict[str, State] | None = None, to: State = State.CLOSED
) -> dict[str, Option]:
    """Return the offers beside closing systems, by id."""
    ground = Ground.of(ESTATE, states(given))
    changes = ground.changes(ids(*names), to)
    found = options(ESTATE, changes, to, ground.consequences(changes), ground.already)
    return {option.id: option for option in found}


def test_nothing_comes_first_and_dark_last() -> None:
    """From the least to the most."""
    found = list(offered("files").values())
    assert (found[0].id, dict(found[0].changes)) == ("nothing", {})
    assert found[-1].id == "dark"
    assert len(found[-1].changes) == len(ESTATE.systems)


def test_nothing_is_offered_beside_nothing() -> None:
    """When all is closed already there is nothing to weigh."""
    assert offered("files", given={"files": State.CLOSED}) == {}


def test_reading_is_offered_for_what_can_be_read() -> None:
    """A gateway has nothing to read: it closes, the rest stays readable."""
    assert offered("files", "edge")["read_only"].changes == {
        ids("files")[0]: State.READ_ONLY,
        ids("edge")[0]: State.CLOSED,
    }
    assert "read_only" not in offered("edge")
    assert "read_only" not in offered("files", to=State.READ_ONLY)
    assert "read_only" not in offered("files", given={"files": State.READ_ONLY})


def test_the_gateways_alone_are_offered_while_they_are_open() -> None:
    """Home access instead of the system itself."""
    assert offered("files")["gateways"].changes == {ids("edge")[0]: State.CLOSED}
    assert "gateways" not in offered("files", given={"edge": State.CLOSED})
    assert "gateways" not in offered("edge")


def test_the_links_beside_a_system_are_offered() -> None:
    """Those that it needs; for a gateway what it needs lies outside, and closing that would be more."""
    assert offered("files")["links"].changes == {ids("line")[0]: State.CLOSED}
    assert "links" not in offered("edge")


def test_the_links_that_need_a_target_are_offered() -> None:
    """Closing the line to the police alone is less than closing the internet."""
    police = replace(ESTATE.systems[1], id=ids("police")[0])
    estate = replace(
        ESTATE,
        systems=(*ESTATE.systems, police),
        links=(*ESTATE.links, link("police", "line", LinkType.HARD)),
    )
    ground = Ground.of(estate, states(among=estate.systems))
    changes = ground.changes(ids("line"), State.CLOSED)
    found = {each.id: each for each in options(estate, changes, State.CLOSED, (), {})}
    assert found["links"].changes == {ids("police")[0]: State.CLOSED}


def test_each_of_a_few_targets_may_be_left_out() -> None:
    """One target less, for every one."""
    found = offered("files", "home")
    assert found["all_but:files"].changes == {ids("home")[0]: State.CLOSED}
    assert found["all_but:home"].changes == {ids("files")[0]: State.CLOSED}
    assert not any(name.startswith("all_but") for name in offered("files"))


def test_of_many_targets_the_dearest_may_be_left_out() -> None:
    """The one from which most streams stop."""
    found = [name for name in offered("plan", "camera", "tags", "files") if name.startswith("all_but")]
    assert found == ["all_but:files"]
    assert EACH_UP_TO < 4


@pytest.mark.parametrize("given", [{}, {"line": State.CLOSED, "files": State.READ_ONLY}])
def test_dark_is_not_offered_beside_dark(given: dict[str, State]) -> None:
    """Everything is everything that is not closed yet."""
    every = [str(system.id) for system in ESTATE.systems]
    assert "dark" not in offered(*every, given=given)
    assert ids("line")[0] not in offered("files", given={"line": State.CLOSED})["dark"].changes


def test_streams_that_do_not_stop_make_nothing_dear() -> None:
    """With nothing that stops, the first target is as good as any."""
    quiet = replace(ESTATE, streams=(replace(ESTATE.streams[2], id=StreamId("x")),))
    ground = Ground.of(quiet, states())
    changes = ground.changes(ids("camera", "tags", "plan", "lonely"), State.CLOSED)
    found = [each.id for each in options(quiet, changes, State.CLOSED, (), {})]
    assert "all_but:camera" in found
