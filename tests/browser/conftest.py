# SPDX-License-Identifier: EUPL-1.2
"""Debian's Chromium against a console that really listens, on loopback."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sluis.access.links import address as link_to
from sluis.house import House, create_house, open_house
from sluis.kit.clock import ManualClock
from sluis.kit.randomness import SystemRandomness
from sluis.kit.world import World
from sluis.web.app import create
from sluis.web.limits import Attempts
from sluis.web.server import listen, server_of
from tests.web.small import START, copy, furnish, invited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sluis.access.model import Role

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True, slots=True)
class Running:
    """A console that listens."""

    house: House
    address: str

    def invitation(self, role: Role) -> str:
        """Return a fresh one-time link for somebody in `role`."""
        return link_to(self.address, invited(self.house, role))


class Untiring(Attempts):
    """Lets every try through: the limit has tests of its own."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self._clock_of_tests = clock

    def judge(self, address: str):  # noqa: ANN201 - as the original
        """Fill the buckets, then judge."""
        self._clock_of_tests.advance(1)
        self._each.clear()
        self._all.left = 1_000.0
        return super().judge(address)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium, or skip with the reason."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is not there (Debian package chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(house: House) -> Iterator[Running]:
    """Serve a house for a while."""
    app = create(house)
    assert isinstance(house.world.clock, ManualClock)
    app.state.console.attempts = Untiring(house.world.clock)
    answers = threading.Event()
    server, listener = server_of(app, answers.set), listen("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    assert answers.wait(30)
    yield Running(house, f"http://localhost:{listener.getsockname()[1]}")
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a furnished home, made once."""
    home = tmp_path_factory.mktemp("browser") / "home"
    house = create_house(home, world=World.seeded(11, START))
    furnish(house)
    house.close()
    return home


@pytest.fixture
def running(furnished: Path, tmp_path: Path) -> Iterator[Running]:
    """Serve a fresh copy of the small house."""
    copy(furnished, tmp_path / "home")
    clock = ManualClock(START)
    clock.advance(3600)
    house = open_house(tmp_path / "home", world=World(clock, SystemRandomness()))
    with serving(house) as found:
        yield found
    house.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a fresh browser profile that reads English."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1400, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def enter(context: BrowserContext) -> Callable[[Running, Role], Page]:
    """Return a way to sign in with a one-time link, as a person does."""

    def sign_in(running: Running, role: Role) -> Page:
        page = context.new_page()
        page.goto(running.invitation(role))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{running.address}/account")
        return page

    return sign_in
