# SPDX-License-Identifier: EUPL-1.2
"""Every answer carries the headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sluis.web.headers import HEADERS, POLICY, STRICT_TRANSPORT, SecurityHeaders

if TYPE_CHECKING:
    from starlette.requests import Request


def client(scheme: str = "http") -> TestClient:
    """Return a browser at a small application behind the headers."""

    async def answer(request: Request) -> PlainTextResponse:
        del request
        return PlainTextResponse("x", headers={"x-frame-options": "ALLOWALL"})

    app = Starlette(routes=[Route("/{rest:path}", answer)])
    return TestClient(SecurityHeaders(app), base_url=f"{scheme}://localhost")


@pytest.mark.parametrize("path", ["/", "/static/sluis.css", "/nothing"])
def test_every_answer_has_them(path: str) -> None:
    """Pages and files alike; what an application says itself is overruled."""
    answer = client().get(path)
    assert HEADERS.items() <= dict(answer.headers).items()


def test_nothing_is_allowed_that_is_not_named() -> None:
    """No inline script or style, no eval, no other host, no frame, no base (R-42)."""
    parts = {name: rest for name, _, rest in (part.partition(" ") for part in POLICY.split("; "))}
    assert parts["default-src"] == parts["frame-ancestors"] == parts["base-uri"] == "'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert {parts[name] for name in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}


def test_pages_are_not_kept() -> None:
    """A page stays in no cache; a file may, but is asked for again."""
    assert client().get("/beeld").headers["cache-control"] == "no-store"
    assert client().get("/static/sluis.css").headers["cache-control"] == "no-cache"


def test_tls_stays_tls() -> None:
    """Over TLS browsers are told to stay there; without it they are not."""
    assert client("https").get("/").headers["strict-transport-security"] == STRICT_TRANSPORT
    assert "strict-transport-security" not in client("http").get("/").headers
