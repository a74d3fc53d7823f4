# SPDX-License-Identifier: EUPL-1.2
"""Your own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sluis.access.model import Role
from tests.access.authenticator import Authenticator

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient


def test_it_says_who_you_are_and_what_you_may(signed_in: Callable[[Role], TestClient]) -> None:
    """Name, role, and every right with whether it is yours."""
    page = signed_in(Role.STAFF).get("/account").text
    assert "Welcome, T. staff" in page
    assert page.count("not in your role") == 9


def test_a_passkey_is_added(ciso: TestClient) -> None:
    """The answer to our challenge is kept under its name."""
    options = ciso.post("/account/passkey/options").text
    answer = Authenticator().create(options)
    assert ciso.post("/account/passkey", data={"answer": answer, "label": "<laptop>"}).status_code == 303
    assert "&lt;laptop&gt;" in ciso.get("/account").text


def test_an_answer_to_another_session_is_refused(signed_in: Callable[[Role], TestClient]) -> None:
    """A challenge serves the session that asked for it and no other (R-25)."""
    mine, other = signed_in(Role.CISO), signed_in(Role.PLANNER)
    answer = Authenticator().create(mine.post("/account/passkey/options").text)
    assert other.post("/account/passkey", data={"answer": answer}).status_code == 403
    assert mine.post("/account/passkey", data={"answer": answer}).status_code == 403


def test_an_unverified_user_is_refused(ciso: TestClient) -> None:
    """A passkey that does not check its user is not added."""
    answer = Authenticator(verifies=False).create(ciso.post("/account/passkey/options").text)
    assert ciso.post("/account/passkey", data={"answer": answer}).status_code == 403
    assert "Add a passkey, and you can come back" in ciso.get("/account").text


def test_nonsense_is_refused(ciso: TestClient) -> None:
    """What is no answer changes nothing."""
    assert ciso.post("/account/passkey", data={"answer": "nonsense"}).status_code == 403
    assert ciso.post("/account/passkey").status_code == 400
