# SPDX-License-Identifier: EUPL-1.2
"""Errors as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from sluis.kit.errors import (
    BadInput,
    Conflict,
    Corrupt,
    Denied,
    Refused,
    SluisError,
    Stale,
    StorageFailed,
    UnknownName,
)
from sluis.kit.texts import Text
from sluis.web.errors import status_of

if TYPE_CHECKING:
    from fastapi import FastAPI

WHAT = Text("It is <b>so</b>.")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UnknownName(Text("system"), "x", ()), 404),
        (BadInput(WHAT), 400),
        (Denied(WHAT), 403),
        (Refused(WHAT), 409),
        (Stale(WHAT), 409),
        (Conflict(WHAT), 409),
        (StorageFailed(WHAT), 503),
        (Corrupt(WHAT), 500),
        (SluisError(WHAT), 500),
    ],
)
def test_each_branch_has_its_status(error: SluisError, status: int) -> None:
    """Every kind of error has the status that fits it."""
    assert status_of(error) == status


def test_an_error_says_what_and_what_to_do(app: FastAPI, anyone: TestClient) -> None:
    """Both halves are on the page, escaped."""

    def broken() -> None:
        raise Refused(WHAT, Text("Do that."))

    app.add_api_route("/broken", broken)
    answer = anyone.get("/broken")
    assert answer.status_code == 409
    assert "It is &lt;b&gt;so&lt;/b&gt;." in answer.text
    assert "Do that." in answer.text


def test_nothing_from_inside_gets_out(app: FastAPI, capsys: pytest.CaptureFixture[str]) -> None:
    """An error that nobody foresaw shows a fixed page; what it was goes to the log alone."""

    def broken() -> None:
        msg = "secret-path /etc/passwd"
        raise RuntimeError(msg)

    app.add_api_route("/broken", broken)
    client = TestClient(
        app, base_url="http://localhost", headers={"accept-language": "en"}, raise_server_exceptions=False
    )
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "Something broke inside Sluis." in answer.text
    assert "secret-path" not in answer.text
    assert "Traceback" not in answer.text
    assert "page broke" in capsys.readouterr().out


def test_the_page_stands_without_the_database(
    app: FastAPI, ciso: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the storage fails, the error page does not ask it who is there."""

    def gone(*_: object, **__: object) -> None:
        raise StorageFailed(Text("The database refused."))

    monkeypatch.setattr(app.state.console.house.database, "reading", gone)
    answer = ciso.get("/beeld")
    assert answer.status_code == 503
    assert "The database refused." in answer.text


@pytest.mark.parametrize(
    "body", [b"code", b"=", b"code=a&code=b&x", b"\xff\xfe", b"code=" + b"x" * 60_000, b"{}"]
)
def test_a_strange_form_gets_a_plain_answer(body: bytes, anyone: TestClient) -> None:
    """Malformed forms get 4xx, and the same bytes each time (R-34)."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answers = [anyone.post("/sign-in", content=body, headers=headers) for _ in range(2)]
    assert 400 <= answers[0].status_code < 500
    assert answers[0].content == answers[1].content
    assert b"x" * 100 not in answers[0].content


def test_a_form_too_large_is_said_so(anyone: TestClient) -> None:
    """A form that announces too much is turned away before it is read."""
    assert anyone.post("/sign-in", data={"code": "x" * 70_000}).status_code == 413


def test_what_is_not_there_is_a_page(anyone: TestClient) -> None:
    """An unknown address gives a page of ours in the reader's language."""
    answer = anyone.get("/nothing")
    assert answer.status_code == 404
    assert "There is no such page." in answer.text


def test_the_way_back_from_a_form(ciso: TestClient) -> None:
    """A form that failed shows the way back to its screen."""
    answer = ciso.post("/sluis/close", data={"target": "files"})
    assert answer.status_code == 400
    assert 'href="/sluis">Back</a>' in answer.text
