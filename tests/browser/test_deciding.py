# SPDX-License-Identifier: EUPL-1.2
"""Closing with its price, reopening behind its gates, and everybody seeing it at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sluis.access.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.conftest import Running

    Enter = Callable[[Running, Role], Page]

pytestmark = pytest.mark.browser


def close_files(page: Page, address: str) -> None:
    """Close the case files, through the price."""
    page.goto(f"{address}/sluis")
    page.get_by_label("Case files").check()
    page.get_by_role("button", name="Show what closing costs").click()
    page.get_by_label("Why", exact=True).fill("A warning")
    page.get_by_label("Look at it again on").fill("2025-08-01")
    page.get_by_label("Type files to close").fill("files")
    page.get_by_role("button", name="Close now").click()
    page.wait_for_url("**/sluis")


def test_the_price_comes_before_the_click(running: Running, enter: Enter) -> None:
    """Streams, people, unknowns and alternatives are on the page, and nothing is closed by looking."""
    page = enter(running, Role.CRISIS_MANAGER)
    size = running.house.record.size()
    page.goto(f"{running.address}/sluis")
    page.get_by_label("Network").check()
    page.get_by_role("button", name="Show what closing costs").click()
    expect(page.get_by_text("cases a day are not handled")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Permits")).to_be_visible()
    expect(page.get_by_role("heading", name="Alternatives, side by side")).to_be_visible()
    expect(page.locator("section", has=page.locator("#unknown"))).to_contain_text("Map")
    assert running.house.record.size() == size


def test_closing_needs_the_typed_name(running: Running, enter: Enter) -> None:
    """Another name closes nothing; the right one closes, and the screen shows it."""
    page = enter(running, Role.CRISIS_MANAGER)
    page.goto(f"{running.address}/sluis/price?target=files")
    page.get_by_label("Why", exact=True).fill("A warning")
    page.get_by_label("Look at it again on").fill("2025-08-01")
    page.get_by_label("Type files to close").fill("network")
    page.get_by_role("button", name="Close now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nothing was closed")
    close_files(page, running.address)
    row = page.get_by_role("row").filter(has=page.get_by_text("Case files"))
    expect(row.get_by_text("closed", exact=True)).to_be_visible()


def test_reopening_is_refused_by_name(running: Running, enter: Enter) -> None:
    """While gates lack evidence the refusal names them; once each has it, reopening works."""
    page = enter(running, Role.CISO)
    close_files(page, running.address)
    page.get_by_role("link", name="Reopen Case files").click()
    page.get_by_label("Why", exact=True).fill("Needed")
    page.get_by_label("Look at it again on").fill("2025-08-01")
    page.get_by_role("button", name="Reopen", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("A second scan is clean")
    expect(page.get_by_role("alert")).to_contain_text("A backup was restored")
    for gate in ("A second scan is clean", "A backup was restored"):
        article = page.get_by_role("article").filter(has=page.get_by_text(gate))
        article.get_by_text("Give evidence").click()
        article.get_by_label("What shows it").fill("Seen")
        article.get_by_role("button", name="Record this evidence").click()
    expect(page.get_by_text("Every gate has evidence.")).to_be_visible()
    page.get_by_label("Why", exact=True).fill("Needed")
    page.get_by_label("Look at it again on").fill("2025-08-01")
    page.get_by_role("button", name="Reopen", exact=True).click()
    page.wait_for_url("**/sluis")
    row = page.get_by_role("row").filter(has=page.get_by_text("Case files"))
    expect(row.get_by_text("trial", exact=True)).to_be_visible()


def test_another_page_sees_it_at_once(running: Running, enter: Enter, chromium: Browser) -> None:
    """What one person closes stands on another's screen without a click."""
    watching = enter(running, Role.PLANNER)
    watching.goto(f"{running.address}/beeld")
    expect(watching.locator(".tile.closed dd.big")).to_have_text("0")
    watching.locator("#systems-table summary").click()
    other = chromium.new_context(locale="en-GB")
    page = other.new_page()
    page.goto(running.invitation(Role.CRISIS_MANAGER))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account")
    close_files(page, running.address)
    other.close()
    expect(watching.locator(".tile.closed dd.big")).to_have_text("1")
    expect(watching.locator("#systems-table")).to_have_attribute("open", "")


def test_what_was_ticked_stays_ticked(running: Running, enter: Enter, context: BrowserContext) -> None:
    """A live update does not take away what somebody was choosing."""
    choosing = enter(running, Role.CRISIS_MANAGER)
    choosing.goto(f"{running.address}/sluis")
    choosing.get_by_label("Map").check()
    page = context.new_page()
    close_files(page, running.address)
    row = choosing.get_by_role("row").filter(has=choosing.get_by_text("Case files"))
    expect(row.get_by_text("closed", exact=True)).to_be_visible()
    expect(choosing.get_by_label("Map")).to_be_checked()


def test_a_page_goes_to_sign_in_when_its_session_ends(
    running: Running, enter: Enter, context: BrowserContext
) -> None:
    """Signing out in one window takes the others along (R-08)."""
    watching = enter(running, Role.CISO)
    watching.goto(f"{running.address}/beeld")
    expect(watching.get_by_text("Live", exact=True)).to_be_visible()
    page = context.new_page()
    page.goto(f"{running.address}/account")
    page.get_by_role("button", name="Sign out everywhere").click()
    page.wait_for_url("**/sign-in")
    watching.wait_for_url("**/sign-in")


def test_staff_see_what_is_open_and_no_more(running: Running, enter: Enter) -> None:
    """Buttons that a role may not use are not there."""
    page = enter(running, Role.STAFF)
    page.goto(f"{running.address}/sluis")
    expect(page.get_by_role("heading", name="What is open")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("cost|gates"))).to_have_count(0)


def test_the_record_is_verified_in_words(running: Running, enter: Enter) -> None:
    """The commission presses one button and reads what came of it."""
    page = enter(running, Role.COMMISSION)
    page.goto(f"{running.address}/verslag")
    page.get_by_role("button", name="Verify the record").click()
    expect(page.get_by_text("The record is whole.")).to_be_visible(timeout=30_000)


def test_the_report_is_saved_as_a_file(running: Running, enter: Enter) -> None:
    """Exporting shows its progress and ends in a file."""
    page = enter(running, Role.COMMISSION)
    page.goto(f"{running.address}/verslag")
    page.get_by_role("button", name="Export as JSON").click()
    link = page.get_by_role("link", name="Save the file")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".json")


def test_what_was_known_then(running: Running, enter: Enter) -> None:
    """The picker shows an earlier size of the record, and nothing later."""
    page = enter(running, Role.CISO)
    close_files(page, running.address)
    page.goto(f"{running.address}/verslag")
    page.get_by_label("or at entry").fill("7")
    page.get_by_role("button", name="Show what was known then").click()
    expect(page.get_by_text("You see what was known at entry 7.")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("A warning came in")
    expect(page.locator("main")).not_to_contain_text("decided: Close")
