# SPDX-License-Identifier: EUPL-1.2
"""The crisis manager's picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from sluis.access.model import Role
from sluis.estate import store
from sluis.estate.model import State
from sluis.house import create_house
from sluis.kit.world import World
from sluis.switch import acts as switch
from sluis.web.app import create
from sluis.web.beeld import ages, counts, reopening, undecided
from tests.web.conftest import OURS
from tests.web.small import ESTATE, FILES, MAP, START, TOWN, invited

if TYPE_CHECKING:
    from pathlib import Path

    from sluis.house import House


def test_it_counts_the_states(house: House) -> None:
    """Each system is counted once; what nobody said anything about is unknown."""
    with house.record.known() as known:
        states = store.states(known, START)
    found = counts(states)
    assert found[State.OPEN] == 3
    assert found[State.UNKNOWN] == 1
    assert sum(found.values()) == len(ESTATE.systems)
    assert ages(states)[State.OPEN] == START
    assert ages(states)[State.UNKNOWN] is None
    assert states[MAP].since is None


def test_nothing_was_closed_yet(house: House) -> None:
    """Without a closing there is nothing to reopen."""
    with house.record.known() as known:
        assert reopening(known, ESTATE, START, "en") is None


def test_what_closed_has_a_lane(house: House) -> None:
    """After a closing the picture shows that system, and only that one."""
    switch.close(house.record, [FILES], TOWN, reason="A warning")
    with house.record.known() as known:
        found = reopening(known, ESTATE, house.world.clock.now(), "en")
    assert found is not None
    assert "Case files" in found.svg
    assert "Counter" not in found.svg
    assert found.table.rows


def test_undecided_risks_carry_their_silence(house: House) -> None:
    """A risk that nobody answered is silent for as long as it lies there."""
    with house.record.known() as known:
        (risk,) = undecided(known, house.world.clock.now(), "en")
    assert (risk.id, risk.silent, risk.silence_hours) == ("desks", True, 1.0)


def test_the_page_shows_it_all(ciso: TestClient, house: House) -> None:
    """States, what waits with its cost and evidence, pictures with tables, risks; everything escaped."""
    switch.close(house.record, [FILES], TOWN, reason="A warning")
    page = ciso.get("/beeld").text
    for words in (
        "The picture of day 0",
        "Reopen Case files",
        "40 cases a day",
        "0 of 2 gates have evidence",
        "from warning to decision",
        "Too few desks in the town hall",
        "nobody answered",
        "No forecast is recorded.",
        "Counter &lt;desk&gt;",
    ):
        assert words in page
    assert "Counter <desk>" not in page
    assert page.count("The numbers as a table") == 2


def test_a_house_without_an_estate_says_so(tmp_path: Path) -> None:
    """An empty house has pages too, which say how to begin."""
    house = create_house(tmp_path / "empty", world=World.seeded(3, START))
    client = TestClient(create(house), base_url="http://localhost", headers=OURS)
    client.post("/sign-in", data={"code": invited(house, Role.CISO)})
    for path in ("/beeld", "/sluis"):
        assert "Nothing is known yet" in client.get(path).text
    assert client.get("/verslag").status_code == 200
    house.close()
