# SPDX-License-Identifier: EUPL-1.2
"""The three screens on day 47 of the case of 2025: they hold together, and are kept for the docs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sluis.access.model import Role
from tests.browser.case import DAY_47, house_on
from tests.browser.conftest import serving
from tests.browser.test_access_for_all import violations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Running

pytestmark = pytest.mark.browser

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SHOTS = {"beeld": "/beeld", "sluis": "/sluis", "verslag": "/verslag"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve the case as it was known on day 47."""
    house = house_on(tmp_path_factory.mktemp("case") / "home", DAY_47)
    with serving(house) as found:
        yield found
    house.close()


def test_screenshots_of_the_three_screens(case: Running, enter: Callable[[Running, Role], Page]) -> None:
    """Each screen shows the case, axe-core finds nothing; with SLUIS_SCREENSHOTS=1 they are kept."""
    page = enter(case, Role.CISO)
    page.set_viewport_size({"width": 1400, "height": 1000})
    for name, path in SHOTS.items():
        page.goto(case.address + path)
        expect(page.locator("svg.picture").first).to_be_visible()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        assert violations(page) == []
        if os.environ.get("SLUIS_SCREENSHOTS") == "1":
            IMAGES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=IMAGES / f"{name}.png")


def test_the_picture_counts_from_the_decision(case: Running, enter: Callable[[Running, Role], Page]) -> None:
    """On 2 September 2025 the heading says day 47, and later knowledge is nowhere."""
    page = enter(case, Role.CRISIS_MANAGER)
    page.goto(f"{case.address}/beeld")
    expect(page.get_by_role("heading", level=1)).to_have_text("The picture of day 47")
    page.goto(f"{case.address}/verslag")
    expect(page.locator("main")).not_to_contain_text("October 2025")
