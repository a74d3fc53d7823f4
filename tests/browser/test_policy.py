# SPDX-License-Identifier: EUPL-1.2
"""The content security policy in a real browser: nothing is blocked that we need, all else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sluis.access.model import Role
from tests.browser.test_access_for_all import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Running

    Enter = Callable[[Running, Role], Page]

pytestmark = pytest.mark.browser


def test_no_page_breaks_its_own_policy(running: Running, enter: Enter) -> None:
    """No screen logs a violation or an error, and none asks another host for anything."""
    page = enter(running, Role.CISO)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(running.address + path)
        page.wait_for_function("window.htmx !== undefined")
    assert [one for one in said if "404" not in one] == []
    assert all(url.startswith(running.address) for url in asked)


def test_a_script_that_got_in_does_not_run(running: Running, enter: Enter) -> None:
    """Markup that somebody managed to put on a page runs nothing and sends nothing."""
    page = enter(running, Role.CISO)
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    page.goto(f"{running.address}/beeld")
    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.hurt = 1">');
          const script = document.createElement('script');
          script.textContent = 'window.hurt = 2';
          document.body.append(script);
          const other = document.createElement('script');
          other.src = 'https://evil.example/x.js';
          document.body.append(other);
        }"""
    )
    page.wait_for_function("() => true")
    assert page.evaluate("window.hurt") is None
    assert sum("Content Security Policy" in one for one in blocked) >= 2
