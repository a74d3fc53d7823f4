# SPDX-License-Identifier: EUPL-1.2
"""Serving on a real socket."""

from __future__ import annotations

import http.client
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import structlog

from sluis.kit.errors import StorageFailed
from sluis.web import server
from sluis.web.server import listen, serve

if TYPE_CHECKING:
    import socket

    import uvicorn

    from sluis.house import House


def test_a_taken_port_is_said_so() -> None:
    """The error names host and port and says what to do."""
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StorageFailed, match=f"127.0.0.1:{port}") as caught:
            listen("127.0.0.1", port)
    assert "--port" in str(caught.value.explain().todo)


def test_it_answers_once_it_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ready` is called with an address that answers, and stopping ends it."""
    told: list[str] = []
    seen: list[int] = []
    running: list[uvicorn.Server] = []
    start = server.Server.startup

    async def startup(self: server.Server, sockets: list[socket.socket] | None = None) -> None:
        running.append(self)
        await start(self, sockets)

    monkeypatch.setattr(server.Server, "startup", startup)

    def ready(address: str) -> None:
        told.append(address)
        threading.Thread(target=ask, args=(address,)).start()

    def ask(address: str) -> None:
        place = urlsplit(address)
        connection = http.client.HTTPConnection("127.0.0.1", place.port or 0, timeout=20)
        connection.request("GET", "/sign-in", headers={"host": f"localhost:{place.port}"})
        answer = connection.getresponse()
        seen.append(answer.status)
        assert answer.getheader("server") is None
        connection.close()
        running[0].should_exit = True

    serve(house, "127.0.0.1", 0, ready)
    assert told[0].startswith("http://localhost:")
    assert seen == [200]
    assert structlog.is_configured(), "the console logs in its own form, without secrets"
    structlog.reset_defaults()
