# SPDX-License-Identifier: EUPL-1.2
"""Serves the console with uvicorn, on one process of one node."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Final

import uvicorn

from sluis.kit import log
from sluis.kit.errors import StorageFailed
from sluis.kit.texts import Text
from sluis.web.app import create

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import FastAPI

    from sluis.house import House

AT_ONCE: Final = 512
"""Requests under way at the same time; more get 503."""
KEEP_ALIVE_S: Final = 10
LARGEST_HEAD: Final = 32 * 1024
"""Bytes of a request's line and headers (R-33)."""
GRACE_S: Final = 2
"""How long open pages may finish when the console stops."""


class Server(uvicorn.Server):
    """A server that says when it answers, and lets live pages end when it is asked to stop."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], stop: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(config)
        self._ready = ready
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then close as uvicorn does."""
        await self._stop()
        await super().shutdown(sockets)


def serve(house: House, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; call `ready` with the console's address once it answers.

    Port 0 takes a free one. The address carries the public name, which passkeys are bound to.
    Raises `StorageFailed` when the port is taken.
    """
    log.start(house.settings.log_level)
    listener = listen(host, port)
    address = f"http://{house.settings.public_host}:{listener.getsockname()[1]}"
    server_of(create(house), lambda: ready(address)).run([listener])


def server_of(app: FastAPI, ready: Callable[[], None]) -> Server:
    """Return a server for the console `app`; it listens where it is run."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        http="h11",
        ws="none",
    )
    return Server(config, ready, app.state.console.pulse.stop)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` and `port`. Raises `StorageFailed` naming both."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise StorageFailed(
            Text(
                "Cannot listen on {host}:{port}: {why}",
                host=host,
                port=port,
                why=error.strerror or str(error),
            ),
            Text("Another program has this port. Choose one with --port."),
        ) from error
    listener.listen(2048)
    return listener
