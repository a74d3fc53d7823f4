# SPDX-License-Identifier: EUPL-1.2
"""What a request must be before a screen sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sluis.web.guard import (
    CROSS_SITE,
    LARGEST_BODY,
    NO_LENGTH,
    NO_METHOD,
    NOT_OURS,
    TOO_LARGE,
    TOO_LONG,
    Guard,
    Turned,
    check,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

HOSTS = frozenset({"localhost", "127.0.0.1", "::1", "sluis.example.nl"})
OURS = (("host", "localhost:8120"), ("origin", "http://localhost:8120"))


def scope(*headers: tuple[str, str], method: str = "GET", path: str = "/", query: str = "") -> dict[str, Any]:
    """Return a request as ASGI has it."""
    return {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8120", "127.0.0.1:1", "[::1]:8120", "SLUIS.example.nl"]
)
def test_our_hosts_pass(host: str) -> None:
    """Each name we answer to, with any port and in any case."""
    assert check(scope(("host", host)), HOSTS) is None


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example/localhost",
        "localhost:x",
        "localhost:99999",
        "x" * 256,
        "10.0.0.1",
    ],
)
def test_other_hosts_do_not(host: str) -> None:
    """Any other name, and what only looks like ours, gets 421 (R-20)."""
    assert check(scope(("host", host)), HOSTS) is NOT_OURS


def test_two_hosts_are_none() -> None:
    """A request with two Host headers is for nobody."""
    assert check(scope(("host", "localhost"), ("host", "localhost")), HOSTS) is NOT_OURS
    assert check(scope(), HOSTS) is NOT_OURS


def test_a_form_of_ours_passes() -> None:
    """A form from our own page, as browsers send it, with and without fetch metadata."""
    assert check(scope(*OURS, method="POST"), HOSTS) is None
    assert check(scope(*OURS, ("sec-fetch-site", "same-origin"), method="POST"), HOSTS) is None


@pytest.mark.parametrize(
    "headers",
    [
        (("host", "localhost:8120"),),
        (("host", "localhost:8120"), ("origin", "null")),
        (("host", "localhost:8120"), ("origin", "http://localhost:9999")),
        (("host", "localhost:8120"), ("origin", "https://localhost:8120")),
        (("host", "localhost:8120"), ("origin", "http://127.0.0.1:8120")),
        (*OURS, ("sec-fetch-site", "cross-site")),
        (*OURS, ("sec-fetch-site", "same-site")),
        (*OURS, ("sec-fetch-site", "none")),
    ],
)
def test_a_form_from_elsewhere_does_not(headers: tuple[tuple[str, str], ...]) -> None:
    """No origin, another origin, or fetch metadata that says so: 403 (R-40)."""
    assert check(scope(*headers, method="POST"), HOSTS) is CROSS_SITE


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get"])
def test_other_methods_are_not_used(method: str) -> None:
    """Only GET, HEAD and POST exist here."""
    assert check(scope(*OURS, method=method), HOSTS) is NO_METHOD


@pytest.mark.parametrize(
    ("length", "turned"),
    [
        ("0", None),
        (str(LARGEST_BODY), None),
        (str(LARGEST_BODY + 1), TOO_LARGE),
        ("9" * 30, TOO_LARGE),
        ("-1", NO_LENGTH),
        ("1e3", NO_LENGTH),
        ("", NO_LENGTH),
        ("٣", NO_LENGTH),
    ],
)
def test_the_length_of_a_form(length: str, turned: Turned | None) -> None:
    """A length is digits, and at most the limit (R-32)."""
    found = scope(*OURS, method="POST")
    found["headers"].append((b"content-length", length.encode("utf-8")))
    assert check(found, HOSTS) is turned


def test_an_address_has_an_end() -> None:
    """Path and query together stay below 8 KiB (R-33)."""
    assert check(scope(("host", "localhost"), path="/" + "a" * 8191), HOSTS) is None
    assert check(scope(("host", "localhost"), path="/" + "a" * 8192), HOSTS) is TOO_LONG
    assert check(scope(("host", "localhost"), query="a" * 9000), HOSTS) is TOO_LONG


@pytest.fixture
def client() -> TestClient:
    """Return a browser at an application that reads the whole body."""

    async def length(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(len(await request.body())))

    app = Starlette(routes=[Route("/", length, methods=["GET", "POST"])])
    return TestClient(Guard(app, HOSTS), base_url="http://localhost", headers={"origin": "http://localhost"})


def test_a_body_that_grows_is_cut_off(client: TestClient) -> None:
    """A body without a length is refused once it passes the limit (R-34)."""

    def parts(count: int) -> Iterator[bytes]:
        for _ in range(count):
            yield b"x" * 1024

    assert client.post("/", content=parts(64)).text == str(64 * 1024)
    assert client.post("/", content=parts(65)).status_code == TOO_LARGE.status


def test_an_answer_echoes_nothing(client: TestClient) -> None:
    """What is turned away gets the same bytes whatever was sent (R-33, R-34)."""
    answers = {
        client.get("/", headers={"host": host}).content for host in ("a.example", "b.example", "<script>")
    }
    assert answers == {b"This host is not served here.\n"}
