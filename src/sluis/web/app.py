# SPDX-License-Identifier: EUPL-1.2
"""The console as an ASGI application."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from sluis.access.passkeys import Challenges
from sluis.access.sessions import Ages
from sluis.kit.jobs import Jobs
from sluis.web import account, answers, beeld, errors, language, live, sign_in, sluis, verslag, work
from sluis.web.console import Anyone, Console
from sluis.web.guard import Guard
from sluis.web.headers import SecurityHeaders
from sluis.web.limits import Attempts
from sluis.web.pages import home_of
from sluis.web.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sluis.house import House

STATIC: Final = Path(__file__).parent / "static"
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
ROUTERS: Final = tuple(
    screen.router for screen in (sign_in, account, language, live, beeld, sluis, verslag, answers, work)
)
"""Every screen; a stranger gets through to the first and to the choice of language alone."""


def create(house: House) -> FastAPI:
    """Return the console of `house`, for any ASGI server."""
    clock = house.world.clock
    pulse = Pulse(house.record)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        """Stop the pulse when the console ends."""
        yield
        await pulse.stop()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.console = Console(
        house=house,
        ages=Ages(clock),
        challenges=Challenges(house.world),
        attempts=Attempts(clock),
        jobs=Jobs(house.database, house.world),
        pulse=pulse,
    )
    errors.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.add_api_route("/", start, methods=["GET"])
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_middleware(Guard, hosts=LOOPBACK | {house.settings.host, house.settings.public_host})
    app.add_middleware(SecurityHeaders)
    return app


def start(who: Anyone) -> RedirectResponse:
    """Send a visitor to their first screen, or to sign in."""
    return RedirectResponse(home_of(who.person) if who.person else "/sign-in", 303)
