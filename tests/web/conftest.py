# SPDX-License-Identifier: EUPL-1.2
"""A furnished house, its console, and browsers that are signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from sluis.access.model import Role
from sluis.house import House, create_house, open_house
from sluis.kit.clock import ManualClock
from sluis.kit.world import World
from sluis.web.app import create
from tests.web.small import START, copy, furnish, invited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fastapi import FastAPI

OURS = {"origin": "http://localhost", "accept-language": "en"}
"""Headers of a browser on our own pages."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a furnished home, made once."""
    home = tmp_path_factory.mktemp("template") / "home"
    house = create_house(home, world=World.seeded(7, START))
    furnish(house)
    house.close()
    return home


@pytest.fixture
def house(template: Path, tmp_path: Path) -> Iterator[House]:
    """Return an opened copy of the furnished home, an hour later."""
    home = tmp_path / "home"
    copy(template, home)
    world = World.seeded(8, START)
    assert isinstance(world.clock, ManualClock)
    world.clock.advance(3600)
    house = open_house(home, world=world)
    yield house
    house.close()


@pytest.fixture
def clock(house: House) -> ManualClock:
    """Return the house's clock."""
    assert isinstance(house.world.clock, ManualClock)
    return house.world.clock


@pytest.fixture
def app(house: House) -> FastAPI:
    """Return the console."""
    return create(house)


@pytest.fixture
def anyone(app: FastAPI) -> TestClient:
    """Return a browser that nobody signed in with."""
    return TestClient(app, base_url="http://localhost", headers=OURS, follow_redirects=False)


@pytest.fixture
def signed_in(app: FastAPI, house: House) -> Callable[[Role], TestClient]:
    """Return a way to get a browser that is signed in as a role."""

    def enter(role: Role) -> TestClient:
        client = TestClient(app, base_url="http://localhost", headers=OURS, follow_redirects=False)
        answer = client.post("/sign-in", data={"code": invited(house, role)})
        assert answer.status_code == 303
        return client

    return enter


@pytest.fixture
def ciso(signed_in: Callable[[Role], TestClient]) -> TestClient:
    """Return a browser that is signed in as the CISO."""
    return signed_in(Role.CISO)
