# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a real browser: one-time links and passkeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sluis.access.model import Role
from sluis.access.rights import may
from sluis.web.pages import SCREENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Running

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("role", list(Role))
def test_each_role_signs_in_by_its_link(
    role: Role, running: Running, enter: Callable[[Running, Role], Page]
) -> None:
    """The link leads in, the code leaves the address bar, and the bar shows what the role may see."""
    page = enter(running, role)
    shown = page.get_by_role("navigation", name="Screens").get_by_role("link").all_inner_texts()
    assert shown == [str(title) for _, right, title in SCREENS if may(role, right)]
    assert page.evaluate("location.hash") == ""


def test_a_link_works_once(running: Running, context: BrowserContext) -> None:
    """The second use is refused, and says what to do."""
    link = running.invitation(Role.CISO)
    for _ in range(2):
        context.clear_cookies()
        page = context.new_page()
        page.goto(link)
        page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("used before")
    page.goto(f"{running.address}/beeld")
    assert page.url == f"{running.address}/sign-in"


def test_looking_at_a_link_does_not_use_it(running: Running, context: BrowserContext) -> None:
    """A scanner that opens the page uses nothing up."""
    link = running.invitation(Role.CISO)
    for _ in range(3):
        page = context.new_page()
        page.goto(link)
        page.close()
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account")


def test_a_passkey_is_added_and_used(
    running: Running, context: BrowserContext, enter: Callable[[Running, Role], Page]
) -> None:
    """A person adds a passkey, signs out, and comes back with the passkey alone."""
    page = enter(running, Role.CISO)
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.get_by_label("Name of this passkey").fill("test laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("test laptop")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/sign-in")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/beeld")
    with running.house.record.known() as known:
        kinds = [entry.kind for entry in known.entries() if entry.kind.startswith("access.")]
    assert kinds == [
        "access.link_issued",
        "access.signed_in",
        "access.passkey_added",
        "access.signed_out",
        "access.signed_in",
    ]


def test_a_passkey_without_its_user_is_nothing(running: Running, context: BrowserContext) -> None:
    """An authenticator that has no passkey for us lets nobody in, and the page says so."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.goto(f"{running.address}/sign-in")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": False}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing happened")


def test_a_cookie_copied_before_signing_out_is_worthless(
    running: Running, context: BrowserContext, enter: Callable[[Running, Role], Page]
) -> None:
    """After signing out the old cookie opens nothing, from anywhere (R-10)."""
    page = enter(running, Role.CISO)
    cookies = context.cookies()
    session = next(cookie for cookie in cookies if cookie.get("name") == "sluis")
    assert session.get("httpOnly")
    assert session.get("sameSite") == "Strict"
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/sign-in")
    context.add_cookies([{"name": "sluis", "value": str(session.get("value")), "url": running.address}])
    page.goto(f"{running.address}/beeld")
    assert page.url.endswith("/sign-in")
