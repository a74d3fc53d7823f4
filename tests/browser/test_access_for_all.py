# SPDX-License-Identifier: EUPL-1.2
"""WCAG 2.2 AA: axe-core on each screen in both languages, light and dark; and the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sluis.access.model import Role
from tests.browser.test_deciding import close_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Running

    Enter = Callable[[Running, Role], Page]

pytestmark = pytest.mark.browser

PAGES = (
    "/account",
    "/beeld",
    "/sluis",
    "/sluis/price?target=files&target=network",
    "/sluis/reopen?target=files",
    "/verslag",
    "/verslag?size=7",
    "/verslag/decisions",
    "/verslag/risks",
    "/verslag/questions",
    "/nothing",
)
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong, each with where."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_axe_finds_nothing(lang: str, scheme: str, running: Running, enter: Enter) -> None:
    """No screen has a violation, in either language and either scheme of colours."""
    page = enter(running, Role.CISO)
    close_files(page, running.address)
    page.goto(f"{running.address}/account")
    page.locator(f"button[value={lang}]").click()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    wrong: list[str] = []
    for path in PAGES:
        page.goto(running.address + path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.locator("html").get_attribute("lang") == lang
        wrong += [f"{path} {one}" for one in violations(page)]
    page.context.clear_cookies()
    page.goto(f"{running.address}/sign-in")
    wrong += [f"/sign-in {one}" for one in violations(page)]
    assert wrong == []


def test_the_keyboard_is_enough(running: Running, enter: Enter) -> None:
    """From the top of the page to a closed system without a mouse, seeing the focus at each step."""
    page = enter(running, Role.CRISIS_MANAGER)
    page.goto(f"{running.address}/sluis")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seek(page, "#target-files")
    page.keyboard.press("Space")
    seek(page, "button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sluis/price**")
    seek(page, "#reason")
    page.keyboard.type("A warning")
    seek(page, "#check_on")
    page.keyboard.type("08082025")
    seek(page, "#typed")
    page.keyboard.type("files")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{running.address}/sluis")
    row = page.get_by_role("row").filter(has=page.get_by_text("Case files"))
    expect(row.get_by_text("closed", exact=True)).to_be_visible()


def seek(page: Page, selector: str) -> None:
    """Press Tab until `selector` has the focus; each stop on the way shows an outline.

    Inside a date field the browser draws its own ring around day, month, year and button.
    """
    for _ in range(60):
        page.keyboard.press("Tab")
        ringed = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        seen = page.evaluate(f"{ringed} || document.activeElement.type === 'date'")
        assert seen, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def test_targets_are_large_enough(running: Running, enter: Enter) -> None:
    """Buttons, fields and boxes are at least 24 by 24 pixels (WCAG 2.2, 2.5.8)."""
    page = enter(running, Role.CISO)
    for path in PAGES:
        page.goto(running.address + path)
        for one in page.locator(
            "button:visible, input:visible, select:visible, .screens a, .button:visible"
        ).all():
            box = one.bounding_box()
            label = one.locator("xpath=ancestor::label")
            if box and label.count():
                box = label.first.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 24, (path, one.evaluate("node => node.outerHTML"))


@pytest.mark.parametrize("width", [320, 768])
def test_a_narrow_page_does_not_scroll_sideways(width: int, running: Running, enter: Enter) -> None:
    """At 320 pixels everything reflows; only tables and pictures scroll, each in its own box (1.4.10)."""
    page = enter(running, Role.CISO)
    page.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        page.goto(running.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
