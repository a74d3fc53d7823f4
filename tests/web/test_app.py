# SPDX-License-Identifier: EUPL-1.2
"""The console as a whole: every route asks who is there, and nothing is left open."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route

from sluis.access.model import Right, Role
from sluis.access.rights import may
from sluis.web.app import ROUTERS, STATIC
from sluis.web.headers import POLICY
from sluis.web.pages import SCREENS

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

OPEN = {"/", "/sign-in", "/sign-in/passkey", "/sign-in/passkey/options", "/language"}
"""Addresses that nobody needs to be signed in for."""
VENDORED = {
    "htmx-2.0.11.min.js": "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    "htmx-ext-sse-2.2.4.min.js": "98a46496de0c3605fbffdce9167ba427bdd9553184f83f149c261891a92c0136",
}
"""SHA-256 of dist files in the npm packages htmx.org 2.0.11 and htmx-ext-sse 2.2.4 (both 0BSD)."""


def routes() -> list[tuple[str, str]]:
    """Return method and path of every route, path parameters filled in."""
    return [
        (method, route.path.replace("{job_id}", "0" * 32))
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, Route)
        for method in sorted((route.methods or set()) - {"HEAD"})
    ]


def test_nothing_works_without_signing_in(anyone: TestClient) -> None:
    """Every route but those to sign in turns a stranger away, whatever the method (R-01, R-24)."""
    looked = 0
    for method, path in routes():
        if path in OPEN:
            continue
        looked += 1
        answer = anyone.request(method, path)
        refused = answer.status_code == 401 or answer.headers.get("location") == "/sign-in"
        assert refused, f"{method} {path} gave {answer.status_code}"
    assert looked > 15


def test_a_made_up_cookie_opens_nothing(anyone: TestClient) -> None:
    """A cookie that we did not give is as good as none."""
    anyone.cookies.set("sluis", "A" * 43)
    for method, path in routes():
        if path not in OPEN and method == "GET":
            assert anyone.get(path).status_code in {303, 401}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_its_screens(role: Role, signed_in: Callable[[Role], TestClient]) -> None:
    """A screen is shown and in the bar for the roles that may see it, and refused to the rest."""
    client = signed_in(role)
    bar = client.get("/account").text
    for name, right, _ in SCREENS:
        assert client.get(f"/{name}").status_code == (200 if may(role, right) else 403)
        assert (f'href="/{name}"' in bar) is may(role, right)


def test_the_first_screen_depends_on_the_role(signed_in: Callable[[Role], TestClient]) -> None:
    """Staff start at what is open, the crisis manager at the picture."""
    assert signed_in(Role.STAFF).get("/").headers["location"] == "/sluis"
    assert signed_in(Role.CRISIS_MANAGER).get("/").headers["location"] == "/beeld"


def test_a_stranger_starts_at_the_sign_in_page(anyone: TestClient) -> None:
    """Without a session the first page is to sign in."""
    assert anyone.get("/").headers["location"] == "/sign-in"


def test_another_host_is_not_served(anyone: TestClient) -> None:
    """A name that is not ours gets 421, with the headers all the same."""
    answer = anyone.get("/sign-in", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    "path", ["/docs", "/redoc", "/openapi.json", "/static/", "/static/../app.py", "/.env"]
)
def test_what_is_not_there(path: str, anyone: TestClient) -> None:
    """No documentation of ours, no listing and nothing outside the folder of files."""
    assert anyone.get(path).status_code == 404


@pytest.mark.parametrize(("name", "digest"), VENDORED.items())
def test_vendored_files_are_those_of_the_packages(name: str, digest: str) -> None:
    """What we ship is byte for byte what the registry has, with its licence beside it."""
    file = STATIC / "vendor" / name
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    licence = STATIC / "vendor" / f"{name.rpartition('-')[0]}.LICENSE.txt"
    assert "any purpose with or without fee" in " ".join(licence.read_text(encoding="utf-8").split())


def test_nothing_else_is_vendored() -> None:
    """Each vendored script has a hash above."""
    assert {file.name for file in (STATIC / "vendor").glob("*.js")} == set(VENDORED)


def test_files_are_served(anyone: TestClient) -> None:
    """The style and the scripts that pages name are there."""
    for name in ("sluis.css", "sluis.js", "sluis.svg", *(f"vendor/{file}" for file in VENDORED)):
        assert anyone.get(f"/static/{name}").status_code == 200


def test_rights_that_screens_ask_for_exist() -> None:
    """Each screen has a right of its own."""
    assert len({right for _, right, _ in SCREENS} & set(Right)) == len(SCREENS)
